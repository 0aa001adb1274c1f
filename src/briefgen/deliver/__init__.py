"""Editions sent to whoever is to have them, and notices to whoever runs the desk.

`enqueue` and `notify` put into the outbox what is to be delivered, `flush` delivers what is due.
"""

from __future__ import annotations

from briefgen.deliver.flush import flush, mark_withdrawn, retry
from briefgen.deliver.notices import notices
from briefgen.deliver.outbox import Entry, Item, Outbox
from briefgen.deliver.places import open_outbox
from briefgen.deliver.queue import enqueue, items_of, notify, unready

__all__ = [
    "Entry",
    "Item",
    "Outbox",
    "enqueue",
    "flush",
    "items_of",
    "mark_withdrawn",
    "notices",
    "notify",
    "open_outbox",
    "retry",
    "unready",
]
