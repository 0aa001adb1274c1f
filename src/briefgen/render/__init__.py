"""Briefs on the page: audiences and their templates, HTML, PDF, and whether all text is there.

What lays out is in `layout`, which a command that makes no page need not load.
"""

from __future__ import annotations

from briefgen.render.extract import attachment, page_count, pdf_text
from briefgen.render.labels import unspoken
from briefgen.render.profiles import audiences, load_profile, shipped_templates
from briefgen.render.wholeness import missing_text, normalise

__all__ = [
    "attachment",
    "audiences",
    "load_profile",
    "missing_text",
    "normalise",
    "page_count",
    "pdf_text",
    "shipped_templates",
    "unspoken",
]
