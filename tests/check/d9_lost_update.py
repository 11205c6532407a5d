"""D9: nobody overwrites what somebody else has written meanwhile, and nobody's draft is lost.

Two requests at a time, statement by statement in an order by chance, on SQLite and on PostgreSQL.
INTERLEAVINGS in the environment says how many, in all.
"""

import json
import logging
import os
import subprocess
import sys
from collections import Counter

from tests.check.row import BASE, Defect, Row

DEFECT = Defect("feedback/actions/participate.py", "current.version != version or ", "")
DATABASES = ("sqlite", "postgres")
FULL = 1000
# A page of the back office costs as much as six of a reader: it gets its share, not as many.
SHARE_OF_COMMENTS = 0.85


def measure() -> Row:
    wanted = int(os.environ.get("INTERLEAVINGS") or FULL)
    running = [start(database, -(-wanted // len(DATABASES))) for database in DATABASES]
    total: Counter = Counter()
    for process in running:
        told, _ = process.communicate()
        if process.returncode:
            sys.exit("D9 could not be measured.")
        total.update(json.loads(told))
    figures = (
        f"interleavings {total['interleavings']} lost {total['lost']} "
        f"drafts-lost {total['drafts_lost']}"
    )
    is_enough = total["interleavings"] >= wanted
    holds = is_enough and not total["lost"] and not total["drafts_lost"]
    return Row("D9", figures, f"interleavings {wanted} lost 0 drafts-lost 0", holds)


def start(database: str, number: int) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.check.d9_lost_update", database, str(number)]
    environment = dict(os.environ)
    if not environment.get("DATABASE_URL", "").startswith(("postgres", "psql", "pgsql")):
        environment.pop("DATABASE_URL", None)  # then it starts one of its own
    return subprocess.Popen(command, cwd=BASE, env=environment, stdout=subprocess.PIPE, text=True)


def meet(number: int) -> dict:
    """Let people meet this often; each kind of meeting gets its share."""
    from tests.check import meetings
    from tests.check.interleaving import interleave

    on_comments = round(number * SHARE_OF_COMMENTS)
    counts = Counter(interleavings=number)
    for kinds, share in (
        (meetings.ON_COMMENTS, on_comments),
        (meetings.IN_THE_BACK_OFFICE, number - on_comments),
    ):
        for place, kind in enumerate(kinds):
            meeting = kind()
            for seed in range(place, share, len(kinds)):
                meeting.begin()
                answers = interleave(*meeting.deeds(), seed=seed)
                verdict = meeting.judge(*answers)
                counts.update(lost=int(verdict.lost), drafts_lost=int(verdict.drafts_lost))
                if verdict.lost or verdict.drafts_lost:
                    codes = [answer.status_code for answer in answers]
                    print(" ", kind.__name__, seed, codes, verdict, file=sys.stderr)  # noqa: T201
    return counts


def main() -> None:
    from tests.check.portal import in_process

    database, number = sys.argv[1:]
    with in_process(database):
        logging.disable()  # each refusal would be written down
        print(json.dumps(meet(int(number))))  # noqa: T201 - read by ``measure``


if __name__ == "__main__":
    main()
