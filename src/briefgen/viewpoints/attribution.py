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
    is_writers,
    other_claims,
    reporting_clauses,
)
from briefgen.viewpoints.described import describes, sets_off
from briefgen.viewpoints.hearsay import is_hearsay
from briefgen.viewpoints.inquits import inquit, inquit_alone
from briefgen.viewpoints.nested import reports_another
from briefgen.viewpoints.outlets import is_channel
from briefgen.viewpoints.people import Speaker
from briefgen.viewpoints.phrases import is_generic
from briefgen.viewpoints.quotations import QuotationSpan, quoted_share
from briefgen.viewpoints.reach import asks_whether, is_displaced
from briefgen.viewpoints.signatures import signatures
from briefgen.viewpoints.speakers import Speakers
from briefgen.viewpoints.transcripts import Voice, voices

#: Share of a sentence in quotation marks from which it is somebody's words and not the writer's.
MOSTLY_QUOTED = 0.6
#: Quoted words from which a sentence with a cue is direct speech and not only a report.
_SPOKEN_WORDS = 3
#: Words in quotation marks from which they are a quotation and not a term or scare quotes.
_QUOTATION_WORDS = 5
#: A quotation that ends as speech does, before its mark (“It is ours,”).
_SPEECH_END = re.compile(r"[,.!?…][”\"’']+\Z")
#: The cue of a paragraph that a colon sets off ("The mayor added:"), without marks of its own.
SET_OFF = ":"


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


#: The quotations that each sentence of a document shares text with.
Insides = Sequence[Sequence[QuotationSpan]]

AUTHOR = Attribution(None, "author")
UNKNOWN = Attribution(None, "direct", unknown=True)
#: Nobody's, and so is what goes on behind it.
DESCRIBED = Attribution(None, "direct", SET_OFF, unknown=True)


def cues(
    document: Document,
    sentences: Sequence[Sentence],
    spans: Sequence[QuotationSpan],
    insides: Insides,
    speakers: Speakers,
) -> list[Attribution | None]:
    """What a cue in each sentence says of it, in order; None where it has no cue."""
    told, signed = voices(document), signatures(document, spans)
    starts = {block.number: block.start for block in document.paragraphs}
    names = [str(name) for name in document.reference.author if name.family]
    cued = [
        _cued(sentence, inside, speakers, index)
        for index, (sentence, inside) in enumerate(zip(sentences, insides, strict=True))
    ]
    for index, sentence in enumerate(sentences):
        own = cued[index]
        if (
            own is not None
            and own.speaker is not None
            and is_channel(own.speaker, own.cue, sentence, insides[index], publishers(document))
        ):
            cued[index] = UNKNOWN
        elif own is not None and sets_off(sentence, insides[index]):
            cued[index] = replace(own, cue=SET_OFF)
        run = insides[index][0].run if insides[index] else None
        if cued[index] is None and run is not None and run in signed:
            cued[index] = _signed(signed[run], speakers)
        if voice := told.get(sentence.paragraph):
            # A mark before the label opens no quotation within the turn.
            within = [s for s in insides[index] if s.start != starts[sentence.paragraph]]
            plain = cued[index] is None and not quotes(sentence, within)
            cued[index] = _voiced(sentence, voice, speakers, names) if plain else UNKNOWN
        if index and (by := _cut_off(sentences, insides, index, speakers)):
            cued[index - 1 : index + 1] = by, UNKNOWN
    return cued


def publishers(document: Document) -> tuple[str, ...]:
    """Who published a document, by name; what they report they only carry."""
    return document.reference.container_title, document.reference.publisher


def _cut_off(
    sentences: Sequence[Sentence], insides: Insides, index: int, speakers: Speakers
) -> Attribution | None:
    """What a quotation is whose cue is a sentence of its own (“Why now?” | Lee demanded)."""
    sentence, before, inside = sentences[index], sentences[index - 1], insides[index - 1]
    ended = bool(inside) and inside[-1].end >= before.end and not insides[index]
    if not ended or before.paragraph != sentence.paragraph:
        return None
    clause = inquit_alone(sentence.tokens)
    speaker = speakers.resolve(sentence, clause.subject, index) if clause else None
    return Attribution(speaker, "direct", clause.verb.text) if clause and speaker else None


