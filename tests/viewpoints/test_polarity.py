"""One word of a sentence: asserted, denied, conditional or only mentioned."""

from __future__ import annotations

import pytest
from support import sentences

from briefgen.viewpoints.polarity import depth, is_conditional, is_mentioned, is_negated


def _place(text: str, word: str):
    tokens = sentences(text)[0].tokens
    return tokens, next(n for n, token in enumerate(tokens) if token.text == word)


@pytest.mark.parametrize(
    ("sentence", "word", "negated"),
    [
        ("Rents will fall.", "fall", False),
        ("Rents will not fall.", "fall", True),
        ("Rents never fall.", "fall", True),
        ("Rents will neither fall nor rise.", "fall", True),
        ("Rents will neither fall nor rise.", "rise", True),
        ("Nor will rents fall.", "fall", True),
        ("No rents will fall.", "fall", True),
        ("Nothing will fall.", "fall", True),
        ("Few rents will fall.", "fall", True),
        ("It is doubtful that rents will never fall.", "fall", True),
        ("The council refuses to raise rents.", "raise", True),
        ("The council does not refuse to raise rents.", "raise", False),
        ("The council cannot plan without raising rents.", "raising", False),
        ("The council will act without raising rents.", "raising", True),
        ("Rents fall, but wages do not rise.", "fall", False),
        ("The council, which did not vote, will raise rents.", "raise", False),
        # What is questioned or disputed is denied, and a clause tells what a notion is.
        ("The mayor questioned the plan to close the port.", "close", True),
        ("The mayor questioned the idea that no boat would sail.", "sail", False),
        ("The question whether the port should close is open.", "close", False),
    ],
)
def test_negation(sentence: str, word: str, negated: bool) -> None:
    assert is_negated(*_place(sentence, word)) is negated


@pytest.mark.parametrize(
    ("sentence", "word", "conditional"),
    [
        ("Rents will fall.", "fall", False),
        ("If rents fall, tenants will stay.", "fall", True),
        ("If rents fall, tenants will stay.", "stay", True),
        ("Even if rents fall, tenants will leave.", "leave", False),
        ("Rents will fall unless the council votes.", "fall", True),
        ("Rents will not fall without a vote.", "fall", True),
        ("The council asks whether rents will fall.", "fall", True),
    ],
)
def test_condition(sentence: str, word: str, conditional: bool) -> None:
    assert is_conditional(*_place(sentence, word)) is conditional


@pytest.mark.parametrize(
    ("sentence", "word", "mentioned"),
    [
        ("The council should cut rents.", "cut", False),
        ("Cutting rents would please everybody.", "Cutting", True),
        ("A council that cuts rents will be loved.", "cuts", True),
        ("The plan to cut rents is late.", "cut", True),
        ("The cutting of rents is right.", "cutting", False),
        ("Rent control without repairs would end in empty houses.", "control", True),
        ("Rent control without repairs would end in empty houses.", "repairs", True),
        ("Rent control should begin this year.", "control", False),
        ("Rent control is working slowly.", "control", False),
        ("Rent control is not working.", "control", True),
        ("Rent control will divide the city.", "control", True),
        ("Tenants need rent control.", "control", False),
    ],
)
def test_mention(sentence: str, word: str, mentioned: bool) -> None:
    assert is_mentioned(*_place(sentence, word)) is mentioned


def test_depth() -> None:
    tokens, place = _place("The council should cut high rents.", "high")
    assert [depth(tokens, n) for n in (3, place)] == [0, 2]
