"""Addresses of one's own account.

The last three are allauth's too and keep its names; they are answered here first.
"""

from django.urls import path, re_path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("signed-out/", views.signed_out, name="signed_out"),
    path("signup/", views.sign_up),
    path("confirm-email/<str:key>/", views.confirm_mail_address),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.replace_forgotten_password,
    ),
]
