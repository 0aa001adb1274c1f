"""How what is said at a cue spreads: over its quotation, and over sentences that have no cue.

A quotation has one speaker over sentences and paragraphs; what stands in none is the author's.
Where a quotation has no speaker that can be told it is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefgen.model import Document, Sentence
from briefgen.viewpoints.attribution import (
    AUTHOR,
    MOSTLY_QUOTED,
    SET_OFF,
    UNKNOWN,
    Attribution,
    Insides,
    quotes,
)
from briefgen.viewpoints.clauses import is_quoted
from briefgen.viewpoints.nested import reports_another
from briefgen.viewpoints.quotations import QuotationSpan, quoted_share
from briefgen.viewpoints.transcripts import announced_paragraphs

#: Share in quotation marks from which a sentence is a quotation and nothing else.
_ALONE = 0.95
_SINGLE = frozenset({"'", "‘"})
#: The paragraphs, from the first, that can open with a dateline.
_OPENING = 2
#: "LISBON, March 12 (Agency) -", "LISBON — ", "Lisbon (Agency) –" before a report's first words.
_DATELINE = re.compile(
    r"""(?:[A-Z][A-Z.’'-]+(?:[ ,/]+[A-Z][\w.’'-]*){0,5}(?:,?\ \d{1,2}(?:\ [A-Z]\w+)?\.?)?
    (?:,?\ \d{4})?\s*(?:\([^()]{2,40}\)\s*)?|[A-Z]\w+[^.:;!?()]{0,40}\ \([^()]{2,40}\)\s*)
    (?:--?|–|—)\s""",
    re.VERBOSE,
)


def spread(
    document: Document,
    sentences: Sequence[Sentence],
    insides: Insides,
    cued: Sequence[Attribution | None],
) -> tuple[Attribution, ...]:
    """The attribution of each sentence by its cue, its quotation's or the sentence before."""
    announced, datelines = announced_paragraphs(document), _datelines(document)
    names = [name for name in document.reference.author if name.family]
    plural = len(names) > 1 or (not names and _is_published(document))
    runs, alone = _runs(cued, insides), _quoted_alone(sentences, insides, cued)
    found: list[Attribution] = []
    for index, sentence in enumerate(sentences):
        own = cued[index]
        before = _before(sentences, found, index)
        if before is None and found and sentence.paragraph in alone and _is_sure(found[-1]):
            before = found[-1]
        given = own if own is not None else _unmarked(sentence, insides[index], before, runs)
        barred = sentence.paragraph in announced or (plural and _says_i(sentence, insides[index]))
        given = UNKNOWN if given == AUTHOR and barred else given
        dated = any(sentence.start in span for span in datelines)
        found.append(replace(given, mixed=True) if dated else given)
        if insides[index] and _is_sure(found[-1]):
            runs.setdefault(insides[index][-1].run, found[-1])
    found = _joined(sentences, insides, cued, found)
    return tuple(_settled(*each) for each in zip(sentences, insides, cued, found, strict=True))


def _quoted_alone(
    sentences: Sequence[Sentence], insides: Insides, cued: Sequence[Attribution | None]
) -> frozenset[int]:
    """The paragraphs, by number, that are a quotation and nothing else, without a cue.

    One in single marks may be a heading.
    """
    whole: dict[int, bool] = {}
    for sentence, inside, own in zip(sentences, insides, cued, strict=True):
        share = quoted_share(sentence.start, sentence.end, inside)
        quoted = own is None and share >= _ALONE and sentence.text[0] not in _SINGLE
        quoted = quoted and len(sentence.text.split()) > 1
        whole[sentence.paragraph] = quoted and whole.get(sentence.paragraph, True)
    return frozenset(number for number, alone in whole.items() if alone)


def _joined(
    sentences: Sequence[Sentence],
    insides: Insides,
    cued: Sequence[Attribution | None],
    found: Sequence[Attribution],
) -> list[Attribution]:
    """The attributions with those quotations of no speaker that the next sentence goes on from.

    “It is ours.” “We built it,” said X: nothing parts the two quotations.
    """
    joined = list(found)
    for index in range(len(sentences) - 2, -1, -1):
        this, after = sentences[index], sentences[index + 1]
        given = joined[index + 1]
        open_ = joined[index].unknown and cued[index] is None and insides[index]
        same = this.paragraph == after.paragraph and insides[index + 1]
        if not (open_ and same and _is_sure(given)):
            continue
        following = insides[index + 1][0]
        goes_on = following.start == after.start or following == insides[index][-1]
        alone = insides[index][0].start <= this.start and insides[index][-1].end >= this.end
        if goes_on and alone:
            joined[index] = Attribution(given.speaker, "direct", given.cue)
    return joined


