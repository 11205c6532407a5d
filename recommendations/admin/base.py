"""What all pages of the back office on texts share: rights, languages, history, stamps."""

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.db.transaction import get_connection
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from accounts.language_tabs import InTheirLanguage, LanguageTabs
from accounts.languages import reading_language
from accounts.roles import may_administer

from ..actions import confirm_translation, forget, is_published, windows_changed
from ..freshness import text_of
from ..models import Stamp
from ..models.stamp import TEXTS
from ..models.translated import texts_of
from ..permissions import languages_of, may_organise, may_translate
from ..templatetags.wording import marked, wording_of
from .forms import TextForm, columns_of, unchecked_texts
from .saving import OF_THE_FORM, save_row

CORRECTION = (_("Correction of published text"), {"fields": ("reason", "effect")})
CHECKED = (_("Machine translations"), {"fields": ("checked",)})
WINDOW = {"opens_at", "closes_at"}
ABOUT_WINDOW = _("What was announced is moved on the organisers’ desk: the old date stays shown.")


class InOneLanguage(BaseModelAdmin):
    """Choices show the reading language; the other sixteen stay in the database."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if "queryset" not in kwargs:
            kwargs["queryset"] = db_field.remote_field.model._default_manager.in_language()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class TextsFilter(admin.RelatedFieldListFilter):
    """A filter by something with a name in many languages."""

    def field_choices(self, field, request, model_admin):
        rows = field.remote_field.model._default_manager.in_language().order_by("pk")
        return [(row.pk, str(row)) for row in rows]


class TextAdmin(InOneLanguage, LanguageTabs, SimpleHistoryAdmin):
    """Rows with texts. Who may not write the row may still translate it."""

    form = TextForm
    list_select_related = ()
    history_list_per_page = 20
    object_history_list_template = "admin/history_list.html"
    # Fields that other rows and addresses rely on once the row is there.
    stays: tuple[str, ...] = ()
    # What the list page names of other rows.
    named: tuple[str, ...] = ()

    # -- rights

    def may_write(self, request, obj=None) -> bool:
        return may_organise(request.user)

    def has_module_permission(self, request):
        return self.has_change_permission(request)

    def has_view_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_add_permission(self, request):
        return self.may_write(request)

    def has_change_permission(self, request, obj=None):
        return self.may_write(request, obj) or may_translate(request.user)

    def has_delete_permission(self, request, obj=None):
        return self.may_write(request, obj) and not (obj and is_published(obj))

    # -- lists

    def get_search_results(self, request, queryset, search_term):
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        rows = found.in_language()  # type: ignore[attr-defined]
        return rows.prefetch_related(*texts_of(self.model, *self.named)), may_repeat

    @admin.display(description=_("title"))
    def heading(self, row):
        return self.words(row, "title")

    def words(self, row, field):
        return marked(wording_of(row, field))

    # -- forms

    def languages_first(self, request, obj=None):
        if self.may_write(request, obj):
            return reading_language(), False
        mine = languages_of(request.user)
        return (reading_language() if reading_language() in mine else mine[0]), True

    def get_fieldsets(self, request, obj=None):
        fieldsets = [*super().get_fieldsets(request, obj)]
        if obj and not reads_history(request):
            if is_published(obj):
                fieldsets.append(CORRECTION)
            if self.unchecked(request, obj):
                fieldsets.append(CHECKED)
        return fieldsets

    def get_readonly_fields(self, request, obj=None):
        fixed = [*super().get_readonly_fields(request, obj)]
        if obj is None:
            return fixed
        if self.may_write(request, obj) and not reads_history(request):
            return [*fixed, *self.stays, *announced_dates(obj, request.user)]
        codes = [] if reads_history(request) else languages_of(request.user)
        open_to_me = {*OF_THE_FORM, *columns_of(self.model, codes)}
        names = flatten_fieldsets(self.get_fieldsets(request, obj))
        return [name for name in names if name not in open_to_me]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.unchecked = self.unchecked(request, obj) if obj else []  # type: ignore[attr-defined]
        return form

    def unchecked(self, request, obj):
        """The texts of this row whose checking this person may vouch for."""
        return unchecked_texts(obj, request.user, writes_all=self.may_write(request, obj))

    # -- saving

    def get_object(self, request, object_id, from_field=None):
        """Whoever saves holds the row from the first look on: nobody else saves in between."""
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST" or not get_connection().in_atomic_block:
            return found
        self.model._default_manager.select_for_update().values_list("pk").get(pk=found.pk)
        return super().get_object(request, object_id, from_field)

    def save_model(self, request, obj, form, change):
        save_row(request, obj, form, form.cleaned_data)
        for place in form.cleaned_data["checked"]:
            field, language = place.split(":")
            if text_of(obj, field, language):
                confirm_translation(obj, field, language, by=request.user)

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        for row in formset.deleted_objects:
            forget(row)
        for each in formset.forms:
            if each.has_changed() and each not in formset.deleted_forms:
                save_row(request, each.instance, each, form.cleaned_data)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if WINDOW.intersection(form.changed_data):
            windows_changed()
        Stamp.objects.touch(TEXTS)

    def delete_model(self, request, obj):
        forget(obj)
        if hasattr(obj, "opens_at"):
            windows_changed()
        Stamp.objects.touch(TEXTS)

    # -- history

    def history_view(self, request, object_id, extra_context=None):
        self.get_known(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """A former state, to read: texts change by the form of today, with its checks."""
        obj = self.get_known(request, object_id)
        if not version_id.isdecimal():
            raise Http404
        if request.method not in {"GET", "HEAD"}:
            raise PermissionDenied
        request.reads_history = True
        context = {"language_tabs": self.tabs(request, obj), **(extra_context or {})}
        return super().history_form_view(request, object_id, version_id, context)

    def get_known(self, request, object_id):
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        return obj

    def revert_disabled(self, request, obj=None):
        return True


class RowInline(InOneLanguage, InTheirLanguage):
    """Rows that are written on the page of the row they belong to; translators only translate."""

    extra = 0
    ordering = ("position",)

    def may_write(self, request, obj=None):
        return may_organise(request.user)

    def has_view_permission(self, request, obj=None):
        return True

    def has_add_permission(self, request, obj=None):
        return self.may_write(request, obj)

    def has_change_permission(self, request, obj=None):
        return self.may_write(request, obj) or may_translate(request.user)

    def has_delete_permission(self, request, obj=None):
        return self.may_write(request, obj) and not (obj and is_published(obj))

    def get_readonly_fields(self, request, obj=None):
        fixed = [*super().get_readonly_fields(request, obj)]
        if self.may_write(request, obj):
            return fixed
        open_to_me = {"seen", *columns_of(self.model, languages_of(request.user))}
        names = flatten_fieldsets(self.get_fieldsets(request, obj))
        return [name for name in names if name not in open_to_me]


def announced_dates(obj, user) -> set[str]:
    """What was announced is moved by a deed that keeps the old date; staff correct a mistake."""
    return WINDOW if getattr(obj, "opens_at", None) and not may_administer(user) else set()


def reads_history(request) -> bool:
    return getattr(request, "reads_history", False)
