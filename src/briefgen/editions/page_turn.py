"""Runs of a brief's text that begin on a page and end on the next, as `verify` takes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

#: Letters of a run that stand on either side of a page's end, at least.
_PART = 12
#: Numbers, of notes and of pages among others, and what is no letter at a text's start or end.
_NUMBER = re.compile(r"\d+")
_EDGE = re.compile(r"\A[^\w\0]+|[^\w\0]+\Z")


def times_over(run: str, pages: Sequence[str], printed: Collection[str]) -> int:
    """Return how often `run` goes over the end of one of the pages; all texts are normalised.

    After its first part and before its second stands nothing, another of the runs that were
    printed, or what other pages have too, such as a running head. Else a run of which a word was
    altered would pass where a neighbour begins or ends like it.
    """
    rest = [page.replace(run, "\0") for page in pages]
    lettered = [_NUMBER.sub("", page) for page in rest]
    known = ("\0", *filter(None, map(_letters, printed)))

    def follows(words: str) -> bool:
        return not words or words.startswith(known) or _recurs(words[:_PART], lettered)

    def precedes(words: str) -> bool:
        return not words or words.endswith(known) or _recurs(words[-_PART:], lettered)

    return sum(_goes_over(run, *turn, follows, precedes) for turn in pairwise(rest))


def _goes_over(
    run: str,
    page: str,
    following: str,
    follows: Callable[[str], bool],
    precedes: Callable[[str], bool],
) -> bool:
    for cut in range(_PART, len(run) - _PART + 1):
        head, tail = run[:cut], run[cut:]
        if head not in page:
            return False
        if tail in following:
            after = _letters(page.partition(head)[2])
            before = _letters(following.partition(tail)[0])
            if follows(after) and precedes(before):
                return True
    return False


def _letters(text: str) -> str:
    """Return a text from its first letter to its last, without numbers."""
    return _EDGE.sub("", _NUMBER.sub("", text))


def _recurs(words: str, pages: Sequence[str]) -> bool:
    return sum(words in page for page in pages) > 1
