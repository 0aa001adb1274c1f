"""Who holds a sentence: its author, or somebody whose words or view it reports.

Rules over the parse and the quotation marks, in the order of their certainty: a cue in the
sentence, the quotation that it is part of, the sentence before. Where a quotation or a report has
no speaker that can be told, the sentence is `unknown` and must not be quoted at all: nobody's
words are put in the mouth of somebody else, and least of all of the author.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.model import Document, Reported, Sentence
from briefgen.viewpoints.clauses import (
    Clause,
    by_phrase,
    is_hearsay,
    is_quoted,
    is_writers,
    other_claims,
    reporting_clauses,
)
from briefgen.viewpoints.described import describes, sets_off
from briefgen.viewpoints.nested import reports_another
from briefgen.viewpoints.phrases import is_generic
from briefgen.viewpoints.quotations import QuotationSpan, quotation_spans, quoted_share
from briefgen.viewpoints.reach import asks_whether, is_displaced
from briefgen.viewpoints.speakers import Speaker, Speakers
from briefgen.viewpoints.transcripts import Voice, announced_paragraphs, voices

#: Share of a sentence in quotation marks from which it is somebody's words and not the writer's.
_MOSTLY_QUOTED = 0.6
#: Quoted words from which a sentence with a cue is direct speech and not only a report.
_SPOKEN_WORDS = 3
#: Words in quotation marks from which they are a quotation and not a term or scare quotes.
_QUOTATION_WORDS = 5
#: A quotation that ends as speech does, before its mark (“It is ours,”).
_SPEECH_END = re.compile(r"[,.!?…][”\"’']+\Z")
#: The paragraphs, from the first, that can open with a dateline.
_OPENING = 2
#: "LISBON, March 12 (Agency) -", "LISBON — ", "Lisbon (Agency) –" before a report's first words.
_DATELINE = re.compile(
    r"""(?:[A-Z][A-Z.’'-]+(?:[ ,/]+[A-Z][\w.’'-]*){0,5}(?:,?\ \d{1,2}(?:\ [A-Z]\w+)?\.?)?
    (?:,?\ \d{4})?\s*(?:\([^()]{2,40}\)\s*)?|[A-Z]\w+[^.:;!?()]{0,40}\ \([^()]{2,40}\)\s*)
    (?:--?|–|—)\s""",
    re.VERBOSE,
)
#: The cue of a paragraph that a colon sets off ("The mayor added:"), without marks of its own.
_SET_OFF = ":"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A sentence's source: `speaker` is None for the author's own words.

    `unknown`: the sentence is somebody's, and it cannot be told whose. `mixed`: a report and the
    writer's own words, or two reports, stand in one sentence, so that it is nobody's as a whole.
    `nested`: the speaker reports another's words in turn, and so it is `mixed` as well.
    """

    speaker: Speaker | None
    reported: Reported
    cue: str = ""
    unknown: bool = False
    mixed: bool = False
    nested: bool = False


AUTHOR = Attribution(None, "author")
UNKNOWN = Attribution(None, "direct", unknown=True)
#: Nobody's, and so is what goes on behind it.
DESCRIBED = Attribution(None, "direct", _SET_OFF, unknown=True)


