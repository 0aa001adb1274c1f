"""Words to cards: PostgreSQL says which texts may fit, the best first, FTS5 which of them do."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import islice

from briefgen.library.cards import ENTRIES, Card, card_of
from briefgen.library.postgres.query import Asked, asked_of
from briefgen.library.postgres.words import indexed
from briefgen.library.search import Hit
from briefgen.postgres import Postgres, Transaction

#: The newest texts that may fit, of which the best are then sought: to rank a text costs ten times
#: as much as to find it, and a word may stand in each of millions. The sums keep PostgreSQL from
#: going through all texts from the newest on, where it would have to look at each text's words.
_NEWEST = """
SELECT text FROM search
WHERE text + 0 < %(before)s AND (words IS NULL OR words @@ %(words)s::tsquery)
ORDER BY text + 0 DESC LIMIT %(most)s
"""
#: By cover density: a word in a title counts for four in the text, as in SQLite's library. Of
#: equally good texts the one that came first.
_RANKED = """
SELECT text FROM search
WHERE text = ANY(%(texts)s) AND (words IS NULL OR long OR words @@ %(phrases)s::tsquery)
ORDER BY coalesce(ts_rank_cd('{0.1, 0.25, 0.5, 1}', words, %(words)s::tsquery, 1), 0) DESC, text
"""
#: Each question is on some rows by their ids. The planner may rather go through all of a table of
#: some thousand, whose texts' words, which stand apart from their rows, it takes for nothing.
_BY_INDEX = """
SELECT set_config(name, 'off', true)
FROM unnest('{enable_seqscan, enable_hashjoin}'::text[]) AS name
"""
_CURRENT = """
SELECT DISTINCT r.text FROM reading AS r JOIN accession AS a ON a.snapshot = r.snapshot
WHERE r.text = ANY(%(texts)s)
AND r.id = (SELECT max(id) FROM reading WHERE snapshot = r.snapshot)
AND (%(after)s = '' OR coalesce(nullif(a.issued, ''), nullif(r.issued, ''), '-')
    >= substr(%(after)s, 1, greatest(1, length(coalesce(nullif(a.issued, ''), r.issued)))))
"""
_SNIPPETS = """
SELECT rowid, snippet(search, 2, '[', ']', '…', 24) FROM search WHERE search MATCH ?
"""
_TEXTS = "SELECT id, title, author, packed FROM text WHERE id = ANY(%s)"
_OF_TEXTS = ENTRIES.format("t.id = ANY(%s)")
_OF_SNAPSHOTS = ENTRIES.format("s.id = ANY(%s)")
#: Texts that are ranked together, at least.
_RANK = 1000
#: Candidates that are asked of FTS5 together, at least.
_TOGETHER = 20


def hits(server: Postgres, query: str, after: str | None, limit: int) -> tuple[Hit, ...]:
    """The best cards for a valid query, the best first; see `Library.search`.

    Where more fit than are ranked together, those of the newest come first.
    """
    asked = asked_of(query)
    if not asked.words:
        return ()
    found: list[Hit] = []
    with server.still() as tables:
        tables.rows(_BY_INDEX)
        for newest in _newest(tables, asked, max(limit, _RANK)):
            values = {"texts": newest, "words": asked.words, "phrases": asked.phrases}
            ranked = iter(tables.rows(_RANKED, values))
            while len(found) < limit and (some := list(islice(ranked, max(limit, _TOGETHER)))):
                texts = _current(tables, [text for (text,) in some], after or "")
                snippets = _fitting(tables, query, texts)
                cards = cards_of_texts(tables, [text for text in texts if text in snippets])
                found += [Hit(card, " ".join(snippets[text].split())) for text, card in cards]
            if len(found) >= limit:
                break
    return tuple(found[:limit])


def _newest(tables: Transaction, asked: Asked, most: int) -> Iterator[list[int]]:
    """The texts that may fit, the newest first, and more at a time where few of them did."""
    before = 2**62
    while True:
        values = {"words": asked.words, "most": most, "before": before}
        texts = [text for (text,) in tables.rows(_NEWEST, values)]
        yield texts
        if len(texts) < most:
            return
        before, most = texts[-1], most * 4


def _current(tables: Transaction, texts: Sequence[int], after: str) -> list[int]:
    """Those of these texts that a source holds now, of that day or later, in their order."""
    held = {text for (text,) in tables.rows(_CURRENT, {"texts": list(texts), "after": after})}
    return [text for text in texts if text in held]


def cards_of_texts(tables: Transaction, texts: Sequence[int]) -> Iterator[tuple[int, Card]]:
    """The cards of these texts' rows, in their order, without those that no source holds."""
    of: dict[str, int] = dict(
        tables.rows("SELECT sha256, id FROM text WHERE id = ANY(%s)", (list(texts),))
    )
    rows: dict[int, list[tuple[object, ...]]] = {}
    for row in tables.rows(_OF_TEXTS, (list(texts),)):
        rows.setdefault(of[row[9]], []).append(row)
    made = ((text, card_of(rows.get(text, ()))) for text in texts)
    return ((text, card) for text, card in made if card)


def cards_of_snapshots(tables: Transaction, snapshots: Sequence[str]) -> Iterator[Card]:
    """The cards of bytes without a text, by their hashes, in their order."""
    ids = tables.rows("SELECT id FROM snapshot WHERE sha256 = ANY(%s)", (list(snapshots),))
    rows: dict[str, list[tuple[object, ...]]] = {}
    for row in tables.rows(_OF_SNAPSHOTS, ([number for (number,) in ids],)):
        rows.setdefault(row[1], []).append(row)
    made = (card_of(rows.get(digest, ())) for digest in snapshots)
    return (card for card in made if card)


def _fitting(tables: Transaction, query: str, texts: Sequence[int]) -> dict[int, str]:
    """Those of these texts that FTS5 finds, each with its snippet."""
    rows = tables.rows(_TEXTS, (list(texts),))
    fields = ((text, (t, a, zlib.decompress(p).decode())) for text, t, a, p in rows)
    with indexed(fields) as index:
        return dict(index.execute(_SNIPPETS, (query,)))
