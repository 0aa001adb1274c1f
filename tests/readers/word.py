"""Word files written element by element, for the tests of their reader."""

from __future__ import annotations

from xml.sax.saxutils import escape

from briefgen.model import Document

from .hostile_office import W, link, word_file
from .reading import document

FIRST = "The board had the tables a year before the tide went out, and told nobody."
SECOND = "The pilots asked for an answer by Easter, and were told to wait until the winter."
STYLES = (
    ("Titel", "Title"), ("berschrift1", "heading 1"), ("Titre2", "Titre 2"),
    ("Beschriftung", "caption"), ("Verzeichnis1", "toc 1"), ("Zitat", "Quote"),
    ("Autor", "Author"), ("Datum", "Date"),
)  # fmt: skip


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str, style: str = "", properties: str = "") -> str:
    inner = content if content.startswith("<") else run(content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ["".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def styles(extra: str = "") -> str:
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
        for id, name in STYLES
    )
    return f'<w:styles xmlns:w="{W}">{named}{extra}</w:styles>'


def doc(
    *body: str, parts: dict[str, str] | None = None, links: str = "", extra: str = ""
) -> Document:
    every = {"word/styles.xml": styles(extra), **(parts or {})}
    return document(
        word_file("".join(body), parts=every, links=link("styles", "styles.xml") + links)
    )


def field(instruction: str, result: str) -> str:
    def turn(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return turn("begin") + told + turn("separate") + run(result) + turn("end")


TITLE = p("Low water in the strait", "Titel")
