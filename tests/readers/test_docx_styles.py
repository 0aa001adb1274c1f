"""Word files: titles, headings and lists, by their styles; what the properties say."""

from __future__ import annotations

import pytest
from docx.oxml import parse_xml

from briefgen.model import Date, Name
from briefgen.readers.docx_numbering import Counter
from briefgen.readers.docx_package import Properties
from briefgen.readers.docx_properties import authors_of, title_of

from .hostile_office import OFFICE, W, link
from .reading import dropped, kept, paragraphs
from .word import FIRST, SECOND, doc, p


def test_styles_are_told_in_any_language() -> None:
    found = doc(
        p("Low water in the strait", "Titel"),
        p("Jane Roe", "Autor"),
        p("4 March 2031", "Datum"),
        p("What the board knew 3", "Verzeichnis1"),
        p("What the board knew", "berschrift1"),
        p(FIRST),
        p("Figure 1. The pier in its last winter.", "Beschriftung"),
        p("It was never ours to mend, said the harbour master.", "Zitat"),
        p("What is next", "Titre2"),
        p(SECOND),
    )
    assert kept(found, "heading") == ["What the board knew", "What is next"]
    assert paragraphs(found) == [FIRST, SECOND]
    reference = found.reference
    assert (reference.title, reference.author) == (
        "Low water in the strait",
        (Name("Roe", "Jane"),),
    )
    assert (reference.issued, reference.type) == (Date(2031, 3, 4), "document")
    assert set(reference.origin.values()) == {"document style"}
    assert dropped(found)["Figure 1. The pier in its last winter."] == "caption"
    assert dropped(found)["What the board knew 3"] == "table of contents"
    quoted = "It was never ours to mend, said the harbour master."
    assert dropped(found)[quoted] == "block quotation that nothing announces"


