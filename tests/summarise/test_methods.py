"""What holds for every method: its name, its budget, its order, and the same choice twice."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pools import POOLS, candidate, pool

from briefgen.errors import UnknownName
from briefgen.summarise import SUMMARISERS, Budget, Candidate, summariser
from briefgen.summarise.coverage import coverage

NAMES = sorted(SUMMARISERS)


@pytest.mark.parametrize("name", sorted(set(SUMMARISERS) - {"coverage"}))
@given(candidates=POOLS, words=st.integers(0, 60))
def test_fewer_words_are_the_first_of_more(
    name: str, candidates: list[Candidate], words: int
) -> None:
    fewer = SUMMARISERS[name](candidates, Budget(words=words))
    assert SUMMARISERS[name](candidates, Budget(words=words + 20))[: len(fewer)] == fewer
    assert SUMMARISERS[name](candidates, Budget(passages=len(fewer))) == fewer


@pytest.mark.parametrize(
    ("sources", "chosen"),
    [("", ()), ("a", (0,)), ("aab", (0, 2, 1)), ("babcb", (0, 1, 3, 2)), ("aaaaa", (0, 1, 2, 3))],
)
def test_lead_takes_each_source_in_turn(sources: str, chosen: tuple[int, ...]) -> None:
    candidates = [candidate("cod quota", source) for source in sources]
    assert SUMMARISERS["lead"](candidates, Budget(passages=4)) == chosen


@pytest.mark.parametrize("name", NAMES)
def test_same_choice_twice(name: str) -> None:
    budget = Budget(words=30)
    assert SUMMARISERS[name](pool(20), budget) == SUMMARISERS[name](list(pool(20)), budget)


POOL = """
from briefgen.summarise import SUMMARISERS, Budget, Candidate
from briefgen.summarise.candidate import concepts
lines = '''cod quota falls third coast skipper protest
skipper protest quota council vote
council vote delay autumn boat port
boat port idle winter coast
winter storm boat port coast quota
minister promise aid skipper winter'''.split(chr(10))
lines = [f"{line} {n % 7}" for line in lines for n in range(60)]
many = [Candidate(l, tuple(l.split()), concepts(l), str(n % 3), 1.0, 9)
        for n, l in enumerate(lines)]
for pool in (many[::60], many):
    print({name: summarise(pool, Budget(words=50)) for name, summarise in SUMMARISERS.items()})
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
