"""The desk's word over what was found: sides, holders, examples, contrasts, and their number."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import standpoint

from briefgen.evidence.candidates import Found
from briefgen.evidence.reviewed import contrasts, decided, tally, upheld, with_examples
from briefgen.evidence.views import is_put_aside
from briefgen.model import (
    NO_REVIEW,
    Date,
    Decision,
    Event,
    Holder,
    Issue,
    Passage,
    Position,
    Review,
    Reviewed,
)
from briefgen.viewpoints import UNCLEAR, Lean

LIFT, KEEP = Position("lift", "Lift it", examples=("Up.",)), Position("keep", "Keep it")
BAN = Issue("ban", "The ban", positions=(LIFT, KEEP))
PRICE = Issue("price", "The price")


def one(text: str, holder: str, position: str | None = None, **more: Any) -> Found:
    """A passage that was found: its author's own, if `reported` does not say otherwise."""
    key = hashlib.sha256(f"{text}{holder}".encode()).hexdigest()[:10]
    reported = more.get("reported", "author")
    who = Holder(holder.lower(), holder, "", more.get("kind", "person"), reported == "author")
    source = more.get("source", f"s-{holder}")
    lean = (
        Lean(position, "supports", more.get("score", 0.7), ("“up” asserted",))
        if position
        else UNCLEAR
    )
    return Found(
        passage=Passage(key, text, source, 0, len(text), 1, None, "", "", who.id, reported),
        holder=who,
        candidate=None,  # type: ignore[arg-type]
        standpoint=standpoint(BAN, lean),
        lean=lean,
        words=frozenset(),
        issued=None,
        own=True,
        matched=(),
        fitness=None,  # type: ignore[arg-type]
        genre=None,  # type: ignore[arg-type]
    )


UP, DOWN = one("Lift  the ban.", "Ada", "lift"), one("Keep the ban.", "Bo", "keep")
MUTE = one("Cod swim.", "Cy")
FOUND = (UP, DOWN, MUTE)


def say(text: str, verdict: Any, position: str | None = None, **more: Any) -> Decision:
    return Decision("ban", text, verdict, position, **more)


def settled(*decisions: Decision, found: Sequence[Found] = FOUND) -> tuple[Found, ...]:
    return decided((BAN,), (found,), Review(decisions))[0]


@pytest.mark.parametrize(
    ("decision", "place", "lean"),
    [
        (say("Lift the ban.", "accept", "lift"), 0, ("lift", "supports", 1.0)),
        (say("Lift the ban.", "reject", "lift"), 0, (None, "unclear", 0.0)),
        (say("Lift the ban.", "move", "keep"), 0, ("keep", "supports", 1.0)),
        (
            say("Lift the ban.", "accept", "lift", stance="conditional"),
            0,
            ("lift", "conditional", 0),
        ),
        (say("Lift the ban.", "accept"), 0, (None, "unclear", 0.0)),
        (say("Lift the ban.", "move", "sink"), 0, ("lift", "supports", 0.7)),
        (say("Cod swim.", "move", "keep"), 2, ("keep", "supports", 1.0)),
        (say("cod swim.", "move", "keep"), 2, (None, "unclear", 0.0)),
        (Decision("price", "Cod swim.", "move", "keep"), 2, (None, "unclear", 0.0)),
        (say("Keep the ban.", "reject", against="Lift the ban."), 1, ("keep", "supports", 0.7)),
    ],
)  # fmt: skip
def test_sides(decision: Decision, place: int, lean: tuple[Any, ...]) -> None:
    """A decision, the passage that is looked at, and its side; all others are as they were."""
    made = settled(decision)
    found = made[place].lean
    assert (found.position, found.stance, found.score) == lean
    assert [f for n, f in enumerate(made) if n != place] == [
        f for n, f in enumerate(FOUND) if n != place
    ]


QUOTED = one("We go to sea.", "Bo", reported="direct", source="s-Ada")
OFFICIAL = one("Nets are cheap.", "an official", reported="indirect", kind="unnamed")


@pytest.mark.parametrize(
    ("text", "name", "holder", "reported"),
    [
        ("Lift the ban.", "Dee Orr", Holder("dee-orr", "Dee Orr", "", "person", False), "indirect"),
        ("Lift the ban.", "Cy", MUTE.holder, "indirect"),
        ("We go to sea.", "Ada", UP.holder, "author"),
        ("We go to sea.", "Dee", Holder("dee", "Dee", "", "person", False), "direct"),
        ("Nets are cheap.", "Dee", Holder("dee", "Dee", "", "person", False), "indirect"),
    ],
)
def test_holders(text: str, name: str, holder: Holder, reported: str) -> None:
    """Who is known stays as they are; a source's author speaks for themselves."""
    found = (*FOUND, QUOTED, OFFICIAL)
    made = settled(say(text, "accept", "lift", holder=name), found=found)
    (changed,) = (f for f in made if " ".join(f.passage.text.split()) == text)
    assert changed.holder == holder
    assert (changed.passage.holder, changed.passage.reported) == (holder.id, reported)


