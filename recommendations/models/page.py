"""The site's own texts: pages about it, and the blocks of the home page."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import get_resolver, reverse
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from accounts.languages import BY_CODE, fallbacks, reading_language
from accounts.search_engines import views

from ..prose import render_page
from .translated import TranslatedQuerySet, render_each

HOME = "home"
HOME_STEPS = "home-steps"
# Texts of the home page: they have no address of their own.
BLOCKS = (HOME, HOME_STEPS)
# Beside what the portal answers itself: what may stand in front of it.
TAKEN = {"static", "api", *BY_CODE}


def check_key(key: str) -> None:
    """A page does not stand where the portal has something else."""
    taken = {route.partition("/")[0] for _name, route, _view in views(get_resolver())}
    if key in TAKEN | taken:
        raise ValidationError(_("The portal uses this address itself. Choose another key."))


class PageQuerySet(TranslatedQuerySet):
    def with_address(self):
        return self.exclude(key__in=BLOCKS)

    def in_order(self):
        return self.order_by("position", "key")

    def titles(self):
        """What a link needs: the key and the title, in the reading language; no long text."""
        codes = fallbacks(reading_language())
        return self.only("key", *(build_localized_fieldname("title", code) for code in codes))

    def for_footer(self):
        return self.with_address().filter(in_footer=True).titles().in_order()


class Page(models.Model):
    """A text about the site: a key that stays, a title, and a body in Markdown."""

    key = models.SlugField(
        _("key"), unique=True, validators=[check_key],
        help_text=_("The last part of the address. It cannot be changed later."),
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    in_footer = models.BooleanField(_("linked at the foot of every page"), default=False)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    # The body as a reader gets it: rendered when it is written, never when it is read.
    html = models.TextField(blank=True, editable=False)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def __str__(self):
        return self.key

    def get_absolute_url(self):
        if self.key in BLOCKS:
            return reverse("recommendations:home")
        return reverse("recommendations:page", args=[self.key])

    def render_text(self):
        """Renew the stored HTML of every language; the caller saves."""
        render_each(self, "body", render_page)
