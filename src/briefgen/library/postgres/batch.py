"""What a writer gathered, and the one transaction that writes it.

Rows go in sorted by their keys, so that two writers of the same sources wait for each other and
not in a circle; their ids are drawn before, in the order in which they were given.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from briefgen.library import terms
from briefgen.library.postgres import rows
from briefgen.library.postgres.words import words_of
from briefgen.model import Accession, Problem, exchange
from briefgen.model.exchange import Reading
from briefgen.postgres import Postgres, Transaction


@dataclass(frozen=True, slots=True)
class Entered:
    """An accession to be catalogued; `asked`: etag, last_modified and address of its fetch."""

    accession: Accession
    added: str
    asked: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """What readers of a version made of a snapshot."""

    sha256: str
    version: str
    found: Reading | Problem


@dataclass(slots=True)
class Batch:
    """What is to be written, each by its key, in the order in which it was given last."""

    snapshots: dict[str, int] = field(default_factory=dict)
    entered: dict[tuple[str, str], Entered | None] = field(default_factory=dict)
    readings: dict[tuple[str, str], Kept] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    annotations: dict[tuple[str, str], bytes] = field(default_factory=dict)
    files: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    splits: dict[str, tuple[str, str, bytes]] = field(default_factory=dict)
    phrases: dict[tuple[str, str], bytes] = field(default_factory=dict)
    embeddings: dict[tuple[str, str], bytes] = field(default_factory=dict)
    set_aside: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    released: set[str] = field(default_factory=set)

    def is_empty(self) -> bool:
        """Whether nothing was given."""
        return not any(getattr(self, name) for name in self.__slots__)

    def enter(self, accession: Accession, entered: Entered | None) -> None:
        """Catalogue a source, or renew what is catalogued, as the newest of its location."""
        key = (accession.location, accession.sha256)
        before = self.entered.pop(key, None)
        if before and entered:  # the first time it was added holds
            entered = Entered(entered.accession, before.added, entered.asked)
        self.entered[key] = entered or before

    def keep(self, kept: Kept) -> None:
        """Keep a reading, the newest of its snapshot."""
        self.readings.pop((kept.sha256, kept.version), None)
        self.readings[kept.sha256, kept.version] = kept
        if isinstance(kept.found, Reading):
            self.texts.setdefault(kept.found.text_sha256, kept.found.text)


def write(batch: Batch, server: Postgres) -> None:
    """Write all of it, or nothing; again where it met another writer's."""
    server.written(lambda tables: _Writing(batch, tables).all())


