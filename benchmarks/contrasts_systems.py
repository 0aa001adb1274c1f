"""What a system of the contrasts benchmark is given, and what it answers.

A system is a callable from a `Case` to an `Answer`; a new one is a line in `contrasts.SYSTEMS`.
Offsets count code points of a document's text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from briefgen.model import NO_REVIEW, Document, Holder, Issue, Review, Sentence
from briefgen.viewpoints import Attribution

#: The first or the second of the issue's positions, by their place, whatever their ids.
Side = Literal["a", "b"]


class Unavailable(Exception):
    """A system whose machinery is not on this machine, or not in Briefgen yet; says which."""


@dataclass(frozen=True, slots=True)
class Case:
    """One issue over its documents, annotated and attributed: all that a system may look at.

    `review`: what the desk has decided on views of this issue, for a system that heeds that.
    """

    issue: Issue
    documents: tuple[Document, ...]
    sentences: tuple[tuple[Sentence, ...], ...]
    attributions: tuple[tuple[Attribution, ...], ...]
    review: Review = NO_REVIEW

    def text_of(self, view: View) -> str:
        """A view's words."""
        return self.documents[view.document].text[view.start : view.end]


@dataclass(frozen=True, slots=True)
class View:
    """A span of a document that a system puts in somebody's mouth.

    `document` is its place among the case's. `author`: the document's own; `holder` is empty where
    nothing names that. `side` is None where the system tells none, `sure` how sure it is of it.
    `printed`: a brief may print it.
    """

    document: int
    start: int
    end: int
    holder: str
    author: bool
    side: Side | None = None
    sure: float = 0.0
    printed: bool = True

    @property
    def mouth(self) -> tuple[str, int]:
        """Whose it is: an author, and who cannot be told, is that of one document only."""
        return (self.holder, self.document if self.author or not self.holder else -1)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two views that a system sets against each other; `printed`: a brief would print them."""

    left: View
    right: View
    score: float
    printed: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """Pairs, the best first, printed or not, and the views that they were made of."""

    pairs: tuple[Pair, ...] = ()
    views: tuple[View, ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """A passage that takes a side, as an annotator saw it: its place, its words, its holders.

    `holders` are alternatives, each as the annotator wrote it; none where that is not known.
    """

    document: int
    text: str
    side: Side
    holders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A case with what is true of it. `none`: no two passages in it contradict each other.

    `unsure`: passages that count neither as right nor as wrong.
    """

    id: str
    case: Case
    none: bool
    gold: tuple[Gold, ...]
    unsure: tuple[Gold, ...] = ()


class System(Protocol):
    """A way to find contrasts."""

    def __call__(self, case: Case) -> Answer:
        """The contrasts and views of one case."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: how its system is had (raises `Unavailable`), and how it is fitted, if it is.

    `reviewed`: the decisions an issue that a desk makes on the system's views before its answer
    counts. `draws`: how often it is asked about each issue, for a system of chance.
    """

    make: Callable[[], System]
    fit: Callable[[Sequence[Item]], System] | None = None
    reviewed: int = 0
    draws: int = 1


def named(holder: Holder) -> str:
    """A holder's name; an author without one is called by the title, which is no name."""
    return "" if holder.author and holder.kind == "unnamed" else holder.name
