"""One audience's files within its page budget, whatever the evidence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.errors import LayoutError
from briefgen.model import (
    AudienceProfile,
    BriefSpec,
    Date,
    Event,
    Evidence,
    Holder,
    Issue,
    IssueEvidence,
    Name,
    Passage,
    Position,
    Problem,
    Reference,
    SourceRecord,
    Viewpoint,
)  # fmt: skip
from briefgen.render import attachment, audiences, layout, load_profile, page_count, pdf_text
from briefgen.render.pdf import lay_on_sheets

WORDS = "the council should build a tram to the harbour before anyone else does so".split()


def evidence(issues: int, passages: int, words: int, problems: int = 0) -> Evidence:
    """Issues with so many passages each, of so many words."""
    ids = [[f"p{i}-{n}" for n in range(passages)] for i in range(issues)]
    texts = {
        p: f"On {p} " + " ".join(WORDS[(k + len(p)) % len(WORDS)] for k in range(words))
        for group in ids
        for p in group
    }
    found = [
        IssueEvidence(
            f"i{i}", f"Issue {i}", "Build it, or not?", tuple(group),
            (Viewpoint(f"v{i}", "h", None, "unclear", tuple(group)),), (), "no dispute",
        )
        for i, group in enumerate(ids)
    ]  # fmt: skip
    reference = Reference("Trams", (Name("Ferrand", "Ada"),), "Courier")
    return Evidence(
        spec=BriefSpec(
            Path("trams.yaml"), "0", "Trams", (), tuple(Issue(i.id, i.title) for i in found)
        ),
        edition="2031-03-14",
        as_of="2031-03-14",
        sources=(SourceRecord("s", reference, "s.txt", None, "0", "0", 9, True, None),),
        passages={
            p: Passage(p, text, "s", 0, len(text), n + 1, None, "", "", "h", "author")
            for n, (p, text) in enumerate(texts.items())
        },
        holders={"h": Holder("h", "Ada Ferrand", "", "person", True)},
        issues=tuple(found),
        considered=len(texts),
        problems=tuple(
            Problem(f"source-{n}.txt", "is empty", "save the page again") for n in range(problems)
        ),
    )


def test_every_format_that_was_asked_for_and_no_other() -> None:
    audience = load_profile("analyst")
    made = layout.lay_out(evidence(1, 1, 20), audience, ("html",), b"{}")
    assert sorted(made) == ["html"]
    assert "On p0-0 the" not in made["html"].decode().split("<body")[0]
    assert "On p0-0" in made["html"].decode()


@pytest.mark.slow
@pytest.mark.parametrize("name", audiences())
def test_each_shipped_audience_in_each_format(name: str) -> None:
    found = evidence(2, 2, 20)
    made = layout.lay_out(found, load_profile(name), tuple(layout.WRITERS), b"{}")
    starts = {"html": b"<!DOCTYPE html>", "pdf": b"%PDF", "docx": b"PK", "epub": b"PK"}
    assert made.keys() == {*starts, "markdown"}
    assert all(made[kind].startswith(start) for kind, start in starts.items())
    assert found.passages["p0-0"].text in made["markdown"].decode()


@pytest.mark.slow
@pytest.mark.parametrize("formats", [("pdf",), ("html",), ("pdf", "html")])
def test_html_of_a_bounded_audience_is_that_of_its_pdf(formats: tuple[str, ...]) -> None:
    """A page budget counts pages, so the PDF is laid out even where only HTML is wanted."""
    audience = load_profile("minister")
    made = layout.lay_out(evidence(2, 2, 20), audience, formats, b"{}")
    assert sorted(made) == sorted(formats)
    if len(made) == 2:
        printed = json.loads(attachment(made["pdf"], "brief.json") or b"")
        assert all(f'data-passage="{p}"' in made["html"].decode() for p in printed["passages"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("issues", "passages", "words", "problems"),
    [
        (1, 1, 20, 0),
        (4, 6, 90, 0),
        (8, 12, 90, 0),
        (8, 12, 90, 12),
        (1, 12, 600, 0),
        (12, 1, 90, 0),
    ],
)
def test_minister_is_never_longer_than_two_pages(
    issues: int, passages: int, words: int, problems: int
) -> None:
    """What does not fit is counted among what was left out, in the page's own words."""
    record = evidence(issues, passages, words, problems)
    made = layout.lay_out(record, load_profile("minister"), ("pdf",), b"{}")["pdf"]
    assert page_count(made) <= 2
    printed = json.loads(attachment(made, "brief.json") or b"")
    left = issues * passages - len(printed["passages"])
    text = " ".join(pdf_text(made).split())
    assert ("printed here; the attached evidence.json" in text) == (left > 0)
    assert "Issue 0" in text
    if words <= 90:
        assert printed["passages"], "two pages hold something"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["minister", "legislator", "press"])
