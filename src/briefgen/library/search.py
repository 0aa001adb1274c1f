"""Words to cards, by FTS5: bm25, a word in a title counting for four in the text."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass

from briefgen.library.cards import Card, card_of_text
from briefgen.model import Problem

#: Of equally good texts the one that came first; snippets are made of the best alone. Whether a
#: source holds a text takes longer than its rank, so that it is asked from the best on, until there
#: are enough; `LIMIT -1`, which is no limit, keeps SQLite from asking before it has ranked.
_HITS = """
WITH ranked AS (
    SELECT rowid AS text, rank AS score FROM search
    WHERE search MATCH :query ORDER BY score, text LIMIT -1),
best AS MATERIALIZED (
    SELECT text, score FROM ranked WHERE EXISTS (
        SELECT 1 FROM reading AS r JOIN accession AS a ON a.snapshot = r.snapshot
        WHERE r.text = ranked.text
        AND r.id = (SELECT max(id) FROM reading WHERE snapshot = r.snapshot)
        AND (:after = '' OR coalesce(nullif(a.issued, ''), nullif(r.issued, ''), '-')
            >= substr(:after, 1, max(1, length(coalesce(nullif(a.issued, ''), r.issued))))))
    LIMIT :limit)
SELECT best.text, snippet(search, 2, '[', ']', '…', 24)
FROM best CROSS JOIN search ON search.rowid = best.text
WHERE search MATCH :query ORDER BY best.score, best.text
"""
_SYNTAX = (
    'write words, "words in this order", begin*, AND, OR, NOT, NEAR(these words, 5), title: or '
    "author: before a word; put a word with any other mark in double quotes"
)
_PHRASES = str.maketrans("“”„", '"""')
#: A phrase, what has a meaning in a query (a column's name too), or a word with all its marks.
_TOKEN = re.compile(
    r"""(?P<phrase>"(?:[^"]|"")*") | (?P<sign> (?:title|author|text) \s* : | [(){},+*^"] | (?<!\S)-)
      | (?P<word> (?:(?!["(){},+*^\s]).)+)""",
    re.VERBOSE | re.IGNORECASE,
)
_BARE, _LETTERS = re.compile(r"[A-Za-z0-9_\u001a\u0080-\U0010ffff]+"), re.compile(r"[^\W_]")
#: A field's name before what is sought in it; an address or an hour has none.
_FIELD = re.compile(r"(?<![\w-])([^\W\d_]\w*)\s*:(?!//)")
_FIELDS = frozenset(("title", "author", "text"))
_NEAR_ALONE = re.compile(r"(?<![^\s(])NEAR(?![^\s)])(?!\s*\()")


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


def understood(query: str) -> str | Problem:
    """A query as FTS5 takes it, words with marks in them as phrases; or why it is none."""
    where = f"the search {query!r}"
    if not query.strip():
        return Problem(where, "is empty", _SYNTAX)
    asked = query.translate(_PHRASES)
    unquoted = re.sub(r'"[^"]*"', '""', asked)
    if _NEAR_ALONE.search(unquoted):
        remedy = "write NEAR(quota cod), or NEAR(quota cod, 5) for at most five words between them"
        return Problem(where, "has NEAR without the words in brackets after it", remedy)
    asked = _TOKEN.sub(_plain, asked)
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE search USING fts5 (title, author, text)")
        try:
            database.execute("SELECT 1 FROM search WHERE search MATCH ?", (asked,)).fetchall()
        except (sqlite3.Error, UnicodeError):
            return Problem(where, f"can't be understood{_why(unquoted)}", _SYNTAX)
    return asked


def _plain(token: re.Match[str]) -> str:
    """A token as FTS5 takes it: a hyphen, an apostrophe or a stop would end a word for it."""
    word = token["word"]
    is_bare = word is None or _BARE.fullmatch(word) or not _LETTERS.search(word)
    return token[0] if is_bare or _FIELD.match(word) else f'"{word}"'


def _why(query: str) -> str:
    """What is wrong with a query, where that can be told; its phrases are empty."""
    if query.count('"') % 2:
        return ": a quotation mark has no other half"
    if query.count("(") != query.count(")"):
        return ": a bracket has no other half"
    fields = (name for name in _FIELD.findall(query) if name.casefold() not in _FIELDS)
    return "".join(f": there is no field {name!r}" for name in list(fields)[:1])
