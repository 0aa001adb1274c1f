"""Words to cards, by FTS5: bm25, a word in a title counting for four in the text."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass

from briefgen.library.cards import Card, card_of_text
from briefgen.model import Problem

_HITS = """
SELECT rowid, snippet(search, 2, '[', ']', '…', 24) FROM search
WHERE search MATCH :query AND EXISTS (
    SELECT 1 FROM reading AS r JOIN accession AS a ON a.snapshot = r.snapshot
    WHERE r.text = search.rowid AND r.id = (SELECT max(id) FROM reading WHERE snapshot = r.snapshot)
    AND (:after = '' OR coalesce(nullif(a.issued, ''), nullif(r.issued, ''), '-')
        >= substr(:after, 1, max(1, length(coalesce(nullif(a.issued, ''), r.issued))))))
ORDER BY rank LIMIT :limit
"""
_SYNTAX = (
    'write words, "words in this order", begin*, AND, OR, NOT, NEAR(these words, 5), title: or '
    "author: before a word; put a word with any other mark in double quotes"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A card that was found, and a piece of its text with the words that were sought in [ ]."""

    card: Card
    snippet: str


def hits(
    database: sqlite3.Connection, query: str, after: str | None, limit: int
) -> tuple[Hit, ...]:
    """The best cards for a valid query, the best first; see `Library.search`."""
    asked = {"query": query, "after": after or "", "limit": limit}
    found = []
    for text, snippet in database.execute(_HITS, asked):
        card = card_of_text(database, text)
        if card:
            found.append(Hit(card, " ".join(snippet.split())))
    return tuple(found)


def query_problem(query: str) -> Problem | None:
    """What FTS5 does not understand of a query: it is asked of an empty index."""
    where = f"the search {query!r}"
    if not query.strip():
        return Problem(where, "is empty", _SYNTAX)
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE search USING fts5 (title, author, text)")
        try:
            database.execute("SELECT 1 FROM search WHERE search MATCH ?", (query,)).fetchall()
        except (sqlite3.Error, UnicodeError) as error:
            return Problem(where, f"can't be understood ({error})", _SYNTAX)
    return None
