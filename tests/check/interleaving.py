"""Two people's requests, statement by statement, in an order that a seed decides.

Each runs in a thread with a connection of its own. Before every SQL statement it waits for its
turn; whoever waits for the other's lock in the database is passed over until that lock is gone.
"""

import random
import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

PATIENCE = 0.02  # seconds after which somebody whose turn it is counts as waiting for a lock
LIMIT = 60


class Actor(threading.Thread):
    """One person's request, which stops before each statement until it is let go."""

    def __init__(self, deed: Callable[[], Any]):
        super().__init__(daemon=True)
        self.deed = deed
        self.arrived, self.go = threading.Event(), threading.Event()
        self.has_ended = False
        self.answer: Any = None
        self.error: BaseException | None = None

    def run(self):
        try:
            with connection.execute_wrapper(self.stop):
                self.answer = self.deed()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the other must hear of it
            self.error = error
        finally:
            connection.close()
            self.has_ended = True
            self.arrived.set()

    def stop(self, execute, sql, params, many, context):
        self.arrived.set()
        if not self.go.wait(LIMIT):
            raise TimeoutError("Its turn never came.")
        self.go.clear()
        return execute(sql, params, many, context)

    def let_go(self) -> None:
        """One statement further; if it comes to no next one, it waits for a lock."""
        if not self.arrived.wait(PATIENCE) or self.has_ended:
            return
        self.arrived.clear()
        self.go.set()
        self.arrived.wait(PATIENCE)


def interleave(first: Callable[[], Any], second: Callable[[], Any], *, seed: int) -> tuple:
    """What the two deeds answered, after their statements took turns as the seed has it."""
    chance = random.Random(seed)
    actors = Actor(first), Actor(second)
    for actor in actors:
        actor.start()
    lean = chance.random()  # from one right after the other to strictly in turns
    while not all(actor.has_ended for actor in actors):
        actors[chance.random() < lean].let_go()
    for actor in actors:
        actor.join(LIMIT)
        if actor.error:
            raise actor.error
    return actors[0].answer, actors[1].answer
