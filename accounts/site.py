"""The back office: who may enter it, and by which door."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import get_script_prefix, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from .roles import Permission, may, may_administer

OPENS_THE_DOOR = (
    Permission.EDIT_DRAFTS, Permission.TRANSLATE, Permission.ORGANISE, Permission.ADMINISTER,
)  # fmt: skip


class PortalAdminSite(AdminSite):
    """Django's admin behind the portal's own sign-in, open to those whose role needs it."""

    site_header = site_title = _("Back office")
    index_title = _("Texts, people and roles")

    def __init__(self, name="admin"):
        super().__init__(name)
        # Rows go one at a time, after a look at what hangs on them.
        self.disable_action("delete_selected")

    def has_permission(self, request):
        user = request.user
        return may_administer(user) or any(may(user, permission) for permission in OPENS_THE_DOOR)

    def login(self, request, extra_context=None):
        """There is one form to sign in with, and it is the site's."""
        wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
        if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
            wanted = reverse(f"{self.name}:index")
        if self.has_permission(request):
            return redirect(wanted)
        if request.user.is_authenticated:
            raise PermissionDenied  # which leads staff without a second factor to get one
        return redirect(reverse("account_login", query={REDIRECT_FIELD_NAME: wanted}))

    def logout(self, request, extra_context=None):
        return redirect("account_logout", preserve_request=True)

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def each_context(self, request):
        return {**super().each_context(request), "site_url": get_script_prefix()}


class PortalAdminConfig(AdminConfig):
    default_site = "accounts.site.PortalAdminSite"
