#!/usr/bin/env python3
"""The door to every command: a wrong setting stops it with one sentence."""

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main():
    """Read the settings first, so that whoever made a mistake in one is not shown our code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "strategy_portal.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
