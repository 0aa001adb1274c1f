"""How near a reading is to the truth: the same rules for every system.

Text: precision and recall over shingles of four words, each page counting the same, as in the
article extraction benchmark of Scrapinghub (now Zyte). Titles are compared by their words, authors
as a set of names, dates by the day.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"[;,&/|\n]|\s(?:and|und|et|y)\s", re.IGNORECASE)
_BEFORE = re.compile(r"^\W*(?:(?:written|words)\s+)?by\b", re.IGNORECASE)
_DEGREE = re.compile(r"(?:ph\W?d|m\W?d|m\W?a|m\W?sc|b\W?a|m\W?b\W?a|ll\W?m|esq)\W*", re.IGNORECASE)


def text_scores(pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
    """F1, precision and recall of (truth, reading) pairs, of 1."""
    precisions: list[float] = []
    recalls: list[float] = []
    for truth, reading in pairs:
        true, read = shingles(truth), shingles(reading)
        shared = sum((true & read).values())
        if read:
            precisions.append(shared / sum(read.values()))
        if true:
            recalls.append(shared / sum(true.values()))
    precision = statistics.mean(precisions) if precisions else 0.0
    recall = statistics.mean(recalls) if recalls else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return {"text_f1": f1, "precision": precision, "recall": recall}


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Runs of `size` words and how often each stands; a shorter text is one run."""
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - size + 1)) if words else ()
    return Counter(tuple(words[start : start + size]) for start in starts)


def same_title(truth: str, reading: str) -> bool:
    """Whether two titles have the same words, whatever their case and punctuation."""
    return _words(truth) == _words(reading)


def same_authors(truth: Sequence[str], reading: Sequence[str]) -> bool:
    """Whether two lists name the same authors, in whatever order and however they are joined."""
    return _names(truth) == _names(reading)


def same_day(truth: str, reading: str) -> bool:
    """Whether two ISO dates are of the same day."""
    return truth[:10] == reading[:10]


def _names(listed: Sequence[str]) -> frozenset[str]:
    parts = (_BEFORE.sub("", part) for names in listed for part in _BETWEEN.split(names))
    return frozenset(
        words for part in parts if not _DEGREE.fullmatch(part.strip()) and (words := _words(part))
    )


def _words(text: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
