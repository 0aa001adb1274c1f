"""Which pairs the desk is asked about: the likeliest that stand in no contrast."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefgen.evidence.candidates import Found
from briefgen.evidence.fitness import Fitness
from briefgen.evidence.genre import Genre
from briefgen.evidence.proposed import proposed
from briefgen.evidence.views import apart, clear
from briefgen.model import Date, Decision, Event, Holder, Issue, Passage, Position, Review
from briefgen.summarise import Candidate
from briefgen.viewpoints import UNCLEAR, Lean, Standpoint
from briefgen.viewpoints.contrasts import ranked

CAP, FREE = Position("cap", "A cap"), Position("free", "No cap")
RENTS = Issue("rents", "Rents", positions=(CAP, FREE))
NO_REVIEW = Review()


def found(
    holder: str,
    takes: float,
    cap: float,
    *,
    source: str = "",
    start: int = 0,
    issued: Date | None = None,
) -> Found:
    """A passage of ten characters whose sentence takes a side as likely as that."""
    text = f"{holder} {start} says so."
    return Found(
        passage=Passage(
            f"{holder}{start}", text, source or holder, start, start + 10, 1, None, "", "",
            holder, "author",
        ),
        holder=Holder(holder, holder, "", "person", author=True),
        candidate=Candidate(text, (), (), source, 1.0, 1),
        standpoint=Standpoint(takes, (cap, 1 - cap), (0, 0)),
        lean=UNCLEAR,
        words=frozenset(),
        issued=issued,
        own=True,
        matched=("term: rent",),
        fitness=Fitness(1.0),
        genre=Genre("opinion", leads=False, reasons=()),
    )  # fmt: skip


ADA, BO = found("Ada", 0.6, 0.8), found("Bo", 0.5, 0.2)
CY, DEE = found("Cy", 0.5, 0.75), found("Dee", 0.5, 0.25)


def rejected(one: Found, other: Found) -> Review:
    pair = Decision(
        "rents", one.passage.text, "reject", stance="unclear", against=other.passage.text
    )
    return Review((pair,))


@pytest.mark.parametrize(
    ("passages", "review", "asked"),
    [
        ([], NO_REVIEW, []),
        ([ADA], NO_REVIEW, []),
        ([ADA, BO], NO_REVIEW, [("Ada0", "Bo0")]),
        # The likeliest first, each passage once.
        ([CY, DEE, ADA, BO], NO_REVIEW, [("Ada0", "Bo0"), ("Cy0", "Dee0")]),
        # Nobody against themselves, nothing that takes no side, nor anything of another time.
        ([ADA, found("Ada", 0.5, 0.1, start=40)], NO_REVIEW, []),
        ([ADA, found("Bo", 0.0, 0.2)], NO_REVIEW, []),
        (
            [
                found("Ada", 0.6, 0.8, issued=Date(2029)),
                found("Bo", 0.5, 0.2, issued=Date(2031)),
            ],
            NO_REVIEW,
            [],
        ),
        # So unlikely that it is not worth the desk's time.
        ([found("Ada", 0.1, 0.6), found("Bo", 0.1, 0.4)], NO_REVIEW, []),
        # Of two versions of one passage the likelier.
        (
            [ADA, BO, found("Ada", 0.3, 0.9, start=5)],
            NO_REVIEW,
            [("Ada0", "Bo0")],
        ),
        # What was rejected is not asked again.
        ([ADA, BO], rejected(BO, ADA), []),
    ],
)
def test_pairs(passages: list[Found], review: Review, asked: list[tuple[str, str]]) -> None:
    made = proposed(RENTS, passages, (), review)
    assert [(pair.left_passage, pair.right_passage) for pair in made] == asked
    assert {pair.positions for pair in made} <= {("cap", "free")}


def test_what_an_event_parts_is_not_asked() -> None:
    pair = [
        found("Ada", 0.6, 0.8, issued=Date(2031, 3)),
        found("Bo", 0.5, 0.2, issued=Date(2031, 5)),
    ]
    for event, asked in ((Date(2031, 4), 0), (Date(2031), 1), (Date(2031, 5), 1)):
        issue = replace(RENTS, events=(Event(event, "The flood"),))
        assert len(proposed(issue, pair, (), NO_REVIEW)) == asked


def test_what_is_printed_is_not_asked() -> None:
    from briefgen.evidence.views import view_of  # noqa: PLC0415

    printed = ranked([view_of(ADA), view_of(BO)])
    assert printed
    assert proposed(RENTS, [ADA, BO, CY], printed, NO_REVIEW) == ()


def test_without_positions_nothing_is_asked() -> None:
    assert proposed(Issue("rents", "Rents"), [ADA, BO], (), NO_REVIEW) == ()


SHORT, LONG, OTHER = (
    found("Ada", 0.6, 0.8, start=5),
    found("Ada", 0.5, 0.8),
    found("Bo", 0.5, 0.2),
)


@pytest.mark.parametrize(
    ("passages", "shown", "left"),
    [
        ([SHORT, OTHER], [], [SHORT, OTHER]),
        ([SHORT, OTHER], [LONG], [OTHER]),
        ([SHORT, LONG, OTHER], [LONG], [LONG, OTHER]),
    ],
)
def test_parts_of_what_is_shown(
    passages: list[Found], shown: list[Found], left: list[Found]
) -> None:
    assert clear(passages, shown) == left


def test_of_two_that_overlap_the_surer_is_kept() -> None:
    assert apart([LONG, SHORT, OTHER]) == [SHORT, OTHER]
    assert apart([LONG, SHORT, OTHER], [LONG]) == [OTHER]


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        ({}, 1),
        # Its cues, or the desk, tell of the other side, or of none.
        ({"lean": Lean("free", "supports", 0.6, ("“free” asserted",))}, 0),
        ({"lean": Lean(None, "unclear", 0.0, ("the desk’s review",))}, 0),
        ({"standpoint": Standpoint(0.6, (0.8, 0.2), (0, 0), by_words=1)}, 0),
        ({"standpoint": Standpoint(0.6, (0.8, 0.2), (0, 0), by_words=0)}, 1),
        # So likely, and yet not said to be on its side: there was a reason.
        ({"standpoint": Standpoint(0.9, (0.8, 0.2), (0, 0))}, 0),
        ({"standpoint": Standpoint(0.9, (0.8, 0.2), (0, 0)),
          "lean": Lean("cap", "supports", 0.72, ("“cap” asserted",))}, 1),
    ],
)  # fmt: skip
def test_what_speaks_against_a_side(changed: dict[str, Any], asked: int) -> None:
    assert len(proposed(RENTS, [replace(ADA, **changed), BO], (), NO_REVIEW)) == asked


def test_each_holder_is_asked_about_once() -> None:
    more = [found("Ada", 0.55, 0.8, start=40), found("Cy", 0.5, 0.2)]
    made = proposed(RENTS, [ADA, BO, *more], (), NO_REVIEW)
    assert [(pair.left_passage, pair.right_passage) for pair in made] == [("Ada0", "Bo0")]


def test_one_remark_in_two_reports_is_no_pair() -> None:
    said = "“Rents will fall by May,” it says."
    pair = [replace(one, passage=replace(one.passage, text=said)) for one in (ADA, BO)]
    assert proposed(RENTS, pair, (), NO_REVIEW) == ()
