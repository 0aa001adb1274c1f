"""What an article says of itself and its authors: affiliations, thanks, funding, interests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.readers.pdf.paragraphs import Paragraph
from briefgen.readers.pdf.sections import is_heading
from briefgen.readers.shape import ends_sentence

_MOST = 150  # words of such a part; a chapter on funding is longer
_MOST_FRONT = 60
_NUMBER = r"(?:(?:\d+|[A-Z]|[IVX]+)\.?\s+)?"
_INTERESTS = (
    r"(?:(?:declaration|statement|disclosure) of (?:\w+ )?(?:conflicts? of )?interests?"
    r"|(?:conflicts?|declarations?) of interests?|(?:competing|conflicting) (?:\w+ )?interests?"
    r"|interessenkonflikte?|conflits? d[’']intérêts|conflictos? de intereses"
    r"|disclosure)(?: statement| disclosure)?"
)
_HEADS = {
    "acknowledgements": (
        r"(?:acknowledge?ments?|thanks|danksagung|remerciements|agradecimientos)"
        r"(?: and (?:funding|disclosures?))?"
    ),
    "conflict of interest": _INTERESTS,
    "funding": (
        r"(?:funding(?: (?:statement|information|acknowledgement|details|sources?))?"
        r"|financial (?:support|disclosure)|förderung|financement|financiación)"
    ),
    "statement on data": r"(?:data|code)(?: and (?:data|code))? availability(?: statement)?",
    "authors' contributions": r"(?:author(?:s[’']?|[’']s)?|credit author\w*) contributions?"
    r"(?: statement)?",
    "ethics statement": r"ethic(?:s|al) (?:approval|statement|considerations|declarations?)",
}
_HEADING = {why: re.compile(rf"{_NUMBER}{said}\W*", re.I) for why, said in _HEADS.items()}
_OPENING = {why: re.compile(rf"{said}\s*[.:–—]\s+\S", re.I) for why, said in _HEADS.items()}
_FUNDED = re.compile(
    r"\b(?:grants?|funded by|supported by|funders?|no (?:specific |external )?funding|gefördert)\b",
    re.IGNORECASE,
)
_NO_CONFLICT = re.compile(
    r"(?:the authors? (?:ha(?:s|ve) )?(?:declares?d?|reports?e?d?|states?d?) (?:that )?.{0,40}"
    r"|no (?:potential )?)\b(?:conflicts?|competing) (?:of )?(?:\w+ )?interests?\b.{0,120}",
    re.IGNORECASE,
)
_CORRESPONDING = re.compile(
    r"\bcorresponding authors?\b|\breceived:? .{4,30}\baccepted\b|^\W*e-?mail:", re.IGNORECASE
)
_SEAT = re.compile(
    r"\W*(?:[a-z\d]\W*(?=[A-Z]))?"  # the mark that points to it from the by-line
    r"(?:(?:The )?(?:Department|Faculty|School|Institute|Cent(?:re|er)|Division|Laboratory|College"
    r"|Institut|Fakultät|Département|Facultad|Departamento)\b"
    r"|(?:[A-ZÀ-Þ][\w’'-]*\s+){1,4}Universi(?:ty|tät|té|dad)\b)"
)


def label_statements(
    paragraphs: Sequence[Paragraph], body: float, title: int
) -> list[Paragraph]:  # fmt: skip
    """Each paragraph, with a reason where it states such a thing; `title`: the title's index."""
    result = list(paragraphs)
    for index, reason in [*_affiliations(paragraphs, title), *_parts(paragraphs, body)]:
        if not result[index].reason:
            result[index] = replace(result[index], reason=reason, floats=True)
    return result


def _affiliations(paragraphs: Sequence[Paragraph], title: int) -> Iterator[tuple[int, str]]:
    """Where the authors work and how to write to them: on the first page, below the title."""
    for index in range(title + 1, len(paragraphs)):
        paragraph = paragraphs[index]
        if paragraph.lines[0].sheet > max(0, paragraphs[max(title, 0)].lines[0].sheet):
            return
        text = _text(paragraph)
        if len(text.split()) > _MOST_FRONT:
            continue
        seat = _SEAT.match(text) and not ends_sentence(text) and "," in text
        if _CORRESPONDING.search(text) or seat:
            yield index, "affiliation"


def _parts(paragraphs: Sequence[Paragraph], body: float) -> Iterator[tuple[int, str]]:
    """The short parts under such a heading, and paragraphs that open with one or declare so."""
    for index, paragraph in enumerate(paragraphs):
        text = _text(paragraph)
        if paragraph.reason or len(text.split()) > _MOST:
            continue
        if reason := next((why for why, head in _HEADING.items() if head.fullmatch(text)), ""):
            part = _below(paragraphs, index, body)
            said = " ".join(_text(paragraphs[at]) for at in part)
            sure = reason != "funding" or _FUNDED.search(said)
            if part and sure:
                yield from ((at, reason) for at in (index, *part))
        elif reason := next((why for why, head in _OPENING.items() if head.match(text)), ""):
            if reason != "funding" or _FUNDED.search(text):
                yield index, reason
        elif _NO_CONFLICT.fullmatch(text):
            yield index, "conflict of interest"


def _below(paragraphs: Sequence[Paragraph], index: int, body: float) -> list[int]:
    """The paragraphs of text between a heading and the next one; none if they are too long."""
    found: list[int] = []
    words = 0
    for at in range(index + 1, len(paragraphs)):
        if is_heading(paragraphs[at], body):
            break
        if not paragraphs[at].reason:
            found.append(at)
            words += len(_text(paragraphs[at]).split())
        if words > _MOST:
            return []
    return found


def _text(paragraph: Paragraph) -> str:
    return " ".join(" ".join(paragraph.texts).split())