@pytest.mark.parametrize(("issues", "words", "holders"), [(9, 60, 12), (2, 300, 40), (40, 20, 3)])
def test_no_budget_is_broken_by_views_events_and_status(
    name: str, issues: int, words: int, holders: int
) -> None:
    """Evidence with everything at once: sure views of many holders, events, a long status."""
    record, audience = crowded(evidence(issues, 12, words), holders), load_profile(name)
    made = layout.lay_out(record, audience, ("pdf",), b"{}")["pdf"]
    assert page_count(made) <= audience.pages
    printed = json.loads(attachment(made, "brief.json") or b"")["passages"]
    assert set(printed) <= set(record.passages)


def crowded(record: Evidence, holders: int) -> Evidence:
    """The evidence with a sure view of another holder for each passage, and events."""
    places = tuple(Position(f"p{n}", f"Build it in the year {2030 + n}") for n in range(2))
    found = tuple(
        replace(
            issue,
            viewpoints=tuple(
                Viewpoint(f"{p}-v", f"h{n % holders}", f"p{n % 2}", "supports", (p,), sure=True)
                for n, p in enumerate(issue.key_passages)
            ),
        )
        for issue in record.issues
    )
    events = tuple(Event(Date(2029, n + 1), f"The council met, and voted {n}") for n in range(9))
    asked = tuple(Issue(i.id, i.title, positions=places, events=events) for i in record.issues)
    named = {f"h{n}": Holder(f"h{n}", f"Ada Ferrand {n}", "", "person", False) for n in range(50)}
    return replace(
        record,
        spec=replace(record.spec, issues=asked, status="Draft for comment " * 4),
        issues=found,
        holders={**record.holders, **named},
        updates="2031-03-01",
    )


@pytest.mark.slow
@pytest.mark.parametrize(("name", "filled"), [("press", 0.85), ("minister", 1.7)])
def test_what_a_first_guess_leaves_free_is_filled_where_there_is_more(
    name: str, filled: float
) -> None:
    """Twenty issues: the room is guessed in words, and tried again by how far the text reached."""
    audience, record = load_profile(name), evidence(20, 1, 30)
    draft = layout.within_budget(record, audience, b"{}", paper=True)
    assert draft.brief.left_out
    assert draft.sheets
    assert filled < draft.sheets.filled <= audience.pages


@pytest.mark.parametrize(
    ("millimetres", "filled"), [((100,), (0.3, 0.5)), ((150, 150), (1.5, 1.7)), ((240,), (0.9, 1))]
)
def test_pages_are_filled_as_far_as_the_text_reaches(
    millimetres: tuple[int, ...], filled: tuple[float, float]
) -> None:
    blocks = "".join(f'<p style="height: {mm}mm; margin: 0">A lock</p>' for mm in millimetres)
    assert filled[0] <= lay_on_sheets(f"<body>{blocks}").filled <= filled[1]


NOTED = """<html lang=en><style>@page { size: 100mm 120mm; margin: 10mm }
.note { float: footnote; font: 8pt/10pt serif } p { margin: 0; font: 10pt/12pt serif }</style>
<body>%s<p>A lock<span class="note">%s</span></p>"""


@pytest.mark.parametrize(("words", "filled"), [(30, (1.3, 1.5)), (60, (1.6, 1.9)), (200, (2, 2))])
def test_last_sheet_that_has_only_notes_is_filled_by_them(
    words: int, filled: tuple[float, float]
) -> None:
    """Else two sheets of paper would be taken for one, and kept to a budget of one page."""
    html = NOTED % ("<p>A lock</p>" * 18, "A long note here. " * words)
    sheets = lay_on_sheets(html)
    assert page_count(sheets.written()) == 2
    assert filled[0] <= sheets.filled <= filled[1]


def test_empty_last_sheet_is_a_page() -> None:
    assert lay_on_sheets("<body><p>A lock</p><p style='break-before: page'>").filled > 1


