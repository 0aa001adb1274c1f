"""Tables: rows of cells, told from lines of text that are stretched to a margin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median

from briefgen.readers.pdf.lines import merged
from briefgen.readers.pdf.page import Line

_CELL = 1.0  # ems: the least gap between two cells of a table
_SCATTERED = 2.5  # words a line: less than any column of text has
_NUMBER = re.compile(r"[<>+−–—($€£-]*\d[\d.,:/–-]*[%)*]*|[–—-]|n/?a|%")


def is_table(*sides: Sequence[Line]) -> bool:
    """Whether segments side by side are cells: numbers, or a word or two that go on nowhere."""
    lines = [line for side in sides for line in merged(side)]
    words = [word.text for line in lines for word in line.words]
    numbers = sum(_NUMBER.fullmatch(word) is not None for word in words)
    if numbers > 0.3 * len(words):
        return True
    return _words_a_line(lines) <= _SCATTERED and not _runs_on(lines)


def is_scattered(*sides: Sequence[Line]) -> bool:
    """Whether it is a word or two here and there, as in lines that are stretched to a margin."""
    lines = [line for side in sides for line in merged(side)]
    return _words_a_line(lines) <= _SCATTERED and _runs_on(lines)


def _words_a_line(lines: Sequence[Line]) -> float:
    return median(len(line.words) for line in lines)


def _runs_on(lines: Sequence[Line]) -> bool:
    """Whether lines go on in mid-sentence, as cells do not."""
    return sum(line.text[0].islower() for line in lines) >= 0.3 * len(lines)


def parts_of(segments: Sequence[Line]) -> list[tuple[list[Line], bool]]:
    """A column's segments from the top in parts, each with whether it is a table."""
    rows = [_cells(list(group)) for _, group in groupby(segments, key=lambda line: line.row)]
    table = [False] * len(rows)
    for index, (row, after) in enumerate(pairwise(rows)):
        if max(len(row), len(after)) > 2 and _aligned(row, after):
            table[index] = table[index + 1] = True
    found: list[tuple[list[Line], bool]] = []
    start = 0
    for cells, group in groupby(table):
        end = start + len(list(group))
        sure = cells and (end - start > 2 or is_table(*rows[start:end]))
        found.append(([line for row in rows[start:end] for line in row], sure))
        start = end
    return found


def _cells(row: Sequence[Line]) -> list[Line]:
    """A row's segments, put together again where only a loose space parts them."""
    cells: list[Line] = []
    for line in sorted(row, key=lambda line: line.x0):
        if cells and line.x0 - cells[-1].x1 < _CELL * line.size:
            cells[-1] = Line(cells[-1].words + line.words, line.sheet, line.row)
        else:
            cells.append(line)
    return cells


def _aligned(row: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether two cells that are not a row's first stand in line with some below.

    Numbers may be flush right; the last words of justified lines all are, and prove nothing.
    """
    pairs = [(left, right) for left in row[1:] for right in after[1:] if _in_line(left, right)]
    return len({left.x0 for left, _ in pairs}) > 1 and len({right.x0 for _, right in pairs}) > 1


def _in_line(left: Line, right: Line) -> bool:
    slack = 0.3 * left.size
    if abs(left.x0 - right.x0) < slack:
        return True
    if not all(_NUMBER.fullmatch(cell.words[0].text) for cell in (left, right)):
        return False
    centres = abs(left.x0 + left.x1 - right.x0 - right.x1) / 2
    return min(centres, abs(left.x1 - right.x1)) < slack
