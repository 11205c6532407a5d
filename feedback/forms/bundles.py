"""Which contributions are put under one that says nearly the same."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Rule
from ..models.decision import MAX_REASON
from ..models.rule import IN_ORDER
from ..short_ids import find_by_id
from .moderate import ReasonField

MOST_IDS = 100


class BundleForm(forms.Form):
    """Ticked ones, in the version that was read, and others by their short ids."""

    chosen = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    ids = forms.CharField(
        label=_("Others, by their short ids"),
        help_text=_("With spaces between them, for example DV1-9#417 DV1-9#420."),
        max_length=2000,
        required=False,
        widget=forms.TextInput({"dir": "ltr"}),
    )
    reason = ReasonField(
        label=_("Reason"), help_text=_("Everyone can read it."), max_length=MAX_REASON
    )

    def __init__(self, *args, offered, reachable, user, head, **options):
        super().__init__(*args, **options)
        self.offered = {f"{each.slug}:{each.version}": each for each in offered}
        self.reachable, self.user, self.head = reachable, user, head
        sent = self.data.getlist("chosen") if self.is_bound else []
        # What was changed since the page was opened is told by the deed, not taken for nonsense.
        values = dict.fromkeys([*self.offered, *(each for each in sent if ":" in each)])
        self.fields["chosen"].choices = [(value, value) for value in values]

    def clean_ids(self):
        found = []
        for typed in self.cleaned_data["ids"].split()[:MOST_IDS]:
            thing = find_by_id(typed, self.user)
            slug = getattr(thing, "slug", "")
            comment = self.reachable.filter(slug=slug).exclude(pk=self.head.pk).first()
            if comment is None:
                refusal = _("You cannot put %(id)s under this one.")
                raise forms.ValidationError(refusal, params={"id": typed})
            found.append(comment)
        return found

    def clean(self):
        values = super().clean()
        if not values.get("chosen") and not values.get("ids") and "ids" not in self.errors:
            self.add_error(None, _("Tick at least one contribution, or give its short id."))
        return values

    def comments(self):
        """What was chosen, with the version that was read; each once."""
        ticked = dict(value.rsplit(":", 1) for value in self.cleaned_data["chosen"])
        rows = self.reachable.filter(slug__in=ticked).exclude(pk=self.head.pk)
        chosen = {row.pk: (row, int(ticked[row.slug])) for row in rows}
        typed = {row.pk: (row, row.version) for row in self.cleaned_data["ids"]}
        return list({**typed, **chosen}.values())

    @staticmethod
    def rule():
        """No rule is broken by saying what others say."""
        return Rule.objects.get(key=IN_ORDER)
