"""Block quotations without quotation marks: somebody's words, set apart by markup alone.

One that the paragraph before it announces ("The minister said:") becomes one paragraph, so that
all of it stands below what announces it. Whose another is cannot be told, and it is put aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from typing import Any

from briefgen.model import Document, Dropped
from briefgen.readers.asides import Entry
from briefgen.readers.html_tree import squeezed
from briefgen.readers.pieces import Piece

_LEAST = 20  # letters of a piece; fewer stand in a quotation by chance
_LAYOUT = 0.4  # of the words: then the element is there for its margins
_REASON = "block quotation that nothing announces"
_MARKS = "“”„«»\"‘'"


def block_quotations(tree: Any) -> tuple[str, ...]:
    """The texts of a page's outermost block quotations, without white space."""
    found = tree.xpath("//blockquote[not(ancestor::blockquote)]")
    return tuple(squeezed("".join(element.itertext())) for element in found)


def with_quotations(
    entries: Sequence[Entry], quotations: Sequence[str]
) -> tuple[tuple[Entry, ...], tuple[Sequence[Piece], ...]]:
    """The entries with each block quotation as one paragraph, or put aside; and what was joined."""
    places = [_place(entry, quotations) for entry in entries]
    words = [entry.words if isinstance(entry, Piece) else 0 for entry in entries]
    quoted = sum(n for n, place in zip(words, places, strict=True) if place >= 0)
    if not quoted or quoted > _LAYOUT * sum(words):
        return tuple(entries), ()
    whole = squeezed("\n".join(e.text for e, p in zip(entries, places, strict=True) if p < 0))
    result: list[Entry] = []
    joined: list[Sequence[Piece]] = []
    for place, group in groupby(zip(entries, places, strict=True), key=lambda pair: pair[1]):
        run = [entry for entry, _ in group]
        pieces = [entry for entry in run if isinstance(entry, Piece)]
        if place < 0 or _stands(pieces, whole):
            result += run
        elif _is_announced(
            pieces, next((e for e in reversed(result) if isinstance(e, Piece)), None)
        ):
            result.append(Piece(" ".join(piece.text for piece in pieces), "text"))
            joined.append(pieces)
        else:
            result += [Dropped(piece.text, _REASON) for piece in pieces]
    return tuple(result), tuple(joined)


def with_seams(document: Document, joined: Iterable[Sequence[Piece]]) -> Document:
    """The document with a seam between the paragraphs of each quotation that became one."""
    found = set(document.seams)
    for pieces in joined:
        start = document.text.find(" ".join(piece.text for piece in pieces))
        ends = accumulate(len(piece.text) + 1 for piece in pieces[:-1])
        found |= {start + end - 1 for end in ends if start >= 0}
    return replace(document, seams=tuple(sorted(found)))


def _place(entry: Entry, quotations: Sequence[str]) -> int:
    """Which block quotation a piece stands in, or -1."""
    text = squeezed(entry.text) if isinstance(entry, Piece) else ""
    if len(text) < _LEAST:
        return -1
    return next((n for n, quotation in enumerate(quotations) if text in quotation), -1)


def _stands(pieces: Sequence[Piece], whole: str) -> bool:
    """Whether other rules see to it: it has quotation marks, or repeats the text around it."""
    first = pieces[0].text
    marked = first[0] in _MARKS or first[-1] in _MARKS
    return marked or all(squeezed(piece.text) in whole for piece in pieces)


def _is_announced(pieces: Sequence[Piece], before: Piece | None) -> bool:
    """Whether the paragraph before it ends in a colon; lists within it stay as they are."""
    led = before is not None and before.text.rstrip('“”"’ ').endswith(":")
    return led and all(piece.mark == "text" for piece in pieces)
