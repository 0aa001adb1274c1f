"""Others' words in a paper: the parts that somebody else signs, and quotations that are set in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from briefgen.model import Name
from briefgen.readers.lexicon import ROLE
from briefgen.readers.metaline import name_and_office, parse_meta_line
from briefgen.readers.names import parse_names, parse_organisation
from briefgen.readers.pdf.page import Line
from briefgen.readers.pdf.paragraphs import Paragraph
from briefgen.readers.pdf.sections import is_heading
from briefgen.readers.shape import ends_sentence, is_prose
from briefgen.readers.speech import may_announce_speech

_SAME_SIZE = 0.04
_SET_IN = 1.0  # ems
_NUMBER = r"(?:(?:\d+(?:\.\d+)*|[A-Z]|[IVX]+)[.:)]?\s+)?"
_PREFATORY = (
    r"(?:forewords?|preface|prefatory note|prologue|epilogue|afterword|postscript|message|greeting"
    r"|vorwort|geleitwort|nachwort|grußwort|avant-propos|préface|postface|prólogo|prefacio|epílogo)"
)
_PART = (
    rf"(?:(?P<prefatory>{_PREFATORY})"
    r"|(?:notes?|statement|opinion|view|memorandum) of (?:dissent|reservation)"
    r"|dissent|reservations?|(?:dissenting|minority|separate|concurring|additional|supplementary"
    r"|personal|individual) (?:notes?|opinions?|views?|statements?|reports?|remarks?|comments?)"
    r"|annexe?|appendix|addendum|attachment|supplement|box|case study|introduction|contribution"
    r"|submission|testimony|evidence|statement|comments?|commentary|response|reply|rejoinder"
    r"|remarks|letter|interview|viewpoint|perspective|guest (?:essay|comment|column)"
    r"|minderheitsvotum|sondervotum|anhang|kommentar|stellungnahme"
    r"|opinion dissidente|annexe|commentaire|réponse|voto particular|anexo|comentario)"
)
_BY = r"(?:by|from|von|par|por|de)"
# "Foreword by …", "Annex B: Notes by …"; `about` is what stands between the part and its author.
_SIGNED = re.compile(
    rf"{_NUMBER}(?:[^\W\d_]+\s+){{0,2}}{_PART}(?:\s+(?:\d+|[A-Z]|[IVX]+))?"
    rf"(?P<about>\W?\s.{{3,100}})?[,:–—-]?\s+{_BY}\s+(?P<who>.+)",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"{_NUMBER}{_PREFATORY}\s*[,:–—|-]\s*(?P<who>.+)", re.IGNORECASE)
_UNSIGNED = re.compile(rf"{_NUMBER}(?:[^\W\d_]+[’'s]*\s+){{0,3}}{_PREFATORY}", re.IGNORECASE)
_THEMSELVES = re.compile(
    r"(?:the |les |los |die |den )?(?:authors?|editors?|auteurs?|autor(?:en|es)?)\W*", re.IGNORECASE
)


def label_others(
    paragraphs: Sequence[Paragraph], body: float, authors: Sequence[Name], title: int
) -> list[Paragraph]:
    """Each paragraph, with a reason where it isn't the authors'.

    `title`: the index of the title's paragraph among them, -1 if there is none.
    """
    return _set_in(_signed_parts(paragraphs, body, authors, title))


def _signed_parts(
    paragraphs: Sequence[Paragraph], body: float, authors: Sequence[Name], title: int
) -> list[Paragraph]:
    """A part that another signs goes, up to the next heading of its level."""
    result = list(paragraphs)
    families = {_folded(name) for name in authors}
    heading: Paragraph | None = None
    begun = False
    for index, paragraph in enumerate(paragraphs):
        if paragraph.reason:
            continue
        if heading and is_heading(paragraph, body) and _is_level(paragraph, heading):
            heading = None
        if heading is None and index > title:
            signed = _is_signed(paragraphs, index, body, families, begun=begun)
            heading = paragraph if signed else None
        begun = begun or is_prose(_text(paragraph))
        if heading:
            result[index] = replace(paragraph, reason="signed by another", floats=True)
    return result


def _is_level(paragraph: Paragraph, heading: Paragraph) -> bool:
    """Whether a heading ends the part under another: it's as large and as heavy, or larger."""
    slack = _SAME_SIZE * heading.size
    if paragraph.size > heading.size + slack:
        return True
    return paragraph.size >= heading.size - slack and paragraph.bold >= heading.bold


