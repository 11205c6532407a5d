"""The back office for the process: rounds, milestones, groups and the questions that are asked."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from accounts.assignments import POSSIBLE_VALUES
from accounts.models import LANGUAGE_CHOICES
from accounts.roles import Scope

from ..models import GuidingQuestion, Iteration, Milestone, Page, PartQuestion, ScopingQuestion
from ..models import WorkingGroup as Group
from .base import ABOUT_WINDOW, RowInline, TextAdmin
from .forms import RowForm, RowFormSet, WindowForm

TEXTS = _("Texts in each language")
# Roles are limited to groups by their short names; accounts itself knows of no groups.
POSSIBLE_VALUES[Scope.GROUP] = lambda: Group.objects.values_list("slug", flat=True)


class IterationForm(WindowForm):
    """The planned languages are ticked, not typed as JSON."""

    planned_languages = forms.MultipleChoiceField(
        label=_("planned languages"), choices=LANGUAGE_CHOICES, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


@admin.register(Iteration)
class IterationAdmin(TextAdmin):
    """Rounds of drafts and the time in which feedback is taken."""

    form = IterationForm
    list_display = ("number", "heading", "opens_at", "closes_at", "published_on")
    list_display_links = ("number", "heading")
    list_filter = ("is_demo_window",)
    search_fields = ("slug", "title", "title_en")
    ordering = ("number",)
    stays = ("number", "slug")
    fieldsets = (
        (None, {"fields": ("number", "slug", "published_on", "published_total", "note", "source")}),
        (
            _("Time for feedback"),
            {
                "fields": ("opens_at", "closes_at", "is_demo_window"),
                "description": ABOUT_WINDOW,
            },
        ),
        (_("Translations"), {"fields": ("planned_languages",)}),
        (TEXTS, {"fields": ("title",)}),
    )


@admin.register(Milestone)
class MilestoneAdmin(TextAdmin):
    """Dates of the process, planned and actual."""

    list_display = ("start", "end", "heading", "status", "replaces")
    list_display_links = ("start", "heading")
    list_filter = ("status",)
    search_fields = ("key", "title", "title_en", "start")
    ordering = ("start", "key")
    named = ("replaces",)
    stays = ("key",)
    fieldsets = (
        (None, {"fields": ("key", "start", "end", "status", "replaces", "source")}),
        (TEXTS, {"fields": ("title", "text")}),
    )


class ScopingQuestionInline(RowInline, TranslationStackedInline):
    model = ScopingQuestion
    form = RowForm
    formset = RowFormSet
    fieldsets = ((None, {"fields": ("key", "position", "text", "seen")}),)


@admin.register(Group)
class GroupAdmin(TextAdmin):
    """The groups that write, each with the questions it set out to answer."""

    inlines = [ScopingQuestionInline]
    list_display = ("code", "heading", "slug", "position")
    list_display_links = ("code", "heading")
    search_fields = ("code", "slug", "name", "name_en")
    ordering = ("position", "slug")
    stays = ("slug", "code")
    fieldsets = (
        (None, {"fields": ("slug", "code", "position", "scoping_note", "source")}),
        (TEXTS, {"fields": ("name", "description")}),
    )

    @admin.display(description=_("name"))
    def heading(self, row):
        return self.words(row, "name")


@admin.register(GuidingQuestion)
class GuidingQuestionAdmin(TextAdmin):
    """What readers are asked."""

    list_display = ("position", "heading", "key")
    list_display_links = ("position", "heading")
    search_fields = ("key", "label", "label_en", "text_en")
    ordering = ("position",)
    stays = ("key",)
    fieldsets = (
        (None, {"fields": ("key", "position", "read_first", "source")}),
        (TEXTS, {"fields": ("label", "text")}),
    )

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "read_first":
            kwargs["queryset"] = Page.objects.titles().with_address().in_order()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=_("label"))
    def heading(self, row):
        return self.words(row, "label")


@admin.register(PartQuestion)
class PartQuestionAdmin(TextAdmin):
    """What the full version of a recommendation answers, part by part."""

    list_display = ("position", "key", "heading", "topic")
    list_display_links = ("position", "key")
    list_filter = ("seen_in_source",)
    search_fields = ("key", "topic", "text", "text_en")
    ordering = ("position",)
    stays = ("key",)
    fieldsets = (
        (None, {"fields": ("key", "topic", "position", "seen_in_source")}),
        (TEXTS, {"fields": ("text",)}),
    )

    @admin.display(description=_("text"))
    def heading(self, row):
        return self.words(row, "text")
