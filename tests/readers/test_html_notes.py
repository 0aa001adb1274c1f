"""Marks of notes are no words of the text; what is only raised is, and stays raised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.readers.html_tree import parse_page

from .reading import document, dropped, paragraphs
from .test_html import BODY, page

NOTE = "See the yearbook of the pilots' guild, volume nine, page forty."


def shown(markup: str) -> str:
    found = parse_page(f"<html><body><p>{markup}</p></body></html>")
    assert found is not None
    return " ".join(block.text for block in found.blocks)


@pytest.mark.parametrize(
    ("markup", "read"),
    [
        ('Tides rise.<sup><a href="#n1">1</a></sup> Boats', "Tides rise. Boats"),
        ('Tides<a href="#n1"><sup>2</sup></a>, which rise', "Tides, which rise"),
        ("so-called tides<sup>2</sup>, which rise", "so-called tides, which rise"),
        ("Tides rise.<sup>12</sup> Boats", "Tides rise. Boats"),
        ("Tides rise.<sup>3</sup>Boats", "Tides rise. Boats"),
        ("Tides rise <sup>3</sup>. Boats", "Tides rise. Boats"),
        ("Tides rise.<sup>1</sup><sup>,</sup><sup>2</sup> Boats", "Tides rise. Boats"),
        ("Tides rise.<sup>1, 4–6</sup> Boats", "Tides rise. Boats"),
        ("Tides<sup>*</sup> rise", "Tides rise"),
        ("Tides<sup>[3]</sup> rise", "Tides rise"),
        ("Tides<sup>[citation needed]</sup> rise", "Tides rise"),
        ("“Tides rise.”<sup>3</sup> Boats", "“Tides rise.” Boats"),
        ("in 2016<sup>3</sup> they rose", "in 2016 they rose"),
        ('Tides rise.<a href="#fn4">[4]</a> Boats', "Tides rise. Boats"),
        ('Tides rise.<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> Boats',
         "Tides rise. Boats"),
        ('Tides rise.<a href="#x" class="footnote-ref">4</a> Boats', "Tides rise. Boats"),
        ('Tides rise.<a href="/a#x" role="doc-noteref">4</a> Boats', "Tides rise. Boats"),
        ("30 m<sup>2</sup> of mud", "30 m² of mud"),
        ("10<sup>6</sup> tons", "10⁶ tons"),
        ("10<sup>-3</sup> tons", "10<sup>-3</sup> tons".replace("<sup>-3</sup>", "-3")),
        ("five miles<sup>2</sup> of mud", "five miles² of mud"),
        ("where x<sup>2</sup> is", "where x² is"),
        ("the 1<sup>st</sup> tide", "the 1st tide"),
        ("Tidewatch<sup>TM</sup> said", "TidewatchTM said"),
        ("CO<sub>2</sub> falls", "CO2 falls"),
        ('Section 5<a href="#s5">(1)</a> says', "Section 5(1) says"),
        ('Go to <a href="#part2">part 2</a> now', "Go to part 2 now"),
        ('as <a href="https://tide.example/a">[3]</a> says', "as [3] says"),
        ("<sup>1</sup>Ebb means a falling tide", "1 Ebb means a falling tide"),
    ],
)  # fmt: skip
def test_marks_go_and_powers_stay(markup: str, read: str) -> None:
    assert shown(markup) == read


@given(st.sampled_from(["tides", "harbour", "rose.", "said,"]), st.integers(1, 999))
def test_no_mark_is_glued_to_a_word(word: str, number: int) -> None:
    assert shown(f"The {word}<sup>{number}</sup> and more") == f"The {word} and more"


@pytest.mark.parametrize(
    "notes",
    [
        f'<ol><li id="n1">{NOTE}</li></ol>',
        f'<p id="n1">1. {NOTE}</p>',
        f'<p><a name="n1" href="#r1">[1]</a> {NOTE}</p>',
        f'<div><p><sup id="n1">1</sup> {NOTE}</p></div>',
    ],
)
def test_what_a_mark_leads_to_is_a_note_and_no_paragraph(notes: str) -> None:
    line = (
        "<p>The pilots were asked to keep to the northern lane.<sup><a href='#n1'>1</a></sup></p>"
    )
    doc = document(page("", line, f"<p>{BODY[2]}</p>{notes}"))
    assert paragraphs(doc)[0] == "The pilots were asked to keep to the northern lane."
    assert not any("yearbook" in text for text in paragraphs(doc))
    assert not any(reason == "altered by the extraction" for reason in dropped(doc).values())


def test_a_mark_that_leads_into_the_text_makes_no_note_of_it() -> None:
    line = "<p>The pilots were asked to wait.<sup><a href='#top'>1</a></sup></p>"
    html = page("", line).replace("<article>", '<article id="top">')
    assert paragraphs(document(html))[1:] == BODY
