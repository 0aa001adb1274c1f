"""What a candidate says, and how much a budget has room for."""

from __future__ import annotations

import pytest
from pools import candidate
from support import sentences

from briefgen.summarise import Budget, Concept, Place
from briefgen.summarise import candidate as made
from briefgen.summarise.candidate import concepts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("…!", []),
        ("Quotas", ["quota"]),
        ("The quotas were falling.", ["the quota", "quota were", "were fall"]),
        # Stems, in whatever case; each pair once; marks part words and do not count.
        ("Cod quota, COD QUOTAS", ["cod quota", "quota cod"]),
        ("well-known", ["well known"]),
        ("the port’s rent", ["the port", "port s", "s rent"]),
        ("the port's rent", ["the port", "port s", "s rent"]),
        ("snake_case", ["snake case"]),
        ("café 7", ["café 7"]),
    ],
)
def test_concepts(text: str, found: list[str]) -> None:
    assert [" ".join(concept).strip() for concept in concepts(text)] == found


def test_candidate_of_annotated_sentences() -> None:
    text = "The council sold its two boats."
    place = Place(0, 4)
    seen = made(text, sentences(text), source="s", prior=0.5, place=place)
    assert (seen.text, seen.source, seen.prior, seen.place) == (text, "s", 0.5, place)
    assert seen.length == 6
    assert {"council", "sell", "boat"} <= set(seen.words)
    assert "the" not in seen.words
    assert Concept("council", "sold") in seen.concepts


@pytest.mark.parametrize(
    ("budget", "lengths", "within"),
    [
        (Budget(), [5, 5, 5], 3),
        (Budget(passages=2), [5, 5, 5], 2),
        (Budget(passages=0), [5], 0),
        # The passage that reaches the words is the last.
        (Budget(words=10), [5, 5, 5], 2),
        (Budget(words=6), [5, 5, 5], 2),
        (Budget(words=5), [5, 5, 5], 1),
        (Budget(words=0), [5], 0),
        (Budget(passages=1, words=100), [5, 5], 1),
        (Budget(passages=3, words=6), [5, 5, 5], 2),
    ],
)
def test_budget(budget: Budget, lengths: list[int], within: int) -> None:
    pool = [candidate("cod", length=length) for length in lengths]
    assert list(budget.within(range(len(pool)), pool)) == list(range(within))
