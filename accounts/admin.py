"""The back office for people, their roles and their communities: for staff only."""

from collections.abc import Callable, Iterable

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from . import names
from .customs import listing
from .language_tabs import LanguageTabs
from .languages import BY_CODE
from .letters import WISHES
from .models import LANGUAGE_CHOICES, Assignment, Community, User
from .roles import Permission, Scope, may

# What a role can be limited to, by kind. The rooms above add theirs: this one knows no groups.
POSSIBLE_VALUES: dict[str, Callable[[], Iterable[str]]] = {
    Scope.LANGUAGE: lambda: BY_CODE,
    Scope.COMMUNITY: lambda: Community.objects.values_list("slug", flat=True),
}

# Roles are assignments (accounts/roles.py), and addresses stand with the person.
for unused in (Group, EmailAddress):
    admin.site.unregister(unused)


class ForStaff:
    """Pages that only those who administer the portal may see."""

    def may_enter(self, request):
        user = request.user
        return (user.is_active and user.is_superuser) or may(user, Permission.ADMINISTER)

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


class AssignmentForm(forms.ModelForm):
    """A role, and what it is limited to: something that exists."""

    class Meta:
        model = Assignment
        fields = ("role", "scope", "value")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        scope, value = cleaned.get("scope", ""), cleaned.get("value", "")
        if not scope and value:
            self.add_error("scope", _("Say what kind of thing this role is limited to."))
        elif scope and not value:
            self.add_error("value", _("Say which one this role is limited to."))
        elif scope and value not in (possible := sorted(POSSIBLE_VALUES[scope]())):
            message = _("There is no “%(value)s”. Possible: %(possible)s.")
            values = {"value": value, "possible": listing(possible)}
            self.add_error("value", forms.ValidationError(message, params=values))
        return cleaned


class AssignmentInline(ForStaff, admin.TabularInline):
    model = Assignment
    form = AssignmentForm
    extra = 1


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
        (_("Letters"), {"fields": WISHES}),
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
