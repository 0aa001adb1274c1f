"""HTML: trafilatura on our text, never its fetcher; then the rules that all formats share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from briefgen.model import Date, Document, Dropped, Name, Problem, Reference, Snapshot
from briefgen.readers.assemble import document_of
from briefgen.readers.dates import parse_date
from briefgen.readers.names import parse_names, parse_organisation
from briefgen.readers.pieces import Mark, Piece
from briefgen.readers.shape import folded

if TYPE_CHECKING:
    from trafilatura.settings import Document as Extracted

_TOO_LITTLE = 60  # words; less than that is tried again in trafilatura's default mode
_ERROR = re.compile(r"enable javascript|javascript is (?:disabled|required)|access denied|page not found|\b404\b|are you a robot", re.IGNORECASE)  # fmt: skip


def read(snapshot: Snapshot, text: str) -> Document | Problem:
    """The document in an HTML page (decoded text)."""
    extracted = _extract(text)
    if extracted is None or extracted.body is None:
        return _nothing(snapshot, text)
    page = _squeezed(_page_text(text))
    pieces: list[Piece] = []
    altered: list[Dropped] = []
    for piece in _pieces(extracted.body):
        if _squeezed(piece.text) in page:
            pieces.append(piece)
        else:
            altered.append(Dropped(piece.text, "altered by the extraction"))
    known = _reference(extracted, text)
    return document_of(snapshot, _without_title(pieces, known.title), known, altered)


def _extract(text: str) -> Extracted | None:
    """Precision first; the default mode where that leaves too little."""
    from trafilatura import bare_extraction

    best: Any = None
    for precise in (True, False):
        found = bare_extraction(
            text,
            favor_precision=precise,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
        if found is not None and not isinstance(found, dict):
            best = found if best is None or len(found.text or "") > len(best.text or "") else best
        if best is not None and len((best.text or "").split()) >= _TOO_LITTLE:
            break
    return best


def _pieces(body: Any) -> Iterator[Piece]:
    """The blocks of trafilatura's tree: `head`, `p`, `item`, `quote`; line breaks part them."""
    for element in body.iter("head", "p", "item", "quote", "code"):
        if element.tag in {"quote", "item"} and element.find(".//p") is not None:
            continue
        if any(parent.tag in {"p", "head", "item"} for parent in element.iterancestors()):
            continue
        marks: dict[str, Mark] = {"head": "heading", "item": "item"}
        for line in _lines(element):
            yield Piece(line, marks.get(element.tag, ""), bullet="•" if element.tag == "item" else "")


def _lines(element: Any) -> Iterator[str]:
    yield from (line for part in "".join(_walk(element)).split("\n") if (line := " ".join(part.split())))


def _walk(element: Any) -> Iterator[str]:
    """Text in order; a line break becomes a newline, other white space a space."""
    yield re.sub(r"\s+", " ", element.text or "")
    for child in element:
        yield "\n" if child.tag == "lb" else "".join(_walk(child))
        yield re.sub(r"\s+", " ", child.tail or "")


def _page_text(text: str) -> str:
    import unicodedata

    from lxml import html as lxml_html

    try:
        tree = lxml_html.document_fromstring(text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (ValueError, lxml_html.etree.ParserError):
        return text
    return unicodedata.normalize("NFC", str(tree.text_content()))


def _squeezed(text: str) -> str:
    """Without white space: block tags part words in one and not in the other."""
    return re.sub(r"\s+", "", text)


def _without_title(pieces: list[Piece], title: str) -> tuple[Piece, ...]:
    marks = [p for p in pieces if folded(p.text) != folded(title) or p.mark != "heading"]
    return tuple(marks if title else pieces)


def _reference(extracted: Extracted, text: str) -> Reference:
    site = " ".join((extracted.sitename or "").split())
    if re.fullmatch(r"[\w.-]+\.[a-z]{2,}", site, re.IGNORECASE) or site == extracted.hostname:
        site = ""
    issued: Date | None = parse_date(extracted.date) if extracted.date else None
    found: dict[str, Any] = {
        "title": " ".join((extracted.title or "").split()),
        "author": _authors(extracted.author or "", site),
        "publisher": site.removeprefix("@"),
        "issued": issued,
        "url": extracted.url or "",
    }
    return Reference(**found, origin={name: "page's meta data" for name, value in found.items() if value})


def _authors(names: str, site: str) -> tuple[Name, ...]:
    """Persons and organisations; a site's own name is not an author."""
    authors: list[Name] = []
    for part in re.split(r"\s*;\s*", names):
        found, _ = parse_names(part)
        if found:
            authors += [name for name in found if name not in authors]
        elif (organisation := parse_organisation(part)) and folded(part) != folded(site):
            authors.append(organisation)
    return tuple(name for name in authors if folded(str(name)) != folded(site))


def _nothing(snapshot: Snapshot, text: str) -> Problem:
    if _ERROR.search(text):
        what = "is an error page and not an article"
    else:
        what = "holds no paragraph of text"
    return Problem(snapshot.location, what, "open the page in a browser and save it again")
