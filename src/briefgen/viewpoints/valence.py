"""How well or badly a text speaks: VADER (Hutto and Gilbert 2014), the only importer of it."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any


@lru_cache(maxsize=10_000)
def valence(text: str) -> float:
    """The compound valence of a text, from -1 (bad) to 1 (good)."""
    compound: float = _analyser().polarity_scores(text)["compound"]
    return compound


@cache
def _analyser() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: PLC0415

    return SentimentIntensityAnalyzer()
