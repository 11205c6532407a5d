"""What the rooms above may want to know of the strategy's texts and dates."""

from django.dispatch import Signal

# Sent with ``move``, the row that keeps the old date, in the transaction in which it was written.
date_moved = Signal()
# Sent with ``rows`` of one model that were made at once: these send no signals of their own.
texts_made = Signal()
# Sent with ``draft_set``, the drafts that are before the public from now on, in the transaction of
# the deed.
published = Signal()
