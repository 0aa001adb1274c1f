"""What stands below the last paragraph: notes, biographies, tags, links, forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from briefgen.readers.biography import announces_biography, is_about_heading, parse_biography
from briefgen.readers.dates import find_dates
from briefgen.readers.lexicon import PERIODICAL
from briefgen.readers.metaline import name_line
from briefgen.readers.names import parse_name
from briefgen.readers.pieces import Piece
from briefgen.readers.sections import END, LISTED
from briefgen.readers.shape import sentences
from briefgen.readers.wordings import Wordings

#: Words up to which a last paragraph that opens with the author's name is a biography.
_SHORT_BIOGRAPHY = 60
_WHAT_THEY_ARE = frozenset("is was serves served teaches taught writes leads led heads".split())
_SHORT = 300  # characters of a heading at most
_HEADING = 8  # and words
_NOTES = re.compile(
    r"(?:end\s?notes?|foot\s?notes?|notes|references|bibliography"
    r"|works cited|sources|further reading|(?:fuß|end|an)?(?:noten"
    r"|merkungen)|quellen|literatur|références|bibliographie"
    r"|notas|referencias|bibliografía)\W*",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"(?:references|bibliography|works cited|further reading|literatur|références|bibliographie"
    r"|referencias|bibliografía)\W*",
    re.IGNORECASE,
)
# "Roe, A. (2031).", "Roe, Ann, 2031": an entry has no number, and its year right behind its names.
_ENTRY = re.compile(r"^[^\W\d_][^.!?]{0,20}(?:[,.&] ?[^!?]{0,120}?)?\(?\b(?:19|20)\d\d[a-z]?\b")
_ISSUED_IN = re.compile(r"(?:first )?(?:published|posted|appeared)(?: on)?", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:\[\^?(\d{1,3})\]|\(?(\d{1,3})[.)\]]|\^?(\d{1,3})\s|[¹²³⁴-⁹])")
_MARKER = re.compile(r"\[\^?(\d{1,3})\]|(?<=[.,;”\"’)])(\d{1,2})(?=\s|$)")
_CITES = re.compile(
    r"https?://|\bibid\b|\bsee\b|\bop\. cit\b|\bpp?\.\s?\d|\b(?:19|20)\d\d\b", re.IGNORECASE
)
_FIRST_PUBLISHED = re.compile(
    r"^\W*(?:(?:this|the) (?:article|piece|text|essay|post"
    r"|commentary|story|op-ed|version|paper|column|interview)\b.{0,60}?\s)?(?:was "
    r"|is |has been |were )?(?:an? (?:earlier|longer|shorter) version .{0,40}\s)?"
    r"(?:first|originally|previously|initially|also|re-?)\s?-?(?:published"
    r"|posted|appeared|printed)\s+(?:in|by|at|on|with|from)\s+(?P<where>.{2,120})$",
    re.IGNORECASE,
)


def label_end(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    """A form or comments section after running text: it and all that follows goes."""
    result = list(labels)
    prose = [piece.words if _is_text(piece) else 0 for piece in pieces]
    for index, piece in enumerate(pieces):
        reason = _matching(END, piece)
        if not reason:
            continue
        before, after = sum(prose[:index]), sum(prose[index:])
        # A link to the comments stands above the article, the comments themselves below it.
        if before and (before >= 1.5 * after or before > 150):
            return [*result[:index], *[label or reason for label in result[index:]]]
        result[index] = result[index] or "menu"
    return result


def _matching(table: Wordings, piece: Piece) -> str:
    """The reason of the first rule that holds for a short block, or nothing."""
    found = table.matching(piece) if len(piece.text) <= _SHORT else ()
    return found[0].reason if found else ""


def _is_text(piece: Piece) -> bool:
    return piece.words >= 12 and piece.prose


def label_lists(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    """Under a heading such as "Tags" or "Related articles", until full paragraphs resume."""
    result = list(labels)
    reason = ""
    first = next((i for i, p in enumerate(pieces) if not labels[i] and _is_text(p)), len(pieces))
    for index, piece in enumerate(pieces):
        if index < first:
            continue
        found = _matching(LISTED, piece)
        if found:
            reason = found
            result[index] = result[index] or reason
        elif reason and _is_teaser(pieces, index, reason):
            result[index] = result[index] or reason
        else:
            reason = ""
    return result


def label_notes(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    """Numbered notes after the text, proved by a heading, by markers or by what they cite."""
    result = list(labels)
    open_ = [i for i, label in enumerate(result) if not label or label == "notes"]
    heading = next(
        (
            i
            for i in open_
            if pieces[i].words <= _HEADING
            and _NOTES.fullmatch(pieces[i].text)
            and _in_tail(pieces, i)
        ),
        -1,
    )
    start = _notes_start(pieces, open_)
    if heading >= 0 and (start < 0 or heading <= start):
        cited = bool(_REFERENCES.fullmatch(pieces[heading].text))
        for index in [i for i in open_ if i > heading]:
            listed = (
                cited and not _number(pieces[index]) and bool(_ENTRY.search(pieces[index].text))
            )
            result[index] = "reference list" if listed else "note"
        result[heading] = "heading of the notes"
    elif start >= 0 and _proved(pieces, start):
        for index in [i for i in open_ if i >= start]:
            result[index] = "note"
    return result


def label_biographies(
    pieces: Sequence[Piece], labels: Sequence[str], signed: Sequence[str]
) -> list[str]:
    """The author's biography among the last paragraphs; `signed`: family names of by-lines."""
    result = list(labels)
    open_ = [i for i, label in enumerate(result) if not label]
    about = next(
        (i for i in open_ if pieces[i].words <= _HEADING and is_about_heading(pieces[i].text)), -1
    )
    if about >= 0 and sum(pieces[i].words for i in open_ if i < about) >= sum(
        pieces[i].words for i in open_ if i > about
    ):
        for index in [i for i in open_ if i >= about]:
            result[index] = "author's biography"
        return result
    opening = next((i for i in open_ if _is_text(pieces[i])), -1)
    if opening >= 0 and len(open_) > 1 and _is_of_author(pieces[opening], signed):
        result[opening] = "author's biography"
    passed = 0
    for index in reversed(open_[1:]):
        signature = bool(signed) and _is_signature(pieces[index].text, signed)
        if signature or _is_biography(pieces, index, signed, strict=passed > 0):
            result[index] = "author's biography"
        elif _is_text(pieces[index]):
            passed += 1
            if passed > 2:
                break
    return result


