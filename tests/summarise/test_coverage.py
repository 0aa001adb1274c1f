"""Coverage: what is chosen from a pool of small candidates, and what holds for every pool."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pools import POOLS, candidate, pool

from briefgen.summarise import Budget, Candidate, Concept, Place, explained
from briefgen.summarise.coverage import Pool, State, coverage
from briefgen.summarise.exact import LARGEST, covered, improved, solved

REPORT, ESSAY = [Place(n, 20) for n in range(20)], [None] * 20


def six(texts: str, source: str = "a", places: list[Place] | list[None] = ESSAY) -> list[Candidate]:
    """A candidate for each comma."""
    return [
        candidate(text.strip(), source, place=places[n]) for n, text in enumerate(texts.split(","))
    ]


@pytest.mark.parametrize(
    ("candidates", "passages", "chosen"),
    [
        ([], 3, ()),
        (six("cod quota falls"), 0, ()),
        (six("cod quota falls"), 3, (0,)),
        # What several sources share comes first.
        ([*six("boat rots, cod quota"), *six("cod quota", "b")], 1, (1,)),
        # A passage that says nothing new is not chosen at all.
        (six("cod quota falls, cod quota falls"), 2, (0,)),
        # The prior decides between equals, and nothing is chosen without one.
        ([candidate("cod quota"), candidate("boat rots", prior=2.0)], 1, (1,)),
        ([candidate("cod quota", prior=0.0)], 1, ()),
        # The shorter of two that say the same.
        ([candidate("cod quota", length=30), candidate("cod quota", "b", length=8)], 1, (1,)),
        # Without words there is nothing to cover; one word stands for itself.
        ([candidate(""), candidate("cod")], 2, (1,)),
        # In a report what stands first counts more; in an essay all places are equal.
        ([*six("cod quota, boat rots", "a", REPORT[3:]), *six("net dries", "b", REPORT)], 1, (2,)),
        ([*six("cod quota, boat rots"), *six("net dries", "b")], 1, (0,)),
        # A source that has had twice its share yields to the other one.
        (
            [*six("cod quota, boat rots, net dries, port sells"), candidate("rent cap", "b", 0.7)],
            3,
            (0, 1, 2),
        ),
        (
            [*six("cod quota, boat rots, net dries, port sells"), candidate("rent cap", "b", 0.7)],
            4,
            (0, 1, 2, 3),
        ),
        (
            [
                *six("cod quota, boat rots, net dries, port sells"),
                candidate("rent cap", "b", 0.7),
                candidate("train late", "c", 0.1),
            ],
            3,
            (0, 1, 4),
        ),
    ],
)
def test_choice(candidates: list[Candidate], passages: int, chosen: tuple[int, ...]) -> None:
    assert coverage(candidates, Budget(passages=passages)) == chosen


def test_words_are_a_budget_too() -> None:
    candidates = six("cod quota falls now, boat rots in port, net dries in wind")
    assert coverage(candidates, Budget(words=4)) == (0,)
    assert coverage(candidates, Budget(words=5)) == (0, 1)


def test_reasons_of_a_choice() -> None:
    candidates = [*six("cod quota, boat rots, net dries"), *six("the cod quota", "b")]
    first, second = explained(candidates, (0, 2), Budget(passages=2), 2)
    assert first.concepts == ((Concept("cod", "quota"), ("a", "b")),)
    # Two sources carry the pair, and there are two passages of each: 2 − (1 − 1/2), in two words.
    assert first.gain == pytest.approx(1.5 / 2**0.8)
    # In its place the other source's words for it, or else the boat.
    assert first.passed == (3, 1)
    assert second.concepts == ((Concept("net", "dri"), ("a",)),)
    assert second.gain == pytest.approx(0.5 / 2**0.8)
    assert second.passed == (1, 3)


def test_pairs_with_function_words_are_no_reason() -> None:
    text = "of the cod quota"
    said = Candidate(text, ("cod", "quota"), six(text)[0].concepts, "a", 1.0, 4)
    (choice,) = explained([said], (0,), Budget(passages=1), 9)
    assert [concept for concept, _ in choice.concepts] == [Concept("cod", "quota")]


@given(POOLS, st.integers(0, 6))
def test_indices_are_few_unique_and_telling(candidates: list[Candidate], passages: int) -> None:
    chosen = coverage(candidates, Budget(passages=passages))
    assert len(chosen) <= passages
    assert len(set(chosen)) == len(chosen)
    assert all(candidates[n].words and candidates[n].prior for n in chosen)


@given(POOLS, st.integers(1, 60))
def test_only_the_last_passage_reaches_the_words(candidates: list[Candidate], words: int) -> None:
    chosen = coverage(candidates, Budget(words=words))
    lengths = [candidates[n].length for n in chosen]
    assert not lengths or sum(lengths) - max(lengths) < words


@given(POOLS, st.integers(0, 6))
def test_lazy_choice_is_the_greedy_one(candidates: list[Candidate], passages: int) -> None:
    """Beyond the size that an integer program looks at, against a plain search at each step."""
    # Copies without a prior make it large, and are never chosen.
    many = [*candidates, *[candidate("cod", prior=0.0)] * LARGEST]
    budget = Budget(passages=passages)
    state = State(Pool(many), budget)
    for _ in range(passages):
        best = max(range(len(many)), key=lambda n: (state.gain(n), -n))
        if state.gain(best) > 0:
            state.choose(best)
    assert coverage(many, budget) == tuple(state.chosen)


@given(POOLS, st.integers(1, 4), st.integers(1, 3))
def test_solver_finds_the_best_choice_there_is(
    candidates: list[Candidate], passages: int, most: int
) -> None:
    """Against every choice of as many passages, in as many words, none of a source too many."""
    reference = Pool(candidates)
    chosen = tuple(range(min(passages, len(candidates))))
    words = sum(candidates[n].length for n in chosen)
    allowed = {
        source: max(most, [candidates[n].source for n in chosen].count(source)) for source in "abc"
    }
    best = max(
        covered(reference, some)
        for size in range(len(chosen) + 1)
        for some in combinations(range(len(candidates)), size)
        if sum(candidates[n].length for n in some) <= words
        and all(
            [candidates[n].source for n in some].count(source) <= number
            for source, number in allowed.items()
        )
    )
    found = solved(reference, chosen, most) if candidates else []
    assert covered(reference, found) >= 0.998 * best
    assert len(found) <= len(chosen)
    assert sum(candidates[n].length for n in found) <= words


def carrying(concepts: str, length: int = 10) -> Candidate:
    """A candidate with a concept for each letter."""
    return Candidate(concepts, (), tuple(Concept(c, "") for c in concepts), "a", 1.0, length)


@pytest.mark.parametrize(
    ("candidates", "chosen", "better"),
    [
        # The greedy choice takes the fullest passage first, and is left with halves of the others.
        (("abc", "def", "bcde"), (2, 0), (0, 1)),
        (("abc", "def", "bcde"), (0, 1), (0, 1)),
        # The fuller one first.
        (("abc", "defg", "bcdef"), (2, 0), (1, 0)),
        # One is no choice to improve, and all of them neither.
        (("abc", "def", "bcde"), (2,), (2,)),
        (("abc", "bcde"), (1, 0), (1, 0)),
        # A longer one than there is room for.
        (("abc", "def" * 9, "bcde"), (2, 0), (2, 0)),
        ((*["abc", "def", "bcde"], *["z"] * (LARGEST - 3)), (2, 0), (0, 1)),
        ((*["abc", "def", "bcde"], *["z"] * (LARGEST - 2)), (2, 0), (2, 0)),
    ],
)
def test_solver_replaces_what_is_clearly_worse(
    candidates: tuple[str, ...], chosen: tuple[int, ...], better: tuple[int, ...]
) -> None:
    made = [carrying(text, max(10, len(text))) for text in candidates]
    assert improved(Pool(made), chosen, Budget(passages=2, shares=1)) == better


def test_coverage_asks_the_solver() -> None:
    made = [carrying("abc"), carrying("def"), carrying("bcde")]
    assert coverage(made, Budget(passages=2)) == (0, 1)


def test_pools_of_any_size_have_a_choice() -> None:
    for size in (1, 2, LARGEST, LARGEST + 1, 200):
        assert len(coverage(pool(size), Budget(passages=4))) == min(4, size)
