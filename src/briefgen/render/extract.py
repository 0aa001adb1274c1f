"""Reading a PDF back: pages, text, pictures, attachments. The only importer of pypdfium2 here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import create_string_buffer
from io import BytesIO
from typing import TYPE_CHECKING

from briefgen.errors import LayoutError

if TYPE_CHECKING:
    import pypdfium2

#: Bytes of a font's name, at most.
_NAME = 256


def page_count(pdf: bytes) -> int:
    """Return the number of pages. Raises `LayoutError` for bytes that are no PDF."""
    with _opened(pdf) as document:
        return len(document)


def pdf_text(pdf: bytes) -> str:
    """Return the text of all pages in the order in which it was drawn, a form feed between."""
    with _opened(pdf) as document:
        return "\f".join(page.get_textpage().get_text_bounded() for page in document)


def font_names(pdf: bytes) -> frozenset[str]:
    """Return the names of the fonts that its texts are set in, without the tag of a subset."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - slow, and only wanted here

    names = set()
    with _opened(pdf) as document:
        for page in document:
            for text in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                font = pdfium.FPDFTextObj_GetFont(text)
                name = create_string_buffer(_NAME)
                pdfium.FPDFFont_GetBaseFontName(font, name, _NAME)
                names.add(name.value.decode("utf-8", "replace").partition("+")[2])
    return frozenset(names)


def pictures(pdf: bytes, scale: float) -> Iterator[bytes]:
    """Return each page as a PNG, `scale` pixels for each point of it."""
    with _opened(pdf) as document:
        for page in document:
            picture = BytesIO()
            page.render(scale=scale).to_pil().save(picture, "PNG", compress_level=1)
            yield picture.getvalue()


def attachment(pdf: bytes, name: str) -> bytes | None:
    """Return the attached file called `name`, or None where there is none."""
    with _opened(pdf) as document:
        for index in range(document.count_attachments()):
            attached = document.get_attachment(index)
            if attached.get_name() == name:
                return bytes(attached.get_data())
    return None


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    import pypdfium2  # noqa: PLC0415 - slow, and only wanted here

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise LayoutError(f"this is not a PDF that can be read: {error}") from error
    try:
        yield document
    finally:
        document.close()