def _is_of_author(piece: Piece, signed: Sequence[str]) -> bool:
    """Whether a first paragraph says what who signed is: no author begins so with themselves."""
    if not signed or piece.words > _SHORT_BIOGRAPHY or sentences(piece.text) > 2:
        return False
    words = piece.lowered.split(maxsplit=5)[:5]
    return any(
        name in signed and verb in _WHAT_THEY_ARE
        for name, verb in pairwise(words)
    )  # fmt: skip


def _is_signature(text: str, signed: Sequence[str]) -> bool:
    """Whether the line is the author's name once more."""
    return any(name.family.casefold() in signed for name in name_line(text))


def first_published(text: str) -> str:
    """The place in "First published in the …", or nothing."""
    match = _FIRST_PUBLISHED.match(text) if len(text) <= 500 else None
    return match["where"] if match and len(text.split()) <= 40 else ""


def dated_periodical(text: str) -> str:
    """The periodical in "The Harbour Review, 4 March 2031", or "Published … in …", or nothing."""
    dates = list(find_dates(text)) if len(text) <= 120 else []
    if not dates:
        return ""
    start, end, _ = dates[0]
    before, after = text[:start], text[end:]
    name = after if _ISSUED_IN.fullmatch(before.strip(" *_")) else before
    name = re.sub(r"^\s*(?:in|by|at)\s+", "", name).strip(" ,|–—-*_.")
    words = name.split()
    proper = all(w[0].isupper() or w in {"of", "the", "and", "for", "/"} for w in words)
    return name if 2 <= len(words) <= 7 and proper and is_periodical(name) else ""


