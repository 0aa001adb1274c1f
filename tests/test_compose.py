"""Evidence to a brief: never a passage that is not in the evidence, and within the bound."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import POSITIONS, evidence, profile

from briefgen.compose import compose, other_printers, printed_passages
from briefgen.model import (
    Brief,
    BriefSpec,
    Contrast,
    Evidence,
    Holder,
    Issue,
    IssueEvidence,
    Name,
    Passage,
    Quotation,
    Reference,
    SourceRecord,
    Viewpoint,
)  # fmt: skip

PROFILES = st.builds(
    profile,
    pages=st.integers(0, 2),
    passages=st.integers(0, 5),
    key_points=st.integers(0, 5),
    prefers=st.sampled_from(["salience", "figures", "plain"]),
)


def quotations(brief: Brief) -> list[Quotation]:
    """Every quotation, in the order of the page."""
    sections = [
        [*i.quotations, *(q for c in i.contrasts for q in (c.left, c.right))] for i in brief.issues
    ]
    return [*brief.key_points, *(q for section in sections for q in section)]


ROOMS = st.none() | st.integers(0, 300)


@given(evidence(), PROFILES, ROOMS)
def test_prints_only_what_is_in_the_evidence(record, audience, room) -> None:
    """Where pages are few, a holder's role stands only where they are first quoted."""
    introduced: set[str] = set()
    brief = compose(record, audience, room=room)
    for quotation in quotations(brief):
        passage = record.passages[quotation.passage]
        holder = record.holders[passage.holder]
        again = bool(audience.pages) and holder.id in introduced
        introduced.add(holder.id)
        assert quotation.text == passage.text
        assert (quotation.holder, quotation.role) == (holder.name, "" if again else holder.role)
        cited = brief.citations[quotation.citation]
        assert (cited.source, cited.paragraph) == (passage.source, passage.paragraph)
        assert cited.page == passage.page


@given(evidence(), PROFILES)
def test_prints_under_an_issue_only_what_was_found_on_it(record, audience) -> None:
    brief = compose(record, audience)
    assert [(s.id, s.title) for s in brief.issues] == [(i.id, i.title) for i in record.issues]
    for section, issue in zip(brief.issues, record.issues, strict=True):
        mine = {*issue.key_passages, *(p for view in issue.viewpoints for p in view.passages)}
        pairs = [(c.left.passage, c.right.passage) for c in section.contrasts]
        assert {q.passage for q in section.quotations} | {p for c in pairs for p in c} <= mine
        assert len(section.quotations) <= (1 if audience.pages else audience.passages)
        assert pairs == [(c.left_passage, c.right_passage) for c in issue.contrasts][: len(pairs)]
        assert len(pairs) == (min(1, len(issue.contrasts)) if audience.pages
                              else len(issue.contrasts))  # fmt: skip


@given(evidence(), PROFILES, st.integers(0, 300))
def test_words_stay_within_the_room(record, audience, room) -> None:
    """It holds where pages are few; elsewhere there is as much room as it takes."""
    brief = compose(record, audience, room=room)
    if audience.pages:
        assert sum(len(q.text.split()) for q in quotations(brief)) <= room
    else:
        assert quotations(brief) == quotations(compose(record, audience))


@given(evidence(), PROFILES.filter(lambda audience: audience.pages))
def test_all_the_room_there_is_changes_nothing_and_none_leaves_nothing(record, audience) -> None:
    assert quotations(compose(record, audience, room=10**6)) == quotations(
        compose(record, audience)
    )
    empty = compose(record, audience, room=0)
    assert (quotations(empty), empty.issues) == ([], ())
    assert empty.left_out == len(record.passages)


@given(evidence(), PROFILES, st.integers(1, 300))
def test_an_issue_of_which_nothing_fits_has_no_section(record, audience, room) -> None:
    """One on which nothing was found keeps its own: that is news to the reader."""
    brief = compose(record, audience, room=room)
    found = {i.id for i in record.issues if i.viewpoints or i.key_passages}
    leads = {q.lead for q in brief.key_points}
    for section in brief.issues:
        assert section.quotations or section.contrasts or section.title in leads or (
            section.id not in found
        )  # fmt: skip
    assert {i.id for i in record.issues} - found <= {s.id for s in brief.issues}


