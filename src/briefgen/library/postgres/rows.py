"""The statements that write rows, many at once: each takes one list for each column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, TypeVar

from briefgen.postgres import Transaction

Key = TypeVar("Key")

SNAPSHOT = """
INSERT INTO snapshot (sha256, id, size)
SELECT * FROM unnest(%s::text[], %s::bigint[], %s::bigint[]) ON CONFLICT (sha256) DO NOTHING
"""
#: A text that is there is written over only where it was damaged.
TEXT = """
INSERT INTO text (sha256, id, packed, title, author)
SELECT *, '', '' FROM unnest(%s::text[], %s::bigint[], %s::bytea[])
ON CONFLICT (sha256) DO UPDATE SET packed = excluded.packed
WHERE text.packed IS DISTINCT FROM excluded.packed
"""
ACCESSION = """
INSERT INTO accession (place, snapshot, id, location, retrieved, added, etag, last_modified,
    address, stated, told, told_by, title, author, issued)
SELECT * FROM unnest(%s::text[], %s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::text[],
    %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
    %s::text[])
ON CONFLICT (place, snapshot) DO UPDATE SET id = excluded.id, retrieved = excluded.retrieved,
    etag = excluded.etag, last_modified = excluded.last_modified, address = excluded.address,
    stated = excluded.stated, told = excluded.told, told_by = excluded.told_by,
    title = excluded.title, author = excluded.author, issued = excluded.issued
"""
RENEW = """
UPDATE accession AS a SET id = given.id
FROM unnest(%s::text[], %s::bigint[], %s::bigint[]) AS given (place, snapshot, id)
WHERE a.place = given.place AND a.snapshot = given.snapshot
"""
READING = """
INSERT INTO reading (snapshot, version, id, text, issued, language, words, rest)
SELECT * FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::bigint[], %s::text[], %s::text[],
    %s::bigint[], %s::text[])
ON CONFLICT (snapshot, version) DO UPDATE SET id = excluded.id, text = excluded.text,
    issued = excluded.issued, language = excluded.language, words = excluded.words,
    rest = excluded.rest
"""
CURRENT_TEXTS = """
SELECT r.snapshot, r.text FROM reading AS r WHERE r.snapshot = ANY(%s) AND r.text IS NOT NULL
    AND r.id = (SELECT max(id) FROM reading WHERE snapshot = r.snapshot)
"""
SAID = """
SELECT snapshot, title, author FROM accession
WHERE snapshot = ANY(%s) AND title || author != '' ORDER BY id
"""
#: Not FOR UPDATE: that would wait for whoever only adds a reading of the same text.
NAMES = """
SELECT text.id, title, author, packed, EXISTS (SELECT 1 FROM search WHERE search.text = text.id)
FROM text WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE
"""
NAME = """
UPDATE text SET title = given.title, author = given.author
FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS given (id, title, author)
WHERE text.id = given.id
"""
SEARCH = """
INSERT INTO search (text, words, long)
SELECT text, words::tsvector, long FROM unnest(%s::bigint[], %s::text[], %s::boolean[])
    AS given (text, words, long)
ON CONFLICT (text) DO UPDATE SET words = excluded.words, long = excluded.long
"""
ANNOTATION = """
INSERT INTO annotation SELECT * FROM unnest(%s::bigint[], %s::text[], %s::bytea[])
ON CONFLICT (text, version) DO UPDATE SET sentences = excluded.sentences
"""
FILE = """
INSERT INTO file SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[])
ON CONFLICT (place) DO UPDATE SET snapshot = excluded.snapshot, mark = excluded.mark,
    version = excluded.version
"""
SPLIT = """
INSERT INTO split
SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::text[], %s::bytea[])
ON CONFLICT (place) DO UPDATE SET snapshot = excluded.snapshot, version = excluded.version,
    answer = excluded.answer
"""
PHRASE = """
INSERT INTO phrase SELECT * FROM unnest(%s::text[], %s::text[], %s::bytea[], %s::bytea[])
ON CONFLICT (sha256, version) DO UPDATE SET tokens = excluded.tokens
"""
EMBEDDING = """
INSERT INTO embedding SELECT * FROM unnest(%s::text[], %s::text[], %s::bytea[])
ON CONFLICT (sha256, version) DO UPDATE SET vector = excluded.vector
"""
QUARANTINE = """
INSERT INTO quarantine SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[])
ON CONFLICT (sha256, version) DO UPDATE SET why = excluded.why, since = excluded.since
"""
#: Rows that go in one statement.
_TOGETHER = 1000


def insert(tables: Transaction, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write these rows by one of the statements above."""
    for start in range(0, len(rows), _TOGETHER):
        tables.run(
            statement, [list(column) for column in zip(*rows[start:][:_TOGETHER], strict=True)]
        )


def drawn(tables: Transaction, table: str, keys: Iterable[Key]) -> dict[Key, int]:
    """New ids of a table for these keys, in their order."""
    wanted = list(keys)
    if not wanted:
        return {}
    query = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
    ids = sorted(number for (number,) in tables.rows(query, (table, len(wanted))))
    return dict(zip(wanted, ids, strict=True))


def place(location: str) -> str:
    """A location as it is looked up: it may be longer than an index takes."""
    return sha256(location.encode()).hexdigest()


def clean(text: str) -> str:
    """A text without the one letter that PostgreSQL does not keep."""
    return text.replace("\0", " ")


def plainly(said: Mapping[int, list[tuple[str, str]]]) -> dict[int, list[tuple[str, str]]]:
    """Titles and authors without the letter that PostgreSQL does not keep."""
    return {text: [(clean(t), clean(a)) for t, a in names] for text, names in said.items()}
