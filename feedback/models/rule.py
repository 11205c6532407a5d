"""The rules that decisions name: a list that organisers edit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models.translated import TranslatedQuerySet

# What an approval says, and what else finds no fault.
IN_ORDER = "in-order"


class RuleQuerySet(TranslatedQuerySet):
    def in_force(self):
        return self.filter(is_in_force=True).order_by("position", "key")


class Rule(models.Model):
    """One rule of the discussion; a rule that is out of force stays beside its old decisions."""

    key = models.SlugField(_("key"), unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("rule"), max_length=200)
    is_in_force = models.BooleanField(_("in force"), default=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")

    def __str__(self):
        return self.key
