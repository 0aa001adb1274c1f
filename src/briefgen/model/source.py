"""What a source is: its bytes, its reference, its cleaned text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A source's bytes as they were found, and what the desk says of it (`stated`, CSL-JSON)."""

    location: str
    content: bytes
    sha256: str
    stated: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Name:
    """A CSL name: a person's `family` and `given`, or an organisation's `literal`."""

    family: str = ""
    given: str = ""
    literal: str = ""

    def __str__(self) -> str:
        return self.literal or f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Date:
    """A CSL date: a year, perhaps a month, perhaps a day."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def parts(self) -> list[int]:
        """CSL's `date-parts` of this date, without what is not known."""
        return [part for part in (self.year, self.month, self.day) if part]


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
    """A stretch of a document's text. Only paragraphs are quoted; `number` counts them from 1."""

    start: int
    end: int
    kind: BlockKind
    number: int = 0


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of a source that is not its text (menu, caption, form …), and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """A source's cleaned text (NFC) and reference. `id` is the head of the text's SHA-256.

    `seams` are the offsets at which a severed paragraph was joined over something dropped; what
    crosses one does not stand in one piece in the source, and is never quoted.
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

    @property
    def words(self) -> int:
        """Words of the paragraphs, by white space."""
        return sum(len(self.text[b.start : b.end].split()) for b in self.paragraphs)

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """The blocks that may be quoted."""
        return tuple(block for block in self.blocks if block.kind == "paragraph")
