"""HTML: a page parsed once; its article, what it says of itself, and what else it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.model import Document, Dropped, Problem, Snapshot
from briefgen.readers.asides import Entry, document_with_asides
from briefgen.readers.html_asides import put_aside
from briefgen.readers.html_authors import with_author, without_collective
from briefgen.readers.html_dates import date_below_title, date_in_markup
from briefgen.readers.html_extract import extract
from briefgen.readers.html_markup import markup_of
from briefgen.readers.html_others import without_others
from briefgen.readers.html_outside import with_outside
from briefgen.readers.html_paid import paid_words
from briefgen.readers.html_quotations import block_quotations
from briefgen.readers.html_reference import describe
from briefgen.readers.html_signed import with_speaker
from briefgen.readers.html_stubs import stub_of
from briefgen.readers.html_tree import Page, parse_page
from briefgen.readers.pieces import Piece
from briefgen.readers.quotations import set_apart, with_quotations
from briefgen.readers.refused import paid
from briefgen.readers.shape import squeezed

_LARGE = 2_000_000  # characters; of a larger page the scripts and pictures are not even parsed
_TOO_LARGE = 4_000_000  # characters besides those; a long book has fewer, with its markup
_TAGS = 200_000  # of them any page is read in half of the time that a source is given
_BREAKS = re.compile(r"(?:<br\b[^<>]*>\s*){3,}", re.IGNORECASE)
_UNREAD = re.compile(
    r"<(script|style|svg)\b(?![^<>]*ld\+json).*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_INLINE = re.compile(r"\bdata:[\w/+.-]*;base64,[\w+/=\s]*+", re.IGNORECASE)


def read(snapshot: Snapshot, text: str) -> Document | Problem:
    """The document in an HTML page (decoded text)."""
    if len(text) > _LARGE:
        text = _INLINE.sub("", _UNREAD.sub("", text))
        text = _BREAKS.sub("<br><br>", text)
    if too_large := _size_of(text):
        what = f"is a page of {too_large}, too large to be an article"
        return Problem(snapshot.location, what, "save the article alone, as text or HTML")
    page = parse_page(text)
    if page is None:
        what = "holds no markup that can be read"
        return Problem(snapshot.location, what, "open the page in a browser and save it again")
    markup = markup_of(page.tree)
    described = describe(markup)
    stated = _verbatim(extract(page), (page.squeezed, *described.bodies))
    aside = without_others(put_aside(stated, page.notes), page, markup.bylines, described)
    entries = with_quotations(aside, set_apart(aside, block_quotations(page.tree)))
    known = described.reference
    document = document_with_asides(snapshot, entries, without_collective(known))
    found = document if isinstance(document, Document) else None
    if shown := paid_words(page, markup, known.title):
        return paid(snapshot.location, shown)
    if stub := stub_of(page, known.title, found, paid=described.paid):
        return Problem(snapshot.location, stub.what, stub.remedy)
    if page.too_deep and found is None:
        what = "is nested too deeply to be read (more than 255 elements in each other)"
        return Problem(snapshot.location, what, "save the article alone, as text or HTML")
    if found is None:
        return document
    signed = replace(found, reference=with_author(found.reference, known))
    whole = with_outside(signed, page, [entry.text for entry in aside])
    whole = replace(whole, reference=with_speaker(whole, page.squeezed))
    return _dated(whole, page, markup.language, text)


def _size_of(text: str) -> str:
    """How large a page is, if it is too large to be read: in characters, or in tags."""
    if len(text) > _TOO_LARGE:
        return f"{len(text) / 1e6:.0f} million characters"
    tags = text.count("<")
    return f"{tags:,} tags" if tags > _TAGS else ""


def _dated(document: Document, page: Page, language: str, text: str) -> Document:
    """The document with a date from below its title or from its markup, where it has none."""
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
    places = [squeezed(text) for text in shown]
    for piece in pieces:
        own = squeezed(piece.text)
        stands = any(own in place for place in places)
        yield piece if stands else Dropped(piece.text, "altered by the extraction")
