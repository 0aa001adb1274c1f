"""A PDF's structure tree as values, by pypdfium2: what a screen reader is told, in its order."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True, slots=True)
class Element:
    """An element on a page: its kind ("H1", "TD"), and its texts and elements in their order."""

    kind: str
    id: str
    scope: str
    kids: tuple[Element | str, ...]

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def words(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.words() for kid in self.kids)


def pages(pdf: bytes) -> list[Element]:
    """The document's element for each page, with what stands on that page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_page(page) for page in document]
    finally:
        document.close()


def artefacts(pdf: bytes) -> list[str]:
    """The text on each page that belongs to no element: running heads and page numbers."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_texts(page).get(-1, "") for page in document]
    finally:
        document.close()


def language(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        call = raw.FPDFCatalog_GetLanguage
        return _string(lambda *room: call(document.raw, *room), ctypes.c_ushort)
    finally:
        document.close()


def _page(page: Any) -> Element:
    texts = _texts(page)
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    try:
        return _element(raw.FPDF_StructTree_GetChildAtIndex(tree, 0), texts)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _texts(page: Any) -> dict[int, str]:
    """The page's text by the number of its mark; -1: it has none, which artefacts have not."""
    reader = page.get_textpage()
    found: dict[int, str] = {}
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        mark = raw.FPDFPageObj_GetMarkedContentID(one.raw)
        found[mark] = found.get(mark, "") + _string(
            lambda *room, one=one: raw.FPDFTextObj_GetText(one.raw, reader.raw, *room),
            ctypes.c_ushort,
        )
    return found


def _element(element: Any, texts: dict[int, str]) -> Element:
    kids = range(raw.FPDF_StructElement_CountChildren(element))
    return Element(
        kind=_string(lambda *room: raw.FPDF_StructElement_GetType(element, *room)),
        id=_string(lambda *room: raw.FPDF_StructElement_GetID(element, *room)),
        scope=_scope(element),
        kids=tuple(_kid(element, index, texts) for index in kids),
    )


def _kid(element: Any, index: int, texts: dict[int, str]) -> Element | str:
    if kid := raw.FPDF_StructElement_GetChildAtIndex(element, index):
        return _element(kid, texts)
    mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
    return texts.get(mark, "") if mark >= 0 else ""


def _scope(element: Any) -> str:
    """The scope of a table's head: "Column" or "Row"."""
    for index in range(raw.FPDF_StructElement_GetAttributeCount(element)):
        attributes = raw.FPDF_StructElement_GetAttributeAtIndex(element, index)
        if value := raw.FPDF_StructElement_Attr_GetValue(attributes, b"Scope"):
            return _value(value)
    return ""


def _value(value: Any) -> str:
    length, room = ctypes.c_ulong(), ctypes.create_string_buffer(64)
    raw.FPDF_StructElement_Attr_GetStringValue(value, room, 64, length)
    return room.raw[: length.value].decode("utf-16-le").rstrip("\0")


def _string(call: Callable[..., int], unit: Any = None) -> str:
    """What a function of pdfium writes into the room it is given, UTF-16 with an end mark."""
    length = call(None, 0)
    if not length:
        return ""
    room = ctypes.create_string_buffer(2 * length)  # some functions count bytes, others letters
    call(ctypes.cast(room, ctypes.POINTER(unit)) if unit else room, length)
    return room.raw.decode("utf-16-le", "ignore").split("\0")[0]