class _Writing:
    def __init__(self, batch: Batch, tables: Transaction) -> None:
        self._batch, self._tables = batch, tables

    def all(self) -> None:
        snapshots = self._snapshots()
        texts = self._texts()
        self._accessions(snapshots)
        self._readings(snapshots, texts)
        self._names(snapshots, texts)
        self._sentences(texts)
        self._recall(snapshots)
        self._quarantine()

    def _snapshots(self) -> dict[str, int]:
        """The rows of all snapshots that are spoken of."""
        batch = self._batch
        ids = rows.drawn(self._tables, "snapshot", batch.snapshots)
        new = sorted((digest, ids[digest], size) for digest, size in batch.snapshots.items())
        rows.insert(self._tables, rows.SNAPSHOT, new)
        named = {digest for _, digest in batch.entered} | {digest for digest, _ in batch.readings}
        named |= {digest for digest, *_ in (*batch.files.values(), *batch.splits.values())}
        found = self._tables.rows(
            "SELECT sha256, id FROM snapshot WHERE sha256 = ANY(%s)", (sorted(named),)
        )
        return dict(found)

    def _texts(self) -> dict[str, int]:
        """The rows of all texts that are spoken of; what was damaged is made good."""
        texts = self._batch.texts
        ids = rows.drawn(self._tables, "text", texts)
        new = sorted((d, ids[d], zlib.compress(t.encode(), 1)) for d, t in texts.items())
        rows.insert(self._tables, rows.TEXT, new)
        named = {*texts, *(digest for digest, _ in self._batch.annotations)}
        found = self._tables.rows(
            "SELECT sha256, id FROM text WHERE sha256 = ANY(%s)", (sorted(named),)
        )
        return dict(found)

    def _accessions(self, snapshots: dict[str, int]) -> None:
        entered = self._batch.entered
        ids = rows.drawn(self._tables, "accession", entered)
        made, renewed = [], []
        for (location, digest), given in entered.items():
            key = (rows.place(location), snapshots[digest], ids[location, digest])
            if given is None:
                renewed.append(key)
            else:
                made.append((*key, *_catalogued(given)))
        rows.insert(self._tables, rows.ACCESSION, sorted(made))
        rows.insert(self._tables, rows.RENEW, sorted(renewed))

    def _readings(self, snapshots: dict[str, int], texts: dict[str, int]) -> None:
        ids = rows.drawn(self._tables, "reading", self._batch.readings)
        made = []
        for key, kept in self._batch.readings.items():
            said: tuple[Any, ...]
            if isinstance(kept.found, Problem):
                said = (None, "", "", 0, exchange.problem_dumps(kept.found))
            else:
                one = kept.found
                said = (texts[one.text_sha256], one.issued, one.language, one.words, one.rest)
            made.append((snapshots[kept.sha256], kept.version, ids[key], *said))
        rows.insert(self._tables, rows.READING, sorted(made, key=lambda row: row[:2]))

    def _names(self, snapshots: dict[str, int], texts: dict[str, int]) -> None:
        """Have texts found by all that they are called; each it was ever found by stays."""
        said: dict[int, list[tuple[str, str]]] = {}
        of: dict[int, list[int]] = {}
        for kept in self._batch.readings.values():
            if isinstance(kept.found, Reading):
                text = texts[kept.found.text_sha256]
                said.setdefault(text, []).append((kept.found.title, kept.found.authors))
                of.setdefault(snapshots[kept.sha256], []).append(text)
        entered = [snapshots[d] for (_, d), given in self._batch.entered.items() if given]
        for snapshot, text in self._tables.rows(rows.CURRENT_TEXTS, (entered,)):
            of.setdefault(snapshot, []).append(text)
        for snapshot, title, author in self._tables.rows(rows.SAID, (sorted(of),)):
            for text in of[snapshot]:
                said.setdefault(text, []).append((title, author))
        touched = {*said, *(text for some in of.values() for text in some)}
        self._index(rows.plainly(said), sorted(touched))

    def _index(self, said: dict[int, list[tuple[str, str]]], touched: Sequence[int]) -> None:
        named, fields = [], []
        for text, old_title, old_author, packed, indexed in self._tables.rows(
            rows.NAMES, (touched,)
        ):
            titles, authors = zip(*said.get(text, [("", "")]), strict=True)
            title = terms.lines(old_title, *titles)
            author = terms.lines(old_author, *authors)
            if not indexed or (title, author) != (old_title, old_author):
                named.append((text, title, author))
                fields.append((title, author, zlib.decompress(packed).decode()))
        rows.insert(self._tables, rows.NAME, named)
        words = [(w.vector, w.long) for w in words_of(fields)]
        found = [(text, *of) for (text, *_), of in zip(named, words, strict=True)]
        rows.insert(self._tables, rows.SEARCH, found)

    def _sentences(self, texts: dict[str, int]) -> None:
        kept = self._batch.annotations.items()
        made = sorted((texts[digest], version, packed) for (digest, version), packed in kept)
        rows.insert(self._tables, rows.ANNOTATION, made)

    def _recall(self, snapshots: dict[str, int]) -> None:
        batch = self._batch
        for query, places in ((rows.FILE, batch.files), (rows.SPLIT, batch.splits)):
            made = [
                (rows.place(location), location, snapshots[digest], *said)
                for location, (digest, *said) in places.items()
                if digest in snapshots
            ]
            rows.insert(self._tables, query, sorted(made))
        phrases = sorted(
            (sha256(text.encode()).hexdigest(), version, text.encode(), tokens)
            for (text, version), tokens in batch.phrases.items()
        )
        rows.insert(self._tables, rows.PHRASE, phrases)
        vectors = sorted((*key, vector) for key, vector in batch.embeddings.items())
        rows.insert(self._tables, rows.EMBEDDING, vectors)

    def _quarantine(self) -> None:
        if self._batch.released:
            released = sorted(self._batch.released)
            self._tables.run("DELETE FROM quarantine WHERE sha256 = ANY(%s)", (released,))
        made = sorted((*key, *why) for key, why in self._batch.set_aside.items())
        rows.insert(self._tables, rows.QUARANTINE, made)


def _catalogued(given: Entered) -> tuple[Any, ...]:
    """The rest of an accession's row, in the order of `rows.ACCESSION`."""
    accession = given.accession
    said = tuple(filter(None, (accession.stated, accession.told)))
    csl = (terms.dump(accession.stated), terms.dump(accession.told), accession.told_by)
    found = (terms.title(*said), terms.author(*said), terms.issued(*said))
    times = (accession.retrieved, given.added)
    return (accession.location, *times, *given.asked, *csl, *(rows.clean(one) for one in found))
