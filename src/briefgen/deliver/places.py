"""Where a desk keeps its outbox."""

from __future__ import annotations

from pathlib import Path

from briefgen.deliver.outbox import Outbox
from briefgen.desk import Desk


def open_outbox(desk: Desk) -> Outbox:
    """A desk's outbox: with its editions, or in the database in which its library is."""
    library = desk.library_place
    if isinstance(library, Path):
        return Outbox(desk.outbox)
    from briefgen.deliver.shared import SharedOutbox  # noqa: PLC0415 - only where wanted

    return SharedOutbox(desk.outbox, library, desk.identity)
