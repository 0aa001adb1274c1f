"""The page around the article: each block that was left out, where it stood, and what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from briefgen.model import Document, Dropped
from briefgen.readers.boilerplate import RULES
from briefgen.readers.front import meta_label
from briefgen.readers.html_tree import Page, PageBlock
from briefgen.readers.pieces import Piece
from briefgen.readers.shape import folded, squeezed

_MOST = 300  # blocks; a page of links has thousands
_LONGEST = 300  # characters of a block; what goes on after them is cut
_OUTSIDE = "outside the article"


def with_outside(document: Document, page: Page, texts: Sequence[str]) -> Document:
    """The document with what the page shows beside the article's `texts` among `dropped`."""
    outside = _outside(document, page, texts)[:_MOST]
    # Before one block of the text stand pieces of both kinds: the page says in which order.
    shown = {block.text: place for place, block in reversed(tuple(enumerate(page.blocks)))}
    own = ((piece, shown.get(piece.text, len(shown))) for piece in document.dropped)
    ordered = sorted(chain(own, outside), key=lambda each: (each[0].at, each[1]))
    return replace(document, dropped=tuple(piece for piece, _ in ordered))


def _outside(document: Document, page: Page, texts: Sequence[str]) -> list[tuple[Dropped, int]]:
    """Blocks that are no part of a piece, each before the next block of the text, and its place."""
    taken = set(texts)
    taken |= {piece.text for piece in document.dropped}
    whole = squeezed("".join(texts))
    starts = [block.start for block in document.blocks]
    found: list[tuple[Dropped, int]] = []
    reached = following = 0
    for index, block in enumerate(page.blocks):
        if block.text in taken or squeezed(block.text) in whole:
            place = document.text.find(block.text, reached)
            reached = place + len(block.text) if place >= 0 else reached
            continue
        while following < len(starts) and starts[following] < reached:
            following += 1
        at = starts[following] if following < len(starts) else len(document.text)
        shown = block.text if len(block.text) <= _LONGEST else f"{block.text[:_LONGEST]} …"
        reason = block.region or _reason(block, document.reference.title)
        found.append((Dropped(shown, reason, at), index))
    return found


def _reason(block: PageBlock, title: str) -> str:
    """What a block outside the article says of itself."""
    piece = Piece(block.text)
    if block.kind == "heading" and piece.folded == folded(title):
        return "title"
    return meta_label(piece) or next((rule.reason for rule in RULES.matching(piece)), _OUTSIDE)
