"""Tables of wordings: which patterns a block matches as a whole, and that most match none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from briefgen.readers.pieces import Piece

_BRIEF = 12  # words up to which a block may be a label of navigation
_LONGEST = 1500  # characters


@dataclass(frozen=True, slots=True)
class Rule:
    """A block of at most `words` words that matches `pattern` is dropped for `reason`.

    The pattern is in small letters, for it is matched against a block's `lowered` text. `edge`:
    only before the first or after the last paragraph, or beside something dropped. `cues`: where
    the pattern may begin with anything, words of which every match holds at least one.
    """

    reason: str
    pattern: str
    words: int = _BRIEF
    edge: bool = False
    cues: frozenset[str] = frozenset()

    def holds(self, piece: Piece) -> bool:
        """Whether a block is what the rule is for."""
        return piece.words <= self.words and bool(_compiled(self.pattern).fullmatch(piece.lowered))


def rule(
    reason: str, pattern: str, words: int = _BRIEF, *, edge: bool = False, cues: str = ""
) -> Rule:
    """A rule whose `cues` are parted by spaces."""
    return Rule(reason, pattern, words, edge, frozenset(cues.split()))


# Most rules are only ever needed as a part of an alternation: compiling takes its time.
_compiled = cache(re.compile)


@dataclass(frozen=True, slots=True)
class Wordings:
    """Rules in the order in which they are tried, and what tells fast that none of them holds.

    `most`: the words of the longest block that any holds for. `opening` and `label` match what the
    rules without cues match, be it of any length or a label of navigation; `cued` are the others,
    with all their `cues`.
    """

    rules: tuple[Rule, ...]
    most: int
    label: re.Pattern[str]
    opening: re.Pattern[str]
    cued: tuple[Rule, ...]
    cues: frozenset[str]

    def matching(self, piece: Piece) -> Sequence[Rule]:
        """The rules that hold for a block."""
        words = piece.words
        if words > self.most or len(piece.text) > _LONGEST:
            return ()
        text = piece.lowered
        if self.opening.fullmatch(text) or (words <= _BRIEF and self.label.fullmatch(text)):
            likely = self.rules
        elif self.cues and not self.cues.isdisjoint(piece.folded_words):
            likely = self.cued
        else:
            return ()
        return [rule for rule in likely if rule.holds(piece)]


def wordings(*rules: Rule) -> Wordings:
    """The table of these rules."""
    cued = tuple(rule for rule in rules if rule.cues)
    return Wordings(
        rules=rules,
        most=max(rule.words for rule in rules),
        label=_alternation(r for r in rules if not r.cues and r.words <= _BRIEF),
        opening=_alternation(r for r in rules if not r.cues and r.words > _BRIEF),
        cued=cued,
        cues=frozenset(cue for rule in cued for cue in rule.cues),
    )


def _alternation(rules: Iterable[Rule]) -> re.Pattern[str]:
    """A pattern that matches what any of the rules matches; without rules, nothing."""
    return re.compile("|".join(f"(?:{rule.pattern})" for rule in rules) or r"(?!)")
