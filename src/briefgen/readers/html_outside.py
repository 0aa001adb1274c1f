"""The page around the article: each block that was left out, where it stood, and what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from briefgen.model import Document, Dropped
from briefgen.readers.html_tree import Page, squeezed
from briefgen.readers.pieces import Piece

_MOST = 300  # blocks; a page of links has thousands
_LONGEST = 300  # characters of a block; what goes on after them is cut
_OUTSIDE = "outside the article"


def with_outside(document: Document, page: Page, pieces: Sequence[Piece]) -> Document:
    """The document with what the page shows beside the article among `dropped`, in order."""
    outside = list(_outside(document, page, pieces))
    dropped = sorted(chain(document.dropped, outside[:_MOST]), key=lambda piece: piece.at)
    return replace(document, dropped=tuple(dropped))


def _outside(document: Document, page: Page, pieces: Sequence[Piece]) -> list[Dropped]:
    """Blocks that are no part of a piece, each before the next block of the text."""
    taken = {piece.text for piece in pieces}
    taken |= {piece.text for piece in document.dropped}
    whole = squeezed("".join(piece.text for piece in pieces))
    starts = [block.start for block in document.blocks]
    found: list[Dropped] = []
    reached = following = 0
    for block in page.blocks:
        if block.text in taken or squeezed(block.text) in whole:
            place = document.text.find(block.text, reached)
            reached = place + len(block.text) if place >= 0 else reached
            continue
        while following < len(starts) and starts[following] < reached:
            following += 1
        at = starts[following] if following < len(starts) else len(document.text)
        shown = block.text if len(block.text) <= _LONGEST else f"{block.text[:_LONGEST]} …"
        found.append(Dropped(shown, block.region or _OUTSIDE, at))
    return found
