"""Who holds a sentence: its author, or somebody whose words or view it reports.

Rules over the parse and the quotation marks, in the order of their certainty: a reporting verb
that governs the sentence, "according to", "in X's view", a quotation that goes on. Where a
quotation has no speaker that can be told, the sentence is `unknown` and must not be quoted at all.
After Pareti (2015): an attribution has a source, a cue and a content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.model import Document, Reported, Sentence, Token
from briefgen.viewpoints.lexicon import ATTITUDE, BELIEF, REPORTING, SPEECH, UNREAL
from briefgen.viewpoints.quotations import QuotationSpan, quotation_spans, quoted_share
from briefgen.viewpoints.speakers import Speaker, Speakers

#: Share of a sentence in quotation marks from which it is somebody's words and not the writer's.
_MOSTLY_QUOTED = 0.6
#: Quoted words from which a sentence with a cue is direct speech and not only a report.
_SPOKEN_WORDS = 3
#: Words in quotation marks from which they are a quotation and not a term or scare quotes.
_QUOTATION_WORDS = 5

_SUBJECTS = ("nsubj",)
_VIEW_NOUNS = frozenset("view opinion word eye judgment judgement assessment account".split())


@dataclass(frozen=True, slots=True)
class Attribution:
    """A sentence's source: `speaker` is None for the author's own words.

    `unknown`: the sentence is somebody's, and it cannot be told whose. `mixed`: a report and the
    writer's own words stand in one sentence, so that it is nobody's view as a whole.
    """

    speaker: Speaker | None
    reported: Reported
    cue: str = ""
    unknown: bool = False
    mixed: bool = False


AUTHOR = Attribution(None, "author")
UNKNOWN = Attribution(None, "direct", unknown=True)


def attribute(document: Document, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """The attribution of each sentence of a document, in order."""
    spans = quotation_spans(document)
    speakers = Speakers(sentences)
    found: list[Attribution] = []
    for index, sentence in enumerate(sentences):
        before = _before(sentences, found, index)
        found.append(_attribute(sentence, before, spans, speakers, index))
    return tuple(found)


def _before(
    sentences: Sequence[Sentence], found: Sequence[Attribution], index: int
) -> Attribution | None:
    """The attribution of the sentence before, if it stands in the same paragraph."""
    if index and sentences[index - 1].paragraph == sentences[index].paragraph:
        return found[index - 1]
    return None


def _attribute(
    sentence: Sentence,
    before: Attribution | None,
    spans: Sequence[QuotationSpan],
    speakers: Speakers,
    index: int,
) -> Attribution:
    inside = [s for s in spans if s.start < sentence.end and s.end > sentence.start]
    share = quoted_share(sentence.start, sentence.end, inside)
    said = _reporting_clause(sentence, inside)
    if said is not None:
        verb, subject = said
        speaker = speakers.resolve(sentence, subject, index)
        if speaker is not None:
            mixed = _has_other_claim(sentence, verb)
            kind: Reported = "direct" if _spoken(sentence, inside) else "indirect"
            return Attribution(speaker, kind, verb.text, mixed=mixed)
        if _quotes(sentence, inside) or subject.lemma in {"he", "she", "they"}:
            return UNKNOWN
    if source := _by_phrase(sentence):
        speaker = speakers.resolve(sentence, source, index)
        if speaker is not None:
            kind = "direct" if _spoken(sentence, inside) else "indirect"
            return Attribution(speaker, kind, "according to")
        if source.pos == "PRON":
            return UNKNOWN
    return _unmarked(sentence, before, inside, share)


def _unmarked(
    sentence: Sentence,
    before: Attribution | None,
    inside: Sequence[QuotationSpan],
    share: float,
) -> Attribution:
    """A sentence without a cue: a quotation that goes on, a stray quotation, or the author's."""
    if share >= _MOSTLY_QUOTED:
        if before is not None and before.speaker is not None and before.reported == "direct":
            return Attribution(before.speaker, "direct", before.cue)
        return UNKNOWN
    goes_on = before is not None and before.reported == "direct"
    if _quotes(sentence, inside) or (inside and goes_on):
        return UNKNOWN
    return AUTHOR