def test_a_holder_is_the_same_on_every_issue() -> None:
    review = Review((say("Cod swim.", "accept", holder="Dee"),))
    made = decided((BAN, PRICE), ((MUTE,), (MUTE, UP)), review)
    assert [f.holder.name for on in made for f in on] == ["Dee", "Dee", "Ada"]


def test_what_is_accepted_or_moved_is_an_example() -> None:
    review = Review(
        (
            say("Lift the ban.", "accept", "lift"),
            say("Cod swim.", "move", "keep"),
            say("No.", "reject", "keep"),
            say("Perhaps.", "accept", "keep", stance="conditional"),
            say("Not so.", "accept", "keep", stance="opposes"),
            say("Up.", "accept", "lift"),
            Decision("price", "Pay.", "accept", "lift"),
        )
    )
    ban, price = with_examples((BAN, PRICE), review)
    assert [p.examples for p in ban.positions] == [("Up.", "Lift the ban."), ("Cod swim.",)]
    assert price == PRICE


# --- Contrasts ----------------------------------------------------------------------------------

OTHER = one("The ban has to stay.", "Dee", "keep", score=0.6)
ALL = (*FOUND, OTHER)
AS_FOUND = ("Lift  the ban.", "Keep the ban.", 0.7)
NEXT_BEST = ("Lift  the ban.", "The ban has to stay.", 0.648)


def pair(left: str, right: str, verdict: Any) -> Decision:
    return say(left, verdict, stance="unclear", against=right)


@pytest.mark.parametrize(
    ("decisions", "printed"),
    [
        ([], [AS_FOUND]),
        ([pair("Keep the ban.", "Lift the ban.", "reject")], [NEXT_BEST]),
        ([pair("Lift the ban.", "Cod swim.", "reject")], [AS_FOUND]),
        (
            [pair("The ban has to stay.", "Lift the ban.", "accept")],
            [("Lift  the ban.", "The ban has to stay.", 1.0)],
        ),
        (
            [pair("Keep the ban.", "Lift the ban.", "accept")],
            [("Lift  the ban.", "Keep the ban.", 1.0)],
        ),
        (
            [pair("The ban has to stay.", "Keep the ban.", "accept")],
            [AS_FOUND],
        ),
        (
            [pair("Lift the ban.", "Cod swim.", "accept")],
            [AS_FOUND],
        ),
        (
            [pair("Lift the ban.", "Cod swim.", "accept"), say("Cod swim.", "move", "keep")],
            [("Lift  the ban.", "Cod swim.", 1.0)],
        ),
        (
            [pair("Lift the ban.", "Gone.", "accept"), pair("Gone.", "Keep the ban.", "reject")],
            [AS_FOUND],
        ),
    ],
)  # fmt: skip
def test_contrasts(decisions: list[Decision], printed: list[tuple[str, str, float]]) -> None:
    """Accepted ones first, rejected ones not at all, and none that has not two sides."""
    found = settled(*decisions, found=ALL)
    text = {f.passage.id: f.passage.text for f in found}
    made = contrasts(BAN, found, Review(tuple(decisions)))
    assert [(text[c.left.passage], text[c.right.passage], c.score) for c in made] == printed


FLOOD = replace(BAN, events=(Event(Date(2031, 3), "The flood"),))


@pytest.mark.parametrize(
    ("decisions", "printed"),
    [
        ([], []),
        ([pair("Lift the ban.", "Keep the ban.", "accept")], [("Lift  the ban.", "Keep the ban.")]),
        ([say("Lift the ban.", "accept", "lift"), say("Keep the ban.", "accept", "keep")], []),
    ],
)
def test_only_what_the_desk_sets_against_each_other_spans_an_event(
    decisions: list[Decision], printed: list[tuple[str, str]]
) -> None:
    found = (replace(UP, issued=Date(2031, 2)), replace(DOWN, issued=Date(2031, 4)))
    made = contrasts(FLOOD, settled(*decisions, found=found), Review(tuple(decisions)))
    text = {f.passage.id: f.passage.text for f in found}
    assert [(text[c.left.passage], text[c.right.passage]) for c in made] == printed


