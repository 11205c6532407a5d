"""Sign-in with an account of a MediaWiki wiki, by OAuth 2: allauth's, with the portal's names.

Without ``MEDIAWIKI_CLIENT_ID`` there is no button for it, and its addresses lead nowhere.
"""

import logging
from functools import wraps

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount import views as allauth
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.forms import SignupForm
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthError
from allauth.socialaccount.providers.mediawiki.provider import MediaWikiProvider
from allauth.socialaccount.providers.mediawiki.views import MediaWikiOAuth2Adapter
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from .forms import PersonFields, free_name, say
from .languages import BY_CODE, reading_language
from .models import User
from .names import clean_name, clean_user_name, refuse_name
from .sessions import SHARED_DEVICE

logger = logging.getLogger(__name__)
LANGUAGE = "wiki_language"


class WikiDoor(MediaWikiOAuth2Adapter):
    """Where the wiki is, and where it sends people back to."""

    authorize_url = property(lambda self: f"{settings.MEDIAWIKI_URL}/oauth2/authorize")
    access_token_url = property(lambda self: f"{settings.MEDIAWIKI_URL}/oauth2/access_token")
    profile_url = property(lambda self: f"{settings.MEDIAWIKI_URL}/oauth2/resource/profile")
    headers = property(lambda self: {"User-Agent": f"{settings.SITE_NAME} ({settings.BASE_URL})"})

    def get_callback_url(self, request, app):
        """The same for all languages, for the wiki takes only the address that it was told."""
        path = reverse("mediawiki_callback").removeprefix(get_script_prefix())
        return request.build_absolute_uri(f"/{path}")


class WikiProvider(MediaWikiProvider):
    oauth2_adapter_class = WikiDoor

    def extract_uid(self, data):
        """The number of an account; without one, all who have none would be one person."""
        if not data["sub"]:
            raise ValueError("a profile without a number")
        return super().extract_uid(data)

    def extract_extra_data(self, data):
        """What is kept: the name there, to show whose account it is."""
        return {"username": data.get("username") or ""}


class WikiAdapter(DefaultSocialAccountAdapter):
    """Names and addresses from the wiki, by the rules of the house."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": _("Choose a password first: without one you could not sign in any more."),
    }

    def list_apps(self, request, provider=None, client_id=None):
        return [self.get_app(request, provider)] if settings.MEDIAWIKI_CLIENT_ID else []

    def get_app(self, request, provider, client_id=None):
        return SocialApp(
            provider="mediawiki",
            client_id=settings.MEDIAWIKI_CLIENT_ID,
            secret=settings.MEDIAWIKI_CLIENT_SECRET,
            settings={"oauth_pkce_enabled": True},
        )

    def get_provider(self, request, provider, client_id=None):
        return WikiProvider(request, app=self.get_app(request, provider))

    def populate_user(self, request, sociallogin, data):
        """The name in the wiki, where it can be one here; a confirmed address that nobody has."""
        wiki_name = data.get("username") or ""
        user = sociallogin.user
        user.name = fit(clean_name, wiki_name)
        user.username = fit(clean_user_name, wiki_name.replace(" ", "_"))
        user.language = reading_language()
        addresses = sociallogin.email_addresses
        addresses[:] = [each for each in addresses if each.verified and is_free(each.email)]
        user.email = addresses[0].email if addresses else ""
        return user

    def is_auto_signup_allowed(self, request, sociallogin):
        """Who cannot have the wiki's name here is asked for another one."""
        user = sociallogin.user
        return all(name and fit(refused, name) for name in (user.name, user.username))

    def save_user(self, request, sociallogin, form=None):
        with transaction.atomic():
            return super().save_user(request, sociallogin, form)

    def on_authentication_error(self, request, provider, error=None, exception=None, **kwargs):
        """A page of ours; whoever said no at the wiki gets one that says so."""
        if error != AuthError.CANCELLED:
            raise ImmediateHttpResponse(failed(request, exception))


def fit(clean, name) -> str:
    """The name by a rule of the house, or none where it breaks it."""
    try:
        return clean(name)
    except ValidationError:
        return ""


def refused(name):
    refuse_name(name)
    return name


def is_free(address) -> bool:
    """No account has this mail address yet."""
    if User.objects.filter(email__iexact=address).exists():
        return False
    return not EmailAddress.objects.filter(email__iexact=address).exists()


class WikiSignUpForm(PersonFields, SignupForm):
    """Somebody from the wiki whose name there cannot be theirs here."""

    field_order = ["username", "name", "language", "community"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say(self, "username", _("User name"), _("In any script, without spaces."))
        user = self.sociallogin.user
        self.initial.update(name=user.name, language=reading_language())
        # The address that the wiki has confirmed, or none.
        del self.fields["email"]

    def clean_name(self):
        return free_name(self.cleaned_data["name"])

    def clean(self):
        super().clean()
        self.cleaned_data["email"] = self.sociallogin.user.email
        return self.cleaned_data


# -- pages ------------------------------------------------------------------------------------


class ChooseName(allauth.SignupView):
    """allauth's, for the case that somebody takes the same name in the same moment."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except IntegrityError:
            form.add_error("name", _("Somebody has this name already. Please choose another one."))
            return self.form_invalid(form)


to_the_wiki = OAuth2LoginView.adapter_view(WikiDoor)
from_the_wiki = OAuth2CallbackView.adapter_view(WikiDoor)
choose_name = ChooseName.as_view()


@never_cache
def begin(request):
    """Off to the wiki, from a form of ours only."""
    if not settings.MEDIAWIKI_CLIENT_ID:
        raise Http404
    if request.method != "POST":
        return redirect("account_login")
    request.session[LANGUAGE] = reading_language()
    request.session[SHARED_DEVICE] = bool(request.POST.get("shared"))
    return to_the_wiki(request)


@never_cache
def come_back(request):
    """Back from the wiki: in the language in which one left."""
    if not settings.MEDIAWIKI_CLIENT_ID:
        raise Http404
    language = request.session.get(LANGUAGE)
    if language in BY_CODE and language != reading_language():
        path = request.get_full_path().removeprefix(get_script_prefix())
        return redirect(f"/{language}/{path}")
    try:
        return from_the_wiki(request)
    except (KeyError, TypeError, ValueError, IntegrityError) as error:
        return failed(request, error)


@never_cache
def failed(request, error=None):
    """It did not work, and nothing has happened."""
    if error is not None:
        logger.warning("Sign-in with a wiki account failed: %r", error)
    status = 502 if error else 400
    return render(request, "socialaccount/authentication_error.html", status=status)


def leads_to_wiki(view):
    """A page with the button: its form may end at the wiki, those of other pages may not."""

    @wraps(view)
    def page(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if settings.MEDIAWIKI_CLIENT_ID:
            response._csp_update = {"form-action": settings.MEDIAWIKI_ORIGINS}
        return response

    return page
