"""Queries of FTS5 as those of PostgreSQL, which find at least as much.

What they find is asked again of FTS5 itself, text by text (`find`); here it need only be so little
that this is soon done. Grammar: https://www.sqlite.org/fts5.html, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from briefgen.library.postgres.words import LONGEST, quoted, split

_TOKEN = re.compile(
    r'"(?P<quoted>(?:[^"]|"")*)" | (?P<word>[A-Za-z0-9_\x1a\x80-\U0010ffff]+)'
    r" | (?P<sign>[(){}:,+*^-])",
    re.VERBOSE,
)
_LETTERS = {"title": "A", "author": "B", "text": "C"}
_ALL = frozenset("ABC")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is sought, as `tsquery`s: `words` holds also where places are not known.

    None: whatever it is, nothing can be left out by it; "": nothing fits. `sure`: it is just what
    FTS5 finds, wherever all words of a text are there.
    """

    phrases: str
    words: str
    sure: bool = False


_NOTHING = Asked("", "", sure=True)


def asked_of(query: str) -> Asked:
    """A query that FTS5 understands, as `understood` gives it."""
    return _Reader(query).any(_ALL)


class _Reader:
    """A query from left to right; a method for each rule, from the loosest to the tightest."""

    def __init__(self, query: str) -> None:
        self._tokens = [(m.lastgroup or "", m[m.lastgroup or 0]) for m in _TOKEN.finditer(query)]
        self._at = 0

    def any(self, fields: frozenset[str]) -> Asked:
        found = self._every(fields)
        while self._takes("word", "OR"):
            found = _either(found, self._every(fields))
        return found

    def _every(self, fields: frozenset[str]) -> Asked:
        found = self._without(fields)
        while self._takes("word", "AND"):
            found = _both(found, self._without(fields))
        return found

    def _without(self, fields: frozenset[str]) -> Asked:
        found = self._beside(fields)
        while self._takes("word", "NOT"):
            found = _but(found, self._beside(fields))
        return found

    def _beside(self, fields: frozenset[str]) -> Asked:
        """Words side by side, of which those without a letter say nothing."""
        found = [self._one(fields)]
        while (
            self._at < len(self._tokens)
            and not self._is_next("sign", ")")
            and not any(self._is_next("word", name) for name in ("AND", "OR", "NOT"))
        ):
            found.append(self._one(fields))
        said = [one for one in found if one.words]
        return reduce(_both, said) if said else _NOTHING

    def _one(self, fields: frozenset[str]) -> Asked:
        fields &= self._fields()
        if self._takes("sign", "("):
            found = self.any(fields)
            self._takes("sign", ")")
            return found
        if self._is_next("word", "NEAR") and self._tokens[self._at + 1 :][:1] == [("sign", "(")]:
            self._at += 2
            return self._near(fields)
        return self._phrase(fields)

    def _fields(self) -> frozenset[str]:
        """The fields that a filter leaves: `title:`, `{title author}:`, or `-` before them."""
        start, inverted = self._at, self._takes("sign", "-")
        names = []
        if self._takes("sign", "{"):
            while not self._takes("sign", "}"):
                names.append(self._next())
        elif self._at < len(self._tokens) and self._tokens[self._at][0] != "sign":
            names.append(self._next())
        if not self._takes("sign", ":"):
            self._at = start
            return _ALL
        found = frozenset(_LETTERS[name.lower()] for name in names)
        return _ALL - found if inverted else found

    def _near(self, fields: frozenset[str]) -> Asked:
        found = []
        while not self._takes("sign", ")"):
            if self._takes("sign", ","):
                self._next()
            else:
                found.append(self._phrase(fields))
        both = reduce(_both, found) if found else _NOTHING
        return Asked(both.phrases, both.words)

    def _phrase(self, fields: frozenset[str]) -> Asked:
        begins = self._takes("sign", "^")
        words = split(self._next())
        while self._takes("sign", "+"):
            words += split(self._next())
        is_head = self._takes("sign", "*")
        return _phrase(words, fields, is_head=is_head, begins=begins)

    def _is_next(self, kind: str, text: str) -> bool:
        return self._tokens[self._at : self._at + 1] == [(kind, text)]

    def _takes(self, kind: str, text: str) -> bool:
        found = self._is_next(kind, text)
        self._at += found
        return found

    def _next(self) -> str:
        _, text = self._tokens[self._at]
        self._at += 1
        return text.replace('""', '"')


def _phrase(words: Sequence[str], fields: frozenset[str], *, is_head: bool, begins: bool) -> Asked:
    if not words or not fields:
        return _NOTHING
    letters = "" if fields == _ALL else "".join(sorted(fields))
    ends = [""] * (len(words) - 1) + ["*" if is_head else ""]
    cut = [quoted(word[:LONGEST]) for word in words]
    # Of a word that is cut only the head is known.
    ends = ["*" if len(w) > LONGEST else end for w, end in zip(words, ends, strict=True)]
    marks = [f"{end}{letters}" for end in ends]
    there = [f"{w}:{mark}" if mark else w for w, mark in zip(cut, marks, strict=True)]
    plain = [f"{w}:{end}" if end else w for w, end in zip(cut, ends, strict=True)]
    sure = len(words) == 1 and not letters and not begins and len(words[0]) <= LONGEST
    return Asked(f"({' <-> '.join(there)})", f"({' & '.join(plain)})", sure)


def _both(one: Asked, other: Asked) -> Asked:
    if not one.words or not other.words:
        return _NOTHING
    sure = one.sure and other.sure
    return Asked(f"({one.phrases} & {other.phrases})", f"({one.words} & {other.words})", sure)


def _either(one: Asked, other: Asked) -> Asked:
    if not one.words or not other.words:
        return other if not one.words else one
    sure = one.sure and other.sure
    return Asked(f"({one.phrases} | {other.phrases})", f"({one.words} | {other.words})", sure)


def _but(one: Asked, other: Asked) -> Asked:
    """What fits the one and not the other, where it is sure what fits that."""
    if not one.words or not other.words:
        return one
    if not other.sure:
        return Asked(one.phrases, one.words)
    return Asked(f"({one.phrases} & !{other.words})", f"({one.words} & !{other.words})", one.sure)
