"""Stems of English words: Snowball's second Porter stemmer."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of an English word in lower case."""
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


@cache
def _stemmer() -> Any:
    # Not `stemmer("english")`, which takes another implementation where one is installed.
    from snowballstemmer import EnglishStemmer  # noqa: PLC0415

    return EnglishStemmer()
