"""Hand what the outbox holds to the queue, until stopped."""

import signal

from celery import current_app
from django.core.management.base import BaseCommand

from feedback.relay import Relay


class Command(BaseCommand):
    help = "Hands background work to the queue (beside the web server and the worker)."
    requires_system_checks = ()

    def handle(self, *args, **options):
        relay = Relay(current_app)
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, relay.stop)
        relay.run()
