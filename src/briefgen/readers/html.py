"""HTML: trafilatura on our text, never its fetcher; then the rules that all formats share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any

from briefgen.model import Date, Document, Dropped, Name, Problem, Reference, Snapshot
from briefgen.readers.pieces import Mark, Piece
from briefgen.readers.shape import folded

if TYPE_CHECKING:
    from trafilatura.settings import Document as Extracted

_TOO_LITTLE = 60  # words; less than that is tried again in trafilatura's default mode
_CHANGED = re.compile(r"(?:modified|updated|revised)[^<>]*$", re.IGNORECASE)
_ERROR = re.compile(
    r"enable javascript|javascript is (?:disabled|required)"
    r"|access denied|page not found|\b404\b|are you a robot",
    re.IGNORECASE,
)


def read(snapshot: Snapshot, text: str) -> Document | Problem:
    """The document in an HTML page (decoded text)."""
    from briefgen.readers.assemble import document_of  # noqa: PLC0415

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
    known = _without_change_date(_reference(extracted, _headings(text)), extracted.date, text)
    return document_of(snapshot, pieces, known, altered)


def _extract(text: str) -> Extracted | None:
    """Precision first; the default mode where that leaves too little."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    best: Extracted | None = None
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
            yield Piece(line, marks.get(element.tag, "text"))


def _lines(element: Any) -> Iterator[str]:
    yield from (
        line for part in "".join(_walk(element)).split("\n") if (line := " ".join(part.split()))
    )


def _walk(element: Any) -> Iterator[str]:
    """Text in order; a line break becomes a newline, other white space a space."""
    yield re.sub(r"\s+", " ", element.text or "")
    for child in element:
        yield "\n" if child.tag == "lb" else "".join(_walk(child))
        yield re.sub(r"\s+", " ", child.tail or "")


def _page_text(text: str) -> str:
    import unicodedata  # noqa: PLC0415

    from lxml import html as lxml_html  # noqa: PLC0415

    try:
        tree = lxml_html.document_fromstring(
            text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except (ValueError, lxml_html.etree.ParserError):
        return text
    return unicodedata.normalize("NFC", str(tree.xpath("string()")))


def _squeezed(text: str) -> str:
    """Without white space: block tags part words in one and not in the other."""
    return re.sub(r"\s+", "", text)


def _headings(text: str) -> list[str]:
    """Find the page's main headings: what a reader takes for its title."""
    found = re.findall(r"<h1\b[^>]*>(.*?)</h1>", text, re.IGNORECASE | re.DOTALL)[:20]
    lines = (" ".join(unescape(re.sub(r"<[^>]*>", " ", heading)).split()) for heading in found)
    return list(dict.fromkeys(line for line in lines if line))


def _title(given: str, site: str, headings: list[str]) -> str:
    """The title without the site's name behind or before it."""
    from briefgen.readers.titles import parse_title_line  # noqa: PLC0415

    title = " ".join(given.split())
    if len(headings) == 1 and _is_title(headings[0], title, site):
        return title if title and folded(title) in folded(headings[0]) else headings[0]
    line = parse_title_line(title, headings)
    if line.publisher:
        return line.title
    for part in re.split(r"\s+[|–—-]\s+|\s+::\s+", title)[1:]:
        if site and folded(part) == folded(site):
            return title[: title.rindex(part)].rstrip(" |–—-:")
    return title


def _without_change_date(reference: Reference, written: str | None, text: str) -> Reference:
    """No date of issue where the page gives that day only as the day of a change."""
    if not written:
        return reference
    contexts = [text[max(0, m.start() - 100) : m.start()] for m in re.finditer(written, text)]
    if contexts and all(_CHANGED.search(context) for context in contexts):
        origin = {field: why for field, why in reference.origin.items() if field != "issued"}
        return replace(reference, issued=None, origin=origin)
    return reference


def _is_title(heading: str, title: str, site: str) -> bool:
    """Whether the only main heading says the page's title and not the site's name."""
    words = set(folded(heading).split())
    shared = words & set(folded(title).split())
    return 2 <= len(heading.split()) <= 40 and folded(heading) != folded(site) and len(shared) > 1


def _reference(extracted: Extracted, headings: list[str]) -> Reference:
    from briefgen.readers.dates import parse_date  # noqa: PLC0415

    site = " ".join((extracted.sitename or "").split())
    if re.fullmatch(r"[\w.-]+\.[a-z]{2,}", site, re.IGNORECASE) or site == extracted.hostname:
        site = ""
    title = _title(extracted.title or "", site, headings)
    if folded(site) == folded(title):
        site = ""
    issued: Date | None = parse_date(extracted.date) if extracted.date else None
    found: dict[str, Any] = {
        "title": title,
        "author": _authors(extracted.author or "", site),
        "publisher": site.removeprefix("@"),
        "issued": issued,
        "url": extracted.url or "",
    }
    return Reference(
        **found, origin={name: "page's meta data" for name, value in found.items() if value}
    )


def _authors(names: str, site: str) -> tuple[Name, ...]:
    """Persons and organisations; a site's own name is not an author."""
    from briefgen.readers.names import parse_names, parse_organisation  # noqa: PLC0415

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
