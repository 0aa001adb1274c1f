"""A PDF's bytes to words with their places. The only module here that knows pypdfium2."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import hypot
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.model import Problem
from briefgen.readers.pdf.page import Paper, Sheet, Word

if TYPE_CHECKING:
    import pypdfium2

#: What is read of one file at most; the child process has limits of its own besides.
MOST_PAGES = 1000
_MOST_LETTERS = 4_000_000
_MOST_ON_A_PAGE = 60_000
_PASSWORD = 4  # PDFium's FPDF_ERR_PASSWORD

UNMAPPED = "\ufffd"
#: Stands for a sign that is no letter, with nothing beside it: at a line's start, a bullet.
ORNAMENT = "\ufffc"
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# Hyphens that print alike are one; PDFium gives U+0002 for one at a line's end.
_HYPHENS = dict.fromkeys((0x02, 0xFFFE, 0x2010, 0x2011), "-")
_NOTHING = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F), "")
# Bullets of Wingdings and Symbol, which have no characters of their own.
_BULLETS = dict.fromkeys((0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF0FC, 0xF06E, 0xF0A8), "•")
_ALIKE = {**_LIGATURES, **_HYPHENS, **_NOTHING, **_BULLETS}
_SPACES = frozenset({0x20, 0x0D, 0x0A, 0x09, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000})
_NO_CHARACTERS = (
    (0, 0x1F), (0x7F, 0x9F), (0xE000, 0xF8FF), (0xFFFD, 0xFFFD), (0xF0000, 0x10FFFF),
)  # fmt: skip
# Where the fonts of signs have their own: such a sign alone on its place is an ornament.
_SIGNS = range(0xF020, 0xF100)


# PDFium gives UTF-16: two halves for a character beyond U+FFFF.
_HALF = re.compile("[\ud800-\udfff]")
_PRIVATE = re.compile("[\U000f0000-\U0010ffff]")


class _Style(NamedTuple):
    """A text object's font size in points on the page, weight, baseline and direction."""

    size: float
    bold: bool
    y: float
    upright: bool


def open_paper(content: bytes, where: str) -> Paper | Problem:
    """The words of a PDF, page by page, or why there are none."""
    import pypdfium2  # noqa: PLC0415 - slow, and only wanted here

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            what = "is a PDF that asks for a password"
            return Problem(where, what, "open it, print it to a PDF without one, and name that")
        what = "is a broken PDF"
        return Problem(where, what, "open it in a PDF viewer and save it again, or fetch it again")
    try:
        return _read(document)
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument) -> Paper:
    count = len(document)
    labels = _labels(document, min(count, MOST_PAGES))
    sheets: list[Sheet] = []
    letters = 0
    for index in range(min(count, MOST_PAGES)):
        sheet = _sheet(document, index, labels[index])
        letters += sheet.letters
        sheets.append(sheet)
        if letters > _MOST_LETTERS:
            break
    info = {key: value for key, value in document.get_metadata_dict().items() if value}
    return Paper(tuple(sheets), count, info)


def _labels(document: pypdfium2.PdfDocument, count: int) -> list[int | None]:
    """The number to cite each page by: its printed label, where the file's labels make sense."""
    labels = [document.get_page_label(index) for index in range(count)]
    numbers = [int(label) if label.isascii() and label.isdigit() else None for label in labels]
    known = [number for number in numbers if number is not None]
    if len(known) * 2 > count and known == sorted(set(known)):
        return numbers
    return [index + 1 for index in range(count)]


def _sheet(document: pypdfium2.PdfDocument, index: int, label: int | None) -> Sheet:
    import pypdfium2  # noqa: PLC0415
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    try:
        page = document[index]
    except pypdfium2.PdfiumError:  # one page is broken, the others may not be
        return Sheet(index + 1, label, 0, 0)
    try:
        text = pdfium.FPDFText_LoadPage(page.raw)
        if not text:
            return Sheet(index + 1, label, 0, 0)
        try:
            scan = _scanned(pdfium, text, _View.of(pdfium, page.raw))
        finally:
            pdfium.FPDFText_ClosePage(text)
        pictures = not scan.words and _has_picture(pdfium, page.raw)
        return Sheet(
            index + 1, label, scan.view.width, scan.view.height, tuple(scan.words),
            " ".join(scan.rotated), scan.letters, scan.unmapped, pictures,
        )  # fmt: skip
    finally:
        page.close()


def _scanned(pdfium: Any, text: Any, view: _View) -> _Scan:
    """A page's words, read as it is shown, or turned as most of its letters are set."""
    best: _Scan | None = None
    for turns in range(4):
        scan = _Scan(pdfium, text, replace(view, turns=(view.turns + turns) % 4))
        scan.run(min(pdfium.FPDFText_CountChars(text), _MOST_ON_A_PAGE))
        if best is None or len(scan.words) > len(best.words):
            best = scan
        if len(scan.words) >= len(scan.rotated):
            break
    assert best is not None
    return best


def _has_picture(pdfium: Any, page: Any) -> bool:
    count = min(pdfium.FPDFPage_CountObjects(page), 200)
    found = (pdfium.FPDFPage_GetObject(page, index) for index in range(count))
    kinds = {pdfium.FPDFPageObj_GetType(thing) for thing in found}
    return bool(kinds & {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM})


