"""Which views are set against each other: a table of views beside the pairs made of them."""

from __future__ import annotations

import pytest
from invented import standpoint

from briefgen.model import Date, Issue, Position
from briefgen.viewpoints import Lean, View, oppositions

STRIKE = Issue(
    "strike", "Strike", "", (), (Position("end", "It ends"), Position("on", "It goes on"))
)


def view(
    passage: str, holder: str, position: str | None, score: float = 0.8, **more: object
) -> View:
    """A view in a source of its own; `against=True` opposes the position."""
    stance = "opposes" if more.get("against") else "supports"
    lean = (
        Lean(position, stance, score, (f"speaks for “{position}”",))
        if position
        else Lean(None, "unclear", 0.0)
    )
    return View(
        passage=passage,
        holder=holder,
        source=str(more.get("source", f"source of {passage}")),
        standpoint=standpoint(STRIKE, lean),
        lean=lean,
        issued=more.get("issued"),  # type: ignore[arg-type]
        standing=more.get("standing", "named"),  # type: ignore[arg-type]
    )


def pairs(*views: View) -> list[tuple[str, str]]:
    return [(found.left.passage, found.right.passage) for found in oppositions(STRIKE, views)]


@pytest.mark.parametrize(
    ("views", "expected"),
    [
        ([], []),
        ([view("p", "Vogt", "end")], []),
        ([view("p", "Vogt", "end"), view("q", "Oakes", "on")], [("p", "q")]),
        # The left one is on the position that the spec names first, however they come.
        ([view("q", "Oakes", "on"), view("p", "Vogt", "end")], [("p", "q")]),
        # To oppose one of two positions is to hold the other.
        ([view("p", "Vogt", "end"), view("q", "Oakes", "end", against=True)], [("p", "q")]),
        # Never one side, never one holder, never somebody who is on both.
        ([view("p", "Vogt", "end"), view("q", "Oakes", "end")], []),
        ([view("p", "Vogt", "end"), view("q", "Vogt", "on")], []),
        ([view("p", "Vogt", "end"), view("r", "Vogt", "on"), view("q", "Oakes", "on")], []),
        ([view("p", "Vogt", None), view("q", "Oakes", "on")], []),
        # Nobody is set against "some", nor "an official" where a name is on the same side.
        ([view("p", "Some", "end", standing="nobody"), view("q", "Oakes", "on")], []),
        (
            [view("p", "An aide", "end", standing="unnamed"), view("q", "Oakes", "on")],
            [("p", "q")],
        ),
        (
            [
                view("p", "An aide", "end", 0.95, standing="unnamed"),
                view("r", "Vogt", "end"),
                view("q", "Oakes", "on"),
            ],
            [("r", "q")],
        ),
        # About the same time, or not known when.
        (
            [
                view("p", "Vogt", "end", issued=Date(2029, 3, 1)),
                view("q", "Oakes", "on", issued=Date(2031, 3, 1)),
            ],
            [],
        ),
        (
            [
                view("p", "Vogt", "end", issued=Date(2031)),
                view("q", "Oakes", "on", issued=Date(2031, 12, 31)),
            ],
            [("p", "q")],
        ),
        ([view("p", "Vogt", "end", issued=Date(2029)), view("q", "Oakes", "on")], [("p", "q")]),
        # Each passage once, each pair of holders once; the surest first.
        (
            [
                view("p", "Vogt", "end", 0.9),
                view("q", "Oakes", "on", 0.9),
                view("r", "Sands", "on", 0.8),
            ],
            [("p", "q")],
        ),
        (
            [
                view("p1", "Vogt", "end", 0.9),
                view("p2", "Vogt", "end", 0.8),
                view("q1", "Oakes", "on", 0.9),
                view("q2", "Oakes", "on", 0.8),
            ],
            [("p1", "q1")],
        ),
        (
            [
                view("p1", "Vogt", "end", 0.8),
                view("p2", "Baek", "end", 0.9),
                view("q1", "Oakes", "on", 0.8),
                view("q2", "Sands", "on", 0.9),
            ],
            [("p2", "q2"), ("p1", "q1")],
        ),
    ],
)
def test_pairs(views: list[View], expected: list[tuple[str, str]]) -> None:
    assert pairs(*views) == expected


def test_score_and_reasons() -> None:
    far = oppositions(STRIKE, [view("p", "Vogt", "end", 0.9), view("q", "Oakes", "on", 0.7)])[0]
    same = oppositions(
        STRIKE,
        [view("p", "Vogt", "end", 0.9, source="s"), view("q", "Oakes", "on", 0.7, source="s")],
    )[0]
    assert 0.9 > far.score > 0.7
    assert far.score > same.score
    assert far.reasons == (
        "speaks for “end” on the left",
        "speaks for “on” on the right",
    )


def test_nobody_is_set_against_those_who_speak_for_them() -> None:
    views = [view("p", "Vogt", "end", 0.9), view("q", "Vogt's aide", "on", 0.9),
             view("r", "Oakes", "on", 0.7)]  # fmt: skip
    made = oppositions(STRIKE, views, related=lambda a, b: "aide" in f"{a.holder}{b.holder}")
    assert [(one.left.passage, one.right.passage) for one in made] == [("p", "r")]


def test_a_pair_that_is_no_contrast_uses_up_no_view() -> None:
    """Two pairs of the same holders are one contrast, and their views are free for others."""
    views = [
        view("p1", "Vogt", "end", 0.9),
        view("q1", "Oakes", "on", 0.9),
        view("p2", "Vogt", "end", 0.8),
        view("q2", "Oakes", "on", 0.8),
        view("r", "Sands", "on", 0.7),
    ]
    assert pairs(*views) == [("p1", "q1"), ("p2", "r")]
