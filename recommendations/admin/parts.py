"""The back office for the full version of a recommendation, part by part."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import Part, Recommendation
from .base import TextsFilter
from .drafts import TEXTS, DraftAdmin
from .forms import TextForm


class PartForm(TextForm):
    def clean(self):
        cleaned = super().clean()
        recommendation, question = cleaned.get("recommendation"), cleaned.get("question")
        is_new = self.instance.pk is None and recommendation and question
        if is_new and recommendation.parts.filter(key=question.key).exists():
            self.add_error("question", _("This recommendation answers the question already."))
        return cleaned


@admin.register(Part)
class PartAdmin(DraftAdmin):
    """A section of a full version."""

    form = PartForm
    to_set = "recommendation__draft_set"
    autocomplete_fields = ("recommendation",)
    list_display = ("recommendation", "key", "position")
    list_display_links = ("recommendation", "key")
    list_filter = (
        ("recommendation__draft_set__group", TextsFilter),
        ("recommendation__draft_set__iteration", TextsFilter),
    )
    search_fields = ("recommendation__code", "key", "text_en")
    ordering = ("recommendation__code", "position")
    named = ("recommendation",)
    stays = ("recommendation", "question", "key")
    fieldsets = (
        (None, {"fields": ("recommendation", "question", "key", "position")}),
        (TEXTS, {"fields": ("text",)}),
    )

    def get_fieldsets(self, request, obj=None):
        """The key comes from the question, once."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj:
            return fieldsets
        first = {"fields": ("recommendation", "question", "position")}
        return [(None, first), *fieldsets[1:]]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "recommendation":
            rows = self.own(request, Recommendation.objects.in_language(), "draft_set__")
            kwargs["queryset"] = rows
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.key = obj.question.key
        super().save_model(request, obj, form, change)
