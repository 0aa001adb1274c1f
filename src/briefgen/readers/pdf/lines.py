"""Words to rows and segments: what stands on one baseline, parted at gaps that may be gutters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from briefgen.readers.pdf.page import Line, Sheet, Word

#: A gap that may part two columns, in ems; justified text has wider ones now and then.
GUTTER = 0.8
_SAME_ROW = 0.2  # of the font size, between two baselines
_LEADERS = re.compile(r"\W*(?:\.\s?){4}")
_LEADS = re.compile(r"(?:\.\s?){4}\s*$")
_MARK = re.compile(r"[\d,*†‡§¶⁰¹²³⁴-⁹a-zA-Z()\[\]–-]{1,6}")


def body_size(sheets: Iterable[Sheet]) -> float:
    """The font size, in points, in which most of the letters are set."""
    weights: Counter[float] = Counter()
    for sheet in sheets:
        for word in sheet.words:
            weights[round(word.size * 2) / 2] += len(word.text)
    return weights.most_common(1)[0][0] if weights else 10.0


def segments_of(sheet: Sheet, index: int) -> list[Line]:
    """The segments of a page, from the top, those of one row from the left."""
    found: list[Line] = []
    for row, words in enumerate(_rows(sheet.words)):
        found += _with_leaders(_parted(words, index, row))
    return found


def _with_leaders(row: Sequence[Line]) -> list[Line]:
    """A row's segments; what leaders ("........") lead from and to is one with them."""
    found: list[Line] = []
    for line in row:
        if found and (_LEADS.search(found[-1].text) or _LEADERS.match(line.text)):
            found[-1] = Line(found[-1].words + line.words, line.sheet, line.row)
        else:
            found.append(line)
    return found


def merged(segments: Sequence[Line]) -> list[Line]:
    """Segments of one row and column as one line each."""
    lines: list[Line] = []
    for _, group in groupby(segments, key=lambda line: line.row):
        row = sorted(group, key=lambda line: line.x0)
        words = tuple(word for line in row for word in line.words)
        lines.append(Line(words, row[0].sheet, row[0].row))
    return lines


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words by baseline from the top; small ones that stand raised or lowered join their row."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.y, word.x0)):
        if rows and word.y - rows[-1][0].y <= _SAME_ROW * word.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in _with_raised(rows)]


def _with_raised(rows: list[list[Word]]) -> list[list[Word]]:
    """A superscript is smaller and stands right behind, or before, a word of the row below it."""
    heights = [row[0].y for row in rows]
    result: list[list[Word]] = [[] for _ in rows]
    for index, row in enumerate(rows):
        for word in row:
            home = _home(rows, heights, word) if _MARK.fullmatch(word.text) else None
            if home is None or home == index:
                result[index].append(word)
            else:
                result[home].append(word._replace(raised=True))
    return [row for row in result if row]


def _home(rows: Sequence[Sequence[Word]], heights: Sequence[float], word: Word) -> int | None:
    first = bisect_left(heights, word.y - word.size)
    for index in range(first, len(rows)):
        distance = heights[index] - word.y
        if distance > 1.2 * word.size:
            return None
        for other in rows[index]:
            if (
                not 0.45 < word.size / (other.size or 1) < 0.85
                or not -0.3 < distance / other.size < 0.62
            ):
                continue
            near = min(abs(word.x0 - other.x1), abs(other.x0 - word.x1))
            if near < 0.3 * other.size and abs(distance) > 0.1 * other.size:
                return index
    return None


def _parted(words: Sequence[Word], sheet: int, row: int) -> list[Line]:
    """One row's words, parted where a gap is as wide as a gutter; what is drawn twice, once."""
    parts: list[list[Word]] = []
    for word in words:
        before = parts[-1][-1] if parts else None
        if before is not None and _same_place(before, word):
            continue
        if before is None or word.x0 - before.x1 > GUTTER * max(word.size, before.size):
            parts.append([word])
        else:
            parts[-1].append(word)
    return [Line(tuple(part), sheet, row) for part in parts]


def _same_place(left: Word, right: Word) -> bool:
    """Whether a word is drawn again over itself, as a shadow or to make it bold."""
    return left.text == right.text and abs(left.x0 - right.x0) < 0.3 * left.size