def _before(
    sentences: Sequence[Sentence], found: Sequence[Attribution], index: int
) -> Attribution | None:
    """The attribution of the sentence before, if it goes on: in one paragraph, or over a colon."""
    if not index:
        return None
    before, last = sentences[index - 1], found[index - 1]
    same = before.paragraph == sentences[index].paragraph
    if before.text.endswith(":") and last.speaker is not None:
        cue = last.cue if same else SET_OFF
        return Attribution(last.speaker, "direct", cue, mixed=last.mixed)
    return last if same else None


def _unmarked(
    sentence: Sentence,
    inside: Sequence[QuotationSpan],
    before: Attribution | None,
    runs: dict[int, Attribution],
) -> Attribution:
    """A sentence without a cue: part of a quotation, a stray quotation, or the author's."""
    goes_on = before is not None and _is_sure(before)
    if quoted_share(sentence.start, sentence.end, inside) >= MOSTLY_QUOTED:
        whole = [s for s in inside if s.start <= sentence.start + 1 and s.end >= sentence.end - 1]
        if whole and (first := runs.get(whole[0].run)):
            return Attribution(first.speaker, "direct", first.cue)
        if before is not None and goes_on:
            return Attribution(before.speaker, "direct", before.cue)
        return UNKNOWN
    if before is not None and before.cue == SET_OFF:
        return Attribution(None, "direct", SET_OFF, unknown=True)
    if quotes(sentence, inside) or (inside and before is not None and before.reported == "direct"):
        return UNKNOWN
    return AUTHOR


def _runs(
    cued: Sequence[Attribution | None], insides: Sequence[Sequence[QuotationSpan]]
) -> dict[int, Attribution]:
    """For each quotation that has one cue, and in one mouth only, that cue's attribution."""
    found: dict[int, list[Attribution]] = {}
    for attribution, inside in zip(cued, insides, strict=True):
        for span in inside if attribution is not None else ():
            if attribution is not None:
                found.setdefault(span.run, []).append(attribution)
    return {
        run: first
        for run, (first, *others) in found.items()
        if _is_sure(first) and all(o.speaker == first.speaker and _is_sure(o) for o in others)
    }


def _is_sure(attribution: Attribution) -> bool:
    direct = attribution.speaker is not None and attribution.reported == "direct"
    return direct and not attribution.mixed


def _settled(
    sentence: Sentence,
    inside: Sequence[QuotationSpan],
    cued: Attribution | None,
    given: Attribution,
) -> Attribution:
    """An attribution as it is told outside: what is another's in turn is nobody's as a whole."""
    goes_on = cued is None and given.speaker is not None
    nested = given.nested or (goes_on and reports_another(sentence.tokens, None, inside, ()))
    return replace(given, mixed=True, nested=True) if nested else given


def _datelines(document: Document) -> tuple[range, ...]:
    """The offsets of the datelines that the first paragraphs open with.

    A dateline is none of anybody's sentence: what holds it is not quoted.
    """
    openings = document.paragraphs[:_OPENING]
    found = (_DATELINE.match(document.text[each.start : each.end]) for each in openings)
    return tuple(
        range(each.start, each.start + match.end())
        for each, match in zip(openings, found, strict=True)
        if match
    )


def _is_published(document: Document) -> bool:
    """Whether a text that nobody signs has a publisher to stand for its author."""
    reference = document.reference
    return bool(reference.author or reference.container_title or reference.publisher)


def _says_i(sentence: Sentence, inside: Sequence[QuotationSpan]) -> bool:
    """Whether a sentence says "I", as a body never does and two authors can't."""
    return any(
        t.pos == "PRON" and t.text.lower() in {"i", "me", "my", "mine"} and not is_quoted(t, inside)
        for t in sentence.tokens
    )