def _cued(
    sentence: Sentence, inside: Sequence[QuotationSpan], speakers: Speakers, index: int
) -> Attribution | None:
    """What a cue in the sentence says of it; None where it has no cue."""
    kind: Reported = "direct" if is_spoken(sentence, inside) else "indirect"
    for clause in _clauses(sentence, inside):
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
            return reported(sentence, clause, inside, speaker, speakers.pronouns(speaker))
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


def _clauses(sentence: Sentence, inside: Sequence[QuotationSpan]) -> Sequence[Clause]:
    """The reporting clauses of a sentence, first the one that only its order gives away."""
    parsed = reporting_clauses(sentence, inside)
    beside = inquit(sentence.tokens, inside)
    known = beside is None or any(clause.index == beside.index for clause in parsed)
    return parsed if known or beside is None else [beside, *parsed]


def reported(
    sentence: Sentence,
    clause: Clause,
    inside: Sequence[QuotationSpan],
    speaker: Speaker,
    pronouns: frozenset[str],
) -> Attribution:
    """The attribution of a sentence to whom its clause says; `pronouns` can mean the speaker."""
    spoken = is_spoken(sentence, inside)
    mixed = other_claims(sentence, clause, inside, spoken=spoken)
    return Attribution(
        speaker,
        "direct" if spoken else "indirect",
        clause.verb.text,
        mixed=mixed or _in_first_person(sentence, inside),
        nested=reports_another(sentence.tokens, clause, inside, pronouns),
    )


def is_spoken(sentence: Sentence, inside: Sequence[QuotationSpan]) -> bool:
    """Whether a sentence with a cue gives somebody's own words and not only a report."""
    return any(_words(sentence, span) >= _SPOKEN_WORDS for span in inside)


def _signed(name: str, speakers: Speakers) -> Attribution | None:
    """What a quotation that somebody signs is; None where the name is nobody's in the document."""
    speaker = speakers.person(name)
    return Attribution(speaker, "direct", "—") if speaker is not None else None


def _voiced(
    sentence: Sentence, voice: Voice, speakers: Speakers, authors: Sequence[str]
) -> Attribution:
    """A sentence of a transcript; with the label in it, it can't be quoted as it stands."""
    if not voice.label or sentence.start < voice.end:
        return UNKNOWN
    speaker = speakers.labelled(voice.label, authors)
    return Attribution(speaker, "direct", SET_OFF) if speaker else UNKNOWN


def _in_first_person(sentence: Sentence, inside: Sequence[QuotationSpan]) -> bool:
    """Whether the writer says of "we" or "I", outside quotation marks, what the sentence claims."""
    tokens = sentence.tokens
    return any(
        t.dep == "nsubj" and t.text.lower() in {"i", "we"} and tokens[t.head].dep == "ROOT"
        for t in tokens
        if not any(s.start <= t.start < s.end for s in inside)
    )


def _is_anybodys(sentence: Sentence, clause: Clause, inside: Sequence[QuotationSpan]) -> bool:
    return quotes(sentence, inside) or not is_writers(clause, sentence.tokens)


def quotes(sentence: Sentence, inside: Sequence[QuotationSpan]) -> bool:
    """Whether a quotation, and not only a quoted term, stands in the sentence."""
    longest = max((_words(sentence, span) for span in inside), default=0)
    ends = any(
        _SPEECH_END.search(sentence.text, 0, max(0, span.end - sentence.start))
        for span in inside
        if _words(sentence, span) >= _SPOKEN_WORDS
    )
    mostly = quoted_share(sentence.start, sentence.end, inside) >= MOSTLY_QUOTED
    return longest >= _QUOTATION_WORDS or mostly or ends


def _words(sentence: Sentence, span: QuotationSpan) -> int:
    tokens = (t for t in sentence.tokens if span.start <= t.start < span.end)
    return sum(1 for t in tokens if t.text[:1].isalnum())
