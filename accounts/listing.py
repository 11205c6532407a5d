"""What liaisons say about their own entry in the public list."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .forms import LanguageSelect
from .languages import reading_language
from .models import LANGUAGE_CHOICES, LiaisonProfile, User


class ListingForm(forms.ModelForm):
    """«How I am listed»: whether at all, a short introduction, and until when one is away."""

    class Meta:
        model = LiaisonProfile
        fields = ("is_listed", "introduction", "introduction_language", "away_until")
        labels = {
            "is_listed": _("Show me in the public list of liaisons"),
            "introduction": _("Who you are and what people can ask you"),
            "introduction_language": _("Language of these words"),
            "away_until": _("Away until (the last day)"),
        }
        help_texts = {
            "introduction": _("A few sentences in your own words. Everyone can read them."),
            "away_until": _("Year-month-day, for example 2027-01-31. Empty: you are there."),
        }
        widgets = {
            "introduction": forms.Textarea(attrs={"dir": "auto", "rows": 4}),
            "introduction_language": LanguageSelect,
            "away_until": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "dir": "ltr"}),
        }

    def __init__(self, *args, person: User, **kwargs):
        kept = LiaisonProfile.objects.filter(person=person).first()
        fresh = LiaisonProfile(person=person, introduction_language=reading_language())
        super().__init__(*args, **{**kwargs, "instance": kept or fresh})
        self.fields["introduction_language"].choices = LANGUAGE_CHOICES  # type: ignore[attr-defined]

    def clean_introduction(self):
        words = self.cleaned_data["introduction"].replace("\r\n", "\n").strip()
        if "\ufffd" in words:
            raise forms.ValidationError(_("Some signs could not be read: they stand as �."))
        return words

    def save(self, commit=True):
        with transaction.atomic():
            return super().save(commit)
