"""Texts as words and their places: by SQLite's tokenizer, so that both libraries find the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

#: PostgreSQL's bounds: a place in a text, places of one word, a word's bytes (2,046, of which
#: SQLite's have no bound), and a text's words in all (a megabyte).
_PLACES, _OFTEN, LONGEST, _MOST = 16_383, 255, 500, 1_000_000
_FIELDS = {"title": "A", "author": "B", "text": "C"}
#: Places between two fields, so that no phrase goes over from one to the next.
_GAP = 2

Fields = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words as a `tsvector` is written; None where they are too many for one.

    `long`: some places are not there, so that a phrase may be missed.
    """

    vector: str | None
    long: bool


@contextmanager
def indexed(texts: Iterable[tuple[int, Fields]]) -> Iterator[sqlite3.Connection]:
    """These texts (title, author, text) by their numbers, in an index of FTS5 for the moment."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as index:
        index.execute(
            "CREATE VIRTUAL TABLE search USING fts5 (title, author, text,"
            ' tokenize = "unicode61 remove_diacritics 2")'
        )
        index.execute("BEGIN")
        index.executemany(
            "INSERT INTO search (rowid, title, author, text) VALUES (?, ?, ?, ?)",
            ((number, *fields) for number, fields in texts),
        )
        yield index


def words_of(texts: Sequence[Fields]) -> list[Words]:
    """The words of texts (title, author, text)."""
    found: list[dict[str, dict[str, list[int]]]] = [{field: {} for field in _FIELDS} for _ in texts]
    with indexed(enumerate(texts)) as index:
        index.execute("CREATE VIRTUAL TABLE word USING fts5vocab (search, 'instance')")
        for word, text, field, place in index.execute("SELECT term, doc, col, offset FROM word"):
            found[text][field].setdefault(word, []).append(place)
    return [_words(fields) for fields in found]


def split(text: str) -> list[str]:
    """The words of a text, in their order."""
    with indexed([(0, ("", "", text))]) as index:
        index.execute("CREATE VIRTUAL TABLE word USING fts5vocab (search, 'instance')")
        rows = index.execute("SELECT term FROM word ORDER BY offset")
        return [word for (word,) in rows]


def _words(fields: dict[str, dict[str, list[int]]]) -> Words:
    places: dict[str, list[str]] = {}
    start, long, size = 1, False, 0
    for field, letter in _FIELDS.items():
        last = 0
        for word, offsets in fields[field].items():
            held = places.setdefault(word[:LONGEST], [])
            last = max(last, *offsets)
            whole = [start + offset for offset in offsets if start + offset < _PLACES]
            long |= len(whole) < len(offsets) or len(word) > LONGEST
            held += [f"{place}{letter}" for place in whole] or [f"{_PLACES}{letter}"]
        start += last + _GAP
    for word, held in places.items():
        long |= len(held) > _OFTEN
        del held[_OFTEN:]
        size += len(word.encode()) + 2 * len(held) + 8
    if size > _MOST:
        return Words(None, long=True)
    return Words(" ".join(f"{quoted(word)}:{','.join(at)}" for word, at in places.items()), long)


def quoted(word: str) -> str:
    """A word as it stands in a `tsvector` or `tsquery`."""
    marked = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{marked}'"
