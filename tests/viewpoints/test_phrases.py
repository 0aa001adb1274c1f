"""Noun phrases as they are printed."""

from __future__ import annotations

import pytest
from support import sentences

from briefgen.viewpoints.phrases import noun_phrase, shown, written


@pytest.mark.parametrize(
    ("sentence", "part", "whole"),
    [
        ("We saw Anne Holtz-Eakin leave.", "Eakin", "Holtz-Eakin"),
        ("We saw Anne Holtz-Eakin leave.", "Anne Holtz", "Anne Holtz-Eakin"),
        ("We saw Seo-yeon Baek leave.", "yeon Baek", "Seo-yeon Baek"),
        ("We saw Baek - late - leave.", "Baek", "Baek"),
    ],
)
def test_hyphens_join(sentence: str, part: str, whole: str) -> None:
    (found,) = sentences(sentence)
    start = sentence.index(part)
    assert written(found, start, start + len(part)) == whole


@pytest.mark.parametrize(
    ("sentence", "head", "phrase"),
    [
        ("The old water board met.", "board", "Old water board"),
        ("Even the board met.", "board", "Board"),
        ("The board that we know met.", "board", "Board"),
        ("The long-haul drivers met.", "drivers", "Long-haul drivers"),
    ],
)
def test_shown(sentence: str, head: str, phrase: str) -> None:
    (found,) = sentences(sentence)
    token = next(t for t in found.tokens if t.text == head)
    assert shown(noun_phrase(found.tokens, token), found) == phrase
