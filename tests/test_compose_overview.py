"""Who stands where and what was when: only what is in the evidence, within the room."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import POSITIONS, evidence, profile

from briefgen.compose import compose, needed, printed_passages, quotations, roomier
from briefgen.model import (
    AudienceProfile,
    Brief,
    BriefSpec,
    Date,
    Event,
    Evidence,
    Holder,
    Issue,
    IssueEvidence,
    Matrix,
    Name,
    Passage,
    Reference,
    SourceRecord,
    Stand,
    Viewpoint,
)  # fmt: skip

SECTIONS = ("key_points", "issues", "matrix", "timeline", "notes")
PROFILES = st.builds(
    lambda **given: replace(profile(given.pop("pages"), given.pop("passages")), **given),
    pages=st.integers(0, 2),
    passages=st.integers(0, 5),
    sections=st.sampled_from([SECTIONS, ("issues", "standing"), ("issues",)]),
    contrasts=st.sampled_from(["side-by-side", "stacked", "none"]),
    attribution=st.sampled_from(["note", "full"]),
)
ROOMS = st.none() | st.integers(0, 600)


def stands(brief: Brief) -> list[tuple[str, Stand]]:
    """Every cell's views with their holders' names, in the order of the page."""
    return [
        (row.holder, stand)
        for matrix in brief.matrices
        for group in matrix.groups
        for row in group.rows
        for cell in row.cells
        for stand in cell
    ]


@given(evidence(), PROFILES, ROOMS)
def test_no_passage_that_is_not_in_the_evidence(record, audience, room) -> None:
    """Neither printed nor cited: in quotations, in the matrix, in the notes."""
    brief = compose(record, audience, room=room)
    for quotation in quotations(brief):
        assert quotation.text == record.passages[quotation.passage].text
    places = {(p.source, p.paragraph, p.page) for p in record.passages.values()}
    assert {(c.source, c.paragraph, c.page) for c in brief.citations} <= places
    printed = set(printed_passages(brief))
    for holder, stand in stands(brief):
        passage = record.passages[stand.passage]
        cited = brief.citations[stand.citation]
        assert holder == record.holders[passage.holder].name
        assert (cited.source, cited.paragraph) == (passage.source, passage.paragraph)
        assert not stand.quoted or stand.passage in printed


@given(evidence(), PROFILES, ROOMS)
def test_the_matrix_holds_sure_views_only_and_whole_or_not_at_all(record, audience, room) -> None:
    brief = compose(record, audience, room=room)
    shown = {section.id for section in brief.issues}
    sure = [
        (record.holders[view.holder].name, view.stance)
        for issue in record.issues
        for view in issue.viewpoints
        if issue.id in shown and view.sure and view.position
    ]
    found = [(holder, stand.stance) for holder, stand in stands(brief)]
    asked = {"matrix", "standing"} & set(audience.sections)
    assert sorted(found) in ([], sorted(sure))
    if asked and not (audience.pages and room is not None):
        assert sorted(found) == sorted(sure)
    for matrix in brief.matrices:
        assert 0 < len(matrix.columns) <= 5
        assert all(group.rows for group in matrix.groups)


@given(evidence(), PROFILES, ROOMS)
def test_every_note_is_called(record, audience, room) -> None:
    brief = compose(record, audience, room=room)
    named = {q.citation for q in quotations(brief)}
    named |= {q.citation for s in brief.issues for a in s.agreements for q in a.voices}
    named |= {stand.citation for _, stand in stands(brief)}
    assert named == set(range(len(brief.citations)))


@given(evidence(), PROFILES.filter(lambda audience: audience.pages))
def test_in_the_room_that_is_needed_all_is_printed(record, audience) -> None:
    """Who stands where and the timeline too, and every passage that the audience gets."""
    fitted = compose(record, audience, room=needed(record, audience))
    assert printed_passages(fitted) == printed_passages(compose(record, audience))
    assert fitted.no_room == ()


@given(evidence(), PROFILES.filter(lambda audience: audience.pages), st.integers(0, 600))
def test_what_has_no_room_is_told_and_only_that(record, audience, room) -> None:
    brief = compose(record, audience, room=room)
    shown = {section.id for section in brief.issues}
    sure = any(
        view.sure and view.position
        for issue in record.issues
        for view in issue.viewpoints
        if issue.id in shown
    )
    asked = [name for name in audience.sections if name in ("matrix", "standing")]
    standing = [name for name in brief.no_room if name != "timeline"]
    assert standing == (asked if sure and not brief.matrices else [])
    assert "timeline" not in brief.no_room or not brief.timeline


@given(evidence(), st.integers(0, 2), ROOMS)
def test_every_source_that_was_read_is_assessed(record, pages, room) -> None:
    """Its passages are counted, each as its own words or as somebody else's."""
    audience = replace(profile(pages), sections=("issues", "assessment"))
    brief = compose(record, audience, room=room)
    assert [use.source for use in brief.assessed] == [s.id for s in record.sources]
    printed = printed_passages(brief)
    for use in brief.assessed:
        held = [p for p in record.passages.values() if p.source == use.source]
        assert (use.held, use.own + use.others) == (len(held), len(held))
        assert use.own == sum(p.reported == "author" for p in held)
        assert use.printed == sum(record.passages[p].source == use.source for p in printed)
        assert use.same_publisher == 0, "none of them names one"
    assert sum(use.share for use in brief.assessed) == pytest.approx(1 if printed else 0)
    assert compose(record, replace(audience, sections=("issues",))).assessed == ()


