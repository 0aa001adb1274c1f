"""The contents of a long brief, with the pages on which its issues begin."""

from __future__ import annotations

import re
from dataclasses import replace

import canal
import pypdfium2
import pytest

from briefgen.cite import Citations
from briefgen.render import normalise, pdf_text
from briefgen.render.html import render_html
from briefgen.render.pdf import render_pdf

PLAIN = Citations(tuple(f"Note {n}" for n in range(40)), (), False)


@pytest.mark.parametrize(("issues", "paged"), [(2, None), (6, False), (7, True)])
def test_a_long_brief_has_pages_in_its_contents(issues: int, paged: bool | None) -> None:
    made = canal.brief("analyst")
    html = render_html(replace(made, issues=made.issues[:issues]), PLAIN)
    found = re.search('<nav class="(.*?)">', html)
    assert (found and found[1].endswith("paged")) == paged


def test_numbers_are_those_of_the_pages_on_which_the_issues_begin() -> None:
    html = render_html(canal.brief("analyst"), PLAIN)
    pdf = render_pdf(html)
    links = re.findall(r'<a href="#(.*?)"><span class="number">(\d+)</span> (.*?)</a>', html)
    marks = {
        m.get_title(): m.get_dest().get_index() + 1 for m in pypdfium2.PdfDocument(pdf).get_toc()
    }
    told = normalise(pdf_text(pdf))
    assert len(links) == 7 and len({marks[f"{n} {title}"] for _, n, title in links}) > 2
    for _, number, title in links:
        assert normalise(f"{number}{title}{marks[f'{number} {title}']}") in told


def test_a_link_to_nowhere_and_other_figure_spaces_stay_blank() -> None:
    style = "a::after { content: '\\2007\\2007\\2007' }"
    body = "<a href='#no'>one</a> <a href='#yes'>two</a> <p id='yes'>x\u2007\u2007\u2007y</p>"
    pdf = render_pdf(f"<html lang='en'><title>x</title><style>{style}</style><body>{body}")
    assert normalise(pdf_text(pdf)) == "onetwo1xy"
