"""Who stands where, the timeline, the glossary and the rest of the page's furniture, as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import canal
import pytest

from briefgen.cite import Citations
from briefgen.model import (
    AgreementView,
    DatedEvent,
    Matrix,
    MatrixGroup,
    MatrixRow,
    SourceUse,
    Stance,
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
    assert re.findall(r'class="sign (\w+)"', table[: table.index('"basis"')]) == words
    told = text_of(table)
    for text in (*words, "Authors of the sources", "Not named", "Ilse Varga", "Tolls", "Dredging"):
        assert text in told
    assert re.findall(r'<a href="#quotation-(\d+)">', table) == ["3", "4"]
    assert 'id="note-31"' in table and 'id="note-32"' in table  # set here: they stand nowhere else
    assert table.count('<th scope="col">') == 3 and table.count('<th scope="row">') == 3


@pytest.mark.parametrize(
    ("stances", "told"),
    [
        (["supports"], "supports: takes this answer. Only"),
        (["unclear", "opposes"],
         "opposes: rejects it. unclear: could be read either way. Only"),
    ],
)  # fmt: skip
def test_signs_are_explained_as_far_as_they_occur(stances: list[Stance], told: str) -> None:
    cell = tuple(Stand(one, "Float", "p0", 2, True) for one in stances)
    rows = (MatrixGroup("author", (MatrixRow("Ilse Varga", "", (cell,)),)),)
    table = section(page("analyst", matrices=(Matrix(("Tolls",), rows),)), "matrix")
    assert text_of(table[table.index('"basis"') + 8 :]).startswith(told)


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
    table = section(page("analyst", timeline=told), "timeline").replace("\u00a0", " ")
    assert '<th scope="row">November 2030</th><td>The flood</td>' in table
    assert (
        '<th scope="row">4 March 2031</th><td>A; B <span class="outlet">(Review)</span></td>'
        in table
    )


def test_status_edition_before_and_glossary() -> None:
    made = canal.evidence(status="Draft <b>", glossary=(Term("TAC", "how much & when"),))
    html = page("public", evidence=replace(made, updates="2031-02-01"))
    assert '<span class="state">Draft &lt;b&gt;</span>' in html
    assert "This updates the edition of 1\u00a0February 2031." in html
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
    assert html.count('<span class="origin">The Quay, 4\u00a0March 2031</span>') == told


def test_key_points_say_how_they_were_chosen_and_lead_to_their_issues() -> None:
    first = canal.brief("analyst").key_points[0]
    html = page("analyst", key_points=(replace(first, lead="Tolls & dues", issue="tolls"),))
    points = section(html, "key-points")
    assert '<span class="lead"><a href="#tolls">Tolls &amp; dues</a></span>' in points
    assert "One voice each, and no finding" in points and "whom no rule put on a side" in points
    short = section(page("minister", key_points=(replace(first, issue=""),)), "key-points")
    assert "One voice each" in short and "whom no rule" not in short
    assert '<span class="lead"><a' not in short


@pytest.mark.parametrize(
    ("no_room", "told"),
    [((), ""), (("standing",), "Who stands where"), (("matrix", "timeline"),
      "Who stands where; Timeline")],
)  # fmt: skip
def test_what_there_was_no_room_for_is_said(no_room: tuple[str, ...], told: str) -> None:
    said = section(page("minister", no_room=no_room), "left-out")
    assert (f"<p>There was no room for: {told}.</p>" in said) == bool(told)
    assert ("no room" in said) == bool(told)


@pytest.mark.parametrize(
    ("above", "told"), [(("p0",), "Ilse Varga (above); "), ((), "Ilse Varga, a fellow2; ")]
)
def test_an_agreement_says_who_is_quoted_above(above: tuple[str, ...], told: str) -> None:
    """Who is quoted right below is named with their words, and not twice."""
    issue = canal.brief("analyst").issues[0]
    q = replace(issue.contrasts[0].left, passage="p0", holder="Ilse Varga", role="a fellow")
    q = replace(q, citation=1, reported="author")
    below = replace(q, passage="p9", holder="Ahm", role="an engineer", citation=2)
    agreed = AgreementView("Float", (q, below), (below,), above)
    made = replace(issue, contrasts=(), quotations=(), agreements=(agreed,), note="")
    # The note is set before, so that a call stands for it.
    points = (replace(q, lead="Tolls"),)
    html = section(page("analyst", key_points=points, issues=(made,)), "agreement")
    line = text_of(html.partition("</p>")[0])
    assert line == f"For “Float”, together: {told}Ahm"
    assert text_of(html).count("an engineer") == 1


def use(source: str, **changes: object) -> SourceUse:
    return replace(SourceUse(source, 2, 5, 0.246, 3, 2, 1), **changes)  # type: ignore[arg-type]


def test_assessment_tells_what_the_evidence_holds_of_a_source() -> None:
    made = canal.evidence()
    first, second = made.sources[:2]
    given = replace(first, kind="report", signs=("it quotes others",), retrieved="2031-03-04T05:06")
    record = replace(made, sources=(given, *made.sources[1:]))
    unused = use(second.id, printed=0, held=0, share=0.0, own=0, others=0, same_publisher=0)
    html = page("analyst", evidence=record, assessed=(use(first.id), unused))
    table = section(html, "assessment")
    rows = [text_of(row) for row in re.findall(r"(?s)<tr>\n<td>.*?</tr>", table)]
    for text in ("Report", "2 of 5", "25%", "3 of its own", "2 of others",
                 "1 other of this publisher", "retrieved 4 March 2031"):  # fmt: skip
        assert text in rows[0], text
    assert "Not told" in rows[1] and "none" in rows[1] and "retrieved" not in rows[1]
    assert second.reference.title in rows[1], "it stands in no bibliography"
    assert "whether a source is right, this brief does not know" in text_of(table)
    assert section(page("analyst", assessed=()), "assessment") == ""


def test_assessment_leads_to_the_bibliography() -> None:
    made = canal.brief("analyst")
    source = made.evidence.sources[0]
    html = render_html(replace(made, assessed=(use(source.id),)), canal.citations(made))
    table = section(html, "assessment")
    assert f'<a href="#ref-{source.id}">' in table and html.count(f'id="ref-{source.id}"') == 1
    assert source.reference.title not in table


def test_assessment_is_bounded_and_says_so() -> None:
    made = canal.evidence()
    many = tuple(replace(made.sources[0], id=f"s{n}") for n in range(70))
    uses = tuple(use(s.id, printed=0, share=0.0) for s in many)
    table = section(page("analyst", evidence=replace(made, sources=(*made.sources, *many)),
                         assessed=uses), "assessment")  # fmt: skip
    assert table.count("<tr>") == 61 and "10 more were read" in table


def test_colophon_prints_the_record_s_hash() -> None:
    told = section(page("analyst", record_sha256="0123456789abcdef" * 4), "colophon")
    assert "Its SHA-256 begins 0123456789abcdef." in text_of(told)
    assert "SHA-256" not in section(page("analyst"), "colophon")


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
