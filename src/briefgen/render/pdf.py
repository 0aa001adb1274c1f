"""HTML to PDF. The only importer of WeasyPrint."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from briefgen.errors import LayoutError
from briefgen.render.conformance import conform, mark_accessible
from briefgen.render.contents import number_links
from briefgen.render.fonts import use_own_fonts
from briefgen.render.wholeness import UNPRINTED

if TYPE_CHECKING:
    from weasyprint import Attachment, Document
    from weasyprint.text.fonts import FontConfiguration

_CREATED = re.compile(r'<meta name="dcterms\.created" content="(\d{4}-\d\d-\d\d)')
#: What a sheet of paper is filled by at least: an empty one is a page too.
_BEGUN = 0.01
_DESCRIPTIONS = {
    "evidence.json": "Every passage with its place in its source",
    "brief.json": "What this audience's brief prints",
}


@dataclass(frozen=True, slots=True)
class Sheets:
    """A page laid out on its sheets of paper, not yet written."""

    _document: Document
    _day: datetime

    @property
    def filled(self) -> float:
        """How many pages are filled, the last as far as its text reaches (without its notes).

        One that has no text is filled by the notes for which there was no room before.
        """
        from weasyprint.formatting_structure.boxes import FootnoteAreaBox  # noqa: PLC0415

        pages = self._document.pages
        sheet = pages[-1]._page_box
        text, *others = sheet.children
        reached = text.position_y + text.margin_height() - sheet.content_box_y()
        if reached <= 0:
            notes = (other for other in others if isinstance(other, FootnoteAreaBox))
            reached = sum(area.margin_height() for area in notes)
        return len(pages) - 1 + min(1.0, max(_BEGUN, float(reached / sheet.height)))

    def written(self, attachments: Mapping[str, bytes] | None = None) -> bytes:
        """The PDF with `attachments` (name to content) inside it. Can be written once.

        Raises `LayoutError` where WeasyPrint fails.
        """
        named = sorted((attachments or {}).items())
        with _at_work():
            number_links(self._document)
            mark_accessible(self._document.metadata)
            pdf = self._document.write_pdf(
                attachments=[_attached(name, content, self._day) for name, content in named],
                pdf_variant="pdf/a-3a",
                finisher=conform,
            )
        return bytes(pdf)


def render_pdf(html: str, attachments: Mapping[str, bytes] | None = None) -> bytes:
    """Lay `html` out and return the PDF, with `attachments` (name to content) inside it."""
    return lay_on_sheets(html).written(attachments)


def lay_on_sheets(html: str) -> Sheets:
    """Lay `html` out on paper. The same input gives the same bytes, in any process.

    Nothing is fetched: a stylesheet or a picture that `html` asks for raises `LayoutError`, as
    does a layout that fails.
    """
    load()
    import weasyprint  # noqa: PLC0415 - slow, and only wanted here

    found = _CREATED.search(html)
    day = datetime.fromisoformat(found[1] if found else "2000-01-01").replace(tzinfo=UTC)
    with _at_work():
        printed = html.translate(UNPRINTED)
        page = weasyprint.HTML(string=printed, base_url=None, url_fetcher=_nothing())
        return Sheets(page.render(font_config=_fonts()), day)


def load() -> None:
    """Load what lays out, which takes a second and starts no thread: one may fork after it."""
    use_own_fonts()
    import weasyprint  # noqa: F401, PLC0415 - slow, and only wanted here


@contextmanager
def _at_work() -> Iterator[None]:
    """Tell WeasyPrint's failures as ours, and look for no garbage meanwhile.

    Nearly all that a layout makes lives until its end, and looking through it takes long.
    """
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    except FatalURLFetchingError as error:
        raise LayoutError(f"a template asks for something from outside: {error}") from error
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError) as error:
        raise LayoutError(f"the PDF could not be laid out: {error!r}") from error
    finally:
        if collects:
            gc.enable()


@lru_cache
def _fonts() -> FontConfiguration:
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    return FontConfiguration()


def _nothing() -> Any:
    """Return a fetcher that serves nothing: fonts come through fontconfig, styles are inlined."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    class Nothing(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002
            raise ValueError(f"nothing is fetched, not even {url}")

    return Nothing(fail_on_errors=True)


def _attached(name: str, content: bytes, day: datetime) -> Attachment:
    from weasyprint import Attachment  # noqa: PLC0415

    return Attachment(
        file_obj=BytesIO(content),
        name=name,
        description=_DESCRIPTIONS.get(name, name),
        created=day,
        modified=day,
        relationship="Data",
    )
