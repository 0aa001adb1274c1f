"""The published methods that sumy has, behind our call; the only importer of sumy.

sumy reads a document of sentences with words; ours are handed in ready made, so that none of its
tokenizers (which want downloads) is used. Of three methods the ranking is sumy's and the way to it
our own: sumy's KL and SumBasic look for the last of all sentences before they give the first, and
its LSA takes apart a matrix that it then puts together again.
"""

from __future__ import annotations

import heapq
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import fsum
from typing import TYPE_CHECKING, Any

from briefgen.summarise.ranking import Passages, Ranking, by_rating, summariser_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: sumy's smoothing of the term frequencies for LSA.
_SMOOTH = 0.4
#: Decimals of a divergence; what is left is the order of a sum.
_DECIMALS = 12


class _Sentence:
    """A passage with the interface of sumy's `Sentence`; equal only to itself."""

    is_heading = False

    def __init__(self, index: int, words: tuple[str, ...]) -> None:
        self.index = index
        self.words = words


class _Document:
    """Sentences with the interface of sumy's `ObjectDocumentModel`."""

    def __init__(self, sentences: Sequence[_Sentence]) -> None:
        self.sentences = tuple(sentences)
        self.words = tuple(word for sentence in sentences for word in sentence.words)


def _ranking(make: Callable[[], Any]) -> Ranking:
    """The ranking of one of sumy's methods, which by itself gives the order of the document."""

    def ranked(passages: Passages) -> list[int]:
        method = make()
        method._get_best_sentences = _by_rating
        document = _Document([_Sentence(n, words) for n, words in enumerate(passages)])
        with warnings.catch_warnings():
            # LexRank divides by zero where no two sentences share anything.
            warnings.simplefilter("ignore")
            found: list[int] = method(document, len(passages))
        return found

    return ranked


def _by_rating(sentences: Sequence[_Sentence], _count: int, rating: Any, *given: Any) -> list[int]:
    """In the place of sumy's `_get_best_sentences`: every sentence, the best first."""
    rate = rating.__getitem__ if isinstance(rating, dict) else rating
    return by_rating(rate(sentence, *given) for sentence in sentences)


def _lexrank() -> Any:
    from sumy.summarizers.lex_rank import LexRankSummarizer  # noqa: PLC0415

    return LexRankSummarizer()


def _textrank() -> Any:
    from sumy.summarizers.text_rank import TextRankSummarizer  # noqa: PLC0415

    return TextRankSummarizer()


def _luhn() -> Any:
    from sumy.summarizers.luhn import LuhnSummarizer  # noqa: PLC0415

    class Luhn(LuhnSummarizer):  # type: ignore[misc]
        def _get_significant_words(self, words: Any) -> frozenset[str]:
            # sumy looks every word up in a tuple of all of them.
            return frozenset(super()._get_significant_words(words))

    return Luhn()


def _lsa(passages: Passages) -> list[int]:
    """Latent semantic analysis (Steinberger & Ježek 2004), as sumy computes it.

    sumy keeps all dimensions, and so a sentence's rating √(Σ σ²v²) is the norm of its column in
    the matrix that was taken apart: no decomposition is needed, nor an order of the words. What
    sumy adds to every cell adds the same to every column for the words that are not in it.
    """
    return by_rating(map(_column, passages))


def _column(words: Sequence[str]) -> float:
    counts = sorted(Counter(words).values())
    cells = (_SMOOTH + (1 - _SMOOTH) * count / counts[-1] for count in counts)
    return fsum(cell**2 - _SMOOTH**2 for cell in cells)


def _sumbasic(passages: Passages) -> Iterator[int]:
    """SumBasic (Nenkova & Vanderwende 2005): the likeliest words first, squared once used.

    Likelihoods only fall, and so does every mean: a passage is looked at again when it leads.
    """
    counts = Counter(word for words in passages for word in words)
    total = counts.total()
    likely = {word: count / total for word, count in counts.items()}

    def mean(index: int) -> float:
        return sum(likely[word] for word in passages[index]) / len(passages[index])

    heap = [(-mean(index), index) for index in range(len(passages))]
    heapq.heapify(heap)
    while heap:
        _, index = heapq.heappop(heap)
        current = (-mean(index), index)
        if heap and current > heap[0]:
            heapq.heappush(heap, current)
            continue
        yield index
        for word in passages[index]:
            likely[word] *= likely[word]


def _kl(passages: Passages) -> Iterator[int]:
    """KLSum (Haghighi & Vanderwende 2009): the passage that keeps the summary's words likest.

    As in sumy, the divergence of all words from the summary's is summed over the summary's words.
    """
    import numpy as np  # noqa: PLC0415

    table = _Table(passages)
    used = np.zeros(len(table.likely))
    left = np.ones(len(passages), dtype=bool)
    for _ in passages:
        divergences = np.where(left, np.round(table.divergences(used), _DECIMALS), np.inf)
        index = int(divergences.argmin())
        yield index
        left[index] = False
        own = table.rows == index
        used[table.words[own]] += table.counts[own]


class _Table:
    """How often each word stands in each passage, a row for each pair that is not 0."""

    def __init__(self, passages: Passages) -> None:
        import numpy as np  # noqa: PLC0415

        number: dict[str, int] = {}
        cells = [
            (row, number.setdefault(word, len(number)), count)
            for row, words in enumerate(passages)
            for word, count in Counter(words).items()
        ]
        self.rows, self.words, self.counts = np.array(cells).T
        total = np.bincount(self.words, weights=self.counts)
        self.likely = total / total.sum()
        self._lengths = np.bincount(self.rows, weights=self.counts)

    def divergences(self, used: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each passage: of all words from those used, were it used too."""
        import numpy as np  # noqa: PLC0415

        known = used > 0
        of_known = self.likely[known] * np.log(self.likely[known] / used[known])
        before, likely = used[self.words], self.likely[self.words]
        changes = likely * np.log(np.where(before > 0, before, likely) / (before + self.counts))
        news = np.where(before > 0, 0.0, likely)
        weights = self.likely[known].sum() + np.bincount(self.rows, weights=news)
        sums: NDArray[np.float64] = (
            of_known.sum()
            + np.bincount(self.rows, weights=changes)
            + weights * np.log(used.sum() + self._lengths)
        )
        return sums


lexrank = summariser_of(_ranking(_lexrank))
textrank = summariser_of(_ranking(_textrank))
luhn = summariser_of(_ranking(_luhn))
lsa = summariser_of(_lsa)
sumbasic = summariser_of(_sumbasic)
kl = summariser_of(_kl)