def test_what_the_desk_has_put_on_two_sides_is_printed() -> None:
    """A group that no name tells, and beside a pair that the desk accepted."""
    crowd = one("Nets out.", "Angry skippers", "lift", reported="indirect", kind="group")
    assert contrasts(BAN, (crowd, DOWN), NO_REVIEW) == ()
    given = (
        pair("Lift the ban.", "Keep the ban.", "accept"),
        say("Lift the ban.", "accept", "lift"),
        say("Keep the ban.", "accept", "keep"),
        say("Nets out.", "accept", "lift"),
        say("The ban has to stay.", "accept", "keep"),
    )
    found = settled(*given, found=(*ALL, crowd))
    text = {f.passage.id: f.passage.text for f in found}
    made = contrasts(BAN, found, Review(given))
    assert [(text[c.left.passage], text[c.right.passage]) for c in made] == [
        ("Lift  the ban.", "Keep the ban."),
        ("Nets out.", "The ban has to stay."),
    ]


def test_a_view_that_the_desk_did_not_see_takes_no_holder_off_its_side() -> None:
    guess = one("Perhaps keep it.", "Ada", "keep", source="s-2")
    given = (say("Lift the ban.", "accept", "lift"),)
    assert contrasts(BAN, (UP, DOWN, guess), NO_REVIEW) == ()
    (made,) = contrasts(BAN, settled(*given, found=(UP, DOWN, guess)), Review(given))
    assert {made.left.passage, made.right.passage} == {UP.passage.id, DOWN.passage.id}


@pytest.mark.parametrize(
    ("decisions", "aside"),
    [
        ([], False),
        ([say("Lift the ban.", "accept")], True),
        ([say("Lift the ban.", "reject", "lift")], True),
        ([say("Lift the ban.", "accept", "lift")], False),
    ],
)
def test_put_aside(decisions: list[Decision], aside: bool) -> None:
    assert is_put_aside(settled(*decisions)[0]) is aside


def test_nobody_is_set_against_themselves() -> None:
    same = one("Keep it.", "Ada", "keep")
    review = Review((pair("Lift the ban.", "Keep it.", "accept"),))
    assert contrasts(BAN, (UP, same), review) == ()


# --- Promises -----------------------------------------------------------------------------------

texts = st.sampled_from([f.passage.text for f in ALL] + ["Gone.", "Keep  the ban."])


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    made = []
    for _ in range(draw(st.integers(0, 6))):
        text, against = draw(texts), draw(st.none() | texts)
        verdicts = ["accept", "reject"] if against else ["accept", "reject", "move"]
        made.append(
            Decision(
                issue=draw(st.sampled_from(["ban", "price", "none"])),
                text=" ".join(text.split()),
                verdict=draw(st.sampled_from(verdicts)),
                position=None if against else draw(st.sampled_from([None, "lift", "keep", "sink"])),
                holder=None if against else draw(st.sampled_from([None, "Ada", "Dee Orr"])),
                stance=draw(st.sampled_from(["supports", "opposes", "conditional", "unclear"])),
                against=" ".join(against.split()) if against else None,
            )
        )  # fmt: skip
    return Review(tuple({d.matter: d for d in made}.values()))


@given(reviews())
def test_a_review_brings_no_passage_and_alters_none(review: Review) -> None:
    """The same passages at the same places; only who holds them and on which side may differ."""
    given_ = ((ALL), (MUTE, UP))
    made = decided((BAN, PRICE), given_, review)
    assert made == decided((BAN, PRICE), given_, review)
    for before, after in zip(given_, made, strict=True):
        assert [f.passage.id for f in after] == [f.passage.id for f in before]
        assert [f.passage.text for f in after] == [f.passage.text for f in before]
        assert all(f.passage.holder == f.holder.id for f in after)
    printed = contrasts(BAN, made[0], review)
    ids = [p for c in printed for p in (c.left.passage, c.right.passage)]
    assert len(ids) == len(set(ids))
    assert set(ids) <= {f.passage.id for f in ALL}
    assert {f.passage.id for f in upheld(made[0])} <= {f.passage.id for f in ALL}
    reviewed, gone = tally((BAN, PRICE), given_, review)
    assert reviewed.passages + reviewed.contrasts <= len(review.decisions)
    assert (gone == 0) or reviewed.passages + reviewed.contrasts < len(review.decisions)


def test_numbers() -> None:
    review = Review(
        (
            say("Lift the ban.", "accept", "lift", holder="Dee"),
            say("Keep the ban.", "reject", "keep"),
            say("Cod swim.", "move", "keep"),
            say("Gone.", "accept", "lift"),
            pair("Lift the ban.", "Gone too.", "reject"),
            pair("Lift the ban.", "Keep the ban.", "accept"),
            Decision("none", "Nor this.", "reject"),
        )
    )
    reviewed, gone = tally((BAN,), (FOUND,), review)
    assert reviewed == Reviewed(1, 1, 1, named=1, contrasts_accepted=1, contrasts_rejected=0)
    assert (reviewed.passages, reviewed.contrasts, gone) == (3, 1, 2)
    assert tally((BAN,), (FOUND,), NO_REVIEW) == (Reviewed(), 0)