# --- Worked examples --------------------------------------------------------------------------

VIEWS = (
    ("Ferrand", "person", True, "build", "supports", True),
    ("Board", "organisation", False, "build", "opposes", True),
    ("Crews", "group", False, "reject", "conditional", True),
    ("Doubter", "person", False, None, "unclear", False),
    ("Asker", "person", False, "build", "supports", False),
)


def tramway(issues: int = 2, **spec: Any) -> Evidence:
    """Issues on which all of VIEWS are found, each by a passage and from a source of its own."""
    ids = [f"i{n}" for n in range(issues)]
    passages, found = {}, []
    for id in ids:
        views = []
        for n, (_, _, _, position, stance, sure) in enumerate(VIEWS):
            key = f"{id}-p{n}"
            passages[key] = Passage(
                key, f"On {key}.", f"s{n}", 0, 9, n + 1, None, "", "", f"h{n}", "author"
            )
            views.append(
                Viewpoint(f"{id}-v{n}", f"h{n}", position, stance, (key,), sure=sure)  # type: ignore[arg-type]
            )
        keys = (f"{id}-p0", f"{id}-p1")
        found.append(IssueEvidence(id, id.upper(), "Build?", keys, tuple(views), (), "none"))
    given = tuple(Issue(id, id.upper(), "Build?", positions=POSITIONS) for id in ids)
    return Evidence(
        spec=BriefSpec(Path("t.yaml"), "0", "Trams", (), spec.pop("given", given), **spec),
        edition="2031-03-14",
        as_of="2031-03-14",
        sources=tuple(
            SourceRecord(
                f"s{n}",
                Reference(f"T{n}", (Name("F", "A"),), f"P{n // 2}", issued=Date(2030, n + 1)),
                f"s{n}.txt", None, "0", "0", 9, True, None,
            )
            for n in range(len(VIEWS))
        ),
        passages=passages,
        holders={
            f"h{n}": Holder(f"h{n}", name, "", kind, author)  # type: ignore[arg-type]
            for n, (name, kind, author, *_) in enumerate(VIEWS)
        },
        issues=tuple(found),
        considered=9,
        problems=(),
    )  # fmt: skip


def audience(pages: int = 0, *sections: str) -> AudienceProfile:
    return replace(profile(pages, key_points=0), sections=sections or SECTIONS)


def cells(matrix: Matrix) -> dict[str, list[str]]:
    """Each holder's row as words: the stance and the position's label."""
    return {
        f"{group.kind}: {row.holder}": [
            "; ".join(f"{s.stance} {s.position}".strip() for s in cell) for cell in row.cells
        ]
        for group in matrix.groups
        for row in group.rows
    }


def test_a_column_for_each_issue() -> None:
    (matrix,) = compose(tramway(2), audience()).matrices
    assert matrix.columns == ("I0", "I1")
    assert cells(matrix) == {
        "author: Ferrand": ["supports Build it"] * 2,
        "organisation: Board": ["opposes Build it"] * 2,
        "group: Crews": ["conditional Reject it"] * 2,
    }


def test_a_column_for_each_position_of_the_only_issue() -> None:
    (matrix,) = compose(tramway(1), audience()).matrices
    assert matrix.columns == ("Build it", "Reject it")
    assert cells(matrix) == {
        "author: Ferrand": ["supports", ""],
        "organisation: Board": ["opposes", ""],
        "group: Crews": ["", "conditional"],
    }


@pytest.mark.parametrize(
    ("issues", "widths"), [(5, [5]), (6, [3, 3]), (7, [4, 3]), (11, [4, 4, 3]), (0, [])]
)
def test_parts_of_about_equal_width(issues: int, widths: list[int]) -> None:
    brief = compose(tramway(issues), audience())
    assert [len(matrix.columns) for matrix in brief.matrices] == widths


