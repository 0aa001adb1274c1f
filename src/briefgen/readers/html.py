"""HTML: a page parsed once; its article, what it says of itself, and what else it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.model import Document, Dropped, Problem, Snapshot
from briefgen.readers.pieces import Piece

if TYPE_CHECKING:
    from briefgen.readers.asides import Entry
    from briefgen.readers.html_tree import Page

_LARGE = 2_000_000  # characters; of a larger page the scripts and pictures are not even parsed
_TOO_LARGE = 4_000_000  # characters besides those; a long book has fewer, with its markup
_UNREAD = re.compile(
    r"<(script|style|svg)\b(?![^<>]*ld\+json).*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_INLINE = re.compile(r"\bdata:[\w/+.-]*;base64,[\w+/=\s]*+", re.IGNORECASE)


def read(snapshot: Snapshot, text: str) -> Document | Problem:
    """The document in an HTML page (decoded text)."""
    from briefgen.readers.asides import document_with_asides  # noqa: PLC0415
    from briefgen.readers.html_asides import put_aside  # noqa: PLC0415
    from briefgen.readers.html_authors import with_author, without_collective  # noqa: PLC0415
    from briefgen.readers.html_extract import extract  # noqa: PLC0415
    from briefgen.readers.html_markup import markup_of  # noqa: PLC0415
    from briefgen.readers.html_outside import with_outside  # noqa: PLC0415
    from briefgen.readers.html_quotations import (  # noqa: PLC0415
        block_quotations,
        with_quotations,
        with_seams,
    )
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
    stated = _verbatim(extract(page), (page.squeezed, *described.bodies))
    aside = put_aside(stated, page.notes)
    entries, joined = with_quotations(aside, block_quotations(page.tree))
    known = described.reference
    document = document_with_asides(snapshot, entries, without_collective(known))
    found = document if isinstance(document, Document) else None
    if stub := stub_of(page, known.title, found, paid=described.paid):
        return Problem(snapshot.location, stub.what, stub.remedy)
    if page.too_deep and found is None:
        what = "is nested too deeply to be read (more than 255 elements in each other)"
        return Problem(snapshot.location, what, "save the article alone, as text or HTML")
    if found is None:
        return document
    seamed = with_seams(found, joined)
    signed = replace(seamed, reference=with_author(found.reference, known))
    whole = with_outside(signed, page, [entry.text for entry in aside])
    return _dated(whole, page, markup.language, text)


def _dated(document: Document, page: Page, language: str, text: str) -> Document:
    """The document with a date from below its title or from its markup, where it has none."""
    from briefgen.readers.html_dates import date_below_title, date_in_markup  # noqa: PLC0415

    reference = document.reference
    if reference.issued:
        return document
    origin = "date line"
    issued = date_below_title(page.blocks, reference.title, language)
    if issued is None:
        issued, origin = date_in_markup(page.tree, text, language), "date in the markup"
    if issued is None:
        return document
    origins = {**reference.origin, "issued": origin}
    return replace(document, reference=replace(reference, issued=issued, origin=origins))


def _verbatim(pieces: Sequence[Piece], shown: Sequence[str]) -> Iterator[Entry]:
    """The pieces; those that do not stand word for word in what the page shows are put aside."""
    from briefgen.readers.html_tree import squeezed  # noqa: PLC0415

    places = [squeezed(text) for text in shown]
    for piece in pieces:
        own = squeezed(piece.text)
        stands = any(own in place for place in places)
        yield piece if stands else Dropped(piece.text, "altered by the extraction")
