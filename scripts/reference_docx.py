"""The shipped `templates/base/reference.docx`: pandoc's own, with the house's type and colours.

`python scripts/reference_docx.py` writes it anew. A desk that wants another look opens the file in
Word, changes its styles and saves it beside its audience's `audience.yaml`; no script is needed.
"""

import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pypandoc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FILE = Path(__file__).parents[1] / "templates" / "base" / "reference.docx"
SERIF, SANS = "Georgia", "Arial"
INK, GREY, ACCENT, LINE = "1A1F2B", "4A5160", "1D3F6B", "B9BFCA"

# name: (base, font, size in pt, bold, italic, colour, space before and after in pt)
STYLES = {
    "Body Text": ("Normal", SERIF, 10.5, False, False, INK, 0, 5),
    "First Paragraph": ("Body Text", SERIF, 10.5, False, False, INK, 0, 5),
    "Compact": ("Body Text", SERIF, 10.5, False, False, INK, 1, 3),
    "Title": ("Normal", SERIF, 25, True, False, INK, 16, 6),
    "Heading 1": ("Normal", SANS, 14, True, False, ACCENT, 18, 4),
    "Heading 2": ("Normal", SANS, 11, True, False, ACCENT, 12, 3),
    "Block Text": ("Body Text", SERIF, 10.5, False, False, INK, 1, 9),
    "Table Text": ("Normal", SANS, 8.5, False, False, INK, 2, 2),
    "Backing": ("Normal", SANS, 8.5, False, False, GREY, 0, 3),
    "Key": ("Normal", SANS, 8.5, False, False, GREY, 3, 6),
    "Glossary": ("Normal", SANS, 8.5, False, False, INK, 1, 2),
    "Standing": ("Normal", SANS, 8.5, False, False, INK, 1, 2),
    "Sources": ("Normal", SANS, 8.5, False, False, INK, 1, 2),
    "Footer": ("Normal", SANS, 8.5, False, False, GREY, 0, 0),
    "Footnote Text": ("Normal", SANS, 8, False, False, INK, 0, 1),
    "Band": ("Normal", SANS, 9, True, False, ACCENT, 0, 2),
    "Status": ("Normal", SANS, 8.5, False, False, GREY, 0, 2),
    "Handling": ("Normal", SANS, 8.5, True, False, INK, 0, 2),
    "Standfirst": ("Normal", SERIF, 12.5, False, False, GREY, 0, 10),
    "Question": ("Body Text", SERIF, 10.5, False, True, INK, 0, 5),
    "Holder": ("Normal", SANS, 8.5, False, False, GREY, 6, 1),
    "Point": ("Normal", SANS, 9, False, False, INK, 8, 3),
    "When": ("Normal", SANS, 9, False, False, INK, 4, 1),
    "Side": ("Normal", SANS, 9, True, False, ACCENT, 4, 1),
    "Stand": ("Normal", SANS, 8.5, False, False, INK, 0, 1),
    "Reasons": ("Normal", SANS, 8.5, False, False, GREY, 3, 6),
    "No Contrast": ("Normal", SANS, 9, False, False, GREY, 3, 6),
    "Basis": ("Normal", SANS, 8.5, False, False, GREY, 3, 6),
    "Problem": ("Normal", SANS, 8.5, False, False, INK, 1, 1),
    "Bibliography": ("Normal", SANS, 8.5, False, False, INK, 1, 2),
    "Colophon": ("Normal", SANS, 8.5, False, False, INK, 0, 3),
    "Left Out": ("Normal", SANS, 8.5, False, False, INK, 0, 3),
}
KEPT_WITH_NEXT = ("Holder", "Point", "When", "Side", "Question", "Heading 1", "Heading 2")


def main() -> None:
    """Write the file."""
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file=reference.docx"]
    shipped = subprocess.run(command, capture_output=True, check=True).stdout
    document = docx.Document(BytesIO(shipped))
    for name, look in STYLES.items():
        set_style(document, name, *look)
    set_sheet(document)
    rule_quotations(document)
    rule_tables(document)
    made = BytesIO()
    document.save(made)
    FILE.write_bytes(undated(made.getvalue()))


def set_style(document, name, base, font, size, bold, italic, colour, before, after):
    """Give a paragraph's style its look; one that is not there is added."""
    styles = document.styles
    known = {style.name for style in styles}
    style = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles[base]
    style.quick_style = True
    style.font.name, style.font.size = font, Pt(size)
    style.font.bold, style.font.italic = bold, italic
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), font)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.widow_control, form.keep_with_next = True, name in KEPT_WITH_NEXT
    form.alignment = None
    if name == "Bibliography":
        form.left_indent, form.first_line_indent = Mm(4), Mm(-4)


def set_sheet(document):
    """A4 with the margins of the PDF."""
    (section, *_) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(20), Mm(24)
    for notes in section._sectPr.findall(qn("w:footnotePr")):  # which starts anew at a section
        section._sectPr.remove(notes)
    (foot,) = section.footer.paragraphs
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for field, after in (("PAGE", " / "), ("NUMPAGES", "")):
        number = OxmlElement("w:fldSimple")
        number.set(qn("w:instr"), field)
        shown = number.makeelement(qn("w:r"), {})
        shown.append(shown.makeelement(qn("w:t"), {}))
        shown[0].text = "1"  # until Word counts
        number.append(shown)
        foot._p.append(number)
        foot.add_run(after)
    document.styles["Hyperlink"].font.color.rgb = RGBColor.from_string(ACCENT)


def rule_quotations(document):
    """A line at the left of every quotation."""
    style = document.styles["Block Text"]
    style.paragraph_format.left_indent, style.paragraph_format.right_indent = Mm(4), Mm(0)
    borders = OxmlElement("w:pBdr")
    borders.append(_edge("left", ACCENT, 8))
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
    )


def rule_tables(document):
    """Lines under the head and the rows of tables."""
    properties = document.styles["Table"].element.find(qn("w:tblPr"))
    borders = OxmlElement("w:tblBorders")
    for side, size in (("top", 8), ("bottom", 4), ("insideH", 4)):
        borders.append(_edge(side, LINE, size))
    margins = properties.find(qn("w:tblCellMar"))
    margins.addprevious(borders) if margins is not None else properties.append(borders)


def _edge(side, colour, size):
    edge = OxmlElement(f"w:{side}")
    space = "8" if side == "left" else "0"
    for name, value in {"val": "single", "sz": str(size), "space": space, "color": colour}.items():
        edge.set(qn(f"w:{name}"), value)
    return edge


def undated(content: bytes) -> bytes:
    """The same ZIP whenever it is written."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


if __name__ == "__main__":
    main()
