"""Which language a request is read in, and refusal of what cannot be read at all."""

from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.http import HttpResponseRedirect
from django.utils.cache import patch_vary_headers

from . import languages
from .search_engines import Robots, is_at_the_root, robots_for


class LanguageMiddleware:
    """Take the language off the front of the path; an address without one leads to one with.

    The language becomes part of the script prefix, so that ``reverse`` puts it in front of every
    address and no view or URL pattern needs to know of it (docs/decisions/0001).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        code, slash, rest = request.path_info.lstrip("/").partition("/")
        if is_at_the_root(request.path_info):
            with languages.spoken(languages.SOURCE) as request.LANGUAGE_CODE:
                return self.get_response(request)
        if code not in languages.BY_CODE or not slash:
            return self.to_a_language(request)
        request.path_info = f"/{rest}"
        with languages.spoken(code) as interface:
            request.LANGUAGE_CODE = interface
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    def to_a_language(self, request):
        code = languages.preferred(request.headers.get("Accept-Language", ""))
        if request.method not in {"GET", "HEAD"}:
            with languages.spoken(code) as request.LANGUAGE_CODE:
                return self.get_response(request)
        query = request.META.get("QUERY_STRING", "")
        path = request.get_full_path().partition("?")[0].lstrip("/")
        if path in languages.BY_CODE:  # /ar is /ar/, whatever the browser prefers
            code, path = path, ""
        response = HttpResponseRedirect(f"/{code}/{path}" + (f"?{query}" if query else ""))
        patch_vary_headers(response, ["Accept-Language"])
        return response


class RobotsMiddleware:
    """Keep search engines out of every page whose view does not let them in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.robots = Robots.KEEP_OUT
        response = self.get_response(request)
        if request.robots is Robots.KEEP_OUT or response.status_code not in {200, 304}:
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    def process_view(self, request, view, arguments, named_arguments):
        request.robots = robots_for(view, request.GET)


class UnreadableInputMiddleware:
    """A NUL sign has no place in an address or a cookie: databases refuse it in their own ways."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = unquote(request.META.get("QUERY_STRING", ""))
        if any("\x00" in text for text in (request.path_info, query, *request.COOKIES.values())):
            raise BadRequest("NUL in the address or in a cookie")
        return self.get_response(request)
