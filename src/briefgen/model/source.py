"""What a source is: its bytes, its reference, its cleaned text."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from briefgen.model.date import Date
from briefgen.model.desk import Problem


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A source's bytes as they were found, and where: a path in the desk, or an address."""

    location: str
    content: bytes
    sha256: str

    @classmethod
    def of(cls, location: str, content: bytes) -> Snapshot:
        """The snapshot of these bytes."""
        return cls(location, content, hashlib.sha256(content).hexdigest())


@dataclass(frozen=True, slots=True)
class Accession:
    """A source that was taken into the archive: where it is from, and which bytes it was.

    `stated` is what the desk says of it and `told` what the feed or bibliography `told_by` says
    that named it, both CSL-JSON. `retrieved` is when it was fetched (ISO 8601, UTC), and None for
    a desk's own file: that was given.
    """

    location: str
    sha256: str
    stated: Mapping[str, Any] = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)
    told_by: Literal["", "feed", "bibliography"] = ""
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """An item of a collection, such as a feed's entry or a bibliography's record.

    `content` is None where the collection only says that the item is at `location`: an address,
    or a path beside the collection. `teaser`: the content is less than what is at `location`.
    `changed` is the last change that the collection states, which is no date of issue.
    """

    location: str
    content: bytes | None
    reference: Mapping[str, Any]
    issued: Date | None = None
    teaser: bool = False
    changed: Date | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """What a collection holds, in its order, and what is wrong with it or with items of it."""

    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A CSL name: a person's `family` and `given`, or an organisation's `literal`."""

    family: str = ""
    given: str = ""
    literal: str = ""

    def __str__(self) -> str:
        return self.literal or f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Reference:
    """What a source is, in CSL's words. An empty field is not known, and never guessed.

    `role` is what the source itself says its author is ("a lecturer at …"), `origin` names for
    each field where it was read ("byline", "title line", "spec" …).
    """

    title: str = ""
    author: tuple[Name, ...] = ()
    publisher: str = ""
    container_title: str = ""
    issued: Date | None = None
    url: str = ""
    type: str = "webpage"
    role: str = ""
    origin: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


BlockKind = Literal["paragraph", "heading", "note"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document's text. Only paragraphs are quoted; `number` counts them from 1.

    `page` is the page on which it begins, counted from 1, and None where there are no pages.
    """

    start: int
    end: int
    kind: BlockKind
    number: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of a source that is not its text (menu, caption, form …), and why.

    It stood before the block that begins at or after `at`, an offset in the document's text.
    """

    text: str
    reason: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A source's cleaned text (NFC) and reference. `id` is the head of the text's SHA-256.

    `language` is what was detected (BCP 47, as "en"), empty where the text is too short to tell.
    `seams` are the offsets at which a severed paragraph was joined over something dropped; what
    crosses one does not stand in one piece in the source, and is never quoted. `also` holds the
    references of the copies of this text that other sources printed. `retrieved` is when it was
    fetched (ISO 8601, UTC), and None for a desk's own file: that was given. `breaks` are the
    offsets inside blocks at which a later page begins, in order, each with that page.
    """

    id: str
    text: str
    text_sha256: str
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...]
    reference: Reference
    snapshot_sha256: str
    location: str
    seams: tuple[int, ...] = ()
    language: str = ""
    also: tuple[Reference, ...] = ()
    retrieved: str | None = None
    breaks: tuple[tuple[int, int | None], ...] = ()

    @property
    def words(self) -> int:
        """Words of the paragraphs, by white space."""
        return sum(len(self.text[b.start : b.end].split()) for b in self.paragraphs)

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """The blocks that may be quoted."""
        return tuple(block for block in self.blocks if block.kind == "paragraph")

    def page_at(self, offset: int) -> int | None:
        """The page on which what begins at an offset begins; None where it has no number."""
        inside = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        passed = bisect_right(self.breaks, offset, key=lambda each: each[0]) - 1
        if inside < 0:
            return None
        if passed >= 0 and self.breaks[passed][0] > self.blocks[inside].start:
            return self.breaks[passed][1]
        return self.blocks[inside].page
