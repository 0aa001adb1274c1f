"""Statements as spans: a paragraph beside each source, cue and content found in it.

Contents of several stretches are shown with " / " between them.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import document

import briefgen.viewpoints
from briefgen.annotate import annotate
from briefgen.model import Document
from briefgen.viewpoints.statements import Statement, statements

DATA = Path(briefgen.viewpoints.__file__).parent / "data" / "attribution.json"


def found(*paragraphs: str) -> list[tuple[str, str, str]]:
    """The source, cue and content of each statement of these paragraphs, as texts."""
    made, told = told_in(*paragraphs)
    return [
        (
            made.text[slice(*each.source)] if each.source else "",
            made.text[slice(*each.cue)],
            " / ".join(made.text[start:end] for start, end in each.content),
        )
        for each in told
    ]


def told_in(*paragraphs: str) -> tuple[Document, tuple[Statement, ...]]:
    made = document(*paragraphs)
    (sentences,) = annotate([made])
    return made, statements(made, sentences)


@pytest.mark.parametrize(
    ("paragraph", "source", "cue", "content"),
    [
        (
            "Anna Weiss said the cod quota would fall.",
            "Anna Weiss", "said", "the cod quota would fall",
        ),
        (
            "Anna Weiss said that the cod quota would fall.",
            "Anna Weiss", "said", "that the cod quota would fall",
        ),
        (
            "“The cod quota must fall,” said Anna Weiss.",
            "Anna Weiss", "said", "“The cod quota must fall,”",
        ),
        (
            "“The cod quota must fall,” said Anna Weiss. “It is far too high. We all know it.”",
            "Anna Weiss", "said",
            "“The cod quota must fall,” / “It is far too high. We all know it.”",
        ),
        (
            "“The cod quota,” Anna Weiss said, “must fall by a third.”",
            "Anna Weiss", "said", "“The cod quota,” / “must fall by a third.”",
        ),
        (
            "According to Anna Weiss, the cod quota must fall.",
            "Anna Weiss", "According", "the cod quota must fall",
        ),
        (
            "The cod quota must fall, according to the fisheries board.",
            "the fisheries board", "according", "The cod quota must fall",
        ),
        (
            "Anna Weiss hopes to win a lower quota.",
            "Anna Weiss", "hopes", "to win a lower quota",
        ),
        (
            "The minister rejected the plan to close the harbour.",
            "The minister", "rejected", "the plan to close the harbour",
        ),
        (
            "Anna Weiss told reporters that the quota would fall.",
            "Anna Weiss", "told", "that the quota would fall",
        ),
    ],
)  # fmt: skip
def test_statement(paragraph: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in found(paragraph)


def test_shared_subject() -> None:
    told = found("Anna Weiss said the quota was too high and urged the board to cut it.")
    assert [(source, cue) for source, cue, _ in told] == [
        ("Anna Weiss", "said"),
        ("Anna Weiss", "urged"),
    ]


def test_quotation_over_paragraphs() -> None:
    told = found(
        "“The cod quota must fall,” said Anna Weiss. “It has never worked.",
        "“We told the board so in May.”",
    )
    assert told == [
        (
            "Anna Weiss",
            "said",
            "“The cod quota must fall,” / “It has never worked. / “We told the board so in May.”",
        )
    ]


def test_next_speakers_quotation_is_left() -> None:
    told = found("“The quota must fall,” said Anna Weiss. “It must not,” said Martin Oakes.")
    assert [(source, content) for source, _, content in told] == [
        ("Anna Weiss", "“The quota must fall,”"),
        ("Martin Oakes", "“It must not,”"),
    ]


@pytest.mark.parametrize(
    "paragraph",
    ["The harbour lies north of the town.", "It rained on Monday.", "“", "", "?!"],
)
def test_nothing_told(paragraph: str) -> None:
    assert found(paragraph) == []


def test_speaker_is_named_in_full() -> None:
    _, told = told_in(
        "Anna Weiss, the harbour master, opened the hearing. Weiss said the quota would fall."
    )
    assert told[-1].speaker is not None
    assert told[-1].speaker.name == "Anna Weiss"


def test_passive_has_no_source() -> None:
    told = found("The quota is expected to fall by a third in spring.")
    assert [(source, cue) for source, cue, _ in told] == [("", "expected")]


WORDS = st.sampled_from(
    """Weiss said says the quota would fall that “ ” " ' , . ? : — ( ) according to in view of
    and hopes rejected by Anna Oakes he she it “The”""".split()
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=25).map(" ".join), min_size=1, max_size=3))
def test_spans_are_words_of_the_document(paragraphs: list[str]) -> None:
    """Whatever the text: spans in order, none empty, inside the document; the same each time."""
    made, told = told_in(*paragraphs)
    for each in told:
        spans = [*each.content, each.cue, *([each.source] if each.source else [])]
        assert all(0 <= start < end <= len(made.text) for start, end in spans)
        ends = [offset for span in each.content for offset in span]
        assert ends == sorted(ends)
        assert 0 <= each.score <= 1
    assert told_in(*paragraphs)[1] == told


def test_weights_say_where_they_are_from() -> None:
    given = json.loads(DATA.read_text(encoding="utf-8"))
    assert "PolNeAR" in given["note"]
    assert list(given["weights"]) == sorted(given["weights"])
