"""Pages of one's own account, beside and in place of those of allauth."""

from allauth.account import views as allauth
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from .forms import ProfileForm
from .held_roles import roles_of
from .letters import confirmed_address
from .liaisons import is_liaison
from .listing import ListingForm
from .roles import has_second_factor, lacks_second_factor


@never_cache
@login_required
def profile(request):
    """What others see of a person, in which language mails come, and which roles they hold."""
    form = ProfileForm(request.POST or None, person=request.user)
    if form.is_valid() and saved(form):
        messages.success(request, _("Your profile is saved."))
        return redirect("accounts:profile")
    context = {
        "form": form,
        "confirmed_address": confirmed_address(request.user),
        "roles": roles_of(request.user.assignments),
        "is_liaison": is_liaison(request.user),
        **safety_of(request.user),
    }
    return render(request, "accounts/profile.html", context, status=400 if form.errors else 200)


def safety_of(person):
    """What the profile tells of a person's own door."""
    return {
        "has_second_factor": has_second_factor(person),
        "needed": lacks_second_factor(person),
        "wiki_name": wiki_name_of(person),
    }


def wiki_name_of(person):
    """What the account at the wiki is called with which this person signs in, if there is one."""
    account = person.socialaccount_set.first()
    return account.extra_data["username"] if account else ""


@never_cache
@login_required
def listing(request):
    """How a liaison stands in the public list: only with consent, and only while in the role."""
    if not is_liaison(request.user):
        raise PermissionDenied
    form = ListingForm(request.POST or None, person=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your entry is saved."))
        return redirect("accounts:listing")
    status = 400 if form.errors else 200
    return render(request, "accounts/listing.html", {"form": form}, status=status)


@never_cache
def signed_out(request):
    """Says so without a cookie, which the next page would have to carry."""
    return render(request, "accounts/signed_out.html")


@never_cache
def closed(request):
    """A goodbye, without a cookie either."""
    return render(request, "accounts/closed.html")


class SignUp(allauth.SignupView):
    """allauth's, for the case that somebody takes the same name in the same moment."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except IntegrityError:
            refuse_as_taken(form)
            return self.form_invalid(form)


class ConfirmMailAddress(allauth.ConfirmEmailView):
    """allauth's, with a status that says when a link does not work."""

    def post(self, *args, **kwargs):
        try:
            return super().post(*args, **kwargs)
        except Http404:
            self.object = None
            return self.render_to_response(self.get_context_data())

    def render_to_response(self, context, **kwargs):
        status = 200 if context["can_confirm"] else 400
        return super().render_to_response(context, status=status, **kwargs)


class ReplaceForgottenPassword(allauth.PasswordResetFromKeyView):
    """allauth's, with a status that says when a link does not work."""

    def render_to_response(self, context, **kwargs):
        status = 400 if context.get("token_fail") else 200
        return super().render_to_response(context, status=status, **kwargs)


sign_up = SignUp.as_view()
confirm_mail_address = ConfirmMailAddress.as_view()
replace_forgotten_password = ReplaceForgottenPassword.as_view()


def saved(form) -> bool:
    """Save the profile, unless somebody has taken the name since it was looked up."""
    try:
        form.save()
    except IntegrityError:
        refuse_as_taken(form)
        return False
    return True


def refuse_as_taken(form):
    form.add_error("name", _("Somebody has this name already. Please choose another one."))
