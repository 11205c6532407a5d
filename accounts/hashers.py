"""Argon2id, cheap enough that a launch day's log-ins do not slow the readers."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PortalArgon2PasswordHasher(Argon2PasswordHasher):
    """19 MiB and 2 passes: about 15 ms a log-in, the minimum that OWASP's cheat sheet names."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
