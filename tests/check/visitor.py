"""Somebody at a real portal, without a browser: opens a form, and sends it as often as needed."""

import http.cookiejar
import urllib.error
import urllib.request
from typing import NamedTuple
from urllib.parse import urlencode

LIMIT = 60


class Answer(NamedTuple):
    status_code: int
    content: bytes
    location: str


class _Stay(urllib.request.HTTPRedirectHandler):
    """An answer is looked at where it came from: its address is what is compared."""

    def redirect_request(self, *_):
        return None


class Visitor:
    def __init__(self, address: str):
        self.address = address
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(_Stay, cookies)

    def get(self, path: str) -> Answer:
        return self._ask(path)

    def post(self, path: str, fields: dict) -> Answer:
        headers = {"Origin": self.address, "Referer": self.address + path}
        sent = urlencode(fields).encode()
        return self._ask(path, sent, headers)

    def _ask(self, path, *sent) -> Answer:
        request = urllib.request.Request(self.address + path, *sent)  # noqa: S310 - our own portal
        try:
            answer = self.opener.open(request, timeout=LIMIT)
        except urllib.error.HTTPError as refusal:
            answer = refusal
        with answer:
            return Answer(answer.status, answer.read(), answer.headers.get("Location", ""))
