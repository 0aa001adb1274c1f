"""What is said of a passage's side, and which views are ranked against each other."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sided import POOL, STAY, ask, embed, utterance

from briefgen.model import Issue, Position
from briefgen.viewpoints import SURE, UNCLEAR, Lean, Scorer, Standpoint, View, ranked, settled

LIFT = Position("lift", "Lift it", ("open the sea",), ("They may fish again.",))
KEEP = Position("keep", "Keep it", ("close the sea",))
PAY = Position("pay", "Pay them")
PLAIN = Issue("ban", "The ban", "Should it stay?")
TWO = Issue("ban", "The ban", "Should it stay?", (), (LIFT, KEEP))
THREE = Issue("ban", "The ban", "Should it stay?", (), (LIFT, KEEP, PAY))

ASSERTED = ("“open the sea” asserted",)
SAYS_LIFT = Lean("lift", "supports", 0.6, ASSERTED)
DENIES_LIFT = Lean("lift", "opposes", 0.6, ("“open the sea” denied",))
IF = Lean("keep", "conditional", 0.0)


def nearest(text: str) -> tuple[str, ...]:
    return (f"nearest to “{text}”",)


def to_lift(takes: float = 0.9, share: float = 0.8, place: int = 1) -> Standpoint:
    """A standpoint with this share for the first of two sides, nearest to one of its texts."""
    return Standpoint(takes, (share, 1 - share), (place, 0))


@pytest.mark.parametrize(
    ("issue", "standpoint", "told", "expected"),
    [
        # The likelier side, by the text that is nearest, or by the cue that says the same.
        (TWO, to_lift(), UNCLEAR, Lean("lift", "supports", 0.72, nearest("open the sea"))),
        (TWO, to_lift(place=0), UNCLEAR, Lean("lift", "supports", 0.72, nearest("Lift it"))),
        (TWO, to_lift(place=2), UNCLEAR,
         Lean("lift", "supports", 0.72, nearest("They may fish again."))),
        (TWO, to_lift(share=0.2), UNCLEAR, Lean("keep", "supports", 0.72, nearest("Keep it"))),
        (TWO, to_lift(), SAYS_LIFT, Lean("lift", "supports", 0.72, ASSERTED)),
        (TWO, to_lift(share=0.2), DENIES_LIFT,
         Lean("keep", "supports", 0.72, DENIES_LIFT.reasons)),
        (THREE, Standpoint(0.9, (0.1, 0.1, 0.8), (0, 0, 0)), UNCLEAR,
         Lean("pay", "supports", 0.72, nearest("Pay them"))),
        # A condition, whatever the scorer holds of it.
        (TWO, to_lift(), IF, IF),
        (TWO, Standpoint(0.0, (), ()), IF, IF),
        # Another side by its cue.
        (TWO, to_lift(), DENIES_LIFT, UNCLEAR),
        (TWO, to_lift(share=0.2), SAYS_LIFT, UNCLEAR),
        (THREE, Standpoint(0.9, (0.8, 0.1, 0.1), (0, 0, 0)), DENIES_LIFT, UNCLEAR),
        # Not sure enough: of taking one, or of which.
        (TWO, to_lift(takes=0.5), UNCLEAR, UNCLEAR),
        (TWO, to_lift(takes=0.5), SAYS_LIFT, UNCLEAR),
        (TWO, to_lift(share=0.45, takes=0.7), UNCLEAR, UNCLEAR),
        # No side is likelier than the others.
        (TWO, to_lift(takes=0.99, share=0.5), UNCLEAR, UNCLEAR),
        (TWO, Standpoint(0.0, (), ()), UNCLEAR, UNCLEAR),
        (PLAIN, to_lift(), UNCLEAR, UNCLEAR),
    ],
)  # fmt: skip
def test_settled(issue: Issue, standpoint: Standpoint, told: Lean, expected: Lean) -> None:
    assert settled(issue, standpoint, told) == expected


@given(takes=st.floats(0, 1), share=st.floats(0, 1))
def test_a_side_is_said_from_one_likelihood_on(takes: float, share: float) -> None:
    found = settled(TWO, to_lift(takes, share), UNCLEAR)
    best = max(share, 1 - share)
    assert (found.position is not None) is (takes * best >= SURE and share != 0.5)
    if found.position:
        assert found.position == ("lift" if share > 0.5 else "keep")
        assert found.score == pytest.approx(takes * best, abs=1e-3)


def test_positions_that_are_the_same_take_nobody() -> None:
    """A desk's slip, two positions of the same words: no passage is put on the first of them."""
    same = (Position("a", STAY[0], STAY[1:]), Position("b", STAY[0], STAY[1:]))
    issue = Issue("i", "I", "", (), same)
    said = [utterance(text, likely=1.0) for text in POOL]
    for model in (None, embed):
        for told in Scorer.shipped(model)(said, ask(STAY, STAY)):
            surely = Standpoint(1.0, told.shares, told.nearest)
            assert settled(issue, surely, UNCLEAR) == UNCLEAR


