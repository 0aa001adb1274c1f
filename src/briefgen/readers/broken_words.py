"""Words that a line end broke at a hyphen: joined, kept with it, or marked as not to be told."""

from __future__ import annotations

import re

# Between the halves of a word where it can't be told whether its hyphen is its own; normalised
# text holds no private-use code.
UNSURE = "\ue003"

_BROKEN = re.compile(r"(?P<head>[^\W_][\w’'-]*)-\s*$")
#: Letters at the end of a line in which a broken word is sought.
_TAIL = 100
_OPENS = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_LINE_END = re.compile(r"-[ \t]*\n\s*[^\W_]+(?:[’'-][^\W_]+)*")
_SUSPENDED = frozenset("and or nor but to und oder bis et ou y o".split())
# Endings that are never the second half of a compound, so that a hyphen before one is the line's.
_ENDINGS = frozenset(
    """
    ing ings ingly tion tions tional sion sions sional ment ments mental able ably ible ibly
    bility bilities ility ness nesses ful fully ity ities tive tives tively ative atively sive
    sively ous ously ally cally cially tially cial tial ance ances ence ences ency encies ancy
    ancies ism isms ists istic ation ations ational ization izations isation isations ized ised
    izing ising ture tures tural aries eries ories ically ical ening ering ating ated ates
    """.split()
)


class BrokenWords:
    """The words of one text, asked where its lines end in hyphens."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: frozenset[str] | None = None

    def join(self, text: str, line: str) -> str:
        """A line and what goes on with it: a space between them, or what a hyphen asks for."""
        if not text[-_TAIL:].rstrip().endswith("-"):
            return f"{text} {line}"
        broken, opens = _BROKEN.search(text, max(0, len(text) - _TAIL)), _OPENS.match(line)
        if broken is None or opens is None or opens[0].casefold() in _SUSPENDED:
            return f"{text} {line}"
        whole = text[: broken.end("head")]
        return f"{whole}{self._mark(broken['head'], opens[0])}{line}"

    def _mark(self, head: str, tail: str) -> str:
        """What stands between the halves: a hyphen, nothing, or a hyphen that is not sure."""
        if not (head[-1].isalpha() and tail[0].isalpha()):
            return "-"  # "12-month", "mid-1990s": no program breaks a word there
        before, after = head.casefold(), tail.casefold()
        closed, open_ = before + after in self.words, f"{before}-{after}" in self.words
        if closed != open_:
            return "" if closed else "-"
        if not closed and self._is_compound(head, tail):
            return "-"
        return "" if not closed and len(head) > 1 and after in _ENDINGS else f"-{UNSURE}"

    @staticmethod
    def _is_compound(head: str, tail: str) -> bool:
        """Whether capitals tell that two words meet: "US-based", "Franco-German"."""
        if tail[0].isupper():
            return not (head.isupper() and tail.isupper())
        return head.isupper() and len(head) > 1

    @property
    def words(self) -> frozenset[str]:
        """The words, folded, that no line end breaks."""
        if self._words is None:
            unbroken = re.sub(rf"{_WORD.pattern}(?={_LINE_END.pattern})", "", self._text)
            words = _WORD.findall(_LINE_END.sub(" ", unbroken).casefold())
            self._words = frozenset(words)
        return self._words


def unsure_places(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without the marks of what can't be told, and where they stood."""
    if UNSURE not in text:
        return text, ()
    first, *parts = text.split(UNSURE)
    places: list[int] = []
    for part in parts:
        places.append(len(first))
        first += part
    return first, tuple(places)
