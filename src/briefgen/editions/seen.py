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
    file = folder / RECORD
    return record_in(file.read_bytes()) if file.is_file() else None


def record_in(content: bytes) -> dict[str, Any] | None:
    """The public record in these bytes, or None where they are damaged."""
    try:
        record = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) and all(p in record for p in _PARTS) else None


def known_as(shelf: Shelf, key: str, day: str = "") -> str:
    """The key of the newest edition (of a day) where `key` gave the same content; else itself."""
    newest = shelf.latest(day)
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
    shelf: Shelf, frame: str, record: bytes, day: str, texts: Texts, *, asked: bool
) -> Edition | None:
    """The newest edition of the day, if it is whole, of this frame, and says what `record` says.

    `frame` is the key of all but the sources. `asked`: see `Shelf.unchanged`.
    """
    # Not where nothing is found anew.
    from briefgen.evidence.content import content_of  # noqa: PLC0415
    from briefgen.evidence.diff import diff  # noqa: PLC0415

    newest = shelf.latest(day)
    lock = read_lock(newest) if newest else None
    if newest is None or lock is None or lock.get("frame") != frame:
        return None
    edition = shelf.unchanged(str(lock.get("key")), day, asked=asked)
    before = read_record(newest)
    if edition is None or before is None:
        return None
    now = json.loads(record)
    same = content_of(before) == content_of(now) and diff(before, now, texts).are_none
    return edition if same else None
