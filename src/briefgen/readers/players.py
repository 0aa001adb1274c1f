"""What players of films and galleries of pictures print of themselves: "1 of 9 Full Screen …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.readers.pieces import Piece

_REASON = "player or gallery"
#: Words beyond which a block is more than a gallery's captions.
_MOST = 250
#: Controls that stand side by side from which a block is a player's or gallery's, captions and all.
_ENOUGH = 3
_CUES = frozenset(
    "autoplay fullscreen screen skip caption captions mute unmute photos photo wait".split()
)
_CONTROL = r"""(?:\d{1,3}\ (?:of|/)\ \d{1,3}|full[ -]?screen|auto-?play|skip\ ads?|close|captions?
 |(?:hide|show)\ captions?|(?:view|buy)\ photos?|play|pause|replay|(?:un)?mute|previous|next|share
 |wait\ \d+\ seconds?(?:\ to\ continue)?|slide\ ?show|thumbnails?|loading|settings|volume)"""
_APART = r"[\s×✕|•·/…]+"
_CONTROLS = re.compile(rf"(?<!\w){_CONTROL}(?:{_APART}{_CONTROL})*(?!\w)", re.VERBOSE)
_ONE = re.compile(rf"(?<!\w){_CONTROL}(?!\w)", re.VERBOSE)
_COUNT = re.compile(r"\d{1,3} of \d{1,3}")
_MARKS = " .×✕|•·/…"


def label_players(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    """Blocks of controls, with the captions that stand in them, are dropped whole."""
    return [
        label or (_REASON if _is_player(piece) else "")
        for piece, label in zip(pieces, labels, strict=True)
    ]


def _is_player(piece: Piece) -> bool:
    """Whether a block has several controls side by side, and no comma as a sentence would."""
    text = piece.lowered.strip(_MARKS)
    if piece.words > _MOST or _CUES.isdisjoint(piece.folded_words):
        return _COUNT.fullmatch(text) is not None
    runs = [found[0] for found in _CONTROLS.finditer(text)]
    return any(len(_ONE.findall(run)) >= _ENOUGH or (run == text and " " in run) for run in runs)
