"""What one edition rests on: passages, holders, viewpoints, contrasts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from briefgen.model.changes import Changes, NoticeKind, Withdrawal
from briefgen.model.date import Date
from briefgen.model.desk import BriefSpec, Event, Problem, Stance
from briefgen.model.source import Reference

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
    """One to three sentences of a document, word for word: `text == document.text[start:end]`.

    `page` is the page on which its paragraph begins, and None where the source has no pages.
    `repeated`: the words that name it in an address stand elsewhere in the document too.
    """

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
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A holder's position on an issue, with the ids of the passages that show it.

    A cell of the position matrix: a holder has one for each side that passages of theirs take, and
    one, "unclear", for all that take none. `issued`: the earliest and the latest date of their
    sources, one date where these are the same, none where no source is dated. `score`: how sure
    the side is (0 to 1); `sure`: enough to be printed, by a holder who is on no other side.
    """

    id: str
    holder: str
    position: str | None
    stance: Stance
    passages: tuple[str, ...]
    issued: tuple[Date, ...] = ()
    score: float = 0.0
    sure: bool = False


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
class Agreement:
    """Sure viewpoints of holders of different kinds on one position, in two sources at least.

    `passages`: the surest of each of the viewpoints, in their order, the first two of which are of
    different kinds and from different sources.
    """

    position: str
    viewpoints: tuple[str, ...]
    passages: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Two viewpoints on different sides, one after the other; `issued`: when.

    They are of one `holder`, or, where that is None, of two on both sides of an `event`. An event
    that lies between those of one holder is named too.
    """

    holder: str | None
    earlier: str
    later: str
    earlier_passage: str
    later_passage: str
    issued: tuple[Date, Date]
    reasons: tuple[str, ...]
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """An open dispute that a source tells in its own words: a view of nobody, and of no side.

    `parties`: the two as the text names them, who claims or favours what it is about first.
    """

    passage: str
    parties: tuple[str, str]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """Two passages that may contradict each other, on the positions that they would be on.

    The desk is asked of it; without its word it is neither printed nor said.
    """

    left_passage: str
    right_passage: str
    positions: tuple[str, str]
    score: float


@dataclass(frozen=True, slots=True)
class SharedConcept:
    """Two words that stand together in a passage, and the sources in which they do."""

    words: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A passage that another was chosen before: its first words, its source, and why."""

    opening: str
    source: str
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Why a passage is a key passage.

    `gain`: what it added at its turn, per word (None for methods that do not choose step by step).
    `matched`: why it is on the issue. `genre`: its source's, told by `signs`. `sentence`: where it
    begins in a report, counted from 1, and None where what stands first does not matter most.
    `fitness`: how well it suits to be quoted, 1 being neutral, by its `traits`. `concepts`: what
    it was the first to bring. `passed`: those that would have come next.
    """

    passage: str
    rank: int
    method: str
    gain: float | None
    matched: tuple[str, ...]
    genre: str
    signs: tuple[str, ...]
    sentence: int | None
    fitness: float
    traits: tuple[str, ...]
    concepts: tuple[SharedConcept, ...]
    passed: tuple[PassedOver, ...]


@dataclass(frozen=True, slots=True)
class IssueEvidence:
    """What was found on one issue; `note` says why there is no contrast.

    `choices`: why each of the key passages, in their order. `mixed`: the holders whose passages are
    on two sides, and of whom it can't surely be told that they changed.
    """

    id: str
    title: str
    question: str
    key_passages: tuple[str, ...]
    viewpoints: tuple[Viewpoint, ...]
    contrasts: tuple[Contrast, ...]
    note: str | None
    choices: tuple[Choice, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    changes: tuple[Change, ...] = ()
    mixed: tuple[str, ...] = ()
    proposed: tuple[Proposed, ...] = ()
    disputes: tuple[Dispute, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source as the public record lists it: used, or excluded and why.

    `also` holds the references of other sources that printed a copy of its text; of each of these,
    which are excluded, `copy_of` is the id of the source that is quoted for it. `kind`: what it
    is (a report, an opinion …), told by `signs`, the strongest first; empty where none was told.
    `notice`: what its publisher says of it since, if anything.
    """

    id: str
    reference: Reference
    location: str
    retrieved: str | None
    sha256: str | None
    text_sha256: str | None
    words: int
    used: bool
    excluded: str | None
    also: tuple[Reference, ...] = ()
    copy_of: str | None = None
    kind: str = ""
    signs: tuple[str, ...] = ()
    notice: NoticeKind | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How many passages and contrasts of an edition the desk decided on, by verdict.

    `named`: how many got another holder.
    """

    accepted: int = 0
    rejected: int = 0
    moved: int = 0
    named: int = 0
    contrasts_accepted: int = 0
    contrasts_rejected: int = 0

    @property
    def passages(self) -> int:
        """Passages decided on."""
        return self.accepted + self.rejected + self.moved

    @property
    def contrasts(self) -> int:
        """Contrasts decided on."""
        return self.contrasts_accepted + self.contrasts_rejected


NOT_REVIEWED = Reviewed()

#: The note of an issue of which nothing more can be said.
NO_OPPOSITES = (
    "No two passages could be matched clearly enough to opposite answers; "
    "the sources may hold some."
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that one edition rests on, whatever the audience; `updates`: the edition before it.

    `changes`: what is news for a reader of that, None for a first edition. `replaces`: that the
    desk has withdrawn it.
    """

    spec: BriefSpec
    edition: str
    as_of: str
    sources: tuple[SourceRecord, ...]
    passages: Mapping[str, Passage]
    holders: Mapping[str, Holder]
    issues: tuple[IssueEvidence, ...]
    considered: int
    problems: tuple[Problem, ...]
    reviewed: Reviewed = NOT_REVIEWED
    updates: str = ""
    changes: Changes | None = None
    replaces: Withdrawal | None = None
