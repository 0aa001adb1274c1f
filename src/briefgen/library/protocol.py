"""What a library does for its readers and its writer, wherever it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from briefgen.library.cards import Card, Held
from briefgen.library.quarantine import SetAside
from briefgen.library.recall import Mark
from briefgen.library.search import Hit
from briefgen.library.upkeep import Figures
from briefgen.model import Accession, Document, Problem, Sentence, Snapshot, Token


class Validators(Protocol):
    """What a server said of an answer, by which to ask it whether that has changed."""

    @property
    def etag(self) -> str: ...  # noqa: D102
    @property
    def last_modified(self) -> str: ...  # noqa: D102
    @property
    def address(self) -> str: ...  # noqa: D102


class Sources(Protocol):
    """What is asked of a library by whoever looks for sources."""

    def content(self, sha256: str) -> bytes | None:
        """The bytes of that hash; None where they are missing or damaged."""

    def validators(self, location: str) -> Held | None:
        """What the newest accession of a location is; None where there is none with its bytes."""

    def marked(self, locations: Iterable[str], version: str) -> dict[str, Mark]:
        """The files at these locations that readers of that version know, by location.

        Their bytes are archived, catalogued as the newest of their place, and were read.
        """

    def split(self, location: str, sha256: str, version: str) -> bytes | None:
        """What a collection at a place was taken apart into (JSON); None where it is not there."""

    def search(
        self, query: str, *, after: str | None = None, limit: int = 20
    ) -> tuple[Hit, ...] | Problem:
        """The texts that fit a query best; a `Problem` where it is none (see `understood`).

        `after` is an ISO date: then only what was issued on that day or later, as far as it is
        known. Each text is found once, however many sources hold it.
        """


class Library(Sources, Protocol):
    """A desk's archive, made when it is first written to.

    Where there is none yet, nothing is in it; where it is damaged or out of reach, every method
    raises `ArchiveError`. What was written is seen once it is committed. It may be pickled, and
    used by many threads.
    """

    @property
    def place(self) -> str:
        """Where it is, fit to be shown."""

    def holds(self, sha256s: Iterable[str]) -> bool:
        """Whether the bytes of all these hashes are archived."""

    def missing(self, sha256s: Iterable[str]) -> set[str]:
        """Those whose bytes are not archived; the bytes themselves are not read."""

    def unread(self, sha256s: Iterable[str], version: str) -> set[str]:
        """Those that readers of that version have not read, or whose bytes are not archived."""

    def reading(self, sha256: str, version: str) -> Document | Problem | None:
        """What readers of that version made of these bytes; None where it is not there.

        Its place is the one at which the bytes were read, which others may hold as well.
        """

    def text(self, text_sha256: str) -> str | None:
        """The cleaned text of that hash, as it is there; None if it is not archived."""

    def sentences(self, text_sha256: str, version: str) -> tuple[Sentence, ...] | None:
        """The sentences of that text by an annotator of that version; None where not there."""

    def contents(self, locations: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The hashes of what the catalogue lists at these locations, the newest last."""

    def phrases(self, texts: Iterable[str], version: str) -> dict[str, tuple[Token, ...]]:
        """The tokens of those short texts that an annotator of that version parsed before."""

    def computed(self, texts: Iterable[str], version: str) -> dict[str, bytes]:
        """What a model or code of that version computed of those texts before, as bytes."""

    def catalogue(self) -> Iterator[Card]:
        """Every card, in the order in which the texts came; those without text come last."""

    def cards(self, wanted: str) -> tuple[Card, ...]:
        """The card of a location, or up to twenty of an id's beginning, else of that of a hash."""

    def quarantined(self, sha256s: Iterable[str], version: str) -> dict[str, str]:
        """Which of these texts an annotator of that version does not try again, and why."""

    def quarantine(self) -> tuple[SetAside, ...]:
        """All texts that are set aside, the oldest first."""

    def figures(self) -> Figures | None:
        """The library in numbers; None where there is none yet."""

    def check(self) -> tuple[Problem, ...]:
        """Everything that is wrong with it; reads all of it, and waits for a writer to be done."""

    def kept_evidence(self, slug: str, name: str) -> bytes | None:
        """What was found for a brief and kept under that name; None where it is not there."""

    def keep_evidence(self, slug: str, name: str, content: bytes, most: int) -> None:
        """Keep what was found for a brief, and of what was kept before the newest `most` in all.

        It only saves time: where it can't be kept, nothing is raised.
        """

    def writing(self, wait: float = 30.0) -> AbstractContextManager[Writer]:
        """A writer, after at most `wait` seconds; what it wrote is committed at the end.

        Where the block raises, what was not committed is undone. Raises `ArchiveError` where
        nobody else may write meanwhile, and one does, naming it.
        """


class Writer(Protocol):
    """What goes into a library, in batches that are durable as a whole or not there at all."""

    def add(self, snapshot: Snapshot) -> bool:
        """Keep a source's bytes; False if they were there. What was damaged is made good."""

    def enter(
        self, accession: Accession, *, added: str, validators: Validators | None = None
    ) -> None:
        """Catalogue a source as the newest of its location; its bytes were added before.

        Each location and content is listed once, with when it was first `added` (ISO 8601, UTC).
        """

    def keep(
        self, sha256: str, version: str, result: Document | Problem | str | bytes
    ) -> Problem | None:
        """Keep what readers of that version made of a snapshot; the problem, if it is one.

        `result` may be as it came from a reader's process; an answer that is broken is a problem.
        """

    def keep_sentences(self, text_sha256: str, version: str, sentences: Sequence[Sentence]) -> None:
        """Keep the annotation of an archived text by an annotator of that version."""

    def renew(self, accession: Accession) -> None:
        """Make a source the newest of its location again, as the catalogue has it."""

    def remember(self, marks: Iterable[Mark], version: str) -> None:
        """Keep by what files are known again that readers of that version know."""

    def keep_split(self, accession: Accession, version: str, answer: bytes) -> None:
        """Keep what readers of that version took a collection apart into (JSON)."""

    def keep_phrases(self, version: str, phrases: Mapping[str, tuple[Token, ...]]) -> None:
        """Keep the tokens of short texts by an annotator of that version."""

    def keep_computed(self, version: str, values: Mapping[str, bytes]) -> None:
        """Keep what a model or code of that version computed of texts, as bytes."""

    def quarantine(self, sha256: str, version: str, why: str, when: str) -> None:
        """Have a text not tried again by an annotator of that version; `when` is ISO 8601, UTC."""

    def release(self, sha256s: Iterable[str]) -> int:
        """Have texts tried again; how many were set aside."""

    def commit(self) -> None:
        """Make all of it durable; only then may it be reported as added."""
