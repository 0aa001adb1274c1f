"""Others' words in a paper: the parts that somebody else signs, and quotations that are set in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefgen.model import Name
from briefgen.readers.lexicon import ROLE
from briefgen.readers.metaline import name_and_office, parse_meta_line
from briefgen.readers.names import parse_names, parse_organisation
from briefgen.readers.pdf.paragraphs import Paragraph
from briefgen.readers.pdf.sections import is_heading
from briefgen.readers.shape import ends_sentence, is_prose

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
_SPEAKS = re.compile(
    r"\b(?:sa(?:id|ys?)|told|tells?|wr(?:ote|ites?|itten)|argue[sd]?|stat(?:ed?|es)|add(?:s|ed)"
    r"|explain(?:s|ed)|not(?:es|ed)|put it|puts it|repl(?:y|ies|ied)|answer(?:s|ed)|declare[sd]?"
    r"|remark(?:s|ed)|observe[sd]?|warn(?:s|ed)|conclude[sd]?|recall(?:s|ed)|comment(?:s|ed)"
    r"|according to|in (?:the|his|her|their) words|testif(?:y|ies|ied)|insist(?:s|ed)"
    r"|sag(?:te|t|ten)|schr(?:ieb|eibt)|erklärte?|(?:a )?(?:dit|écrit|déclaré)|dij(?:o|eron)"
    r"|escribi(?:ó|eron))\b",
    re.IGNORECASE,
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
    lead: Paragraph | None = None
    for index, paragraph in enumerate(result):
        if paragraph.reason:
            continue
        if lead and _stands_in(paragraph, lead):
            result[index] = replace(paragraph, reason="quotation set apart", floats=True)
            continue
        text = _text(paragraph)
        sentence = re.split(r"(?<=[.!?])\s+", text)[-1]
        lead = paragraph if text.endswith(":") and _SPEAKS.search(sentence) else None
    return result


def _stands_in(paragraph: Paragraph, lead: Paragraph) -> bool:
    """Whether every line begins right of those of the text before; a list's items are others."""
    margin = min(line.x0 for line in lead.lines)
    left = min(line.x0 for line in paragraph.lines)
    same = paragraph.lines[0].sheet == lead.lines[-1].sheet
    return same and not paragraph.bullet and left > margin + _SET_IN * lead.size


def _text(paragraph: Paragraph) -> str:
    return " ".join(" ".join(paragraph.texts).split())


def _folded(name: Name) -> str:
    return (name.family or name.literal.removeprefix("The ").removeprefix("the ")).casefold()
