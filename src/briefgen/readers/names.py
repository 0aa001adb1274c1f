"""Names of people as bylines print them, told from places, sections and offices by their words."""

from __future__ import annotations

import re

from briefgen.model import Name
from briefgen.readers.dates import MONTHS, WEEKDAY
from briefgen.readers.lexicon import NOT_A_NAME, ORGANISATION, ROLE

_PARTICLES = frozenset(
    "de da di do dos das du del della der den des la le van von vom zu zur ten ter bin ibn ben "
    "al el y e af av och st. st".split()
)
# Forms of address before a name and degrees after it are no part of the name.
_ADDRESS = re.compile(
    r"^(?:(?:dr|prof|professor|mr|mrs|ms|mx|sir|dame|lord|lady|amb|ambassador|gen|general|col|lt|"
    r"capt|rev|hon|the\s+hon|sen|rep|senator|dipl|ing|herr|frau|m|mme|don|doña)\b\.?\s+)+",
    re.IGNORECASE,
)
_FORMS_OF_ADDRESS = frozenset(
    "dr prof professor mr mrs ms mx sir dame lord lady amb ambassador gen general col lt capt rev "
    "hon sen rep senator dipl ing herr frau m mme don doña".split()
)
_DEGREES = re.compile(
    r"(?:,?\s+(?:ph\.?\s?d\.?|m\.?d\.?|ll\.?m\.?|mba|m\.?a\.?"
    r"|m\.?sc\.?|b\.?a\.?|mp|mep|obe|cbe|frs|esq\.?|"
    r"kc|qc|msp|mbe|kbe|dbe|frcp|ret\.?|\(ret\.?\)))+$",
    re.IGNORECASE,
)
_HANDLES = re.compile(r"\(?\s*(?:[\w.+-]+@[\w.-]+\.\w+|\[email\W+protected\]|@\w+)\s*\)?")
# "Jane Roe in Moscow and London", "of the Daily Post": where the author was.
_STATION = re.compile(
    r"\s+(?:in|of|for)\s+(?:the\s+)?[A-ZÀ-Þ][\w.’'-]+(?:(?:,\s"
    r"|\s|\sand\s)[A-ZÀ-Þ][\w.’'-]+){0,4}\W*$"
)
_TOKEN = re.compile(r"(?:[^\W\d_]\.-?)+|[^\W\d_]+(?:['’‘ʼ-][^\W\d_]+)*\.?")
_WEEKDAYS = re.compile(rf"(?:{WEEKDAY})", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:,\s*(?:and|und|et|y)\s+|\s(?:and|und|et|y|e|with)\s|\s*[;&,/]\s*)\s*")


# No line of names is longer; a hostile one would take a pattern minutes.
_LONGEST = 400


def may_open_with_name(text: str) -> bool:
    """Whether the first word leaves room for a name: it rules out most lines at no cost."""
    word = text.split(maxsplit=1)[0].rstrip(".,:;") if text and not text.isspace() else ""
    if not word.isalpha():
        return True  # marks and handles are taken off by `parse_names`
    lower = word.lower()
    if lower in _PARTICLES or lower in _FORMS_OF_ADDRESS:
        return True
    if lower in NOT_A_NAME:
        return lower in _GIVEN_MONTHS or lower == "the"  # "the Hon."
    return word[0].isupper()


def parse_name(text: str) -> Name | None:
    """A person's name of two to five words, or None: "Ursula von der Leyen", "J. R. Roe"."""
    stripped = _DEGREES.sub("", _ADDRESS.sub("", text.strip(" \t*•·†‡:,;|–—-")))
    stripped = re.sub(r"[\d*†‡¹²³⁴⁵]+$", "", stripped).strip()
    tokens = stripped.split()
    if not 2 <= len(tokens) <= 5 or not all(_TOKEN.fullmatch(token) for token in tokens):
        return None
    if not all(_is_name_word(token, first=not index) for index, token in enumerate(tokens)):
        return None
    if tokens[-1].lower() in _PARTICLES or all(len(t.rstrip(".")) == 1 for t in tokens):
        return None
    return _arrange(tokens)


def parse_names(text: str) -> tuple[tuple[Name, ...], str]:
    """The names that a byline opens with, and what stands behind them (an office, a place)."""
    if len(text) > _LONGEST:
        return (), text
    rest = _HANDLES.sub(" ", text)
    station = _STATION.search(rest)
    # "Director of the Board" is an office, and no station.
    if station and not ROLE.search(rest[: station.start()].rpartition(",")[2]):
        rest = rest[: station.start()]
    inverted = re.fullmatch(r"\s*([^\W\d_][\w'’-]+),\s+([^\W\d_][\w'’.-]*(?:\s\w\.)?)\s*", rest)
    if inverted and parse_name(f"{inverted[2]} {inverted[1]}"):
        return (Name(inverted[1], inverted[2]),), ""
    names: list[Name] = []
    while rest.strip():
        cut = _SPLIT.search(rest)
        head = rest[: cut.start()] if cut else rest
        name = parse_name(head)
        if name is None:
            break
        names.append(name)
        rest = rest[cut.end() :] if cut else ""
        rest = re.sub(r"^(?:and|und|et|y)\s+", "", rest)
    return tuple(names), rest.strip(" \t,;|•·–—-*")


def parse_organisation(text: str) -> Name | None:
    """An organisation that signs as author: "the Editorial Board", "Reuters staff" are literal."""
    stripped = re.sub(r"^the\s+", "", text.strip(" .*|"), flags=re.IGNORECASE)
    words = stripped.split()
    if not 1 <= len(words) <= 8 or not words[0][:1].isupper():
        return None
    if ORGANISATION.search(stripped) or (len(words) == 1 and stripped.isupper()):
        return Name(literal=stripped)
    return None


def _is_name_word(token: str, *, first: bool) -> bool:
    word = token.rstrip(".").lower()
    if word in _PARTICLES:
        return not first or word not in {"y", "e", "st"}
    if not token[0].isupper():
        return bool(re.match(r"(?:al|el|d|l)['’-]", token))
    if word in MONTHS or word in NOT_A_NAME or _WEEKDAYS.fullmatch(word):
        return word in _GIVEN_MONTHS and first
    return not ROLE.fullmatch(token) and not ORGANISATION.fullmatch(token)


_GIVEN_MONTHS = frozenset({"april", "may", "june", "august", "jan", "mai", "abril"})


def _arrange(tokens: list[str]) -> Name:
    """Given names first; particles open the family name; shouted names come down."""
    words = [_calm(token) for token in tokens]
    start = len(words) - 1
    if words[-1].rstrip(".").lower() in {"jr", "sr", "ii", "iii"} and len(words) > 2:
        start -= 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return Name(family=" ".join(words[start:]), given=" ".join(words[:start]))


def _calm(token: str) -> str:
    if len(token) > 2 and token.isupper() and "." not in token:
        return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), token)
    return token
