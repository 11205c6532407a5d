"""Addresses of one's own account, beside those of allauth."""

app_name = "accounts"
urlpatterns: list = []
