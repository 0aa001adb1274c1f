"""The matching of the attribution benchmark: relations found beside those that were wanted."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from support import document

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from attribution_articles import Article, Relation
from attribution_mouths import mouths
from attribution_score import compared, overlap, precision_at, scores

from briefgen.annotate import annotate

TEXT = "Anna Weiss said the quota would fall, and Martin Oakes hoped it would rise again."


def relation(source: str, cue: str, content: str, score: float = 1.0, text: str = TEXT) -> Relation:
    def span(words: str) -> tuple[tuple[int, int], ...]:
        start = text.index(words)
        return ((start, start + len(words)),) if words else ()

    return Relation(span(source), span(cue), span(content), score)


SAID = relation("Anna Weiss", "said", "the quota would fall")
HOPED = relation("Martin Oakes", "hoped", "it would rise again")


def article(*wanted: Relation, text: str = TEXT) -> Article:
    made = document(text)
    return Article(made, (), wanted)


@pytest.mark.parametrize(
    ("left", "right", "value"),
    [
        ([(0, 4)], [(0, 4)], 1.0),
        ([(0, 4)], [(2, 6)], 1 / 3),
        ([(0, 2), (4, 6)], [(0, 6)], 2 / 3),
        ([(0, 2)], [(2, 4)], 0.0),
        ([], [], 0.0),
    ],
)
def test_overlap(left: list[tuple[int, int]], right: list[tuple[int, int]], value: float) -> None:
    assert overlap(tuple(left), tuple(right)) == pytest.approx(value)


@pytest.mark.parametrize(
    ("found", "pairs"),
    [
        ([SAID, HOPED], ((0, 0), (1, 1))),
        ([relation("", "said", "the quota")], ()),
        ([relation("", "said", "quota would fall")], ((0, 0),)),
        # One of theirs is matched once, and with the one that shares its cue.
        ([relation("", "hoped", "the quota would fall"), SAID], ((1, 0),)),
        ([], ()),
    ],
)
def test_pairs(found: list[Relation], pairs: tuple[tuple[int, int], ...]) -> None:
    assert compared(article(SAID, HOPED), found).pairs == pairs


def test_as_many_pairs_as_can_be() -> None:
    """A pair is given up for two, even where its cue and content fit better."""
    text = "Weiss said one two three four."
    wide = relation("", "said", "one two three four", text=text)
    left = relation("", "Weiss", "one two three", text=text)
    right = relation("", "four", "three four", text=text)
    result = compared(article(left, wide, text=text), [wide, right])
    assert set(result.pairs) == {(0, 0), (1, 1)}


def test_scores() -> None:
    wrong = relation("Anna Weiss", "hoped", "it would rise again")
    result = scores([compared(article(SAID, HOPED), [SAID, wrong, relation("", "and", "and")])])
    assert result == pytest.approx(
        {
            "precision": 2 / 3,
            "recall": 1.0,
            "content_f1": 0.8,
            "source_accuracy": 0.5,
            "core_f1": 1.0,
        }
    )


def test_precision_at_half_recall() -> None:
    stray = relation("", "and", "and", 0.5)
    sure, less = relation("", "said", "the quota would fall", 0.9), relation("", "and", "and", 0.8)
    wanted = article(SAID, HOPED)
    assert precision_at([wanted], [[sure, stray]]) == 1.0
    assert (
        precision_at([wanted], [[less, relation("", "said", "the quota would fall", 0.4)]]) == 0.5
    )
    assert precision_at([wanted], [[stray]]) is None


@pytest.mark.parametrize(
    ("source", "verdict"), [("Anna Weiss", "right"), ("Martin Oakes", "wrong")]
)
def test_mouths(source: str, verdict: str) -> None:
    text = "Anna Weiss said the quota would fall. Martin Oakes left."
    made = document(text)
    (sentences,) = annotate([made])
    wanted = relation(source, "said", "Anna Weiss said the quota would fall", text=text)
    counts = mouths([Article(made, sentences, (wanted,))])
    assert counts == {"right": 0, "wrong": 0, "own": 0, "nobody": 0} | {verdict: 1}
