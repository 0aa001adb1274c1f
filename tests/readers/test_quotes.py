"""Pull quotes and repeated lines among paragraphs, each with its label."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.readers.pieces import Mark, Piece
from briefgen.readers.quotes import label_quotes

BODY = "The mayor rose. “We will mend the pier before winter,” she said, and sat down again."
QUOTE = "“We will mend the pier before winter”"


@pytest.mark.parametrize(
    ("texts", "labels"),
    [
        ([BODY, QUOTE], ["", "pull quote"]),
        ([QUOTE, BODY], ["pull quote", ""]),
        ([BODY, QUOTE.upper()], ["", "pull quote"]),
        ([BODY, "We will mend"], ["", ""]),  # too few words to be a quote
        ([BODY, "We will mend the piers before winter"], ["", ""]),  # other words
        ([BODY, BODY], ["", "repeated line"]),
        ([BODY, BODY.replace(" again", "")], ["", ""]),  # nearly as long as the whole
    ],
)
def test_lines_that_come_twice(texts: list[str], labels: list[str]) -> None:
    found = label_quotes([Piece(text) for text in texts], ["paragraph"] * len(texts))
    assert [label.replace("paragraph", "") for label in found] == labels


@pytest.mark.parametrize(("mark", "label"), [("", "repeated line"), ("text", "paragraph")])
def test_a_format_that_marks_paragraphs_is_believed(mark: Mark, label: str) -> None:
    pieces = [Piece(BODY, mark), Piece(BODY, mark)]
    assert label_quotes(pieces, ["paragraph"] * 2) == ["paragraph", label]


def test_what_was_dropped_is_no_source_of_quotes() -> None:
    assert label_quotes([Piece(BODY), Piece(QUOTE)], ["menu", "heading"]) == ["menu", "heading"]


LINES = st.lists(st.sampled_from("the old pier fell into a harbour".split()), max_size=12)


@given(st.lists(LINES.map(" ".join), max_size=6))
def test_no_quote_is_missed_by_looking_words_up(texts: list[str]) -> None:
    pieces = [Piece(text, "text") for text in texts]
    short = [5 <= len(text.split()) <= 45 for text in texts]
    held = [any(len(w) > 1.4 * len(own) and f" {own} " in f" {w} " for w in texts) for own in texts]
    quotes = [label == "pull quote" for label in label_quotes(pieces, ["paragraph"] * len(texts))]
    assert quotes == [a and b for a, b in zip(short, held, strict=True)]
