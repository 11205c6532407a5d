"""Make everything ready, serve the portal, and end all of it together."""

import sys

from django.conf import settings
from django.core.management import get_commands
from django.core.management.base import BaseCommand

from strategy_portal import preparation
from strategy_portal.preparation import PreparationError
from strategy_portal.supervisor import Supervisor, SupervisorError, answers, check_address

WEB_THREADS = "4"  # more than the cores: a thread that waits for SQLite holds up nobody


class Command(BaseCommand):
    help = "Prepares the portal and serves it, with its worker and relay (make run)."
    requires_system_checks = ()  # each process checks for itself; the second start is to be quick

    def handle(self, *args, **options):
        try:
            check_address(settings.HOST, settings.PORT)
            preparation.prepare(self.say)
            self.serve()
        except (PreparationError, SupervisorError) as error:
            sys.exit(str(error))
        except KeyboardInterrupt:
            sys.exit(130)

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()

    def serve(self):
        """Run the web server, the worker and the relay until someone stops us."""
        environment = {
            "DJANGO_SETTINGS_MODULE": "strategy_portal.settings",
            # A relative folder means another place in a process with another current folder.
            "DATA_DIR": str(settings.DATA_DIR),
        }
        with Supervisor(settings.BASE_DIR, environment) as supervisor:
            supervisor.start("The web server", web_server())
            supervisor.start("The worker", worker())
            if "relay" in get_commands():
                supervisor.start("The outbox relay", ["manage.py", "relay"])
            if supervisor.wait_for(lambda: answers(settings.HOST, settings.PORT)):
                self.welcome()
                supervisor.watch()
            if supervisor.asked_to_stop:
                self.say("Stopping; the worker finishes what it is doing ...")

    def welcome(self):
        """Say where the portal is, and what a newcomer needs to know."""
        host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
        self.say(f"The portal is at http://{host}:{settings.PORT}/")
        if settings.DEMO and (names := preparation.demo_names()):
            self.say(f"Demo log-ins, all with the password demo: {', '.join(names)}.")
        elif preparation.is_without_accounts():
            self.say("Nobody has an account yet: .venv/bin/python manage.py create_admin EMAIL")
        if not settings.EMAIL_URL:
            self.say(f"Mails are written to files in {settings.DATA_DIR / 'mail'}")
        self.say("Stop it with Ctrl-C.")


def web_server():
    return [
        *("-m", "granian", "--interface", "wsgi", "--no-ws", "--workers", "1"),
        *("--blocking-threads", WEB_THREADS, "--log-level", "warning"),
        *("--host", settings.HOST, "--port", str(settings.PORT)),
        "strategy_portal.wsgi:application",
    ]


def worker():
    return [
        # It warns of running as root, which a container does by design.
        *("-W", "ignore:You're running the worker with superuser privileges"),
        *("-m", "celery", "--quiet", "--app", "strategy_portal", "worker"),
        *("--pool", "threads", "--concurrency", "1", "--loglevel", "WARNING"),
        *("--hostname", f"{settings.CELERY_TASK_DEFAULT_QUEUE}@%h"),
        *("--without-gossip", "--without-mingle", "--without-heartbeat"),
    ]
