"""The published methods of sumy behind our call; the only importer of sumy.

sumy reads a document of sentences with words; ours are handed in ready made, so that none of its
tokenizers (which want downloads) is used. Its LSA numbers words in the order of a set, which
changes with Python's hash seed; ours are numbered in the order of the alphabet.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

from briefgen.summarise.candidate import Candidate, Summariser


class _Sentence:
    """A candidate with the interface of sumy's `Sentence`; equal only to itself."""

    is_heading = False

    def __init__(self, candidate: Candidate) -> None:
        self.words = candidate.words
        self._text = candidate.text

    def __str__(self) -> str:
        return self._text


class _Document:
    """Sentences with the interface of sumy's `ObjectDocumentModel`."""

    def __init__(self, sentences: Sequence[_Sentence]) -> None:
        self.sentences = tuple(sentences)
        self.words = tuple(word for sentence in sentences for word in sentence.words)
        self.headings: tuple[_Sentence, ...] = ()
        self.paragraphs = (self,)


def _summariser(make: Callable[[], Any]) -> Summariser:
    def summarise(candidates: Sequence[Candidate], count: int) -> tuple[int, ...]:
        sentences = [_Sentence(candidate) for candidate in candidates]
        usable = [s for s in sentences if s.words]
        if len(usable) <= 1:
            return tuple(sentences.index(s) for s in usable[:count])
        index = {id(sentence): n for n, sentence in enumerate(sentences)}
        with warnings.catch_warnings():
            # LSA warns of fewer words than sentences, LexRank of sentences that share none.
            warnings.simplefilter("ignore")
            chosen = make()(_Document(usable), count)
        return tuple(index[id(sentence)] for sentence in chosen)

    return summarise


def _lexrank() -> Any:
    from sumy.summarizers.lex_rank import LexRankSummarizer  # noqa: PLC0415

    return LexRankSummarizer()


def _textrank() -> Any:
    from sumy.summarizers.text_rank import TextRankSummarizer  # noqa: PLC0415

    return TextRankSummarizer()


def _lsa() -> Any:
    from sumy.summarizers.lsa import LsaSummarizer  # noqa: PLC0415

    class Lsa(LsaSummarizer):  # type: ignore[misc]
        def _create_dictionary(self, document: Any) -> dict[str, int]:
            words = sorted({self.normalize_word(word) for word in document.words})
            return {word: number for number, word in enumerate(words)}

    return Lsa()


def _luhn() -> Any:
    from sumy.summarizers.luhn import LuhnSummarizer  # noqa: PLC0415

    return LuhnSummarizer()


def _sumbasic() -> Any:
    from sumy.summarizers.sum_basic import SumBasicSummarizer  # noqa: PLC0415

    return SumBasicSummarizer()


def _kl() -> Any:
    from sumy.summarizers.kl import KLSummarizer  # noqa: PLC0415

    return KLSummarizer()


lexrank = _summariser(_lexrank)
textrank = _summariser(_textrank)
lsa = _summariser(_lsa)
luhn = _summariser(_luhn)
sumbasic = _summariser(_sumbasic)
kl = _summariser(_kl)
