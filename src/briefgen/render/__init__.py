"""Briefs on the page: audiences and their templates, HTML, PDF, and whether all text is there.

A format is one function from the page's HTML and the files to attach to the bytes of a file,
and one line in `WRITERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.render.extract import attachment, page_count, pdf_text
from briefgen.render.html import render_html
from briefgen.render.pdf import render_pdf
from briefgen.render.profiles import audiences, load_profile, shipped_templates
from briefgen.render.wholeness import missing_text, normalise

__all__ = [
    "WRITERS",
    "Writer",
    "attachment",
    "audiences",
    "load_profile",
    "missing_text",
    "normalise",
    "page_count",
    "pdf_text",
    "render_html",
    "render_pdf",
    "shipped_templates",
]

Writer = Callable[[str, Mapping[str, bytes]], bytes]


def _write_html(html: str, attachments: Mapping[str, bytes]) -> bytes:  # noqa: ARG001
    return html.encode()


WRITERS: Mapping[str, Writer] = {
    "html": _write_html,
    "pdf": render_pdf,
}
