"""All addresses. The language in front of them is taken off by the middleware."""

from django.contrib import admin
from django.urls import include, path

handler400 = "accounts.errors.bad_request"
handler403 = "accounts.errors.permission_denied"
handler404 = "accounts.errors.page_not_found"
handler500 = "accounts.errors.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("feedback.urls")),
    path("", include("recommendations.urls")),
]
