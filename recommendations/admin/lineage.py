"""The back office for what became of a recommendation in a later iteration."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..models import Lineage, Recommendation
from ..permissions import groups_of, groups_to_write, may_edit_drafts
from .base import TextAdmin
from .drafts import TEXTS
from .forms import TextForm


class LineageForm(TextForm):
    """An edge leads to a later iteration; only what was withdrawn may lead nowhere."""

    def clean(self):
        cleaned = super().clean()
        earlier = cleaned.get("earlier") or getattr(self.instance, "earlier", None)
        later = cleaned.get("later") or self.instance.later
        if not later and cleaned.get("kind", Lineage.Kind.WITHDRAWN) != Lineage.Kind.WITHDRAWN:
            self.add_error("kind", _("Only what was withdrawn leads nowhere."))
        if earlier and later and number(later) <= number(earlier):
            self.add_error(None, _("The second recommendation has to be of a later iteration."))
        return cleaned


def number(recommendation) -> int:
    return recommendation.draft_set.iteration.number


@admin.register(Lineage)
class LineageAdmin(TextAdmin):
    """Edges between recommendations; the groups at both ends write them."""

    form = LineageForm
    autocomplete_fields = ("earlier", "later")
    list_display = ("earlier", "later", "kind", "basis")
    list_display_links = ("earlier", "later")
    list_filter = ("kind", "basis")
    search_fields = ("earlier__code", "later__code")
    ordering = ("earlier__code", "later__code")
    named = ("earlier", "later")
    # An edge to another recommendation is another edge.
    stays = ("earlier", "later")
    fieldsets = (
        (None, {"fields": ("earlier", "later", "kind", "basis")}),
        (TEXTS, {"fields": ("note",)}),
    )

    def may_write(self, request, obj=None):
        ends = [end.draft_set for end in (obj.earlier, obj.later) if end] if obj else [None]
        return any(may_edit_drafts(request.user, draft_set) for draft_set in ends)

    def get_queryset(self, request):
        rows, groups = super().get_queryset(request), groups_of(request.user)
        if groups is None:
            return rows
        return rows.filter(
            Q(earlier__draft_set__group__slug__in=groups)
            | Q(later__draft_set__group__slug__in=groups)
        )

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.remote_field.model is Recommendation:
            rows, groups = Recommendation.objects.in_language(), groups_to_write(request.user)
            kwargs["queryset"] = (
                rows if groups is None else rows.filter(draft_set__group__slug__in=groups)
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
