"""What a publisher says of an article of its own: retracted, withdrawn, corrected, or gone.

Only a notice counts: a short block at the head or the end of a source, or one that its reader put
aside, that begins with what it is or with the article as its subject. What an article tells of
other texts ("the ministry withdrew its report") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefgen.model import Advice, Document, Gone, Problem, SourceRecord
from briefgen.model.changes import NoticeKind

#: Blocks at either end of a source that may be a notice, and the words of the longest.
_ENDS, _LONGEST = 3, 120
_LABEL = (
    r"(?:[\W_]*(?:(?:editor(?:[’']?s|s[’']|ial)?|publisher[’']?s) note|note(?: to readers)?"
    r"|notice|important|update)\b[^.!?:—–-]{0,40}[:—–.-]+\s*)"
)
_OWN = r"(?:article|story|post|blog post|column|page|piece|paper|preprint|op-ed|interview)"
_ANY = rf"(?:{_OWN}|report|release|press release|statement|analysis|text|item|publication)"
_IS = r"(?:has (?:since )?been|was|is|have been)(?: \w+ly| now| since)?"
_BY_WHOM = r"(?=[\s.,;:—–)-]|\Z)(?! from (?:the )?(?:sale|market))"
#: The verbs of each kind, and the head under which a notice of it stands.
_SAID: tuple[tuple[NoticeKind, str, str], ...] = (
    ("retracted", "retracted", r"retract(?:ed(?: article)?|ion(?: notice)?)"),
    (
        "withdrawn",
        r"(?:withdrawn|taken down|unpublished|removed by (?:the |its |our )?"
        r"(?:editor|publisher|author)s?)",
        r"(?:article )?withdrawn|withdrawal notice",
    ),
    (
        "corrected",
        r"(?:corrected|amended to (?:correct|fix|clarify|remove|reflect))",
        r"corrections?|correction notice|erratum|errata|corrigendum",
    ),
)
_EARLIER = (
    rf"(?:an?|the) (?:earlier|previous|original) version of (?:this|the) {_ANY}\b[^.]{{0,80}}?"
    r"\b(?:incorrect|incorrectly|wrong|wrongly|mistaken|mistakenly|erroneous|erroneously|misstated"
    r"|misidentified|misspelled|misspelt|misquoted|misattributed|error|errors|in error)\b"
)


def _patterns(verb: str, head: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a block at an end says, and what one says that stands apart from the text."""
    said = rf"(?:{_LABEL}?this {_OWN}|{_LABEL}this {_ANY}) {_IS} {verb}{_BY_WHOM}"
    headed = rf"[\W_]*(?:{head})(?: \([^)]{{1,40}}\)|,? [^:.!?]{{1,30}}\d{{4}})?\s*[:—–]\s*\S"
    apart = rf"{_LABEL}?this {_ANY} {_IS} {verb}{_BY_WHOM}"
    return re.compile(rf"{said}|{headed}", re.I), re.compile(rf"{apart}|{headed}", re.I)


_RULES = tuple((kind, *_patterns(verb, head)) for kind, verb, head in _SAID)
_CORRECTS = re.compile(rf"{_LABEL}?{_EARLIER}", re.I)
_TITLED = re.compile(r"[\W_]*(retracted|withdrawn)(?: article)?(?:\s*[:\]]|\s+[—–]\s)", re.I)
#: What is said of a source that should not be quoted, and of one that may be.
_WARNED = {
    "retracted": "is retracted by its publisher",
    "withdrawn": "is withdrawn by its publisher",
}
_ADVISED = {"corrected": "carries a correction by its publisher"}
_REMEDY = "read what its publisher says, and drop it from the spec if it should not be quoted"


def notice_in(title: str, ends: Iterable[str], apart: Iterable[str]) -> NoticeKind | None:
    """The gravest notice in a title, in blocks at a source's ends, in what stands apart from it."""
    if found := _TITLED.match(title):
        return "retracted" if found[1].lower() == "retracted" else "withdrawn"
    blocks = [(text, 1) for text in ends] + [(text, 2) for text in apart]
    short = [(text.strip(), which) for text, which in blocks if len(text.split()) <= _LONGEST]
    for kind, *patterns in _RULES:
        if any(patterns[which - 1].match(text) for text, which in short):
            return kind
    return "corrected" if any(_CORRECTS.match(text) for text, _ in short) else None


def noticed(
    sources: Sequence[SourceRecord], documents: Iterable[Document], problems: Iterable[Problem]
) -> tuple[SourceRecord, ...]:
    """The sources with what their publishers say of them; only those that were read."""
    of = {document.id: document for document in documents}
    gone = {problem.where for problem in problems if isinstance(problem, Gone)}
    return tuple(
        replace(source, notice=kind)
        if source.id in of and (kind := _of(of[source.id], source.location in gone))
        else source
        for source in sources
    )


def warnings(sources: Iterable[SourceRecord]) -> Iterator[Problem]:
    """What the desk is told of sources with a notice; that a page is gone was told before."""
    for source in sources:
        if source.notice in _WARNED:
            yield Problem(source.location, _WARNED[source.notice], _REMEDY)
        elif source.notice in _ADVISED:
            yield Advice(source.location, _ADVISED[source.notice], _REMEDY)


def _of(document: Document, gone: bool) -> NoticeKind | None:
    blocks = document.blocks
    ends = (*blocks[:_ENDS], *blocks[_ENDS:][-_ENDS:])
    told = notice_in(
        document.reference.title,
        (document.text[block.start : block.end] for block in ends),
        (dropped.text for dropped in document.dropped),
    )
    return told or ("gone" if gone else None)
