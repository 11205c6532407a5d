"""What coders choose: themes or a stance for contributions, and passages of one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..codebook import theme_choices
from ..models import MAX_LENGTH, Stance, Theme
from ..passages import MAX_PASSAGE, MOST_PLACES, Passage, passages_in, place_after


class ThemesField(forms.ModelChoiceField):
    """A theme in use, by its id; the choices are shown as trees."""

    def __init__(self, **options):
        options.setdefault("label", _("Theme"))
        super().__init__(Theme.objects.none(), **options)

    def offer(self, person, iterations):
        self.queryset = Theme.objects.in_use().in_language().filter(iteration__in=iterations)
        self.widget.choices = [("", _("Choose a theme")), *theme_choices(person, iterations)]


class CodeForm(forms.Form):
    """For what is ticked: a theme, or how its stance is read."""

    THEME, STANCE = "theme", "stance"

    deed = forms.ChoiceField(choices=[(THEME, THEME), (STANCE, STANCE)])
    theme = ThemesField(required=False)
    stance = forms.ChoiceField(
        label=_("How I read its stance"),
        choices=[("", _("Not read from the words")), *Stance.choices],
        required=False,
    )

    def __init__(self, *args, person, iterations, **options):
        super().__init__(*args, **options)
        self.fields["theme"].offer(person, iterations)

    def clean(self):
        values = super().clean()
        is_theme = values.get("deed") == self.THEME
        if is_theme and not values.get("theme") and "theme" not in self.errors:
            self.add_error("theme", _("Choose a theme first."))
        return values


class PassageForm(forms.Form):
    """Words of one contribution, as they stand on the page, and their theme."""

    theme = ThemesField()
    words = forms.CharField(
        label=_("The words of the passage"),
        help_text=_("Copy them from the contribution."),
        max_length=MAX_PASSAGE,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )
    # Which of several places is meant, counted from 0.
    place = forms.IntegerField(
        required=False, min_value=0, max_value=MOST_PLACES, widget=forms.HiddenInput
    )

    # What stands before them on the page: a script says it, and then the place is plain.
    before = forms.CharField(
        required=False, strip=False, max_length=MAX_LENGTH, widget=forms.HiddenInput
    )

    def __init__(self, *args, person, comment, **options):
        options.setdefault("auto_id", "passage-%s")
        super().__init__(*args, **options)
        self.comment = comment
        self.fields["theme"].offer(person, [comment.draft_set.iteration_id])
        self.found: list[Passage] = []

    def clean(self):
        values = super().clean() or self.cleaned_data
        if "words" not in values:
            return values
        self.found = passages_in(self.comment.body, values["words"])
        if self.found and values.get("place") is None and "before" in self.data:
            values["place"] = place_after(values.get("before", ""), self.found, self.comment.body)
        if not self.found:
            self.add_error("words", _("These words do not stand in the contribution."))
        elif len(self.found) > 1 and values.get("place") is None:
            self.add_error("words", _("These words stand there more than once: choose the place."))
        elif (values.get("place") or 0) >= len(self.found):
            self.add_error("words", _("These words do not stand in the contribution."))
        return values

    def passage(self) -> Passage:
        return self.found[self.cleaned_data["place"] or 0]

    @property
    def places(self) -> list[tuple[int, str, str, str]]:
        """Each place with what stands around it, where there are several."""
        body = self.comment.body
        around = 40
        return [
            (number, body[max(0, each.start - around) : each.start], each.quote,
             body[each.end : each.end + around])
            for number, each in enumerate(self.found)
        ] if len(self.found) > 1 else []  # fmt: skip
