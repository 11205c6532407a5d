"""What the rooms above may want to know of the strategy's texts and dates."""

from django.dispatch import Signal

# Sent with ``move``, the row that keeps the old date, in the transaction in which it was written.
date_moved = Signal()
