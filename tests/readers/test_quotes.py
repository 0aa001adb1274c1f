"""Pull quotes and repeated lines among paragraphs, each with its label."""

from __future__ import annotations

import pytest

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