def _is_signed(
    paragraphs: Sequence[Paragraph], index: int, body: float, families: set[str], *, begun: bool
) -> bool:
    """Whether a part begins here that somebody signs who isn't among the authors."""
    paragraph, text = paragraphs[index], _text(paragraphs[index])
    if len(text.split()) > 25 or ends_sentence(text):
        return False
    if match := _SIGNED.fullmatch(text):
        opens = begun or match["prefatory"] is not None  # others may sign the paper itself
        return opens and _is_another(match["who"], families, sure=match["about"] is None)
    if match := _NAMED.fullmatch(text):
        return _is_another(match["who"], families, sure=False)
    if not is_heading(paragraph, body):
        return False
    unsigned = _UNSIGNED.fullmatch(text) is not None
    if (begun or unsigned) and _by_line_below(paragraphs, index, families):
        return True
    return unsigned and _signature_below(paragraphs, index, body, families)


def _is_another(who: str, families: set[str], *, sure: bool) -> bool:
    """Whether `who` is somebody, and none of the authors; `sure`: a part's kind stands before."""
    if _THEMSELVES.fullmatch(who):
        return False
    names, rest = parse_names(who)
    if names and (not rest or sure or ROLE.search(rest)):
        return not {_folded(name) for name in names} <= families
    organisation = parse_organisation(who)
    if organisation and _folded(organisation) in families:
        return False
    return sure and (organisation is not None or bool(ROLE.search(who)) or who[0].isupper())


def _by_line_below(paragraphs: Sequence[Paragraph], index: int, families: set[str]) -> bool:
    near = [_text(p) for p in paragraphs[index + 1 : index + 3] if not p.reason]
    found = [parse_meta_line(text) for text in near if not is_prose(text)]
    names = [name for meta in found if meta and meta.signed for name in meta.authors]
    return bool(names) and not {_folded(name) for name in names} <= families


def _signature_below(
    paragraphs: Sequence[Paragraph], index: int, body: float, families: set[str]
) -> bool:
    """Whether the part under a heading begins or ends with the name of another."""
    part: list[str] = []
    for paragraph in paragraphs[index + 1 :]:
        signed = name_and_office(_text(paragraph))
        if not signed and is_heading(paragraph, body) and _is_level(paragraph, paragraphs[index]):
            break
        if not paragraph.reason:
            part.append(_text(paragraph))
    for text in (*part[:2], *part[-3:]):
        found = name_and_office(text)
        if found and not {_folded(name) for name in found.authors} <= families:
            return True
    return False


def _set_in(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """What is set in from the text that says of somebody "…said:" is that person's."""
    result = list(paragraphs)
    text = [index for index, paragraph in enumerate(paragraphs) if not paragraph.reason]
    lead: Paragraph | None = None
    margin = 0.0
    for place, index in enumerate(text):
        paragraph = paragraphs[index]
        if lead and _turns(paragraphs[text[place - 1]], paragraph):
            margin = _margin(paragraphs[at] for at in text[place:])
        left = min(line.x0 for line in _column(paragraph.lines))
        if lead and not paragraph.bullet and left > margin + _SET_IN * lead.size:
            result[index] = replace(paragraph, reason="quotation set apart", floats=True)
            continue
        lead = paragraph if may_announce_speech(_text(paragraph)) else None
        margin = min(line.x0 for line in _last_column(paragraph.lines))
    return result


def _turns(before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a paragraph begins in another column, or on another page, than the last one ends."""
    last, first = before.lines[-1], paragraph.lines[0]
    return first.sheet != last.sheet or first.y < last.y


def _margin(paragraphs: Iterable[Paragraph]) -> float:
    """The left end of the column at whose head the first of `paragraphs` stands."""
    left = float("inf")
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if before and _turns(before, paragraph):
            break
        left = min(left, *(line.x0 for line in _column(paragraph.lines)))
        before = paragraph
    return left


def _column(lines: Sequence[Line]) -> Sequence[Line]:
    """The first of a paragraph's lines, up to the end of the column."""
    pairs = enumerate(pairwise(lines), start=1)
    turns = (n for n, (line, after) in pairs if after.sheet != line.sheet or after.y < line.y)
    return lines[: next(turns, len(lines))]


def _last_column(lines: Sequence[Line]) -> Sequence[Line]:
    """The last of a paragraph's lines, from the head of the column."""
    first = _column(lines)
    return first if len(first) == len(lines) else _last_column(lines[len(first) :])


def _text(paragraph: Paragraph) -> str:
    return " ".join(" ".join(paragraph.texts).split())


def _folded(name: Name) -> str:
    return (name.family or name.literal.removeprefix("The ").removeprefix("the ")).casefold()
