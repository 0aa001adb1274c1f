"""The values that flow through Briefgen: frozen, typed, complete at birth; standard library only.

Words are those of three fields. Linguistics: sentence, token, lemma, stance, holder, cue.
Publishing: brief, edition, audience, standfirst, colophon. CSL: reference, citation, locator,
`container-title`, `issued`. One exception: a *passage* is a quotation of one to three sentences.

Offsets (`start`, `end`) count Unicode code points in the cleaned, NFC-normalised text of a
document, half open: `document.text[start:end]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

# --- Faults in the user's data ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in the user's data: where it is, what it is, and what would help."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.remedy}"


# --- The spec ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Position:
    """One of the answers that an issue's question can get, with words that give it away."""

    id: str
    label: str
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """A question that the brief is about; without `terms` they come from title and question."""

    id: str
    title: str
    question: str = ""
    terms: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A line of the spec's `sources`: a path or pattern, and what the desk knows of it.

    `reference` holds CSL-JSON fields; they win over what is read from the source.
    """

    path: str
    reference: Mapping[str, Any] = field(default_factory=dict)
    where: str = ""


@dataclass(frozen=True, slots=True)
class BriefSpec:
    """A whole spec, checked. `file` is the spec's own path; its stem is the slug."""

    file: Path
    sha256: str
    title: str
    sources: tuple[SourceSpec, ...]
    issues: tuple[Issue, ...]
    standfirst: str = ""
    series: str = ""
    handling: str = ""
    audiences: tuple[str, ...] = ("minister", "analyst")
    language: str = "en"
    method: str = "coverage"
    passages: int = 4
    style: str = "chicago-notes-bibliography"
    locale: str = "en-GB"
    formats: tuple[str, ...] = ("pdf",)
    problems: tuple[Problem, ...] = ()

    @property
    def slug(self) -> str:
        """The brief's short name: the spec's file name without its suffix."""
        return self.file.stem


@dataclass(frozen=True, slots=True)
class AudienceProfile:
    """What an audience's folder says of it (`templates/<name>/audience.yaml`).

    `pages` is the page budget (0: none), `passages` and `key_points` upper bounds, `notes`
    where citations stand, `sections` the parts in their order.
    """

    name: str
    label: str
    pages: int
    passages: int
    key_points: int
    notes: Literal["foot", "end"]
    sections: tuple[str, ...]
    folders: tuple[Path, ...]


# --- Sources ----------------------------------------------------------------------------------


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
    """A source's cleaned text (NFC) and reference. `id` is the head of the text's SHA-256."""

    id: str
    text: str
    text_sha256: str
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...]
    reference: Reference
    snapshot_sha256: str
    location: str

    @property
    def words(self) -> int:
        """Words of the paragraphs, by white space."""
        return sum(len(self.text[b.start : b.end].split()) for b in self.paragraphs)

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """The blocks that may be quoted."""
        return tuple(block for block in self.blocks if block.kind == "paragraph")


# --- Linguistics ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark. `head` is the index of its syntactic head in the same sentence.

    `pos` is Universal Dependencies' tag, `tag` the Penn Treebank's, `dep` ClearNLP's label.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    content: bool


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity with its OntoNotes label."""

    start: int
    end: int
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph; `paragraph` is the paragraph's number, counted from 1."""

    start: int
    end: int
    text: str
    paragraph: int
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]


# --- Evidence ---------------------------------------------------------------------------------

Stance = Literal["supports", "opposes", "conditional", "unclear"]
Reported = Literal["direct", "indirect", "author"]
HolderKind = Literal["person", "organisation", "group", "unnamed"]


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose words or view a passage is. `author`: the author of the source that is quoted."""

    id: str
    name: str
    role: str
    kind: HolderKind
    author: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """One to three sentences of a document, word for word: `text == document.text[start:end]`."""

    id: str
    text: str
    source: str
    start: int
    end: int
    paragraph: int
    page: int | None
    prefix: str
    suffix: str
    holder: str
    reported: Reported


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A holder's position on an issue, with the ids of the passages that show it."""

    id: str
    holder: str
    position: str | None
    stance: Stance
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two viewpoints of different holders that disagree on the same point, and why we say so."""

    left: str
    right: str
    left_passage: str
    right_passage: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssueEvidence:
    """What was found on one issue; `note` says why there is no contrast."""

    id: str
    title: str
    question: str
    key_passages: tuple[str, ...]
    viewpoints: tuple[Viewpoint, ...]
    contrasts: tuple[Contrast, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source as the public record lists it: used, or excluded and why."""

    id: str
    reference: Reference
    location: str
    retrieved: str | None
    sha256: str | None
    text_sha256: str | None
    words: int
    used: bool
    excluded: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that one edition rests on, whatever the audience."""

    spec: BriefSpec
    edition: str
    as_of: str
    sources: tuple[SourceRecord, ...]
    passages: Mapping[str, Passage]
    holders: Mapping[str, Holder]
    issues: tuple[IssueEvidence, ...]
    considered: int
    problems: tuple[Problem, ...]


# --- A brief ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage as an audience sees it: the words, whose they are, and its citation's index.

    `reported` reads "quoted by DW" or "as reported by DW"; it is empty for an author's own words.
    `lead` names the issue where a quotation stands outside its issue's section.
    """

    passage: str
    text: str
    holder: str
    role: str
    reported: str
    citation: int
    lead: str = ""


@dataclass(frozen=True, slots=True)
class ContrastView:
    """A contrast as it is set: two quotations, their positions' labels, and the reasons."""

    left: Quotation
    right: Quotation
    left_label: str
    right_label: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssueSection:
    """An issue as an audience sees it."""

    id: str
    title: str
    question: str
    quotations: tuple[Quotation, ...]
    contrasts: tuple[ContrastView, ...]
    note: str
    sources: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source: CSL's id and a paragraph locator."""

    source: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Brief:
    """What one audience gets of the evidence. `left_out` counts passages kept for a fuller one."""

    audience: AudienceProfile
    evidence: Evidence
    key_points: tuple[Quotation, ...]
    issues: tuple[IssueSection, ...]
    citations: tuple[Citation, ...]
    left_out: int
