"""Segments in reading order: a page is cut where a gutter runs beside several lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from briefgen.readers.pdf.gutters import WIDE, longest_gutter
from briefgen.readers.pdf.lines import merged
from briefgen.readers.pdf.page import Line
from briefgen.readers.pdf.tables import is_table, parts_of

Role = Literal["text", "table", "side note"]

_DEEPEST = 12
_LARGE = 1.3  # of the size of running text


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read one after the other, from `left` to `right` of the page."""

    lines: tuple[Line, ...]
    role: Role
    left: float
    right: float


def columns_of(
    segments: Sequence[Line], body: float, known: tuple[float, ...] = ()
) -> list[Column]:
    """The columns of a page, in reading order.

    `body`: the size of running text; `known`: the edges of gutters that other pages have too.
    """
    found = _ordered(_with_large_type(sorted(segments, key=_place), body), body, known, _DEEPEST)
    return _with_side_notes(found, body)


def _with_large_type(segments: Sequence[Line], body: float) -> list[Line]:
    """Segments; the words of a title stand further apart than the columns below it may do."""
    found: list[Line] = []
    for line in segments:
        before = found[-1] if found else None
        near = before and before.row == line.row and line.x0 - before.x1 < WIDE * line.size
        if before and near and _is_large(before, body) and _is_large(line, body):
            found[-1] = Line(before.words + line.words, line.sheet, line.row)
        else:
            found.append(line)
    return found


def _is_large(line: Line, body: float) -> bool:
    return line.size > _LARGE * body


def _place(line: Line) -> tuple[int, float]:
    return line.row, line.x0


def shared_gutters(pages: Sequence[Sequence[Line]], body: float) -> tuple[float, ...]:
    """The edges of the widest columns on at least two pages."""
    edges: Counter[int] = Counter()
    for segments in pages:
        if gutter := longest_gutter(sorted(segments, key=_place), body):
            edges[round(gutter.edge)] += 1
    return tuple(float(edge) for edge, count in edges.items() if count > 1)


def _ordered(
    segments: Sequence[Line], body: float, known: tuple[float, ...], depth: int
) -> list[Column]:
    """The columns among some segments; `known`: the edges of gutters that were found so far."""
    if not segments:
        return []
    gutter = longest_gutter(segments, body, known) if depth else None
    if gutter is None:
        parts = parts_of(segments)
        return [_column(lines, "table" if table else "text") for lines, table in parts]
    start = gutter.start
    while start and start < gutter.end and _is_large(segments[start], body):
        start += 1  # a title's last line may be short enough to stand over one column
    above, beside, below = segments[:start], segments[start : gutter.end], segments[gutter.end :]
    left = [line for line in beside if line.x0 < gutter.edge]
    right = [line for line in beside if line.x0 >= gutter.edge]
    if is_table(left, right):
        middle = [_column(beside, "table")]
    else:
        known = (*known, gutter.edge)
        middle = _ordered(left, body, known, depth - 1) + _ordered(right, body, known, depth - 1)
    return (
        _ordered(above, body, known, depth - 1) + middle + _ordered(below, body, known, depth - 1)
    )


def _column(segments: Sequence[Line], role: Role) -> Column:
    lines = tuple(merged(segments))
    return Column(lines, role, min(line.x0 for line in lines), max(line.x1 for line in lines))


def _with_side_notes(columns: Sequence[Column], body: float) -> list[Column]:
    """A narrow column in smaller letters beside a wide one holds notes on it."""
    result: list[Column] = []
    for column in columns:
        beside = [other for other in columns if other is not column and _abreast(column, other)]
        wide = max((other.right - other.left for other in beside), default=0)
        small = median(line.size for line in column.lines) < 0.95 * body
        narrow = column.right - column.left < 0.5 * wide
        note = column.role == "text" and small and narrow
        result.append(Column(column.lines, "side note", column.left, column.right)
                      if note else column)  # fmt: skip
    return result


def _abreast(left: Column, right: Column) -> bool:
    apart = left.right < right.left or right.right < left.left
    return (
        apart
        and left.lines[0].y <= right.lines[-1].y + 1
        and right.lines[0].y <= left.lines[-1].y + 1
    )
