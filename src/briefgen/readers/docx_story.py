"""A Word file's body in reading order, as pieces; what is not its running text is put aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from briefgen.model import Dropped
from briefgen.readers.asides import Entry
from briefgen.readers.decode import normalise
from briefgen.readers.docx_numbering import Counter
from briefgen.readers.docx_package import W, WordFile
from briefgen.readers.docx_quotations import indent_of, set_apart
from briefgen.readers.docx_runs import Line, Runs
from briefgen.readers.docx_styles import PLAIN, Style, list_of, rank_of, styles_of, value_of
from briefgen.readers.pieces import Mark, Piece
from briefgen.readers.quotations import with_quotations
from briefgen.readers.shape import ends_sentence, is_prose, starts_lower

# Elements that only wrap others, at the level of paragraphs.
_WRAPPERS = frozenset(f"{W}{name}" for name in ("ins", "moveTo", "customXml", "smartTag", "body"))
_LONGEST_HEADING = 40  # words; a longer "heading" is a paragraph in the wrong style
_SHORT_LINE = 12  # words; lines of an address or a by-line, and no wrapped sentence


@dataclass(frozen=True, slots=True)
class Story:
    """The text of a Word file; `title`, `author`, `date` are what stands in styles of that name."""

    entries: tuple[Entry, ...]
    notes: tuple[Piece, ...]
    title: str
    author: str
    date: str


def story_of(word: WordFile) -> Story:
    """The body's paragraphs, the notes that they refer to, and what was put aside."""
    reading = _Reading(word)
    reading.blocks(word.body)
    for text in dict.fromkeys(reading.plain(edge) for edge in word.edges):
        reading.drop(text, "running head or foot")
    apart = set_apart(reading.entries, reading.quoted, reading.indents)
    entries = with_quotations(_with_title(reading.entries, reading.ranks), apart)
    titles = (each.text for each in entries if isinstance(each, Piece) and each.mark == "title")
    return Story(
        entries,
        tuple(reading.notes()),
        next(titles, ""),
        reading.signed.get("author", ""),
        reading.signed.get("date", ""),
    )


