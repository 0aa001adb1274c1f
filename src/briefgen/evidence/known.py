"""Which holders are known by their name, so that what they say in several sources is theirs."""

from __future__ import annotations

import re

from briefgen.evidence.holders import standing
from briefgen.evidence.names import SAME
from briefgen.model import Holder
from briefgen.viewpoints.lexicon import BODIES
from briefgen.viewpoints.people import last_name

#: Common nouns that are no name: "Ministry" may be another's in another source.
_NO_NAME = BODIES - {"kremlin"}
#: Nouns for a business, by which a text calls one that it has named ("the oil giant").
_FIRMS = frozenset(
    """bank business carrier chain company corporation firm giant group lender maker manufacturer
    producer retailer""".split()
)


def is_known(holder: Holder) -> bool:
    """Whether a holder's name tells who it is in any source: a person's full name, a body's own."""
    if holder.author:
        return holder.kind != "unnamed"
    first, *later = holder.name.split()
    if holder.kind == "organisation" and not later:
        return first.lower() not in _NO_NAME
    return standing(holder) == "named" and any(word[:1].isupper() for word in later)


def are_related(one: Holder, other: Holder) -> bool:
    """Whether two holders may speak for each other: a body and its spokesman, a name twice.

    So may a country and its minister, and a company and what is only called "the company".
    """
    if _may_be_called(one, other) or _may_be_called(other, one):
        return True
    names = _names(one.name), _names(other.name)
    if one.kind == other.kind == "person" and _last(one) == _last(other):
        return True
    about = _names(one.role), _names(other.role)
    return any(
        (names[a] and names[a] <= names[b] | about[b]) or (about[b] and about[b] <= names[a])
        for a, b in ((0, 1), (1, 0))
    )


def _may_be_called(one: Holder, other: Holder) -> bool:
    """Whether a text may call `one` what `other` is called, which is no name ("the oil giant")."""
    first, *later = other.name.split()
    described = (later or [first])[-1].lower() in _FIRMS and not any(w[:1].isupper() for w in later)
    if not described or other.author or other.kind not in {"organisation", "unnamed"}:
        return False
    if one.kind == "organisation":
        return not {word.lower() for word in one.name.split()} & (_NO_NAME - _FIRMS)
    if one.kind == "group" or one.author:
        return False
    return bool(_names(one.role if one.kind == "person" else one.name) - {"A", "An"})


def _countries() -> dict[str, str]:
    """Every name of a country and of its people to one word for all of them."""
    found: dict[str, str] = {}
    for together in sorted(SAME.values(), key=lambda names: (-len(names), names)):
        for name in together:
            found.setdefault(name, together[0].replace(" ", "_"))
    return found


_COUNTRIES = _countries()
_COUNTRY = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, sorted(_COUNTRIES, key=lambda name: (-len(name), name))))})\b"
)


def _names(text: str) -> set[str]:
    """The words with a capital, without their marks and endings of the possessive.

    A country, its adjective and its people are one word.
    """
    text = text.replace("U.S.", "US").replace("U.K.", "UK")
    text = _COUNTRY.sub(lambda found: _COUNTRIES[found[0]], text)
    words = (word.strip(",.;:()“”\"'’").removesuffix("’s") for word in text.split())
    return {word for word in words if word[:1].isupper()}


def _last(holder: Holder) -> str:
    return last_name(holder.name)
