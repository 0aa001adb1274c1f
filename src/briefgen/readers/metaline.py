"""The line that says who wrote and when: "By Jane Roe | 5 July 2017", "Published: 2017-07-05"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.model import Date, Name
from briefgen.readers.dates import WEEKDAY, find_dates
from briefgen.readers.lexicon import ORGANISATION, PERIODICAL, ROLE
from briefgen.readers.names import may_open_with_name, parse_names, parse_organisation
from briefgen.readers.pieces import Piece
from briefgen.readers.shape import folded_words


@dataclass(frozen=True, slots=True)
class MetaLine:
    """What such a line states. `signed`: it says "by" or "author", so names need no more proof."""

    authors: tuple[Name, ...] = ()
    role: str = ""
    issued: Date | None = None
    dated: bool = False
    signed: bool = False


_BY = re.compile(
    r"^(?:(?:(?:(?:this|the following)\s+(?:is|was)\s+)?(?:an?\s+)?"
    r"(?:opinion|analysis|commentary|comment"
    r"|essay|written|story|report|reported|posted|words"
    r"|text|article|"
    r"review|interview|published|guest post|op-ed|speech|remarks)\s+)?(?:by|von|par|por)\b\s*:?"
    r"|(?:byline|authors?|autor(?:in|en|es)?|auteur(?:e|s)?|writer"
    r"|verfasser(?:in)?|speaker)\s*(?:\(s\))?\s*:)\s*(?P<who>.+)$",
    re.IGNORECASE,
)
# One of these stands in all that it matches.
_BY_WORDS = frozenset(
    """
    by von par por byline author authors autor autorin autoren autores auteur auteure auteurs writer
    verfasser verfasserin speaker
    """.split()
)
_YEAR = re.compile(r"\d{4}")
_LATER = (
    r"(?:last\s+)?(?:updated|modified|edited|revised|reviewed"
    r"|aktualisiert|geändert|mis à jour|modifié|actualizado"
    r"|retrieved|accessed|abgerufen|consulté)"
)
_ISSUED = (
    r"(?:first\s+|originally\s+)?(?:published|posted|issued"
    r"|released|publication date|date(?: published| of publication)?"
    r"|"
    r"veröffentlicht|erschienen|erstellt|stand|datum|publié"
    r"|paru|publicado|fecha|created|dated|uploaded)"
)
_LABEL = re.compile(rf"(?P<later>\b{_LATER})|\b{_ISSUED}\b", re.IGNORECASE)
_LABELS = re.compile(
    rf"\b(?:{_LATER}|{_ISSUED})\b(?:\s+(?:on|at|am|le|el|in|online))*\s*[:.]?\s*$", re.IGNORECASE
)
_TIME = re.compile(
    r"(?:\b(?:at|um|à|a las)\s+)?\b\d{1,2}(?:[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\b\.?"
    r"|uhr|h\b)?|\s*(?:[ap]\.?m\b\.?|uhr\b)|\s?h\s?(?:\d\d)?\b)"
    r"(?:\s*\(?(?:GMT|UTC|BST|CES?T|E[SD]?T|P[SD]T|IST|MSK|AEST|Z)(?:[+-]\d+)?\)?)?",
    re.IGNORECASE,
)
_READING = re.compile(
    r"\b\d+\s*(?:-\s*)?min(?:ute)?s?\s*(?:read)?\b|\breading time\b:?", re.IGNORECASE
)
_AGO = re.compile(
    rf"(?:\b{_LATER}\s*:?\s*)?\b\d+\s+(?:min(?:ute)?|hour|day|week|month)s?\s+ago\b", re.IGNORECASE
)
_COUNTS = re.compile(
    r"\b\d+\s+(?:comments?|shares?|views?|words)\b|\bno comments?\b", re.IGNORECASE
)
_SEPARATORS = re.compile(r"\s*(?:[|•·/—–]|\s-\s|\s{3,})\s*")
_IN = re.compile(r"^(?:in|by|at|on)\s+(?:the\s+)?(?=[^\W\d_a-z])")
_WEEKDAY = re.compile(rf"^(?:{WEEKDAY})\.?,?$", re.IGNORECASE)
_PLACES = re.compile(
    r"^(?:new|los|las|san|santa|saint|st\.?|den|the|hong"
    r"|tel|abu|addis|kuala|buenos|rio|cape|são|el|la|port"
    r"|washington)\b|\bcity$",
    re.IGNORECASE,
)


def may_state(piece: Piece) -> bool:
    """Whether a piece can be such a line at all: it has a year or a word that signs."""
    return bool(_YEAR.search(piece.text)) or not _BY_WORDS.isdisjoint(piece.folded_words)


def parse_meta_line(text: str) -> MetaLine | None:
    """What a by-line or date line says, or None when `text` is neither."""
    if len(text) > 400 or len(text.split()) > 30 or text.endswith(("?", "!")):
        return None
    issued, dated, rest = _take_dates(text.strip("*_ "))
    if not dated and _BY_WORDS.isdisjoint(folded_words(text)):
        return None
    rest = _AGO.sub(" ", rest)
    rest = _COUNTS.sub(" ", _READING.sub(" ", _TIME.sub(" ", rest) if dated else rest))
    rest = rest.strip(" \t|•·/—–-,:;()")
    if not rest:
        return MetaLine(issued=issued, dated=True) if dated else None
    who = _signature(rest, dated=dated)
    if who is not None:
        return MetaLine(who.authors, who.role, issued, dated, who.signed)
    if dated and _is_place_or_section(_IN.sub("", rest)):
        return MetaLine(issued=issued, dated=True)
    return None


def _take_dates(text: str) -> tuple[Date | None, bool, str]:
    """The date of issue in a line, whether there is any date, and the line without its dates."""
    issued: Date | None = None
    dated = False
    rest = text
    for start, end, value in sorted(find_dates(text), key=lambda found: found[0], reverse=True):
        label = _LABELS.search(text[:start])
        later = bool(
            label and _LABEL.search(label[0]) and re.search(_LATER, label[0], re.IGNORECASE)
        )
        dated = True
        if not later:
            issued = value
        rest = rest[: label.start() if label else start] + " | " + rest[end:]
    return issued, dated, rest


def _signature(rest: str, *, dated: bool) -> MetaLine | None:
    parts = [part for part in _SEPARATORS.split(rest) if part.strip() and not _WEEKDAY.match(part)]
    signed = next((match for part in parts if (match := _BY.match(part.strip()))), None)
    if signed is None and (inline := re.search(r"\bby\s+(?=[^\W\d_a-z])", rest)) and dated:
        signed = _BY.match(rest[inline.start() :])
    if signed:
        return _signed(signed["who"], [p for p in parts if p.strip() != signed.string.strip()])
    if len(rest.split()) > 12:
        return None
    for part in parts:
        names, role = parse_names(part)
        if sum(len(other.split()) for other in parts if other != part) > 5:
            continue
        proper = not _PLACES.match(part.strip()) and not PERIODICAL.search(part)
        if names and dated and proper and _is_office(role):
            return MetaLine(names, role)
    return None


def _signed(who: str, others: list[str]) -> MetaLine | None:
    who = who.rstrip(".") if ", " in who else who
    who = re.sub(r"\s+(?:on|at|in)\s*$", "", who)
    names, role = parse_names(re.sub(r"^(?:the\s+)?(?:author\s+)?", "", who, flags=re.IGNORECASE))
    if not names:
        organisation = parse_organisation(who)
        return MetaLine((organisation,), signed=True) if organisation else None
    if role and not _is_office(role):
        return None if len(role.split()) > 6 else MetaLine(names, signed=True)
    role = role or next((part.strip() for part in others if ROLE.search(part)), "")
    return MetaLine(names, role if ROLE.search(role) else "", signed=True)


def _is_office(role: str) -> bool:
    return not role or (
        bool(ROLE.search(role) or ORGANISATION.search(role)) and not role.endswith(".")
    )


def _is_place_or_section(rest: str) -> bool:
    words = [word for word in re.split(r"[\s,|]+", rest) if word and word != "-"]
    return len(words) <= 6 and all(
        word[0].isupper() or word in {"and", "&", "of", "/"} for word in words
    )


def name_and_office(text: str) -> MetaLine | None:
    """The line "Jane Roe, columnist": needs corroboration by its place, as a bare name does."""
    if not may_open_with_name(text):
        return None
    if _PLACES.match(text) or len(text) > 200 or len(text.split()) > 16:
        return None
    names, rest = parse_names(text)
    if not names or len(rest.split()) > 10 or (rest and not _is_office(rest)):
        return None
    return MetaLine(names, rest)


def name_line(text: str) -> tuple[Name, ...]:
    """The names that a whole line is, when it could be one: needs corroboration by its place."""
    if not may_open_with_name(text):
        return ()
    if _PLACES.match(text) or len(text) > 200 or len(text.split()) > 16:
        return ()
    names, rest = parse_names(text)
    return () if rest else names
