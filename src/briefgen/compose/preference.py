"""The order in which an audience reads an issue's key passages: salience, then what it prefers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from briefgen.model import Preference

#: What each place in the order of salience takes from a passage, and a preference gives at most.
_RANK, _PLUS = 0.85, 1.3
#: The readability index of plain texts and of hard ones (Björnsson 1968: "easy" and "difficult").
_PLAIN, _HARD = 30.0, 55.0
#: Letters from which a word is long, by the same.
_LONG = 7

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')]*(?=\s+[\"“‘'(]*[A-Z0-9]|\s*\Z)")
#: Figures in digits or with their unit in words, and days and years.
_FIGURE = re.compile(
    r"\d|\b(?:per\s?cent|percentage|half|third|quarter|dozen|hundred|thousand|million|billion"
    r"|trillion|doubled?|tripled?|halved)s?\b",
    re.IGNORECASE,
)


def preferred(texts: Sequence[str], preference: Preference) -> tuple[int, ...]:
    """The places of texts, the most salient first in, in the order in which an audience reads them.

    A preference moves a text by a place or two and no further: what matters most stays first.
    """
    suits = _SUITS[preference]
    worth = [_RANK**rank * (1 + (_PLUS - 1) * suits(text)) for rank, text in enumerate(texts)]
    return tuple(sorted(range(len(texts)), key=lambda n: (-worth[n], n)))


def readability(text: str) -> float:
    """The readability index LIX (Björnsson 1968): some 20 for a child's book, 60 for a treatise."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    long = sum(len(word) >= _LONG for word in words)
    return len(words) / sentences + 100 * long / len(words)


def _is_plain(text: str) -> float:
    return min(1.0, max(0.0, (_HARD - readability(text)) / (_HARD - _PLAIN)))


def _has_figures(text: str) -> float:
    return 1.0 if _FIGURE.search(text) else 0.0


#: How well a text suits each preference, from 0 to 1.
_SUITS: Mapping[Preference, Callable[[str], float]] = {
    "salience": lambda _: 0.0,
    "figures": _has_figures,
    "plain": _is_plain,
}
