"""Labelled pieces to a `Document`: severed paragraphs joined, offsets counted, reference read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from briefgen.model import Block, BlockKind, Document, Dropped, Problem, Reference, Snapshot
from briefgen.readers.judge import KEPT, judge
from briefgen.readers.pieces import Piece
from briefgen.readers.reading import read_reference
from briefgen.readers.reference import merge
from briefgen.readers.shape import breaks_off, ends_sentence, starts_lower


def document_of(
    snapshot: Snapshot,
    pieces: Sequence[Piece],
    known: Reference | None = None,
    dropped: Sequence[Dropped] = (),
) -> Document | Problem:
    """The document that `pieces` make; `known` is what the format states of it (meta data)."""
    known = known or Reference()
    labels = judge(pieces, known.title, [name.family for name in known.author if name.family])
    kept = join_severed(pieces, labels)
    if not any(kind == "paragraph" for kind, _ in kept):
        return _nothing(snapshot, pieces, labels)
    text, blocks = _lay_out(kept)
    digest = hashlib.sha256(text.encode()).hexdigest()
    reference = merge(_fill(known, read_reference(pieces, labels)), snapshot.stated)
    gone = [
        Dropped(f"{piece.bullet} {piece.text}".strip(), label)
        for piece, label in zip(pieces, labels, strict=True)
        if label not in KEPT
    ]
    return Document(
        id=digest[:12],
        text=text,
        text_sha256=digest,
        blocks=blocks,
        dropped=(*dropped, *gone),
        reference=reference,
        snapshot_sha256=snapshot.sha256,
        location=snapshot.location,
    )


def join_severed(pieces: Sequence[Piece], labels: Sequence[str]) -> list[tuple[BlockKind, str]]:
    """The kept blocks; a paragraph that breaks off takes the next one that goes on with it."""
    kept: list[tuple[BlockKind, str]] = []
    for piece, label in zip(pieces, labels, strict=True):
        if label == "paragraph" and kept and kept[-1][0] == "paragraph" and not piece.bullet:
            before = kept[-1][1]
            if not ends_sentence(before) and (starts_lower(piece.text) or breaks_off(before)):
                kept[-1] = ("paragraph", f"{before} {piece.text}")
                continue
        if label == "paragraph":
            kept.append(("paragraph", piece.text))
        elif label == "heading":
            number = piece.bullet if piece.bullet[:-1].isdigit() else ""
            kept.append(("heading", f"{number} {piece.text}".strip()))
        elif label == "note":
            kept.append(("note", f"{piece.bullet} {piece.text}".strip()))
    return kept


def _lay_out(kept: Sequence[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    blocks: list[Block] = []
    start = number = 0
    for kind, text in kept:
        number += kind == "paragraph"
        blocks.append(Block(start, start + len(text), kind, number if kind == "paragraph" else 0))
        start += len(text) + 2
    return "\n\n".join(text for _, text in kept), tuple(blocks)


def _fill(known: Reference, read: Reference) -> Reference:
    """What the format states, and what the text says where the format is silent."""
    filled = {
        field: getattr(known, field) or getattr(read, field)
        for field in ("title", "author", "publisher", "container_title", "issued", "url", "role")
    }
    origin = {**read.origin, **known.origin}
    return replace(read, **filled, origin={f: why for f, why in origin.items() if filled.get(f)})


_STUB = re.compile(r"error page|form|subscription plea|cookie notice")


def _nothing(snapshot: Snapshot, pieces: Sequence[Piece], labels: Sequence[str]) -> Problem:
    what = "holds no paragraph of text"
    if any(label == "error page" for label in labels):
        what = "is an error page and not an article"
    elif pieces and all(_STUB.fullmatch(label) or label == "menu" for label in labels):
        what = "holds a notice or a form and no article"
    return Problem(snapshot.location, what, "open the page in a browser and save its text again")
