"""What the rooms above may want to know of people."""

from django.dispatch import Signal

# Sent with ``change``, the line of the log, in the transaction in which it was written.
role_changed = Signal()