def view(passage: str, holder: str, source: str, takes: float, *shares: float) -> View:
    standpoint = Standpoint(takes, shares, (0,) * len(shares))
    return View(passage, holder, source, standpoint, UNCLEAR, None)


def pairs(*views: View) -> list[tuple[str, str]]:
    return [(pair.left.passage, pair.right.passage) for pair in ranked(views)]


FOR, AGAINST = view("p", "Vogt", "x", 0.9, 0.8, 0.2), view("q", "Oakes", "y", 0.8, 0.1, 0.9)


@pytest.mark.parametrize(
    ("views", "expected"),
    [
        ([], []),
        ([FOR], []),
        ([FOR, AGAINST], [("p", "q")]),
        ([AGAINST, FOR], [("p", "q")]),  # the first side stands left, however they come
        ([FOR, view("q", "Vogt", "y", 0.8, 0.1, 0.9)], []),  # nobody against themselves
        ([FOR, view("q", "Oakes", "y", 0.0, 0.1, 0.9)], []),  # takes none
        ([FOR, view("q", "Oakes", "y", 0.0)], []),  # was not looked at
        # No view twice: the best pair takes both, and what is left makes the next.
        ([FOR, AGAINST, view("r", "Sands", "z", 0.5, 0.1, 0.9)], [("p", "q")]),
        ([FOR, AGAINST, view("r", "Sands", "z", 0.5, 0.1, 0.9),
          view("s", "Weiss", "z", 0.4, 0.9, 0.1)], [("p", "q"), ("s", "r")]),
        # Of two that are as likely, the one from another source.
        ([FOR, view("o", "Sands", "x", 0.8, 0.1, 0.9), AGAINST], [("p", "q")]),
        # Any two of three sides.
        ([view("p", "Vogt", "x", 0.9, 0, 0, 1), view("q", "Oakes", "y", 0.9, 0, 1, 0)],
         [("q", "p")]),
    ],
)  # fmt: skip
def test_ranked(views: list[View], expected: list[tuple[str, str]]) -> None:
    assert pairs(*views) == expected


def test_a_pairs_score() -> None:
    """The root of both likelihoods, less where both stand in one source."""
    (apart,) = ranked([FOR, AGAINST])
    (close,) = ranked([FOR, view("q", "Oakes", "x", 0.8, 0.1, 0.9)])
    assert apart.score == pytest.approx(sqrt(0.72 * 0.72), abs=1e-3)
    assert 0.8 * apart.score < close.score < apart.score


SHARES = st.floats(0, 1)


@st.composite
def views(draw: st.DrawFn) -> list[View]:
    """Views with names of their own, of a few holders and sources, on one of three sides."""
    made = []
    for number in range(draw(st.integers(0, 14))):
        raw = [draw(SHARES) + 1e-9 for _ in range(3)]
        holder, source = draw(st.sampled_from("ABC")), draw(st.sampled_from("xy"))
        shares = [value / sum(raw) for value in raw]
        made.append(view(f"p{number}", holder, source, draw(SHARES), *shares))
    return made


@given(views(), st.randoms(use_true_random=False), st.integers(0, 6))
def test_promises_of_the_ranking(found: list[View], random: object, most: int) -> None:
    best = ranked(found, most)
    used = [v.passage for pair in best for v in (pair.left, pair.right)]
    assert len(best) <= most
    assert len(set(used)) == len(used)
    assert all(pair.left.holder != pair.right.holder for pair in best)
    assert [pair.score for pair in best] == sorted((p.score for p in best), reverse=True)
    assert all(0 <= pair.score <= 1 for pair in best)
    assert best == ranked(found, 99)[:most]
    random.shuffle(found)  # type: ignore[attr-defined]
    assert best == ranked(found, most)
