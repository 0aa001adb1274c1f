"""Text to pieces: a source's blocks before they are judged, links resolved and lines joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Generic, Literal, TypeVar

from briefgen.readers.broken_words import BrokenWords, unsure_places
from briefgen.readers.decode import all_prints
from briefgen.readers.shape import (
    count_words,
    ends_sentence,
    folded_lines,
    folded_words,
    is_running,
    starts_lower,
    word_counts,
)

Mark = Literal["", "text", "title", "heading", "item", "link", "image"]


Value = TypeVar("Value")


class _fact(Generic[Value]):  # noqa: N801 - written as `property` is
    """A property that is worked out once: `cached_property` takes a lock, which costs more."""

    def __init__(self, work_out: Callable[[Piece], Value]) -> None:
        self._work_out, self._name = work_out, work_out.__name__

    def __get__(self, piece: Piece, kind: type[Piece]) -> Value:
        value = self._work_out(piece)
        object.__setattr__(piece, self._name, value)
        return value


@dataclass(frozen=True)
class Piece:
    """A paragraph, line or list item: one line of text with single spaces, no link brackets.

    `mark` is what the format says of it ("text": that it is a paragraph); `tight`: no empty
    line stands before it; `bullet`: the mark or number of a list item, without its space; `page`:
    the page on which it begins, counted from 1, where the format has pages; `breaks`: the offsets
    in the text at which a later page begins, each with that page; `seams`: the offsets over which
    it does not stand in one piece in the source, 0 if what stood before it is gone; `number`: the
    number of a paragraph in a series of them, "1.3".
    """

    text: str
    mark: Mark = ""
    tight: bool = False
    bullet: str = ""
    page: int | None = None
    breaks: tuple[tuple[int, int | None], ...] = ()
    seams: tuple[int, ...] = ()
    number: str = ""

    @_fact
    def words(self) -> int:
        """How many words it has."""
        return count_words(self.text)

    @_fact
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        return ends_sentence(self.text)

    @_fact
    def prose(self) -> bool:
        """Whether it is running text: sentences, or too long to be a heading."""
        return is_running(self.text, self.words, ended=self.ended)

    @_fact
    def lowered(self) -> str:
        """Its text in small letters: patterns that ignore case are several times slower."""
        return self.text.lower()

    @_fact
    def folded_words(self) -> list[str]:
        """Its words, letters and digits only, case folded: they tell what can't match."""
        return folded_words(self.text)

    @_fact
    def folded(self) -> str:
        """Its folded words with a space between them."""
        return " ".join(self.folded_words)


_set = object.__setattr__


def prime(pieces: Sequence[Piece]) -> None:
    """Work out what nearly every rule asks of a piece, for all of them at once.

    Most of what that costs for one after the other are the calls, and not the letters.
    """
    texts = [piece.text for piece in pieces]
    whole = "\n".join(texts)
    lowered, plain = whole.lower().split("\n"), folded_lines(whole)
    if not len(texts) == len(lowered) == len(plain):  # a line that is none: each by itself
        return
    counts = word_counts(whole)
    for piece, lower, fold, words in zip(pieces, lowered, plain, counts, strict=True):
        ended = ends_sentence(piece.text)
        prose = is_running(piece.text, words, ended=ended)
        _set(piece, "lowered", lower)
        _set(piece, "folded_words", fold)
        _set(piece, "words", words)
        _set(piece, "ended", ended)
        _set(piece, "prose", prose)


# Around a link's text while a line is being read; normalised text holds no private-use code.
OPEN, CLOSE = "\ue000", "\ue001"

# [text](target), one level of brackets in the text and of parentheses in the target; the target
# has no space in it unless a quoted title follows, so that "[sic](see below)" stays as it is.
_TARGET = r"\(\s*<?(?:[^()\s]|\([^()\s]*\))*>?(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
_INNER = r"(?:[^\[\]\n]|\n(?!\s*\n)|\[[^\[\]\n]*\])"
IMAGE = re.compile(rf"!\[({_INNER}{{0,500}}?)\]{_TARGET}")
LINK = re.compile(rf"\[({_INNER}{{0,1000}}?)\]{_TARGET}")
_APART = rf"(?:[^\w{OPEN}{CLOSE}]|_)*+"
_ONLY_LINKS = re.compile(rf"{_APART}(?:{OPEN}[^{CLOSE}]*{CLOSE}{_APART})+")
_BULLET = re.compile(r"(?:[•◦▪‣●○■·*+–—-]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s+(?=\S)")
_BROKEN_WORD = re.compile(r"[^\W\d_]-\s*$")
_PRINTS = re.compile(r"\w")  # "* * *" and rules of dashes say nothing
_IMAGE_MARK = "\ue002"
_WIDTHS = range(50, 101)
_SIGNED = re.compile(r"(?:by|von|par|por|door|di|da|av)(?:\s+[^\W\d_a-z]\S*|\s+and){1,6}$")
_SLACK = 6
_FEW = 6  # lines with another right below them, by which alone nothing is told


