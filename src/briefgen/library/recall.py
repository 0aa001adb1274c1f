"""What need not be done again: files that are as they were, and collections taken apart before.

Both are of a place and of readers of one version, and are only ever a way to save time: where a
row is missing, or says something else, the file is read and the collection taken apart.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_REMEMBER = "REPLACE INTO file SELECT ?, id, ?, ? FROM snapshot WHERE sha256 = ?"
_KEEP_SPLIT = "REPLACE INTO split SELECT ?, id, ?, ? FROM snapshot WHERE sha256 = ?"
_SPLIT = """
SELECT answer FROM split JOIN snapshot ON snapshot.id = split.snapshot
WHERE location = ? AND sha256 = ? AND version = ?
"""
#: Of files that readers of a version know, and whose content is the newest of their place.
FILES = """
SELECT location, mark, sha256 FROM file JOIN snapshot ON snapshot.id = file.snapshot
WHERE version = ? AND location IN ({}) AND snapshot.id = (
    SELECT snapshot FROM accession WHERE location = file.location ORDER BY id DESC LIMIT 1)
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A file that was read, archived and catalogued, and is no collection.

    `mark` is what the file system said of it just before it was read, by which it is known again.
    """

    location: str
    mark: str
    sha256: str


def remember(database: sqlite3.Connection, marks: Iterable[Mark], version: str) -> None:
    """Keep these marks, the only ones of their places; their bytes were added before."""
    rows = ((m.location, m.mark, version, m.sha256) for m in marks)
    database.executemany(_REMEMBER, rows)


def keep_split(
    database: sqlite3.Connection, location: str, sha256: str, version: str, answer: bytes
) -> None:
    """Keep what a collection was taken apart into, the only one of its place."""
    database.execute(_KEEP_SPLIT, (location, version, zlib.compress(answer, 1), sha256))


def split_of(
    database: sqlite3.Connection, location: str, sha256: str, version: str
) -> bytes | None:
    """What a collection was taken apart into; None where that is not there or damaged."""
    row = database.execute(_SPLIT, (location, sha256, version)).fetchone()
    try:
        return zlib.decompress(row[0]) if row else None
    except (zlib.error, TypeError):
        return None
