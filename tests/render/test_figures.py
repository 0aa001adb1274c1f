"""Figures in SVG: no label on another, the same each time, words for those who do not see them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import canal
import pypdfium2
import pytest

from briefgen.cite import Citations
from briefgen.model import DatedEvent
from briefgen.render import load_profile, missing_text
from briefgen.render.html import render_html
from briefgen.render.pdf import render_pdf
from briefgen.render.tree import flowing

PLAIN = Citations(tuple(f"Note {n}" for n in range(40)), (), False)
NAMES = ("Ilse Varga", "WALTRAUD OYELARAN-MÜHLENBECK", "Bo", "The Commission for Navigable Waters")


def dates(number: int, days: int) -> tuple[DatedEvent, ...]:
    """So many dates, about `days` apart, every fifth of them an event, some known by month only."""
    told = []
    for n in range(number):
        year, day = divmod(n * days, 336)
        date = f"{2029 + year}-{day // 28 + 1:02d}-{day % 28 + 1:02d}"
        if n % 5 == 2:
            told.append(DatedEvent(date[:7] if n % 10 == 2 else date, f"Lock {n} bursts"))
        else:
            told.append(DatedEvent(date, "", (NAMES[n % 4], "B")[: 1 + n % 2], "The Quay"))
    return tuple(told)


def page(events: tuple[DatedEvent, ...], audience: str = "analyst") -> str:
    made = canal.brief("analyst")
    changed = replace(made, audience=load_profile(audience, ()), timeline=events)
    return render_html(changed, PLAIN)


def drawing(html: str) -> str:
    found = re.search(r'(?s)<div class="drawing">.*?</div>', html)
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("number", "days"), [(3, 2), (3, 400), (12, 1), (12, 30), (40, 1), (40, 90)]
)
def test_no_label_stands_on_another(number: int, days: int) -> None:
    """As drawn: the boxes of the labels on the sheet share no point."""
    figure = drawing(page(dates(number, days)))
    assert figure.count("<circle") + figure.count("l3 -3 3") + figure.count('width="2.4"') == number
    style = "@page { size: 170mm 80mm; margin: 2mm } svg { width: 100% }"
    pdf = render_pdf(f"<html lang='en'><title>x</title><style>{style}</style><body>{figure}")
    (sheet,) = pypdfium2.PdfDocument(pdf)
    texts = sheet.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    boxes = [one.get_bounds() for one in texts]
    assert len(boxes) >= 3
    for one, other in combinations(boxes, 2):
        beside = one[2] <= other[0] or other[2] <= one[0]
        assert beside or one[3] <= other[1] or other[3] <= one[1]
    width = sheet.get_width()
    assert all(box[0] >= 0 and box[2] <= width for box in boxes)


def test_few_dates_are_all_named() -> None:
    told = drawing(page(dates(3, 60)))
    for name in ("Ilse Varga", "WALTRAUD OYELARAN-MÜHLENBECK +1", "Lock 2 bursts"):
        assert f">{name}</text>" in told


def test_figure_has_title_description_and_table_and_reaches_the_pdf() -> None:
    html = page(dates(12, 9))
    assert "<title>Timeline</title><desc>From 1\u00a0January 2029 to" in drawing(html)
    assert html.index("</svg>") < html.index('<th scope="row">1\u00a0January 2029</th>')
    assert missing_text(html, render_pdf(html)) == ()
    assert page(dates(12, 9)) == html


@pytest.mark.parametrize("audience", ["minister", "legislator", "press"])
def test_who_has_few_pages_has_no_figure(audience: str) -> None:
    assert drawing(page(dates(12, 9), audience)) == ""


@pytest.mark.parametrize("tables", [True, False])
def test_other_formats_have_the_table_alone(tables: bool) -> None:
    html = page(dates(3, 60))
    told = flowing(html, tables=tables)
    assert "Lock 2 bursts" in told and told.count("Ilse Varga") < html.count("Ilse Varga")
    assert "svg" not in told and "on a line" not in told


def test_markup_in_an_event_is_text() -> None:
    evil = "</text></svg><script>x</script>"
    events = (*dates(3, 60), DatedEvent("2029-09-01", evil, ()))
    assert "<script" not in page(events)
