"""What is no part of a document's running text: notes, captions, contents, lists of references."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefgen.readers.pdf.extract import ORNAMENT, UNMAPPED
from briefgen.readers.pdf.paragraphs import Paragraph
from briefgen.readers.shape import ends_sentence, is_prose

#: Running text is never so much smaller than most of the text.
_SMALL = 0.93
_LARGE = 1.08
_MOST_IN_A_HEADING = 25
_NOTE_MARK = re.compile(r"\(?\[?(?:\d{1,3}|[*†‡§]+|[ivx]{1,4}|[a-z])[\])]?[.:]?(?:\s|$)")
# "1Ibid.": no space is set behind the mark, and it may be as low and large as the rest.
_GLUED_MARK = re.compile(r"\d{1,3}[\"“‘„«(]?[^\W\d_a-zß-ÿ]")
_FIGURE = re.compile(
    r"(?:(?:figure|fig\.|table|chart|graph|map|exhibit|photo|image|diagram|infographic|plate"
    r"|abbildung|abb\.|tabelle|tab\.|karte|grafik|schaubild|foto|graphique|tableau|carte|figura"
    r"|cuadro|gráfico|tabla|mapa)\s*(?:\d+(?:[.–-]\d+)*|[A-Z]\d*(?:\.\d+)*|[IVX]+)?\s*[.:|–—]"
    r"|(?:sources?|quellen?|fuentes?|photo credit|credit|cover photo|photograph)\s*:|©)",
    re.IGNORECASE,
)
_EQUATES = re.compile(r"\s[=≈≡∝≤≥]\s")
_FORMULA = re.compile(r"[Σ∑∏∫√∂α-ω]|\(\d{1,2}[a-z]?(?:\.\d)?\)$")
_WORD = re.compile(r"[^\W\d_]{3,}")  # but "max", "ln", "exp"
_MOST_IN_A_FORMULA = 3
_LEGEND = re.compile(r"(?:notes?|anmerkung(?:en)?|remarque|nota)\s*:", re.IGNORECASE)
_NUMBERED_FIGURE = re.compile(
    r"(?:figure|fig\.|table|chart|map|exhibit|box|abb\.|abbildung|tabelle|tableau|cuadro|gráfico)"
    r"\s*\d+(?:\.\d+)*[.:|–—]?(?:\s|$)",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxlc]+)?\s*$|…{2,}\s*\d*$|_{4,}\s*\d+$")
_ENDS_IN_PAGE = re.compile(r"\S.*\s(?:\d{1,3}|[ivxlc]{1,6})$")
_CONTENTS = re.compile(
    r"(?:table of )?contents|in this (?:paper|report|issue|brief)|inhalt(?:sverzeichnis)?"
    r"|sommaire|table des matières|índice|contenido|list of (?:figures|tables|abbreviations)",
    re.IGNORECASE,
)
_SECTION = r"(?:(?:\d+|[A-Z]|[IVX]+)\.?\s+)?"
_REFERENCES = re.compile(
    rf"{_SECTION}(?:(?:list of |selected |cited )?references(?: cited)?|(?:select(?:ed)? )?"
    r"bibliography|works cited|literature(?: cited)?|literatur(?:verzeichnis)?|bibliographie"
    r"|références|bibliografía|referencias|sources)\W*",
    re.IGNORECASE,
)
_ENDNOTES = re.compile(
    rf"{_SECTION}(?:end\s?notes?|notes?(?: and references)?|foot\s?notes|anmerkungen|notas)\W*",
    re.IGNORECASE,
)
_CITES = re.compile(
    r"https?://|\bdoi\b|\b(?:19|20)\d\d[a-z]?\b|\bpp?\.\s?\d|\bibid\b|\bop\.? ?cit|\bvol\.|\bed\.",
    re.IGNORECASE,
)


def is_heading(paragraph: Paragraph, body: float, *, bold_body: bool = False) -> bool:
    """Whether a paragraph is set as a heading: larger or bold, short, and no sentence."""
    text = " ".join(paragraph.texts)
    words = len(text.split())
    if words > _MOST_IN_A_HEADING or len(paragraph.lines) > 4 or not re.search(r"[^\W\d_]", text):
        return False
    if words > 3 and ends_sentence(text) and not text.endswith(("?", "!", ":")):
        return False
    if text.endswith(","):
        return False
    large = paragraph.size > _LARGE * body
    shouted = text.isupper() and len(text) > 4
    return large or (paragraph.bold and not bold_body) or shouted


def label_sections(paragraphs: Sequence[Paragraph], body: float) -> list[Paragraph]:
    """Each paragraph with the reason for which it is no text, where there is one."""
    result = [_alone(paragraph, body) for paragraph in paragraphs]
    result = _footnotes(result, body)
    result = _contents(result)
    return _lists(result, body)


def _alone(paragraph: Paragraph, body: float) -> Paragraph:
    """What a paragraph's own letters say."""
    if paragraph.reason not in {"", "table"}:
        return paragraph
    text = " ".join(paragraph.texts)
    if any(_LEADERS.search(line) for line in paragraph.texts):
        return replace(paragraph, reason="table of contents", floats=True)
    if paragraph.reason:
        return paragraph
    if UNMAPPED in text or ORNAMENT in text:
        return replace(paragraph, reason="letters that map to nothing", floats=True)
    if any(_is_formula(line) for line in paragraph.texts):
        return replace(paragraph, reason="formula", floats=True)
    if _is_caption(paragraph, text, body):
        return replace(paragraph, reason="caption", floats=True)
    if _is_figure_text(paragraph, text, body):
        return replace(paragraph, reason="figure or table", floats=True)
    return paragraph


