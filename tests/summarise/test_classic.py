"""sumy's methods behind our call: from no candidate to thirty, and without a warning."""

from __future__ import annotations

import warnings

import pytest

from briefgen.summarise import SUMMARISERS, Candidate

CLASSIC = sorted(set(SUMMARISERS) - {"coverage"})
WORDS = (
    "cod quota boat net port rent cap strike rail driver meal school canteen vaccine dose".split()
)


def pool(count: int, words: int = 5) -> list[Candidate]:
    """Candidates that share some of their words and whose texts differ."""
    made = []
    for n in range(count):
        chosen = tuple(WORDS[(3 * n + 2 * k) % len(WORDS)] for k in range(words))
        made.append(Candidate(f"{n}: {' '.join(chosen)}", chosen, str(n % 3), 1.0, words))
    return made


@pytest.mark.parametrize("name", CLASSIC)
@pytest.mark.parametrize("size", [0, 1, 2, 30])
def test_sizes(name: str, size: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chosen = SUMMARISERS[name](pool(size), 4)
    assert len(chosen) == len(set(chosen)) == min(4, size)
    assert set(chosen) <= set(range(size))


@pytest.mark.parametrize("name", CLASSIC)
@pytest.mark.parametrize(
    ("candidates", "count", "most"),
    [
        # Fewer words than sentences, of which LSA would warn.
        ([Candidate(f"{n}", ("cod", "quota"), "a", 1.0, 2) for n in range(8)], 3, 3),
        # The same text twice is two candidates.
        ([Candidate("Cod.", ("cod",), "a", 1.0, 1)] * 3, 2, 2),
        # Passages without a content word.
        ([Candidate("So it is.", (), "a", 1.0, 3)] * 3, 2, 0),
        ([Candidate("So.", (), "a", 1.0, 1), *pool(3)], 4, 3),
        (pool(5), 0, 0),
    ],
)
def test_poor_pools(name: str, candidates: list[Candidate], count: int, most: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chosen = SUMMARISERS[name](candidates, count)
    assert len(set(chosen)) == len(chosen) <= most
    assert all(candidates[n].words for n in chosen)


@pytest.mark.parametrize("name", CLASSIC)
def test_same_choice_twice(name: str) -> None:
    assert SUMMARISERS[name](pool(20), 5) == SUMMARISERS[name](pool(20), 5)
