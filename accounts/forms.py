"""Forms about people."""

from django import forms


class SignupForm(forms.Form):
    """What the portal asks beside user name and password."""

    def signup(self, request, user):
        """Called by allauth when the account is made."""