class _Reading:
    """One walk over the body; counts lists and notes, and remembers fields that are open."""

    def __init__(self, word: WordFile) -> None:
        self.entries: list[Entry] = []
        self.ranks: dict[int, int] = {}
        self.quoted: set[int] = set()
        self.indents: dict[int, int] = {}
        self.signed: dict[str, str] = {}
        self._word = word
        self._styles = styles_of(word.styles)
        self._runs = Runs(self._styles)
        self._lists = Counter(word.numbering)
        self._references: list[tuple[str, str]] = []
        self._line = Line()
        self._another = False  # somebody else signs the part that is being read

    def blocks(self, parent: Any) -> None:
        """The paragraphs and tables in `parent`, in order."""
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag == f"{W}sdt":
                self._control(child)
            elif child.tag in _WRAPPERS:
                self.blocks(child)

    def notes(self) -> Iterator[Piece]:
        """The notes that the text refers to, numbered in the order in which it does."""
        counts = {"footnote": 0, "endnote": 0}
        for kind, id in dict.fromkeys(self._references):
            note = self._word.notes.get((kind, id))
            text = self.plain(note) if note is not None else ""
            counts[kind] += 1
            if text:
                yield Piece(text, "text", bullet=f"{counts[kind]}.")

    def plain(self, parent: Any) -> str:
        """All text in `parent` on one line."""
        lines = []
        for paragraph in parent.iter(f"{W}p"):
            line = Line()
            Runs(self._styles).read(paragraph, line)
            lines.append(line.text)
        return " ".join(normalise(" ".join(lines)).split())

    def _control(self, control: Any) -> None:
        """A content control; a gallery's list of contents goes."""
        gallery = value_of(control, "sdtPr", "docPartObj", "docPartGallery")
        content = control.find(f"{W}sdtContent")
        if content is None or control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            return
        if "contents" in gallery.lower():
            self.drop(self.plain(content), "table of contents")
        else:
            self.blocks(content)

    def _table(self, table: Any) -> None:
        """One row or column that holds prose lays out the page; any other table is no text."""
        rows = [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]
        cells = [cell for row in rows for cell in row]
        layout = len(rows) == 1 or all(len(row) == 1 for row in rows)
        if layout and any(is_prose(self.plain(cell)) for cell in cells):
            for cell in cells:
                self.blocks(cell)
            return
        for row in rows:
            self.drop(" | ".join(filter(None, map(self.plain, row))), "table")

    def _paragraph(self, paragraph: Any) -> None:
        line, self._line = self._line, Line()
        self._runs.read(paragraph, line)
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            self._line = line  # its end was deleted: the next paragraph goes on with it
            return
        style = self._styles.get(value_of(paragraph, "pPr", "pStyle"), PLAIN)
        self._references += line.notes
        if line.text.strip() and not style.hidden:
            self._text(paragraph, line, style)
        self.entries += [
            Piece(" ".join(normalise(said).split()), "image") for said in line.pictures
        ]
        for box in line.boxes:
            self.blocks(box)

    def _text(self, paragraph: Any, line: Line, style: Style) -> None:
        whole = " ".join(normalise(line.text).split())
        words = len(whole.split())
        if style.role == "contents" or line.contents * 2 > len(line.text):
            self.drop(whole, "table of contents")
        elif style.role == "caption":
            self.drop(whole, "caption")
        elif style.role == "author" and words <= _LONGEST_HEADING and self._has_begun():
            self._another = whole != self.signed.get("author")
            self.drop(whole, "byline")
        elif style.role in {"author", "date"} and words <= _LONGEST_HEADING:
            self.signed.setdefault(style.role, whole)
            self.drop(whole, "byline" if style.role == "author" else "date line")
        else:
            self._prose(paragraph, line, style, whole)

    def _prose(self, paragraph: Any, line: Line, style: Style, whole: str) -> None:
        bullet = self._bullet(paragraph, style)
        words = len(whole.split())
        rank = _rank(paragraph, style, words)
        if style.role == "title" and words <= _LONGEST_HEADING:
            self._piece(whole, "title", "")
        elif rank:
            self._another = False
            self.ranks[len(self.entries)] = rank
            self._piece(whole, "heading", bullet)
        elif self._another:
            self.drop(whole, "signed by another")
        else:
            linked = line.linked * 1.1 > len(line.text.strip())
            first, listed = len(self.entries), bool(bullet)
            for text in _lines(line.text):
                self._piece(text, "link" if linked else _mark(text, bullet), bullet)
                bullet = ""
            added = range(first, len(self.entries))
            self.quoted.update(added if style.role == "quote" else ())
            self.indents.update(dict.fromkeys(added, 0 if listed else indent_of(paragraph)))

    def _has_begun(self) -> bool:
        """Whether there is text above."""
        return any(isinstance(each, Piece) and each.prose for each in self.entries)

    def _bullet(self, paragraph: Any, style: Style) -> str:
        place = list_of(paragraph) or style.list_
        return self._lists.bullet(*place) if place and place[0] != "0" else ""

    def _piece(self, text: str, mark: Mark, bullet: str) -> None:
        if re.search(r"\w", text):
            self.entries.append(Piece(text, mark, bullet=bullet))

    def drop(self, text: str, reason: str) -> None:
        """Put `text` aside."""
        if text:
            self.entries.append(Dropped(text, reason))


def _rank(paragraph: Any, style: Style, words: int) -> int:
    """A heading's rank from 1; 0: the paragraph is none."""
    outlined = rank_of(paragraph)
    rank = style.rank if outlined is None else outlined
    return 0 if words > _LONGEST_HEADING else rank


def _mark(text: str, bullet: str) -> Mark:
    """In Word every line is a paragraph: a short one without an end says nothing of itself."""
    if bullet:
        return "item"
    return "text" if ends_sentence(text) or len(text.split()) > _SHORT_LINE else ""


def _lines(text: str) -> list[str]:
    """A paragraph's lines: short ones stand alone, others part only where a sentence ends."""
    lines = [" ".join(line.split()) for line in normalise(text).split("\n")]
    lines = [line for line in lines if line]
    short = all(len(line.split()) <= _SHORT_LINE for line in lines)
    if short and not any(starts_lower(line) for line in lines[1:]):
        return lines
    joined: list[str] = []
    for line in lines:
        if joined and not ends_sentence(joined[-1]):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _with_title(entries: list[Entry], ranks: dict[int, int]) -> tuple[Entry, ...]:
    """One title: the first in that style, or else an only heading of the first rank above all.

    `ranks`: the ranks of headings, by index.
    """
    titles = [
        i for i, each in enumerate(entries) if isinstance(each, Piece) and each.mark == "title"
    ]
    first = [index for index, rank in ranks.items() if rank == 1]
    if not titles and len(first) == 1:
        above = entries[: first[0]]
        titles = [] if any(isinstance(each, Piece) and each.prose for each in above) else first
    marks: dict[int, Mark] = {
        **dict.fromkeys(titles, "heading"),
        **dict.fromkeys(titles[:1], "title"),
    }
    return tuple(
        replace(each, mark=marks[i]) if i in marks and isinstance(each, Piece) else each
        for i, each in enumerate(entries)
    )
