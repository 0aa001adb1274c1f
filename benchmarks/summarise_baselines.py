"""Methods to compare with only: by chance, nearest to the middle, and the best there could be."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import log, sqrt

from rouge_score.tokenizers import DefaultTokenizer

from briefgen.summarise import Budget, Candidate, Summariser
from briefgen.summarise.ranking import Passages, by_rating, summariser_of

Bigrams = Counter[tuple[str, str]]


def shuffled(candidates: Sequence[Candidate], budget: Budget) -> tuple[int, ...]:
    """A choice by chance; the same texts give the same one."""
    digest = hashlib.sha256("\0".join(one.text for one in candidates).encode()).hexdigest()
    order = list(range(len(candidates)))
    random.Random(digest).shuffle(order)
    return tuple(budget.within(order, candidates))


def _centroid(passages: Passages) -> list[int]:
    """The cosine with the mean tf-idf vector of all (Radev et al. 2004)."""
    holders = Counter(word for words in passages for word in set(words))
    rarity = {word: log(1 + len(passages) / count) for word, count in holders.items()}
    vectors = [
        {word: count * rarity[word] for word, count in sorted(Counter(words).items())}
        for words in passages
    ]
    middle: Counter[str] = Counter()
    for vector in vectors:
        middle.update(vector)
    return by_rating(
        sum(middle[word] * value for word, value in vector.items())
        / sqrt(sum(value**2 for value in vector.values()))
        for vector in vectors
    )


centroid = summariser_of(_centroid)


def oracle(references: Sequence[str]) -> Summariser:
    """The greedy choice by ROUGE-2 itself, against the reference that it comes nearest to."""

    def summarise(candidates: Sequence[Candidate], budget: Budget) -> tuple[int, ...]:
        bigrams = [_bigrams(one.text) for one in candidates]
        choices = [_nearest(bigrams, _bigrams(r), candidates, budget) for r in references]
        return max(choices, default=(0.0, ()), key=lambda choice: choice[0])[1]

    return summarise


def _nearest(
    bigrams: Sequence[Bigrams], wanted: Bigrams, candidates: Sequence[Candidate], budget: Budget
) -> tuple[float, tuple[int, ...]]:
    """The score against one reference, and the choice; it ends where nothing adds to the score."""
    left = {n for n, own in enumerate(bigrams) if own.keys() & wanted.keys()}
    chosen: list[int] = []
    have, reached, words = Bigrams(), 0.0, 0
    while left and not budget.is_spent(len(chosen), words):
        best = max(sorted(left), key=lambda n: _f1(have + bigrams[n], wanted))
        score = _f1(have + bigrams[best], wanted)
        if score <= reached:
            break
        have, reached, words = have + bigrams[best], score, words + candidates[best].length
        chosen.append(best)
        left.remove(best)
    return reached, tuple(chosen)


def _f1(have: Bigrams, wanted: Bigrams) -> float:
    return 2 * (have & wanted).total() / max(1, have.total() + wanted.total())


@cache
def _tokenizer() -> DefaultTokenizer:
    return DefaultTokenizer(use_stemmer=True)


def _bigrams(text: str) -> Bigrams:
    tokens = _tokenizer().tokenize(text)
    return Counter(pairwise(tokens))
