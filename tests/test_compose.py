"""Evidence to a brief: never a passage that is not in the evidence, and within the bound."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import POSITIONS, evidence, profile

from briefgen.compose import compose, other_printers, printed_passages
from briefgen.model import (
    NO_OPPOSITES,
    Agreement,
    Brief,
    BriefSpec,
    Change,
    Contrast,
    Date,
    Event,
    Evidence,
    Holder,
    Issue,
    IssueEvidence,
    IssueSection,
    Name,
    Passage,
    Position,
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
    return [*brief.key_points, *(q for section in brief.issues for q in within(section))]


def named(brief: Brief) -> list[Quotation]:
    """Everybody who is quoted, or named in an agreement, in the order of the page."""
    sections = (within(section, voices=True) for section in brief.issues)
    return [*brief.key_points, *(q for section in sections for q in section)]


def within(section: IssueSection, *, voices: bool = False) -> list[Quotation]:
    """The quotations of a section; with its agreements' `voices`, also those named there only."""
    return [
        *section.quotations,
        *(q for c in section.contrasts for q in (c.left, c.right)),
        *(q for c in section.changes for q in (c.earlier, c.later)),
        *(told.quotation for told in section.disputes),
        *(q for a in section.agreements for q in (a.voices if voices else a.quotations)),
    ]


ROOMS = st.none() | st.integers(0, 300)


@given(evidence(), PROFILES, ROOMS)
def test_prints_only_what_is_in_the_evidence(record, audience, room) -> None:
    """Where pages are few, a holder's role stands only where they are first named.

    It never stands by a dispute, which names the source alone.
    """
    introduced: set[str] = set()
    brief = compose(record, audience, room=room)
    told = [d.quotation for s in brief.issues for d in s.disputes]
    for quotation in named(brief):
        passage = record.passages[quotation.passage]
        holder = record.holders[passage.holder]
        dispute = any(quotation is one for one in told)  # an agreement may share its note
        again = dispute or (bool(audience.pages) and holder.id in introduced)
        introduced |= set() if dispute else {holder.id}
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
        changed = [(c.earlier.passage, c.later.passage) for c in section.changes]
        held = {(c.earlier_passage, c.later_passage) for c in issue.changes}
        assert set(changed) <= held
        agreed = [[q.passage for q in a.voices] for a in section.agreements]
        assert agreed == [list(a.passages) for a in issue.agreements][: len(agreed)]
        least = 1 if audience.pages else 0
        assert len(section.quotations) <= max(least, audience.passages)
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
    found = {i.id for i in record.issues if i.viewpoints or i.key_passages or i.disputes}
    leads = {q.lead for q in brief.key_points}
    for section in brief.issues:
        opposed = section.contrasts or section.changes or section.disputes
        shown = section.quotations or opposed or section.agreements
        assert shown or section.title in leads or section.id not in found
    assert {i.id for i in record.issues} - found <= {s.id for s in brief.issues}


@given(evidence(), PROFILES, ROOMS)
def test_left_out_counts_what_the_evidence_holds_beyond(record, audience, room) -> None:
    brief = compose(record, audience, room=room)
    assert brief.left_out == len(record.passages) - len(printed_passages(brief))
    assert printed_passages(brief) == tuple(dict.fromkeys(q.passage for q in quotations(brief)))


@given(evidence(), PROFILES, ROOMS)
def test_citations_are_numbered_in_the_order_of_the_page(record, audience, room) -> None:
    """In a section the quotations come first, then contrasts, changes and agreements."""
    brief = compose(record, audience, room=room)
    cited = dict.fromkeys(q.citation for q in named(brief))
    assert list(cited) == list(range(len(brief.citations)))
    of = [q.citation for q in quotations(brief)]
    assert len(of) == len(set(of))


@given(evidence(), PROFILES, ROOMS)
def test_what_changes_and_agreements_quote_stands_nowhere_else(record, audience, room) -> None:
    """A voice that is quoted elsewhere has the note of its quotation; few pages quote none anew."""
    brief = compose(record, audience, room=room)
    points = {q.passage for q in brief.key_points}
    notes = {(q.passage, q.citation) for q in quotations(brief)}
    for section in brief.issues:
        shown = {q.passage for q in section.quotations}
        shown |= {q.passage for c in section.contrasts for q in (c.left, c.right)}
        both = [q.passage for c in section.changes for q in (c.earlier, c.later)]
        assert shown.isdisjoint(both)
        for agreement in section.agreements:
            anew = {q.passage for q in agreement.quotations}
            assert anew.isdisjoint({*shown, *both, *points})
            cited = {(voice.passage, voice.citation) for voice in agreement.voices}
            assert cited <= notes or audience.pages
            assert not (anew and audience.pages)


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


AGREED = Agreement("build", ("v0", "v2"), ("p0", "p2"), ("build",))
CHANGED = Change("h0", "v0", "v1", "p0", "p1", (Date(2029, 5), Date(2031, 3, 2)), ("because",))


def noted(**found: Any) -> Evidence:
    """The three without a contrast, but with a change or an agreement."""
    record = three(contrast=False)
    return replace(record, issues=(replace(record.issues[0], **found),))


