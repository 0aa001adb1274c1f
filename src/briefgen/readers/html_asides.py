"""What pages have inside their text and is none of it: calls to readers, corrections, tools, notes.

General wordings, in small letters; each matches one block as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefgen.model import Dropped
from briefgen.readers.asides import Entry
from briefgen.readers.pieces import Piece
from briefgen.readers.shape import squeezed

_TEXT = (
    r"(?:this|an earlier version of this) (?:\w+ )?"
    r"(?:article|story|report|post|piece|column|page|interview)"
)
_NOTED = r"[•*–—-]?\s*(?:correction|clarification|editor[’']s note|note)\W+"
_TOOL = (
    r"(?:print|e-?mail|share|save|tweet|post|listen to|download|bookmark|comment on|discuss)"
    r"(?: (?:this|the|a|to|it|page|story|article|friend|colleague|with|on|as|pdf|facebook"
    r"|twitter|linkedin|whatsapp)){0,4}"
    r"|have your say|send (?:this )?to a friend|text size|larger text"
    r"|printer[- ]friendly(?: version)?"
    r"|subscribe|comments?(?: \(\d+\))?|(?:copy|get) (?:the )?link"
)
_OWN = 20  # letters; less may stand in a note by chance
RULES: tuple[tuple[str, re.Pattern[str], int], ...] = tuple(
    (reason, re.compile(pattern), words)
    for reason, pattern, words in (
        (
            "correction",
            rf"(?:{_NOTED}.{{0,40}}|[•*–—-]\s*)?{_TEXT} (?:was|has been) (?:\w+ )?"
            rf"(?:amended|corrected|updated|edited|revised|changed)\b(?! by).*"
            rf"|{_NOTED}.{{0,60}}{_TEXT}\b.*",
            120,
        ),
        (
            "call to readers",
            r"(?:do you have|have you got|got|have) (?:an? |any )?"
            r"(?:opinion|view|story|tip|question|comment|experience|information)s?\b.*"
            r"\b(?:click|e-?mail|write to|get in touch|contact|submit|send|tell us|let us know)\b"
            r".*",
            70,
        ),
        ("page furniture", rf"(?:{_TOOL})(?:\s*[|·•/]\s*(?:{_TOOL}))+", 25),
    )
)


def put_aside(entries: Iterable[Entry], notes: Sequence[str]) -> tuple[Entry, ...]:
    """The entries with the pieces that are none of the text put aside; `notes` as the page has."""
    own = [squeezed(note) for note in notes]
    reasons = ((e, _reason(e, own) if isinstance(e, Piece) else "") for e in entries)
    return tuple(Dropped(each.text, reason) if reason else each for each, reason in reasons)


def _reason(piece: Piece, notes: Sequence[str]) -> str:
    """Why a piece is none of the text, or nothing."""
    text = squeezed(piece.text)
    if any(note.startswith(text) or (len(text) > _OWN and text in note) for note in notes):
        return "footnote"
    return next(
        (why for why, pattern, most in RULES if piece.words <= most
         and pattern.fullmatch(piece.lowered)), ""
    )  # fmt: skip
