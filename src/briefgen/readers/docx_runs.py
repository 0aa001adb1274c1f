"""A Word paragraph's text as it reads: what is deleted, hidden, or an instruction is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.readers.docx_package import W
from briefgen.readers.docx_styles import PLAIN, Style, is_hidden, is_raised, value_of

# Elements that hold no text, or such that is not the document's: deleted or moved away, comments'
# marks, fields' instructions, the reading aid over a Chinese word, the second form of a drawing.
_SILENT = frozenset(
    "pPr rPr sdtPr sdtEndPr del moveFrom delText instrText delInstrText fldData rt Fallback "
    "commentReference annotationRef footnoteRef endnoteRef sectPr".split()
)
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Fields whose result is not the author's words: lists of contents, page numbers, and the day on
# which the file was last opened, saved or printed.
_CONTENTS = re.compile(r"\s*(?:TOC|TOA|INDEX|RD)\b", re.IGNORECASE)
_MUTE = re.compile(
    r"\s*(?:TOC|TOA|INDEX|RD|PAGE|PAGEREF|NUMPAGES|SECTIONPAGES|SECTION|DATE|TIME|SAVEDATE"
    r"|PRINTDATE|CREATEDATE|EDITTIME|FILENAME|FILESIZE|XE|TC|TA|PRIVATE)\b",
    re.IGNORECASE,
)
_NOTE_MARK = re.compile(r"[\d\s,;*†‡§–-]+")
_TAKES_MARK = re.compile(r"(?:[^\W\d_]{4}|[.,;:!?\"”’»)\]…])\s*$")
_RAISED = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")


@dataclass(slots=True)
class Line:
    """A paragraph on its way out: its text, a line feed for each break, and what hangs on it.

    `linked` and `contents` count the code points that are links' or a list of contents'; `notes`
    are kind and id of the notes that it refers to, `boxes` the text boxes anchored in it.
    """

    text: str = ""
    linked: int = 0
    contents: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    """A field that was begun: its instruction so far, and whether its result has been reached."""

    instruction: str = ""
    shown: bool = False


class Runs:
    """The text of paragraphs in order; a field may begin in one and end in another."""

    def __init__(self, styles: Mapping[str, Style]) -> None:
        self._styles = styles
        self._fields: list[_Field] = []
        self._links = 0

    def read(self, paragraph: Any, line: Line) -> None:
        """Add the text of a paragraph to `line`."""
        for child in paragraph:
            self._walk(child, line, raised=False)

    def _walk(self, element: Any, line: Line, *, raised: bool) -> None:
        name = _local(element)
        if name in _SILENT or (name == "sdt" and _is_prompt(element)):
            if name == "instrText" and self._fields:
                self._fields[-1].instruction += element.text or ""
        elif name == "t":
            self._add(element.text or "", line, raised=raised)
        elif name in _SIGNS:
            page = name == "br" and element.get(f"{W}type") in {"page", "column"}
            self._add(" " if page else _SIGNS[name], line, raised=False)
        elif name == "fldChar":
            self._turn(element.get(f"{W}fldCharType", ""))
        elif name in {"footnoteReference", "endnoteReference"}:
            line.notes.append((name.removesuffix("Reference"), element.get(f"{W}id", "")))
        elif name in {"drawing", "pict", "object"}:
            _draw(element, line)
        elif name == "r":
            self._run(element, line)
        else:
            self._inside(element, name, line, raised=raised)

    def _run(self, run: Any, line: Line) -> None:
        properties = run.find(f"{W}rPr")
        style, hidden, raised = PLAIN, None, None
        if properties is not None:
            style = self._styles.get(value_of(properties, "rStyle"), PLAIN)
            hidden, raised = is_hidden(properties), is_raised(properties)
        if style.hidden if hidden is None else hidden:
            return
        for child in run:
            self._walk(child, line, raised=style.raised if raised is None else raised)
            if child.get(f"{W}customMarkFollows", "0") not in {"0", "false", "off"}:
                return  # the rest of the run is the note's own mark

    def _inside(self, element: Any, name: str, line: Line, *, raised: bool) -> None:
        """Descend into what only wraps text: links, insertions, controls, simple fields."""
        link, simple = name == "hyperlink", name == "fldSimple"
        self._links += link
        if simple:
            self._fields.append(_Field(element.get(f"{W}instr", ""), shown=True))
        for child in _chosen(element) if name == "AlternateContent" else element:
            self._walk(child, line, raised=raised)
        if simple:
            self._fields.pop()
        self._links -= link

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _add(self, text: str, line: Line, *, raised: bool) -> None:
        if any(_CONTENTS.match(each.instruction) for each in self._fields):
            line.contents += len(text)
            line.text += text
            return
        if any(not each.shown or _MUTE.match(each.instruction) for each in self._fields):
            return
        if raised:
            text = _lowered(text, line.text)
        line.linked += len(text) if self._links else 0
        line.text += text


def _lowered(text: str, before: str) -> str:
    """Superscript: a note's mark set by hand goes, an exponent or "m²" stays what it is."""
    if not _NOTE_MARK.fullmatch(text):
        return text
    return "" if _TAKES_MARK.search(before) else text.translate(_RAISED) if before else text


def _local(element: Any) -> str:
    """A tag without its namespace; "" for a comment or an instruction to a program."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _is_prompt(control: Any) -> bool:
    """Whether a content control shows only its prompt ("Click here to enter text")."""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _chosen(alternatives: Any) -> list[Any]:
    """The first of several forms of one thing; the last is for old programs."""
    return [child for child in alternatives if _local(child) == "Choice"][:1] or [
        child for each in alternatives for child in each
    ]


def _draw(drawing: Any, line: Line) -> None:
    """Text boxes and what is said of pictures for those who do not see them."""
    boxes = [e for e in drawing.iter(f"{W}txbxContent") if not _is_second(e, drawing)]
    line.boxes += boxes
    if boxes:
        return
    for element in drawing.iter():
        if _local(element) == "docPr" and element.get("descr"):
            line.pictures.append(element.get("descr"))


def _is_second(element: Any, within: Any) -> bool:
    """Whether a text box is inside another, or is the second form of one."""
    for parent in element.iterancestors():
        if parent is within:
            return False
        if _local(parent) in {"Fallback", "txbxContent"}:
            return True
    return False
