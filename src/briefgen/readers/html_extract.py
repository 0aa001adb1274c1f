"""The article's blocks in a page: trafilatura, and readability-lxml where that finds too little.

The only importer of both. Precision first: what trafilatura's quick precise mode finds is taken,
unless most of the page's prose stands elsewhere.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import Any

from briefgen.readers.decode import normalise
from briefgen.readers.html_tree import Page, parse_page
from briefgen.readers.pieces import Mark, Piece
from briefgen.readers.shape import breaks_off, count_words, ends_sentence, squeezed, starts_lower

_TOO_LITTLE = 60  # words; with less than that the next way is tried
_PROSE = 120  # characters of a block that is surely prose, if it ends as a sentence does
_MOST = 0.5  # of the page's prose
_DETAIL = 12  # words
_BESIDE = frozenset({"menu", "form", "button", "caption"})

# Both report through `logging` what is no news here: a page that holds no article.
for _library in ("trafilatura", "readability"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)


def extract(page: Page) -> tuple[Piece, ...]:
    """The article's blocks, in order; those of the first way that finds enough."""
    pieces = _by_trafilatura(page, favor_precision=True, fast=True)
    if _misses_most(page, pieces):
        pieces = _longest(pieces, _by_trafilatura(page, favor_precision=True))
    ways: tuple[Callable[[Page], Sequence[Piece]], ...] = (_by_trafilatura, _by_readability)
    for way in ways:
        if _words(pieces) >= _TOO_LITTLE:
            break
        pieces = _longest(pieces, way(page))
    return tuple(pieces)


def _longest(*found: Sequence[Piece]) -> Sequence[Piece]:
    return max(found, key=_words)


def _words(pieces: Sequence[Piece]) -> int:
    return sum(piece.words for piece in pieces)


def _misses_most(page: Page, pieces: Sequence[Piece]) -> bool:
    """Whether most of what the page holds of prose is not among `pieces`."""
    found = squeezed("".join(piece.text for piece in pieces))
    prose = [b.text for b in page.blocks if len(b.text) >= _PROSE and ends_sentence(b.text)]
    missed = sum(len(text) for text in prose if squeezed(text) not in found)
    return missed > _MOST * sum(len(text) for text in prose)


def _by_trafilatura(page: Page, **mode: Any) -> Sequence[Piece]:
    """What trafilatura finds in its default mode, or in `mode`; it works on a copy of the tree."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    found = bare_extraction(page.tree, include_comments=False, include_tables=False, **mode)
    if found is None or isinstance(found, dict) or found.body is None:
        return ()
    pieces = tuple(_pieces(found.body))
    return () if _is_dump(page, pieces) else pieces


def _is_dump(page: Page, pieces: Sequence[Piece]) -> bool:
    """Whether all that was found is one paragraph made of the page's several: its last resort."""
    if len(pieces) != 1:
        return False
    whole = squeezed(pieces[0].text)
    return sum(len(b.text) > 20 and squeezed(b.text) in whole for b in page.blocks) > 2


def _by_readability(page: Page) -> Sequence[Piece]:
    from readability import Document  # noqa: PLC0415
    from readability.readability import Unparseable  # noqa: PLC0415

    try:
        summary = Document(copy(page.tree)).summary()
    except Unparseable:
        return ()
    article = parse_page(normalise(summary))
    marks: dict[str, Mark] = {"heading": "heading", "linked heading": "heading", "item": "item"}
    return tuple(
        Piece(block.text, marks.get(block.kind, "text"))
        for block in (article.blocks if article else ())
        if block.region not in _BESIDE
    )


def _pieces(body: Any) -> Iterator[Piece]:
    """The blocks of trafilatura's tree: `head`, `p`, `item`, `quote`; line breaks part them."""
    marks: dict[str, Mark] = {"head": "heading", "item": "item"}
    before = ""
    for element in body.iter("head", "p", "item", "quote", "code"):
        if element.tag in {"quote", "item"} and element.find(".//p") is not None:
            continue
        around = {parent.tag for parent in element.iterancestors()}
        if around & {"p", "head"} or (element.tag != "p" and "item" in around):
            continue
        lines = (" ".join(line.split()) for line in normalise("".join(_walk(element))).split("\n"))
        found = [line for line in lines if line]
        if element.get("rend", "").startswith(("dt", "dd")) and _is_details(element.getparent()):
            continue
        mark: Mark = "item" if "item" in around else marks.get(element.tag, "text")
        if element.get("rend", "").startswith("dt"):  # a name, a question: what is said is below it
            mark = "heading"
        for line in found:
            yield Piece(line, mark, bullet=_bullet(line, before, mark))
            before = "" if mark == "heading" else line


def _bullet(line: str, before: str, mark: Mark) -> str:
    """A bullet for an item that would else be taken for the end of the block before it."""
    severed = before and not ends_sentence(before) and (starts_lower(line) or breaks_off(before))
    return "•" if mark == "item" and severed else ""


def _is_details(entries: Any) -> bool:
    """Whether a list is one of details ("Published: 4 March"), and none of it text."""
    texts = ["".join(entry.itertext()).strip().rstrip(":") for entry in entries]
    return all(count_words(text) <= _DETAIL and not ends_sentence(text) for text in texts)


def _walk(element: Any) -> Iterator[str]:
    """Text in order; a line break or a list's item opens a line, other white space is a space."""
    yield re.sub(r"\s+", " ", element.text or "")
    for child in element:
        parted = child.tag in {"list", "item"}
        yield "\n" if parted or child.tag == "lb" else ""
        yield from _walk(child)
        yield "\n" if parted else ""
        yield re.sub(r"\s+", " ", child.tail or "")
