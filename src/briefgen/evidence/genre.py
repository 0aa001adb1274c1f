"""What kind of text a document is, and so whether what stands first in it matters most.

News reports put first what matters most; opinion pieces, essays, papers and transcripts do not.
Told from general signs of the writer's own words (outside quotation marks), after the register
features of Biber (1988): reported speech, tense, first and second person, necessity, questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.model import Document, Sentence, Token
from briefgen.viewpoints.lexicon import SPEECH
from briefgen.viewpoints.quotations import quotation_spans
from briefgen.viewpoints.transcripts import voices

GenreKind = Literal["report", "opinion", "paper", "transcript", "remark"]


@dataclass(frozen=True, slots=True)
class Genre:
    """A document's kind; `leads`: what stands first matters most; `reasons`: strongest signs."""

    kind: GenreKind
    leads: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sign:
    """A share of the sentences (of the finite verbs for tense) that speaks for or against a report.

    `usual`: the share that says nothing either way; `weight`: how much more or less of it counts.
    """

    name: str
    usual: float
    weight: float
    many: str
    few: str


_SIGNS = (
    _Sign("reports", 0.15, 2.0, "it gives what others said", "it seldom gives what others said"),
    _Sign("quotes", 0.15, 1.0, "it quotes others", "it quotes hardly anybody"),
    _Sign("days", 0.05, 2.0, "it names the days of what it tells", ""),
    _Sign("past", 0.40, 2.0, "it tells what happened", "it is written in the present tense"),
    _Sign("personal", 0.08, -2.0, "it speaks of “I” and “we”, or to “you”", ""),
    _Sign("demands", 0.03, -3.0, "it says what should be, or judges", ""),
    _Sign("asks", 0.02, -3.0, "it asks questions", ""),
    _Sign("argues", 0.06, -2.0, "its sentences answer one another (“but”, “so”)", ""),
)
#: The score from which a text counts as a report: one without any sign is rather one.
_REPORT = -0.15
#: "LISBON, March 12 (Agency) -": a place in capitals, or an agency in brackets, and a dash.
_OPENING = re.compile(
    r"(?:[A-Z][A-Z.’'-]{2,}[^.!?:;]{0,60}|[A-Z][^.!?:;()]{2,40}\([^()]{2,40}\))\s?[–—-]+\s"
)
#: What a dateline, and a publisher or agency for an author, add to the score.
_DATELINE, _AGENCY = 1.0, 0.1
#: Sentences and words below which a text has no order to go by.
_FEWEST, _SHORTEST = 2, 40
#: Headings, notes and words from which a text that is no report is a paper.
_HEADINGS, _NOTES, _PAPER = 4, 4, 2500
#: Code points from which marks hold a quotation, and not a term.
_QUOTATION = 20

_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday".split())
_PERSONAL = frozenset("i my me mine we our us ours you your yours".split())
_DEMANDS = frozenset(
    """should must ought absurd clearly dangerous deserve foolish indeed merely mistake obviously
    perhaps simply surely wrong""".split()
)
_ARGUES = frozenset("and but indeed instead nor or perhaps so still thus yet".split())
_SELF = frozenset("i it one we you".split())


def genre_of(document: Document, sentences: Sequence[Sentence]) -> Genre:
    """A document's genre, from its annotated sentences; linear in their number."""
    if len(sentences) < _FEWEST or document.words < _SHORTEST:
        return Genre("remark", leads=False, reasons=("it is too short to have an order",))
    said = voices(document)
    if 2 * len(said) > len(document.paragraphs):
        return Genre("transcript", leads=False, reasons=("its paragraphs are somebody’s turns",))
    shares = _shares(document, sentences)
    weighed = [(sign, sign.weight * (shares[sign.name] - sign.usual)) for sign in _SIGNS]
    given = list(_outward(document))
    score = sum(value for _, value in (*weighed, *given))
    leads = score >= _REPORT
    told = [(s.many if shares[s.name] > s.usual else s.few, value) for s, value in weighed]
    signs = sorted((*told, *given), key=lambda sign: -abs(sign[1]))
    reasons = tuple(text for text, value in signs if text and (value > 0) == leads)[:3]
    kind: GenreKind = "report" if leads else "paper" if _is_paper(document) else "opinion"
    return Genre(kind, leads, reasons or ("nothing says otherwise",))


def _outward(document: Document) -> Iterator[tuple[str, float]]:
    """Signs that a document carries beside its words, with what they add to the score."""
    if any(_OPENING.match(document.text, block.start) for block in document.paragraphs[:2]):
        yield "it opens with a dateline", _DATELINE
    if any(name.literal for name in document.reference.author):
        yield "a body and no person signs it", _AGENCY
    if _is_paper(document):
        yield "it has the headings or notes of a paper", -_DATELINE


def _is_paper(document: Document) -> bool:
    kinds = [block.kind for block in document.blocks]
    parted = kinds.count("heading") >= _HEADINGS and document.words >= _PAPER
    return parted or kinds.count("note") >= _NOTES


def _shares(document: Document, sentences: Sequence[Sentence]) -> Mapping[str, float]:
    """For each sign its share of the sentences, of the writer's own words only."""
    counts = dict.fromkeys((sign.name for sign in _SIGNS), 0)
    verbs = 0
    for sentence, own in _own(document, sentences):
        tags = [token.tag for token in own]
        counts["past"] += tags.count("VBD")
        verbs += sum(tags.count(tag) for tag in ("VBD", "VBZ", "VBP"))
        words = [token.text.lower() for token in own]
        counts["reports"] += "according" in words or _reports(sentence, own)
        counts["quotes"] += sentence.end - sentence.start - _length(own) > _QUOTATION
        counts["days"] += not _DAYS.isdisjoint(words)
        counts["personal"] += not _PERSONAL.isdisjoint(words)
        counts["demands"] += not _DEMANDS.isdisjoint(words)
        counts["asks"] += "?" in words
        counts["argues"] += bool(words) and words[0] in _ARGUES
    past = counts.pop("past") / verbs if verbs else 0.0
    return {name: count / len(sentences) for name, count in counts.items()} | {"past": past}


def _own(
    document: Document, sentences: Sequence[Sentence]
) -> Iterator[tuple[Sentence, list[Token]]]:
    """Each sentence with its tokens outside quotation marks; spans and sentences are in order."""
    spans = list(reversed(quotation_spans(document)))
    for sentence in sentences:
        while spans and spans[-1].end <= sentence.start:
            spans.pop()
        inside = [s for s in spans[:-5:-1] if s.start < sentence.end]
        yield (
            sentence,
            [t for t in sentence.tokens if not any(s.start <= t.start < s.end for s in inside)],
        )


def _reports(sentence: Sentence, own: Sequence[Token]) -> bool:
    """Whether one of these verbs says what somebody else said ("the mayor warned")."""
    verbs = {t.start for t in own if t.lemma in SPEECH and t.tag in {"VBD", "VBZ", "VBP"}}
    return bool(verbs) and any(
        token.dep == "nsubj" and sentence.tokens[token.head].start in verbs
        for token in sentence.tokens
        if token.text.lower() not in _SELF
    )


def _length(tokens: Sequence[Token]) -> int:
    return sum(len(token.text) + 1 for token in tokens)
