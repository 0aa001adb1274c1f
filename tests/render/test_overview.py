"""Who stands where, the timeline, the glossary and the rest of the page's furniture, as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import canal
import pytest

from briefgen.cite import Citations
from briefgen.model import (
    DatedEvent,
    Matrix,
    MatrixGroup,
    MatrixRow,
    Stand,
    Term,
)  # fmt: skip
from briefgen.render import load_profile
from briefgen.render.html import render_html

PLAIN = Citations(tuple(f"Note {n}" for n in range(40)), (), False)
MATRIX = Matrix(
    ("Tolls", "Dredging"),
    (
        MatrixGroup(
            "author",
            (
                MatrixRow("Ilse Varga", "a fellow", ((Stand("supports", "Float", "p0", 2, True),),
                                                     ())),
                MatrixRow("Åsa Lindqvist", "", ((Stand("conditional", "Float", "p1", 3, True),),
                                                (Stand("opposes", "Levy", "p2", 30, False),))),
            ),
        ),
        MatrixGroup("unnamed", (MatrixRow("An official", "", ((), (
            Stand("unclear", "Levy", "p3", 31, False),))),)),
    ),
)  # fmt: skip


def page(audience: str, folder: Path | None = None, **changes: object) -> str:
    made = canal.brief("analyst")
    profile = load_profile(audience, [folder] if folder else ())
    return render_html(replace(made, audience=profile, **changes), PLAIN)  # type: ignore[arg-type]


def section(html: str, name: str) -> str:
    found = re.search(rf'(?s)<section class="{name}">.*?</section>', html)
    return found[0] if found else ""


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


def test_matrix_says_each_stance_in_a_word_and_leads_to_passage_and_note() -> None:
    table = section(page("analyst", matrices=(MATRIX,)), "matrix")
    words = ["supports", "conditional", "opposes", "unclear"]
    assert re.findall(r'class="sign (\w+)"', table) == words
    told = text_of(table)
    for text in (*words, "Authors of the sources", "Not named", "Ilse Varga", "Tolls", "Dredging"):
        assert text in told
    assert re.findall(r'<a href="#quotation-(\d+)">', table) == ["3", "4"]
    assert 'id="note-31"' in table and 'id="note-32"' in table  # set here: they stand nowhere else
    assert table.count('<th scope="col">') == 3 and table.count('<th scope="row">') == 3


def test_what_a_word_of_the_matrix_leads_to_is_on_the_page() -> None:
    html = page("analyst", matrices=(MATRIX,))
    for target in re.findall(r'href="#(quotation-\d+)"', html):
        assert html.count(f'id="{target}"') == 1


def test_an_empty_matrix_timeline_or_glossary_prints_no_section() -> None:
    for name in ("analyst", "minister", "public"):
        html = page(name)
        assert not any(
            section(html, part) for part in ("matrix", "standing", "timeline", "glossary")
        )


def test_standing_has_a_line_for_each_issue() -> None:
    told = section(page("minister", matrices=(MATRIX,)), "standing")
    lines = [text_of(line) for line in re.findall(r"(?s)<p>.*?</p>", told)]
    assert len(lines) == 2
    assert "Tolls" in lines[0] and "Ilse Varga supports: Float3" in lines[0]
    assert "Dredging" in lines[1] and "An official" in lines[1]


def test_timeline_is_a_table_of_dates() -> None:
    told = (DatedEvent("2030-11", "The flood"), DatedEvent("2031-03-04", "", ("A", "B"), "Review"))
    table = section(page("analyst", timeline=told), "timeline")
    assert '<th scope="row">November 2030</th><td>The flood</td>' in table
    assert (
        '<th scope="row">4 March 2031</th><td>A; B <span class="outlet">(Review)</span></td>'
        in table
    )


def test_status_edition_before_and_glossary() -> None:
    made = canal.evidence(status="Draft <b>", glossary=(Term("TAC", "how much & when"),))
    html = page("public", evidence=replace(made, updates="2031-02-01"))
    assert '<span class="state">Draft &lt;b&gt;</span>' in html
    assert "This updates the edition of 1 February 2031." in html
    assert "<dfn>TAC</dfn> how much &amp; when" in section(html, "glossary")
    assert 'class="status"' not in page("public")


@pytest.mark.parametrize(
    ("number", "said"), [(0, ""), (1, "1 independent source"), (5, "5 independent sources")]
)
def test_independent_sources_are_told_in_words(number: int, said: str) -> None:
    issues = tuple(replace(i, sources=number) for i in canal.brief("analyst").issues)
    found = re.findall(r'<p class="backing">(.*?)</p>', page("analyst", issues=issues))
    assert found == ([said] * 7 if said else [])


@pytest.mark.parametrize(
    ("contrasts", "tables", "sides"), [("side-by-side", 3, 0), ("stacked", 0, 6)]
)
def test_contrasts_are_set_as_the_audience_has_them(
    tmp_path: Path, contrasts: str, tables: int, sides: int
) -> None:
    _audience(tmp_path, f"extends: analyst\ncontrasts: {contrasts}\n")
    html = page("x", tmp_path)
    assert (
        len(re.findall(r'(?s)<section class="contrast">(?:(?!</section>).)*<table>', html))
        == tables
    )
    assert html.count('<p class="side">') == sides


@pytest.mark.parametrize(("attribution", "told"), [("note", 0), ("full", 1)])
def test_publisher_and_date_stand_beside_a_quotation(
    tmp_path: Path, attribution: str, told: int
) -> None:
    _audience(tmp_path, f"extends: analyst\nattribution: {attribution}\n")
    made = canal.brief("analyst")
    first = made.issues[0]
    one = replace(first.quotations[0], issued="2031-03-04", outlet="The Quay")
    html = page("x", tmp_path, issues=(replace(first, quotations=(one,), contrasts=()),))
    assert html.count('<span class="origin">The Quay, 4 March 2031</span>') == told


def test_tokens_come_after_the_style_sheets(tmp_path: Path) -> None:
    _audience(tmp_path, "extends: minister\ntokens: {accent: '#7a1f1f', page: Letter}\n")
    html = page("x", tmp_path)
    last = html.rindex("--accent:")
    assert html[last:].startswith("--accent: #7a1f1f;")
    assert "@page { size: Letter }" in html[last:]


def test_labels_of_the_audience_win(tmp_path: Path) -> None:
    _audience(tmp_path, "extends: minister\nlabels: {key_points: The bottom line}\n")
    assert "<h2>The bottom line</h2>" in page("x", tmp_path)


def _audience(root: Path, text: str) -> None:
    (root / "x").mkdir()
    (root / "x" / "audience.yaml").write_text(text)
