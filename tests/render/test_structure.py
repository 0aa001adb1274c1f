"""What a screen reader is told of a PDF: its structure, order, language and bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import canal
import pypdfium2
import pytest
import structure
from structure import Element

from briefgen.compose import quotations
from briefgen.render import normalise
from briefgen.render.pdf import render_pdf

PAGE = "<html lang='{lang}'><title>Weirs</title><style>{style}</style><body>{body}"


def laid_out(body: str, lang: str = "en", style: str = "") -> bytes:
    return render_pdf(PAGE.format(body=body, lang=lang, style=style))


def elements(pdf: bytes) -> Iterator[Element]:
    for page in structure.pages(pdf):
        yield from page.walk()


def kinds(pdf: bytes, *wanted: str) -> list[tuple[str, str]]:
    return [(e.kind, e.words().strip()) for e in elements(pdf) if e.kind in wanted]


def test_heads_stand_in_order_and_never_in_each_other(pdf: bytes) -> None:
    heads = [e for e in elements(pdf) if re.fullmatch("H[1-6]", e.kind)]
    levels = [int(e.kind[1]) for e in heads]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= sooner + 1 for sooner, later in pairwise(levels))
    assert not any(kid.kind[0] == "H" for e in heads for kid in e.walk() if kid is not e)


def test_bookmarks_are_the_heads(pdf: bytes) -> None:
    marks = [
        (1 + mark.level, normalise(mark.get_title()))
        for mark in pypdfium2.PdfDocument(pdf).get_toc()
    ]
    heads = [(int(k[1]), normalise(text)) for k, text in kinds(pdf, "H1", "H2", "H3")]
    assert marks == heads


def test_read_in_the_order_of_the_page(pdf: bytes, audience: str) -> None:
    """Each quotation stands in one piece, and they follow each other as in the brief."""
    read = _letters("".join(page.words() for page in structure.pages(pdf)))
    at = 0
    for quotation in quotations(canal.brief(audience)):
        at = read.index(_letters(quotation.text), at)


def _letters(text: str) -> str:
    """Without hyphens, some of which the layout put in."""
    return normalise(text).replace("-", "")


def test_a_note_is_read_after_its_page_and_has_a_name(pdf: bytes, audience: str) -> None:
    notes = [e for e in elements(pdf) if e.kind == "Note"]
    assert len({e.id for e in notes}) == len(notes)
    foot = canal.brief(audience).audience.notes == "foot"
    assert bool(notes) == foot
    for page in structure.pages(pdf):
        parts = [kid for kid in page.kids if isinstance(kid, Element) and kid.words()]
        ends = [any(one.kind == "Note" for one in part.walk()) for part in parts]
        assert ends == sorted(ends)


def test_running_heads_are_read_by_nobody(pdf: bytes) -> None:
    artefacts = structure.artefacts(pdf)
    last = len(artefacts)
    assert artefacts[0] == ""
    assert all(f"page {n} of {last}" in artefacts[n - 1] for n in range(2, last + 1))
    assert not any(re.search(r"page \d+ of \d+", e.words()) for e in elements(pdf))


def test_table_heads_have_a_scope() -> None:
    head = "<thead><tr><th scope=col>Weir<th scope=col>Depth</tr></thead>"
    row = "<tr><th scope=row>{0}<td>{0} m</tr>"
    body = "<h1>Weirs</h1><table>" + head + "".join(row.format(n) for n in range(90)) + "</table>"
    pdf = laid_out(body)
    heads = [e for e in elements(pdf) if e.kind == "TH"]
    assert len(structure.pages(pdf)) > 1
    scopes = {e.words().strip(): e.scope for e in heads}
    assert scopes == {"Weir": "Column", "Depth": "Column", **{str(n): "Row" for n in range(90)}}
    assert len({e.id for e in heads}) == len(heads)  # the repeated head has names of its own


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p><a href='https://a.example'>a <b>bold</b> <i>one</i></a></p>", 1),
        ("<p><a href='https://a.example'>a</a> <a href='https://b.example'>b</a></p>", 2),
        ("<p>none</p>", 0),
    ],
)
def test_a_link_is_one(body: str, wanted: int) -> None:
    pdf = laid_out("<h1>x</h1>" + body)
    assert len(kinds(pdf, "Link")) == wanted
    page = pypdfium2.PdfDocument(pdf)[0]
    assert pypdfium2.raw.FPDFPage_GetAnnotCount(page.raw) == wanted


def test_a_head_with_a_float_is_one_head() -> None:
    style = "h2 span { float: left }"
    pdf = laid_out("<h1>x</h1><h2><span>1</span> Depths</h2>", style=style)
    assert [kind for kind, _ in kinds(pdf, "H1", "H2")] == ["H1", "H2"]


def test_a_quotations_holder_is_no_caption() -> None:
    pdf = laid_out("<h1>x</h1><figure><figcaption>Ada</figcaption><p>So.</p></figure>")
    assert kinds(pdf, "Caption", "P") == [("P", "Ada"), ("P", "So.")]


@pytest.mark.parametrize("lang", ["en", "fr", "pt-BR"])
def test_language_is_the_briefs(lang: str) -> None:
    assert structure.language(laid_out("<h1>x</h1>", lang)) == lang
