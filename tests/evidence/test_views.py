"""The position matrix, and the line that says why there is no contrast."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import standpoint

from briefgen.evidence.candidates import Found
from briefgen.evidence.fitness import Fitness
from briefgen.evidence.genre import Genre
from briefgen.evidence.views import DESK, are_opposed, contrast_note, placed, viewpoints
from briefgen.model import Date, Event, Holder, HolderKind, Issue, Passage, Position
from briefgen.summarise import Candidate
from briefgen.viewpoints import UNCLEAR, Lean, Standpoint

RENTS = Issue("rents", "Rents", "", (), (Position("cap", "A cap"), Position("free", "No cap")))
PLAIN = Issue("rents", "Rents")


def found(
    passage: str,
    holder: str,
    lean: Lean = UNCLEAR,
    source: str = "s",
    start: int = 0,
    issued: Date | None = None,
) -> Found:
    return Found(
        passage=Passage(
            passage, "Text.", source, start, start + 5, 1, None, "", "", holder, "author"
        ),
        holder=Holder(holder, holder.capitalize(), "", "person", author=False),
        candidate=Candidate("Text.", ("text",), (), source, 1.0, 1),
        standpoint=Standpoint(0.0, (), ()),
        lean=lean,
        words=frozenset({"text"}),
        issued=issued,
        own=True,
        matched=(),
        fitness=Fitness(1.0),
        genre=Genre("opinion", leads=False, reasons=()),
    )


def lean(position: str, stance: str = "supports", score: float = 0.7) -> Lean:
    return Lean(position, stance, score, ("speaks",))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        ([], []),
        ([found("p", "weiss")], [("rents/weiss", None, "unclear", ("p",))]),
        (
            [found("p", "weiss", lean("cap"))],
            [("rents/weiss/cap/supports", "cap", "supports", ("p",))],
        ),
        # A holder's passages that take no side stand together, in the order of the passages.
        (
            [found("p", "moe"), found("q", "weiss"), found("r", "moe")],
            [("rents/moe", None, "unclear", ("p", "r")), ("rents/weiss", None, "unclear", ("q",))],
        ),
        # What takes a side stands by itself: it does not lend it to the others.
        (
            [found("p", "moe"), found("q", "moe", lean("cap"))],
            [
                ("rents/moe", None, "unclear", ("p",)),
                ("rents/moe/cap/supports", "cap", "supports", ("q",)),
            ],
        ),
        # To oppose the one is to hold the other.
        (
            [found("p", "moe", lean("free", "opposes")), found("q", "moe", lean("cap"))],
            [("rents/moe/cap/supports", "cap", "supports", ("p", "q"))],
        ),
        (
            [found("p", "moe", lean("free", "opposes"))],
            [("rents/moe/free/opposes", "free", "opposes", ("p",))],
        ),
        # Who is on both sides has two viewpoints.
        (
            [found("p", "moe", lean("free")), found("q", "moe", lean("cap"))],
            [
                ("rents/moe/free/supports", "free", "supports", ("p",)),
                ("rents/moe/cap/supports", "cap", "supports", ("q",)),
            ],
        ),
        # A condition takes no side.
        (
            [found("p", "moe", lean("cap", "conditional", 0)), found("q", "moe", lean("free"))],
            [
                ("rents/moe/cap/conditional", "cap", "conditional", ("p",)),
                ("rents/moe/free/supports", "free", "supports", ("q",)),
            ],
        ),
        # Where the desk has spoken, what it did not decide on takes no other side.
        (
            [
                found("p", "moe", Lean("cap", "supports", 1.0, (DESK,))),
                found("q", "moe", lean("free")),
                found("r", "moe", lean("cap")),
            ],
            [
                ("rents/moe/cap/supports", "cap", "supports", ("p", "r")),
                ("rents/moe", None, "unclear", ("q",)),
            ],
        ),
    ],
)
def test_viewpoints(passages: list[Found], expected: list[tuple[object, ...]]) -> None:
    made = viewpoints(RENTS, passages)
    assert [(v.id, v.position, v.stance, v.passages) for v in made] == expected


@pytest.mark.parametrize(
    ("leans", "expected"),
    [
        ([lean("cap", score=0.6)], [(0.6, True)]),
        ([lean("cap", score=0.49)], [(0.49, False)]),
        ([lean("cap", score=0.3), lean("cap", score=0.8)], [(0.8, True)]),
        ([lean("cap", "conditional", 0.9)], [(0.0, False)]),
        ([UNCLEAR], [(0.0, False)]),
        ([lean("cap"), UNCLEAR], [(0.7, True), (0.0, False)]),
        # On both sides nobody is sure, however little the other weighs.
        ([lean("cap", score=0.9), lean("free", score=0.1)], [(0.9, False), (0.1, False)]),
    ],
)
def test_how_sure_a_viewpoint_is(leans: list[Lean], expected: list[tuple[float, bool]]) -> None:
    made = viewpoints(RENTS, [found(f"p{n}", "moe", one) for n, one in enumerate(leans)])
    assert [(v.score, v.sure) for v in made] == expected


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ([None], ()),
        ([Date(2031, 3, 2), None, Date(2031, 3, 2)], (Date(2031, 3, 2),)),
        (
            [Date(2031, 3, 2), Date(2029), Date(2031, 1), Date(2030, 12, 31)],
            (Date(2029), Date(2031, 3, 2)),
        ),
    ],
)
def test_when_a_viewpoint_was_held(issued: list[Date | None], expected: tuple[Date, ...]) -> None:
    passages = [found(f"p{n}", "moe", issued=day) for n, day in enumerate(issued)]
    (made,) = viewpoints(RENTS, passages)
    assert made.issued == expected


@pytest.mark.parametrize(
    ("one", "other", "opposed"),
    [
        ("cap", "free", True),
        ("cap", "cap", False),
        ("cap", "not cap", True),
        ("not cap", "cap", True),
        ("free", "not cap", False),
        ("not free", "not cap", False),
        ("cap", None, False),
        (None, None, False),
    ],
)
def test_sides_that_nobody_can_hold_together(
    one: str | None, other: str | None, opposed: bool
) -> None:
    assert are_opposed(one, other) is opposed


KEY = found("k", "moe", start=0)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([found("p", "weiss", lean("cap"), start=9)], ["p"]),
        ([found("p", "weiss", lean("cap", score=0.4), start=9)], []),
        ([found("p", "weiss", lean("cap", "conditional"), start=9)], []),
        ([found("p", "weiss", start=9)], []),
        # A part of what is shown, and of what is surer, is left out.
        ([found("p", "weiss", lean("cap"), start=4)], []),
        ([found("p", "weiss", lean("cap"), "t", start=4)], ["p"]),
        (
            [found("p", "weiss", lean("cap"), start=9),
             found("q", "weiss", lean("cap", score=0.8), start=12),
             found("r", "weiss", lean("cap"), start=40)],
            ["q", "r"],
        ),
    ],
)  # fmt: skip
def test_what_else_stands_in_the_matrix(others: list[Found], expected: list[str]) -> None:
    made = placed(RENTS, [KEY, *others], [KEY])
    assert [one.passage.id for one in made] == expected


CAP, FREE = found("p", "moe", lean("cap")), found("q", "weiss", lean("free"), "t")


@pytest.mark.parametrize(
    ("issue", "passages", "note"),
    [
        (RENTS, [], "No source says anything on this issue that could be quoted."),
        (RENTS, [CAP], "Passages fit to be quoted on this issue were found in one source"),
        (PLAIN, [CAP, FREE], "The desk has named no answers"),
        (
            RENTS,
            [CAP, found("r", "weiss", lean("cap"), "t")],
            "Passages could be matched clearly to one answer only, “A cap” (Moe, Weiss)",
        ),
        (RENTS, [CAP, FREE], "Passages were matched to different answers, but no two of diff"),
        (
            RENTS,
            [CAP, replace(FREE, lean=lean("free", score=0.4))],
            "No two passages could be matched",
        ),
        (RENTS, [found("p", "moe"), found("q", "weiss")], "No two passages could be matched"),
    ],
)
def test_note(issue: Issue, passages: list[Found], note: str) -> None:
    assert contrast_note(issue, passages, passages, passages).startswith(note)


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        (Date(2030), Date(2031, 5), "“The flood”"),
        (Date(2031, 5), Date(2030), "“The flood”"),
        (Date(2031), Date(2031, 5), None),
        (None, Date(2031, 5), None),
    ],
)
def test_note_names_the_event_that_parts_the_answers(
    before: Date | None, after: Date | None, named: str | None
) -> None:
    issue = replace(RENTS, events=(Event(Date(2031, 3, 6), "The flood"),))
    shown = [
        replace(one, issued=issued, standpoint=standpoint(RENTS, one.lean))
        for one, issued in ((CAP, before), (FREE, after))
    ]
    note = contrast_note(issue, shown, shown, shown)
    assert ("before and after “The flood”, which is no dispute" in note) == bool(named)
    assert "no two of different holders" in note


def held(*names: str, kind: HolderKind = "person", author: bool = False) -> list[Found]:
    """Passages that are surely for a cap, of these holders."""
    return [
        replace(
            found(f"{name}-{n}", name, lean("cap"), f"s{n}"),
            holder=Holder(name, name, "", kind, author=author),
        )
        for n, name in enumerate(names)
    ]


UNSURE = found("u", "doe", lean("cap", score=0.4), "u")


@pytest.mark.parametrize(
    ("matched", "told"),
    [
        (held("Moe"), "(Moe)"),
        (held("The Bank", kind="organisation"), "(The Bank)"),
        (held("Unnamed author of a.txt", kind="unnamed", author=True), "(Unnamed author of a.txt)"),
        (held("Moe", "Moe"), "(Moe)"),
        (held("Moe", "Roe", "Lee"), "(Moe, Roe, Lee)"),
        (held("Moe", "Roe", "Lee", "Fox"), "(Moe, Roe, Lee and others)"),
        ([*held("Moe"), UNSURE], "(Moe)"),
    ],
)
def test_note_names_the_answer_and_who_gives_it(matched: list[Found], told: str) -> None:
    note = contrast_note(RENTS, [*matched, found("x", "nobody", source="x")], matched, matched)
    assert note == (
        "Passages could be matched clearly to one answer only, "
        f"“A cap” {told}; the sources may hold others."
    )


@pytest.mark.parametrize(
    ("shown", "key"),
    [
        ([CAP], []),  # what no brief prints is not spoken of
        ([CAP], [found("r", "weiss", source="t")]),
        ([CAP, UNSURE], [UNSURE]),
        ([CAP, replace(FREE, lean=lean("free", score=0.4))], [CAP]),
    ],
)
def test_note_speaks_of_no_passage_by_itself(shown: list[Found], key: list[Found]) -> None:
    note = contrast_note(RENTS, [CAP, FREE], [*shown, *key], key)
    assert note.startswith("No two passages could be matched clearly enough")
