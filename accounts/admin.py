"""The back office for people, their roles and their communities: for staff only."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from . import names
from .assignments import AssignmentForm, AssignmentFormSet, save_roles
from .customs import listing
from .language_tabs import LanguageTabs
from .letters import WISHES
from .models import LANGUAGE_CHOICES, Assignment, Community, User
from .roles import may_administer

# Roles are assignments (accounts/roles.py), addresses stand with the person, and keys to sign
# in with are nobody else's to see.
for unused in (Group, EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(unused)


class ForStaff:
    """Pages that only those who administer the portal may see."""

    def may_enter(self, request):
        return may_administer(request.user)

    def has_module_permission(self, request):
        return self.may_enter(request)

    def has_view_permission(self, request, obj=None):
        return self.may_enter(request)

    def has_add_permission(self, request, obj=None):
        return self.may_enter(request)

    def has_change_permission(self, request, obj=None):
        return self.may_enter(request)

    def has_delete_permission(self, request, obj=None):
        return self.may_enter(request)


class ReadOnly(ForStaff):
    """Pages to look things up on; what they show is changed elsewhere, or never."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class AssignmentInline(ForStaff, admin.TabularInline):
    """Roles; each change is a line of the log, like one that is made on the organisers' desk."""

    model = Assignment
    form = AssignmentForm
    formset = AssignmentFormSet
    extra = 1

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.by = request.user  # type: ignore[attr-defined]
        return formset


class NamedForm(forms.ModelForm):
    """Staff may give a name that stands for an office, but no name that is another's."""

    def clean_name(self):
        name = names.clean_name(self.cleaned_data["name"])
        if names.is_taken(name, for_account=self.instance if self.instance.pk else None):
            raise forms.ValidationError(_("Somebody is called that already."), code="taken")
        return name


class NewPersonForm(NamedForm, AdminUserCreationForm):
    """A new account; the name shown is that of the account until its owner changes it."""

    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "name", "email")


class PersonForm(NamedForm, UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User


class HoldsRole(admin.SimpleListFilter):
    """The people who hold a role, whatever it is limited to."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return Assignment._meta.get_field("role").choices

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(pk__in=Assignment.objects.filter(role=self.value()).values("user"))


@admin.register(User)
class PersonAdmin(ForStaff, UserAdmin):
    """People and their roles. Accounts are closed, not deleted: their words stay."""

    form = PersonForm
    add_form = NewPersonForm
    inlines = [AssignmentInline]
    list_display = ("name", "username", "roles", "language", "is_active", "date_joined")
    list_filter = (HoldsRole, "language", "is_active")
    search_fields = ("username", "name", "email")
    ordering = ("username",)
    list_select_related = ()
    filter_horizontal = ()
    autocomplete_fields = ("community",)
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password", "is_active")}),
        (_("Person"), {"fields": ("name", "email", "language", "community")}),
        (_("Letters"), {"fields": ("replies_frequency", *WISHES)}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "name", "email", "usable_password", "password1",
                           "password2")}),
    )  # fmt: skip

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("assignments")

    @admin.display(description=_("roles"))
    def roles(self, person):
        return listing(person.assignments.all())

    def get_inlines(self, request, obj):
        """Roles are given to somebody who is there."""
        return self.inlines if obj else []

    def save_formset(self, request, form, formset, change):
        save_roles(formset, by=request.user)

    def save_model(self, request, obj, form, change):
        """A new address has yet to prove itself, and the one until now opens nothing any more."""
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            EmailAddress.objects.filter(user=obj).delete()
            if obj.email:
                EmailAddress.objects.create(user=obj, email=obj.email, primary=True)

    def has_delete_permission(self, request, obj=None):
        return False


class CommunityForm(forms.ModelForm):
    """The languages of a community are ticked, not typed as JSON."""

    languages = forms.MultipleChoiceField(
        label=_("languages"), choices=LANGUAGE_CHOICES, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


@admin.register(Community)
class CommunityAdmin(ForStaff, LanguageTabs):
    """Affiliates and language communities."""

    form = CommunityForm
    list_display = ("slug", "name", "kind", "region")
    list_filter = ("kind", "region")
    search_fields = ("slug", "name", "name_en")
    ordering = ("kind", "slug")
    fieldsets = (
        (None, {"fields": ("slug", "kind", "region", "languages")}),
        (_("Name in each language"), {"fields": ("name",)}),
    )

    def get_readonly_fields(self, request, obj=None):
        """Roles point to a community by its short name, so that stays."""
        return ("slug", *super().get_readonly_fields(request, obj)) if obj else ()
