"""Who surely stands where, as the position matrix; only from viewpoints in the evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from briefgen.model import (
    Evidence,
    Holder,
    HolderKind,
    IssueEvidence,
    Matrix,
    MatrixGroup,
    MatrixRow,
    Passage,
    Position,
    Stand,
    Viewpoint,
)

#: Columns beside that of the holders in which a position's label is still read with ease.
_COLUMNS = 5
#: The kinds of holders in the order of the page.
_KINDS: tuple[HolderKind | Literal["author"], ...] = (
    "author", "person", "organisation", "group", "unnamed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the matrix: its head, and the views in it with the label of each's position."""

    head: str
    views: tuple[tuple[Viewpoint, str], ...]


def columns(evidence: Evidence, shown: Sequence[IssueEvidence]) -> tuple[Column, ...]:
    """The columns in which somebody surely stands: issues, or the positions of the only one."""
    if len(evidence.issues) > 1:
        found = [Column(issue.title, _sure(evidence, issue)) for issue in shown]
    else:
        found = [column for issue in shown for column in _by_position(evidence, issue)]
    return tuple(column for column in found if column.views)


@dataclass(frozen=True, slots=True)
class Printed:
    """The page that a matrix stands on: the evidence, the passages quoted there, how to cite."""

    evidence: Evidence
    quoted: Collection[str]
    cite: Callable[[Passage], int]


def matrices(page: Printed, found: Sequence[Column]) -> tuple[Matrix, ...]:
    """The matrix of these columns, in parts of about equal width; none of it where it is empty."""
    parts = ceil(len(found) / _COLUMNS)
    width = ceil(len(found) / parts) if parts else 1
    starts = range(0, len(found), width)
    return tuple(_matrix(page, found[start : start + width]) for start in starts)


def _by_position(evidence: Evidence, issue: IssueEvidence) -> Iterator[Column]:
    sure = _sure(evidence, issue)
    for position in _positions(evidence, issue):
        yield Column(position.label, tuple((v, "") for v, _ in sure if v.position == position.id))


def _sure(evidence: Evidence, issue: IssueEvidence) -> tuple[tuple[Viewpoint, str], ...]:
    labels = {position.id: position.label for position in _positions(evidence, issue)}
    sure = (view for view in issue.viewpoints if view.sure and view.passages)
    return tuple((v, labels[v.position]) for v in sure if v.position in labels)


def _positions(evidence: Evidence, issue: IssueEvidence) -> tuple[Position, ...]:
    return next((i.positions for i in evidence.spec.issues if i.id == issue.id), ())


def _matrix(page: Printed, part: Sequence[Column]) -> Matrix:
    """One part: its holders by kind and name, and their notes in the order of the page."""
    ids = dict.fromkeys(view.holder for column in part for view, _ in column.views)
    named = (page.evidence.holders[holder] for holder in ids)
    holders = sorted(named, key=lambda h: (h.name.casefold(), h.id))
    grouped = ((kind, [h for h in holders if _kind(h) == kind]) for kind in _KINDS)
    groups = [
        MatrixGroup(kind, tuple(_row(page, holder, part) for holder in some))
        for kind, some in grouped
        if some
    ]
    return Matrix(tuple(column.head for column in part), tuple(groups))


def _kind(holder: Holder) -> HolderKind | Literal["author"]:
    return "author" if holder.author else holder.kind


def _row(page: Printed, holder: Holder, part: Sequence[Column]) -> MatrixRow:
    cells = (
        tuple(_stand(page, view, label) for view, label in column.views if view.holder == holder.id)
        for column in part
    )
    return MatrixRow(holder.name, holder.role, tuple(cells))


def _stand(page: Printed, view: Viewpoint, label: str) -> Stand:
    """A view in its cell, shown by a passage that is quoted on the page if there is one."""
    quoted = [passage for passage in view.passages if passage in page.quoted]
    passage = page.evidence.passages[(*quoted, *view.passages)[0]]
    return Stand(view.stance, label, passage.id, page.cite(passage), bool(quoted))
