"""The shape of a line: what it says, and that the quick answers are the slow ones."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.readers.pieces import Piece, pieces_of, prime
from briefgen.readers.shape import (
    breaks_off,
    count_words,
    ends_sentence,
    folded,
    folded_lines,
    is_prose,
    starts_lower,
    word_counts,
)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("The pier fell.", True),
        ("“The pier fell.”", True),
        ("The pier fell. [2]", True),
        ("The pier fell.3", True),
        ("The pier fell.²", True),
        ("The pier fell.”4", True),
        ("And then:", True),
        ("堤が壊れた。", True),
        ("The pier of 1974", False),
        ("The pier", False),
        ("The pier,", False),
        ("The pier (old)", False),
        ("", False),
    ],
)
def test_the_end_of_a_sentence(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends


@pytest.mark.parametrize(
    ("text", "lower"),
    [("the pier", True), ("“the pier", True), ("été", True), ("The pier", False),
     ("Été", False), ("1974", False), ("— and", False), ("—and", True), ("", False)],
)  # fmt: skip
def test_a_line_that_goes_on(text: str, lower: bool) -> None:
    assert starts_lower(text) is lower


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("The pier fell in the storm.", True),
        ("It fell. Nobody came.", True),
        ("It fell down.", False),
        ("The pier in the storm of the year", False),
        ("pier " * 25, True),
        ("pier " * 24, False),
        ("堤が壊れたので船が出ない。", True),
    ],
)
def test_running_text(text: str, prose: bool) -> None:
    assert is_prose(text) is prose


@pytest.mark.parametrize(
    ("text", "severed"),
    [("They said that the", True), ("and the", False), ("Boats,", True), ("They fell down", False)],
)
def test_a_line_that_breaks_off(text: str, severed: bool) -> None:
    assert breaks_off(text) is severed


TEXTS = st.text(st.sampled_from("aZé’“”—…_-. 5ßİ堤\t") | st.characters(codec="cp1252"), max_size=40)


@given(TEXTS)
def test_folding_is_the_same_for_any_letters(text: str) -> None:
    plain = re.sub(r"[\W_]+", " ", text).casefold()
    assert folded(text) == " ".join(plain.split())
    assert Piece(text).folded == folded(text)


FACTS = ("words", "ended", "prose", "lowered", "folded_words", "folded")


@given(st.lists(TEXTS, max_size=6))
@example([])
@example([""])
@example(["", "Two boats.", " and a  third", "Die Straße.", "It fell.\nIt rose.", "堤が壊れた。"])
@example(["ΟΔΟΣ", "It’s the “old” pier’s", "two\xa0boats", "tide\x0bmark", "ends\r"])
def test_all_pieces_at_once_are_told_what_each_alone_would_be(texts: list[str]) -> None:
    pieces = [Piece(text) for text in texts]
    prime(pieces)
    for piece in pieces:
        alone = Piece(piece.text)
        assert [getattr(piece, fact) for fact in FACTS] == [getattr(alone, fact) for fact in FACTS]


@given(st.lists(TEXTS, max_size=6).map("\n".join))
@example(" \n  \na b")
@example("two\xa0boats\nthe quay")
def test_lines_at_once_are_as_one_by_one(text: str) -> None:
    lines = text.split("\n")
    assert word_counts(text) == [count_words(line) for line in lines]
    assert folded_lines(text) == [folded(line).split() for line in lines]


@given(st.lists(TEXTS, max_size=6))
def test_a_piece_has_single_spaces(lines: list[str]) -> None:
    for piece in pieces_of("\n".join(lines)):
        assert piece.text == " ".join(piece.text.split())