def test_a_passage_that_is_not_quoted_gets_a_note_of_its_own() -> None:
    brief = compose(tramway(2), audience())
    quoted = {stand.passage: stand.quoted for _, stand in stands(brief)}
    assert quoted == {f"i{i}-p{n}": n < 2 for i in range(2) for n in range(3)}
    assert len(brief.citations) == 6


@pytest.mark.parametrize(
    ("sections", "room", "there"),
    [
        (("matrix",), None, True),
        (("standing",), None, True),
        (("issues",), None, False),
        (("standing",), 280, True),
        (("standing",), 100, False),
        (("matrix",), 0, False),
    ],
)
def test_where_pages_are_few_it_stands_if_there_is_room(
    sections: tuple[str, ...], room: int | None, there: bool
) -> None:
    assert bool(compose(tramway(2), audience(2, *sections), room=room).matrices) == there


def dated(*events: tuple[Date, str]) -> tuple[Issue, ...]:
    made = tuple(Event(date, title) for date, title in events)
    return tuple(Issue(f"i{n}", f"I{n}", "", (), POSITIONS, events=made) for n in range(2))


STORM, TALKS = (Date(2030, 1), "The storm"), (Date(2029), "The talks")


def test_timeline_is_in_order_and_tells_each_event_once() -> None:
    """An event of two issues; who was heard in one month; a year before its months."""
    brief = compose(tramway(2, given=dated(STORM, TALKS)), audience())
    told = [(e.date, e.event, e.holders, e.outlet) for e in brief.timeline]
    assert told == [
        ("2029", "The talks", (), ""),
        ("2030-01", "The storm", (), ""),
        ("2030-01", "", ("Ferrand",), "P0"),
        ("2030-02", "", ("Board",), "P0"),
    ]


@pytest.mark.parametrize(
    ("events", "pages", "room", "told"),
    [
        ((STORM,), 0, None, 0),  # two dates only: an event of the month of a source
        ((TALKS,), 0, None, 3),
        ((STORM, TALKS), 0, None, 4),
        ((STORM, TALKS, (Date(2031), "The vote")), 2, 136, 3),  # the events alone fit
        ((STORM, TALKS, (Date(2031), "The vote")), 2, 80, 0),
    ],
)
def test_timeline_abstains_where_dates_or_room_are_few(
    events: tuple[Any, ...], pages: int, room: int | None, told: int
) -> None:
    made = audience(pages, "issues", "timeline")
    brief = compose(tramway(2, given=dated(*events)), made, room=room)
    assert len(brief.timeline) == told


def test_sources_of_one_publisher_are_not_independent() -> None:
    """Five sources of three publishers; one that names none is its own."""
    record = tramway(1)
    assert compose(record, audience()).issues[0].sources == 3
    bare = tuple(replace(s, reference=Reference("T")) for s in record.sources)
    assert compose(replace(record, sources=bare), audience()).issues[0].sources == 5


@pytest.mark.parametrize(("passages", "quoted"), [(1, 1), (2, 2), (9, 2)])
def test_few_pages_hold_more_passages_while_there_is_room(passages: int, quoted: int) -> None:
    made = replace(audience(2), passages=passages)
    assert [len(s.quotations) for s in compose(tramway(2), made).issues] == [quoted] * 2


@pytest.mark.parametrize(("free", "told"), [(0, ("standing",)), (20, ("standing",)), (40, ())])
def test_space_that_stayed_free_is_room_for_who_stands_where(
    free: int, told: tuple[str, ...]
) -> None:
    """What was printed took as much as it did, whatever had been reckoned before."""
    record, made = tramway(2), audience(2, "issues", "standing")
    before = compose(record, made, room=80)
    assert before.no_room == ("standing",)
    assert compose(record, made, room=roomier(before, 80, free)).no_room == told


def test_sources_of_one_publisher_are_counted_for_each_of_them() -> None:
    """Five sources of three publishers, of which the last has one only."""
    brief = compose(tramway(2), audience(0, "assessment"))
    assert [use.same_publisher for use in brief.assessed] == [1, 1, 1, 1, 0]
    assert [use.held for use in brief.assessed] == [2] * 5
    assert [use.printed for use in brief.assessed] == [2, 2, 0, 0, 0]
    assert [use.share for use in brief.assessed] == [0.5, 0.5, 0, 0, 0]


def test_a_key_point_leads_to_its_issue() -> None:
    made = replace(profile(0, key_points=1), sections=("key_points", "issues"))
    (point,) = compose(tramway(1), made).key_points
    assert (point.issue, point.lead) == ("i0", "I0")