@pytest.mark.parametrize(
    ("pages", "room", "quoted", "changes"),
    [
        (0, None, ["p2"], [("p0", "p1")]),
        (2, None, [], [("p0", "p1")]),
        (2, 73, [], [("p0", "p1")]),
        (2, 72, ["p0"], []),  # a change takes the place of a passage, with room
    ],
)
def test_a_change_is_printed_as_one(
    pages: int, room: int | None, quoted: list[str], changes: list[tuple[str, str]]
) -> None:
    """Room that they take: p0 22, p2 as a key point 23, and the change from p0 to p1 50."""
    (section,) = compose(noted(changes=(CHANGED,)), profile(pages), room=room).issues
    assert [q.passage for q in section.quotations] == quoted
    assert [(c.earlier.passage, c.later.passage) for c in section.changes] == changes
    assert section.contrasts == ()
    assert section.note == "no dispute"
    for change in section.changes:
        assert (change.event, change.event_date, change.two_holders) == ("", "", False)
        assert (change.earlier_label, change.later_label) == ("Build it", "Reject it")
        assert (change.earlier_issued, change.later_issued) == ("2029-05", "2031-03-02")
        assert change.reasons == ("because",)


@pytest.mark.parametrize("pages", [0, 2])
def test_a_change_over_an_event_is_of_two_holders(pages: int) -> None:
    over = replace(CHANGED, holder=None, event=Event(Date(2030, 6), "The storm"))
    (section,) = compose(noted(changes=(over,)), profile(pages)).issues
    (change,) = section.changes
    assert (change.event, change.event_date, change.two_holders) == ("The storm", "2030-06", True)
    assert change.earlier.holder != change.later.holder
    assert section.contrasts == ()


@pytest.mark.parametrize(
    ("pages", "passages", "room", "quoted", "anew", "cited"),
    [
        (0, 4, None, ["p2", "p0"], [], 2),
        (0, 1, None, ["p2"], ["p0"], 2),
        (2, 4, None, ["p2", "p0"], [], 2),  # quoted where there is room for its passage too
        (2, 1, None, ["p2"], [], 2),  # else named and cited, but not quoted
        (2, 4, 53, ["p2"], [], 2),
        (2, 1, 52, ["p2"], None, 1),
    ],
)
def test_an_agreement_is_printed_as_one(
    pages: int, passages: int, room: int | None, quoted: list[str], anew: Any, cited: int
) -> None:
    """Room that they take: p2 23, and two names 30."""
    record, audience = noted(agreements=(AGREED,)), profile(pages, passages, key_points=0)
    brief = compose(record, audience, room=room)
    (section,) = brief.issues
    assert [q.passage for q in section.quotations] == quoted
    made = [(a.label, [q.holder for q in a.voices]) for a in section.agreements]
    assert made == ([] if anew is None else [("Build it", ["H0", "H2"])])
    assert [q.passage for a in section.agreements for q in a.quotations] == (anew or [])
    above = [p for a in section.agreements for p in a.above]
    assert above == [p for p in AGREED.passages if p in quoted and anew is not None]
    assert len(brief.citations) == cited
    assert section.note == "no dispute"


@pytest.mark.parametrize(
    ("position", "stance", "sure", "label"),
    [
        ("build", "supports", True, "Build it"),
        ("build", "opposes", True, "Reject it"),
        ("build", "supports", False, ""),
        (None, "unclear", False, ""),
    ],
)
def test_a_stance_stands_only_where_a_view_is_sure(
    position: str | None, stance: Any, sure: bool, label: str
) -> None:
    views = (Viewpoint("v2", "h2", position, stance, ("p2",), sure=sure),)
    brief = compose(noted(key_passages=("p2",), viewpoints=views), profile(key_points=0))
    assert [q.stance for q in brief.issues[0].quotations] == [label]


def test_who_is_against_one_of_three_is_for_neither_of_the_others() -> None:
    record = three()
    third = (*POSITIONS, Position("wait", "Wait"))
    spec = replace(record.spec, issues=(Issue("line", "The line", positions=third),))
    (contrast,) = compose(replace(record, spec=spec), profile()).issues[0].contrasts
    assert (contrast.left_label, contrast.right_label) == ("Build it", "")


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
    assert "there is no room for them here" in section.note


@pytest.mark.parametrize(
    ("reported", "author", "publisher", "by"),
    [
        ("author", (Name("Ferrand", "Ada"),), "Courier", ()),
        ("direct", (Name("Ferrand", "Ada"),), "Courier", ("Ada Ferrand",)),
        ("indirect", (Name("A", "B"), Name(literal="C")), "", ("B A", "C")),
        ("direct", (), "Courier", ("Courier",)),
        ("indirect", (), "", ()),
    ],
)
def test_through_whom_a_view_comes(
    reported: str, author: tuple[Name, ...], publisher: str, by: tuple[str, ...]
) -> None:
    brief = compose(three(reported, author, publisher=publisher), profile())
    assert (brief.key_points[0].reported, brief.key_points[0].by) == (reported, by)


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


@pytest.mark.parametrize(("passage", "note"), [("p2", "no dispute"), ("p1", NO_OPPOSITES)])
def test_note_names_nobody_whose_words_are_not_printed(passage: str, note: str) -> None:
    views = (Viewpoint("v", "h", "build", "supports", (passage,), sure=True),)
    record = noted(key_passages=("p2",), viewpoints=views)
    assert compose(record, profile(key_points=0)).issues[0].note == note
