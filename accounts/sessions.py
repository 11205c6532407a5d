"""How long a session lasts: about fourteen days after its last use, eight hours for staff.

Eight hours hold on shared devices too, where the cookie goes when the browser is closed. When a
session was used last is written once a day at most, once an hour where eight hours count.
"""

import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from .roles import is_staff

HOUR = 3600
DAY = 24 * HOUR
SHORT = 8 * HOUR
USED_AT = "used_at"
# Said before the way to another site, kept until one comes back.
SHARED_DEVICE = "shared_device"


@receiver(user_logged_in)
def begin(request, **kwargs):
    """Whoever comes in starts to count."""
    request.session[USED_AT] = int(time.time())
    if request.session.pop(SHARED_DEVICE, False):
        request.session.set_expiry(0)


class SessionAgeMiddleware:
    """End sessions that were idle for too long; a page for strangers asks for none."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            keep_or_end(request)
        return self.get_response(request)


def keep_or_end(request):
    """Whose roles make eight hours count is looked up now: a role that was just given holds."""
    session, now = request.session, int(time.time())
    idle = now - session.get(USED_AT, 0)
    if SESSION_KEY not in session or idle < HOUR:
        return
    short = session.get_expire_at_browser_close() or is_staff(request.user)
    if idle > (SHORT if short else settings.SESSION_COOKIE_AGE):
        logout(request)
    elif short or idle > DAY:
        session[USED_AT] = now
