"""Running matter: heads, feet, page numbers and stamps, told by their coming again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from briefgen.readers.pdf.page import Line, Sheet
from briefgen.readers.shape import ends_sentence, folded

Key = tuple[int, int, float]  # a segment: its page's index, its row, its left end

_EDGE_ROWS = 4
_MARGIN = 0.14  # of the page's height: where a head or foot stands
_STEP = 4.0  # points: baselines nearer than this are at the same height
_OTHER_SIZE = 0.04  # of the size of running text
_APART = 1.8  # ems between baselines: no line of a paragraph is as far from the next
_MOST_IN_A_HEAD = 12  # words
_GOES_ON = re.compile(r"[^\W\d_A-ZÀ-Þ]{2,}(?![.)])")  # but "a)" and "iv." begin items
_PAGE = re.compile(
    r"\W*(?:(?:page|seite|p\.|s\.|página|pagina)\s*)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:/|of|von|sur|de|from)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
_STAMP = re.compile(
    r"(?:downloaded (?:from|by|on|at)\b|this content downloaded|licensed to\b|printed by\b"
    r"|for personal use only|all use subject to).*",
    re.IGNORECASE,
)


def key_of(line: Line) -> Key:
    """What tells a segment from the others."""
    return line.sheet, line.row, line.x0


def running_matter(
    pages: Sequence[Sequence[Line]], sheets: Sequence[Sheet], body: float
) -> Mapping[Key, str]:
    """Why a segment is no part of the text: "running head", "page number" or "watermark"."""
    stamps = dict.fromkeys(map(key_of, _stamps(pages)), "watermark")
    clean = [[line for line in lines if key_of(line) not in stamps] for lines in pages]
    heads = dict.fromkeys(map(key_of, _repeated(clean, sheets)), "running head")
    found = {**stamps, **heads}
    offset = _offset(clean, sheets)
    for lines, sheet in zip(clean, sheets, strict=True):
        marked = {**heads, **_numbers(lines, offset), **_interrupting(lines)}
        found.update(_peeled(lines, sheet.height, body, marked))
    return {key: why for key, why in found.items() if why}


def _interrupting(lines: Sequence[Line]) -> dict[Key, str]:
    """A page's first row, if the text goes on below it in mid-sentence: a head that comes once."""
    rows = _by_row(lines)
    top = sorted(rows)[:2]
    if len(top) < 2 or not lines[0].sheet:
        return {}
    head, inner = rows[top[0]], min(rows[top[1]], key=lambda line: line.x0)
    gap = inner.y - head[0].y > _APART * head[0].size
    short = sum(len(line.text.split()) for line in head) <= _MOST_IN_A_HEAD
    if not (gap and short and _GOES_ON.match(inner.text)) or ends_sentence(head[-1].text):
        return {}
    return dict.fromkeys(map(key_of, head), "running head")


def _peeled(
    lines: Sequence[Line], height: float, body: float, marked: Mapping[Key, str]
) -> dict[Key, str]:
    """A page's running matter from outside inwards; behind the first row of text there is none.

    What shares the outermost row with it is running matter too, as a chapter's title beside a
    page number.
    """
    result: dict[Key, str] = {key_of(line): "" for line in lines}
    rows = _by_row(lines)
    for order in (sorted(rows), sorted(rows, reverse=True)):
        for place, row in enumerate(order[:_EDGE_ROWS]):
            segments = rows[row]
            known = [line for line in segments if key_of(line) in marked]
            wanted = 1 if place == 0 else len(segments)
            inner = rows[order[place + 1]] if place + 1 < len(order) else []
            edge = all(_in_margin(line, height) for line in segments)
            if not edge or len(known) < wanted or not _set_apart(known[0], inner, body):
                break
            for line in segments:
                result[key_of(line)] = marked.get(key_of(line), "running head")
    return result


def _set_apart(line: Line, inner: Sequence[Line], body: float) -> bool:
    """Whether a row is set in another size than the text or the next row, or away from it."""
    if not inner or abs(line.size - body) > _OTHER_SIZE * body:
        return True
    if all(abs(other.size - line.size) > _OTHER_SIZE * line.size for other in inner):
        return True
    return abs(inner[0].y - line.y) > _APART * line.size


def _in_margin(line: Line, height: float) -> bool:
    return line.y < _MARGIN * height or line.y > (1 - _MARGIN) * height


def _by_row(lines: Iterable[Line]) -> dict[int, list[Line]]:
    rows: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        rows[line.row].append(line)
    return rows


def _offset(pages: Sequence[Sequence[Line]], sheets: Sequence[Sheet]) -> int | None:
    """By how much the numbers printed in the margins of most pages differ from their count."""
    seen = Counter(
        offset
        for lines, sheet in zip(pages, sheets, strict=True)
        for offset in {_value(line) - line.sheet for line in lines if _in_margin(line, sheet.height)
                       and _PAGE.fullmatch(line.text) and _value(line) >= 0}
    )  # fmt: skip
    offset, count = seen.most_common(1)[0] if seen else (0, 0)
    return offset if count > 2 and count * 2 >= len(pages) else None


def _value(line: Line) -> int:
    match = re.search(r"\d+", line.text)
    return int(match[0]) if match else -1


def _numbers(lines: Iterable[Line], offset: int | None) -> dict[Key, str]:
    """What is a page number: it counts with the pages, or stands alone on its row."""
    found: dict[Key, str] = {}
    for row in _by_row(lines).values():
        for line in row:
            counts = offset is not None and _value(line) - line.sheet == offset
            if _PAGE.fullmatch(line.text) and (counts or len(row) == 1):
                found[key_of(line)] = "page number"
    return found


def _masked(text: str) -> str:
    return _DIGITS.sub("#", folded(text))


def _repeated(pages: Sequence[Sequence[Line]], sheets: Sequence[Sheet]) -> list[Line]:
    """What stands at the same height in the margin of several pages, its numbers masked."""
    groups: dict[str, list[Line]] = defaultdict(list)
    for lines, sheet in zip(pages, sheets, strict=True):
        for line in lines:
            masked = _masked(line.text) if _in_margin(line, sheet.height) else ""
            if masked.strip("# "):
                groups[masked].append(line)
    wanted = 2 if len(pages) < 8 else 3
    return [line for group in groups.values() for line in _at_one_height(group, wanted)]


def _at_one_height(group: Sequence[Line], wanted: int) -> list[Line]:
    """Those of a group beside which `wanted` pages have one at the same height."""
    heights: dict[int, set[int]] = defaultdict(set)
    for line in group:
        heights[round(line.y / _STEP)].add(line.sheet)

    def pages_at(line: Line) -> set[int]:
        step = round(line.y / _STEP)
        return heights[step] | heights.get(step - 1, set()) | heights.get(step + 1, set())

    return [line for line in group if len(pages_at(line)) >= wanted]


def _stamps(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """The same words at the same place of most pages' inside, or what says that it is a stamp."""
    groups: dict[tuple[str, int, int], list[Line]] = defaultdict(list)
    found: list[Line] = []
    for lines in pages:
        rows = sorted({line.row for line in lines})
        inner = set(rows[2:-2])
        for line in lines:
            if _STAMP.fullmatch(line.text):
                found.append(line)
            elif line.row in inner:
                groups[folded(line.text), round(line.x0 / 2), round(line.y / 2)].append(line)
    for group in groups.values():
        if len({line.sheet for line in group}) >= max(3, 0.5 * len(pages)):
            found += group
    return found
