"""What a document itself calls by another name: acronyms that it defines, and short names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.evidence.terms import Term, Topic, name_words, surfaces
from briefgen.model import Entity, Sentence

#: "Common Agricultural Policy (CAP)" and "CAP (Common Agricultural Policy)".
_SHORT_LAST = re.compile(r"\(([A-Z][A-Za-z0-9&.]{0,8}[A-Z0-9.])s?\)")
_SHORT_FIRST = re.compile(r"\b([A-Z][A-Z0-9&.]{1,9})\s\(([^()]{5,90})\)")
#: Words that may have no letter in an acronym, and those before it that can belong to it.
_SMALL = frozenset("a and at by for from in of on or the to".split())
_REACH = 14
_SMALL_LETTERS = re.compile(r"\b[a-z]+\b")
_TITLES = frozenset("Mr Mrs Ms Dr Sir Sen Rep Gov President Minister Secretary Senator".split())


def own_names(
    text: str, sentences: Sequence[Sentence], topics: Sequence[Topic]
) -> tuple[tuple[int, Term], ...]:
    """Other names of the issues' terms that hold in this document alone, each with its issue.

    They name what the document also names in full, so that none is in it where no term is.
    """
    pairs = tuple(_definitions(text))
    names = _names(text, sentences)
    found = [
        (topic.place, alias)
        for topic in topics
        for term in topic.terms
        for alias in (*_acronyms(term, pairs), *_short(term, names))
    ]
    return tuple(dict.fromkeys(found))


def _definitions(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The words of each full name in a text and its acronym (after Schwartz & Hearst 2003)."""
    for match in _SHORT_LAST.finditer(text):
        before = text[max(0, match.start() - 120) : match.start()]
        words = name_words(re.split(r"[.;:!?()\n]", before)[-1])[-_REACH:]
        if full := _spelled_out(words, match[1]):
            yield full, match[1].replace(".", "")
    for match in _SHORT_FIRST.finditer(text):
        words = name_words(match[2])
        if words and _spelled_out(words, match[1]) == words:
            yield words, match[1].replace(".", "")


def _spelled_out(words: Sequence[str], acronym: str) -> tuple[str, ...]:
    """The last of these words, whose first letters make the acronym; none where they don't."""
    letters = [c for c in acronym.upper() if c.isalnum()]
    at = len(words)
    while letters and at:
        at -= 1
        if words[at][0].upper() == letters[-1]:
            letters.pop()
        elif words[at].lower() not in _SMALL:
            return ()
    return () if letters else tuple(words[at:])


def _acronyms(term: Term, pairs: Iterable[tuple[tuple[str, ...], str]]) -> Iterator[Term]:
    """The acronym of a term that stands in full in a definition, and the other way about."""
    of = term.of or term.text
    for full, short in pairs:
        if len(term.words) > 1 and _ends(full, term):
            yield Term(short, (frozenset({short}),), of)
        elif term.words == (frozenset({short}),):
            yield Term(" ".join(full), tuple(frozenset({w.lower()}) for w in full), of)


def _ends(full: Sequence[str], term: Term) -> bool:
    tail = full[-len(term.words) :]
    return len(tail) == len(term.words) and all(
        name.casefold() in surfaces(word) for name, word in zip(tail, term.words, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of people and bodies in a document: all, by the words at their ends; the bodies.

    `common`: the words that stand in it in small letters.
    """

    by_end: Mapping[str, frozenset[str]]
    bodies: frozenset[str]
    common: frozenset[str]


def _names(text: str, sentences: Iterable[Sentence]) -> _Names:
    found: dict[str, set[str]] = {}
    people: set[str] = set()
    bodies: set[str] = set()
    for sentence in sentences:
        for entity in sentence.entities:
            words = _bare(entity)
            if entity.label in {"PERSON", "ORG"} and words:
                (people if entity.label == "PERSON" else bodies).add(" ".join(words))
                for word in {words[0], words[-1]}:
                    found.setdefault(word, set()).add(" ".join(words))
    by_end = {word: frozenset(names) for word, names in found.items()}
    return _Names(by_end, frozenset(bodies - people), frozenset(_SMALL_LETTERS.findall(text)))


def _bare(entity: Entity) -> tuple[str, ...]:
    """The words of a name without titles, the article and the possessive."""
    words = name_words(re.sub(r"[’']s?$", "", entity.text))
    while words and (words[0] in _TITLES or words[0].lower() == "the"):
        words = words[1:]
    return words


def _short(term: Term, names: _Names) -> Iterator[Term]:
    """A word of a name that stands alone as one, where no other name has it; "the Commission"."""
    words = name_words(term.text)
    if len(words) < 2 or not all(w[0].isupper() or w in _SMALL for w in words):
        return
    full = " ".join(words)
    for word in dict.fromkeys((words[0], words[-1])):
        having = names.by_end.get(word, frozenset())
        if full not in having or not all(_is_same(words, name.split()) for name in having):
            continue
        if word in having and word.lower() not in names.common:
            yield Term(word, (frozenset({word}),), term.text)
        elif word == words[-1] and full in names.bodies:
            yield Term(f"the {word}", (frozenset({"the"}), frozenset({word})), term.text)


def _is_same(words: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a name can be another form of this one: both ends are in it, or it is an end."""
    ends = {words[0], words[-1]}
    return set(other) <= ends or ends <= set(other)
