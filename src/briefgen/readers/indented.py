"""Quotations in plain text: lines that stand in below what announces them, or behind ">"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from briefgen.readers.shape import squeezed
from briefgen.readers.speech import ends_in_colon, may_announce_speech

_STEP = 2  # columns further in than the lines that announce it
_LONGEST = 40  # lines of the paragraph that does
_MOST = 0.4  # of the words, where nothing follows: then the indent is that of all paragraphs
_LEADS = re.compile(r":[\"”’)]*+[ \t]*+\n(?:[ \t]*+\n)*+[ \t]+\S")
_MARK = re.compile(r"^[ \t]*>[> \t]*", re.MULTILINE)
_MARKED = re.compile(r"(?:^[ \t]*+>.*(?:\n|\Z))+", re.MULTILINE)


def unquoted(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without the marks before quoted lines, and its quotations, squeezed."""
    indented = tuple(_indented(text)) if _LEADS.search(text) else ()
    if ">" not in text:
        return text, indented
    marked = tuple(squeezed(_MARK.sub("", run)) for run in _MARKED.findall(text))
    # The lines around them are other paragraphs, though no empty line parts them.
    plain = _MARKED.sub(lambda run: f"\n{_MARK.sub('', run[0])}\n", text)
    return plain, (*indented, *marked)


def _indented(text: str) -> Iterator[str]:
    """The runs of lines that stand further in than the lines before, which announce speech."""
    lines = text.expandtabs().split("\n")
    total = len(text.split())
    for index, line in enumerate(lines):
        if not ends_in_colon(line):
            continue
        lead = _paragraph_to(lines, index)
        if not may_announce_speech(" ".join(each.strip() for each in lead)):
            continue
        run = _run(lines, index + 1, min(map(_indent, lead)) + _STEP)
        words = sum(len(each.split()) for each in run)
        ended = index + 1 + len(run) < len(lines)
        if words and (ended or words <= _MOST * total):
            yield squeezed("".join(run))


def _run(lines: Sequence[str], start: int, margin: int) -> list[str]:
    """The lines from `start` on that begin at `margin` or further in, and the empty ones."""
    below = (lines[at] for at in range(start, len(lines)))
    return list(takewhile(lambda line: not line.strip() or _indent(line) >= margin, below))


def _paragraph_to(lines: Sequence[str], index: int) -> Sequence[str]:
    """The lines of the paragraph that ends at `index`."""
    start = index
    while start > index - _LONGEST and start and lines[start - 1].strip():
        start -= 1
    return lines[start : index + 1]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
