"""Plain text: pages saved as text, mail, scans."""

from __future__ import annotations

from briefgen.model import Document, Problem, Reference, Snapshot


def read(snapshot: Snapshot, text: str) -> Document | Problem:
    """Read the document in a plain text (normalised)."""
    # Compiling the patterns takes longer than a command that reads nothing may take.
    from briefgen.readers.asides import document_with_asides  # noqa: PLC0415
    from briefgen.readers.assemble import document_of  # noqa: PLC0415
    from briefgen.readers.indented import unquoted  # noqa: PLC0415
    from briefgen.readers.numbering import numbered  # noqa: PLC0415
    from briefgen.readers.pieces import pieces_of  # noqa: PLC0415
    from briefgen.readers.quotations import set_apart, with_quotations  # noqa: PLC0415

    plain, quotations = unquoted(text)
    pieces = pieces_of(plain)
    if not quotations:
        return document_of(snapshot, numbered(pieces))
    entries = with_quotations(pieces, set_apart(pieces, quotations), margins=False)
    return document_with_asides(snapshot, entries, Reference())
