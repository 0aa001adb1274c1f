"""Where a document's quotations, paragraphs and sentences stand, and spans cut at their marks.

What is reported includes its quotation marks and the word that introduces it ("that …"), and not
the comma before it or the full stop behind it; a quotation is never cut (Pareti 2015).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence

from briefgen.model import Document, Sentence
from briefgen.viewpoints.quotations import QuotationSpan, quotation_spans
from briefgen.viewpoints.statements.tree import Tree

Span = tuple[int, int]

_EDGE = " ,;:—–\n\t\u00a0"
#: A full stop that belongs to the word before it.
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.?[A-Z]?|\b(?:Mr|Mrs|Sen|Rep|Gov|Dr|Jr|Sr|Inc|Co|etc))\.\Z")
#: What can stand between a span and the mark that closes the quotation which the span ends in.
_BEFORE_CLOSE = " ,.?!”\"’'…—–"
_MARKS = "“”\"'‘’`«»„ "
_WORD = re.compile(r"\w")


class Layout:
    """A document with its sentences' trees and its quotations, which are found by offset."""

    def __init__(self, document: Document, sentences: Sequence[Sentence]) -> None:
        self.text = document.text
        self.sentences = sentences
        self.trees = tuple(map(Tree, sentences))
        self.quotations = quotation_spans(document)
        self.paragraphs = {block.number: block for block in document.paragraphs}
        self._starts = [span.start for span in self.quotations]

    def quotation_at(self, offset: int) -> int | None:
        """The index of the quotation that an offset stands in."""
        found = bisect_right(self._starts, offset) - 1
        return found if found >= 0 and offset < self.quotations[found].end else None

    def quotation_from(self, offset: int) -> int | None:
        """The index of the first quotation that begins at an offset or later."""
        found = bisect_left(self._starts, offset)
        return found if found < len(self.quotations) else None

    def sentence_at(self, offset: int) -> int | None:
        """The index of the sentence that an offset stands in."""
        found = bisect_right(self.sentences, offset, key=lambda each: each.start) - 1
        return found if found >= 0 and offset < self.sentences[found].end else None

    def quotations_in(self, start: int, end: int) -> tuple[QuotationSpan, ...]:
        """The quotations that share text with `start:end`, in order."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return tuple(each for each in self.quotations[first:last] if each.end > start)

    def spans(self, tree: Tree, places: Collection[int]) -> tuple[Span, ...]:
        """The spans of a sentence's tokens at `places`, cut at their marks, in order."""
        runs: list[Span] = []
        for place in sorted(places):
            token = tree.tokens[place]
            if runs and place - 1 in places:
                runs[-1] = (runs[-1][0], token.end)
            else:
                runs.append((token.start, token.end))
        return merged(filter(None, (self.cut(start, end) for start, end in runs)))

    def cut(self, start: int, end: int) -> Span | None:
        """`start:end` without marks at its edges, with the quotation marks that hold it."""
        text = self.text
        while start < end and text[start] in _EDGE + ".":
            start += 1
        while end > start and text[end - 1] in _EDGE + "-":
            end -= 1
        if text[start:end].endswith(".") and not _ABBREVIATED.search(text, start, end):
            end -= 1
        if not _WORD.search(text, start, end):
            return None
        opened = self.quotation_at(start)
        if opened is not None:
            before = self.quotations[opened].start
            if not text[before:start].strip(_MARKS):
                start = before
        closed = self.quotation_at(end - 1)
        if closed is not None:
            after = self.quotations[closed].end
            if not text[end:after].strip(_BEFORE_CLOSE):
                end = max(end, after)
        return start, end


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def overlap(left: Sequence[Span], right: Sequence[Span]) -> float:
    """Jaccard's measure of two sets of spans over their code points, 0 to 1."""
    common = sum(max(0, min(a_end, b_end) - max(a, b)) for a, a_end in left for b, b_end in right)
    both = length(left) + length(right) - common
    return common / both if both else 0.0


def length(spans: Sequence[Span]) -> int:
    """Code points of spans that do not overlap."""
    return sum(end - start for start, end in spans)
