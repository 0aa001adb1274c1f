"""Gutters: where a page's segments stand side by side, told from loose spaces in one column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from briefgen.readers.pdf.lines import GUTTER
from briefgen.readers.pdf.page import Line
from briefgen.readers.pdf.tables import is_scattered

#: Ems: no space between two words is as wide.
WIDE = 1.5
_FEWEST = 3  # lines on both sides of a gutter
_NARROW = 3.5  # ems: bullets, numbers and prices make no column
_HANGING = 0.6  # ems: how far a quotation mark may stand out of a column


@dataclass(frozen=True, slots=True)
class Gutter:
    """A gutter left of `edge` that runs beside the segments from `start` to `end`."""

    edge: float
    start: int
    end: int
    weight: int


def longest_gutter(
    segments: Sequence[Line], body: float, known: Sequence[float] = ()
) -> Gutter | None:
    """The gutter that has most segments beside it; `known`: edges of others on the page."""
    found = [
        gutter
        for edge in _edges(segments, body, known)
        for gutter in _gutters_at(segments, edge, body, known)
    ]
    return max(found, key=lambda gutter: (gutter.weight, -gutter.edge), default=None)


def _edges(segments: Sequence[Line], body: float, known: Sequence[float]) -> list[float]:
    """Where several segments begin, or one behind a wide or known gap, off the left margin."""
    left = min((line.x0 for line in segments), default=0) + _NARROW * body
    starts = sorted(line.x0 for line in segments if line.x0 > left)
    behind = {
        line.x0
        for before, line in pairwise(segments)
        if before.row == line.row and line.x0 - before.x1 > WIDE * body
    }
    edges: list[float] = []
    for index, start in enumerate(starts):
        near = [other for other in starts[index:] if other - start < _HANGING * body]
        often = len(near) >= _FEWEST or start in behind or _is_known(start, body, known)
        if often and (not edges or start - edges[-1] > _HANGING * body):
            edges.append(start)
    return edges


def _gutters_at(
    segments: Sequence[Line], edge: float, body: float, known: Sequence[float]
) -> list[Gutter]:
    """The stretches of rows in which no segment reaches over the gutter left of `edge`."""
    found: list[Gutter] = []
    proved = _is_known(edge, body, known)
    start = 0
    for crossing, group in groupby(
        range(len(segments)), key=lambda index: _crosses(segments[index], edge, body)
    ):
        end = start + len(list(group))
        if not crossing:
            weight = _weight(segments[start:end], edge, body, proved=proved)
            found += [Gutter(edge - 1, start, end, weight)] if weight >= 0 else []
        start = end
    return found


def _is_known(edge: float, body: float, known: Sequence[float]) -> bool:
    return any(abs(edge - 1 - other) < _HANGING * body for other in known)


def _crosses(line: Line, edge: float, body: float) -> bool:
    return line.x0 < edge - 1 and line.x1 > edge - GUTTER * min(body, line.size)


def _weight(stretch: Sequence[Line], edge: float, body: float, *, proved: bool) -> int:
    """How many segments stand beside a gutter, or -1 where there is none."""
    left = [line for line in stretch if line.x0 < edge - 1]
    right = [line for line in stretch if line.x0 >= edge - 1]
    rows = len({line.row for line in left}), len({line.row for line in right})
    if rows[0] < (2 if proved else _FEWEST) or not right or _width(left) < _NARROW * body:
        return -1
    gutter = edge - max(line.x1 for line in left)
    if rows[1] < _FEWEST:  # a text's last column may be short, if the one before it is not
        return 0 if proved or (rows[0] > 5 and gutter > WIDE * body) else -1
    if _width(right) < _NARROW * body:
        return -1
    # Side by side: lines that stand above and below each other are indented, and no columns.
    top, bottom = max(left[0].y, right[0].y), min(left[-1].y, right[-1].y)
    beside = len({line.row for line in stretch if top <= line.y <= bottom})
    if beside < _FEWEST or (not proved and gutter < _least_gutter(beside) * body):
        return -1
    scattered = beside < 2 * _FEWEST and is_scattered(left, right)
    return -1 if scattered and not proved else len(stretch)


def _least_gutter(rows: int) -> float:
    """Ems: over a few lines, loose spaces may stand above each other by chance."""
    return WIDE if rows < 6 else 1.0 if rows < 15 else GUTTER


def _width(lines: Sequence[Line]) -> float:
    return max(line.x1 for line in lines) - min(line.x0 for line in lines)
