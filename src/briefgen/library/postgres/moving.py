"""A library on PostgreSQL, as rows that may be moved."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from hashlib import sha256

from briefgen.library.postgres import rows as written
from briefgen.library.postgres.library import PostgresLibrary
from briefgen.library.postgres.words import words_of
from briefgen.library.transfer import Row, select
from briefgen.postgres import Transaction

_SNAPSHOT = "(SELECT id FROM snapshot WHERE sha256 = %s)"
_TEXT = "(SELECT id FROM text WHERE sha256 = %s)"
#: What writes a row of `transfer.TABLES`; before its values comes what `_KEYED` makes of the first.
_RESTORE = {
    "snapshot": "INSERT INTO snapshot (sha256, size) VALUES (%s, %s) ON CONFLICT DO NOTHING",
    "text": """
        INSERT INTO text (sha256, title, author, packed) VALUES (%s, %s, %s, %s)
        ON CONFLICT (sha256) DO UPDATE SET title = excluded.title, author = excluded.author,
            packed = excluded.packed""",
    "accession": f"""
        INSERT INTO accession (place, location, snapshot, retrieved, added, etag, last_modified,
            address, stated, told, told_by, title, author, issued)
        VALUES (%s, %s, {_SNAPSHOT}, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
        ON CONFLICT (place, snapshot) DO UPDATE SET id = excluded.id, added = excluded.added,
            retrieved = excluded.retrieved, etag = excluded.etag,
            last_modified = excluded.last_modified, address = excluded.address,
            stated = excluded.stated, told = excluded.told, told_by = excluded.told_by,
            title = excluded.title, author = excluded.author, issued = excluded.issued""",
    "reading": f"""
        INSERT INTO reading (snapshot, version, text, issued, language, words, rest)
        VALUES ({_SNAPSHOT}, %s, {_TEXT}, %s, %s, %s, %s)
        ON CONFLICT (snapshot, version) DO UPDATE SET id = excluded.id, text = excluded.text,
            issued = excluded.issued, language = excluded.language, words = excluded.words,
            rest = excluded.rest""",
    "annotation": f"""
        INSERT INTO annotation VALUES ({_TEXT}, %s, %s)
        ON CONFLICT (text, version) DO UPDATE SET sentences = excluded.sentences""",
    "file": f"""
        INSERT INTO file (place, location, snapshot, mark, version)
        VALUES (%s, %s, {_SNAPSHOT}, %s, %s) ON CONFLICT (place) DO UPDATE SET
            snapshot = excluded.snapshot, mark = excluded.mark, version = excluded.version""",
    "split": f"""
        INSERT INTO split (place, location, snapshot, version, answer)
        VALUES (%s, %s, {_SNAPSHOT}, %s, %s) ON CONFLICT (place) DO UPDATE SET
            snapshot = excluded.snapshot, version = excluded.version, answer = excluded.answer""",
    "phrase": """
        INSERT INTO phrase (sha256, text, version, tokens) VALUES (%s, %s, %s, %s)
        ON CONFLICT (sha256, version) DO UPDATE SET tokens = excluded.tokens""",
    "embedding": """
        INSERT INTO embedding VALUES (%s, %s, %s)
        ON CONFLICT (sha256, version) DO UPDATE SET vector = excluded.vector""",
    "quarantine": """
        INSERT INTO quarantine VALUES (%s, %s, %s, %s)
        ON CONFLICT (sha256, version) DO UPDATE SET why = excluded.why, since = excluded.since
        """,
    "evidence": """
        INSERT INTO evidence (slug, name, content) VALUES (%s, %s, %s)
        ON CONFLICT (slug, name) DO UPDATE SET kept = excluded.kept, content = excluded.content""",
}
_PLACED = frozenset(("accession", "file", "split"))


class MovingRows:
    """PostgreSQL's library, see `transfer.Movable`."""

    def __init__(self, library: PostgresLibrary) -> None:
        self._library = library
        self.place = library.place

    def content(self, sha256: str) -> bytes | None:
        """The bytes of that hash; None where they are missing or damaged."""
        return self._library.content(sha256)

    def prepare(self) -> None:
        """Make the tables where there are none, or bring them up to date."""
        self._library.prepare()

    def dumped(self, table: str) -> Iterator[Row]:
        """The rows of a table, in the order of entry."""
        with self._library.server.still() as tables:
            yield from (_given(table, row) for row in tables.stream(select(table, "packed")))

    def lacking(self, table: str, rows: list[Row]) -> list[Row]:
        """Those of these rows that are not there just so."""
        keys = sorted({row[0] for row in rows})
        wanted = [key.encode() for key in keys] if table == "phrase" else keys
        query = select(table, "packed", "= ANY(%s)")
        found = {_given(table, row) for row in self._library.server.rows(query, (wanted,))}
        return [row for row in rows if row not in found]

    def restore(self, table: str, rows: list[Row]) -> None:
        """Write these rows, as a whole or not at all."""
        with self._library.server.transaction() as tables:
            tables.many(_RESTORE[table], (_taken(table, row) for row in rows))
            if table == "text":
                _index(tables, rows)

    def put(self, digest: str, content: bytes) -> None:
        """Keep a source's bytes."""
        self._library.store.put(digest, content)


def _given(table: str, row: Row) -> Row:
    """A row as `transfer.TABLES` has it."""
    if table == "text":
        return (*row[:3], zlib.decompress(row[3]).decode())
    return (row[0].decode(), *row[1:]) if table == "phrase" else row


def _taken(table: str, row: Row) -> Row:
    """A row as the tables here have it."""
    if table == "text":
        return (row[0], *map(written.clean, row[1:3]), zlib.compress(row[3].encode(), 1))
    if table == "phrase":
        return (sha256(row[0].encode()).hexdigest(), row[0].encode(), *row[1:])
    return (written.place(row[0]), *row) if table in _PLACED else row


def _index(tables: Transaction, rows: list[Row]) -> None:
    """Have these texts found by their words."""
    words = words_of([row[1:4] for row in rows])
    ids: dict[str, int] = dict(
        tables.rows("SELECT sha256, id FROM text WHERE sha256 = ANY(%s)", ([r[0] for r in rows],))
    )
    found = [(ids[row[0]], w.vector, w.long) for row, w in zip(rows, words, strict=True)]
    written.insert(tables, written.SEARCH, found)
