"""What people choose when they ask for an export."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations.models import DraftSet
from recommendations.models.translated import texts_of
from recommendations.templatetags.wording import wording_of

from ..models import Export
from ..permissions import exportable_groups


def exportable_sets(user):
    """The published drafts whose input this person may take out, newest iteration first."""
    sets = DraftSet.objects.published().in_language()
    groups = exportable_groups(user)
    if groups is not None:
        sets = sets.filter(group__slug__in=groups)
    return sets.prefetch_related(*texts_of(DraftSet, "group", "iteration")).order_by(
        "-iteration__number", "group__position", "code"
    )


class ExportForm(forms.Form):
    """Whose input, of which iteration, in which form: as far as this person may export."""

    format = forms.ChoiceField(
        label=_("Form of the file"),
        choices=Export.Format,
        initial=Export.Format.CSV,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.sets = {each.code: each for each in exportable_sets(user)}
        self.fields["draft_set"] = forms.ChoiceField(
            label=_("Input on the drafts of"),
            choices=[(code, label_of(each)) for code, each in self.sets.items()],
        )
        self.order_fields(["draft_set"])

    def clean_draft_set(self):
        return self.sets[self.cleaned_data["draft_set"]]


def name_of(draft_set: DraftSet) -> str:
    """Whose drafts they are."""
    if draft_set.group is None:
        return gettext("The whole movement")
    return wording_of(draft_set.group, "name").text


def label_of(draft_set: DraftSet) -> str:
    """Whose drafts they are, and of which iteration."""
    return gettext("%(group)s, %(iteration)s") % {
        "group": name_of(draft_set),
        "iteration": wording_of(draft_set.iteration, "title").text,
    }
