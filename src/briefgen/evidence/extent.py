"""Where a passage begins and ends: whole, standing alone, and one holder's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.evidence.concession import NEAR, is_taken_back
from briefgen.evidence.fitness import LONG, is_closed, is_whole
from briefgen.evidence.reading import Reading
from briefgen.evidence.standing import hangs, leans
from briefgen.evidence.terms import Topic, opens_with
from briefgen.evidence.unnamed import repeats_noun
from briefgen.model import Document, Sentence
from briefgen.viewpoints import Attribution, is_balanced

_WORD = re.compile(r"\w+")
#: Most sentences of one passage.
_MOST_SENTENCES = 3
#: What opens a quotation, and opens it anew in each paragraph.
_MARKS = frozenset('“”"')


def places_of(reading: Reading, index: int, topic: Topic) -> range | None:
    """The sentences of a passage that holds sentence `index`; None if none is fit to be quoted.

    It ends with that sentence, or with the one that closes its quotation.
    """
    for last in (index, *_onwards(reading, index)):
        first = _beginning(reading, last, topic, upto=index)
        if first is not None:
            return range(first, last + 1)
    return None


def _onwards(reading: Reading, index: int) -> Iterator[int]:
    """The sentences behind one whose quotation goes on, as far as a passage may reach."""
    for last in range(index + 1, min(index + _MOST_SENTENCES, len(reading.sentences))):
        if is_closed(text_of(reading, index, last - 1)) or not _goes_on(reading, last):
            return
        yield last


def _goes_on(reading: Reading, index: int) -> bool:
    """Whether a sentence stands in the paragraph of the one before, or goes on with its quotation.

    A quotation of several paragraphs opens each anew, and closes only the last; who speaks is told
    where it began.
    """
    here, before = reading.sentences[index], reading.sentences[index - 1]
    if here.paragraph == before.paragraph:
        return True
    said, earlier = reading.attributions[index], reading.attributions[index - 1]
    if said.reported != "direct" or said.speaker != earlier.speaker:
        return False
    paragraph = _paragraph(reading, index)
    nothing_else = paragraph[:1] in _MARKS and _MARKS.isdisjoint(paragraph[1:-1])
    return nothing_else and not is_balanced(_paragraph(reading, index - 1))


def _paragraph(reading: Reading, index: int) -> str:
    """The text of the paragraph of a sentence."""
    first = last = index
    number, end = reading.sentences[index].paragraph, len(reading.sentences) - 1
    while first and reading.sentences[first - 1].paragraph == number:
        first -= 1
    while last < end and reading.sentences[last + 1].paragraph == number:
        last += 1
    return text_of(reading, first, last)


def text_of(reading: Reading, first: int, last: int) -> str:
    """The document's text from sentence `first` to the end of `last`."""
    return reading.document.text[reading.sentences[first].start : reading.sentences[last].end]


def _beginning(reading: Reading, index: int, topic: Topic, *, upto: int) -> int | None:
    """Where a passage that ends with sentence `index` begins, which is with `upto` or before it.

    None if it is not fit to be quoted. One that only hangs on what is before it stands alone where
    the two together are no passage.
    """
    if not _is_usable(reading.attributions[index]):
        return None
    found, stands = [], False
    for first in _backwards(reading, index):
        if first <= upto and not leans(
            reading.sentences[first], held=reading.attributions[first].speaker is not None
        ):
            found.append(first)
            if stands := not hangs_there(reading, first, topic):
                break
    if stands and _length(reading, found[-1], index) <= LONG:
        found = [found[-1], *found[:-1]]
    return next((first for first in found if is_quotable(reading, first, index)), None)


def hangs_there(reading: Reading, index: int, topic: Topic) -> bool:
    """Whether a sentence adds to the one before it, or speaks of what that one names."""
    sentence = reading.sentences[index]
    before = reading.sentences[index - 1] if index else None
    if before is not None and before.paragraph != sentence.paragraph:
        before = None
    repeats = repeats_noun(sentence, before) and not opens_with(sentence, topic)
    return repeats or hangs(sentence, known_words(topic))


def known_words(topic: Topic) -> frozenset[str]:
    """The words that the issue's heading and terms tell a reader."""
    issue = topic.issue
    return frozenset(" ".join((issue.title, issue.question, *issue.terms)).lower().split())


def _length(reading: Reading, first: int, last: int) -> int:
    return sum(len(s.text.split()) for s in reading.sentences[first : last + 1])


def is_quotable(reading: Reading, first: int, last: int) -> bool:
    """Whether the sentences from `first` to `last` are whole prose that is not taken back."""
    sentences = reading.sentences[first : last + 1]
    text = text_of(reading, first, last)
    return (
        is_whole(text, sentences)
        and not is_taken_back(
            sentences[-1],
            reading.sentences[last + 1 : last + 1 + NEAR],
            held=reading.attributions[last].reported == "direct",
        )
        and not _crosses_a_seam(reading.document, sentences)
        and not any(_is_title(reading.document, sentence) for sentence in sentences)
    )


def _is_title(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence is the document's title once more, whatever its marks."""
    title = _WORD.findall(document.reference.title.casefold())
    return bool(title) and _WORD.findall(sentence.text.casefold()) == title


def _backwards(reading: Reading, index: int) -> Iterator[int]:
    """The sentence and those before it in its paragraph or quotation that the same holder says."""
    attribution = reading.attributions[index]
    for first in range(index, max(-1, index - _MOST_SENTENCES), -1):
        before = reading.attributions[first]
        if (first < index and not _goes_on(reading, first + 1)) or not _is_usable(before):
            return
        if before.speaker != attribution.speaker:
            return
        yield first


def _is_usable(attribution: Attribution) -> bool:
    """Whether a sentence can be put in one mouth: no stray speech, no two claims of two people."""
    return not attribution.unknown and not attribution.mixed


def _crosses_a_seam(document: Document, sentences: Sequence[Sentence]) -> bool:
    return any(sentences[0].start < seam < sentences[-1].end for seam in document.seams)
