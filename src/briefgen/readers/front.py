"""What stands above the first paragraph: title, by-line, date, affiliation, and menus."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from briefgen.readers.biography import parse_biography
from briefgen.readers.letters import address_in
from briefgen.readers.lexicon import ORGANISATION, ROLE
from briefgen.readers.metaline import may_state, name_and_office, name_line, parse_meta_line
from briefgen.readers.pieces import Piece
from briefgen.readers.shape import folded, is_title_case, sentences
from briefgen.readers.speech import is_speech_cue
from briefgen.readers.titles import is_parted, parse_title_line

_NEAR = 6
_FAR = 300  # no title stands below so many lines


def front_end(pieces: Sequence[Piece], labels: Sequence[str]) -> int:
    """The index of the first paragraph; lines that sign or date the text push it on."""
    open_ = [i for i in range(len(pieces)) if not labels[i]]
    strong = list(islice((i for i in open_ if _opens_body(pieces[i])), 2)) or list(
        islice((i for i in open_ if pieces[i].prose and not _may_be_title(pieces[i])), 2)
    )
    if not strong:
        return len(pieces)
    start = strong[0]
    limit = strong[1] if len(strong) > 1 else start + 1
    for index in range(start + 1, min(limit, start + _NEAR)):
        if labels[index] in {"byline", "date line"}:
            start = index + 1
    return start


def label_meta_lines(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    """By-lines and date lines that say what they are; names alone wait for `label_front`.

    They count above the text and right below it, not in its midst.
    """
    result = list(labels)
    strong = 0
    for index, piece in enumerate(pieces):
        result[index] = result[index] or meta_label(piece)
        strong += not result[index] and _opens_body(piece)
        if strong == 2:  # from here on nothing moves the end of the front
            break
    end = front_end(pieces, result)
    result[end:] = labels[end:]
    last = next((i for i in reversed(range(len(pieces))) if not labels[i] and pieces[i].prose), end)
    for index in range(last, len(pieces)):
        result[index] = result[index] or meta_label(pieces[index])
    return result


def meta_label(piece: Piece) -> str:
    """What a by-line or a date line is, or nothing."""
    meta = parse_meta_line(piece.text) if piece.words <= 30 and may_state(piece) else None
    if meta is None:
        return ""
    if meta.signed or meta.authors:
        return "byline"
    return "date line" if meta.dated else ""


def label_front(pieces: Sequence[Piece], labels: Sequence[str], title: str = "") -> list[str]:
    """Every piece before the first paragraph gets its label."""
    result = list(labels)
    end = front_end(pieces, labels)
    head = _label_title(pieces, result, end, title)
    _label_signature(pieces, result, max(0, head - 2), end)
    after = head >= 0 or bool(title)
    for index in range(end):
        if not result[index]:
            result[index] = _leftover(pieces, index, end, titled=after and index > head)
    return result


def _opens_body(piece: Piece) -> bool:
    if piece.mark in {"title", "heading", "link"} or piece.bullet:
        return False
    if is_speech_cue(piece.text):  # whose the words below it are, it says however short it is
        return True
    return (
        piece.prose
        and not _may_be_title(piece)
        and (piece.words >= 12 or sentences(piece.text) > 1)
    )


def _may_be_title(piece: Piece) -> bool:
    """A question, a line in title case or one that is parted by bars is no paragraph yet."""
    if " | " in piece.text and not piece.ended and piece.words <= 40:
        return True
    if piece.words > 25 or sentences(piece.text) > 1:
        return False
    return piece.text.endswith(("?", "!")) or is_title_case(piece.text)


def _label_title(pieces: Sequence[Piece], result: list[str], end: int, title: str) -> int:
    """Labels title lines; gives the index of the last one, or -1."""
    wanted = folded(title)
    if not wanted:
        chosen = choose_title(pieces, result, end)
        if chosen < 0:
            return -1
        wanted = folded(parse_title_line(pieces[chosen].text, _others(pieces, chosen)).title)
    last = -1
    for index in range(min(len(pieces), end + 1)):
        own = pieces[index].folded
        if result[index] in {"", "caption", "menu"} and own and own == wanted:
            result[index], last = "title", index
        elif not result[index] and wanted and own.startswith(wanted) and pieces[index].words < 50:
            line = parse_title_line(pieces[index].text, [title or wanted])
            if folded(line.title) == wanted:
                result[index] = "title line"
                last = max(last, index)
    return last


def choose_title(pieces: Sequence[Piece], labels: Sequence[str], end: int) -> int:
    """The index of the line that is most likely the title, or -1."""
    top = min(end, len(pieces), _FAR)
    address = address_in([piece.text for piece in pieces[: top + 1]])
    candidates = [i for i in range(top) if not labels[i] and i not in address]
    recurring = _Recurring.among(pieces, end)
    scored = [
        (score, -i) for i in candidates if (score := _title_score(pieces, labels, i, recurring)) > 0
    ]
    if scored:
        return -max(scored)[1]
    first = next(iter(range_open(pieces, labels)), -1)
    return first if 0 <= first < end and _is_ended_title(pieces, first) else -1


def _is_ended_title(pieces: Sequence[Piece], first: int) -> bool:
    """Whether the first line is a short sentence: agencies and archives end titles as one.

    Two words do where a semicolon parts them from the second title on the line below.
    """
    piece, after = pieces[first], first + 1
    parted = piece.text.endswith(";") and after < len(pieces) and pieces[after].tight
    short = (2 if parted else 4) <= piece.words <= 16 and sentences(piece.text) <= 1
    return short and not piece.text.endswith(",") and not piece.bullet


def range_open(pieces: Sequence[Piece], labels: Sequence[str]) -> list[int]:
    """The indices of the pieces that have no label yet."""
    return [i for i in range(len(pieces)) if not labels[i]]


def _others(pieces: Sequence[Piece], index: int) -> list[str]:
    return [piece.text for piece in pieces[index + 1 : index + 40] if piece.words < 40]


def _title_score(
    pieces: Sequence[Piece], labels: Sequence[str], index: int, recurring: _Recurring
) -> float:
    piece = pieces[index]
    words = piece.words
    if piece.mark == "title":
        return 100
    if piece.bullet or words > 40 or piece.text.endswith((":", ",")):
        return 0
    if "|" in piece.text and all(len(part.split()) <= 3 for part in piece.text.split("|")):
        return 0
    score = 4.0 if words >= 4 else (0, 0.6, 1.6, 3)[words]
    if is_parted(piece.text) and parse_title_line(piece.text, _others(pieces, index)).publisher:
        return score + 6
    if words > 25 or (piece.ended and not piece.text.endswith(("?", "!"))):
        titled = is_title_case(piece.text)
        first = titled and words <= 25 and not any(not label for label in labels[:index])
        score -= 0 if first else 1.5 if titled else 4
    if name_line(piece.text) or _is_masthead(piece):
        score -= 3
    else:
        score += recurring.score(piece, index)
    if any(label in {"byline", "date line"} for label in labels[index + 1 : index + 8]):
        score += 1.5
    elif any(label in {"byline", "date line"} for label in labels[max(0, index - 2) : index]):
        score += 1
    if piece.mark == "heading":
        score += 1
    return score if piece.mark != "link" or words >= 4 else score - 1


def _is_masthead(piece: Piece) -> bool:
    """An organisation's name, "Ministry of Rivers and Ports", is rather whose page it is."""
    named = piece.words < 8 and ORGANISATION.search(piece.text) is not None
    return named and (piece.words < 4 or piece.text.isupper() or is_title_case(piece.text))


