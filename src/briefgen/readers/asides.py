"""A document from pieces among which a reader has itself put some aside, and from its notes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from briefgen.model import Block, Document, Dropped, Problem, Reference, Snapshot
from briefgen.readers.assemble import document_of
from briefgen.readers.numbering import numbered_entries
from briefgen.readers.pieces import Piece

Entry = Piece | Dropped


def document_with_asides(
    snapshot: Snapshot,
    entries: Sequence[Entry],
    known: Reference,
    notes: Sequence[Piece] = (),
) -> Document | Problem:
    """The document of the pieces in `entries`; what stands between them is dropped there.

    `notes` are its last blocks, which are never quoted.
    """
    entries = numbered_entries(entries)
    document = document_of(snapshot, [e for e in entries if isinstance(e, Piece)], known)
    if isinstance(document, Problem):
        return document
    return with_notes(_placed(document, entries), notes)


def _placed(document: Document, entries: Sequence[Entry]) -> Document:
    """What was put aside, each at its place; a paragraph that was joined over it gets a seam."""
    text, starts = document.text, [block.start for block in document.blocks]
    waiting: list[Dropped] = []
    gone = list(document.dropped)
    seams = set(document.seams)
    end, block = -1, 0
    for entry in entries:
        if isinstance(entry, Dropped):
            waiting.append(entry)
            continue
        shown = f"{entry.bullet or entry.number} {entry.text}".strip()
        if end >= 0 and text.startswith(f" {entry.text}", end):  # joined to the last one
            at = end + 1
            seams |= {end} if waiting else set()
            end = at + len(entry.text)
        else:
            if block >= len(starts) or not text.startswith((entry.text, shown), starts[block]):
                continue  # it was dropped by the rules
            at = starts[block]
            end = at + len(entry.text if text.startswith(entry.text, at) else shown)
            block += 1
        gone += [replace(each, at=at) for each in waiting]
        waiting = []
    gone += [replace(each, at=len(text)) for each in waiting]
    gone.sort(key=lambda each: each.at)
    return replace(document, dropped=tuple(gone), seams=tuple(sorted(seams)))


def with_notes(document: Document, notes: Sequence[Piece]) -> Document:
    """The document with `notes` as its last blocks, each behind its mark."""
    if not notes:
        return document
    blocks, shown = list(document.blocks), [document.text]
    end = len(document.text)
    for note in notes:
        shown.append(f"{note.bullet} {note.text}".strip())
        start, end = end + 2, end + 2 + len(shown[-1])
        blocks.append(Block(start, end, "note", page=note.page))
    text = "\n\n".join(shown)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return replace(document, text=text, blocks=tuple(blocks), id=digest[:12], text_sha256=digest)
