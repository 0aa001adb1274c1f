"""How much a match is worth by what else its document and its sentence hold of the issue."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.evidence.focus import focused
from briefgen.evidence.matching import NOWHERE, Match


def on(*terms: str, asked: int = 0, score: float = 1.0) -> Match:
    return Match(score, terms, frozenset(terms), asked)


def worth(*documents: list[Match]) -> list[list[float]]:
    """The worth of each match with the one issue."""
    matched = [tuple((match,) for match in found) for found in documents]
    return [[one.score for (one,) in found] for found in focused(matched, 1)]


# A text on the issue: all three terms stand in it.
QUAY = [on("quay", "piers"), on("quay"), on("navy")]


@pytest.mark.parametrize(
    ("why", "better", "worse"),
    [
        ("its document holds more of the terms", [on("navy"), on("quay"), on("piers")],
         [on("navy")]),
        ("it holds more of them itself", [on("quay", "piers")], [on("quay"), on("piers")]),
        ("it has the question's words", [on("quay", asked=3)], [on("quay")]),
    ],
)  # fmt: skip
def test_which_is_worth_more(why: str, better: list[Match], worse: list[Match]) -> None:
    _, [one, *_], [other, *_] = worth(QUAY, better, worse)
    assert one > other, why


def test_a_rare_term_tells_more_than_one_that_stands_everywhere() -> None:
    [[everywhere, rare], *_] = worth([on("quay"), on("piers")], [on("quay")], [on("quay")])
    assert rare > everywhere


def test_a_stray_mention_is_none() -> None:
    stray = [on("navy")]
    assert worth(QUAY, stray)[1] == [0.0]
    assert worth(stray)[0] == [1.0], "where there is nothing better, it stays"


def test_issues_are_weighed_apart_and_what_is_on_none_stays_so() -> None:
    matched = [((on("quay"), NOWHERE), (NOWHERE, on("seals"))), ((NOWHERE, on("seals")),)]
    assert [[list(map(bool, one)) for one in of] for of in focused(matched, 2)] == [
        [[True, False], [False, True]],
        [[False, True]],
    ]


WORDS = st.frozensets(st.sampled_from("abcd"), min_size=1)
MATCHES = st.just(NOWHERE) | st.builds(
    Match, st.floats(0.1, 2), st.just(("t",)), WORDS, st.integers(0, 3)
)


@given(st.lists(st.lists(MATCHES, max_size=6), max_size=5))
def test_never_worth_more_never_all_gone(documents: list[list[Match]]) -> None:
    before = [match.score for found in documents for match in found]
    after = [score for found in worth(*documents) for score in found]
    assert all(new <= old for new, old in zip(after, before, strict=True))
    assert any(after) == any(before)