@dataclass(frozen=True)
class _Recurring:
    """Where lines come again: the `last` place of each, and all the short ones together."""

    last: Mapping[str, int]
    short: str

    @classmethod
    def among(cls, pieces: Sequence[Piece], end: int) -> _Recurring:
        last = {piece.folded: index for index, piece in enumerate(pieces[:end])}
        return cls(last, "\n".join(p.folded for p in pieces[:_FAR] if p.words < 25))

    def score(self, piece: Piece, index: int) -> float:
        """A title comes again: as a line of its own, in "3 thoughts on …", in a mail's subject."""
        if self.last[piece.folded] > index:
            return 3
        once = piece.words < 25  # it is among the short ones itself
        return 2 if piece.words > 3 and self.short.count(piece.folded) > once else 0


def _label_signature(pieces: Sequence[Piece], result: list[str], start: int, end: int) -> None:
    """A bare name near the title, corroborated, and the lines that say what its bearer is."""
    signed = [i for i in range(end) if result[i] == "byline"]
    if not signed:
        for index in range(start, end):
            if (
                not result[index]
                and name_and_office(pieces[index].text)
                and _corroborated(pieces, result, index, end)
            ):
                result[index] = "byline"
                signed = [index]
                break
    for index in signed:
        for near in range(index + 1, min(end, index + _NEAR)):
            if not result[near] and _is_position(pieces[near]):
                result[near] = "author's position"


def _corroborated(pieces: Sequence[Piece], labels: Sequence[str], index: int, end: int) -> bool:
    """A second sign that a line is a person's name: office, contact, date or biography by it."""
    around = range(max(0, index - 2), min(end, index + _NEAR))
    if any(labels[i] in {"contact", "date line"} for i in around):
        return True
    if any(_is_position(pieces[i]) for i in range(index + 1, min(end, index + 3)) if not labels[i]):
        return True
    named = name_and_office(pieces[index].text)
    name = named.authors[-1].family.split()[-1].casefold() if named else ""
    return any(
        (bio := parse_biography(piece.text))
        and any(a.family.casefold().endswith(name) for a in bio.authors)
        for piece in pieces[-12:]
    )


def _is_position(piece: Piece) -> bool:
    if piece.words > 16 or (piece.ended and piece.text[-1] in "?!:;"):
        return False
    if not re.match(r"[^\W\d_]", piece.text) or (piece.prose and piece.words > 10):
        return False
    return bool(ROLE.search(piece.text) or (ORGANISATION.search(piece.text) and piece.words <= 14))


def _leftover(pieces: Sequence[Piece], index: int, end: int, *, titled: bool) -> str:
    """What an unclaimed piece above the first paragraph is; `titled`: it stands below the title."""
    piece = pieces[index]
    if is_speech_cue(piece.text):
        return "heading" if piece.mark == "heading" else "paragraph"
    if not titled and piece.mark != "link" and _is_masthead(piece):
        return "masthead"
    if not titled or piece.mark == "link":
        return "menu"
    if piece.prose or (piece.mark == "item" and not piece.bullet):
        return "paragraph"
    if piece.bullet:
        return "menu"
    if piece.mark == "heading":
        return "heading"
    if piece.mark == "text" and piece.words > 5:
        return "paragraph"
    following = pieces[index + 1] if index + 1 < len(pieces) else piece
    if piece.words <= 12 and (index == end - 1 or (following.bullet and following.prose)):
        return "heading"
    return "standfirst without an end" if piece.words > 5 else "page furniture"
