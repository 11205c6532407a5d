"""A real broker for checks: the one that is named, else a Redis of this machine's own programs."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from kombu import Connection
from redis import Redis
from redis.exceptions import ConnectionError as NotYetError
from redis.exceptions import ResponseError

from tests import debian
from tests.environment import NAMED_BROKER
from tests.postgres import end_with_parent
from tests.project.running import free_port, wait_until

PROGRAM = "redis-server"
PORTS = {"redis": 6379, "amqp": 5672, "pyamqp": 5672}
START_LIMIT = 20
# What Celery makes on a RabbitMQ beside the queues, for all portals together.
COMMON_EXCHANGES = ("celery.pidbox", "reply.celery.pidbox", "celeryev")


@contextmanager
def broker() -> Iterator[str]:
    """The address of a broker on which nothing of ours is left behind."""
    given = NAMED_BROKER
    if given.startswith("redis:"):
        with spare_database(given) as address:
            yield address
    elif given.startswith(("amqp:", "pyamqp:")):
        with tidied(given):
            yield given
    elif given and not given.startswith(("filesystem:", "memory:")):
        sys.exit(
            "D3 cuts the line to a redis:// or amqp:// broker; CELERY_BROKER_URL names another."
        )
    else:
        with own_redis() as address:
            yield address


@contextmanager
def own_redis() -> Iterator[str]:
    """A Redis on a free port, with nothing on disk."""
    if not shutil.which(PROGRAM):
        if not debian.may_install():
            sys.exit(
                f"D3 needs a broker: install {PROGRAM}, or name a Redis or RabbitMQ in "
                "CELERY_BROKER_URL."
            )
        debian.install("Redis", (PROGRAM,))
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="portal-redis-") as folder:
        server = subprocess.Popen(
            [PROGRAM, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder],
            stdout=subprocess.DEVNULL,
            preexec_fn=end_with_parent,  # no threads are running yet
        )
        try:
            if not wait_until(lambda: is_there(Redis(port=port)), START_LIMIT):
                sys.exit(f"The {PROGRAM} of this machine does not answer.")
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait(10)


def is_there(redis: Redis) -> bool:
    try:
        return redis.ping()
    except NotYetError:
        return False


@contextmanager
def spare_database(address: str) -> Iterator[str]:
    """An empty database of somebody's Redis, emptied again."""
    for number in reversed(range(16)):
        own = urlsplit(address)._replace(path=f"/{number}").geturl()
        redis = Redis.from_url(own)
        with suppress(ResponseError):  # it may have fewer databases
            if redis.dbsize() == 0:
                break
    else:
        sys.exit("D3 needs one of the 16 databases of the Redis in CELERY_BROKER_URL empty.")
    try:
        yield own
    finally:
        redis.flushdb()


@contextmanager
def tidied(address: str) -> Iterator[None]:
    """Exchanges of RabbitMQ that were not there before go away again."""
    missing = [name for name in COMMON_EXCHANGES if not has_exchange(address, name)]
    try:
        yield
    finally:
        with Connection(address) as connection:
            for name in missing:
                connection.default_channel.exchange_delete(name)


def has_exchange(address: str, name: str) -> bool:
    with Connection(address) as connection:
        try:
            connection.default_channel.exchange_declare(name, "", passive=True)
        except connection.channel_errors:
            return False
        return True


def remove_queue(address: str, name: str) -> None:
    """On RabbitMQ, with its exchange; a spare database of Redis is emptied as a whole."""
    if not address.startswith("redis:"):
        with Connection(address) as connection:
            connection.default_channel.queue_delete(name)
            connection.default_channel.exchange_delete(name)


def end_of(address: str) -> tuple[str, int]:
    """Host and port."""
    parts = urlsplit(address)
    return parts.hostname or "127.0.0.1", parts.port or PORTS[parts.scheme]


def by_way_of(address: str, port: int) -> str:
    """The same broker, reached through a port of this machine."""
    parts = urlsplit(address)
    person = "".join(parts.netloc.rpartition("@")[:2])
    return parts._replace(netloc=f"{person}127.0.0.1:{port}").geturl()
