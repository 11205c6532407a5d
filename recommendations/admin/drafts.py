"""The back office for drafts: sets, their sections, and recommendations."""

from django.contrib import admin, messages
from django.core.validators import validate_slug
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modeltranslation.admin import TranslationStackedInline

from ..actions import is_published, publish
from ..models import DraftSet, Recommendation, Section
from ..models.group import WHOLE_MOVEMENT_CODE
from ..permissions import (
    groups_of,
    groups_to_write,
    may_add_to,
    may_edit_drafts,
    may_organise,
)
from .base import RowInline, TextAdmin, TextsFilter, reads_history
from .forms import RowForm, RowFormSet, TextForm, WindowForm

TEXTS = _("Texts in each language")


class DraftAdmin(TextAdmin):
    """Rows of a set of drafts: its group writes them, and no other member knows of them."""

    to_set = ""  # the way from the row to its set
    # Ways to what hangs on the row, shown once it is there.
    leads_to: tuple[str, ...] = ()

    def may_write(self, request, obj=None):
        return may_edit_drafts(request.user, self.set_of(obj) if obj else None)

    def set_of(self, row):
        for name in filter(None, self.to_set.split("__")):
            row = getattr(row, name)
        return row

    def get_queryset(self, request):
        rows, groups = super().get_queryset(request), groups_of(request.user)
        return rows if groups is None else rows.filter(self.within(groups, self.to_set))

    def get_fieldsets(self, request, obj=None):
        first, *others = super().get_fieldsets(request, obj)
        if obj is None or reads_history(request):
            return [first, *others]
        title, options = first
        return [(title, {"fields": [*options["fields"], *self.ways(request, obj)]}), *others]

    def get_view_on_site_url(self, obj=None):
        """Readers find it once it is published."""
        return super().get_view_on_site_url(obj) if obj and is_published(obj) else None

    def ways(self, request, obj):
        """What leads to the rows that hang on this one."""
        return self.leads_to

    @staticmethod
    def within(groups, way):
        return Q(**{f"{way}__group__slug__in" if way else "group__slug__in": groups})

    def own(self, request, rows, way=""):
        """Of these rows, those to which this person may add: what is published does not grow."""
        if may_organise(request.user):
            return rows
        groups = groups_to_write(request.user)
        rows = rows.filter(**{f"{way}published_at": None})
        return rows if groups is None else rows.filter(self.within(groups, way.rstrip("_")))


class SectionInline(RowInline, TranslationStackedInline):
    model = Section
    form = RowForm
    formset = RowFormSet
    fieldsets = ((None, {"fields": ("key", "position", "scoping_question", "text", "seen")}),)

    def may_write(self, request, obj=None):
        return may_edit_drafts(request.user, obj)


@admin.register(DraftSet)
class DraftSetAdmin(DraftAdmin):
    """A group's drafts in one iteration. Only organisers begin one, publish it, or move dates."""

    form = WindowForm
    inlines = [SectionInline]
    actions = ["publish_chosen"]
    list_display = ("code", "group", "iteration", "published_at", "is_complete")
    list_filter = (("group", TextsFilter), ("iteration", TextsFilter), "is_complete")
    search_fields = ("code", "group__slug", "group__name_en")
    ordering = ("iteration__number", "code")
    named = ("group", "iteration")
    readonly_fields = ("published_at", "recommendations")
    leads_to = ("recommendations",)
    stays = ("group", "iteration")
    fieldsets = (
        (None, {"fields": ("group", "iteration", "published_at", "is_complete",
                           "published_total")}),
        (_("Time for feedback, where it differs from the iteration's"),
         {"fields": ("opens_at", "closes_at")}),
        (TEXTS, {"fields": ("introduction", "note", "consensus_note")}),
    )  # fmt: skip

    def has_add_permission(self, request):
        return may_organise(request.user)

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        return fixed if may_organise(request.user) else [*fixed, "opens_at", "closes_at"]

    def save_model(self, request, obj, form, change):
        if not change:
            code = obj.group.code if obj.group else WHOLE_MOVEMENT_CODE
            obj.code = f"{code}{obj.iteration.number}"
        super().save_model(request, obj, form, change)

    def has_publish_permission(self, request):
        return may_organise(request.user)

    @admin.action(description=_("Publish the chosen sets"), permissions=["publish"])
    def publish_chosen(self, request, queryset):
        chosen = list(DraftSet.objects.filter(pk__in=queryset.values("pk"), published_at=None))
        for draft_set in chosen:
            publish(draft_set, by=request.user)
        message = ngettext("%d set was published.", "%d sets were published.", len(chosen))
        self.message_user(request, message % len(chosen), messages.SUCCESS)

    @admin.display(description=_("recommendations"))
    def recommendations(self, draft_set):
        return links(draft_set.recommendations.in_language().order_by("position"))


