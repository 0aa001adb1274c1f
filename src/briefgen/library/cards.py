"""The catalogue's cards: a text and every source that holds it, or a source that gave no text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Protocol

from briefgen.library import terms
from briefgen.model import Accession, Problem, Reference
from briefgen.model.exchange import problem_loads, reference_loads

#: The rows that make cards, of what fills the gap.
ENTRIES = """
SELECT a.location, s.sha256, a.stated, a.told, a.told_by, a.retrieved, a.added, a.address, s.size,
    t.sha256, r.language, r.words, r.rest
FROM accession AS a JOIN snapshot AS s ON s.id = a.snapshot
    LEFT JOIN reading AS r ON r.snapshot = s.id
        AND r.id = (SELECT max(id) FROM reading WHERE snapshot = s.id)
    LEFT JOIN text AS t ON t.id = r.text
WHERE {} ORDER BY a.id DESC
"""
_OF_TEXT, _OF_SNAPSHOT = ENTRIES.format("r.text = ?"), ENTRIES.format("s.id = ?")
_UNREAD = """
SELECT id FROM snapshot AS s WHERE NOT EXISTS (SELECT 1 FROM reading WHERE text IS NOT NULL
    AND id = (SELECT max(id) FROM reading WHERE snapshot = s.id))
"""
#: Where the card of a snapshot is: by the newest of a location, by its id, and by the bytes' hash.
_PLACE = """
SELECT r.text, s.id FROM snapshot AS s LEFT JOIN reading AS r ON r.snapshot = s.id
    AND r.id = (SELECT max(id) FROM reading WHERE snapshot = s.id)
    LEFT JOIN text AS t ON t.id = r.text
"""
_AT = f"{_PLACE} JOIN accession AS a ON a.snapshot = s.id WHERE a.location = ? ORDER BY a.id DESC"
_OF_ID = f"""{_PLACE}
WHERE (t.sha256 >= :low AND t.sha256 < :high)
    OR (t.id IS NULL AND s.sha256 >= :low AND s.sha256 < :high) ORDER BY s.id
"""
_OF_BYTES = f"{_PLACE} WHERE s.sha256 >= :low AND s.sha256 < :high ORDER BY s.id"
#: What was entered at locations, and in what order.
CONTENTS = """
SELECT a.id, a.location, s.sha256 FROM accession AS a JOIN snapshot AS s ON s.id = a.snapshot
WHERE a.location IN ({})
"""
#: Hexadecimal digits that a card's id has, as a document's.
_DIGITS = 12
#: Cards that are shown for an id's beginning that fits many.
_MANY = 20


@dataclass(frozen=True, slots=True)
class Held:
    """What the newest accession of a location is, and what its server said by which to ask again.

    The last three are empty for what was not fetched.
    """

    sha256: str
    retrieved: str | None
    etag: str
    last_modified: str
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An accession, and when its bytes were first `added` (ISO 8601, UTC; "" if not known).

    `size` counts the bytes; `address` is the one that answered, where it was fetched.
    """

    accession: Accession
    added: str
    size: int
    address: str


@dataclass(frozen=True, slots=True)
class Card:
    """What the catalogue says of a text, or of bytes without one.

    `accessions`: the newest first, but before them those that were asked for by their location or
    by their bytes. `id` is the head of the text's SHA-256, or of the bytes'. `reference` is as it
    was read in the first of them, without what the desk or a feed says. `problem` is why there is
    no text; where neither is there, the bytes have not been read yet.
    """

    id: str
    accessions: tuple[Entry, ...]
    text_sha256: str | None = None
    reference: Reference = field(default_factory=Reference)
    language: str = ""
    words: int = 0
    problem: Problem | None = None

    @property
    def location(self) -> str:
        """Where the first accession is from."""
        return self.accessions[0].accession.location


class Rows(Protocol):
    """The rows of an answer."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]: ...
    def fetchall(self) -> list[tuple[Any, ...]]: ...  # noqa: D102


class Catalogue(Protocol):
    """What is asked for cards: a connection of SQLite's, or what answers like one."""

    def execute(self, query: str, values: Any = (), /) -> Rows: ...  # noqa: D102


def contents(rows: Iterable[tuple[int, str, str]]) -> dict[str, tuple[str, ...]]:
    """The hashes of each location, the newest last, of the rows of `CONTENTS`."""
    found: dict[str, tuple[str, ...]] = {}
    for _, location, sha256 in sorted(rows):
        found[location] = (*found.get(location, ()), sha256)
    return found


def card_of_text(database: Catalogue, text: int) -> Card | None:
    """The card of a text's row; None where no source holds it any more."""
    return card_of(database.execute(_OF_TEXT, (text,)))


def all_cards(database: Catalogue) -> Iterator[Card]:
    """Every card: the texts in the order in which they came, then the sources without."""
    texts = database.execute("SELECT id FROM text ORDER BY id")
    unread = database.execute(_UNREAD)
    found = chain(
        (database.execute(_OF_TEXT, row) for row in texts),
        (database.execute(_OF_SNAPSHOT, row) for row in unread),
    )
    yield from filter(None, map(card_of, found))


def cards_of(database: Catalogue, wanted: str) -> tuple[Card, ...]:
    """The card of a location, or those of the beginning of an id, else of a snapshot's SHA-256."""
    places = database.execute(f"{_AT} LIMIT 1", (wanted,)).fetchall()
    if places:
        return _cards_at(database, places, lambda row: row[0] == wanted)
    if not wanted.isalnum():
        return ()
    low = wanted.lower()
    bounds = {"low": low, "high": f"{low}g", "many": _MANY}  # the digits end with f
    if places := database.execute(f"{_OF_ID} LIMIT :many", bounds).fetchall():
        return _cards_at(database, places, lambda _: True)
    places = database.execute(f"{_OF_BYTES} LIMIT :many", bounds).fetchall()
    return _cards_at(database, places, lambda row: row[1].startswith(low))


def _cards_at(
    database: Catalogue,
    places: Iterable[tuple[int | None, int]],
    asked: Callable[[tuple[Any, ...]], bool],
) -> tuple[Card, ...]:
    """The cards at these places, each once, with the accessions that were asked for first."""
    keys = dict.fromkeys((text, None if text else snapshot) for text, snapshot in places)
    found = []
    for text, snapshot in keys:
        rows = database.execute(_OF_TEXT if text else _OF_SNAPSHOT, (text or snapshot,))
        found.append(card_of(sorted(rows, key=lambda row: not asked(row))))
    return tuple(card for card in found if card)


def card_of(rows: Iterable[tuple[Any, ...]]) -> Card | None:
    """The card of the rows of its accessions, in their order."""
    entries: list[Entry] = []
    first: tuple[str | None, str | None, int | None, str | None] | None = None
    for location, sha256, stated, told, told_by, retrieved, added, address, size, *read in rows:
        said = terms.load(stated), terms.load(told), told_by
        accession = Accession(location, sha256, *said, retrieved)
        entries.append(Entry(accession, added, size, address))
        first = first or (read[0], read[1], read[2], read[3])
    if first is None:
        return None
    text, language, words, rest = first
    held, snapshot = tuple(entries), entries[0].accession.sha256[:_DIGITS]
    try:
        if text is None or rest is None:
            return Card(snapshot, held, problem=problem_loads(rest) if rest else None)
        return Card(text[:_DIGITS], held, text, reference_loads(rest), language or "", words or 0)
    except ValueError as error:
        altered = Problem(held[0].accession.location, f"was altered ({error})", "add it again")
        return Card((text or snapshot)[:_DIGITS], held, text, problem=altered)
