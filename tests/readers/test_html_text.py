"""A page's text in the form that the rules for whose words it is can use."""

from __future__ import annotations

import pytest

from .reading import document, dropped, kept, paragraphs
from .test_html import BODY, page

SAID = "<p>Harbour minister Ada Falk said:</p>"
FIRST = "Pilots should be paid for the nights on which they wait in the roads."
SECOND = "The port must also say who pays for the lights on the outer mole."


def test_an_announced_block_quotation_is_one_paragraph_below_what_announces_it() -> None:
    quote = f"<blockquote><p>{FIRST}</p><p>{SECOND}</p></blockquote>"
    doc = document(page("", f"<p>{BODY[1]} And so on.</p>{SAID}{quote}"))
    assert paragraphs(doc)[1:3] == ["Harbour minister Ada Falk said:", f"{FIRST} {SECOND}"]
    seam = doc.text.index(SECOND) - 1
    assert doc.seams == (seam,)
    assert not any(reason == "altered by the extraction" for reason in dropped(doc).values())


def test_a_block_quotation_that_nothing_announces_is_put_aside_with_the_reason() -> None:
    doc = document(page("", f"<p>{BODY[0]}</p><blockquote><p>{FIRST}</p></blockquote>"))
    assert FIRST not in paragraphs(doc)
    assert dropped(doc)[FIRST] == "block quotation that nothing announces"


def test_quotation_marks_say_enough() -> None:
    doc = document(page("", f"<blockquote><p>“{FIRST}”</p></blockquote>"))
    assert f"“{FIRST}”" in paragraphs(doc)


def test_a_whole_text_in_block_quotations_has_them_for_its_margins() -> None:
    html = page("").replace("<p>", "<blockquote><p>").replace("</p>", "</p></blockquote>")
    assert paragraphs(document(html)) == BODY


@pytest.mark.parametrize("style", ["{}", "<p>{}</p>", "{}<br>"])
@pytest.mark.parametrize(
    "items",
    [
        ["boats below ten tons would pay no dues at all",
         "pilots could ask a tribunal for a higher rate",
         "the order would lapse after five years"],
        ["dues for boats below ten tons,", "Higher rates for pilots who wait at night,",
         "an order that lapses after five years"],
    ],
)  # fmt: skip
def test_each_item_of_a_list_is_a_block(items: list[str], style: str) -> None:
    listed = "".join(f"<li>{style.format(item)}</li>" for item in items)
    doc = document(page("", "", f"<p>Under the plans that were laid:</p><ul>{listed}</ul>"))
    assert paragraphs(doc)[-3:] == items


def test_lists_in_lists_are_not_glued() -> None:
    inner = "<ul><li>Those in the roads wait.</li><li>Those in port may leave.</li></ul>"
    listed = f"<ul><li>Boats below ten tons would pay no dues.{inner}</li></ul>"
    doc = document(page("", "", listed))
    assert paragraphs(doc)[-3:] == [
        "Boats below ten tons would pay no dues.",
        "Those in the roads wait.",
        "Those in port may leave.",
    ]


def test_labels_of_speakers_and_questions_stay() -> None:
    talk = (
        "<p><strong>Should the boats wait?</strong></p><p>No. They have waited long enough.</p>"
        "<p><strong>Ada Falk:</strong> They wait because nobody pays for the lights.</p>"
        "<dl><dt>Ole Brandt:</dt><dd>Then the port has to pay for them, as it did before.</dd></dl>"
    )
    doc = document(page("", "", talk))
    assert "Should the boats wait?" in [*kept(doc, "heading"), *paragraphs(doc)]
    assert "Ada Falk: They wait because nobody pays for the lights." in paragraphs(doc)
    assert "Ole Brandt:" in doc.text


def test_a_list_of_details_is_no_text() -> None:
    details = (
        "<dl><dt>From:</dt><dd>Port Office and Ada Falk</dd><dt>Published</dt><dd>4 March 2019</dd>"
    )
    doc = document(page("", f"{details}</dl>"))
    assert paragraphs(doc) == BODY
    assert {"From:", "Published", "Port Office and Ada Falk"} <= dropped(doc).keys()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("• This story was amended on 5 March 2019 to correct a name.", "correction"),
        ("An earlier version of this article was corrected on Friday.", "correction"),
        ("Have you got a story? Email the news room with a few lines.", "call to readers"),
        ("Do you have a view on this? To be printed, click here.", "call to readers"),
        ("Print this page | Email to a friend | Have your say", "page furniture"),
    ],
)
def test_what_is_printed_below_a_text_is_none_of_it(line: str, reason: str) -> None:
    doc = document(page("", "", f"<p>{line}</p>"))
    assert paragraphs(doc) == BODY
    assert dropped(doc)[line.lstrip("• ")] == reason if line[0] != "•" else reason in str(doc)


@pytest.mark.parametrize(
    "line",
    [
        "This article was amended by the assembly on 5 March, and the pilots had to read it anew.",
        "Do you have a boat? Then the harbour office wants to know how deep it is.",
    ],
)
def test_sentences_that_speak_of_such_things_are_text(line: str) -> None:
    assert line in paragraphs(document(page("", "", f"<p>{line}</p><p>{BODY[1]}</p>")))


def test_what_was_left_out_stands_in_the_pages_order() -> None:
    bits = "<p>Share</p><p>By Jane Roe</p><div class=x>5 min read</div>"
    doc = document(page("<title>Corridor stays open</title>", bits))
    first = [piece.text for piece in doc.dropped if piece.at == 0]
    whole = ["Home", "World", "Corridor stays open", "Share", "By Jane Roe", "5 min read"]
    assert first == [text for text in whole if text in first]
    assert len(first) > 4