@dataclass(frozen=True, slots=True)
class _View:
    """A page's box in its own coordinates, and by how many quarter turns it is shown rotated."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @classmethod
    def of(cls, pdfium: Any, page: Any) -> _View:
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        turns = max(0, pdfium.FPDFPage_GetRotation(page))
        return cls(box.left, box.bottom, box.right, box.top, turns)

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point as it is looked at, from the top left corner downwards."""
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        if self.turns == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def is_upright(self, a: float, b: float) -> bool:
        """Whether a writing direction (a, b) runs from left to right when looked at."""
        along = ((a, b), (b, -a), (-a, -b), (-b, a))[self.turns]
        length = hypot(a, b)
        return length == 0 or along[0] > 0.99 * length


@dataclass
class _Scan:
    """One pass over a page's letters; what it has found so far."""

    pdfium: Any
    text: Any
    view: _View
    words: list[Word] = field(default_factory=list)
    rotated: list[str] = field(default_factory=list)
    letters: int = 0
    unmapped: int = 0
    styles: dict[int, _Style] = field(default_factory=dict)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)

    def run(self, count: int) -> None:
        """Reads `count` letters: runs of one text object between the spaces, PDFium's own too."""
        get_code = self.pdfium.FPDFText_GetUnicode
        get_owner = _addressing(self.pdfium.FPDFText_GetTextObject)
        text = self.text
        owner: int | None = None
        start, letters, spaced = 0, "", False
        for index in range(count):
            code = get_code(text, index)
            if code in _SPACES:
                if letters:
                    self._add(letters, start, index - 1, self._style(owner, start), spaced)
                letters, spaced = "", True
                continue
            now = get_owner(text, index)
            if letters and now != owner:
                self._add(letters, start, index - 1, self._style(owner, start), spaced)
                letters, spaced = "", False
            if not letters:
                start, owner = index, now
            shown = self.shown.get((owner or 0, code))
            letters += self._show(code, owner, index) if shown is None else shown
        if letters:
            self._add(letters, start, count - 1, self._style(owner, start), spaced)

    def _add(self, letters: str, first: int, last: int, style: _Style, spaced: bool) -> None:
        """Takes letters `first` to `last` as a word, unless they are cut off or stand aslant."""
        if not letters.isascii() and _HALF.search(letters):
            letters = _whole(letters)
        self.letters += len(letters)
        if ORNAMENT in letters and letters != ORNAMENT:
            letters = letters.replace(ORNAMENT, UNMAPPED)
        self.unmapped += letters.count(UNMAPPED)
        if not style.upright:
            self.rotated.append(letters)
            return
        ends = [*self._ends(first), *self._ends(last)]
        text = unicodedata.normalize("NFC", letters)
        inside = -1 < min(ends) < self.view.width + 1 and -1 < style.y < self.view.height + 1
        if text.strip() and inside:
            self.words.append(
                Word(text, min(ends), max(ends), style.y, style.size, style.bold, spaced)
            )

    def _ends(self, index: int) -> tuple[float, float]:
        box, place = self.pdfium.FS_RECTF(), self.view.place
        self.pdfium.FPDFText_GetLooseCharBox(self.text, index, box)
        return place(box.left, box.bottom)[0], place(box.right, box.top)[0]

    def _style(self, owner: int | None, index: int) -> _Style:
        """The style of the text object at address `owner`, which letter `index` belongs to."""
        if (known := self.styles.get(owner or 0)) is not None:
            return known
        pdfium, matrix = self.pdfium, self.pdfium.FS_MATRIX()
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetMatrix(self.text, index, matrix)
        pdfium.FPDFText_GetCharOrigin(self.text, index, x, y)
        size = pdfium.FPDFText_GetFontSize(self.text, index) * hypot(matrix.c, matrix.d)
        name = ctypes.create_string_buffer(256)
        pdfium.FPDFText_GetFontInfo(self.text, index, name, 256, ctypes.c_int())
        bold = any(mark in name.value.lower() for mark in (b"bold", b"black", b"heavy", b"demi"))
        bold = bold or pdfium.FPDFText_GetFontWeight(self.text, index) >= 600
        style = _Style(
            round(size, 1), bold, self.view.place(x.value, y.value)[1],
            self.view.is_upright(matrix.a, matrix.b),
        )  # fmt: skip
        self.styles[owner or 0] = style
        return style

    def _show(self, code: int, owner: int | None, index: int) -> str:
        """What a code prints: ligatures taken apart, U+FFFD for what maps to no character."""
        if code in _ALIKE:
            shown = _ALIKE[code]
        else:
            nothing = any(first <= code <= last for first, last in _NO_CHARACTERS)
            lost = self.pdfium.FPDFText_HasUnicodeMapError(self.text, index) == 1
            shown = UNMAPPED if nothing or lost else chr(code)
            shown = ORNAMENT if code in _SIGNS else shown
        self.shown[owner or 0, code] = shown
        return shown


def _whole(letters: str) -> str:
    """The halves of characters put together; what is half or of private use maps to none."""
    text = letters.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _PRIVATE.sub(UNMAPPED, text)


def _addressing(function: Any) -> Callable[[Any, int], int | None]:
    """The same C function, giving the address that it returns: a pointer object costs more."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    prototype = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
    return prototype(address)  # type: ignore[arg-type]
