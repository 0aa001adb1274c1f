"""Which holders are known by their name, so that what they say in several sources is theirs."""

from __future__ import annotations

from briefgen.evidence.holders import standing
from briefgen.model import Holder
from briefgen.viewpoints.lexicon import BODIES

#: Common nouns that are no name: "Ministry" may be another's in another source.
_NO_NAME = BODIES - {"kremlin"}


def is_known(holder: Holder) -> bool:
    """Whether a holder's name tells who it is in any source: a person's full name, a body's own."""
    if holder.author:
        return holder.kind != "unnamed"
    first, *later = holder.name.split()
    if holder.kind == "organisation" and not later:
        return first.lower() not in _NO_NAME
    return standing(holder) == "named" and any(word[:1].isupper() for word in later)


def are_related(one: Holder, other: Holder) -> bool:
    """Whether two holders may speak for each other: a body and its spokesman, a name twice."""
    names = _names(one.name), _names(other.name)
    if one.kind == other.kind == "person" and _last(one) == _last(other):
        return True
    about = _names(one.role), _names(other.role)
    return any(
        (names[a] and names[a] <= names[b] | about[b]) or (about[b] and about[b] <= names[a])
        for a, b in ((0, 1), (1, 0))
    )


def _names(text: str) -> set[str]:
    """The words with a capital, without their marks and endings of the possessive."""
    words = (word.strip(",.;:()“”\"'’").removesuffix("’s") for word in text.split())
    return {word for word in words if word[:1].isupper()}


def _last(holder: Holder) -> str:
    return holder.name.split()[-1].casefold()
