"""Quoted words that go on: behind their cue, over sentences, and over paragraphs.

    "It is ours," said the mayor. "We built it."

The quotation that follows a cue's sentence belongs to the one before if it stands alone, without
a cue of its own; one that its paragraph does not close runs on in the next.
"""

from __future__ import annotations

import re

from briefgen.viewpoints.statements.layout import Layout, Span, merged

_WORD = re.compile(r"\w")
_CLOSING = "”\"’'» "
_BREAKS = frozenset({",", ":", "—", "–", "-", ";", "."})
#: Beyond this a quotation was not left open by its speaker but by whoever typed it.
_MOST_PARAGRAPHS = 12
#: The longest clause that can interrupt a quotation, and where its last mark is looked for before
#: its end, in code points.
_LONGEST_CUE, _TAIL = 160, 20


def continued(
    layout: Layout, sentence: int, cue: Span, content: tuple[Span, ...]
) -> tuple[Span, ...]:
    """A content with the whole of the quotations that it stands in, and what goes on from them."""
    if layout.quotation_at(cue[0]) is not None:
        return content
    whole = merged(_whole(layout, span, cue) for span in content)
    ends = (layout.quotation_at(at) for a, b in whole for at in (a, b - 1))
    quoted = {index for index in ends if index is not None}
    if not quoted:
        return whole
    found = list(whole)
    at = max(cue[1], whole[-1][1])
    while (following := _following(layout, sentence, at)) is not None:
        quoted.add(following)
        at = layout.quotations[following].end
        found.append((layout.quotations[following].start, at))
    last = max(quoted)
    for quotation in layout.quotations[last : last + _MOST_PARAGRAPHS]:
        if quotation.run != layout.quotations[last].run:
            break
        found.append((quotation.start, quotation.end))
    return merged(found)


def _whole(layout: Layout, span: Span, cue: Span) -> Span:
    """A span out to the ends of the quotations that it begins and ends in."""
    start, end = span
    for at in (start, end - 1):
        index = layout.quotation_at(at)
        if index is not None:
            quotation = layout.quotations[index]
            if not quotation.start <= cue[0] < quotation.end:
                start, end = min(start, quotation.start), max(end, quotation.end)
    return start, end


def _following(layout: Layout, sentence: int, at: int) -> int | None:
    """The quotation that goes on from what ends `at`: None without one.

    It stands later in the cue's sentence, or is all there is of the next one's.
    """
    paragraph = layout.sentences[sentence].paragraph
    index = layout.quotation_from(at)
    if index is None or layout.quotations[index].start >= layout.paragraphs[paragraph].end:
        return None
    quotation = layout.quotations[index]
    opens = layout.sentence_at(quotation.start)
    if opens is None or opens < sentence:
        return None
    if opens == sentence:
        parted = _WORD.search(layout.text, at, quotation.start) is not None
        joined = not parted or _is_interruption(layout.text, at, quotation.start)
    else:
        start = layout.sentences[opens].start
        parted = _WORD.search(layout.text, max(at, start), quotation.start) is not None
        joined = not parted and _is_next(layout, sentence, at, opens)
    alone = quotation.open or _stands_alone(layout, quotation.end)
    return index if joined and alone else None


def _is_interruption(text: str, at: int, start: int) -> bool:
    """Whether a cue clause, and no more, stands between two quoted stretches."""
    return text[at:start].rstrip()[-1:] in _BREAKS and start - at < _LONGEST_CUE


def _is_next(layout: Layout, sentence: int, at: int, opens: int) -> bool:
    """Whether no sentence stands between what ends `at`, or its cue, and the one that opens."""
    before = layout.sentences[opens - 1]
    return opens - 1 == sentence or before.start < at


def _stands_alone(layout: Layout, end: int) -> bool:
    """Whether a quotation ends its sentence, so that no cue of its own can follow."""
    before = layout.text[max(0, end - _TAIL) : end].rstrip(_CLOSING)[-1:]
    closes = layout.sentence_at(end - 1)
    rest = layout.text[end : layout.sentences[closes].end] if closes is not None else ""
    return before != "," and not _WORD.search(rest)
