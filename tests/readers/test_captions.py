"""Captions: the words by which the slow patterns are left untried lose no match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.readers.lexicon import (
    CAPTION_CUE,
    CAPTION_CUE_WORDS,
    CREDIT_END,
    CREDIT_LABEL,
    CREDIT_LABEL_WORDS,
    CREDIT_WORDS,
)
from briefgen.readers.pieces import Piece

ALPHABET = st.characters(codec="cp1252", exclude_categories=["Cc", "Zl", "Zp"])


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (CREDIT_END, CREDIT_WORDS),
        (CREDIT_LABEL, CREDIT_LABEL_WORDS),
        (CAPTION_CUE, CAPTION_CUE_WORDS),
    ],
    ids=["end", "label", "cue"],
)
@given(data=st.data())
@settings(max_examples=200)
def test_every_match_has_one_of_the_words(
    pattern: re.Pattern[str], words: frozenset[str], data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(pattern, alphabet=ALPHABET))
    assert not words.isdisjoint(Piece(text).folded_words) or "©" in text
