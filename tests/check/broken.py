"""The portal's own addresses, and one that breaks with everybody's words in hand."""

from django.urls import include, path

from feedback.models import Comment, Message


def break_down(request):
    words = [*Comment.objects.all(), *Message.objects.all()]
    raise RuntimeError(f"on purpose, after {len(words)} rows")


urlpatterns = [path("broken/", break_down), path("", include("strategy_portal.urls"))]
handler500 = "accounts.errors.server_error"
