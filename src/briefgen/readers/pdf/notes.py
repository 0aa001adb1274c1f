"""A paper's footnotes and endnotes as notes: they are kept, and never quoted."""

from __future__ import annotations

import re

from briefgen.readers.pdf.page import Paper
from briefgen.readers.pdf.paragraphs import Paragraph
from briefgen.readers.pieces import Piece

#: The reasons for which a paragraph is no part of the running text that make it a note.
NOTES = frozenset({"footnote", "endnotes"})
# "1Ibid.": no space is set behind the number.
_GLUED = re.compile(r"\d{1,3}(?=[\"“‘„«(]?[^\W\d_a-zß-ÿ])")


def note_of(paragraph: Paragraph, text: str, paper: Paper) -> Piece:
    """A note with its mark apart; `text` is what it reads as."""
    label = paper.sheets[paragraph.lines[0].sheet].label
    first = paragraph.lines[0].words[0]
    glued = _GLUED.match(text)
    mark = paragraph.bullet or (glued[0] if glued else first.text if first.raised else "")
    own = text.removeprefix(mark).strip() if not paragraph.bullet else text
    return Piece(own, "text", bullet=mark, page=label)
