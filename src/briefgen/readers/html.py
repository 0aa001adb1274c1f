"""HTML: a page parsed once; its article, what it says of itself, and what else it shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.model import Document, Dropped, Problem, Snapshot
from briefgen.readers.pieces import Piece

if TYPE_CHECKING:
    from briefgen.readers.html_tree import Page

_LARGE = 2_000_000  # characters; of a larger page the scripts and pictures are not even parsed
_TOO_LARGE = 4_000_000  # characters besides those; a long book has fewer, with its markup
_UNREAD = re.compile(
    r"<(script|style|svg)\b(?![^<>]*ld\+json).*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_INLINE = re.compile(r"\bdata:[\w/+.-]*;base64,[\w+/=\s]*+", re.IGNORECASE)


def read(snapshot: Snapshot, text: str) -> Document | Problem:
    """The document in an HTML page (decoded text)."""
    from briefgen.readers.assemble import document_of  # noqa: PLC0415
    from briefgen.readers.html_extract import extract  # noqa: PLC0415
    from briefgen.readers.html_markup import markup_of  # noqa: PLC0415
    from briefgen.readers.html_outside import with_outside  # noqa: PLC0415
    from briefgen.readers.html_reference import describe  # noqa: PLC0415
    from briefgen.readers.html_stubs import stub_of  # noqa: PLC0415
    from briefgen.readers.html_tree import parse_page  # noqa: PLC0415

    if len(text) > _LARGE:
        text = _INLINE.sub("", _UNREAD.sub("", text))
    if len(text) > _TOO_LARGE:
        size = len(text) / 1e6
        what = f"is a page of {size:.0f} million characters, too large to be an article"
        return Problem(snapshot.location, what, "save the article alone, as text or HTML")
    page = parse_page(text)
    if page is None:
        what = "holds no markup that can be read"
        return Problem(snapshot.location, what, "open the page in a browser and save it again")
    markup = markup_of(page.tree)
    described = describe(markup)
    pieces, altered = _verbatim(extract(page), [page.squeezed, *described.bodies])
    document = document_of(snapshot, pieces, described.reference, altered)
    found = document if isinstance(document, Document) else None
    if stub := stub_of(page, described.reference.title, found, paid=described.paid):
        return Problem(snapshot.location, stub.what, stub.remedy)
    if page.too_deep and found is None:
        what = "is nested too deeply to be read (more than 255 elements in each other)"
        return Problem(snapshot.location, what, "save the article alone, as text or HTML")
    if found is None:
        return document
    return _dated(with_outside(found, page, pieces), page, markup.language, text)


def _dated(document: Document, page: Page, language: str, text: str) -> Document:
    """The document with a date from below its title or from its markup, where it has none."""
    from briefgen.readers.html_dates import date_below_title, date_in_markup  # noqa: PLC0415

    reference = document.reference
    if reference.issued:
        return document
    origin = "date line"
    issued = date_below_title(page.blocks, reference.title, language)
    if issued is None:
        issued, origin = date_in_markup(page.tree, text), "date in the markup"
    if issued is None:
        return document
    origins = {**reference.origin, "issued": origin}
    return replace(document, reference=replace(reference, issued=issued, origin=origins))


def _verbatim(
    pieces: Sequence[Piece], shown: Sequence[str]
) -> tuple[tuple[Piece, ...], list[Dropped]]:
    """The pieces that stand word for word in what the page shows, and those that do not."""
    from briefgen.readers.html_tree import squeezed  # noqa: PLC0415

    places = [squeezed(text) for text in shown]
    kept: list[Piece] = []
    altered: list[Dropped] = []
    for piece in pieces:
        own = squeezed(piece.text)
        if any(own in place for place in places):
            kept.append(piece)
        else:
            altered.append(Dropped(piece.text, "altered by the extraction"))
    return tuple(kept), altered
