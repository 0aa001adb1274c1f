"""The PDF: nothing lost on the way, the same bytes each time, nothing fetched."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import canal
import pypdfium2
import pytest
from canal import ATTACHED

from briefgen.errors import LayoutError
from briefgen.render import (
    attachment,
    missing_text,
    normalise,
    page_count,
    pdf_text,
)
from briefgen.render.html import render_html
from briefgen.render.layout import WRITERS, Page
from briefgen.render.pdf import render_pdf
from briefgen.render.wholeness import page_texts, runs

AGAIN = """
import hashlib, sys
sys.path.insert(0, {folder!r})
import canal
from canal import ATTACHED
from briefgen.render.html import render_html
from briefgen.render.pdf import render_pdf
made = canal.brief({audience!r})
print(hashlib.sha256(render_pdf(render_html(made, canal.citations(made)), ATTACHED)).hexdigest())
"""


@pytest.mark.slow
def test_all_text_is_there_notes_too(html: str, pdf: bytes, audience: str) -> None:
    assert missing_text(html, pdf) == ()
    made = canal.brief(audience)
    assert len(made.citations) >= 10
    text = normalise(pdf_text(pdf))
    for citation in made.citations:
        page = f",{citation.page}"
        assert (f"para.{citation.paragraph}" if citation.page is None else page) in text


@pytest.mark.slow
def test_the_handling_line_stands_on_every_page(pdf: bytes) -> None:
    pages = pdf_text(pdf).split("\f")
    assert all(page.count("For members and their staff") == 1 for page in pages)


@pytest.mark.slow
def test_every_passage_stands_verbatim_in_the_text(html: str, pdf: bytes, audience: str) -> None:
    text = "".join(page_texts(pdf, runs(html)))
    made = canal.brief(audience)
    printed = [q.text for i in made.issues for q in i.quotations]
    assert all(normalise(passage) in text for passage in printed)


@pytest.mark.slow
def test_short_briefs_get_two_pages(pdf: bytes, audience: str) -> None:
    """The invented edition is not cut to a budget, as `lay_out` does it."""
    short = audience in {"minister", "legislator", "press"}
    assert page_count(pdf) == 2 if short else 4 <= page_count(pdf) <= 8


@pytest.mark.slow
@pytest.mark.parametrize("style", ["apa", "nature", "oscola"])
def test_no_text_is_lost_in_other_styles(style: str) -> None:
    made = canal.brief("minister")
    page = render_html(made, canal.citations(made, style))
    assert missing_text(page, render_pdf(page)) == ()


@pytest.mark.slow
def test_same_bytes_again_and_in_another_process(pdf: bytes, html: str, audience: str) -> None:
    """Another hash seed, another cache folder, no home that could be written."""
    assert render_pdf(html, ATTACHED) == pdf
    script = AGAIN.format(folder=str(Path(__file__).parent), audience=audience)
    changed = {"PYTHONHASHSEED": "4711", "HOME": "/dev/null", "XDG_CACHE_HOME": ""}
    environment = {k: v for k, v in os.environ.items() if k != "FONTCONFIG_FILE"} | changed
    run = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == hashlib.sha256(pdf).hexdigest()


def test_attachments_come_back_out(pdf: bytes) -> None:
    assert attachment(pdf, "evidence.json") == ATTACHED["evidence.json"]
    assert attachment(pdf, "brief.json") == b"{}"
    assert attachment(pdf, "none.json") is None


def test_fonts_are_the_packaged_ones(pdf: bytes) -> None:
    names = set()
    for page in pypdfium2.PdfDocument(pdf):
        for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            names.add(thing.get_font().get_base_name().split("+")[-1].split("-Pro")[0])
    assert names == {"Source-Serif", "Source-Sans"}


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://example.org/x.png">',
        '<img src="file:///etc/hostname">',
        "<style>@import url(https://example.org/x.css)</style>",
        "<style>p { background: url(file:///etc/hostname) }</style><p>x</p>",
    ],
)
def test_nothing_is_fetched(html: str) -> None:
    with pytest.raises(LayoutError, match="from outside"):
        render_pdf(html)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\x01b\x9fc", "abc"),
        ("one\u2028two", "one two"),
        ("a\u3164b\uffa0c\ufffad", "abcd"),
        ("a\u200db\ufe0fc\u2060d\u034fe\u2066f\u2069", "abcdef"),
    ],
)
def test_what_means_nothing_on_paper_is_not_drawn(text: str, printed: str) -> None:
    """Pango would draw a box with the character's number."""
    page = f"<html lang='en'><title>x</title><body><p>{text}</p>"
    made = render_pdf(page)
    assert pdf_text(made).strip() == printed
    assert missing_text(page, made) == ()


def test_layout_that_fails_is_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> bytes:
        raise AssertionError("out of line")

    monkeypatch.setattr("weasyprint.HTML.render", failing)
    with pytest.raises(LayoutError, match="out of line"):
        render_pdf("<p>x")


def test_what_is_no_pdf_is_said_to_be_none() -> None:
    with pytest.raises(LayoutError, match="not a PDF"):
        page_count(b"no")


def test_writers_make_bytes_of_a_page() -> None:
    assert sorted(WRITERS) == ["docx", "epub", "html", "markdown", "pdf"]
    page = Page(canal.brief("minister"), "<p>ö", b"%PDF")
    assert WRITERS["html"](page) == "<p>ö".encode()
    assert WRITERS["pdf"](page) == b"%PDF"