class RecommendationForm(TextForm):
    """A number is part of an address, and a section belongs to the same set."""

    def clean_number(self):
        number = self.cleaned_data["number"].strip()
        validate_slug(number)
        return number

    def clean(self):
        cleaned = super().clean()
        draft_set = cleaned.get("draft_set") or getattr(self.instance, "draft_set", None)
        section = cleaned.get("section")
        if section and draft_set and section.draft_set_id != draft_set.pk:
            self.add_error("section", _("This section belongs to another set of drafts."))
        return cleaned


@admin.register(Recommendation)
class RecommendationAdmin(DraftAdmin):
    """One recommendation in one iteration; the parts of its full version hang on it."""

    form = RecommendationForm
    to_set = "draft_set"
    list_display = ("code", "heading", "draft_set", "status")
    list_display_links = ("code", "heading")
    list_filter = (
        ("draft_set__group", TextsFilter), ("draft_set__iteration", TextsFilter), "status",
    )  # fmt: skip
    search_fields = ("code", "title", "title_en")
    ordering = ("draft_set__iteration__number", "draft_set__code", "position")
    # A number read by someone is cited: DV1-9 stays DV1-9.
    stays = ("draft_set", "number")
    named = ("draft_set", "draft_set__iteration", "draft_set__group")
    readonly_fields = ("parts", "new_part")
    fieldsets = (
        (None, {"fields": ("draft_set", "number", "position", "status", "section")}),
        (_("Source"), {"fields": ("source", "title_kind")}),
        (TEXTS, {"fields": ("title", "summary")}),
    )

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "draft_set":
            sets = DraftSet.objects.in_language().order_by("iteration__number", "code")
            kwargs["queryset"] = self.own(request, sets)
        if db_field.name == "section":
            kwargs["queryset"] = self.sections(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def sections(self, request):
        sections = Section.objects.in_language().order_by("draft_set__code", "position")
        groups = groups_of(request.user)
        if groups is not None:
            sections = sections.filter(self.within(groups, "draft_set"))
        if pk := request.resolver_match.kwargs.get("object_id"):
            sections = sections.filter(draft_set__recommendations=pk)
        return sections

    def ways(self, request, obj):
        may_add = self.may_write(request, obj) and may_add_to(request.user, obj.draft_set)
        return ("parts", "new_part") if may_add else ("parts",)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.code = f"{obj.draft_set.code}-{obj.number}"
        super().save_model(request, obj, form, change)

    @admin.display(description=_("parts"))
    def parts(self, recommendation):
        return links(recommendation.parts.in_language(), "key")

    @admin.display(description=_("another part"))
    def new_part(self, recommendation):
        query = {"recommendation": recommendation.pk}
        address = reverse("admin:recommendations_part_add", query=query)
        return format_html('<a href="{}">{}</a>', address, _("Add a part"))


def links(rows, name="code"):
    """Each row by its name, leading to its own page of the back office."""
    return format_html_join(
        " · ",
        '<a href="{}">{}</a>',
        ((reverse(f"admin:recommendations_{row._meta.model_name}_change", args=[row.pk]),
          getattr(row, name)) for row in rows),
    )  # fmt: skip
