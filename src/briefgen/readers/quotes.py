"""Pull quotes and repeated lines: a paragraph's own words, set a second time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from briefgen.readers.pieces import Piece

_WORDS = range(5, 46)  # of a pull quote
_LEAST = 4  # words between marks: fewer are found by chance
_COMMON = 200  # blocks; a word that stands in so many points to none of them


def label_quotes(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    """A line that stands word for word in a longer paragraph, or a second time, is a pull quote."""
    result = list(labels)
    kept = [i for i, label in enumerate(labels) if label in {"paragraph", "heading"}]
    keys = {i: _key(pieces[i]) for i in kept if pieces[i].words in _WORDS}
    holders = _holders(pieces, kept, frozenset(keys.values()))
    first: dict[str, int] = {}
    for index in kept:
        first.setdefault(pieces[index].folded, index)
    for index, key in keys.items():
        piece, near = pieces[index], holders.get(key, ())
        if len(near) < _COMMON and any(_holds(pieces[i], piece) for i in near if i != index):
            result[index] = "pull quote"
        elif first[piece.folded] < index and piece.mark not in {"item", "text"}:
            result[index] = "repeated line"
    return result


def _holders(
    pieces: Sequence[Piece], kept: Sequence[int], keys: frozenset[str]
) -> Mapping[str, Sequence[int]]:
    """For each word by which a short piece is looked up, the pieces that have it.

    Words that stand once in all are left out: only the piece itself has them.
    """
    counts = Counter(chain.from_iterable(pieces[index].folded_words for index in kept))
    common = {key for key in keys if counts[key] > 1}
    found: dict[str, list[int]] = {key: [] for key in common}
    for index in kept:
        if not common.isdisjoint(pieces[index].folded_words):
            for key in common.intersection(pieces[index].folded_words):
                found[key].append(index)
    return found


def _key(piece: Piece) -> str:
    """Its longest word, which few other pieces will have."""
    words = piece.folded_words
    return max(words, key=len) if len(words) >= _LEAST else ""


def _holds(piece: Piece, part: Piece) -> bool:
    whole, own = piece.folded, part.folded
    return len(whole) > 1.4 * len(own) and own in whole and f" {own} " in f" {whole} "
