"""The page as HTML: what it says, that it is whole, and that nothing of a source acts in it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import canal
import pytest

from briefgen.cite import Citations, Entry
from briefgen.errors import TemplateError
from briefgen.model import Brief, Name, Quotation, Reference
from briefgen.render import load_profile
from briefgen.render.html import render_html
from briefgen.render.sources import called
from briefgen.render.wholeness import runs

GOLDEN = Path(__file__).parent / "golden"
PLAIN = Citations(tuple(f"Note {n}" for n in range(40)), (Entry("a1", "An entry"),), False)


def test_page_is_as_it_was(html: str, audience: str, request: pytest.FixtureRequest) -> None:
    """Golden files leave out the style; `pytest tests/render --renew-golden` writes them."""
    file = GOLDEN / f"{audience}.html"
    page = re.sub(r"(?s)<style>.*</style>", "<style></style>", html)
    if request.config.getoption("--renew-golden", default=False):
        file.write_text(page, encoding="utf-8")
    assert page == file.read_text(encoding="utf-8")


def test_every_passage_stands_between_marks_that_are_not_part_of_it(html: str) -> None:
    found = re.findall(r'<span class="passage" data-passage="p(\d+)">(.*?)</span><span', html)
    assert found
    for number, text in found:
        assert text == canal.PASSAGES[int(number)][6].replace("'", "&#39;")
        assert f'data-passage="p{number}">{text}</span><span class="mark">’</span>' in html


def test_page_has_language_title_and_description_and_no_script(html: str) -> None:
    assert '<html lang="en">' in html
    assert "<title>The Canal Treaty before its renewal</title>" in html
    assert '<meta name="author" content="Delta Assembly Research Service">' in html
    assert '<meta name="description" content="What six sources expect' in html
    assert "<script" not in html and "javascript:" not in html and "<link" not in html


def test_every_audience_is_told_why_no_views_are_opposed(html: str) -> None:
    assert f'<p class="no-contrast">{canal.NOTE}</p>' in html


def test_endnotes_are_called_and_listed() -> None:
    page = render_html(canal.brief("minister"), PLAIN)
    assert '<a class="call" href="#note-3" id="call-3">3</a>' in page
    assert '<p id="note-3"><a class="number" href="#call-3" title="Back to the text">3</a>' in page
    assert "</a>&nbsp;Note 2" in page


def test_a_footnote_that_was_set_before_is_called_again() -> None:
    page = render_html(canal.brief("analyst"), PLAIN)
    assert page.count('data-number="1"') == 1
    assert '<a class="call" href="#note-1">1</a>' in page


def test_in_text_citations_follow_the_holder_and_make_no_notes() -> None:
    made = canal.brief("minister")
    cited = Citations(tuple("(Varga 2031, para. 3)" for _ in made.citations), (), True)
    page = render_html(made, cited)
    assert '<span class="cited">(Varga 2031, para.\u00a03)' in page
    assert 'class="notes"' not in page and 'class="call"' not in page


@pytest.mark.parametrize(("locale", "left", "right"), [("en-GB", "‘", "’"), ("en-US", "“", "”")])
def test_quotation_marks_are_those_of_the_locale(locale: str, left: str, right: str) -> None:
    page = render_html(canal.brief("minister", locale=locale), PLAIN)
    assert re.search(rf'<span class="mark open[^"]*">{left}</span>', page)
    assert f'<span class="mark">{right}</span>' in page


def test_markup_of_a_source_or_a_spec_comes_out_as_text() -> None:
    evil = "<script>alert(1)</script> {{ 7 * 7 }} </style><b>"
    made = canal.brief("analyst", title=evil, standfirst=evil, series=evil, handling=evil)
    point = Quotation("p0", evil, evil, evil, "direct", 0, evil, by=(evil,))
    record = replace(made.evidence.sources[0], excluded=evil, reference=Reference(
        title=evil, author=(Name(literal=evil),), publisher=evil))  # fmt: skip
    evidence = replace(made.evidence, sources=(record, *made.evidence.sources[1:]))
    page = render_html(replace(made, key_points=(point,), evidence=evidence), PLAIN)
    assert "<script" not in page and "</style><b>" not in page and "49" not in page
    assert evil in runs(page)


@pytest.mark.parametrize(
    ("audience", "told"),
    [
        ("analyst", ["Norvale Courier, Upper Province Gazette, estuary-times.example, The "
                     "Lock-keeper, Reach and Weir and 1 other source", "1 other source",
                     "Norvale Courier and Ledger & Sons"]),
        # Where pages are few, so are names.
        ("minister", ["Norvale Courier, Upper Province Gazette, estuary-times.example, The "
                      "Lock-keeper and 2 other sources", "1 other source",
                      "Norvale Courier and Ledger & Sons"]),
    ],
)  # fmt: skip
def test_bibliography_tells_who_else_published_a_source(audience: str, told: list[str]) -> None:
    made = canal.brief(audience)
    page = render_html(made, canal.citations(made))
    found = [run for run in runs(page) if run.startswith("Also published")]
    assert found == [f"Also published by {others}." for others in told]
    assert page.count('class="also"') == len(told)


def test_colophon_states_the_numbers(html: str) -> None:
    text = " ".join(runs(html))
    assert "From 6 sources read, with 2 left out, 143 passages came into consideration" in text
    assert ("coverage of the word pairs" in text) != ("found by fixed rules" in text)
    assert "6 read, 2 left out; 1 copy" in text


def with_sections(*names: str) -> Brief:
    made = canal.brief("analyst")
    return replace(made, audience=replace(made.audience, sections=names))


def left_out(page: str) -> list[str]:
    """What is told of as left out."""
    section = page.partition('<section class="left-out">')[2].partition("</section>")[0]
    told = re.findall(r'<p class="problem"><span class="where">(.*?)</span> (.*?)</p>', section)
    return [f"{name}: {why}" for name, why in told]


LEFT_OUT = [
    "Untitled scan: no text in it, only pictures.",
    "Le canal à sec (Le Quai): is written in another language (fr).",
]
COPY = ("Lower Locks: who pays? (Norvale Courier): is a copy of Who pays for the Lower Locks? "
        "(Institute for Inland Waterways), and counts as one voice with it.")  # fmt: skip


@pytest.mark.parametrize(
    ("sections", "told"),
    # A copy stands in the list of sources, where there is one.
    [(("sources", "left_out"), LEFT_OUT), (("assessment", "left_out"), [*LEFT_OUT, COPY])],
)
def test_what_was_left_out_is_told_once_and_by_title(
    sections: tuple[str, ...], told: list[str]
) -> None:
    """And not what could be better in a source that was quoted."""
    page = render_html(with_sections(*sections), PLAIN)
    assert left_out(page) == told
    assert "sources/" not in page


def test_sources_are_those_that_were_read_and_the_copies_of_them() -> None:
    page = render_html(with_sections("issues", "sources"), PLAIN)
    table = page.partition('<section class="sources">')[2].partition("</section>")[0]
    assert re.findall("<td>(.*)</td>\n</tr>", table) == ["quoted"] * 6 + ["copy"]
    assert re.findall('<span class="source-title">(.*?)</span>', table)[-2:] == [
        "Lower Locks: who pays?",
        "a copy of Who pays for the Lower Locks? (Institute for Inland Waterways)",
    ]
    assert "Untitled scan" not in table and "Le canal" not in table


@pytest.mark.parametrize(
    ("location", "title", "publisher", "name"),
    [
        ("sources/a.pdf", "Silt", "", "Silt"),
        ("sources/a.pdf", "Silt", "Reach Press", "Silt (Reach Press)"),
        ("sources/a.pdf", "", "Reach Press", "a.pdf"),
        ("sources/a.pdf", "a.pdf", "", "a.pdf"),
        ("https://x.example/2031/silt", "silt", "", "https://x.example/2031/silt"),
        ("https://x.example/2031/silt", "Silt", "", "Silt"),
        ("https://x.example/", "", "", "https://x.example/"),
    ],
)
def test_what_a_source_is_called(location: str, title: str, publisher: str, name: str) -> None:
    record = canal.evidence().sources[0]
    about = Reference(title, publisher=publisher)
    assert called(replace(record, location=location, reference=about)) == name


def test_excluded_source_is_listed_though_no_problem_tells_of_it() -> None:
    made = canal.brief("minister")
    page = render_html(replace(made, evidence=replace(made.evidence, problems=())), PLAIN)
    assert left_out(page) == ["Untitled scan: no text in it.", LEFT_OUT[1]]


def test_bibliography_of_a_style_that_lists_none_of_them_says_so() -> None:
    """Letters, say: pandoc gives an entry without words for each."""
    made = canal.brief("analyst")
    entries = (Entry("a1", '<span class="reference" id="ref-a1"></span>'), Entry("b2", "An entry"))
    for listed, in_text, heading, said in (
        (entries, False, 1, 0), (entries[:1], False, 1, 1), (entries[:1], True, 0, 0)
    ):  # fmt: skip
        page = render_html(made, Citations(PLAIN.notes, listed, in_text))
        assert page.count("<h2>Bibliography</h2>") == heading
        assert page.count("none of the sources is listed") == said
        assert "ref-a1" not in page


def test_sparse_brief_has_a_page_too() -> None:
    """No series, no standfirst, no handling, no key points, no issues, no citations."""
    made = canal.brief("analyst", standfirst="", series="", handling="")
    empty = replace(made, key_points=(), issues=(), citations=())
    page = render_html(empty, Citations((), (), False))
    assert '<span class="series">Briefing</span>' in page
    assert "Key points" not in page and "Bibliography" not in page


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("\n{{ breif.title }}", r"brief\.html\.j2:2: 'breif' is undefined; did you mean 'brief'\?"),
        ("{{ brief.titel }}", r"brief\.html\.j2:1: .*no attribute 'titel'"),
        ("\n\n{% if %}", r"brief\.html\.j2:3: "),
        ("{{ brief.__class__.__mro__ }}", r"brief\.html\.j2:1: .*unsafe"),
        ("{{ 1 + 'a' }}", r"brief\.html\.j2:1: unsupported operand"),
        ("{% include 'nowhere.html' %}", "nowhere.html"),
    ],
)
def test_template_error_names_file_line_and_variable(
    tmp_path: Path, template: str, message: str
) -> None:
    _audience(tmp_path, template)
    with pytest.raises(TemplateError, match=message):
        render_html(replace(canal.brief("minister"), audience=load_profile("x", [tmp_path])), PLAIN)


def test_audience_of_a_desk_changes_one_section_and_the_style(tmp_path: Path) -> None:
    folder = _audience(tmp_path, '{% extends "minister/brief.html.j2" %}')
    (folder / "brief.css").write_text(":root { --accent: #7a1f1f }")
    (folder / "sections").mkdir()
    (folder / "sections" / "colophon.html.j2").write_text("<p>Ours: {{ spec.title }}</p>")
    made = replace(canal.brief("minister"), audience=load_profile("x", [tmp_path]))
    page = render_html(made, PLAIN)
    assert "<p>Ours: The Canal Treaty before its renewal</p>" in page
    assert page.index("--accent: #1d3f6b") < page.index("--accent: #7a1f1f")


@pytest.mark.parametrize(
    ("file", "content"),
    [("brief.css", b"p { } </style>"), ("brief.css", b"\xff"), ("labels.yaml", b"a: [")],
)
def test_style_or_labels_that_cannot_be_used(tmp_path: Path, file: str, content: bytes) -> None:
    (_audience(tmp_path, "x") / file).write_bytes(content)
    with pytest.raises(TemplateError, match=file):
        render_html(replace(canal.brief("minister"), audience=load_profile("x", [tmp_path])), PLAIN)


def _audience(root: Path, template: str) -> Path:
    folder = root / "x"
    folder.mkdir()
    (folder / "audience.yaml").write_text("extends: minister\nlabel: Ours\n")
    (folder / "brief.html.j2").write_text(template)
    return folder
