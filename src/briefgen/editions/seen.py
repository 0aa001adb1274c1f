"""Which editions need not be made again, though bytes of their sources have changed."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.editions.store import RECORD, Edition, Shelf, read_lock
from briefgen.whole import write_file

if TYPE_CHECKING:
    from briefgen.evidence.diff import Texts

#: Beside `latest`: the key by which the newest edition was found to say the same.
_SEEN = ".seen"
_PARTS = ("sources", "passages", "holders", "issues")


def read_record(folder: Path) -> dict[str, Any] | None:
    """An edition's public record, or None where it is missing or damaged."""
    try:
        record = json.loads((folder / RECORD).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) and all(p in record for p in _PARTS) else None


def known_as(shelf: Shelf, key: str) -> str:
    """The key of the newest edition where `key` was found to give the same content; else itself."""
    newest = shelf.latest()
    with contextlib.suppress(OSError, ValueError, RecursionError, AttributeError):
        seen = json.loads((shelf.folder / _SEEN).read_bytes())
        if newest and seen.get("edition") == newest.name and seen.get("key") == key:
            lock = read_lock(newest)
            return str(lock.get("key")) if lock else key
    return key


def remember(shelf: Shelf, edition: Edition, key: str) -> None:
    """Keep that `key` gives what the edition says; where it can't be kept, it is found again."""
    lock = read_lock(edition.folder)
    if lock and lock.get("key") == key:  # somebody else made it meanwhile
        return
    with contextlib.suppress(OSError):
        told = json.dumps({"edition": edition.name, "key": key})
        write_file(shelf.folder / _SEEN, told.encode())


def same_again(
    shelf: Shelf, frame: str, record: bytes, as_of: str | None, texts: Texts
) -> Edition | None:
    """The newest edition, if it is whole, was made in this frame, and says what `record` says.

    `frame` is the key of all but the sources. `as_of` is the date that the user asked for.
    """
    # Not where nothing is found anew.
    from briefgen.evidence.content import content_of  # noqa: PLC0415
    from briefgen.evidence.diff import diff  # noqa: PLC0415

    newest = shelf.latest()
    lock = read_lock(newest) if newest else None
    if newest is None or lock is None or lock.get("frame") != frame:
        return None
    edition, before = shelf.unchanged(str(lock.get("key")), as_of), read_record(newest)
    if edition is None or before is None:
        return None
    now = json.loads(record)
    same = content_of(before) == content_of(now) and diff(before, now, texts).are_none
    return edition if same else None
