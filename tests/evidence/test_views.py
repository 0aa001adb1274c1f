"""Viewpoints by holder, and the line that says why there is no contrast."""

from __future__ import annotations

import pytest

from briefgen.evidence.candidates import Found
from briefgen.evidence.fitness import Fitness
from briefgen.evidence.genre import Genre
from briefgen.evidence.views import contrast_note, viewpoints
from briefgen.model import Holder, Issue, Passage, Position
from briefgen.summarise import Candidate
from briefgen.viewpoints import UNCLEAR, Lean

RENTS = Issue("rents", "Rents", "", (), (Position("cap", "A cap"), Position("free", "No cap")))
PLAIN = Issue("rents", "Rents")


def found(passage: str, holder: str, lean: Lean = UNCLEAR, source: str = "s") -> Found:
    return Found(
        passage=Passage(passage, "Text.", source, 0, 5, 1, None, "", "", holder, "author"),
        holder=Holder(holder, holder.capitalize(), "", "person", author=False),
        candidate=Candidate("Text.", ("text",), (), source, 1.0, 1),
        lean=lean,
        words=frozenset({"text"}),
        issued=None,
        own=True,
        matched=(),
        fitness=Fitness(1.0),
        genre=Genre("opinion", leads=False, reasons=()),
    )


def lean(position: str, stance: str = "supports") -> Lean:
    return Lean(position, stance, 0.7, ("speaks",))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        ([], []),
        ([found("p", "weiss")], [("rents/weiss", None, "unclear", ("p",))]),
        ([found("p", "weiss", lean("cap"))], [("rents/weiss", "cap", "supports", ("p",))]),
        # One viewpoint a holder, in the order of the passages.
        (
            [found("p", "moe"), found("q", "weiss"), found("r", "moe")],
            [("rents/moe", None, "unclear", ("p", "r")), ("rents/weiss", None, "unclear", ("q",))],
        ),
        (
            [found("p", "moe"), found("q", "moe", lean("cap"))],
            [("rents/moe", "cap", "supports", ("p", "q"))],
        ),
        # To oppose the one is to hold the other; to hold both is unclear.
        (
            [found("p", "moe", lean("free", "opposes")), found("q", "moe", lean("cap"))],
            [("rents/moe", "cap", "supports", ("p", "q"))],
        ),
        (
            [found("p", "moe", lean("free")), found("q", "moe", lean("cap"))],
            [("rents/moe", None, "unclear", ("p", "q"))],
        ),
        # A condition takes no side.
        (
            [found("p", "moe", lean("cap", "conditional")), found("q", "moe", lean("free"))],
            [("rents/moe", "free", "supports", ("p", "q"))],
        ),
    ],
)
def test_viewpoints(passages: list[Found], expected: list[tuple[object, ...]]) -> None:
    made = viewpoints(RENTS, passages)
    assert [(v.id, v.position, v.stance, v.passages) for v in made] == expected


CAP, FREE = found("p", "moe", lean("cap")), found("q", "weiss", lean("free"), "t")


@pytest.mark.parametrize(
    ("issue", "passages", "note"),
    [
        (RENTS, [], "No source says anything on this issue that could be quoted."),
        (RENTS, [CAP], "One source only could be quoted on this issue"),
        (PLAIN, [CAP, FREE], "The desk has named no answers"),
        (
            RENTS,
            [CAP, found("r", "weiss", lean("cap"), "t")],
            "Passages could be matched clearly to one answer only",
        ),
        (RENTS, [CAP, FREE], "No two passages could be matched"),
        (RENTS, [found("p", "moe"), found("q", "weiss")], "No two passages could be matched"),
    ],
)
def test_note(issue: Issue, passages: list[Found], note: str) -> None:
    assert contrast_note(issue, passages, passages).startswith(note)


def test_note_names_the_side() -> None:
    assert "“A cap”" in contrast_note(RENTS, [CAP, FREE], [CAP])
