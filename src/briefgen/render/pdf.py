"""HTML to PDF. The only importer of WeasyPrint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from briefgen.errors import LayoutError
from briefgen.render.conformance import conform, mark_accessible
from briefgen.render.fonts import use_own_fonts
from briefgen.render.wholeness import UNPRINTED

if TYPE_CHECKING:
    from weasyprint import Attachment
    from weasyprint.text.fonts import FontConfiguration

_CREATED = re.compile(r'<meta name="dcterms\.created" content="(\d{4}-\d\d-\d\d)')
_DESCRIPTIONS = {
    "evidence.json": "Every passage with its place in its source",
    "brief.json": "What this audience's brief prints",
}


def render_pdf(html: str, attachments: Mapping[str, bytes] | None = None) -> bytes:
    """Lay `html` out and return the PDF, with `attachments` (name to content) inside it.

    The same input gives the same bytes, in any process. Nothing is fetched: a stylesheet or a
    picture that `html` asks for raises `LayoutError`, as does a layout that fails.
    """
    use_own_fonts()
    import weasyprint  # noqa: PLC0415 - slow, and only wanted here
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    found = _CREATED.search(html)
    day = datetime.fromisoformat(found[1] if found else "2000-01-01").replace(tzinfo=UTC)
    try:
        printed = html.translate(UNPRINTED)
        page = weasyprint.HTML(string=printed, base_url=None, url_fetcher=_nothing())
        document = page.render(font_config=_fonts())
        mark_accessible(document.metadata)
        pdf = document.write_pdf(
            attachments=[_attached(n, c, day) for n, c in sorted((attachments or {}).items())],
            pdf_variant="pdf/a-3a",
            finisher=conform,
        )
    except FatalURLFetchingError as error:
        raise LayoutError(f"a template asks for something from outside: {error}") from error
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError) as error:
        raise LayoutError(f"the PDF could not be laid out: {error!r}") from error
    return bytes(pdf)


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
