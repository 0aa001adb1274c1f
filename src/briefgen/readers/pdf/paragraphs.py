"""Lines to paragraphs: by leading, indent, a short last line, size and weight."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from briefgen.readers.metaline import parse_meta_line
from briefgen.readers.pdf.columns import Column
from briefgen.readers.pdf.extract import ORNAMENT
from briefgen.readers.pdf.page import SPACE, Line, Word, text_of
from briefgen.readers.shape import breaks_off, ends_sentence, starts_lower

_BULLET = re.compile(
    rf"(?P<bullet>[{ORNAMENT}•◦▪‣●○■□➢➤✓✔·*►▶–—-]|\(?(?:\d{{1,2}}|[a-zA-Z]|[ivx]{{1,4}})[.)])\s+(?=\S)"
)
_BARE_BULLET = re.compile(rf"[{ORNAMENT}•◦▪‣●○■□➢➤✓✔·►▶]")
_LARGE_SIGN = 1.3  # of the size of the text behind it: may be a letter that opens a chapter
_NAME_AND_OFFICE = 8  # words of a line that has a date line below it
_INDENT = 0.6  # ems
_LOOSE = 1.3  # of the usual leading: there is a space between two paragraphs
_SAME_SIZE = 0.06
_FLOATS = 6  # how many blocks may stand between the halves of a paragraph
_UNITS = re.compile(r"(?:.*\W)?(?:[kcdm]?m|ft|CO|H|SO|NO|R)")
_MARKER = re.compile(r"[\d,*†‡§–-]+")


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together, be it text, a heading or a table.

    `reason`: why it is no part of the text, empty if it is; `floats`: it stands outside the run
    of the text, so that a paragraph may go on behind it.
    """

    lines: tuple[Line, ...]
    reason: str = ""
    bullet: str = ""
    floats: bool = False

    @property
    def size(self) -> float:
        """The font size of its first line."""
        return self.lines[0].size

    @cached_property
    def texts(self) -> list[str]:
        """Its lines' text, without the bullet and the note markers."""
        shown = [text_of(without_markers(line.words)) for line in self.lines]
        shown = [text for text in shown if text.strip()] or [self.lines[0].text]
        shown[0] = shown[0].removeprefix(self.bullet).lstrip() if self.bullet else shown[0]
        return shown

    @property
    def bold(self) -> bool:
        """Whether every line is bold."""
        return all(line.bold for line in self.lines)


