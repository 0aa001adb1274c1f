"""The page as other formats take it: the same text in the same order, in paragraphs with names.

A page in HTML goes in, as the audience's templates set it, and comes out as what pandoc reads: its
notes as notes, its paragraphs in divisions that name their style, and nothing that only a style
sheet could place. So a change of a template changes every format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import html
from lxml.html import HtmlElement, builder

#: What a style sheet sets in bold or in italics.
_STRONG = ("name", "lead", "kicker", "label", "where", "head", "state", "side")
_EMPHASISED = ("reported",)
#: What holds paragraphs: pandoc sees headings, and so a table of contents, outside of them only.
_PARTS = ("article", "figure", "footer", "header", "main", "nav", "section")
#: What begins a line of its own, or follows a mark, where a style sheet would place it.
_APART = ("source-title",)
_AFTER_DOT = ("audience", "state")
_ARROW = "↗"
_NOTE = re.compile(r"#?note-(\d+)")
#: An attribute that lxml cannot name, in a tag: text has no "<".
_TYPED = re.compile(r"(<(?:a|aside|div) )data-epub-type=")


def flowing(page: str, *, titled: bool = False, tables: bool = True) -> str:
    """The page for pandoc's reader of HTML with the extension `epub_html_exts`.

    `titled`: its title is a paragraph in the style Title, and its sections are of the first level;
    else its title comes first of all, since a chapter begins there.
    Without `tables`, for a format of bare text, every table has cells of one line and no cell over
    several columns, or is set one cell below the other; and no link leads to a place in the page.
    """
    tree = cast(HtmlElement, html.document_fromstring(page))
    body = tree.body
    for unseen in [*body.getroottree().iter("style"), *body.find_class("drawing")]:
        unseen.drop_tree()  # what is drawn stands in a table, too
    _set_notes(body)
    _list_contents(body)
    _set_words(body, "br" if tables else "")
    if tables:
        for cell in list(body.iter("th", "td")):
            _paragraph_in(cell)
    else:
        _flatten_tables(body)
        _unlink(body)
    _name_paragraphs(body)
    for part in list(body.iter(*_PARTS)):
        _hand_on_id(part)
        part.drop_tag()
    if titled:
        _lift_headings(body)
    else:
        for title in body.findall("h1"):
            body.insert(0, title)
    return _TYPED.sub(r"\1epub:type=", html.tostring(tree, encoding="unicode"))


# --- Notes ------------------------------------------------------------------------------------


def _set_notes(body: HtmlElement) -> None:
    """Every note where it is called first, numbered by the format; later calls by that number."""
    texts = {_number(note): note for note in _notes(body)}
    order: dict[str, int] = {}
    asides = []
    for call in [e for e in body.iter() if _is_call(e)]:
        number = _number(call)
        if number in order:
            _replace(call, builder.SUP(str(order[number])))
            continue
        order[number] = len(order) + 1
        text = texts.get(number, call)
        asides.append(_aside(text, order[number]))
        reference = _typed("a", "noteref")
        reference.set("href", f"#fn{order[number]}")
        reference.text = str(order[number])
        _replace(call, reference)
    for section in body.find_class("notes"):
        for key in section.find_class("key"):  # of an arrow: the notes go elsewhere, it stays
            section.addprevious(key)
        section.drop_tree()
    if asides:
        notes = _typed("div", "footnotes")
        notes.extend(asides)
        body.append(notes)


def _notes(body: HtmlElement) -> Iterator[HtmlElement]:
    """The texts of notes: footnotes where they are called, endnotes in their section."""
    yield from body.find_class("note")
    for section in body.find_class("notes"):
        yield from (p for p in section.iter("p") if _NOTE.fullmatch(p.get("id", "")))


def _is_call(element: HtmlElement) -> bool:
    classes = element.get("class", "").split() if isinstance(element.tag, str) else ()
    return "note" in classes or "call" in classes


def _number(element: HtmlElement) -> str:
    places = (_NOTE.fullmatch(element.get(name) or "") for name in ("id", "href"))
    return next((found[1] for found in places if found), "")


def _aside(note: HtmlElement, number: int) -> HtmlElement:
    """A note's text without its number, as an EPUB's footnote."""
    for own in note.find_class("number"):
        own.drop_tree()
    text = builder.P((note.text or "").lstrip(" \u00a0"), *note)
    aside = _typed("aside", "footnote")
    aside.set("id", f"fn{number}")
    aside.append(text)
    return aside


def _typed(tag: str, kind: str) -> HtmlElement:
    """An element with what becomes its `epub:type`, which must be its first attribute."""
    element = html.Element(tag)
    element.set("data-epub-type", kind)
    return element


def _replace(old: HtmlElement, new: HtmlElement) -> None:
    parent = old.getparent()
    if parent is not None:
        new.tail, old.tail = old.tail, None
        parent.replace(old, new)


# --- Words ------------------------------------------------------------------------------------


def _set_words(body: HtmlElement, apart: str) -> None:
    """What a style sheet says by type and place, said by tags and marks that every format has."""
    tags = dict.fromkeys(_STRONG, "strong") | dict.fromkeys(_EMPHASISED, "em")
    for picture in list(body.iter("svg")):
        _replace(picture, _text(_in_words(picture)))
    for span in list(body.iter("span")):
        names = span.get("class", "").split()
        if set(names) & set(_APART):
            _put_before(span, apart)
        if set(names) & set(_AFTER_DOT) and span.getprevious() is not None:
            _put_before(span, "· ")
    for span in list(body.iter("span")):
        names = span.get("class", "").split()
        for tag in {tags[name] for name in names if name in tags}:
            span.tag = tag
        told = "smallcaps" in names or {"lang", "id"} & set(span.keys())
        if span.tag == "span" and not told:
            span.drop_tag()


def _in_words(picture: HtmlElement) -> str:
    """What stands for a picture: the arrow of a link is one, of others it is the title."""
    if "arrow" in picture.get("class", "").split():
        return _ARROW
    return "".join(title.text or "" for title in picture.iter("title"))


def _put_before(span: HtmlElement, mark: str) -> None:
    if mark == "br":
        span.addprevious(builder.BR())
    else:
        span.text = f"{mark or ' – '}{span.text or ''}"


def _list_contents(body: HtmlElement) -> None:
    """The links of a navigation as a list."""
    for nav in body.iter("nav"):
        links = list(nav.iter("a"))
        for paragraph in list(nav.iter("p")):
            paragraph.drop_tree()
        nav.append(builder.UL(*(builder.LI(link) for link in links)))
        for link in links:
            link.tail = None


def _unlink(body: HtmlElement) -> None:
    """No link within the page, which has no anchors but those of its notes."""
    for link in body.xpath(".//a[starts-with(@href, '#')][not(@data-epub-type)]"):
        link.drop_tag()


# --- Tables -----------------------------------------------------------------------------------


def _flatten_tables(body: HtmlElement) -> None:
    for table in list(body.iter("table")):
        blocks = table.xpath(".//td//*[self::figure or self::blockquote or self::div]")
        (_unroll if blocks else _straighten)(table)


def _unroll(table: HtmlElement) -> None:
    """A table of quotations as one below the other, each column's head above its cells."""
    rows = [list(row) for row in table.iter("tr")]
    unrolled = html.Element("div")
    for column in zip(*rows, strict=False):
        for cell in column:
            cell.tag = "div"
            if cell.text and cell.text.strip():
                head = builder.P(builder.STRONG(cell.text))
                cell.text = None
                unrolled.append(head)
            if len(cell):
                unrolled.append(cell)
    _replace(table, unrolled)


