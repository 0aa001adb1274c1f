"""Which texts can hold passages on the issues, told before any of them is parsed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from briefgen.evidence.terms import Term, Topic, is_exact, stem_surfaces, surfaces

_WORD, _PAIR = re.compile(r"\w+"), re.compile(r"(?<!\w)(?=(\w+)[-‐‑–](\w+))")
#: Acronyms that are common words to a search that knows no capitals.
_COMMON = frozenset("all am an are as at be it no or so us we who".split())


def may_hold(text: str, topics: Sequence[Topic]) -> bool:
    """Whether a term or alias of an issue can stand in a text; no only where `matches` finds none.

    What a document calls by a name of its own it also names in full, and a neighbour of a term
    is beside one: neither needs a look of its own.
    """
    whole = text.casefold()
    words, folded = frozenset(_WORD.findall(text)), frozenset(_WORD.findall(whole))
    folded |= {first + second for first, second in _PAIR.findall(whole)}
    return any(_may_stand(term, words, folded) for topic in topics for term in topic.terms)


def library_query(topics: Sequence[Topic]) -> str:
    """A search (FTS5) for the texts that can hold passages on the issues; the best rank first.

    A text matches if it has all words of a term or alias, each in one of its forms. It may hold
    the words apart; `may_hold` and then `matches` look closer.
    """
    terms = dict.fromkeys(q for topic in topics for term in topic.terms if (q := _query(term)))
    return " OR ".join(terms)


def _may_stand(term: Term, words: frozenset[str], folded: frozenset[str]) -> bool:
    return all(_stands(_sought(word), words, folded) for word in term.words)


@dataclass(frozen=True, slots=True)
class _Sought:
    """What of a term's word must be among the words of a text: one of these, or all of a group.

    `exact` are groups as they are written ("U.S." is two words), the others are case-folded.
    """

    folded: frozenset[str]
    groups: tuple[frozenset[str], ...]
    exact: tuple[frozenset[str], ...]


@cache
def _sought(word: frozenset[str]) -> _Sought:
    parts = [frozenset(_WORD.findall(surface)) for surface in sorted(stem_surfaces(word))]
    names = sorted(form for form in word if is_exact(form))
    return _Sought(
        folded=frozenset(part for group in parts if len(group) == 1 for part in group),
        groups=tuple(group for group in parts if len(group) != 1),
        exact=(
            *(frozenset(_WORD.findall(name)) for name in names),
            *(frozenset(name) for name in names if name.isupper()),
        ),
    )


def _stands(sought: _Sought, words: frozenset[str], folded: frozenset[str]) -> bool:
    return (
        not sought.folded.isdisjoint(folded)
        or any(group <= folded for group in sought.groups)
        or any(group <= words for group in sought.exact)
    )


def _query(term: Term) -> str:
    """All words of a term, each as one of its forms; empty where that would find everything."""
    if len(term.words) == 1 and term.words[0] <= {word.upper() for word in _COMMON}:
        return ""
    words = [sorted(s for s in surfaces(word) if _WORD.search(s)) for word in term.words]
    groups = [" OR ".join(f'"{form}"' for form in forms) for forms in words if forms]
    return f"({' AND '.join(f'({group})' for group in groups)})" if groups else ""
