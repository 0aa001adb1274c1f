"""The archive: snapshots and documents, kept by content in one SQLite file of the desk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from briefgen.errors import ArchiveError
from briefgen.model import Document, Snapshot

_SCHEMA = """
CREATE TABLE IF NOT EXISTS snapshot (
    sha256 TEXT PRIMARY KEY, location TEXT NOT NULL, content BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document (
    text_sha256 TEXT PRIMARY KEY, snapshot TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
"""
#: Seconds to wait for another writer.
_PATIENCE = 30.0


class Library:
    """A desk's archive in `folder`, made when first written to."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "library.sqlite3"

    def keep(self, snapshots: Iterable[Snapshot], documents: Iterable[Document]) -> None:
        """Archive sources and their texts, all or none; what was damaged there is made good."""
        raw = [(s.sha256, s.location, s.content) for s in snapshots]
        texts = [(d.text_sha256, d.snapshot_sha256, d.text) for d in documents]
        with self._open(make=True) as database, database:
            database.executescript(_SCHEMA)
            database.executemany("REPLACE INTO snapshot VALUES (?, ?, ?)", raw)
            database.executemany("REPLACE INTO document VALUES (?, ?, ?)", texts)

    def holds(self, snapshots: Iterable[Snapshot]) -> bool:
        """Whether every one of these sources is archived here."""
        return all(self.content(snapshot.sha256) == snapshot.content for snapshot in snapshots)

    def text(self, text_sha256: str) -> str | None:
        """The cleaned text of that hash, or None if it is not archived here."""
        text = self._one("SELECT text FROM document WHERE text_sha256 = ?", text_sha256)
        return text if isinstance(text, str) else None

    def content(self, sha256: str) -> bytes | None:
        """The bytes of a snapshot, or None if it is not archived here."""
        content = self._one("SELECT content FROM snapshot WHERE sha256 = ?", sha256)
        return content if isinstance(content, bytes) else None

    def _one(self, query: str, key: str) -> object | None:
        if not self.file.is_file():
            return None
        with self._open() as database:
            row = database.execute(query, (key,)).fetchone()
        return row[0] if row else None

    @contextmanager
    def _open(self, *, make: bool = False) -> Iterator[sqlite3.Connection]:
        try:
            if make:
                self.file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.file, timeout=_PATIENCE)) as database:
                yield database
        except (sqlite3.Error, OSError) as error:
            raise ArchiveError(
                f"{self.file}: the library cannot be read or written ({error}); restore it from a "
                "copy, or move it away to begin a new one"
            ) from error
