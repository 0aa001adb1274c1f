"""Briefs on the page: audiences and their templates, HTML, PDF, and whether all text is there.

A format is one function from the page that was laid out to the bytes of a file, and one line in
`WRITERS`.
"""

from __future__ import annotations

from briefgen.render.extract import attachment, page_count, pdf_text
from briefgen.render.html import render_html
from briefgen.render.layout import WRITERS, lay_out
from briefgen.render.pdf import render_pdf
from briefgen.render.profiles import audiences, load_profile, shipped_templates
from briefgen.render.wholeness import missing_text, normalise

__all__ = [
    "WRITERS",
    "attachment",
    "audiences",
    "lay_out",
    "load_profile",
    "missing_text",
    "normalise",
    "page_count",
    "pdf_text",
    "render_html",
    "render_pdf",
    "shipped_templates",
]
