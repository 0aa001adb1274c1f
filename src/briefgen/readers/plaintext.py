"""Plain text: pages saved as text, mail, scans."""

from __future__ import annotations

from briefgen.model import Document, Problem, Snapshot
from briefgen.readers.assemble import document_of
from briefgen.readers.pieces import pieces_of


def read(snapshot: Snapshot, text: str) -> Document | Problem:
    """The document in a plain text (normalised)."""
    return document_of(snapshot, pieces_of(text))
