"""The promise: every paragraph stands in the saved file, white space and link marks aside."""

from __future__ import annotations

import os
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Document, Problem
from briefgen.readers import read

from .reading import document, paragraphs, snapshot

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

WORDS = st.sampled_from(
    [*"the board pier boats tide winter said that will not mend Vestby 1974 it’s “well” né".split(),
     *"(old) [1] harbour-master, cost; money: storm — and of U.S. a".split(),
     "[the law](#)", "[map of it](http://a.b/c_(d))", "[the clerk]"]
)  # fmt: skip
SENTENCES = st.lists(WORDS, min_size=1, max_size=30).map(
    lambda words: " ".join(words).capitalize() + "."
)
LINES = st.one_of(
    SENTENCES,
    st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join),
    st.lists(WORDS, min_size=1, max_size=12).map(" ".join),
    st.sampled_from(
        ["", "Skip to content", "Advertisement", "Boats. Photo: Ida Berg/AFP", "By Jane Roe",
         "5 July 2017", "Leave a Reply", "• Home", "1. A note, see https://example.org.", "Tags",
         "A pier | The Harbour Post", "Jane Roe is a lecturer at Aberwick University."]
    ),
)  # fmt: skip
TEXTS = st.lists(LINES, min_size=1, max_size=25).map("\n".join) | st.lists(
    LINES, min_size=1, max_size=25
).map("\n\n".join)


def plain(text: str) -> str:
    """Without white space, link brackets and targets, and hyphens, which line ends may set."""
    target = r"\((?:[^()\s]|\([^()\s]*\))*\)"
    text = re.sub(rf"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]{target}", r"\1", text)
    return "".join(unicodedata.normalize("NFC", text).replace("-", "").split())


def assert_verbatim(doc: Document, saved: str) -> None:
    """Between two seams, a paragraph stands whole in the file."""
    page = plain(saved)
    for block in doc.paragraphs:
        cuts = [block.start, *(s for s in doc.seams if block.start < s < block.end), block.end]
        for start, end in pairwise(cuts):
            assert plain(doc.text[start:end]) in page, doc.text[start:end]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_paragraphs_are_verbatim_and_offsets_hold(text: str) -> None:
    doc = read(snapshot(text))
    if isinstance(doc, Problem):
        return
    assert_verbatim(doc, text)
    assert unicodedata.is_normalized("NFC", doc.text)
    assert [b.number for b in doc.paragraphs] == list(range(1, len(doc.paragraphs) + 1))
    assert "\n\n".join(doc.text[b.start : b.end] for b in doc.blocks) == doc.text


def test_a_line_of_marks_parts_what_stands_round_it() -> None:
    saved = "The boats lie where they lay.\nThe tide went out over the —\n—.\nThe harbour is empty."
    doc = document(saved)
    assert_verbatim(doc, saved)
    (seam,) = doc.seams
    assert doc.text[seam:] == " The harbour is empty."


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_reading_is_deterministic(text: str) -> None:
    assert read(snapshot(text)) == read(snapshot(text))


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise(content: bytes) -> None:
    assert isinstance(read(snapshot(content)), Document | Problem)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages_are_verbatim(path: Path) -> None:
    doc = read(snapshot(path.read_bytes()))
    assert isinstance(doc, Document)
    assert_verbatim(doc, path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_clean_text_is_kept(path: Path) -> None:
    once = read(snapshot(path.read_bytes()))
    assert isinstance(once, Document)
    twice = read(snapshot(once.text))
    assert isinstance(twice, Document)
    assert paragraphs(twice) == paragraphs(once)


def test_the_real_articles_are_verbatim() -> None:
    if not SEEDS.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{SEEDS} is missing")
        pytest.skip(f"{SEEDS} is not on this machine")
    for path in sorted(SEEDS.glob("*.txt")):
        doc = read(snapshot(path.read_bytes()))
        assert isinstance(doc, Document), doc
        assert len(doc.paragraphs) > 5
        assert_verbatim(doc, path.read_text(encoding="utf-8"))
