"""Word files: what is printed is read, what is not is left out."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Document
from briefgen.readers import read

from .hostile_office import W, link, word_file, word_links
from .reading import document, dropped, kept, paragraphs, snapshot
from .word import FIRST, SECOND, TITLE, doc, field, p, run, table

RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (run("The board ") + run("knew", "<w:b/>") + run(" of it."), "The board knew of it."),
        (f"{run('It was ')}<w:ins>{run('not ')}</w:ins>{run('so.')}", "It was not so."),
        (f"{run('It was ')}<w:del><w:r><w:delText>not </w:delText></w:r></w:del>{run('so.')}",
         "It was so."),
        (f"{run('It ')}<w:moveFrom>{run('never ')}</w:moveFrom><w:moveTo>{run('often ')}</w:moveTo>"
         f"{run('was.')}", "It often was."),
        (run("It was ") + run("secretly ", "<w:vanish/>") + run("so."), "It was so."),
        (run("It was ") + run("openly ", '<w:vanish w:val="0"/>') + run("so."),
         "It was openly so."),
        (run("See ") + f"<w:hyperlink>{run('the tables')}</w:hyperlink>" + run("."),
         "See the tables."),
        (run("See ") + field(' HYPERLINK "https://example.org" ', "the tables") + run("."),
         "See the tables."),
        (run("See page ") + field(" PAGEREF _Ref1 ", "12") + run(" of it."), "See page of it."),
        (run("It was so ") + field(" ADDIN ZOTERO_ITEM {json} ", "(Roe 2031)") + run("."),
         "It was so (Roe 2031)."),
        (run("It was so, ") + f'<w:fldSimple w:instr=" DATE ">{run("1 May 2040")}</w:fldSimple>'
         + run("and so on."), "It was so, and so on."),
        ("<w:r><w:t>US</w:t><w:noBreakHyphen/><w:t>Rus</w:t><w:softHyphen/><w:t>sian ties</w:t>"
         "<w:tab/><w:t>held.</w:t></w:r>", "US-Russian ties held."),
        ("<w:r><w:t>soft\u00adly and\u00a0so\u200b.</w:t></w:r>", "softly and so."),
        (f"{run('It was so.')}{run('1', RAISED)}{run(' And so on.')}", "It was so. And so on."),
        (f"{run('The harbour')}{run('12, 13', RAISED)}{run(' was shut.')}",
         "The harbour was shut."),
        (f"{run('It has 4 km')}{run('2', RAISED)}{run(' of mud.')}", "It has 4 km² of mud."),
        (f"{run('It took 10')}{run('-6', RAISED)}{run(' seconds.')}", "It took 10⁻⁶ seconds."),
        (f"{run('On the 2')}{run('nd', RAISED)}{run(' day.')}", "On the 2nd day."),
        (run("It was so") + '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/>'
         "<w:t>*</w:t></w:r>" + run(" and so."), "It was so and so."),
        (run("It was") + "<w:commentRangeStart/><w:r><w:commentReference/></w:r>" + run(" so."),
         "It was so."),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + run("Click here.")
         + "</w:sdtContent></w:sdt>" + run("It was so."), "It was so."),
        ("<w:sdt><w:sdtContent>" + run("It was ") + "</w:sdtContent></w:sdt>" + run("so."),
         "It was so."),
        ("<w:r><w:ruby><w:rt><w:r><w:t>kana</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>It was</w:t>"
         "</w:r></w:rubyBase></w:ruby></w:r>" + run(" so."), "It was so."),
        ("<w:r><w:t>It was</w:t><w:br w:type=\"page\"/><w:t>so and so.</w:t></w:r>",
         "It was so and so."),
    ],
)  # fmt: skip
def test_a_paragraph_reads_as_it_is_printed(runs: str, text: str) -> None:
    assert paragraphs(doc(p(FIRST), p(runs), p(SECOND))) == [FIRST, text, SECOND]


def test_a_field_may_end_in_another_paragraph() -> None:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    )
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    found = doc(p(begin + run("What the board knew 1")), p(run("What next 2") + end), p(FIRST))
    assert paragraphs(found) == [FIRST]
    assert dropped(found) == {
        "What the board knew 1": "table of contents", "What next 2": "table of contents"
    }  # fmt: skip


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    found = doc(
        TITLE, p("The board had the ", properties=gone), p("tables a year before."), p(SECOND)
    )
    assert paragraphs(found) == ["The board had the tables a year before.", SECOND]


def test_notes_stand_at_the_end_and_their_marks_nowhere() -> None:
    def notes(kind: str, texts: dict[int, str]) -> str:
        each = "".join(f'<w:{kind} w:id="{id}">{p(text)}</w:{kind}>' for id, text in texts.items())
        return f'<w:{kind}s xmlns:w="{W}">{each}</w:{kind}s>'

    mark = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    found = doc(
        TITLE,
        p(run("The board had the tables") + mark.format("footnote", 7) + run(" a year before.")),
        p(run(SECOND) + mark.format("footnote", 2)),
        p("Jane Roe is a lecturer at Aberwick University."),
        parts={
            "word/footnotes.xml": notes("footnote", {0: "-", 2: "The letter.", 7: "The tables."}),
        },
        links=link("footnotes", "footnotes.xml"),
    )
    assert paragraphs(found) == ["The board had the tables a year before.", SECOND]
    assert kept(found, "note") == ["1. The tables.", "2. The letter."]
    assert dropped(found)["Jane Roe is a lecturer at Aberwick University."] == "author's biography"
    assert found.text[found.blocks[-1].start :] == "2. The letter."


def test_tables_go_and_boxes_stay() -> None:
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:drawing><w:txbxContent>'
        f"{p('In the box the pilots have their say.')}</w:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent>"
        f"{p('In the box the pilots have their say.')}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    found = doc(
        TITLE,
        p(FIRST + " It lay"),
        table(("Year", "Boats"), ("2030", "12")),
        p("on the mud for two days."),
        table(("Nobody had moved the boats, and so they lay there.",)),
        p(box + run(SECOND)),
    )
    assert paragraphs(found) == [
        f"{FIRST} It lay on the mud for two days.",
        "Nobody had moved the boats, and so they lay there.",
        SECOND,
        "In the box the pilots have their say.",
    ]
    assert list(dropped(found).values()) == ["title", "table", "table"]
    assert [found.text[:seam] for seam in found.seams] == [f"{FIRST} It lay"]


def test_what_a_picture_shows_is_a_caption() -> None:
    said = '<w:drawing><x:docPr xmlns:x="urn:x" descr="The pier in its last winter"/></w:drawing>'
    found = doc(TITLE, p(FIRST), p(f"<w:r>{said}</w:r>"), p(SECOND))
    assert dropped(found)["The pier in its last winter"] == "caption"


def test_a_gallery_of_contents_goes_and_other_controls_stay() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    contents = f"<w:sdtContent>{p('What is next 4')}</w:sdtContent>"
    found = doc(
        TITLE,
        f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr>{contents}</w:sdt>",
        f"<w:sdt><w:sdtContent>{p(FIRST)}</w:sdtContent></w:sdt>",
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{contents}</w:sdt>",
        f"<w:ins>{p(SECOND)}</w:ins>",
    )
    assert paragraphs(found) == [FIRST, SECOND]
    assert dropped(found)["What is next 4"] == "table of contents"


def test_the_strict_form_of_the_format_is_read() -> None:
    """ISO 29500 Strict has other names for the same elements and links."""
    strict = "http://purl.oclc.org/ooxml"
    space = f'xmlns:w="{strict}/wordprocessingml/main"'
    body = f"<w:document {space}><w:body>{p(FIRST)}</w:body></w:document>"
    links = word_links(f"{strict}/officeDocument/relationships/officeDocument")
    found = document(word_file(parts={"word/document.xml": body, "_rels/.rels": links}))
    assert paragraphs(found) == [FIRST]


def test_running_heads_go() -> None:
    head = f'<w:hdr xmlns:w="{W}">{p("Tidewater Institute")}</w:hdr>'
    found = doc(p(FIRST), parts={"word/header1.xml": head}, links=link("header", "header1.xml"))
    assert dropped(found) == {"Tidewater Institute": "running head or foot"}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Jane Roe\nTidewater Institute", ["Jane Roe", "Tidewater Institute"]),
        (f"{FIRST}\n{SECOND}", [FIRST, SECOND]),
        (FIRST.replace("before the", "before\nthe"), [FIRST]),
    ],
)
def test_breaks_part_lines_but_no_sentence(text: str, lines: list[str]) -> None:
    parts = "<w:br/>".join(f"<w:t>{escape(line)}</w:t>" for line in text.split("\n"))
    found = doc(
        TITLE,
        p(SECOND.replace("pilots", "boatmen")),
        p(f"<w:r>{parts}</w:r>"),
        p("And so they lay there until the winter came and went."),
    )
    shown = [*(found.text[b.start : b.end] for b in found.blocks), *dropped(found)]
    assert all(line in shown for line in lines)


WORDS = st.sampled_from(
    "the board pier boats tide said Vestby it’s “well” né (old) US-Russian".split()
)
SENTENCES = st.lists(WORDS, min_size=6, max_size=20).map(lambda words: " ".join(words) + ".")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SENTENCES, st.integers(0, 4)), min_size=1, max_size=8))
def test_paragraphs_are_verbatim(sentences: list[tuple[str, int]]) -> None:
    """Whatever runs a paragraph was cut into."""
    body = ""
    for text, cut in sentences:
        body += p(run(text[:cut]) + run(text[cut:], "<w:i/>")) + table(("a", "b"), ("c", "d"))
    found = read(snapshot(word_file(body)))
    whole = " ".join(text for text, _ in sentences)
    if isinstance(found, Document):
        for text in paragraphs(found):
            assert text in whole
        assert "\n\n".join(found.text[b.start : b.end] for b in found.blocks) == found.text
