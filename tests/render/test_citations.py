"""Notes, their entries and their live links: on the page, and in the PDF."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import replace
from html import unescape

import canal
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from briefgen.model import (
    Brief,
    Matrix,
    MatrixGroup,
    MatrixRow,
    Reference,
    Stand,
)
from briefgen.render.html import render_html
from briefgen.render.passages import live_links
from briefgen.render.pdf import render_pdf

STYLES = ("chicago-notes-bibliography", "apa", "bluebook-law-review")
AUDIENCES = ("minister", "analyst", "public")


def page(audience: str, style: str = STYLES[0], /, **changes: object) -> str:
    made = replace(canal.brief(audience), **changes)  # type: ignore[arg-type]
    return render_html(made, canal.citations(made, style))


def targets(html: str) -> list[str]:
    return [unescape(id) for id in re.findall(r' id="([^"]*)"', html)]


def links(html: str) -> list[str]:
    return [unescape(href) for href in re.findall(r'<a [^>]*?href="#([^":]*)"', html)]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_link_on_the_page_has_one_target(audience: str, style: str) -> None:
    html = page(audience, style)
    assert set(links(html)) <= set(targets(html))
    assert max(Counter(targets(html)).values()) == 1


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_note_leads_to_its_entry(audience: str) -> None:
    made = canal.brief(audience)
    html = re.sub(r'(?s)<section class="assessment">.*?</section>', "", page(audience))
    cited = [f"ref-{citation.source}" for citation in made.citations]
    assert sorted(link for link in links(html) if link.startswith("ref-")) == sorted(cited)


@pytest.mark.parametrize(
    ("audience", "style", "printed"),
    [
        ("minister", "chicago-notes-bibliography", False),  # its first notes say it all
        ("minister", "chicago-shortened-notes-bibliography", True),
        ("minister", "chicago-author-date", True),
        ("analyst", "chicago-notes-bibliography", True),
    ],
)
def test_a_short_brief_says_nothing_twice(audience: str, style: str, printed: bool) -> None:
    record = canal.evidence()
    alone = tuple(replace(source, also=()) for source in record.sources)
    html = page(audience, style, evidence=replace(record, sources=alone))
    assert ('<section class="bibliography">' in html) == printed
    assert '<section class="bibliography">' in page(audience, style), "copies are told there"
    assert printed or "#ref-" not in html.partition("<body")[2]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_style_without_a_bibliography_says_so_and_links_nothing(audience: str) -> None:
    html = page(audience, "bluebook-law-review")
    assert "none of the sources is listed" in html
    assert "none of the sources is listed" not in page(audience)
    assert "#ref-" not in html
    assert "to-entry" not in html.partition("</style>")[2]


def test_a_page_without_the_section_links_nothing() -> None:
    made = canal.brief("minister")
    bare = replace(made.audience, sections=("key_points", "issues", "notes"))
    html = page("minister", audience=bare)
    assert 'href="#ref-' not in html
    assert "Varga" in html


def test_an_endnote_leads_back_to_its_first_call() -> None:
    html = page("minister")
    numbers = range(1, len(canal.brief("minister").citations) + 1)
    for number in numbers:
        assert html.count(f'href="#call-{number}"') == 1
        assert html.count(f'id="call-{number}"') == 1
        assert html.index(f'id="call-{number}"') < html.index(f'id="note-{number}"')


def with_matrix(made: Brief) -> Brief:
    """One cell, on the first passage: what is cited already is cited as it was."""
    stand = Stand("supports", "", made.key_points[0].passage, made.key_points[0].citation, True)
    row = MatrixRow("Otto Lindgren", "", ((stand,),))
    return replace(made, matrices=(Matrix(("Tolls",), (MatrixGroup("person", (row,)),)),))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_note_that_is_used_again_is_set_once(audience: str) -> None:
    """In the canal brief each key point stands in its issue's section too."""
    html = page(audience)
    first = canal.brief(audience).key_points[0].citation + 1
    assert html.count(f'id="note-{first}"') == 1
    assert f'href="#note-{first}"' in html


