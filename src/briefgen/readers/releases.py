"""Press releases: what an organisation says of itself below its news."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.readers.lexicon import ORGANISATION
from briefgen.readers.pieces import Piece
from briefgen.readers.shape import folded_words

_ABOUT = re.compile(r"about (?:the |us at )?(?=\S)")
_REASON = "about the organisation"
_HEADING = 9  # words


def label_release(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    """What stands below "About Norvale Ports" goes, if that is an organisation.

    It is one if it is called so, or if the paragraph below begins with that very name; and it
    stands below most of the text. A chapter "About the tides" begins with something else.
    """
    result = list(labels)
    words = [piece.words for piece in pieces]
    for index, piece in enumerate(pieces[:-1]):
        if labels[index] or words[index] > _HEADING or piece.ended:
            continue
        match = _ABOUT.match(piece.lowered)
        if not match or sum(words[:index]) < sum(words[index:]):
            continue
        name = piece.text[match.end() :]
        if _is_organisation(name) or _is_itself(pieces[index + 1], folded_words(name)):
            return [*result[:index], *(label or _REASON for label in result[index:])]
    return result


def _is_organisation(name: str) -> bool:
    return bool(ORGANISATION.search(name)) and all(
        word[0].isupper() or word in {"of", "for", "and", "the", "on", "in", "&"}
        for word in name.split()
    )


def _is_itself(piece: Piece, name: Sequence[str]) -> bool:
    opening = piece.folded_words[: len(name) + 1]
    return piece.prose and list(name) in (opening[:-1], opening[1:])  # "The" may stand before it
