"""The library on PostgreSQL as its readers see it, and the way to its writers."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from briefgen.errors import ArchiveError
from briefgen.library import cards, quarantine, recall, search
from briefgen.library.cards import Card, Held
from briefgen.library.postgres import find, queries, rows, upkeep
from briefgen.library.postgres.layout import PART, STEPS
from briefgen.library.postgres.questions import Questions
from briefgen.library.postgres.stores import Store, require, store_at
from briefgen.library.postgres.writer import PostgresWriter
from briefgen.library.quarantine import SetAside
from briefgen.library.recall import Mark
from briefgen.library.search import Hit
from briefgen.library.upkeep import Figures
from briefgen.model import Document, Problem, Sentence, Token
from briefgen.postgres import Postgres

#: Values that are looked up in one query, and cards that are made together.
_TOGETHER = 500
Key = TypeVar("Key")


@cache
def library_at(address: str) -> PostgresLibrary:
    """One for each address, so that its connections are shared by all who ask for it."""
    return PostgresLibrary(address)


class PostgresLibrary:
    """A desk's archive at an address; `bytes_at` says where a new one keeps the sources' bytes."""

    def __init__(self, address: str, bytes_at: str = "") -> None:
        self.server = Postgres(address)
        self.place = self.server.place
        self._bytes_at = bytes_at
        self._is_there = False
        self._kept: Store | None = None

    def __reduce__(self) -> tuple[Callable[[str], PostgresLibrary], tuple[str]]:
        return library_at, (self.server.address,)  # each process opens its own connections

    # --- Sources and what was read in them ------------------------------------------------------

    def content(self, sha256: str) -> bytes | None:
        """The bytes of that hash; None where they are missing or damaged."""
        return self.store.get(sha256) if self._there() else None

    def holds(self, sha256s: Iterable[str]) -> bool:
        """Whether the bytes of all these hashes are archived."""
        return not self.missing(sha256s)

    def missing(self, sha256s: Iterable[str]) -> set[str]:
        """Those whose bytes are not archived; the bytes themselves are not read."""
        wanted = set(sha256s)
        held = self._among("SELECT sha256 FROM snapshot WHERE sha256 = ANY(%s)", wanted)
        return (wanted - held) | self._absent(held)

    def unread(self, sha256s: Iterable[str], version: str) -> set[str]:
        """Those that readers of that version have not read, or whose bytes are not archived."""
        wanted = set(sha256s)
        read = self._among(queries.UNREAD, wanted, version)
        return (wanted - read) | self._absent(read)

    def reading(self, sha256: str, version: str) -> Document | Problem | None:
        """What readers of that version made of these bytes; None where it is not there."""
        row = self._one(queries.READING, sha256, version)
        return recall.read(_unpacked(row[0]) if row[1] else "", *row[1:]) if row else None

    def text(self, text_sha256: str) -> str | None:
        """The cleaned text of that hash, as it is there; None if it is not archived."""
        row = self._one("SELECT packed FROM text WHERE sha256 = %s", text_sha256)
        return _unpacked(row[0]) if row else None

    def sentences(self, text_sha256: str, version: str) -> tuple[Sentence, ...] | None:
        """The sentences of that text by an annotator of that version; None where not there."""
        row = self._one(queries.SENTENCES, text_sha256, version)
        return recall.sentences((_unpacked(row[0]), row[1]) if row else None)

    # --- The catalogue --------------------------------------------------------------------------

    def validators(self, location: str) -> Held | None:
        """What the newest accession of a location is; None where there is none with its bytes."""
        row = self._one(queries.HELD, rows.place(location))
        return Held(*row) if row and not self._absent([row[0]]) else None

    def contents(self, locations: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The hashes of what the catalogue lists at these locations, the newest last."""
        return cards.contents(self._rows(queries.CONTENTS, {rows.place(one) for one in locations}))

    def marked(self, locations: Iterable[str], version: str) -> dict[str, Mark]:
        """The files at these locations that readers of that version know, by location."""
        places = {rows.place(location) for location in locations}
        marks = [Mark(*row) for row in self._rows(queries.MARKED, places, version)]
        lost = self._absent(mark.sha256 for mark in marks)
        return {mark.location: mark for mark in marks if mark.sha256 not in lost}

    def split(self, location: str, sha256: str, version: str) -> bytes | None:
        """What a collection at a place was taken apart into (JSON); None where it is not there."""
        row = self._one(queries.SPLIT, rows.place(location), sha256, version)
        try:
            return zlib.decompress(row[0]) if row else None
        except zlib.error:
            return None

    def phrases(self, texts: Iterable[str], version: str) -> dict[str, tuple[Token, ...]]:
        """The tokens of those short texts that an annotator of that version parsed before."""
        query = "SELECT text, tokens FROM phrase WHERE version = %s AND sha256 = ANY(%s)"
        found = self._rows(query, recall.hashes(texts), version)
        return recall.phrases((text.decode(), tokens) for text, tokens in found)

    def computed(self, texts: Iterable[str], version: str) -> dict[str, bytes]:
        """What a model or code of that version computed of those texts before, as bytes."""
        query = "SELECT sha256, vector FROM embedding WHERE version = %s AND sha256 = ANY(%s)"
        wanted = recall.hashes(texts)
        return recall.computed(self._rows(query, wanted, version), wanted)

    def quarantined(self, sha256s: Iterable[str], version: str) -> dict[str, str]:
        """Why texts are set aside that an annotator of that version could not be given."""
        query = "SELECT sha256, why FROM quarantine WHERE version = %s AND sha256 = ANY(%s)"
        return dict(self._rows(query, set(sha256s), version))

    def quarantine(self) -> tuple[SetAside, ...]:
        """All texts that are set aside, the oldest first."""
        if not self._there():
            return ()
        return tuple(SetAside(*row) for row in self.server.rows(quarantine.ALL))

    def search(
        self, query: str, *, after: str | None = None, limit: int = 20
    ) -> tuple[Hit, ...] | Problem:
        """The texts that fit a query best; a `Problem` where it is none (see `understood`)."""
        asked = search.understood(query)
        if isinstance(asked, Problem):
            return asked
        return find.hits(self.server, asked, after, limit) if self._there() else ()

    def catalogue(self) -> Iterator[Card]:
        """Every card, in the order in which the texts came; those without text come last."""
        if not self._there():
            return
        with self.server.still() as tables:
            texts = (text for (text,) in tables.stream("SELECT id FROM text ORDER BY id"))
            for some in _together(texts):
                yield from (card for _, card in find.cards_of_texts(tables, some))
            textless = (digest for (digest,) in tables.stream(queries.TEXTLESS))
            for unread in _together(textless):
                yield from find.cards_of_snapshots(tables, unread)

    def cards(self, wanted: str) -> tuple[Card, ...]:
        """The card of a location, or up to twenty of an id's beginning, else of that of a hash."""
        if not self._there() or "\0" in wanted:
            return ()
        return cards.cards_of(Questions(self.server), wanted)

    # --- What was found for briefs --------------------------------------------------------------

    def kept_evidence(self, slug: str, name: str) -> bytes | None:
        """What was found for a brief and kept under that name; None where it is not there."""
        row = self._one("SELECT content FROM evidence WHERE slug = %s AND name = %s", slug, name)
        return bytes(row[0]) if row else None

    def keep_evidence(self, slug: str, name: str, content: bytes, most: int) -> None:
        """Keep what was found for a brief, and of what was kept before the newest `most`."""
        with suppress(ArchiveError):
            self.prepare()
            with self.server.transaction() as tables:
                tables.run(queries.KEEP_EVIDENCE, (slug, name, content))
                tables.run(queries.DROP_EVIDENCE, {"slug": slug, "most": most})

    # --- Upkeep ---------------------------------------------------------------------------------

    def figures(self) -> Figures | None:
        """The library in numbers; None where there is none yet."""
        return upkeep.figures(self.server) if self._there() else None

    def check(self) -> tuple[Problem, ...]:
        """Everything that is wrong with it; reads all of it."""
        return tuple(upkeep.faults(self.server, self.store)) if self._there() else ()

    # --- Writing --------------------------------------------------------------------------------

    @contextmanager
    def writing(self, wait: float = 0.0) -> Iterator[PostgresWriter]:  # noqa: ARG002
        """A writer, one of many; what it wrote is committed at the end.

        Where the block raises, what was not committed is not there.
        """
        self.prepare()
        writer = PostgresWriter(self.server, self.store)
        yield writer
        writer.commit()

    def prepare(self) -> None:
        """Make the tables where there are none, or bring those of an earlier version up to date."""
        if self._is_there:
            return
        if self._bytes_at and not self.server.layout(PART, len(STEPS)):
            require(self._bytes_at)  # before it is written down, which is for good
        self.server.migrate(PART, STEPS)
        keep = "INSERT INTO setting VALUES ('bytes', %s) ON CONFLICT (name) DO NOTHING"
        self.server.rows(keep, (self._bytes_at,))
        self._is_there = True
        if self._bytes_at and self.bytes_at != self._bytes_at:
            what = f"it keeps its sources' bytes in {self.bytes_at or 'the database'} already"
            raise ArchiveError(f"{self.place}: {what}; leave --bytes out")

    @property
    def bytes_at(self) -> str:
        """The URL of the store of the sources' bytes; empty: they are in the database."""
        row = self._one("SELECT value FROM setting WHERE name = 'bytes'")
        return str(row[0]) if row else ""

    @property
    def store(self) -> Store:
        """Where the sources' bytes are."""
        if self._kept is None:
            self._kept = store_at(self.bytes_at, self.server)
        return self._kept

    def _there(self) -> bool:
        """Whether there is a library yet; one of an earlier layout is brought up to date."""
        if not self._is_there and self.server.layout(PART, len(STEPS)):
            self.prepare()
        return self._is_there

    # --- Queries --------------------------------------------------------------------------------

    def _absent(self, held: Iterable[str]) -> set[str]:
        wanted = list(held)
        return self.store.absent(wanted) if wanted else set()

    def _one(self, query: str, *values: Any) -> tuple[Any, ...] | None:
        return self.server.one(query, values) if self._there() else None

    def _among(self, query: str, wanted: Collection[str], *values: str) -> set[str]:
        """The first column of the rows for the wanted values."""
        return {row[0] for row in self._rows(query, wanted, *values)}

    def _rows(self, query: str, wanted: Collection[str], *values: str) -> list[tuple[Any, ...]]:
        """The rows for the wanted values, which come last in the query."""
        if not self._there():
            return []
        some = _together(iter(wanted))
        return [row for part in some for row in self.server.rows(query, (*values, part))]


def _together(values: Iterator[Key]) -> Iterator[Sequence[Key]]:
    while some := list(islice(values, _TOGETHER)):
        yield some


def _unpacked(packed: bytes) -> str:
    """A text; what is damaged is no text that has its hash."""
    try:
        return zlib.decompress(packed).decode()
    except (zlib.error, UnicodeDecodeError):
        return ""