# --- Live links -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "location", "page_number", "linked"),
    [
        ({"url": "https://x.example/a"}, "sources/a.html", None, True),
        ({"url": "https://x.example/a"}, "sources/a.txt", None, True),
        ({}, "https://x.example/a", None, True),
        ({}, "sources/a.html", None, False),
        ({"url": "https://x.example/a.pdf"}, "sources/a.html", None, False),
        ({"url": "https://x.example/a"}, "sources/a.pdf", 3, False),
        ({"url": "https://x.example/a", "type": "document"}, "sources/a", None, False),
        ({"url": "javascript:alert(1)"}, "sources/a.html", None, False),
    ],
)
def test_which_sources_open_at_the_passage(
    reference: dict[str, str], location: str, page_number: int | None, linked: bool
) -> None:
    made = canal.brief("analyst")
    record = made.evidence
    sources = tuple(
        replace(s, reference=Reference("T", **reference), location=location) for s in record.sources
    )
    passages = {id: replace(p, page=page_number) for id, p in record.passages.items()}
    made = replace(made, evidence=replace(record, sources=sources, passages=passages))
    assert bool(live_links(made)) is linked
    if linked:
        assert set(live_links(made)) == set(range(len(made.citations)))


def test_a_passage_that_stands_twice_is_told_apart_by_what_stands_around_them() -> None:
    made = canal.brief("analyst")
    first = made.key_points[0]
    short = replace(
        made.evidence.passages[first.passage],
        text="No toll.", repeated=True, prefix="t it. He said: ", suffix=" Then he le",
    )  # fmt: skip
    passages = {**made.evidence.passages, first.passage: short}
    made = replace(made, evidence=replace(made.evidence, passages=passages))
    link = live_links(made)[first.citation]
    assert link.endswith("#:~:text=it.%20He%20said%3A-,No%20toll.,-Then%20he")


def test_a_passage_that_only_the_matrix_cites_has_a_link_too() -> None:
    made = with_matrix(canal.brief("analyst"))
    silent = replace(made, key_points=(), issues=())
    assert set(live_links(silent)) == {made.key_points[0].citation}


@pytest.mark.parametrize("style", STYLES)
def test_the_plain_address_stays_what_is_read(style: str) -> None:
    html = page("analyst", style)
    assert ":~:text=" in html
    assert ":~:" not in re.sub(r"<[^>]*>", "", html), "in print the plain address stands alone"
    arrows = re.findall(r'<a class="at-passage" href="([^"]*)">(.*?)</a>', html)
    assert arrows
    assert all("<title>Open the web page at this passage</title>" in inside for _, inside in arrows)
    assert "opens the web page at the passage" in html


def test_no_key_where_there_is_no_arrow() -> None:
    record = canal.brief("analyst").evidence
    bare = tuple(replace(s, reference=replace(s.reference, url="")) for s in record.sources)
    html = page("analyst", evidence=replace(record, sources=bare))
    assert "at-passage" not in html.partition("</style>")[2]
    assert "opens the web page" not in html


@pytest.mark.parametrize("audience", ["minister", "press", "public"])
@pytest.mark.parametrize("left_out", ["bibliography", "nothing"])
@pytest.mark.parametrize("silent", [True, False])
def test_an_arrow_is_explained_once(audience: str, left_out: str, silent: bool) -> None:
    """At the end of the bibliography, or of the notes where the page has none."""
    made = canal.brief(audience)
    sections = tuple(name for name in made.audience.sections if name != left_out)
    made = replace(made, audience=replace(made.audience, sections=sections))
    citations = canal.citations(made)
    said = tuple("Note" for _ in citations.notes)  # an entry says more than these
    html = render_html(made, replace(citations, notes=said) if silent else citations)
    assert html.count("opens the web page at the passage that is quoted") == 1


# --- In the PDF -------------------------------------------------------------------------------


def linked_to(pdf: bytes) -> tuple[int, list[str]]:
    """How many links lead to a place within the PDF, and every address outside it."""
    inside, addresses = 0, []
    document = pypdfium2.PdfDocument(pdf)
    for sheet in document:
        position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
        while pdfium.FPDFLink_Enumerate(sheet, position, link):
            action = pdfium.FPDFLink_GetAction(link)
            if action and pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_URI:
                size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
                buffer = ctypes.create_string_buffer(size)
                pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
                addresses.append(buffer.value.decode())
            else:
                inside += bool(pdfium.FPDFLink_GetDest(document, link))
    document.close()
    return inside, addresses


def test_links_work_in_the_pdf(audience: str, html: str, pdf: bytes) -> None:
    """One that runs over two lines is two links there."""
    inside, addresses = linked_to(pdf)
    assert inside >= len(links(html)) > 0
    assert set(live_links(canal.brief(audience)).values()) <= set(addresses)


def test_a_link_to_nothing_does_not_count() -> None:
    body = '<html><body><p id="b">a <a href="#b">b</a> <a href="#gone">c</a></p></body></html>'
    assert linked_to(render_pdf(body))[0] == 1
    assert linked_to(render_pdf(body.replace("#gone", "#b")))[0] == 2
