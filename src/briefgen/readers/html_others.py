"""Parts of a page that somebody else than its author signs: a live blog's entries, a box.

What finds the article leaves out their by-lines, and without them they would be the author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from briefgen.model import Dropped, Name
from briefgen.readers.asides import Entry
from briefgen.readers.html_markup import MarkedLine
from briefgen.readers.html_reference import Described
from briefgen.readers.html_tree import Page
from briefgen.readers.metaline import parse_meta_line
from briefgen.readers.names import parse_names
from briefgen.readers.pieces import Piece
from briefgen.readers.shape import squeezed

_MOST = 60  # by-lines that are looked at
_LONG = 20  # letters of a piece; fewer stand in an element by chance
_REASON = "signed by another"
# Whose a picture is, or a quotation, says nothing of the text below it.
_PICTURE = re.compile(r"photo|image|img|picture|caption|credit|media|quote", re.IGNORECASE)
_BY = re.compile(r"^\W*(?:by|von|par|por)\s", re.IGNORECASE)


def without_others(
    entries: Sequence[Entry], page: Page, lines: Sequence[MarkedLine], described: Described
) -> tuple[Entry, ...]:
    """The entries, those put aside that stand under a by-line that is not the author's.

    `lines`: what the markup marks as by-lines. A page whose author isn't known has to have several.
    """
    stated = [name for name in described.reference.author if name.family]
    families = {name.family.casefold() for name in stated}
    signed = [(line, names) for line in lines[:_MOST] if (names := _names(line))]
    everybody = {name.family.casefold() for _, names in signed for name in names}
    if not (everybody - families) or (not families and len(everybody) < 2):
        return tuple(entries)
    places = _places(entries, page)
    others: set[int] = set()
    after = -1
    for line, names in signed:
        at = _place_of(line, page, after)
        after = max(after, at)
        own = {name.family.casefold() for name in names} <= families
        if at < 0 or own or not _has_begun(entries, places, at):
            continue
        others.update(_inside(line.element, entries) or _below(entries, places, at))
    return tuple(
        Dropped(entry.text, _REASON) if index in others and isinstance(entry, Piece) else entry
        for index, entry in enumerate(entries)
    )


def _names(line: MarkedLine) -> tuple[Name, ...]:
    """The persons whom a by-line names, if it is one of a text."""
    element, text = line.element, line.text
    around = f"{element.get('class', '')} {element.getparent().get('class', '')}"
    if _PICTURE.search(around) or element.tag == "cite" or _is_quoted(element):
        return ()
    meta = parse_meta_line(text) if _BY.match(text) else None
    found = meta.authors if meta else parse_names(_BY.sub("", text, count=1))[0]
    return tuple(name for name in found if name.family)


def _is_quoted(element: Any) -> bool:
    return next(element.iterancestors("blockquote", "figure"), None) is not None


def _places(entries: Sequence[Entry], page: Page) -> list[int]:
    """The block of the page that each entry begins in, or that of the one before it."""
    known = {squeezed(b.text): i for i, b in reversed(tuple(enumerate(page.blocks)))}
    places: list[int] = []
    for entry in entries:
        before = places[-1] if places else -1
        places.append(known.get(squeezed(entry.text), before))
    return places


def _place_of(line: MarkedLine, page: Page, after: int) -> int:
    blocks = range(after + 1, len(page.blocks))
    return next((i for i in blocks if line.text in page.blocks[i].text), -1)


def _has_begun(entries: Sequence[Entry], places: Sequence[int], at: int) -> bool:
    """Whether there is text above a by-line: it isn't the page's own then."""
    pairs = zip(entries, places, strict=True)
    return any(isinstance(e, Piece) and e.prose and 0 <= place < at for e, place in pairs)


def _inside(element: Any, entries: Sequence[Entry]) -> list[int]:
    """The entries in the smallest element around a by-line that holds any, if it isn't the page."""
    texts = [squeezed(entry.text) for entry in entries]
    for parent in element.iterancestors():
        if parent.tag in {"body", "main", "html"} or parent.find(".//h1") is not None:
            return []
        whole = squeezed("".join(parent.itertext()))
        if any(len(text) >= _LONG and text in whole for text in texts):
            return [index for index, text in enumerate(texts) if text in whole]
    return []


def _below(entries: Sequence[Entry], places: Sequence[int], at: int) -> Iterator[int]:
    """The entries from a by-line to the next heading.

    A heading right below it may be its own, or the next one's: then what stands above goes as well.
    """
    below = [i for i, e in enumerate(entries) if places[i] > at and isinstance(e, Piece)]
    headings = [i for i, e in enumerate(entries) if isinstance(e, Piece) and e.mark == "heading"]
    above = [i for i in headings if places[i] < at]
    if above and below[:1] and below[0] in headings:
        yield from range(above[-1] + 1, below[0])
    begun = False
    for index in below:
        if index in headings and begun:
            return
        begun = begun or index not in headings
        yield index
