"""Who holds each sentence: by rules, and where these leave it to nobody, by a second look.

The rules say nothing where a cue's subject is nobody whom they know, or the parse is odd. A scored
statement whose cue stands in the sentence, or whose quotation goes on in it, says whose it is where
it is sure and can name somebody. What the rules refuse for a reason stays nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.model import Document, Sentence
from briefgen.viewpoints.attribution import (
    Attribution,
    Insides,
    cues,
    publishers,
    reported,
)
from briefgen.viewpoints.clauses import Clause, is_quoted, is_unreal
from briefgen.viewpoints.outlets import is_channel
from briefgen.viewpoints.people import Speaker
from briefgen.viewpoints.phrases import is_generic
from briefgen.viewpoints.quotations import insides, quotation_spans
from briefgen.viewpoints.reach import asks_whether
from briefgen.viewpoints.speakers import Speakers
from briefgen.viewpoints.spread import spread
from briefgen.viewpoints.statements import Candidate, Layout, by_weights, fitted, scored
from briefgen.viewpoints.transcripts import voices

#: How likely a statement must be right, and how much of the sentence it must hold.
_SURE, _COVERED = 0.8, 0.6


def attribute(document: Document, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """The attribution of each sentence of a document, in order."""
    spans = quotation_spans(document)
    speakers, within = Speakers(sentences, spans), insides(sentences, spans)
    cued = cues(document, sentences, spans, within, speakers)
    found = spread(document, sentences, within, cued)
    told = voices(document)
    left = [
        n
        for n, (sentence, given) in enumerate(zip(sentences, found, strict=True))
        if given.unknown and not given.mixed and sentence.paragraph not in told
    ]
    more = dict(_looked_at(document, sentences, within, left, speakers))
    if not more:
        return found
    cued = [more.get(n, given) for n, given in enumerate(cued)]
    return spread(document, sentences, within, cued)


def _looked_at(
    document: Document,
    sentences: Sequence[Sentence],
    within: Insides,
    left: Sequence[int],
    speakers: Speakers,
) -> Iterator[tuple[int, Attribution]]:
    """The sentences among those that are `left`, by number, that a sure statement tells."""
    near = {sentences[n].paragraph for n in left}
    cued = [n for n, sentence in enumerate(sentences) if sentence.paragraph in near]
    if not cued:
        return
    layout = Layout(document, sentences)
    for each in scored(layout, by_weights(fitted()), _SURE, cued):
        held = [n for n in left if _holds(each.candidate, sentences[n])]
        speaker = _speaker(each.candidate, layout, within, speakers) if held else None
        if speaker is not None and _carries(document, each.candidate, layout, within, speaker):
            continue
        for n in held if speaker is not None else ():
            if speaker is not None:
                yield n, _told(each.candidate, n, layout, within, speakers, speaker)


def _holds(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether a candidate's content is what a sentence mainly says."""
    held = sum(
        max(0, min(end, sentence.end) - max(start, sentence.start))
        for start, end in candidate.content
    )
    return held >= _COVERED * (sentence.end - sentence.start)


def _speaker(
    candidate: Candidate, layout: Layout, within: Insides, speakers: Speakers
) -> Speaker | None:
    """Whom a candidate names, if anybody says what it reports."""
    at, place = candidate.sentence, candidate.source.place
    sentence = layout.sentences[at]
    if place is None or asks_whether(sentence.tokens, candidate.cue):
        return None
    source = sentence.tokens[place]
    if is_quoted(sentence.tokens[candidate.cue], within[at]) or is_quoted(source, within[at]):
        return None
    if is_generic(source, sentence.tokens) or is_unreal(sentence, candidate.cue, within[at]):
        return None
    return speakers.resolve(sentence, source, at)


def _carries(
    document: Document, candidate: Candidate, layout: Layout, within: Insides, speaker: Speaker
) -> bool:
    """Whether a candidate's source is an outlet that only carries what is reported."""
    sentence = layout.sentences[candidate.sentence]
    cue, inside = sentence.tokens[candidate.cue].text, within[candidate.sentence]
    return is_channel(speaker, cue, sentence, inside, publishers(document))


def _told(
    candidate: Candidate,
    index: int,
    layout: Layout,
    within: Insides,
    speakers: Speakers,
    speaker: Speaker,
) -> Attribution:
    """The attribution of a sentence that a candidate's content holds, or goes on in."""
    sentence = layout.sentences[candidate.sentence]
    verb, place = sentence.tokens[candidate.cue], candidate.source.place
    if index != candidate.sentence or place is None:
        return Attribution(speaker, "direct", verb.text)
    clause = Clause(verb, sentence.tokens[place], candidate.cue)
    return reported(sentence, clause, within[index], speaker, speakers.pronouns(speaker))
