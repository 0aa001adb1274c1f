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

from .reading import document, dropped

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


STORY = (
    "The ferry company has put off the repair of its engines for a third year, auditors said.",
    "Six islands will have no certain link to the mainland when the winter storms begin.",
)


@pytest.mark.parametrize(
    ("line", "story", "caption"),
    [
        ("Getty Images Harbour Mayor Ida Berg", STORY, True),
        ("AFP/Getty Images – Mayor Ida Berg", STORY, True),
        ("Shutterstock The pier of Northport at night", STORY, True),
        # News of the agency, which names it again; a sentence; a word that is something else.
        (
            "Getty Images Sues the Ferry Company Over Pictures",
            (*STORY, "A lawyer of Getty said that the pictures had been taken without pay."),
            False,
        ),
        ("Getty Images Harbour Mayor Ida Berg said so.", STORY, False),
        ("Getty images of piers fetch high prices at auction", STORY, False),
        ("Imago and the lost pier of Northport", STORY, False),
        ("Image copyright PA Image caption Ida Berg took over the ferries in spring.", STORY, True),
        ("Image copyright is a matter for the courts of the islands.", STORY, False),
    ],
)
def test_a_line_that_opens_with_its_credit(
    line: str, story: tuple[str, ...], caption: bool
) -> None:
    doc = document("\n\n".join([line, *story]))
    assert (dropped(doc).get(line) == "caption") is caption


def test_captions_of_one_agency_are_no_news_of_it() -> None:
    lines = ["Getty Images Mayor Ida Berg", STORY[0], "Getty Images Pilot Ole Dahl", STORY[1]]
    assert list(dropped(document("\n\n".join(lines)))) == [lines[0], lines[2]]