@given(evidence(), PROFILES, ROOMS)
def test_left_out_counts_what_the_evidence_holds_beyond(record, audience, room) -> None:
    brief = compose(record, audience, room=room)
    assert brief.left_out == len(record.passages) - len(printed_passages(brief))
    assert printed_passages(brief) == tuple(dict.fromkeys(q.passage for q in quotations(brief)))


@given(evidence(), PROFILES, ROOMS)
def test_citations_are_numbered_in_the_order_of_the_page(record, audience, room) -> None:
    """In a section the quotations come first, then its contrasts."""
    brief = compose(record, audience, room=room)
    assert [q.citation for q in quotations(brief)] == list(range(len(brief.citations)))


@given(evidence(), PROFILES)
def test_key_points(record, audience) -> None:
    """At most so many; none of a holder more than twice; no passage twice; in the spec's order."""
    brief = compose(record, audience)
    points = brief.key_points
    assert len(points) <= audience.key_points
    holders = [record.passages[q.passage].holder for q in points]
    assert max(map(holders.count, holders), default=0) <= 2
    assert len({q.passage for q in points}) == len(points)
    titles = [issue.title for issue in record.issues]
    assert [titles.index(q.lead) for q in points] == sorted(titles.index(q.lead) for q in points)
    assert len({q.lead for q in points}) == len(points)


@given(evidence(), PROFILES.filter(lambda audience: audience.pages), ROOMS)
def test_where_pages_are_few_a_key_point_is_not_printed_again(record, audience, room) -> None:
    """Save as one side of a contrast on another issue."""
    brief = compose(record, audience, room=room)
    points = {q.passage for q in brief.key_points}
    under = {q.passage for section in brief.issues for q in section.quotations}
    assert not points & under
    for section, issue in ((s, i) for s in brief.issues for i in record.issues if s.id == i.id):
        mine = {q.passage for q in brief.key_points if q.lead == issue.title}
        sides = {q.passage for c in section.contrasts for q in (c.left, c.right)}
        assert not mine & sides


@given(evidence(), PROFILES, ROOMS)
def test_pure(record, audience, room) -> None:
    """Whatever was composed in between."""
    first = compose(record, audience, room=room)
    compose(record, replace(audience, pages=1), room=7)
    assert compose(record, audience, room=room) == first


# --- Worked examples: three passages on one issue, of three holders ---------------------------

P = ("Build the line now.", "Reject the line, please.", "It costs 41 million crowns.")


def three(
    reported: str = "author", author: tuple[Name, ...] = (), contrast: bool = True, **reference: str
) -> Evidence:
    passages = {
        f"p{n}": Passage(
            f"p{n}", text, "s", 0, len(text), n + 1, None, "", "", f"h{n}", reported  # type: ignore[arg-type]
        )
        for n, text in enumerate(P)
    }  # fmt: skip
    views = (
        Viewpoint("v0", "h0", "build", "supports", ("p0",)),
        Viewpoint("v1", "h1", "build", "opposes", ("p1",)),
        Viewpoint("v2", "h2", None, "unclear", ("p2",)),
    )
    pair = (Contrast("v0", "v1", "p0", "p1", 0.9, ("build / reject",)),) if contrast else ()
    found = IssueEvidence(
        "line", "The line", "Build?", ("p2", "p0"), views, pair, None if pair else "no dispute"
    )
    source = SourceRecord(
        "s", Reference("T", author, **reference), "s.txt", None, "0", "0", 9, True, None  # type: ignore[arg-type]
    )  # fmt: skip
    return Evidence(
        spec=BriefSpec(
            Path("trams.yaml"), "0", "Trams", (), (Issue("line", "The line", positions=POSITIONS),)
        ),
        edition="2031-03-14",
        as_of="2031-03-14",
        sources=(source,),
        passages=passages,
        holders={f"h{n}": Holder(f"h{n}", f"H{n}", "", "person", True) for n in range(3)},
        issues=(found,),
        considered=3,
        problems=(),
    )


