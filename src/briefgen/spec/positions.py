"""Advice on an issue's positions: what does not tell one from another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from briefgen.spec.faults import Fault, Steps, Tree
from briefgen.spec.words import quoted

_ENOUGH_CUES = 3
#: Words of the longest cue of which every part is looked for among the other positions' cues.
_MOST_WORDS = 6

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EMPTY = frozenset(
    "a an and are as at be been being by did do does for from had has have in into is it its of on "
    "or our that the their them they this to was we were will with would you your".split()
)
_NEGATORS = frozenset("cannot neither never no none nor not without".split())
_ENDINGS = ("ing", "es", "ed", "s", "e")

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue where it stands: its position's and its own number, its telling words."""

    position: int
    number: int
    text: str
    words: Words
    negated: bool


def advice(tree: Tree, steps: Steps, issue: dict[str, Any]) -> Iterator[Fault]:
    """Yield what does not stop: few cues, and what two positions share or say alike.

    `steps` lead to the issue's positions.
    """
    positions = issue.get("positions", [])
    yield from _few_cues(tree, steps, positions)
    yield from _same_labels(tree, steps, positions)
    for key, noun in (("cues", "cue"), ("examples", "example")):
        yield from _shared(tree, steps, positions, key, noun)
    yield from _overlapping(tree, steps, positions, _known(issue))


def _few_cues(tree: Tree, steps: Steps, positions: Sequence[dict[str, Any]]) -> Iterator[Fault]:
    for number, position in enumerate(positions):
        count = len({folded(cue) for cue in position.get("cues", [])})
        if count < _ENOUGH_CUES:
            cues = (
                "no cues" if not count else "one cue only" if count == 1 else f"{count} cues only"
            )
            what = f"the position {quoted(position['label'])} has {cues}"
            remedy = "give it three or more words that passages with this view would use"
            yield Fault(tree.place((*steps, number)), what, remedy)


def _same_labels(tree: Tree, steps: Steps, positions: Sequence[dict[str, Any]]) -> Iterator[Fault]:
    first: dict[tuple[Words, bool], str] = {}
    for number, position in enumerate(positions):
        label = position["label"]
        said = first.setdefault(_told(label, ()), label)
        if said is not label:
            what = f"the position {quoted(label)} says the same as {quoted(said)}"
            place = tree.place((*steps, number, "label"))
            yield Fault(place, what, "word the two as different answers")


def _shared(
    tree: Tree, steps: Steps, positions: Sequence[dict[str, Any]], key: str, noun: str
) -> Iterator[Fault]:
    owners: dict[str, int] = {}
    for number, position in enumerate(positions):
        for index, text in enumerate(position.get(key, [])):
            owner = owners.setdefault(folded(text), number)
            if owner != number:
                label = quoted(positions[owner]["label"])
                what = f"the {noun} {quoted(text)} is also one of the position {label}"
                place = tree.place((*steps, number, key, index))
                yield Fault(place, what, "keep it where it tells the two positions apart")


def _overlapping(
    tree: Tree, steps: Steps, positions: Sequence[dict[str, Any]], known: Collection[str]
) -> Iterator[Fault]:
    """Cues of which one's words all stand in another position's: both are found at once."""
    cues = _cues(positions, known)
    first: dict[tuple[Words, bool], dict[int, _Cue]] = {}
    for cue in cues:
        of = first.setdefault((cue.words, cue.negated), {})
        if len(of) < 2:  # one of two is another position's, whichever is asked for
            of.setdefault(cue.position, cue)
    for cue in cues:
        others = (
            o for part in _parts(cue.words) for o in first.get((part, cue.negated), {}).values()
        )
        if other := next((o for o in others if _is_worse(cue, o)), None):
            yield _overlap(tree, steps, positions, cue, other)


def _is_worse(cue: _Cue, other: _Cue) -> bool:
    """Whether a cue is to be told of for another one; of two of the same words the later is."""
    apart = other.words != cue.words or other.position < cue.position
    return apart and other.position != cue.position and folded(other.text) != folded(cue.text)


def _overlap(
    tree: Tree, steps: Steps, positions: Sequence[dict[str, Any]], cue: _Cue, other: _Cue
) -> Fault:
    label, words = quoted(positions[other.position]["label"]), ", ".join(sorted(other.words))
    same = cue.words == other.words
    told = "says the same as" if same else "holds all the words of"
    what = f"the cue {quoted(cue.text)} {told} {quoted(other.text)} of the position {label}"
    place = tree.place((*steps, cue.position, "cues", cue.number))
    return Fault(place, f"{what} ({words})", "give each words that the other has not")


def _cues(positions: Sequence[dict[str, Any]], known: Collection[str]) -> list[_Cue]:
    return [
        _Cue(number, index, text, *_told(text, known))
        for number, position in enumerate(positions)
        for index, text in enumerate(position.get("cues", []))
    ]


def _parts(words: Words) -> Iterator[Words]:
    """The words, and where they are few every part of them, the largest first."""
    yield words
    for size in reversed(range(1, len(words)) if len(words) <= _MOST_WORDS else ()):
        yield from map(frozenset, combinations(sorted(words), size))


def _known(issue: dict[str, Any]) -> frozenset[str]:
    """The words of the issue's terms: they stand in every passage on it, and tell nothing."""
    return frozenset(_root(w) for term in issue.get("terms", ()) for w in _words(term))


def _told(text: str, known: Collection[str]) -> tuple[Words, bool]:
    """The words by which a text is known, without their endings, and whether it says what is not.

    All of its words where it has none that tell something.
    """
    words = _words(text)
    nots = [w for w in words if w in _NEGATORS or w.endswith(("n't", "n’t"))]
    roots = {_root(w) for w in words if w not in _EMPTY and w not in nots}
    return frozenset((roots - set(known)) or roots or words), len(nots) % 2 == 1


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def _root(word: str) -> str:
    """A word without its ending, roughly: "cuts" and "cutting" are "cut"."""
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) > 2), "")
    root = word.removesuffix(ending)
    return root[:-1] if root[-1:].isalpha() and root[-1:] == root[-2:-1] else root


def folded(text: str) -> str:
    """Return the text as it is compared: in NFC and small letters, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()
