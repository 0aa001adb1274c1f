"""How likely a sentence takes a side on a question: what raises it, what lowers it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import document

from briefgen.annotate import annotate, annotate_phrases
from briefgen.viewpoints import Ask, Scorer, attribute, side_taking
from briefgen.viewpoints.side_taking import features

ASKED = Ask("Should the ban be lifted?", (), (("Lift it",), ("Keep it",)), (((),), ((),)))
STANCES = ("The ban should be lifted", "lift the ban", "The ban should stay", "keep the ban")


def likely(
    *paragraphs: str, terms: Sequence[str] = ("ban",), positions: bool = True
) -> tuple[float, ...]:
    """The probability of each sentence of a document."""
    made = document(*paragraphs)
    sentences = annotate([made])[0]
    on = [any(term in sentence.text for term in terms) for sentence in sentences]
    said, stances = attribute(made, sentences), annotate_phrases(STANCES)
    weights = Scorer.shipped().likely(ASKED if positions else replace(ASKED, texts=(), tokens=()))
    return side_taking(sentences, said, on, stances, weights, report=True)


LIFT = "The ministry should lift the ban before the summer."


@pytest.mark.parametrize("positions", [True, False])
@pytest.mark.parametrize(
    ("more", "less"),
    [
        (LIFT, "The ministry met in the old town hall on Monday."),
        (LIFT, "The ban was renewed on 3 March by 19 votes to 12."),
        (f"“{LIFT}” said Anna Weiss.", "The ban on herring was renewed in the town hall."),
        ("Anna Weiss rejected the ban.", "Anna Weiss read the ban."),
        ("The ban must not be lifted.", "Must the ban be lifted?"),
    ],
)
def test_more_likely(more: str, less: str, positions: bool) -> None:
    (one,), (other,) = likely(more, positions=positions), likely(less, positions=positions)
    assert 0 < other < one < 1


def test_a_text_that_speaks_of_the_positions_lends_to_its_sentences() -> None:
    plain = "The boats in the harbour are old."
    near, far = f"{LIFT} {plain}", f"The town has a new hall. {plain}"
    assert likely(near)[1] > likely(far)[1]


def test_every_feature_has_a_number_and_no_other() -> None:
    data = json.loads(files("briefgen.viewpoints").joinpath("data/sides.json").read_text("utf-8"))
    made = document(LIFT)
    sentences = annotate([made])[0]
    (row,) = features(sentences, attribute(made, sentences), [True], (), report=True)
    assert data["card"]["origin"]
    assert {kind: set(of["likely"]) for kind, of in data["weights"].items()} == {
        "positions": {*row, ""},
        "question": {*row, ""},
    }


WORDS = st.lists(
    st.sampled_from("The ban must not end , said “ ” Weiss ? 19 .".split()), max_size=30
)


@settings(max_examples=30, deadline=None)
@given(st.lists(WORDS.map(" ".join), max_size=4))
def test_any_text_gives_a_probability_for_each_sentence(paragraphs: list[str]) -> None:
    made = document(*paragraphs)
    found = likely(*paragraphs)
    assert len(found) == len(annotate([made])[0])
    assert all(0 < one < 1 for one in found)