def _is_formula(line: str) -> bool:
    """A line of signs and single letters that equates: its small letters may be read as lost."""
    signs = _EQUATES.search(line) and _FORMULA.search(line)
    return bool(signs) and len(_WORD.findall(line)) <= _MOST_IN_A_FORMULA


def _is_caption(paragraph: Paragraph, text: str, body: float) -> bool:
    """A figure's number and title, or its source; "Figure 2 shows …" in the text is neither."""
    if _FIGURE.match(text):
        return len(text.split()) < 80
    small = paragraph.size < 0.97 * body
    if small and _LEGEND.match(text):
        return True
    set_apart = small or paragraph.lines[0].bold
    return set_apart and _NUMBERED_FIGURE.match(text) is not None and len(text.split()) < 80


def _is_figure_text(paragraph: Paragraph, text: str, body: float) -> bool:
    """A number alone, or a few small words: an axis, a legend, a cell."""
    if not re.search(r"[^\W\d_]{2}", text):
        return True
    small = paragraph.size < _SMALL * body
    return small and len(text.split()) < 6 and not ends_sentence(text)


def _footnotes(paragraphs: Sequence[Paragraph], body: float) -> list[Paragraph]:
    """Small paragraphs at the foot of a column, from the first that opens with a mark."""
    result = list(paragraphs)
    run: list[int] = []
    for index, paragraph in enumerate([*paragraphs, None]):
        before = paragraphs[index - 1] if index else None
        last = before is not None and (paragraph is None or _starts_anew(before, paragraph))
        if last:
            _mark_notes(result, run)
            run = []
        if paragraph is None:
            break
        small = paragraph.size < _SMALL * body
        if small and not (paragraph.reason and paragraph.reason != "figure or table"):
            run.append(index)
        elif not paragraph.floats:
            run = []
    return result


def _starts_anew(before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a paragraph stands in another column, or on another page, than the one before."""
    last, first = before.lines[-1], paragraph.lines[0]
    return first.sheet != last.sheet or first.y < last.y


def _mark_notes(result: list[Paragraph], run: Sequence[int]) -> None:
    opened = False
    for index in run:
        paragraph = result[index]
        words = paragraph.lines[0].words
        text = paragraph.lines[0].text
        mark = _NOTE_MARK.match(text) or _GLUED_MARK.match(text) or words[0].raised
        opened = opened or bool(mark)
        if opened:
            result[index] = replace(paragraph, reason="footnote", floats=True)


def _contents(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Under "Contents": lines that end in a page number, and those between them."""
    result = list(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        if not _CONTENTS.fullmatch(" ".join(paragraph.texts).strip(" :")):
            continue
        end = _contents_end(paragraphs, index + 1)
        if end > index + 1:
            for at in [at for at in range(index, end) if not result[at].reason]:
                result[at] = replace(result[at], reason="table of contents", floats=True)
    return result


def _contents_end(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Behind the last entry of a table of contents that begins at `start`."""
    end = start
    for index in range(start, min(len(paragraphs), start + 200)):
        paragraph = paragraphs[index]
        text = " ".join(paragraph.texts)
        if paragraph.reason == "table of contents" or _ENDS_IN_PAGE.fullmatch(text):
            end = index + 1
        elif is_prose(text) or index - end > 3:
            break
        elif re.fullmatch(r"[\d\s]+|\W*", text):
            end = index + 1
    return end


def _lists(paragraphs: Sequence[Paragraph], body: float) -> list[Paragraph]:
    """Under "References" or "Notes": entries, until a heading after which none follow."""
    result = list(paragraphs)
    reason = ""
    for index, paragraph in enumerate(paragraphs):
        text = " ".join(paragraph.texts)
        listed = _list_reason(text)
        if listed and _cites_below(paragraphs, index + 1):
            reason = listed
        elif reason and is_heading(paragraph, body) and not _cites_below(paragraphs, index + 1):
            reason = ""
        if reason and not result[index].reason:
            heads = listed == "endnotes"
            shown = "heading of the notes" if heads else reason
            result[index] = replace(paragraph, reason=shown, floats=True)
    return result


def _list_reason(text: str) -> str:
    if _REFERENCES.fullmatch(text):
        return "reference list"
    return "endnotes" if _ENDNOTES.fullmatch(text) else ""


def _cites_below(paragraphs: Sequence[Paragraph], start: int) -> bool:
    """Whether most of the next paragraphs cite: a year, an address, pages."""
    near = [" ".join(p.texts) for p in paragraphs[start : start + 8] if not p.floats][:5]
    return sum(_CITES.search(text) is not None for text in near) * 2 > len(near)
