"""The back office for the site's own texts: its pages, and the blocks of the home page."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..importer.starter import KEYS
from ..models import Page
from .base import TextAdmin
from .process import TEXTS


@admin.register(Page)
class PageAdmin(TextAdmin):
    """Texts about the site. Those it starts with can be rewritten, but not taken away."""

    list_display = ("key", "heading", "position", "in_footer")
    list_display_links = ("key", "heading")
    list_filter = ("in_footer",)
    search_fields = ("key", "title", "title_en", "body_en")
    ordering = ("position", "key")
    stays = ("key",)
    fieldsets = (
        (None, {"fields": ("key", "position", "in_footer")}),
        (TEXTS, {
            "fields": ("title", "body"),
            "description": _(
                "Markdown: ## for a heading, - or 1. for lists, *emphasis*, **strong words**. "
                "Begin links within the portal with a slash, as in [help](/help/): "
                "they lead into the language of the reader."
            ),
        }),
    )  # fmt: skip

    def has_delete_permission(self, request, obj=None):
        is_starter = obj is not None and obj.key in KEYS
        return super().has_delete_permission(request, obj) and not is_starter