def attribute(document: Document, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """The attribution of each sentence of a document, in order."""
    spans = quotation_spans(document)
    speakers = Speakers(sentences, spans)
    told, announced = voices(document), announced_paragraphs(document)
    datelines = _datelines(document)
    names = [str(name) for name in document.reference.author if name.family]
    plural = len(names) > 1 or (not names and _is_published(document))
    insides = [[s for s in spans if s.start < x.end and s.end > x.start] for x in sentences]
    cued = [
        _cued(sentence, inside, speakers, index)
        for index, (sentence, inside) in enumerate(zip(sentences, insides, strict=True))
    ]
    for index, sentence in enumerate(sentences):
        own = cued[index]
        if own is not None and sets_off(sentence, insides[index]):
            cued[index] = replace(own, cue=_SET_OFF)
        if voice := told.get(sentence.paragraph):
            plain = cued[index] is None and not _quotes(sentence, insides[index])
            cued[index] = _voiced(sentence, voice, speakers, names) if plain else UNKNOWN
    runs = _runs(cued, insides)
    found: list[Attribution] = []
    for index, sentence in enumerate(sentences):
        own = cued[index]
        before = _before(sentences, found, index)
        given = own if own is not None else _unmarked(sentence, insides[index], before, runs)
        barred = sentence.paragraph in announced or (plural and _says_i(sentence, insides[index]))
        given = UNKNOWN if given == AUTHOR and barred else given
        dated = any(sentence.start in span for span in datelines)
        found.append(replace(given, mixed=True) if dated else given)
        if insides[index] and _is_sure(found[-1]):
            runs.setdefault(insides[index][-1].run, found[-1])
    return tuple(_settled(*each) for each in zip(sentences, insides, cued, found, strict=True))


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


def _cued(
    sentence: Sentence, inside: Sequence[QuotationSpan], speakers: Speakers, index: int
) -> Attribution | None:
    """What a cue in the sentence says of it; None where it has no cue."""
    spoken = any(_words(sentence, span) >= _SPOKEN_WORDS for span in inside)
    kind: Reported = "direct" if spoken else "indirect"
    for clause in reporting_clauses(sentence, inside):
        if is_generic(clause.subject, sentence.tokens):
            if reports_another(sentence.tokens, clause, inside, ()):
                return UNKNOWN
            continue
        if is_displaced(sentence.tokens, clause.index, clause.subject):
            return UNKNOWN
        speaker = speakers.resolve(sentence, clause.subject, index)
        if asks_whether(sentence.tokens, clause.index):
            return UNKNOWN
        if speaker is not None:
            mixed = other_claims(sentence, clause, inside, spoken=spoken)
            mixed = mixed or _in_first_person(sentence, inside)
            pronouns = speakers.pronouns(speaker)
            nested = reports_another(sentence.tokens, clause, inside, pronouns)
            return Attribution(speaker, kind, clause.verb.text, mixed=mixed, nested=nested)
        if _is_anybodys(sentence, clause, inside):
            return UNKNOWN
    if source := by_phrase(sentence, inside):
        speaker = speakers.resolve(sentence, source, index)
        if speaker is not None:
            return Attribution(speaker, kind, "according to")
        if source.text.lower() not in {"my", "our", "i", "we"}:
            return UNKNOWN
    if sets_off(sentence, inside) or describes(sentence):
        return DESCRIBED
    return UNKNOWN if is_hearsay(sentence, inside) else None


def _voiced(
    sentence: Sentence, voice: Voice, speakers: Speakers, authors: Sequence[str]
) -> Attribution:
    """A sentence of a transcript; with the label in it, it can't be quoted as it stands."""
    if not voice.label or sentence.start < voice.end:
        return UNKNOWN
    speaker = speakers.labelled(voice.label, authors)
    return Attribution(speaker, "direct", _SET_OFF) if speaker else UNKNOWN


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


def _in_first_person(sentence: Sentence, inside: Sequence[QuotationSpan]) -> bool:
    """Whether the writer says of "we" or "I", outside quotation marks, what the sentence claims."""
    tokens = sentence.tokens
    return any(
        t.dep == "nsubj" and t.text.lower() in {"i", "we"} and tokens[t.head].dep == "ROOT"
        for t in tokens
        if not any(s.start <= t.start < s.end for s in inside)
    )


def _is_anybodys(sentence: Sentence, clause: Clause, inside: Sequence[QuotationSpan]) -> bool:
    return _quotes(sentence, inside) or not is_writers(clause, sentence.tokens)


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


def _before(
    sentences: Sequence[Sentence], found: Sequence[Attribution], index: int
) -> Attribution | None:
    """The attribution of the sentence before, if it goes on: in one paragraph, or over a colon."""
    if not index:
        return None
    before, last = sentences[index - 1], found[index - 1]
    same = before.paragraph == sentences[index].paragraph
    if before.text.endswith(":") and last.speaker is not None:
        cue = last.cue if same else _SET_OFF
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
    if quoted_share(sentence.start, sentence.end, inside) >= _MOSTLY_QUOTED:
        whole = [s for s in inside if s.start <= sentence.start + 1 and s.end >= sentence.end - 1]
        if whole and (first := runs.get(whole[0].run)):
            return Attribution(first.speaker, "direct", first.cue)
        if before is not None and goes_on:
            return Attribution(before.speaker, "direct", before.cue)
        return UNKNOWN
    if before is not None and before.cue == _SET_OFF:
        return Attribution(None, "direct", _SET_OFF, unknown=True)
    if _quotes(sentence, inside) or (inside and before is not None and before.reported == "direct"):
        return UNKNOWN
    return AUTHOR


def _quotes(sentence: Sentence, inside: Sequence[QuotationSpan]) -> bool:
    """Whether a quotation, and not only a quoted term, stands in the sentence."""
    longest = max((_words(sentence, span) for span in inside), default=0)
    ends = any(
        _SPEECH_END.search(sentence.text, 0, max(0, span.end - sentence.start))
        for span in inside
        if _words(sentence, span) >= _SPOKEN_WORDS
    )
    mostly = quoted_share(sentence.start, sentence.end, inside) >= _MOSTLY_QUOTED
    return longest >= _QUOTATION_WORDS or mostly or ends


def _words(sentence: Sentence, span: QuotationSpan) -> int:
    tokens = (t for t in sentence.tokens if span.start <= t.start < span.end)
    return sum(1 for t in tokens if t.text[:1].isalnum())
