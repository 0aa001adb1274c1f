"""VADER's sentiment (Hutto and Gilbert 2014), where its package is installed."""

from __future__ import annotations

from collections.abc import Callable

from contrasts_systems import Unavailable


def vader() -> Callable[[str], float]:
    """From a text to its compound sentiment, -1 to 1."""
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: PLC0415
    except ImportError as error:
        raise Unavailable("the package vaderSentiment is not installed") from error
    analyser = SentimentIntensityAnalyzer()

    def sentiment(text: str) -> float:
        compound: float = analyser.polarity_scores(text)["compound"]
        return compound

    return sentiment
