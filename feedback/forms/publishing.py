"""What a group says when it publishes its next drafts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.models.publication import MAX_NOTE


class PublishForm(forms.Form):
    """The public explanation; it is needed where something is left open."""

    note = forms.CharField(
        label=_("Why you publish now, with this left open (public)"),
        help_text=_(
            "Everyone reads it on the new drafts, beside the number of contributions without an "
            "answer. One or two sentences."
        ),
        max_length=MAX_NOTE,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args, is_anything_open: bool, **options):
        super().__init__(*args, **options)
        if not is_anything_open:
            del self.fields["note"]
