"""Coverage: what is chosen from a pool of small candidates, and what holds for every pool."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import UnknownName
from briefgen.summarise import SUMMARISERS, Candidate, summariser
from briefgen.summarise.coverage import coverage


def candidate(words: str, source: str = "a", prior: float = 1.0, length: int = 0) -> Candidate:
    return Candidate(words, tuple(words.split()), source, prior, length or len(words.split()))


@pytest.mark.parametrize(
    ("pool", "count", "chosen"),
    [
        ([], 3, ()),
        ([candidate("cod quota falls")], 0, ()),
        ([candidate("cod quota falls")], 3, (0,)),
        # What several sources share comes first.
        ([candidate("boat rots"), candidate("cod quota"), candidate("cod quota", "b")], 1, (1,)),
        # A passage that says nothing new is not chosen at all.
        ([candidate("cod quota falls"), candidate("cod quota falls")], 2, (0,)),
        # A source that was quoted already yields to another one.
        ([candidate("cod quota"), candidate("boat rots"), candidate("net dries", "b")], 2, (0, 2)),
        # The prior decides between equals, and nothing is chosen without one.
        ([candidate("cod quota"), candidate("boat rots", prior=2.0)], 1, (1,)),
        ([candidate("cod quota", prior=0.0)], 1, ()),
        # The shorter of two that say the same.
        ([candidate("cod quota", length=30), candidate("cod quota", "b", length=8)], 1, (1,)),
        # Without content words there is nothing to cover; one word stands for itself.
        ([candidate(""), candidate("cod")], 2, (1,)),
        ([Candidate("", (), "a", 1.0, 0)], 1, ()),
    ],
)
def test_choice(pool: list[Candidate], count: int, chosen: tuple[int, ...]) -> None:
    assert coverage(pool, count) == chosen


CANDIDATES = st.builds(
    Candidate,
    text=st.just("text"),
    words=st.lists(st.sampled_from("cod quota boat net port rent cap".split()), max_size=6).map(
        tuple
    ),
    source=st.sampled_from("abc"),
    prior=st.floats(0, 3, exclude_min=False),
    length=st.integers(0, 40),
)


@given(pool=st.lists(CANDIDATES, max_size=12), count=st.integers(0, 6))
def test_indices_are_few_unique_and_in_range(pool: list[Candidate], count: int) -> None:
    chosen = coverage(pool, count)
    assert len(chosen) <= count
    assert len(set(chosen)) == len(chosen)
    assert set(chosen) <= set(range(len(pool)))
    assert all(pool[n].words and pool[n].prior for n in chosen)


@given(pool=st.lists(CANDIDATES, max_size=12), count=st.integers(0, 6))
def test_fewer_are_the_first_of_more(pool: list[Candidate], count: int) -> None:
    assert coverage(pool, count) == coverage(pool, count + 2)[:count]


@given(pool=st.lists(CANDIDATES, max_size=8))
def test_same_pool_gives_the_same_choice(pool: list[Candidate]) -> None:
    assert coverage(pool, 4) == coverage(list(pool), 4)


POOL = """
from briefgen.summarise import SUMMARISERS, Candidate
lines = '''cod quota falls third coast skipper protest
skipper protest quota council vote
council vote delay autumn boat port
boat port idle winter coast
winter storm boat port coast quota
minister promise aid skipper winter'''.split(chr(10))
pool = [Candidate(l, tuple(l.split()), str(n % 3), 1.0, 9) for n, l in enumerate(lines)]
print({name: summarise(pool, 4) for name, summarise in SUMMARISERS.items()})
"""


def test_no_method_depends_on_the_hash_seed() -> None:
    def chosen(seed: str) -> str:
        asked = subprocess.run(
            [sys.executable, "-c", POOL],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert asked.stderr == ""
        return asked.stdout

    assert chosen("1") == chosen("27") != ""


def test_every_method_by_its_name_and_no_other() -> None:
    assert summariser("coverage") is coverage
    assert all(summariser(name) is method for name, method in SUMMARISERS.items())
    with pytest.raises(UnknownName, match=r"no summariser 'lexrnk'; did you mean 'lexrank'\?"):
        summariser("lexrnk")
