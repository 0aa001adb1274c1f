"""Whether a PDF's letters are text: not a scan's picture, nor glyphs that map to other letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from briefgen.model import Problem
from briefgen.readers.pdf.page import Paper, Sheet

_FEW = 60  # letters a page: a stamp on a scan, and no text
_MOST_UNMAPPED = 0.2
_ENOUGH = 80  # words, before their letters prove anything
_LATIN = re.compile(r"[^\W_]{2,}")
_VOWELS = frozenset("aeiouy")
# The commonest words of languages in Latin letters: a page of text is never without them.
_COMMON = frozenset(
    """
    the of and to in is for that on with der die und das den von mit nicht ist le la les de des
    et en une que pour el los por una las con il di che per non van het een dat och att som det
    og av er na nie się jest os da do em a i o je se za
    """.split()
)
_OCR = "run OCR on it (as with ocrmypdf), or find the text version, and name that file"


def untrusted(paper: Paper, where: str) -> Problem | None:
    """Why nothing in this file may be quoted, or None."""
    letters = sum(sheet.letters for sheet in paper.sheets)
    read = len(paper.sheets)
    if not letters or (letters < _FEW * read and any(s.pictures for s in paper.sheets)):
        return Problem(where, _empty(paper), _OCR)
    unmapped = sum(sheet.unmapped for sheet in paper.sheets)
    odd = [sheet for sheet in paper.sheets if is_garbled(sheet)]
    full = [sheet for sheet in paper.sheets if len(sheet.words) >= _ENOUGH]
    if unmapped > _MOST_UNMAPPED * letters or len(odd) * 2 > len(full):
        return Problem(where, "is a PDF whose letters map to no readable characters", _OCR)
    return None


def _empty(paper: Paper) -> str:
    if paper.pages > len(paper.sheets):
        return f"has {paper.pages:,} pages and no text on the first {len(paper.sheets):,}"
    if any(sheet.pictures for sheet in paper.sheets):
        return "is a scan without text"
    return "is a PDF without text"


def is_garbled(sheet: Sheet) -> bool:
    """Whether a page's Latin letters make no words of any language, as after a lost encoding."""
    if sheet.unmapped > 0.5 * sheet.letters:
        return True
    tokens = [t for word in sheet.words for t in _LATIN.findall(word.text) if t[0] < "\u0250"]
    if len(tokens) < _ENOUGH:
        return False
    common = sum(token.casefold() in _COMMON for token in tokens)
    return common < 0.01 * len(tokens) and _is_odd(tokens)


def _is_odd(tokens: Iterable[str]) -> bool:
    letters = unicodedata.normalize("NFD", "".join(tokens).casefold())
    latin = [letter for letter in letters if "a" <= letter <= "z"]
    mixed = [t for t in tokens if re.search(r"\d", t) and re.search(r"[^\W\d]", t)]
    vowels = sum(letter in _VOWELS for letter in latin)
    return not 0.27 < vowels / (len(latin) or 1) < 0.62 or len(mixed) > 0.25 * len(list(tokens))