def pieces_of(text: str) -> tuple[Piece, ...]:
    """The pieces of a plain text, in order: paragraphs by empty lines, else line by line."""
    if "](" in text:
        text = LINK.sub(rf"{OPEN}\1{CLOSE}", IMAGE.sub(_as_image, text))
    width = wrap_width(text)
    # Where no other space than " " stands anywhere, and no two, a line's need not be looked at.
    single = all_prints(text) and not ("  " in text or "\t" in text)
    broken = BrokenWords(text)
    found: list[Piece] = []
    apart = False
    for block in _blocks(text):
        for index, line in enumerate(unwrap(block, width, broken)):
            piece = _piece(line, tight=index > 0, single=single)
            prints = bool(_PRINTS.search(piece.text))
            if prints:
                found.append(replace(piece, seams=(0, *piece.seams)) if apart else piece)
            apart = not prints
    return _loosened(found)


def _blocks(text: str) -> Iterator[list[str]]:
    """The lines of each paragraph: empty lines part them."""
    block: list[str] = []
    for line in text.split("\n"):
        if line and not line.isspace():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _loosened(pieces: list[Piece]) -> tuple[Piece, ...]:
    """In a text of one paragraph a line, a missing empty line says nothing."""
    if not any(piece.tight for piece in pieces):
        return tuple(pieces)
    long = [piece for piece in pieces if piece.words > 12]
    if sum(piece.tight for piece in long) * 2 > len(long):
        return tuple(
            Piece(piece.text, piece.mark, False, piece.bullet, seams=piece.seams)
            for piece in pieces
        )
    return tuple(pieces)


def wrap_width(text: str) -> int:
    """The column at which the lines were wrapped by a program, or 0 when they were not.

    Wrapped text is greedy: the next line's first word would not have fitted.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    pairs = list(_pairs(lines))
    if not pairs:
        return 0
    lengths = sorted(len(line) for line, _ in pairs)
    width = lengths[-1 - len(lengths) // 50]
    few = len(pairs) < _FEW and max(map(len, lines)) > width + _SLACK
    if width not in _WIDTHS or few:  # no program leaves a longer line
        return 0
    if len(pairs) == 1:
        return width if _is_wrapped(*pairs[0], lines) else 0
    full = sum(len(line) + 1 + _first_word(after) > width - _SLACK for line, after in pairs)
    return width if full >= 0.6 * len(pairs) else 0


def _pairs(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each line and the one right below it; not of blocks whose lines are all short, as a head's.

    An address and a date say nothing of how the text below them was wrapped.
    """
    block: list[str] = []
    for line in [*lines, ""]:
        if line:
            block.append(line)
        elif block:
            if max(map(len, block)) >= _WIDTHS.start:
                yield from pairwise(block)
            block = []


def _is_wrapped(line: str, after: str, lines: Sequence[str]) -> bool:
    """Whether the only line that has one right below it goes on there, and no heading is."""
    longest = len(line) == max(map(len, lines))
    return longest and not ends_sentence(line) and ends_sentence(after)


def unwrap(lines: list[str], width: int, broken: BrokenWords) -> Iterator[str]:
    """Lines that a program had wrapped, put together again; others as they stand.

    But a long line goes on below where it breaks off in mid-sentence, however the others stand.
    """
    current = ""
    before = ""
    for line in lines:
        goes_on = _continues(before, line, width) if width else _is_severed(before, line)
        if current and goes_on:
            current = broken.join(current, line.strip())
        else:
            if current:
                yield current
            current = line.strip()
        before = line
    if current:
        yield current


def _is_severed(before: str, line: str) -> bool:
    """Whether `line` begins in mid-sentence below a long one, and is no by-line ("by Ann Marr")."""
    before, line = before.rstrip(), line.strip()
    if len(before) not in _WIDTHS or ends_sentence(before) or not starts_lower(line):
        return False
    return not (_BULLET.match(line) or _SIGNED.match(line))


def _continues(before: str, line: str, width: int) -> bool:
    """Whether `line` goes on where `before` was wrapped."""
    if _BROKEN_WORD.search(before) and line.lstrip()[0].islower():
        return True
    if len(before.rstrip()) + 1 + _first_word(line) <= width - _SLACK:
        return False
    ended = before.rstrip()[-1] in '.:;!?"”’»)]'
    if ended and _BULLET.match(line.lstrip()):
        return False
    indent = len(line) - len(line.lstrip())
    opening = len(before) - len(before.lstrip())
    return indent <= opening or bool(_BULLET.match(before.lstrip())) or not ended


def _first_word(line: str) -> int:
    return len(line.split(maxsplit=1)[0])


def _as_image(match: re.Match[str]) -> str:
    return f"\n\n{_IMAGE_MARK}{' '.join(match[1].split()) or 'picture'}\n\n"


def _piece(line: str, *, tight: bool, single: bool) -> Piece:
    if line.startswith(_IMAGE_MARK):
        return Piece(line[1:], "image", tight)
    linked = OPEN in line and bool(_ONLY_LINKS.fullmatch(line))
    if OPEN in line or CLOSE in line:
        line = line.replace(OPEN, "").replace(CLOSE, "")
    text = line if single else " ".join(line.split())
    bullet = _BULLET.match(text)
    text = text[bullet.end() :] if bullet else text.strip("•◦▪‣●○■· \t")
    text, seams = unsure_places(text)
    mark: Mark = "link" if linked else "item" if bullet else ""
    return Piece(text, mark, tight, bullet[0].strip() if bullet else "", seams=seams)