@pytest.mark.parametrize(
    ("pages", "room", "points", "quoted", "contrasts", "left_out"),
    [
        (0, None, ["p2"], ["p2"], [("p0", "p1")], 0),
        (2, None, ["p2"], [], [("p0", "p1")], 0),
        (2, 73, ["p2"], [], [("p0", "p1")], 0),
        (2, 72, ["p2"], ["p0"], [], 1),  # a contrast takes the place of a passage, with room
        (2, 45, ["p2"], ["p0"], [], 1),
        (2, 44, [], ["p0"], [], 2),  # an issue's first passage goes before the key points
        (2, 22, [], ["p0"], [], 2),
        (2, 21, [], [], [], 3),
        (0, 8, ["p2"], ["p2"], [("p0", "p1")], 0),
    ],
)
def test_what_fits(
    pages: int,
    room: int | None,
    points: list[str],
    quoted: list[str],
    contrasts: list[tuple[str, str]],
    left_out: int,
) -> None:
    """Room that they take: p0 22, as a key point p2 23, and the contrast of p0 and p1 50."""
    brief = compose(three(), profile(pages), room=room)
    assert [q.passage for q in brief.key_points] == points
    assert [q.passage for s in brief.issues for q in s.quotations] == quoted
    pairs = [(c.left.passage, c.right.passage) for s in brief.issues for c in s.contrasts]
    assert pairs == contrasts
    assert brief.left_out == left_out


def test_labels_are_those_of_the_positions_that_the_views_come_down_to() -> None:
    """Who opposes one of two positions holds the other."""
    (contrast,) = compose(three(), profile()).issues[0].contrasts
    assert (contrast.left_label, contrast.right_label) == ("Build it", "Reject it")
    assert contrast.reasons == ("build / reject",)


@pytest.mark.parametrize(("contrast", "note"), [(True, ""), (False, "no dispute")])
def test_note_stands_where_there_is_no_contrast(contrast: bool, note: str) -> None:
    assert compose(three(contrast=contrast), profile()).issues[0].note == note


def test_note_does_not_say_there_is_no_dispute_where_it_only_did_not_fit() -> None:
    (section,) = compose(three(), profile(2), room=22).issues
    assert [q.passage for q in section.quotations] == ["p0"]
    assert section.contrasts == ()
    assert "fuller brief" in section.note


@pytest.mark.parametrize(
    ("reported", "author", "publisher", "said"),
    [
        ("author", (Name("Ferrand", "Ada"),), "Courier", ""),
        ("direct", (Name("Ferrand", "Ada"),), "Courier", "quoted by Ada Ferrand"),
        ("indirect", (Name("A", "B"), Name(literal="C")), "", "as reported by B A and C"),
        ("direct", (), "Courier", "quoted by Courier"),
        ("indirect", (), "", "as reported by an unnamed author"),
    ],
)
def test_through_whom_a_view_comes(
    reported: str, author: tuple[Name, ...], publisher: str, said: str
) -> None:
    brief = compose(three(reported, author, publisher=publisher), profile())
    assert brief.key_points[0].reported == said


@pytest.mark.parametrize("page", [None, 12])
def test_a_citation_gives_the_page_of_its_passage(page: int | None) -> None:
    record = three()
    passages = {key: replace(passage, page=page) for key, passage in record.passages.items()}
    brief = compose(replace(record, passages=passages), profile())
    assert {citation.page for citation in brief.citations} == {page}


OWN = Reference("T", publisher="The Ledger", url="https://www.ledger.example/t")


@pytest.mark.parametrize(
    ("also", "names", "unnamed"),
    [
        ([], (), 0),
        ([Reference(publisher="Courier"), Reference(publisher="Echo")], ("Courier", "Echo"), 0),
        ([Reference(publisher="Courier", container_title="C", url="https://c.example")],
         ("Courier",), 0),
        ([Reference(container_title="Courier Weekly")], ("Courier Weekly",), 0),
        ([Reference(url="https://www.echo.example:80/a?b")], ("echo.example",), 0),
        ([Reference(publisher="Courier"), Reference(publisher="COURIER")], ("Courier",), 0),
        # Its own: by name, or by site.
        ([Reference(publisher="the ledger")], (), 0),
        ([Reference(publisher="Ledger Media", url="https://ledger.example/2")], (), 0),
        # Of some nothing is known but that they are copies.
        ([Reference(), Reference(publisher="Echo"), Reference("T")], ("Echo",), 2),
        ([Reference(url="http://[broken")], (), 1),
    ],
)  # fmt: skip
def test_who_else_printed_a_source(
    also: list[Reference], names: tuple[str, ...], unnamed: int
) -> None:
    source = SourceRecord("s", OWN, "s.txt", None, "0", "0", 9, True, None, tuple(also))
    assert other_printers(source) == (names, unnamed)
