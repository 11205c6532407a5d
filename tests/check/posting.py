"""A portal at which somebody posts steadily, and two others get a letter of each post at once."""

import os
import re
import sqlite3
import subprocess
import sys
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser import serving
from tests.check.forms import opened
from tests.check.row import BASE
from tests.check.visitor import Visitor
from tests.environment import FIXED

CODE = "DV1-9"
PAGE = f"/en/write/{CODE}/"
SIGN_IN = "/en/accounts/login/"
READERS = ("first@example.org", "second@example.org")
STORED = 302
HANDS = 32  # who waits for an answer holds up no other post
UNLIMITED = dict.fromkeys(("POSTS_AT_ONCE", "POSTS_A_MINUTE", "POSTS_ON_FIRST_DAY"), "1000000")
LETTER = re.compile(rb"^To: (\S+)$.*?^.*Posted as number (\d+)\.", re.MULTILINE | re.DOTALL)
END_OF_LETTER = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Post:
    number: int
    sent_at: float
    seconds: float
    is_acknowledged: bool


class Portal:
    """A demo of its own, somebody signed in there, and what they have posted."""

    def __init__(self, folder: Path, address: str):
        self.folder = folder
        self.posts: list[Post] = []
        self.visitor = Visitor(address)
        form = opened(self.visitor.get(SIGN_IN), "login", with_token=True)
        answer = self.visitor.post(SIGN_IN, form | {"login": "reader", "password": "demo"})
        assert answer.status_code == STORED, "Nobody could sign in."
        self.form = opened(self.visitor.get(PAGE), "free", with_token=True)

    def post(self, number: int, began: float, sent_at: float) -> None:
        """Send the form once, with a key of its own, and note what became of it.

        Counted from the moment at which it was to be sent, whoever else was waiting then.
        """
        words = {"free": f"Posted as number {number}.", "language": "en", "deed": "send"}
        try:
            answer = self.visitor.post(PAGE, self.form | words | {"key": str(uuid.uuid4())})
            is_acknowledged = answer.status_code == STORED and "/receipt/" in answer.location
        except OSError:
            is_acknowledged = False
        seconds = time.perf_counter() - began
        self.posts.append(Post(number, sent_at, seconds, is_acknowledged))

    def times_stored(self) -> Counter:
        """How often each number is in the database."""
        said = "SELECT body FROM feedback_comment WHERE body LIKE 'Posted as number %'"
        connection = sqlite3.connect(self.folder / "portal.sqlite3")
        try:
            return Counter(number_in(body) for (body,) in connection.execute(said))
        finally:
            connection.close()

    def letters(self) -> dict[tuple[int, str], list[float]]:
        """When each letter was written: by the number it tells of and its reader."""
        found = defaultdict(list)
        for file in (self.folder / "mail").glob("*.log"):
            at = file.stat().st_mtime
            for text in file.read_bytes().split(END_OF_LETTER):
                if told := LETTER.search(text):
                    found[int(told[2]), told[1].decode()].append(at)
        return found


def number_in(body: str) -> int:
    return int(re.findall(r"\d+", body)[0])


@contextmanager
def portal(folder: Path, broker: str, queue: str):
    """Serve a portal on this broker, with people who hear of every post on a recommendation."""
    settings = {"CELERY_BROKER_URL": broker, "CELERY_QUEUE": queue, **UNLIMITED}
    with serving.demo(folder, **settings) as address:
        own = {"DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3"}
        command = [sys.executable, "-m", "tests.check.audience", CODE, *READERS]
        subprocess.run(command, cwd=BASE, env={**os.environ, **FIXED, **own}, check=True)
        yield Portal(folder, address)


def talk(portals: Sequence[Portal], number: int, seconds: float) -> None:
    """Post so often at each of them, evenly and in turns, however long the answers take."""
    begin = time.monotonic()
    first = len(portals[0].posts)
    with ExitStack() as stack:
        hands = [stack.enter_context(ThreadPoolExecutor(HANDS)) for _ in portals]
        for turn in range(number * len(portals)):
            at = begin + turn * seconds / (number * len(portals))
            time.sleep(max(0, at - time.monotonic()))
            which, who = divmod(turn, len(portals))
            now = time.perf_counter(), time.time()
            hands[who].submit(portals[who].post, first + which, *now)
