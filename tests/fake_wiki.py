"""A wiki on this machine that signs people in by OAuth 2, as MediaWiki's extension does.

``with FakeWiki() as wiki:`` serves ``wiki.url``; ``wiki.profile`` is who sits there at the browser.
It is strict where the real one is: a code is good once, and only with the secret and the verifier.
"""

import base64
import hashlib
import html
import json
import secrets
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

CLIENT_ID, CLIENT_SECRET = "portal", "a secret of the tests"
REST = "/w/rest.php/oauth2"


class FakeWiki:
    """Serves until the block ends; ``asked`` keeps what was asked for."""

    def __init__(self, username="Jane Doe", **profile):
        self.profile = {"sub": "4711", "username": username, "confirmed_email": False, **profile}
        self.codes, self.tokens, self.asked = {}, set(), []
        self.is_down = False
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Page", (Page,), {"wiki": self}))
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        self.url = f"{self.origin}/w/rest.php"

    def __enter__(self):
        Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()

    def settings(self):
        """How the portal is told of it."""
        return {
            "MEDIAWIKI_CLIENT_ID": CLIENT_ID,
            "MEDIAWIKI_CLIENT_SECRET": CLIENT_SECRET,
            "MEDIAWIKI_URL": self.url,
        }

    def answer(self, asked, is_yes=True):
        """Where the browser is sent when the person has said yes or no."""
        back = {"state": asked["state"]}
        if is_yes:
            back["code"] = secrets.token_hex(8)
            self.codes[back["code"]] = asked
        else:
            back["error"] = "access_denied"
        return f"{asked['redirect_uri']}?{urlencode(back)}"

    def token_for(self, sent):
        """An access token for a code, or None: each code once, with all that belongs to it."""
        asked = self.codes.pop(sent.get("code"), None)
        if asked is None:
            return None
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        wanted = (CLIENT_ID, CLIENT_SECRET, asked["redirect_uri"], asked["code_challenge"])
        got = (
            sent.get("client_id"),
            sent.get("client_secret"),
            sent.get("redirect_uri"),
            challenge,
        )
        if got != wanted:
            return None
        token = secrets.token_hex(8)
        self.tokens.add(token)
        return token


def query(text):
    return {name: values[-1] for name, values in parse_qs(text).items()}


class Page(BaseHTTPRequestHandler):
    wiki: FakeWiki

    def do_GET(self):
        path, asked = urlsplit(self.path).path, query(urlsplit(self.path).query)
        self.wiki.asked.append(f"GET {path}")
        if path == f"{REST}/authorize" and asked.get("client_id") == CLIENT_ID:
            return self.send(200, self.form(asked), "text/html")
        if path == "/favicon.ico":
            return self.send(204, "", "image/x-icon")
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if path == f"{REST}/resource/profile" and token in self.wiki.tokens:
            return self.send(200, json.dumps(self.wiki.profile))
        return self.send(403, "{}")

    def do_POST(self):
        path = urlsplit(self.path).path
        self.wiki.asked.append(f"POST {path}")
        sent = query(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
        if path == "/answer":
            is_yes = sent.pop("answer") == "yes"
            self.send_response(302)
            self.send_header("Location", self.wiki.answer(sent, is_yes))
            return self.end_headers()
        token = None if self.wiki.is_down else self.wiki.token_for(sent)
        if token:
            return self.send(200, json.dumps({"access_token": token, "expires_in": 14400}))
        return self.send(
            503 if self.wiki.is_down else 400, json.dumps({"error": "invalid_request"})
        )

    def form(self, asked):
        """The page on which the person says yes or no."""
        kept = "".join(
            f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
            for name, value in asked.items()
        )
        return (
            '<!doctype html><html lang="en"><title>Allow?</title><form method="post" '
            f'action="/answer">{kept}<button name="answer" value="yes">Allow</button>'
            '<button name="answer" value="no">Cancel</button></form>'
        )

    def send(self, status, body, kind="application/json"):
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *arguments):
        """Nothing is written to the screen."""
