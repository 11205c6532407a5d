"""A LibreTranslate server on this machine: ``with FakeTranslator() as machine:``.

``status``, ``body``, ``wait`` and ``before`` say how it behaves; without them it marks the words.
``asked`` keeps what it was sent.
"""

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class FakeTranslator:
    """Serves until the block ends."""

    def __init__(self):
        self.asked = []
        self.status, self.body, self.wait, self.before = 200, None, 0, None
        self.server = ThreadingHTTPServer(
            ("127.0.0.1", 0), type("Page", (Page,), {"machine": self})
        )
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()

    def words_for(self, asked):
        if self.body is not None:
            return self.body
        return json.dumps({"translatedText": f"[{asked['target']}] **{asked['q']}**"}).encode()


class Page(BaseHTTPRequestHandler):
    machine: FakeTranslator

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.machine.asked.append((self.path, asked))
        if self.machine.before:
            self.machine.before()
        time.sleep(self.machine.wait)
        try:
            self.send_response(self.machine.status)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()
            self.wfile.write(self.machine.words_for(asked))
        except OSError:
            """Nobody waits for the answer any more."""

    def log_message(self, *arguments):
        """Nothing is written to the screen."""
