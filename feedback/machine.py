"""Asking a LibreTranslate-compatible server for words in another language."""

import json
import time

import requests
from django.conf import settings

from accounts.languages import BY_CODE, nearest, tag

from .models import MAX_LENGTH, Rendering

CONNECT_SECONDS = 5
CHUNK, MOST_BYTES = 16_384, 1_000_000
# What such servers have always called the one Chinese that there is here.
CODES = {"zh-hans": "zh"}
Failure = Rendering.Failure


class MachineError(Exception):
    """The server gave nothing that can be used; says which way."""

    def __init__(self, failure: Rendering.Failure):
        super().__init__(failure)
        self.failure = failure


def translate(text: str, source: str, target: str) -> str:
    """The words in the target language. Raises MachineError, whatever goes wrong."""
    asked = {"q": text, "source": _code(source), "target": _code(target), "format": "text"}
    if settings.MACHINE_TRANSLATION_KEY:
        asked["api_key"] = settings.MACHINE_TRANSLATION_KEY
    try:
        answer = json.loads(_post(f"{settings.MACHINE_TRANSLATION_URL}/translate", asked))
    except requests.Timeout as error:
        raise MachineError(Failure.SLOW) from error
    except requests.RequestException as error:
        raise MachineError(Failure.REFUSED) from error
    except (ValueError, RecursionError) as error:
        raise MachineError(Failure.GARBLED) from error
    words = answer.get("translatedText") if isinstance(answer, dict) else None
    if not isinstance(words, str) or not words.strip() or len(words) > MAX_LENGTH or "\0" in words:
        raise MachineError(Failure.GARBLED)
    return words.strip()


def _post(address: str, asked: dict) -> bytes:
    """What the server says, up to a limit of size and of time; it is led nowhere else."""
    limit = settings.MACHINE_TRANSLATION_SECONDS
    ends, read = time.monotonic() + limit, b""
    with requests.Session() as session:
        session.trust_env = False  # no proxy and no password file that happens to be there
        answer = session.post(
            address, json=asked, timeout=(CONNECT_SECONDS, limit), stream=True,
            allow_redirects=False,
        )  # fmt: skip
        if answer.status_code != 200:
            raise MachineError(Failure.REFUSED)
        for piece in answer.iter_content(CHUNK):
            read += piece
            if len(read) > MOST_BYTES:
                raise MachineError(Failure.GARBLED)
            if time.monotonic() > ends:
                raise MachineError(Failure.SLOW)
    return read


def _code(language: str) -> str:
    near = nearest(language)
    return CODES.get(near) or (tag(near) if near in BY_CODE else near.partition("-")[0])