#: What must not stand last on a page: it heads what follows.
HEADS = frozenset(("h2", "figcaption"))
HEADING = frozenset(("question", "backing", "side", "when"))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["analyst", "public"])
@pytest.mark.parametrize(("passages", "words"), [(2, 25), (3, 60), (4, 90)])
def test_no_head_and_no_holder_stands_last_on_a_page(name: str, passages: int, words: int) -> None:
    record = crowded(evidence(7, passages, words), holders=5)
    sheets = layout.within_budget(record, load_profile(name), b"{}", paper=True).sheets
    assert sheets and sheets.filled > 2
    pages = sheets._document.pages
    above = {child: one for one in pages[0]._page_box.children[0].element.iter() for child in one}
    for page in pages[:-1]:
        boxes = page._page_box.children[0].descendants()
        last = [box for box in boxes if getattr(box, "text", "").strip()][-1]
        around = [last.element]
        while around[-1] in above:
            around.append(above[around[-1]])
        assert not {one.tag for one in around} & HEADS, last.text
        assert not {c for one in around for c in one.get("class", "").split()} & HEADING, last.text


@pytest.mark.slow
def test_issues_that_do_not_fit_are_left_out_and_the_page_says_so() -> None:
    made = layout.lay_out(evidence(60, 1, 20), load_profile("minister"), ("pdf",), b"{}")["pdf"]
    text = " ".join(pdf_text(made).split())
    assert page_count(made) <= 2
    assert "Issue 0" in text
    assert "Issue 59" not in text
    assert "printed here; the attached evidence.json" in text


@pytest.mark.slow
def test_budget_that_cannot_be_kept_is_said() -> None:
    long = evidence(2, 1, 20, 6)
    told = tuple(replace(problem, what="It goes on and on. " * 150) for problem in long.problems)
    long = replace(long, problems=told)
    with pytest.raises(LayoutError, match=r"^minister: .* does not fit 2 pages"):
        layout.lay_out(long, load_profile("minister"), ("pdf",), b"{}")


def test_many_problems_do_not_fill_the_pages() -> None:
    """Two hundred problems: six are told where pages are few, and how many more there are."""
    made = layout.lay_out(evidence(2, 1, 20, 200), load_profile("minister"), ("pdf",), b"{}")
    assert page_count(made["pdf"]) <= 2
    assert "194 more" in pdf_text(made["pdf"])


@pytest.mark.slow
def test_analyst_gets_as_many_pages_as_it_takes() -> None:
    made = layout.lay_out(evidence(6, 4, 80), load_profile("analyst"), ("pdf",), b"{}")["pdf"]
    assert page_count(made) > 2
    assert len(json.loads(attachment(made, "brief.json") or b"")["passages"]) == 24


def test_attaches_the_record_and_what_is_printed() -> None:
    audience = load_profile("analyst")
    made = layout.lay_out(evidence(1, 2, 20), audience, ("pdf",), b'{"a": 1}')["pdf"]
    assert attachment(made, "evidence.json") == b'{"a": 1}'
    printed = json.loads(attachment(made, "brief.json") or b"")
    assert printed["schema"] == "briefgen.brief/1"
    assert printed["audience"] == "analyst"
    assert printed["passages"] == ["p0-0", "p0-1"]
    assert "Ada Ferrand" in printed["texts"]
    assert printed["texts"].count(evidence(1, 2, 20).passages["p0-0"].text) == 2, "as key point too"


def _hiding(folder: Path, css: str) -> AudienceProfile:
    (folder / "analyst").mkdir(parents=True)
    (folder / "analyst" / "audience.yaml").write_text("extends: analyst\n")
    (folder / "analyst" / "brief.css").write_text(css)
    return load_profile("analyst", (folder,))


@pytest.mark.parametrize(
    ("css", "lost"),
    [
        (".note { display: none }", "para"),
        (".question { display: none }", "Build it, or not?"),
        (".passage { display: none }", ""),
    ],
)
def test_style_that_loses_text_is_refused(tmp_path: Path, css: str, lost: str) -> None:
    audience = _hiding(tmp_path, css)
    with pytest.raises(LayoutError, match=r"not in the PDF.*brief\.css") as caught:
        layout.lay_out(evidence(1, 2, 20), audience, ("pdf",), b"{}")
    assert lost in str(caught.value)