def _straighten(table: HtmlElement) -> None:
    """A table whose cells are lines: paragraphs run on, and empty cells fill what one spans."""
    for cell in list(table.iter("th", "td")):
        paragraphs = cell.findall("p")
        for paragraph in paragraphs[:-1]:
            paragraph.append(_text("; "))
        for paragraph in paragraphs:
            paragraph.drop_tag()
        for _ in range(int(cell.attrib.pop("colspan", "1")) - 1):
            cell.addnext(html.Element("td"))
    for part in list(table.iter("tbody")):
        part.drop_tag()
    for columns in list(table.iter("colgroup")):
        columns.drop_tree()


def _text(text: str) -> HtmlElement:
    return builder.SPAN(text)


# --- Paragraphs -------------------------------------------------------------------------------


def _name_paragraphs(body: HtmlElement) -> None:
    """Each paragraph with a class, or right under a section with one, in a division named so."""
    for caption in body.iter("figcaption"):
        caption.tag = "p"
        caption.set("class", "holder")
    for paragraph in list(body.iter("p")):
        parent = paragraph.getparent()
        own = paragraph.get("class", "")
        of = parent.get("class", "") if parent is not None and parent.tag == "section" else ""
        if name := (own or of).partition(" ")[0]:
            _wrap(paragraph, name)


def _paragraph_in(cell: HtmlElement) -> None:
    """A cell's words as a paragraph in the style Table Text; a cell of blocks stays as it is."""
    if not cell.xpath("p | div | section | figure | blockquote"):
        paragraph = builder.P(cell.text or "", *cell, {"class": "table-text"})
        cell.text = None
        cell.append(paragraph)


def _wrap(paragraph: HtmlElement, name: str) -> None:
    division = html.Element("div")
    division.set("class", name)
    division.set("data-custom-style", name.replace("-", " ").title())
    if (id := paragraph.attrib.pop("id", None)) is not None:
        division.set("id", id)
    _replace(paragraph, division)
    division.append(paragraph)


def _hand_on_id(part: HtmlElement) -> None:
    """A part's id on its heading, or else its first paragraph, so that links to it lead there."""
    if id := part.attrib.pop("id", None):
        first = part.xpath(".//*[self::h1 or self::h2 or self::h3 or self::p][not(@id)]")
        if first:
            first[0].set("id", id)


def _lift_headings(body: HtmlElement) -> None:
    for title in body.findall(".//h1"):
        title.tag = "p"
        _wrap(title, "title")
    for level in range(2, 7):
        for heading in body.findall(f".//h{level}"):
            heading.tag = f"h{level - 1}"