def without_markers(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words without the raised numbers and signs that point to notes; units keep theirs."""
    kept: list[Word] = []
    for index, word in enumerate(words):
        before = kept[-1].text if kept else ""
        points = word.raised and index > 0 and _MARKER.fullmatch(word.text) is not None
        lowered = points and word.y > kept[-1].y + 0.02 * word.size if kept else False
        if not points or lowered or before[-1:].isdigit() or _UNITS.fullmatch(before):
            kept.append(word)
    return tuple(kept)


def leadings(columns: Iterable[Column]) -> dict[float, float]:
    """For each font size: how far the baselines of two lines of a paragraph are apart."""
    steps: dict[float, Counter[float]] = {}
    for column in columns:
        for before, line in pairwise(column.lines):
            step = round((line.y - before.y) * 2) / 2
            if _alike(before, line) and 0.9 * line.size < step < 2.5 * line.size:
                steps.setdefault(line.size, Counter())[step] += 1
    return {size: counts.most_common(1)[0][0] for size, counts in steps.items()}


def paragraphs_of(column: Column, usual: dict[float, float], body: float) -> list[Paragraph]:
    """The paragraphs, headings and list items of a column."""
    lines = with_drop_caps(column.lines, body)
    if column.role != "text":
        return [Paragraph(lines, column.role, floats=True)]
    found: list[list[Line]] = []
    for line in lines:
        if found and not _parts(found[-1], line, lines, usual, body):
            found[-1].append(line)
        else:
            found.append([line])
    return [_paragraph(group) for group in found]


def with_drop_caps(lines: Sequence[Line], body: float) -> tuple[Line, ...]:
    """A capital over two or three lines goes to the first of them, which stand beside it."""
    result = list(lines)
    for line in lines:
        first = line.words[0]
        if len(first.text) > 2 or first.size < 1.8 * body or not first.text[-1].isalpha():
            continue
        beside = [
            other
            for other in result
            if other is not line
            and other.sheet == line.sheet
            and first.y - 0.95 * first.size < other.y < first.y + 1
            and -1 < other.x0 - first.x1 < first.size
        ]
        if not beside:
            continue
        target = beside[0]
        rest = line.words[1:]
        capital = first._replace(x1=target.x0, size=target.size, y=target.y)
        alone = _is_word(first.text, target.words[0].text, lines)
        opening = target.words[0]._replace(spaced=alone)
        opened = replace(target, words=(capital, opening, *target.words[1:]))
        others = [replace(line, words=rest)] if rest else []
        at = result.index(target)
        result[at] = opened
        where = result.index(line)
        result[where : where + 1] = others
    return tuple(result)


def _is_word(capital: str, following: str, lines: Sequence[Line]) -> bool:
    """Whether a drop cap is a word, as "A", and not the first letter of the next one."""
    if capital.strip('"“‘«') not in {"A", "I", "O", "Y", "E", "À"}:
        return False
    seen = {word.text.casefold().strip(".,;:") for line in lines for word in line.words[1:]}
    whole = (capital + following).casefold()
    return following.casefold() in seen and whole not in seen


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    match, words = _BULLET.match(lines[0].text), lines[0].words
    if match and match["bullet"] == ORNAMENT and not _is_bullet(*words[:2]):
        match = None
    return Paragraph(tuple(lines), bullet=match["bullet"] if match else "")


def _is_bullet(sign: Word, word: Word) -> bool:
    """Whether an ornament is no larger than the text behind it, and a gap parts them."""
    return sign.size <= _LARGE_SIGN * word.size and word.x0 - sign.x1 > SPACE * word.size


def _alike(left: Line, right: Line) -> bool:
    """Whether two lines are of one size, be it only in a part: code in a text is often smaller."""
    if abs(left.size - right.size) <= _SAME_SIZE * max(left.size, right.size):
        return True
    shared = left.sizes & right.sizes
    return bool(shared) and min(len(left.words), len(right.words)) > 3


def _parts(
    group: Sequence[Line], line: Line, column: Sequence[Line], usual: dict[float, float],
    body: float,
) -> bool:  # fmt: skip
    """Whether `line` begins something new after `group`."""
    before = group[-1]
    if not _alike(before, line):
        return True
    step = line.y - before.y
    normal = usual.get(line.size) or usual.get(before.size) or 1.25 * line.size
    if step > _LOOSE * max(normal, 1.05 * line.size) or step < 0:
        return True
    if _BARE_BULLET.match(line.text):
        return True
    if len(group) == 1 and line.sheet == 0 and (
        _states_itself(before) or (len(before.words) <= _NAME_AND_OFFICE and _is_dated(line))
    ):  # fmt: skip
        return True
    if line.size > 1.15 * body:
        return before.bold != line.bold or _states_itself(before) or _states_itself(line)
    return _parts_in_text(group, line, column)


def _states_itself(line: Line) -> bool:
    """Whether a line is a by-line or a date line."""
    return parse_meta_line(line.text) is not None


def _is_dated(line: Line) -> bool:
    """Whether a line is a date, perhaps with the time."""
    meta = parse_meta_line(line.text)
    return meta is not None and meta.dated and not meta.authors


def _parts_in_text(group: Sequence[Line], line: Line, column: Sequence[Line]) -> bool:
    before, em = group[-1], line.size
    right = max(other.x1 for other in column if _alike(other, line))
    first = line.words[0]
    short = right - before.x1 > first.x1 - first.x0 + 1.3 * em
    ended = ends_sentence(before.text) and not before.text.endswith((",", ";"))
    if before.bold != line.bold and (short or ended):
        return True
    if _BULLET.match(line.text) and (ended or short):
        return True
    if short:
        return ended or not starts_lower(line.text)
    if not ended:
        return False
    if line.x0 > before.x0 + _INDENT * em and not (len(group) == 1 and _hangs(group[0])):
        return True
    return line.x0 < before.x0 - _INDENT * em and len(group) > 1


def _hangs(line: Line) -> bool:
    return _BULLET.match(line.text) is not None


def flowing(paragraphs: Sequence[Paragraph], body: float) -> list[Paragraph]:
    """Paragraphs that run over a column's or page's end in one piece; what floats goes behind."""
    result: list[Paragraph] = []
    taken: set[int] = set()
    for index, paragraph in enumerate(paragraphs):
        if index in taken:
            continue
        whole, last = paragraph, index
        while (found := _continuation(paragraphs, whole, last, body)) is not None:
            whole = replace(whole, lines=whole.lines + paragraphs[found].lines)
            taken.add(found)
            last = found
        result.append(whole)
    return result


def _continuation(
    paragraphs: Sequence[Paragraph], paragraph: Paragraph, last: int, body: float
) -> int | None:
    """Which paragraph goes on where this one breaks off, at a column's end or above a float."""
    if paragraph.reason or paragraph.size > 1.15 * body or not _is_open(paragraph):
        return None
    quoted = False  # a pull quote is set as large as a heading: only small letters go on behind it
    for index in range(last + 1, min(len(paragraphs), last + 1 + _FLOATS)):
        other = paragraphs[index]
        if other.reason and other.floats:
            continue
        if other.reason or other.lines[0].sheet > paragraph.lines[-1].sheet + 1:
            return None
        if _alike(paragraph.lines[-1], other.lines[0]):
            goes_on = _goes_on(paragraph, other, skipped=index > last + 1)
            fits = not quoted or starts_lower(other.lines[0].text)
            return index if goes_on and fits else None
        quoted = True
    return None


def _is_open(paragraph: Paragraph) -> bool:
    text = paragraph.lines[-1].text
    return not ends_sentence(text) and (len(paragraph.lines) > 1 or len(text.split()) > 2)


def _goes_on(paragraph: Paragraph, other: Paragraph, *, skipped: bool) -> bool:
    """Whether `other`, set alike, begins in mid-sentence where `paragraph` ran out of room.

    Where something was `skipped` it stands elsewhere: a dropped line would leave a hole.
    """
    last, first = paragraph.lines[-1], other.lines[0]
    ending = " ".join(line.text for line in paragraph.lines[-3:])
    if other.bullet or first.bold != last.bold:
        return False
    moved = first.sheet != last.sheet or first.y < last.y or first.y - last.y > 4 * first.size
    if (skipped and not moved) or not (_fills(paragraph, other) or breaks_off(ending)):
        return False
    if starts_lower(first.text) or last.text.endswith("-"):
        return True
    return moved and len(first.text.split()) > 3


def _fills(paragraph: Paragraph, other: Paragraph) -> bool:
    """Whether the next word had no room on the last line, by the width of all lines."""
    widest = max(line.x1 - line.x0 for line in (*paragraph.lines, *other.lines))
    last, word = paragraph.lines[-1], other.lines[0].words[0]
    return widest - (last.x1 - last.x0) < word.x1 - word.x0 + 1.3 * last.size
