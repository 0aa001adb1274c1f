"""A library in a folder, as rows that may be moved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import islice

from briefgen.library import evidence
from briefgen.library.archive import SqliteLibrary
from briefgen.library.connections import open_reader
from briefgen.library.faults import unusable
from briefgen.library.transfer import Row, select

_TOGETHER = 500
#: What writes a row of `transfer.TABLES`.
_RESTORE = {
    "snapshot": "INSERT OR IGNORE INTO snapshot (sha256, size) VALUES (?, ?)",
    "accession": """
        REPLACE INTO accession (location, snapshot, retrieved, added, etag, last_modified, address,
            stated, told, told_by, title, author, issued)
        VALUES (?, (SELECT id FROM snapshot WHERE sha256 = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
    "reading": """
        REPLACE INTO reading (snapshot, version, text, issued, language, words, rest)
        VALUES ((SELECT id FROM snapshot WHERE sha256 = ?), ?,
            (SELECT id FROM text WHERE sha256 = ?), ?, ?, ?, ?)""",
    "annotation": """
        REPLACE INTO annotation VALUES ((SELECT id FROM text WHERE sha256 = ?), ?, ?)""",
    "file": """
        REPLACE INTO file (location, snapshot, mark, version)
        VALUES (?, (SELECT id FROM snapshot WHERE sha256 = ?), ?, ?)""",
    "split": """
        REPLACE INTO split (location, snapshot, version, answer)
        VALUES (?, (SELECT id FROM snapshot WHERE sha256 = ?), ?, ?)""",
    "phrase": "REPLACE INTO phrase VALUES (?, ?, ?)",
    "embedding": "REPLACE INTO embedding VALUES (?, ?, ?)",
    "quarantine": "REPLACE INTO quarantine VALUES (?, ?, ?, ?)",
}


class MovingFiles:
    """SQLite's library, see `transfer.Movable`."""

    def __init__(self, library: SqliteLibrary) -> None:
        self._library = library
        self.place = library.place

    def content(self, sha256: str) -> bytes | None:
        """The bytes of that hash; None where they are missing or damaged."""
        return self._library.content(sha256)

    def prepare(self) -> None:
        """Make the library where there is none, or bring it up to date."""
        with self._library.writing():
            pass

    def dumped(self, table: str) -> Iterator[Row]:
        """The rows of a table, in the order of entry."""
        if table == "evidence":
            yield from evidence.all_kept(self._library.folder)
            return
        try:
            with closing(open_reader(self._library.file)) as database:
                if _is_there(database, table):
                    yield from database.execute(select(table, "text"))
        except (sqlite3.Error, OSError) as error:
            raise unusable(self._library.file, error) from error

    def lacking(self, table: str, rows: list[Row]) -> list[Row]:
        """Those of these rows that are not there just so."""
        if table == "evidence":
            kept = self._library.kept_evidence
            return [(slug, name, held) for slug, name, held in rows if kept(slug, name) != held]
        found: set[Row] = set()
        with closing(open_reader(self._library.file)) as database:
            if not _is_there(database, table):
                return rows
            keys = iter({row[0] for row in rows})
            while some := list(islice(keys, _TOGETHER)):
                marks = ",".join("?" * len(some))
                found.update(database.execute(select(table, "text", f"IN ({marks})"), some))
        return [row for row in rows if row not in found]

    def restore(self, table: str, rows: list[Row]) -> None:
        """Write these rows, as a whole or not at all."""
        if table == "evidence":
            for slug, name, content in rows:
                self._library.keep_evidence(slug, name, content, len(rows) + 1_000_000)
            return
        with self._library.writing() as writer:
            if table == "text":
                writer.restore_texts(rows)
            else:
                writer.restore(_RESTORE[table], rows)

    def put(self, digest: str, content: bytes) -> None:
        """Keep a source's bytes."""
        self._library.raw.put(digest, content)
        self._library.raw.settle()


def _is_there(database: sqlite3.Connection, table: str) -> bool:
    """Whether it has such a table: that of texts set aside came late."""
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return database.execute(query, (table,)).fetchone() is not None
