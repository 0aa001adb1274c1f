"""Quotations that are set apart without quotation marks: by markup, by a style, by an indent.

One that the paragraph before it announces ("The minister said:") becomes one paragraph, so that
all of it stands below what announces it. Whose another is cannot be told, and it is put aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from briefgen.model import Dropped
from briefgen.readers.asides import Entry
from briefgen.readers.pieces import Piece
from briefgen.readers.shape import squeezed
from briefgen.readers.speech import announces_speech

_LEAST = 20  # letters of a piece; fewer stand in a quotation by chance
_RUN = 8  # letters; less than half of the least piece
_LAYOUT = 0.4  # of the words: then what sets them apart is there for its margins
_ALL = 0.95  # of the words: then it is the whole text that somebody has quoted
_BRIEF = 8  # words; a line so short may sign a quotation
_MARKS = "“”„«»\"‘'"
_UNANNOUNCED = "block quotation that nothing announces"
_MIXED = "quotation set apart"  # with a list or a heading in it


def set_apart(entries: Sequence[Entry], quotations: Sequence[str]) -> list[bool]:
    """Whether each entry stands in one of the `quotations`, which are squeezed texts."""
    if not quotations:
        return [False] * len(entries)
    known = _by_letters(quotations)
    texts = [squeezed(entry.text) if isinstance(entry, Piece) else "" for entry in entries]
    inside = [bool(text) and _stands_in(text, known, quotations) for text in texts]
    long = [within and len(text) >= _LEAST for within, text in zip(inside, texts, strict=True)]
    # A short one belongs to the long one that it stands beside, unless it is a heading.
    around = [False, *long, False]
    beside = [around[at] or around[at + 2] for at in range(len(long))]
    return [
        surely or (within and near and isinstance(entry, Piece) and entry.mark != "heading")
        for entry, surely, within, near in zip(entries, long, inside, beside, strict=True)
    ]


def _by_letters(quotations: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """The quotations by every eighth run of eight letters in them.

    To look for each piece in each of them takes a minute where there are 40,000 of both.
    """
    found: dict[str, list[str]] = {}
    for quotation in dict.fromkeys(quotations):
        for run in {quotation[at : at + _RUN] for at in range(0, len(quotation), _RUN)}:
            found.setdefault(run, []).append(quotation)
    return found


def _stands_in(text: str, known: Mapping[str, Sequence[str]], quotations: Sequence[str]) -> bool:
    """Whether a text stands in a quotation: if so, every eighth run of its letters is known."""
    if len(text) < _LEAST:
        return any(text in quotation for quotation in quotations)
    for first in range(_RUN):
        runs = (text[at : at + _RUN] for at in range(first, len(text) - _RUN + 1, _RUN))
        rarest = min((known.get(run, ()) for run in runs), key=len)
        if any(text in quotation for quotation in rarest):
            return True
    return False


def with_quotations(
    entries: Sequence[Entry], apart: Sequence[bool], *, margins: bool = True
) -> tuple[Entry, ...]:
    """The entries, those that are set `apart` as one paragraph for each run, or put aside.

    `margins`: what sets them apart may also be there for its margins, if most of the text has it.
    """
    if not any(apart):
        return tuple(entries)
    pairs = tuple(zip(entries, apart, strict=True))
    whole = squeezed("\n".join(entry.text for entry, quoted in pairs if not quoted))
    share = _LAYOUT if margins else _ALL
    layout = _words(e for e, quoted in pairs if quoted) > share * _words(entries)
    result: list[Entry] = []
    for quoted, group in groupby(pairs, key=lambda pair: pair[1]):
        run = [entry for entry, _ in group]
        pieces = [entry for entry in run if isinstance(entry, Piece)]
        before = next((e for e in reversed(result) if isinstance(e, Piece)), None)
        announced = before is not None and announces_speech(before.text)
        if not quoted or not pieces or _stands(pieces, whole) or (layout and not announced):
            result += run
        elif announced and all(piece.mark in {"", "text"} for piece in pieces):
            result.append(_one(pieces))
        else:
            reason = _MIXED if announced else _UNANNOUNCED
            result += [Dropped(e.text, reason) if isinstance(e, Piece) else e for e in run]
    return tuple(result)


def _words(entries: Iterable[Entry]) -> int:
    return sum(entry.words for entry in entries if isinstance(entry, Piece))


def _stands(pieces: Sequence[Piece], whole: str) -> bool:
    """Whether other rules see to it: it has quotation marks, or repeats the text around it."""
    long = [piece.text for piece in pieces if piece.words > _BRIEF] or [p.text for p in pieces]
    around = long[0][0] in _MARKS and long[-1][-1] in _MARKS
    marked = around or all(text[0] in _MARKS or text[-1] in _MARKS for text in long)
    return marked or all(squeezed(piece.text) in whole for piece in pieces)


def _one(pieces: Sequence[Piece]) -> Piece:
    """The paragraphs of a quotation as one, with a seam between each two."""
    text, seams = pieces[0].text, list(pieces[0].seams)
    for piece in pieces[1:]:
        start = len(text) + 1
        seams += [start - 1, *(start + at for at in piece.seams if at)]
        text = f"{text} {piece.text}"
    return Piece(text, "text", seams=tuple(seams))
