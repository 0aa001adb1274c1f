"""What differs between two editions, whatever the audience: the newer one against the older."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: Why one record alone holds a passage: only there is its source, or its words, or was it chosen.
Why = Literal["source", "text", "choice"]
#: What a publisher says of an article of its own, or (`gone`) that there is none any more.
NoticeKind = Literal["retracted", "withdrawn", "corrected", "gone"]


@dataclass(frozen=True, slots=True)
class PassageTold:
    """A passage as one of the two records holds it; ids are of that record.

    `holder` and `title` are names. `why` it is not in the other one; empty where it is.
    """

    passage: str
    text: str
    holder: str
    source: str
    title: str
    issues: tuple[str, ...]
    why: Why | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class SourceTold:
    """A source as one of the two records holds it."""

    source: str
    title: str
    location: str


@dataclass(frozen=True, slots=True)
class Edited:
    """A source whose text changed: what it is now, and its sentences, in the order of the text.

    `sentences`: before and after, of each that was reworded. `told`: whether both texts were at
    hand, without which no sentence can be named.
    """

    earlier: SourceTold
    later: SourceTold
    sentences: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    told: bool = True


@dataclass(frozen=True, slots=True)
class Stood:
    """The one side on which a holder surely stood in an edition, and a passage that shows it."""

    position: str
    stance: str
    passage: PassageTold


@dataclass(frozen=True, slots=True)
class Moved:
    """A holder who stands on another side of an issue (by its id) than in the edition before."""

    issue: str
    holder: str
    earlier: Stood
    later: Stood


@dataclass(frozen=True, slots=True)
class ContrastTold:
    """A contrast that stands in one of the two editions only."""

    issue: str
    left: PassageTold
    right: PassageTold


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A passage, or another sentence of a source, in which nothing but figures changed.

    `figures`: those that differ, before and after. `passages`: the ids in the two records, empty
    where neither quotes it.
    """

    title: str
    sources: tuple[str, str]
    earlier: str
    later: str
    figures: tuple[tuple[str, str], ...]
    passages: tuple[str, str] = ("", "")
    holder: str = ""


@dataclass(frozen=True, slots=True)
class NoticeTold:
    """A source of which its publisher now says something that it did not say before."""

    source: SourceTold
    kind: NoticeKind


@dataclass(frozen=True, slots=True)
class Changes:
    """All that is news in the edition `newer` for a reader of `older`, both by name.

    A passage in which only figures changed stands in `numbers`, and neither in `new` nor in
    `withdrawn`. `lifted`: notices that stood on a source before and do not any more.
    """

    older: str
    newer: str
    new: tuple[PassageTold, ...] = ()
    withdrawn: tuple[PassageTold, ...] = ()
    moved: tuple[Moved, ...] = ()
    contrasts: tuple[ContrastTold, ...] = ()
    settled: tuple[ContrastTold, ...] = ()
    appeared: tuple[SourceTold, ...] = ()
    vanished: tuple[SourceTold, ...] = ()
    edited: tuple[Edited, ...] = ()
    numbers: tuple[NumberChange, ...] = ()
    notices: tuple[NoticeTold, ...] = ()
    lifted: tuple[NoticeTold, ...] = ()

    @property
    def are_none(self) -> bool:
        """Whether the two editions hold the same."""
        told = (self.new, self.withdrawn, self.moved, self.contrasts, self.settled, self.appeared,
                self.vanished, self.edited, self.numbers, self.notices, self.lifted)  # fmt: skip
        return not any(told)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An edition that its desk withdrew: which, when (ISO 8601, UTC), and why."""

    edition: str
    date: str
    reason: str
