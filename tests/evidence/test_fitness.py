"""Whether a passage stands on its own: openings and passages beside the verdict."""

from __future__ import annotations

import pytest
from support import sentences

from briefgen.evidence.fitness import fitness, is_whole
from briefgen.evidence.standing import adds, leans
from briefgen.evidence.unnamed import repeats_noun


@pytest.mark.parametrize(
    ("sentence", "leaning"),
    [
        ("The fleet needs a new quota this year.", False),
        ("But the fleet needs a new quota.", True),
        ("However, the fleet needs a new quota.", True),
        ("For example, the fleet needs a new quota.", True),
        ("So far the fleet has had no quota.", False),
        ("So the fleet has had no quota.", True),
        ("This means that the fleet stays in port.", True),
        ("They stay in port.", True),
        ("Its boats stay in port.", True),
        ("“They stay in port,” said Anna Weiss.", True),
        ("The latter stays in port.", True),
        ("Another boat stays in port.", True),
        ("A case in point is the herring fleet.", True),
        ("It stays in port.", True),
        ("It is likely that the fleet will stay in port.", False),
        ("It seems that the fleet will stay in port.", False),
        ("It would be a mistake to keep the fleet in port.", False),
        ("It is a plan to keep the fleet in port.", True),
        ("Both boats and nets are old.", False),
        ("Both stay in port.", True),
        ("When he spoke in May, the fleet was in port.", True),
        ("When he spoke in May, Martin Oakes was ill.", False),
        ("Anna Weiss said she would resign.", False),
        ("…", True),
    ],
)
def test_leans(sentence: str, leaning: bool) -> None:
    assert leans(sentences(sentence)[0]) is leaning


@pytest.mark.parametrize(
    ("sentence", "adding"),
    [
        ("Moreover, the fleet is old.", True),
        ("“In addition, the fleet is old,” he said.", True),
        ("The first boat is old.", True),
        ("The fleet is old, moreover.", False),
    ],
)
def test_adds(sentence: str, adding: bool) -> None:
    assert adds(sentences(sentence)[0]) is adding


@pytest.mark.parametrize(
    ("paragraph", "repeats"),
    [
        ("The council has a plan for the port. The plan will cost nine million.", True),
        ("The council has a plan for the port. The harbour plan will cost nine million.", False),
        ("The council has no money. The plan will cost nine million.", False),
    ],
)
def test_repeats_noun(paragraph: str, repeats: bool) -> None:
    before, sentence = sentences(paragraph)
    assert repeats_noun(sentence, before) is repeats
    assert repeats_noun(sentence, None) is False


@pytest.mark.parametrize(
    ("passage", "whole"),
    [
        ("The fleet needs a new quota before the winter storms.", True),
        ("“The fleet needs a new quota,” said Anna Weiss of the port.", True),
        ("“The fleet needs a new quota before the winter storms.", False),
        ("The fleet (with its nine boats needs a new quota soon.", False),
        ("Will the fleet get a new quota before the winter storms?", False),
        ("The fleet needs a quota.", False),
        ("The fleet needs " + "a new and very much better quota and " * 16 + "rest.", False),
        ("A new quota for the whole fleet before the winter storms.", False),
        ("The fleet needs a new quota before the winter storms", False),
        ("The fleet needs a new quota, as I argued in the spring.", False),
        ("This article asks whether the fleet needs a new quota.", False),
        ("Subscribe and read why the fleet needs a new quota.", False),
    ],
)
def test_whole(passage: str, whole: bool) -> None:
    assert is_whole(passage, sentences(passage)) is whole


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (
            "The fleet must get a new quota before the winter storms come in.",
            "The fleet has got a new quota before the winter storms come in.",
        ),
        (
            "The fleet has some boats that stay in port for the whole winter.",
            "Moreover, the fleet has boats that stay in port for the whole winter.",
        ),
        (
            "The fleet has some boats that stay in port for the whole winter.",
            "The fleet has some boats that stay in port for the whole winter.[3]",
        ),
    ],
)
def test_fitness(better: str, worse: str) -> None:
    assert fitness(better, sentences(better)).score > fitness(worse, sentences(worse)).score
