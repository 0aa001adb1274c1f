"""Numbers that paragraphs open with, "1.3", "(12)", "¶4": taken off where a series of them stands.

A number alone may belong to the sentence ("12 boats sank."), a series never does. The numbers are
none of a paragraph's text, and least of all of the name that it opens with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefgen.model import Dropped
from briefgen.readers.dates import MONTHS
from briefgen.readers.pieces import Piece

_LEAST = 3  # in a row: fewer stand in a series by chance

_NUMBER = re.compile(
    r"(?P<open>[\[(]|¶¶?\s?|§§?\s?)?(?P<digits>\d{1,3}(?:\.\d{1,3}){0,3})(?P<close>[\])]|[.)])?\s+"
    r"(?P<next>[^\W\d_]+|\S)"
)
# "1.3 million people" is a quantity, whatever stands in a row with it.
_UNITS = frozenset(
    """
    hundred thousand million billion trillion per percent percentage pc m bn tn kg km ha cm mm
    tonnes tons litres miles hectares degrees euros pounds dollars millionen milliarden
    """.split()
)

Numbers = tuple[int, ...]


def numbered(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with the numbers of a series of paragraphs apart from their text."""
    if sum(1 for piece in pieces if piece.text[:1] in "0123456789([¶§") < _LEAST:
        return tuple(pieces)
    found = {at: match for at, piece in enumerate(pieces) if (match := _opening(piece))}
    styles: dict[tuple[str, str, bool], list[int]] = {}
    for at, match in found.items():
        style = (match["open"] or "").strip(), match["close"] or "", "." in match["digits"]
        styles.setdefault(style, []).append(at)
    taken = {
        at for style, at_ in styles.items() for at in _in_series(at_, found, bare=not any(style))
    }
    return tuple(
        _unnumbered(piece, found[at]) if at in taken else piece for at, piece in enumerate(pieces)
    )


def numbered_entries(entries: Sequence[Piece | Dropped]) -> tuple[Piece | Dropped, ...]:
    """The same for pieces among which some are put aside."""
    pieces = iter(numbered([entry for entry in entries if isinstance(entry, Piece)]))
    return tuple(next(pieces) if isinstance(entry, Piece) else entry for entry in entries)


def _opening(piece: Piece) -> re.Match[str] | None:
    """The number that a paragraph may open with; headings keep theirs."""
    if piece.bullet or piece.mark in {"heading", "title", "image"} or not piece.prose:
        return None
    match = _NUMBER.match(piece.text)
    if match is None:
        return None
    following = match["next"].lower()
    bare = not (match["open"] or match["close"])
    counted = following in _UNITS or (
        bare and not match["next"][0].isupper() and following.isalpha()
    )
    dated = bare and following in MONTHS
    return None if counted or dated or following[0] in "%€$£°" else match


def _in_series(places: Sequence[int], found: dict[int, re.Match[str]], *, bare: bool) -> set[int]:
    """Those of one style that stand in a row in which each number follows on the one before.

    Once there is such a row, a later number may leave some out, if it is not `bare`.
    """
    runs: list[list[int]] = []
    before: Numbers = ()
    for at in places:
        numbers = tuple(map(int, found[at]["digits"].split(".")))
        series = any(len(run) >= _LEAST for run in runs)
        if runs and (_follows(before, numbers) or (series and not bare and numbers > before)):
            runs[-1].append(at)
        else:
            runs.append([at])
        before = numbers
    return {at for run in runs if len(run) >= _LEAST for at in run}


def _follows(before: Numbers, numbers: Numbers) -> bool:
    """Whether 1.4, 1.3.1, 2.1 or 2 comes after 1.3."""
    if len(numbers) == len(before) + 1:
        return numbers == (*before, 1)
    depth = next((n for n, (a, b) in enumerate(zip(before, numbers, strict=False)) if a != b), -1)
    if depth < 0 or numbers[depth] != before[depth] + 1:
        return False
    return all(number == 1 for number in numbers[depth + 1 :])


def _unnumbered(piece: Piece, match: re.Match[str]) -> Piece:
    cut = match.start("next")
    return replace(
        piece,
        text=piece.text[cut:],
        number=piece.text[:cut].strip(),
        breaks=tuple((max(0, at - cut), page) for at, page in piece.breaks),
        seams=tuple(max(0, at - cut) for at in piece.seams),
    )
