"""The library as its readers see it, and the way to its writer."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from briefgen.errors import ArchiveError
from briefgen.library import cards, evidence, quarantine, recall, search, upkeep
from briefgen.library.cards import Card, Held
from briefgen.library.connections import Readers, open_writer
from briefgen.library.faults import told, unusable
from briefgen.library.lock import locked
from briefgen.library.quarantine import SetAside
from briefgen.library.raw import RawFiles
from briefgen.library.recall import Mark
from briefgen.library.search import Hit
from briefgen.library.upgrade import prepare
from briefgen.library.upkeep import Figures
from briefgen.library.writer import SqliteWriter
from briefgen.model import Document, Problem, Sentence, Token

#: Values that are looked up in one query.
_TOGETHER = 500
#: Seconds to wait for another writer.
_PATIENCE = 30.0


class SqliteLibrary:
    """A desk's archive in `folder`, made when it is first written to.

    Where there is none yet, nothing is in it; where it is damaged, every method raises
    `ArchiveError`. What was written is seen once it is committed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "library.sqlite3"
        self.raw = RawFiles(folder / "raw")
        self._readers = Readers(self.file, self._update)

    def __reduce__(self) -> tuple[type[SqliteLibrary], tuple[Path]]:
        return SqliteLibrary, (self.folder,)  # each process opens its own connections

    @property
    def place(self) -> str:
        """Where it is, fit to be shown."""
        return str(self.folder)

    # --- Sources and what was read in them ------------------------------------------------------

    @told
    def content(self, sha256: str) -> bytes | None:
        """The bytes of that hash; None where they are missing or damaged."""
        if not self.raw.has(sha256):
            self._readers.connection()  # an earlier layout, which had no raw files, is brought up
        return self.raw.get(sha256)

    def holds(self, sha256s: Iterable[str]) -> bool:
        """Whether the bytes of all these hashes are archived."""
        return not self.missing(sha256s)

    @told
    def missing(self, sha256s: Iterable[str]) -> set[str]:
        """Those whose bytes are not archived; the bytes themselves are not read."""
        wanted = set(sha256s)
        held = self._among("SELECT sha256 FROM snapshot WHERE sha256 IN ({})", wanted)
        return (wanted - held) | self.raw.absent(held)

    @told
    def unread(self, sha256s: Iterable[str], version: str) -> set[str]:
        """Those that readers of that version have not read, or whose bytes are not archived."""
        wanted = set(sha256s)
        query = (
            "SELECT sha256 FROM reading JOIN snapshot ON snapshot.id = reading.snapshot"
            " WHERE version = ? AND sha256 IN ({})"
        )
        read = self._among(query, wanted, version)
        return (wanted - read) | self.raw.absent(read)

    @told
    def reading(self, sha256: str, version: str) -> Document | Problem | None:
        """What readers of that version made of these bytes; None where it is not there."""
        row = self._one(recall.READING, sha256, version)
        return recall.read(*row) if row else None

    @told
    def text(self, text_sha256: str) -> str | None:
        """The cleaned text of that hash, as it is there; None if it is not archived."""
        row = self._one("SELECT text FROM text WHERE sha256 = ?", text_sha256)
        return str(row[0]) if row else None

    @told
    def sentences(self, text_sha256: str, version: str) -> tuple[Sentence, ...] | None:
        """The sentences of that text by an annotator of that version; None where not there."""
        return recall.sentences(self._one(recall.SENTENCES, text_sha256, version))

    @told
    def quarantined(self, sha256s: Iterable[str], version: str) -> dict[str, str]:
        """Those of these texts that an annotator of that version is not to try, and why."""
        return dict(self._rows(quarantine.REASONS, set(sha256s), version))

    @told
    def quarantine(self) -> tuple[SetAside, ...]:
        """The texts that are set aside, the oldest first."""
        database = self._readers.connection()
        return quarantine.entries(database) if database else ()

    # --- The catalogue --------------------------------------------------------------------------

    @told
    def validators(self, location: str) -> Held | None:
        """What the newest accession of a location is; None where there is none with its bytes."""
        row = self._one(
            "SELECT sha256, retrieved, etag, last_modified, address FROM accession"
            " JOIN snapshot ON snapshot.id = accession.snapshot"
            " WHERE location = ? ORDER BY accession.id DESC LIMIT 1",
            location,
        )
        return Held(*row) if row and not self.raw.absent([row[0]]) else None

    @told
    def contents(self, locations: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The hashes of what the catalogue lists at these locations, the newest last."""
        return cards.contents(self._rows(cards.CONTENTS, set(locations)))

    @told
    def marked(self, locations: Iterable[str], version: str) -> dict[str, Mark]:
        """The files at these locations that readers of that version know, by location."""
        marks = [Mark(*row) for row in self._rows(recall.FILES, set(locations), version)]
        lost = self.raw.absent(mark.sha256 for mark in marks)
        return {mark.location: mark for mark in marks if mark.sha256 not in lost}

    @told
    def split(self, location: str, sha256: str, version: str) -> bytes | None:
        """What a collection at a place was taken apart into (JSON); None where it is not there."""
        database = self._readers.connection()
        return recall.split_of(database, location, sha256, version) if database else None

    @told
    def phrases(self, texts: Iterable[str], version: str) -> dict[str, tuple[Token, ...]]:
        """The tokens of those short texts that an annotator of that version parsed before."""
        return recall.phrases(self._rows(recall.PHRASES, set(texts), version))

    @told
    def computed(self, texts: Iterable[str], version: str) -> dict[str, bytes]:
        """What a model or code of that version computed of those texts before, as bytes."""
        wanted = recall.hashes(texts)
        return recall.computed(self._rows(recall.EMBEDDINGS, wanted, version), wanted)

    def kept_evidence(self, slug: str, name: str) -> bytes | None:
        """What was found for a brief and kept under that name; None where it is not there."""
        return evidence.kept(self.folder, slug, name)

    def keep_evidence(self, slug: str, name: str, content: bytes, most: int) -> None:
        """Keep what was found for a brief, and of what was kept before the newest `most`."""
        evidence.keep(self.folder, slug, name, content, most)

    @told
    def search(
        self, query: str, *, after: str | None = None, limit: int = 20
    ) -> tuple[Hit, ...] | Problem:
        """The texts that fit a query best; a `Problem` where it is none (see `understood`)."""
        asked = search.understood(query)
        if isinstance(asked, Problem):
            return asked
        database = self._readers.connection()
        return search.hits(database, asked, after, limit) if database else ()

    def catalogue(self) -> Iterator[Card]:
        """Every card, in the order in which the texts came; those without text come last."""
        try:
            database = self._readers.connection()
            if database:
                yield from cards.all_cards(database)
        except (sqlite3.Error, OSError) as error:
            raise unusable(self.file, error) from error

    @told
    def cards(self, wanted: str) -> tuple[Card, ...]:
        """The card of a location, or up to twenty of an id's beginning, else of that of a hash."""
        database = self._readers.connection()
        return cards.cards_of(database, wanted) if database else ()

    # --- Upkeep ---------------------------------------------------------------------------------

    @told
    def figures(self) -> Figures | None:
        """The library in numbers; None where there is none yet."""
        database = self._readers.connection()
        return upkeep.figures(database, self.file) if database else None

    def check(self) -> tuple[Problem, ...]:
        """Everything that is wrong with it; reads all of it, and waits for a writer to be done."""
        found: list[Problem] = []
        for look in (self._faults, self._index_faults):
            try:
                found.extend(look())
            except ArchiveError as error:
                what, _, remedy = str(error).removeprefix(f"{self.file}: ").partition("; ")
                found.append(Problem(str(self.file), what, remedy))
        return tuple(dict.fromkeys(found))

    @told
    def _faults(self) -> list[Problem]:
        database = self._readers.connection()
        return list(upkeep.faults(database, self.file, self.raw)) if database else []

    @told
    def _index_faults(self) -> list[Problem]:
        if self._readers.connection() is None:
            return []
        with self._lock(_PATIENCE), self._open() as database:
            return list(upkeep.index_faults(database, self.file))

    @told
    def copy_to(self, folder: Path) -> None:
        """Copy it to a folder that is not there yet, while others may read and write."""
        database = self._readers.connection()
        if database is None:
            raise FileNotFoundError("there is none yet")
        if folder.exists():
            raise ArchiveError(f"{folder}: is there already; name a new folder for the copy")
        upkeep.copy(database, self.raw, folder, self.file.name)

    # --- Writing --------------------------------------------------------------------------------

    @contextmanager
    def writing(self, wait: float = _PATIENCE) -> Iterator[SqliteWriter]:
        """The one writer, after at most `wait` seconds; what it wrote is committed at the end.

        Where the block raises, what was not committed is undone. Raises `ArchiveError` naming
        the process that writes already.
        """
        with self._lock(wait), self._open() as database:
            writer = SqliteWriter(self.file, database, self.raw)
            try:
                prepare(database, writer)
                yield writer
                writer.commit()
            except BaseException:
                writer.give_up()
                raise

    @contextmanager
    def _lock(self, wait: float) -> Iterator[None]:
        with ExitStack() as held:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                held.enter_context(locked(self.folder / ".lock", wait))
            except OSError as error:
                raise unusable(self.file, error) from error
            yield

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            database = open_writer(self.file)
        except (sqlite3.Error, OSError) as error:
            raise unusable(self.file, error) from error
        with closing(database):
            yield database

    def _update(self) -> None:
        with self.writing():
            pass

    # --- Queries --------------------------------------------------------------------------------

    def _one(self, query: str, *values: str) -> tuple[Any, ...] | None:
        database = self._readers.connection()
        if database is None:
            return None
        row: tuple[Any, ...] | None = database.execute(query, values).fetchone()
        return row

    def _among(self, query: str, wanted: Collection[str], *values: str) -> set[str]:
        """The first column of the rows for the wanted values."""
        return {row[0] for row in self._rows(query, wanted, *values)}

    def _rows(self, query: str, wanted: Collection[str], *values: str) -> set[tuple[Any, ...]]:
        """The rows for the wanted values, which stand for {} in the query."""
        database = self._readers.connection()
        rows: set[tuple[Any, ...]] = set()
        rest = iter(wanted)
        while database and (some := tuple(islice(rest, _TOGETHER))):
            marks = ",".join("?" * len(some))
            rows.update(database.execute(query.format(marks), (*values, *some)))
        return rows
