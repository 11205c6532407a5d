"""Pages that are the same for every reader without a session: served from their stamps.

Such a page sets no cookie and holds no secret. Its ETag is made from the stamps of what it shows,
so a reader's browser asks each time and mostly hears «unchanged», and what is hidden or withdrawn
is gone with the next request. It is kept packed, too, as browsers take it: a fifth of
its size on a slow line.
"""

import gzip
import hashlib
from collections.abc import Callable
from functools import lru_cache, wraps

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from .models import Stamp

# Seconds. A changed stamp gives a page another key long before; what nobody can reach any more
# is forgotten then, with the names of closed accounts in it.
KEPT_FOR = 3600
# With one of these cookies a page may say something to its reader alone.
PERSONAL = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}
SUFFIXES = {".py", ".html", ".txt", ".xml", ".mo", ".css", ".js", ".svg", ".png", ".ico"}
SHOWN = ("templates", "locale", "static", "accounts", "recommendations", "feedback")


@lru_cache(maxsize=1)
def build() -> str:
    """A fingerprint of the code and its settings: after an upgrade every page is new."""
    digest = hashlib.sha256()
    for name in SHOWN:
        for file in sorted((settings.BASE_DIR / name).rglob("*.*")):
            if file.suffix in SUFFIXES:
                digest.update(f"{file}{file.stat().st_mtime_ns}".encode())
    shown = (
        settings.SITE_NAME, settings.OPERATOR, settings.CONTACT, settings.BASE_URL, settings.DEMO,
        settings.COMPLETE_CATALOGUES, settings.CONTRIBUTION_LICENCE,
    )  # fmt: skip
    digest.update(repr(shown).encode())
    return digest.hexdigest()[:16]


def reading_page(keys: Callable[..., tuple[str, ...]] | None = None, *, daily: bool = False):
    """Serve a view to strangers from the stamps that ``keys`` names for its arguments.

    ``daily`` is for pages that speak of a number of days: they change at midnight UTC.
    """

    def decorate(view):
        @require_safe
        @wraps(view)
        def page(request, *args, **kwargs):
            if PERSONAL & set(request.COOKIES):
                response = view(request, *args, **kwargs)
                patch_cache_control(response, private=True, no_cache=True)
            else:
                stamps = Stamp.objects.read(*(keys(**kwargs) if keys else ()))
                day = timezone.now().date().isoformat() if daily else ""
                response = _to_a_stranger(request, stamps, day, lambda: view(request, **kwargs))
            patch_vary_headers(response, ["Cookie"])
            return response

        return page

    return decorate


def _to_a_stranger(request, stamps, day, render):
    site = f"{request.scheme}://{request.get_host()}"  # a page names its own address
    told = f"{build()}|{site}|{request.get_full_path()}|{stamps.text}|{day}"
    fingerprint = hashlib.sha256(told.encode()).hexdigest()[:32]
    stored = cache.get(fingerprint)
    if stored is None:
        response = render()
        if response.status_code != 200:
            return response
        packed = gzip.compress(response.content, mtime=0)
        stored = response.content, packed, response.headers["Content-Type"]
        left = stamps.seconds_left
        cache.set(fingerprint, stored, KEPT_FOR if left is None else min(KEPT_FOR, left))
    content, packed, kind = stored
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed if is_packed else content, content_type=kind)
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
    etag = f'"{fingerprint}{"-packed" if is_packed else ""}"'
    response.headers["ETag"] = etag
    patch_vary_headers(response, ["Accept-Encoding"])
    patch_cache_control(response, public=True, no_cache=True)
    return get_conditional_response(request, etag=etag, response=response)
