"""The back office for what people said: to look it up. Desks and actions decide over it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.admin import ReadOnly
from accounts.language_tabs import LanguageTabs
from accounts.roles import may_organise
from recommendations.models import Stamp
from recommendations.models.stamp import TALK
from recommendations.templatetags.wording import marked, wording_of

from .authorship import author_shown
from .models import Comment, Decision, Export, Outbox, Rule
from .models.rule import IN_ORDER
from .starter_rules import RULES


@admin.register(Comment)
class CommentAdmin(ReadOnly, admin.ModelAdmin):
    """Comments as they stand, waiting and hidden ones included."""

    list_display = ("short_id", "said_by", "language", "visibility", "origin", "said_at")
    list_filter = ("visibility", "origin", "language")
    # Not by names: who asked for no name is found by none.
    search_fields = ("slug", "body")
    ordering = ("-said_at", "-pk")
    date_hierarchy = "said_at"
    list_select_related = ("author",)
    fields = (
        "short_id", "said_by", "language", "body", "origin", "visibility",
        "chosen_visibility", "read_language", "parent", "said_at", "stored_at", "edited_at",
        "version", "agreement_count",
    )  # fmt: skip

    def get_queryset(self, request):
        return Comment.objects.visible_to(request.user)

    @admin.display(description=_("name"))
    def said_by(self, comment):
        return author_shown(comment)

    @admin.display(description=_("short id"), ordering="slug")
    def short_id(self, comment):
        return comment.short_id


@admin.register(Rule)
class RuleAdmin(LanguageTabs):
    """The rules that decisions name. One that no longer holds is put out of force and stays."""

    list_display = ("position", "heading", "key", "is_in_force")
    list_display_links = ("heading",)
    list_filter = ("is_in_force",)
    search_fields = ("key", "title", "title_en")
    ordering = ("position", "key")
    fieldsets = (
        (None, {"fields": ("key", "position", "is_in_force")}),
        (_("The rule in each language"), {"fields": ("title",)}),
    )

    def has_module_permission(self, request):
        return may_organise(request.user)

    def has_view_permission(self, request, obj=None):
        return may_organise(request.user)

    def has_add_permission(self, request):
        return may_organise(request.user)

    def has_change_permission(self, request, obj=None):
        return may_organise(request.user)

    def has_delete_permission(self, request, obj=None):
        """A rule that every portal starts with would come back at the next start."""
        is_named = obj is not None and (obj.key in RULES or obj.decisions.exists())
        return may_organise(request.user) and not is_named

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        if obj is None:
            return fixed
        return (*fixed, "key", "is_in_force") if obj.key == IN_ORDER else (*fixed, "key")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        Stamp.objects.touch(TALK)

    @admin.display(description=_("rule"))
    def heading(self, rule):
        return marked(wording_of(rule, "title"))


@admin.register(Decision)
class DecisionAdmin(ReadOnly, admin.ModelAdmin):
    """The log of decisions. Nobody edits it."""

    list_display = ("decided_at", "kind", "rule", "comment", "by", "reason")
    list_filter = ("kind",)
    search_fields = ("comment__slug", "reason", "by__name")
    ordering = ("-decided_at", "-pk")
    date_hierarchy = "decided_at"
    list_select_related = ("comment", "by")


@admin.register(Export)
class ExportAdmin(ReadOnly, admin.ModelAdmin):
    """Who took what out, and how far the file is."""

    list_display = ("requested_at", "requested_by", "draft_set", "format", "state", "rows_done")
    list_filter = ("state", "format")
    search_fields = ("requested_by__name", "draft_set__code")
    ordering = ("-requested_at", "-pk")
    list_select_related = ("requested_by",)


@admin.register(Outbox)
class OutboxAdmin(ReadOnly, admin.ModelAdmin):
    """What was handed to the background, and what still waits."""

    list_display = ("pk", "task", "row_id", "written_at", "published_at")
    list_filter = ("task", ("published_at", admin.EmptyFieldListFilter))
    search_fields = ("task",)
    ordering = ("-pk",)
