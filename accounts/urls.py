"""Addresses of one's own account.

All without a name are allauth's too and keep its names; they are answered here first.
"""

from allauth.account.views import login
from allauth.socialaccount.views import connections
from django.urls import path, re_path

from . import second_factor, views, wiki

app_name = "accounts"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("liaison/", views.listing, name="listing"),
    path("signed-out/", views.signed_out, name="signed_out"),
    path("closed/", views.closed, name="closed"),
    path("login/", wiki.leads_to_wiki(login)),
    path("signup/", wiki.leads_to_wiki(views.sign_up)),
    path("mediawiki/login/", wiki.begin),
    path("mediawiki/login/callback/", wiki.come_back),
    path("3rdparty/", wiki.leads_to_wiki(connections)),
    path("3rdparty/signup/", wiki.choose_name),
    path("3rdparty/login/error/", wiki.failed),
    path("2fa/totp/activate/", second_factor.set_up),
    path("2fa/totp/deactivate/", second_factor.switch_off),
    path("2fa/recovery-codes/", second_factor.recovery_codes),
    path("confirm-email/<str:key>/", views.confirm_mail_address),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.replace_forgotten_password,
    ),
]