def _quotes(sentence: Sentence, inside: Sequence[QuotationSpan]) -> bool:
    """Whether a quotation, and not only a quoted term, stands in the sentence."""
    longest = max((_words(sentence, span) for span in inside), default=0)
    mostly = quoted_share(sentence.start, sentence.end, inside) >= _MOSTLY_QUOTED
    return longest >= _QUOTATION_WORDS or mostly


def _spoken(sentence: Sentence, inside: Sequence[QuotationSpan]) -> bool:
    return any(_words(sentence, span) >= _SPOKEN_WORDS for span in inside)


def _words(sentence: Sentence, span: QuotationSpan) -> int:
    tokens = (t for t in sentence.tokens if span.start <= t.start < span.end)
    return sum(1 for t in tokens if t.text[:1].isalnum())


def _reporting_clause(
    sentence: Sentence, inside: Sequence[QuotationSpan]
) -> tuple[Token, Token] | None:
    """The verb that reports the sentence's main claim, and its subject; outside quotations."""
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        if token.lemma not in REPORTING or token.pos != "VERB":
            continue
        if any(s.start < token.start < s.end for s in inside):
            continue
        if not _governs(tokens, index) or _is_unreal(tokens, index):
            continue
        subject = _subject(tokens, index)
        if subject is not None and _has_content(tokens, index, inside):
            return token, subject
    return None


def _governs(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb is the sentence's root, joined to it, or stands as a parenthesis."""
    token = tokens[index]
    if token.head == index or token.dep in {"ROOT", "parataxis"}:
        return True
    return token.dep == "conj" and tokens[token.head].head == token.head


def _is_unreal(tokens: Sequence[Token], index: int) -> bool:
    return any(t.head == index and t.dep == "aux" and t.lemma in UNREAL for t in tokens)


def _subject(tokens: Sequence[Token], index: int) -> Token | None:
    """The subject of a verb, or the one it shares with the verb that it is joined to."""
    for token in tokens:
        if token.head == index and token.dep in _SUBJECTS and token is not tokens[index]:
            return token
    verb = tokens[index]
    if verb.dep == "conj" and verb.head != index:
        return _subject(tokens, verb.head)
    return None


def _has_content(tokens: Sequence[Token], index: int, inside: Sequence[QuotationSpan]) -> bool:
    """Whether the verb has what it reports: a clause, a quotation, or an object of attitude."""
    lemma = tokens[index].lemma
    children = {t.dep for n, t in enumerate(tokens) if t.head == index and n != index}
    if children & {"ccomp", "parataxis"} or ("xcomp" in children and lemma in BELIEF | ATTITUDE):
        return True
    if lemma in ATTITUDE and children & {"dobj", "prep"}:
        return True
    return lemma in SPEECH and (bool(inside) or tokens[index].dep == "parataxis")


def _has_other_claim(sentence: Sentence, verb: Token) -> bool:
    """Whether a clause with a subject of its own is joined to the reporting one."""
    tokens = sentence.tokens
    index = tokens.index(verb)
    for n, token in enumerate(tokens):
        joined = token.dep == "conj" and token.head == index and token.pos in {"VERB", "AUX"}
        if joined and token.lemma not in REPORTING:
            return any(t.head == n and t.dep in {"nsubj", "nsubjpass"} for t in tokens)
    return False


def _by_phrase(sentence: Sentence) -> Token | None:
    """The source of "according to X" or "in X's view", if it governs the whole sentence."""
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        following = tokens[index + 1].lemma if index + 1 < len(tokens) else ""
        source = None
        if token.lemma == "accord" and following == "to":
            source = _child(tokens, index + 1, "pobj") or _child(tokens, index, "pobj")
        elif token.lemma in _VIEW_NOUNS and token.dep == "pobj" and _head(tokens, token) == "in":
            source = _child(tokens, index, "poss")
        if source is not None and not _is_subordinate(tokens, index):
            return source
    return None


def _head(tokens: Sequence[Token], token: Token) -> str:
    return tokens[token.head].lemma


def _is_subordinate(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token stands in a clause below the sentence's main one."""
    while tokens[index].head != index:
        if tokens[index].dep in {"relcl", "acl", "advcl", "ccomp"}:
            return True
        index = tokens[index].head
    return False


def _child(tokens: Sequence[Token], index: int, dep: str) -> Token | None:
    return next((t for n, t in enumerate(tokens) if t.head == index and t.dep == dep), None)