def is_periodical(name: str) -> bool:
    """Whether a proper name is what newspapers and magazines call themselves."""
    return bool(PERIODICAL.search(name)) or name.startswith("The ")


def _is_biography(
    pieces: Sequence[Piece], index: int, signed: Sequence[str], *, strict: bool
) -> bool:
    """Whether a paragraph is the author's biography; `strict`: only that of who signed."""
    text = pieces[index].text
    if announces_biography(text):
        return True
    if strict and not signed:
        return False
    if not strict and _opens_with_author(pieces[index], signed):
        return True
    found = parse_biography(text)
    if found is None:
        return False
    if not found.authors:
        return not strict
    families = [name.family for name in found.authors]
    if any(family.casefold() in signed for family in families):
        return True
    if strict:
        return False
    if text[:1] in "*†‡" or pieces[index].bullet in {"*"}:
        return True
    # Somebody of whom the text has spoken before is not its author.
    body = " ".join(piece.text for piece in pieces[3:index])
    return not signed and not any(re.search(rf"\b{re.escape(f)}\b", body) for f in families)


def _opens_with_author(piece: Piece, signed: Sequence[str]) -> bool:
    """Whether a short last paragraph begins with the whole name of somebody who signed."""
    if not signed or piece.words > _SHORT_BIOGRAPHY:
        return False
    words = piece.text.lstrip("*†‡ ").split()
    names = (parse_name(" ".join(words[:n])) for n in range(2, min(5, len(words))))
    return any(name and name.family.casefold() in signed for name in names)


def _is_teaser(pieces: Sequence[Piece], index: int, reason: str) -> bool:
    """Whether a piece under such a heading still belongs to it: two paragraphs in a row do not."""
    piece = pieces[index]
    if reason == "tags":
        return piece.words <= 6 and not piece.ended
    if not piece.prose:
        return piece.words < 40
    alone = index + 1 >= len(pieces) or not pieces[index + 1].prose
    return piece.words < 40 and sentences(piece.text) <= 1 and alone


def _in_tail(pieces: Sequence[Piece], index: int) -> bool:
    before = sum(piece.words for piece in pieces[:index])
    return before >= sum(piece.words for piece in pieces[index:]) / 2


def _number(piece: Piece) -> int:
    mark = piece.bullet or piece.number
    if not mark and piece.text[:1].isalpha():
        return 0
    match = _NUMBERED.match(f"{mark} {piece.text}".strip())
    groups = [group for group in match.groups() if group] if match else []
    return int(groups[0]) if groups else 0


def _notes_start(pieces: Sequence[Piece], open_: Sequence[int]) -> int:
    """Where the last run of pieces numbered from 1 begins, when it reaches the end."""
    start = next((i for i in reversed(open_) if _number(pieces[i]) == 1), -1)
    if start < 0:
        return -1
    run = [i for i in open_ if i >= start]
    numbers = [number for i in run if (number := _number(pieces[i]))]
    rising = numbers == sorted(set(numbers))
    return (
        start if rising and len(numbers) >= 0.5 * len(run) and numbers[-1] == len(numbers) else -1
    )


def _proved(pieces: Sequence[Piece], start: int) -> bool:
    body = " ".join(piece.text for piece in pieces[:start])
    markers = {int(a or b) for a, b in _MARKER.findall(body)}
    notes = pieces[start:]
    if 1 in markers and max(markers) >= sum(_number(piece) > 0 for piece in notes):
        return True
    citing = sum(bool(_CITES.search(piece.text)) for piece in notes)
    return (
        len(notes) >= 2 and citing >= 0.7 * len(notes) and all(piece.words < 60 for piece in notes)
    )
