"""Labelled pieces to a `Document`: severed paragraphs joined, offsets counted, reference read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, cast

from briefgen.model import Block, BlockKind, Document, Dropped, Problem, Reference, Snapshot
from briefgen.readers.judge import KEPT, judge
from briefgen.readers.pieces import Piece
from briefgen.readers.reading import read_reference
from briefgen.readers.refused import refusal
from briefgen.readers.shape import breaks_off, ends_sentence, starts_lower


class Kept(NamedTuple):
    """A block on its way into the text; `seams`: where it was joined over something dropped.

    `first` is the index of the piece that it begins with; `breaks`: where in it a later page
    begins, as in a `Piece`.
    """

    kind: BlockKind
    text: str
    first: int
    page: int | None = None
    seams: tuple[int, ...] = ()
    breaks: tuple[tuple[int, int | None], ...] = ()

    @property
    def last(self) -> int | None:
        """The page on which it ends."""
        return self.breaks[-1][1] if self.breaks else self.page

    def joined(self, piece: Piece, *, apart: bool) -> Kept:
        """The block and what goes on with it, which stood `apart` from it in the source."""
        start = len(self.text) + 1
        apart = apart or 0 in piece.seams or _BROKEN_WORD.search(self.text) is not None
        crossed = (start + at for at in piece.seams if at)
        seams = (*self.seams, *((start - 1,) if apart else ()), *crossed)
        turned = ((start, piece.page),) if piece.page != self.last else ()
        later = tuple((start + at, page) for at, page in piece.breaks)
        breaks = (*self.breaks, *turned, *later)
        return self._replace(text=f"{self.text} {piece.text}", seams=seams, breaks=breaks)


# Half a word is never joined to what goes on with it: whose the hyphen is can't be told any more.
_BROKEN_WORD = re.compile(r"[^\W_]-$")


def document_of(
    snapshot: Snapshot,
    pieces: Sequence[Piece],
    known: Reference | None = None,
    dropped: Sequence[Dropped] = (),
) -> Document | Problem:
    """The document that `pieces` make; `known` is what the format states of it (meta data)."""
    known = known or Reference()
    labels = judge(pieces, known.title, [name.family for name in known.author if name.family])
    if refused := refusal(snapshot.location, pieces, labels):
        return refused
    kept = join_severed(pieces, labels)
    if not any(block.kind == "paragraph" for block in kept):
        return _nothing(snapshot, pieces, labels)
    text, blocks = _lay_out(kept)
    starts = [(block.start, each) for block, each in zip(blocks, kept, strict=True)]
    digest = hashlib.sha256(text.encode()).hexdigest()
    reference = _fill(known, read_reference(pieces, labels))
    gone = _gone(pieces, labels, kept, blocks)
    return Document(
        id=digest[:12],
        text=text,
        text_sha256=digest,
        blocks=blocks,
        dropped=(*dropped, *gone),
        reference=reference,
        snapshot_sha256=snapshot.sha256,
        location=snapshot.location,
        seams=tuple(start + seam for start, each in starts for seam in each.seams),
        breaks=tuple((start + at, page) for start, each in starts for at, page in each.breaks),
    )


def join_severed(pieces: Sequence[Piece], labels: Sequence[str]) -> list[Kept]:
    """The kept blocks; a paragraph that breaks off takes the next one that goes on with it."""
    kept: list[Kept] = []
    for index, (piece, label) in enumerate(zip(pieces, labels, strict=True)):
        if label not in KEPT:
            continue
        if label == "paragraph" and kept and _goes_on(kept[-1], piece):
            kept[-1] = kept[-1].joined(piece, apart=labels[index - 1] != "paragraph")
        else:
            shown = _numbered(piece, label)
            before = len(shown) - len(piece.text)
            breaks = piece.breaks and tuple((before + at, page) for at, page in piece.breaks)
            seams = piece.seams and tuple(before + at for at in piece.seams if at)
            kept.append(Kept(cast(BlockKind, label), shown, index, piece.page, seams, breaks))
    return kept


def _goes_on(before: Kept, piece: Piece) -> bool:
    if before.kind != "paragraph" or piece.bullet or ends_sentence(before.text):
        return False
    return starts_lower(piece.text) or breaks_off(before.text)


def _numbered(piece: Piece, label: str) -> str:
    """A heading keeps its number and a note its mark; a paragraph's bullet is none of its text."""
    shown = label == "note" or (label == "heading" and piece.bullet[:-1].isdigit())
    return f"{piece.bullet or piece.number} {piece.text}".strip() if shown else piece.text


def _lay_out(kept: Sequence[Kept]) -> tuple[str, tuple[Block, ...]]:
    """The text and its blocks."""
    blocks: list[Block] = []
    start = number = 0
    for block in kept:
        paragraph = block.kind == "paragraph"
        number += paragraph
        end = start + len(block.text)
        blocks.append(Block(start, end, block.kind, number if paragraph else 0, block.page))
        start = end + 2
    return "\n\n".join(block.text for block in kept), tuple(blocks)


def _gone(
    pieces: Sequence[Piece], labels: Sequence[str], kept: Sequence[Kept], blocks: Sequence[Block]
) -> list[Dropped]:
    """What was dropped, in order, each with the offset of the block that comes after it."""
    gone: list[Dropped] = []
    block = 0
    for index, (piece, label) in enumerate(zip(pieces, labels, strict=True)):
        while block < len(kept) and kept[block].first < index:
            block += 1
        if label not in KEPT:
            at = blocks[block].start if block < len(blocks) else blocks[-1].end
            gone.append(Dropped(f"{piece.bullet or piece.number} {piece.text}".strip(), label, at))
    return gone


def _fill(known: Reference, read: Reference) -> Reference:
    """What the format states, and what the text says where the format is silent."""
    filled = {
        field: getattr(known, field) or getattr(read, field)
        for field in ("title", "author", "publisher", "container_title", "issued", "url", "role")
    }
    origin = {**read.origin, **known.origin}
    return replace(
        read,
        **filled,
        type=known.type if known.type != Reference().type else read.type,
        extra={**read.extra, **known.extra},
        origin={f: why for f, why in origin.items() if filled.get(f)},
    )


_STUB = re.compile(r"error page|form|subscription plea|cookie notice")


def _nothing(snapshot: Snapshot, pieces: Sequence[Piece], labels: Sequence[str]) -> Problem:
    what = "holds no paragraph of text"
    if any(label == "error page" for label in labels):
        what = "is an error page and not an article"
    elif pieces and all(_STUB.fullmatch(label) or label == "menu" for label in labels):
        what = "holds a notice or a form and no article"
    return Problem(snapshot.location, what, "open the page in a browser and save its text again")
