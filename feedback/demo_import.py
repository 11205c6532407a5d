"""The demo: the strategy of 2018-20, a cast to log in as, and a discussion to read."""

import hashlib
import json
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.demo import load_cast
from accounts.languages import SOURCE, spoken
from recommendations.actions import move_window, save_texts
from recommendations.importer import add_starter_pages, import_strategy
from recommendations.models import Iteration, Stamp
from recommendations.models.iteration import Window

from .demo_answers import FILE as ANSWERS
from .demo_answers import load_answers
from .demo_conversations import FILE as CONVERSATIONS
from .demo_conversations import load_conversations
from .demo_discussion import Discussion
from .demo_queue import load_queue
from .demo_renderings import FILE as RENDERINGS
from .demo_renderings import load_renderings
from .demo_themes import FILE as THEMES
from .demo_themes import load_themes
from .starter_rules import add_starter_rules

STRATEGY = settings.BASE_DIR / "recommendations" / "demo" / "strategy-2018-20.json"
PARTS = settings.BASE_DIR / "recommendations" / "demo" / "parts.json"
COMMENTS = settings.BASE_DIR / "feedback" / "demo" / "comments.json"
QUEUE = settings.BASE_DIR / "feedback" / "demo" / "queue.json"
OPEN_ITERATION = 2
HALF_WINDOW = timedelta(days=30)
FIRST_PLANNED = timedelta(days=16)
MOVED_BECAUSE = "Demo: several translations came late, so there are two more weeks to answer."


@transaction.atomic
def load_demo() -> bool:
    """Load what is missing of the demo; False if these files were loaded before."""
    load_cast()
    files = (STRATEGY, PARTS, COMMENTS, QUEUE, CONVERSATIONS, RENDERINGS, THEMES, ANSWERS)
    loaded = f"demo:{_digest(*files)}"
    if Stamp.objects.filter(key=loaded).exists():
        return False
    add_starter_pages()
    add_starter_rules()
    for file in (STRATEGY, PARTS):
        import_strategy(file.read_bytes())
    start = _open_window()
    content, queue = json.loads(COMMENTS.read_text()), json.loads(QUEUE.read_text())
    # In one go, so that numbers count in the order in which all of it was said.
    content["comments"] += queue["comments"]
    talk = Discussion(content, start)
    talk.load()
    load_queue(queue, talk)
    load_renderings(start)
    load_conversations(start)
    load_themes()
    load_answers()
    Stamp.objects.touch(loaded)
    return True


def _digest(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:32]


def _open_window() -> datetime:
    """Open one iteration for feedback, once; the moment of the first start, by its window.

    It was to close earlier, so that a moved date can be seen: a demo window, not one of 2019.
    """
    iteration = Iteration.objects.get(number=OPEN_ITERATION)
    if iteration.is_demo_window and iteration.opens_at:
        return iteration.opens_at + HALF_WINDOW
    start = timezone.now().replace(second=0, microsecond=0)
    iteration.opens_at, iteration.closes_at = start - HALF_WINDOW, start + FIRST_PLANNED
    iteration.is_demo_window = True
    columns = ["opens_at", "closes_at", "is_demo_window"]
    save_texts(iteration, columns, reason="Opened for the demo")
    longer = Window(iteration.opens_at, start + HALF_WINDOW)
    with spoken(SOURCE):
        move_window(iteration, longer, seen=iteration.window, by=None, reason=MOVED_BECAUSE)
    return start
