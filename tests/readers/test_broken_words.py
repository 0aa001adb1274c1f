"""Words broken at line ends: what stands between the halves, and what is not to be quoted."""

from __future__ import annotations

import pytest

from briefgen.readers.broken_words import UNSURE, BrokenWords
from briefgen.readers.decode import normalise

from .reading import document

SAID = "The pilots believe in self-made charts. A re-form is no reform. The "


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        # The word stands elsewhere in one of the two forms; in both, it can't be told.
        ("they be-", "lieve it", "they believe it"),
        ("a self-", "made man", "a self-made man"),
        ("a re-", "form of it", f"a re-{UNSURE}form of it"),
        # What comes is an ending, and no word that a compound could have.
        ("a fashion-", "able pier", "a fashionable pier"),
        ("the adjust-", "ments.", "the adjustments."),
        # Capitals and digits: two words that meet.
        ("a US-", "based bank", "a US-based bank"),
        ("a Franco-", "German yard", "a Franco-German yard"),
        ("a 12-", "month stay", "a 12-month stay"),
        ("in mid-", "1990s prices", "in mid-1990s prices"),
        ("THE HAR-", "BOUR BOARD", f"THE HAR-{UNSURE}BOUR BOARD"),
        # Nothing tells.
        ("a well-", "known pier", f"a well-{UNSURE}known pier"),
        ("the har-", "bour", f"the har-{UNSURE}bour"),
        # No word is broken.
        ("pre-", "and post-war", "pre- and post-war"),
        ("one --", "two", "one -- two"),
        ("the pier", "and the", "the pier and the"),
    ],
)
def test_join(before: str, after: str, joined: str) -> None:
    text = f"{SAID}{before}\n{after}\nend."
    assert BrokenWords(text).join(before, after) == joined


WRAPPED = """\
The harbour board met on Tuesday to hear what the storm had cost, and
nobody in the room was glad to hear it. We be-
lieve that the crane will turn, said the man who sold it, who was none
of the best known. Two piers are gone, and the third was long unfashion-
able. Few believe that the crane can be mended this year by the yards.
"""


def test_a_wrapped_text_has_its_words_whole_and_a_seam_where_that_is_not_sure() -> None:
    doc = document(WRAPPED)
    assert "We believe that" in doc.text and "unfashionable" in doc.text
    assert doc.seams == ()
    doubtful = document(WRAPPED.replace("Few believe", "Few hope"))
    (seam,) = doubtful.seams
    assert doubtful.text[:seam].endswith("We be-") and doubtful.text[seam:].startswith("lieve")


def test_half_a_word_that_no_program_wrapped_is_parted_by_a_seam() -> None:
    opening = "The pilots of the island met last night, and they were late, all of them."
    doc = document(f"{opening}\nThe board of the whole of the har-\nbour met on a Tuesday.")
    assert [doc.text[seam - 4 : seam + 5] for seam in doc.seams] == ["har- bour"]


def test_soft_hyphens_at_line_ends_go() -> None:
    assert normalise("We be\u00ad\nlieve it.\nTrue\u00ad\r\nly\n\nNext") == (
        "We believe\nit.\nTruely\n\nNext"
    )
