"""The lines at the end that say who the author is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.model import Name
from briefgen.readers.lexicon import ROLE
from briefgen.readers.names import may_open_with_name, parse_name, parse_names


@dataclass(frozen=True, slots=True)
class Biography:
    """Whom a biography is about, and the words in it that say what they are."""

    authors: tuple[Name, ...]
    role: str


_MARKS = " \t*†‡•·_–—-"
_IS = re.compile(
    r"^(?P<who>[^.!?]{3,90}?|[^!?]{3,60}?),?\s+(?P<verb>(?:is"
    r"|are|was|were|serves|served|works|worked|has been"
    r"|currently serves)\b(?:\s+(?:currently|also|now|presently))?(?:\s+as)?"
    r"|"
    r"(?:teaches|writes|covers|reports|holds|heads|leads"
    r"|runs|directs|studies|researches|blogs|tweets|lives)\b"
    r"|ist|war|lehrt|leitet|est|était|enseigne|dirige|es"
    r"|fue|enseña)\s+(?P<what>.+)$"
)
_ARTICLE = re.compile(r"^(?:an?|the|eine?|der|die|une?|le|la|un|una|el)\s+", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:about the (?:authors?|writers?|contributors?)|(?:the )?(?:authors?"
    r"|contributors?)|(?:author )?bio(?:graphy)?|(?:über"
    r"|zu) (?:den|die) autor(?:in|en)?|zur person|"
    r"(?:à propos de|sobre) (?:l[’']auteure?|el autor|la autora"
    r"|los autores)|more (?:from|by) (?:this|the) author)\W*",
    re.IGNORECASE,
)
_ANONYMOUS = re.compile(
    r"^\W*(?:(?:the|this) (?:author|writer|contributor|columnist)s?"
    r"|der autor|die autorin|l[’']auteure?|el autor|la autora)\s+(?:is"
    r"|are|was|ist|est|es|has|holds|teaches|writes)\b",
    re.IGNORECASE,
)
# Where the first sentence of a biography leaves the office for something else.
_ROLE_ENDS = re.compile(
    r"\.(?=\s+(?:[A-Z“\"]|$))|\.$|;|,?\s+(?:and|und|et)\s+(?:an?\s+"
    r"|the\s+)?(?:(?:co-?)?author|editor|former|host|blogs"
    r"|writes|tweets|lives|has|is|was|can)\b"
    r"|,?\s+(?:who|where|which|whose|but|specialising|specializing"
    r"|focusing|working)\b|,\s+(?:he|she|they)\b|\s[–—]\s"
    r"|,\s+(?:and\s+)?(?:author|former|previously|the author)\b"
)


def is_about_heading(text: str) -> bool:
    """Whether a line announces biographies: "About the author"."""
    return bool(_ABOUT.fullmatch(text))


def announces_biography(text: str) -> bool:
    """Whether a paragraph opens with such a heading: "About the author: …"."""
    return bool(re.match(r"\W*about the (?:authors?|writers?)\s*[:–—-]\s*\S", text, re.IGNORECASE))


def parse_biography(text: str) -> Biography | None:
    """The persons and the office of "X is a lecturer in …"; None when it is no such sentence."""
    stripped = text.strip(_MARKS)
    if len(stripped) > 2000 or len(stripped.split()) > 160:
        return None
    if _ANONYMOUS.match(stripped):
        match = _IS.match(stripped)
        return Biography((), _role(match["what"]) if match else "")
    if not may_open_with_name(stripped):
        return None
    match = _IS.match(stripped)
    if match is None:
        return _verbless(stripped)
    names, rest = parse_names(_without_office(match["who"]))
    if not names or (rest and not ROLE.search(rest)):
        return None
    names += tuple(name for name in _further(match["what"]) if name not in names)
    office = bool(ROLE.search(match["what"][:160]))
    active = match["verb"].split()[0] not in {
        "is",
        "are",
        "was",
        "were",
        "has",
        "ist",
        "war",
        "est",
        "es",
        "était",
        "fue",
    }
    if not office and not active:
        return None
    return Biography(
        names, _role(match["what"]) if office and (not active or "serve" in match["verb"]) else ""
    )


def same_person(first: Name, second: Name) -> bool:
    """Whether two names can be one person's: the family name, and the given name's initial."""
    return first.family.lower() == second.family.lower() and (
        not first.given or not second.given or first.given[0].lower() == second.given[0].lower()
    )


def _further(text: str) -> Iterator[Name]:
    """The persons of further sentences: "Jane Roe is … . John Doe is …"."""
    for sentence in re.split(r"(?<=[.])\s+(?=[^\W\d_a-z])", text)[1:]:
        if (match := _IS.match(sentence)) and (name := parse_name(match["who"])):
            yield name


def _verbless(text: str) -> Biography | None:
    """The line "Jane Roe, senior fellow at the Institute" as a line of its own."""
    head, comma, tail = text.partition(", ")
    name = parse_name(head)
    if (
        not comma
        or name is None
        or len(tail.split()) > 20
        or not ROLE.match(_ARTICLE.sub("", tail))
    ):
        return None
    return Biography((name,), _role(tail))


def _without_office(who: str) -> str:
    """The name in "Jane Roe, a former minister," and in "Professor Jane Roe"."""
    return who.split(", ", maxsplit=1)[0] if ROLE.search(who.partition(", ")[2]) else who


def _role(what: str) -> str:
    """The office in a predicate: its first clause without the article, never reworded."""
    clause = _ROLE_ENDS.split(what, maxsplit=1)[0]
    clause = _ARTICLE.sub("", clause.strip(" ,.;*"))
    while len(clause) > 140 and ", " in clause:
        clause = clause.rpartition(", ")[0]
    return clause if len(clause) <= 200 else ""
