"""The published methods behind our call: as sumy has them, and from no candidate to thirty."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from pools import PASSAGES, candidate, pool
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from briefgen.summarise import SUMMARISERS, Budget, Candidate, Summariser, classic, graph

CLASSIC = sorted(set(SUMMARISERS) - {"coverage", "lead"})
ALL = Budget()


def ranked(method: Summariser, passages: Sequence[tuple[str, ...]]) -> tuple[int, ...]:
    return method([candidate(" ".join(words)) for words in passages], ALL)


class Document:
    """What sumy asks of a document and its sentences."""

    def __init__(self, passages: Sequence[tuple[str, ...]]) -> None:
        self.sentences = [Sentence(words) for words in passages]
        self.words = tuple(word for words in passages for word in words)


class Sentence:
    is_heading = False

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words


def ratings(summarizer: Any, passages: Sequence[tuple[str, ...]]) -> list[float]:
    """sumy's own ratings of the passages."""
    seen: list[float] = []

    def keep(sentences: Any, _count: int, rating: Any, *given: Any) -> None:
        rate = rating.__getitem__ if isinstance(rating, dict) else rating
        seen.extend(float(rate(sentence, *given)) for sentence in sentences)

    summarizer._get_best_sentences = keep
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        summarizer(Document(passages), len(passages))
    return [0.0 if math.isnan(rating) else rating for rating in seen]


@pytest.mark.parametrize(
    ("method", "sumys"),
    [
        (classic.lexrank, LexRankSummarizer),
        (classic.textrank, TextRankSummarizer),
        (classic.luhn, LuhnSummarizer),
        (classic.lsa, LsaSummarizer),
        (graph.lexrank, LexRankSummarizer),
        (graph.textrank, TextRankSummarizer),
    ],
)
@given(passages=PASSAGES)
def test_ranking_is_that_of_sumys_ratings(
    method: Summariser, sumys: Any, passages: list[tuple[str, ...]]
) -> None:
    """Ratings that differ in their last places only are equal: the earlier passage comes first."""
    rating = [round(value, 7) for value in ratings(sumys(), passages)]
    order = ranked(method, passages)
    assert sorted(order) == list(range(len(passages)))
    falling = [rating[n] for n in order]
    assert all(a >= b - 2e-7 for a, b in pairwise(falling))


@pytest.mark.parametrize("name", ["lexrank", "textrank"])
def test_own_graph_ranks_thirty_passages_as_sumy(name: str) -> None:
    assert getattr(graph, name)(pool(30), ALL) == getattr(classic, name)(pool(30), ALL)


@pytest.mark.parametrize("name", ["lexrank", "textrank"])
def test_own_graph_keeps_the_nearest_neighbours(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All are alike but one, which no neighbour leaves out; blocks change nothing."""
    candidates = pool(40)
    whole = getattr(graph, name)(candidates, ALL)
    monkeypatch.setattr(graph, "_AT_ONCE", 120)
    assert getattr(graph, name)(candidates, ALL) == whole
    monkeypatch.setattr(graph, "NEIGHBOURS", 3)
    assert sorted(getattr(graph, name)(candidates, ALL)) == list(range(40))


@given(PASSAGES)
def test_sumbasic_chooses_as_sumy(passages: list[tuple[str, ...]]) -> None:
    rating = ratings(SumBasicSummarizer(), passages)
    expected = sorted(range(len(passages)), key=lambda n: -rating[n])
    assert list(ranked(classic.sumbasic, passages)) == expected


@given(PASSAGES)
def test_kl_chooses_what_diverges_least_by_sumys_measure(passages: list[tuple[str, ...]]) -> None:
    sumy = KLSummarizer()
    sentences = Document(passages).sentences
    frequencies = sumy.compute_tf(sentences)
    used: list[str] = []
    left = set(range(len(passages)))
    for index in ranked(classic.kl, passages):
        divergence = {
            n: sumy._kl_divergence(sumy._joint_freq(list(passages[n]), used), frequencies)
            for n in left
        }
        assert divergence[index] == pytest.approx(min(divergence.values()), abs=1e-9)
        used += passages[index]
        left.remove(index)
    assert not left


@pytest.mark.parametrize("name", CLASSIC)
@pytest.mark.parametrize("size", [0, 1, 2, 30, 301])
def test_sizes(name: str, size: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chosen = SUMMARISERS[name](pool(size), Budget(passages=4))
    assert len(chosen) == len(set(chosen)) == min(4, size)
    assert set(chosen) <= set(range(size))


WORDLESS = Candidate("So it is.", (), candidate("so it is").concepts, "a", 1.0, 3)


@pytest.mark.parametrize("name", CLASSIC)
@pytest.mark.parametrize(
    ("candidates", "passages", "chosen"),
    [
        # Fewer words than sentences, of which sumy's LSA would warn.
        ([candidate("cod quota")] * 8, 3, 3),
        # The same text twice is two candidates.
        ([candidate("cod")] * 3, 2, 2),
        # No two share a word.
        ([candidate("cod"), candidate("rent")], 2, 2),
        # Passages without a content word.
        ([WORDLESS] * 3, 2, 0),
        ([WORDLESS, candidate("cod")], 2, 1),
        ([WORDLESS, *pool(3)], 4, 3),
        (pool(5), 0, 0),
    ],
)
def test_poor_pools(name: str, candidates: list[Candidate], passages: int, chosen: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = SUMMARISERS[name](candidates, Budget(passages=passages))
    assert len(set(found)) == len(found) == chosen
    assert all(candidates[n].words for n in found)
