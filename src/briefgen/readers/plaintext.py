"""Plain text: pages saved as text, mail, scans."""

from __future__ import annotations

from briefgen.model import Document, Problem, Snapshot


def read(snapshot: Snapshot, text: str) -> Document | Problem:
    """Read the document in a plain text (normalised)."""
    # Compiling the patterns takes longer than a command that reads nothing may take.
    from briefgen.readers.assemble import document_of  # noqa: PLC0415
    from briefgen.readers.numbering import numbered  # noqa: PLC0415
    from briefgen.readers.pieces import pieces_of  # noqa: PLC0415

    return document_of(snapshot, numbered(pieces_of(text)))
