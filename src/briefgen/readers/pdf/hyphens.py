"""Words broken at line ends: joined, or kept with their hyphen, by what the document says."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefgen.readers.shape import folded

_ENDS_BROKEN = re.compile(r"(?P<head>[^\W\d_][\w’'-]*?)(?P<mark>-|\u00ad)$")
_OPENS = re.compile(r"[^\W_][\w’']*(?:-[^\W_][\w’']*)*")
_TOKEN = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SUSPENDED = frozenset("and or to und oder bis et ou y o nor but".split())
# What is nearly always set with a hyphen, where the document does not say otherwise.
_HYPHENATED = frozenset("self ex quasi non all cross half well high low long short vice".split())
_BROKEN_OFTEN = 0.03  # of the lines: a program hyphenated the text
_FEW_LINES = 40  # too few to tell
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a document that no line end breaks, folded, and whether it hyphenates."""

    words: frozenset[str]
    hyphenates: bool


def vocabulary_of(paragraphs: Iterable[Sequence[str]]) -> Vocabulary:
    """The vocabulary of paragraphs, each given as its lines."""
    words: Counter[str] = Counter()
    lines = broken = 0
    for paragraph in paragraphs:
        for index, line in enumerate(paragraph):
            tokens = _TOKEN.findall(line.casefold())
            last = index + 1 < len(paragraph)
            first = index > 0 and _ENDS_BROKEN.search(paragraph[index - 1]) is not None
            hyphen = _ENDS_BROKEN.search(line) is not None
            lines += last
            broken += last and hyphen
            words.update(tokens[first : len(tokens) - hyphen])
    return Vocabulary(frozenset(words), lines < _FEW_LINES or broken > _BROKEN_OFTEN * lines)


def joined(lines: Sequence[str], vocabulary: Vocabulary) -> str:
    """Lines as one line of text: a space between them, or what a hyphen asks for."""
    text = lines[0] if lines else ""
    for line in lines[1:]:
        text = _join(text, line, vocabulary)
    return unicodedata.normalize("NFC", text.replace("\u00ad", ""))


def _join(text: str, line: str, vocabulary: Vocabulary) -> str:
    broken, opens = _ENDS_BROKEN.search(text), _OPENS.match(line)
    if broken is None or opens is None:
        if text.endswith(("—", "/")) or (_UNSPACED.match(text[-1:]) and _UNSPACED.match(line)):
            return text + line
        return f"{text} {line}"
    head, tail = broken["head"], opens[0]
    if tail.casefold() in _SUSPENDED:
        return f"{text} {line}"
    keeps = _keeps_hyphen(head, tail, vocabulary, soft=broken["mark"] != "-")
    return text + line if keeps else text[:-1] + line


def _keeps_hyphen(head: str, tail: str, vocabulary: Vocabulary, *, soft: bool) -> bool:
    """Whether a hyphen at a line's end would stand in the middle of a line too."""
    before, after = head.casefold(), tail.casefold()
    if before + after in vocabulary.words:
        return False
    if f"{before}-{after}" in vocabulary.words:
        return True
    if soft:
        return False
    if not tail[0].islower() or head.isupper() or not vocabulary.hyphenates:
        return True
    first = before.rpartition("-")[2]
    if first in _HYPHENATED:
        return True
    return len(first) > 2 and {first, folded(after.partition("-")[0])} <= vocabulary.words
