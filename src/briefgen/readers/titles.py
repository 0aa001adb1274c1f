"""Lines that hold a title and the site's name: "Title | Section | Site | 05.07.2017"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.model import Date
from briefgen.readers.dates import find_dates, parse_date
from briefgen.readers.shape import folded, is_title_case


@dataclass(frozen=True, slots=True)
class TitleLine:
    """What such a line says; `publisher` is empty when it holds no site's name."""

    title: str
    publisher: str = ""
    issued: Date | None = None


_BAR = re.compile(r"\s*(?:\s\|\s?|\|\s|\s::\s|\s»\s|\s·\s|\s•\s)\s*")
_PARTED = re.compile(r"[|»·•]|::|\s[-–—]\s")
_DASH = re.compile(r"\s+[-–—]\s+")


def is_parted(text: str) -> bool:
    """Whether there is anything in `text` that may part a title from a site's name."""
    return len(text) <= 600 and bool(_PARTED.search(text))


def parse_title_line(text: str, others: Sequence[str] = ()) -> TitleLine:
    """Title, publisher and date of a title line; `others` are lines in which a title may recur.

    Bars part it always; dashes only when the part before or after recurs as a line of its own,
    for titles have dashes too.
    """
    if not is_parted(text):
        return TitleLine(text)
    known = {folded(other) for other in others if other}
    parts = [part.strip() for part in _BAR.split(text) if part.strip(" |")]
    if len(parts) > 1:
        line = _parted(parts, known)
        return TitleLine(text) if line is None else line
    dashes = list(_DASH.finditer(text))
    for dash in dashes:
        head, tail = text[: dash.start()], text[dash.end() :]
        if folded(head) in known and _may_be_site(tail):
            return TitleLine(head, _DASH.split(tail)[-1].strip())
        if folded(tail) in known and _may_be_site(head):
            return TitleLine(tail, head)
    return TitleLine(text)


def _parted(parts: list[str], known: set[str]) -> TitleLine | None:
    dates = [part for part in parts if _is_date(part)]
    names = [part for part in parts if part not in dates]
    issued = parse_date(dates[-1]) if len(dates) == 1 else None
    if len(names) < 2:
        return TitleLine(names[0], issued=issued) if dates and len(names[0].split()) > 3 else None
    recurring = next((name for name in names if folded(name) in known), "")
    if recurring and recurring == names[-1]:
        return TitleLine(recurring, names[0], issued)
    title = recurring or names[0]
    if not recurring and len(names[0].split()) < 3 and len(names[-1].split()) > 4:
        return TitleLine(names[-1], names[0], issued)
    if not recurring and len(title.split()) < 3:
        return None
    site = names[-1]
    return TitleLine(title, site if _may_be_site(site) else "", issued)


def _is_date(part: str) -> bool:
    return any(end - start >= len(part) - 12 for start, end, _ in find_dates(part))


def _may_be_site(part: str) -> bool:
    words = part.split()
    if not re.search(r"[^\W\d_]{2}", part):
        return False
    return (
        1 <= len(words) <= 9
        and not part.endswith((".", "?", "!"))
        and (len(words) <= 5 or is_title_case(part))
    )