def test_a_style_says_what_the_one_it_is_based_on_says() -> None:
    own = "".join(
        f'<w:style w:styleId="{id}"><w:name w:val="{id} of ours"/>{content}</w:style>'
        for id, content in (
            ("Own", '<w:basedOn w:val="berschrift1"/>'),
            ("Lvl", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
            ("Gone", "<w:rPr><w:vanish/></w:rPr>"),
        )
    )
    found = doc(
        p(FIRST), p("What the pilots said to us.", "Own"), p(SECOND), p("What is next.", "Lvl"),
        p("Ask Jane whether this may be said.", "Gone"), p(FIRST.replace("year", "month")),
        extra=own,
    )  # fmt: skip
    assert kept(found, "heading") == ["What the pilots said to us.", "What is next."]
    assert "Jane" not in found.text


def test_an_only_first_heading_is_the_title() -> None:
    found = doc(
        p("Low water in the strait", "berschrift1"),
        p(FIRST),
        p("What is next", "Titre2"),
        p(SECOND),
    )
    assert (found.reference.title, kept(found, "heading")) == (
        "Low water in the strait",
        ["What is next"],
    )
    found = doc(p("Summary", "berschrift1"), p(FIRST), p("What is next", "berschrift1"), p(SECOND))
    assert (
        kept(found, "heading") == ["Summary", "What is next"]
        or found.reference.title != "What is next"
    )


NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>
<w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>"""


def item(text: str, number: int, level: int = 0) -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, properties=place)


def test_items_of_lists_are_paragraphs_and_headings_keep_their_number() -> None:
    found = doc(
        p(FIRST),
        item("The board had it in its own tables.", 2),
        item("What the pilots said", 1),
        p(SECOND),
        item("they had asked for an answer", 2),
        item("nobody had answered them at all", 2),
        parts={"word/numbering.xml": NUMBERING},
        links=link("numbering", "numbering.xml"),
    )
    assert kept(found, "heading") == ["3. What the pilots said"]
    assert "The board had it in its own tables." in paragraphs(found)
    assert not any("answer nobody" in text for text in paragraphs(found))  # items are not joined


def counting(levels: str, id: int) -> Counter:
    abstract = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
    number = f'<w:num w:numId="{id}"><w:abstractNumId w:val="1"/></w:num>'
    return Counter(parse_xml(f'<w:numbering xmlns:w="{W}">{abstract}{number}</w:numbering>'))


@pytest.mark.parametrize(
    ("form", "text", "shown"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("lowerLetter", "(%1)", ["(a)", "(b)", "(c)"]),
        ("upperRoman", "%1", ["I", "II", "III"]),
        ("bullet", "o", ["•", "•", "•"]),
        ("none", "", ["", "", ""]),
    ],
)
def test_lists_are_counted(form: str, text: str, shown: list[str]) -> None:
    level = f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    counter = counting(f'<w:lvl w:ilvl="0">{level}</w:lvl>', 5)
    assert [counter.bullet("5", 0) for _ in range(3)] == shown
    assert counter.bullet("6", 0) == "•"  # a list that is nowhere described


def test_inner_lists_begin_anew_and_name_their_outer_one() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, text in enumerate(("%1.", "%1.%2"))
    )
    counter = counting(levels, 1)
    places = (0, 1, 1, 0, 1)
    assert [counter.bullet("1", level) for level in places] == ["1.", "1.1", "1.2", "2.", "2.1"]


def core(title: str, creator: str) -> dict[str, str]:
    types = "http://schemas.openxmlformats.org/package/2006"
    return {
        "docProps/core.xml": f'<c:coreProperties xmlns:c="{types}/metadata/core-properties" '
        'xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        f"<d:title>{title}</d:title><d:creator>{creator}</d:creator>"
        "<t:created>2019-03-04T09:00:00Z</t:created></c:coreProperties>",
        "_rels/.rels": f'<Relationships xmlns="{types}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="r2" '
        f'Type="{types}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>",
    }


def test_the_properties_speak_where_the_text_is_silent() -> None:
    reference = doc(
        p(FIRST), p(SECOND), parts=core("Low water in the strait", "Jane Roe")
    ).reference
    assert (reference.title, reference.author) == (
        "Low water in the strait",
        (Name("Roe", "Jane"),),
    )
    assert reference.origin == {"title": "document properties", "author": "document properties"}
    assert reference.issued is None  # when a file was made says nothing of when it was issued


def test_the_text_speaks_first() -> None:
    parts = core("Budget of the harbour office", "John van Doe")
    body = p("Low water in the strait", "Titel"), p("By Jane Roe, 5 May 2031"), p(FIRST), p(SECOND)
    reference = doc(*body, parts=parts).reference
    assert (reference.title, reference.author) == (
        "Low water in the strait",
        (Name("Roe", "Jane"),),
    )
    assert reference.issued == Date(2031, 5, 5)


@pytest.mark.parametrize(
    ("title", "fit"),
    [
        ("Low water in the strait", True),
        ("Microsoft Word - low water.doc", False),
        ("low water final.docx", False),
        ("Document1", False),
        ("Dokument 1", False),
        ("[Document title]", False),
        ("low_water_v3 final", True),
        ("low_water_v3_final", False),
        ("Ports", False),
        ("", False),
    ],
)
def test_titles_of_properties(title: str, fit: bool) -> None:
    assert title_of(Properties(title=title)) == (title if fit else "")


@pytest.mark.parametrize(
    ("creator", "authors"),
    [
        ("Jane Roe", ["Jane Roe"]),
        ("Roe, Jane", ["Jane Roe"]),
        ("Jane Roe; John van Doe", ["Jane Roe", "John van Doe"]),
        ("Tidewater Institute", ["Tidewater Institute"]),
        ("jroe", []),
        ("user", []),
        ("Windows User", []),
        ("Microsoft Office User", []),
        ("python-docx", []),
        ("Dell Laptop", []),
        ("", []),
    ],
)
def test_creators_of_properties(creator: str, authors: list[str]) -> None:
    assert [str(name) for name in authors_of(Properties(creator=creator))] == authors
