"""Releases, speeches and letters: what heads them, what they say of their sender, their day."""

from __future__ import annotations

import pytest

from briefgen.model import Date
from briefgen.readers.dates import dateline_date
from briefgen.readers.letters import address_in
from readers.reading import document, dropped, paragraphs, problem

MARCH = Date(2031, 3, 3)
NEWS = (
    "The harbour board of Norvale asked the county today to pay for a second slipway, and to do so "
    "before the herring come. Without it, the board says, the boats will go to Ostmark."
)
MORE = "The county has forty days to answer. It has answered no letter of the board since June."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("NORVALE, 3 March 2031 – The board has met.", MARCH),
        ("Norvale, Westmark, March 3, 2031 /NewsRoad/ -- The board", MARCH),
        ("NORVALE, March 3, 2031 (Delta Press) - The board", MARCH),
        ("Stoke upon Lyn (3 March 2031) — The board", MARCH),
        ("NORVALE, March 2031 – The board", None),  # no day
        ("In a speech of 3 March 2031 – his third – he said", None),
        ("On Monday, 3 March 2031 – the day of the storm – we met", None),
        ("The quarrel began in Norvale, 3 March 2031 – and", None),
        ("Norvale has waited since 3 March 2031 – too long.", None),
        ("3 March 2031 – The board", None),
    ],
)
def test_the_day_in_a_dateline(text: str, day: Date | None) -> None:
    assert dateline_date(text) == day


def test_a_dateline_dates_a_release_and_its_first_line_is_no_title() -> None:
    doc = document(
        f"FOR IMMEDIATE RELEASE\n\nNorvale Asks for a Second Slipway\n\n"
        f"NORVALE, 3 March 2031 – {NEWS}\n\n{MORE}\n"
    )
    assert (doc.reference.title, doc.reference.issued) == (
        "Norvale Asks for a Second Slipway",
        MARCH,
    )
    assert doc.reference.origin["issued"] == "dateline"
    assert dropped(doc)["FOR IMMEDIATE RELEASE"] == "notice"


@pytest.mark.parametrize(
    ("heading", "below", "goes"),
    [
        ("About Norvale Ports", "Norvale Ports runs nine quays. It holds that fees must go.", True),
        ("About the Norvale Harbour Board", "The board is the voice of all boats there.", True),
        ("Forward-looking statements", "Results should not be expected to match them.", True),
        ("About the herring", "Nobody knows where the herring spend the winter months.", False),
        ("About time", "The county should pay now, as it has had all the years it needs.", False),
    ],
)  # fmt: skip
def test_what_a_sender_says_of_itself_goes(heading: str, below: str, *, goes: bool) -> None:
    doc = document(f"# Slipway\n\n{NEWS}\n\n{MORE}\n\n## {heading}\n\n{below}\n")
    assert (below not in paragraphs(doc)) is goes
    assert paragraphs(doc)[:2] == [NEWS, MORE]


def test_above_most_of_the_text_it_is_a_chapter() -> None:
    about = "Norvale Ports has nine quays."
    doc = document(f"# Quays\n\n{MORE}\n\n## About Norvale Ports\n\n{about} {NEWS}\n\n{MORE}\n")
    assert len(paragraphs(doc)) == 3


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        (["The Rt Hon Una Farrow MP", "Ports Office", "Norvale", "Dear Minister,", NEWS], 4),
        (["Dr Bryn Agnew", "Dear Dr Agnew,", NEWS], 2),
        (["A letter on slipways", "Ladies and gentlemen,", NEWS], 0),
        (["Lady Luck and the slipway", NEWS, MORE], 0),
    ],
)
def test_an_address_reaches_down_to_the_salutation(lines: list[str], address: int) -> None:
    assert [at for at in address_in(lines) if not lines[at].endswith(",")] == list(
        range(max(0, address - 1))
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Sir Bryn Agnew\n\nPorts Office\n\nDear Sir Bryn,\n\nA letter on slipways",
         "A letter on slipways"),
        ("Ladies and gentlemen,", ""),
    ],
)  # fmt: skip
def test_neither_an_address_nor_a_salutation_is_a_title(head: str, title: str) -> None:
    assert document(f"{head}\n\n{NEWS}\n\n{MORE}\n").reference.title == title


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Dr. Farrow was the harbour master of Norvale from 2019 to 2028.", "author's biography"),
        ("The Bay Post is committed to publishing a wide range of letters from its readers.",
         "letters to the editor"),
        ("A version of this article appears in print on March 4, 2031, on page 9.", "print notice"),
        ("(Except for the headline, this story was not edited by the Bay Post staff and comes from "
         "a syndicated feed.)", "disclaimer"),
        ("Mr. Farrow's father was the harbour master of Norvale for forty years.", ""),
        ("The county is committed to publishing what it pays for, and should begin today.", ""),
    ],
)  # fmt: skip
def test_lines_of_a_newspaper_round_an_article(line: str, reason: str) -> None:
    text = f"# Slipway\n\nBy Edda Farrow\n\n{line}\n\n{NEWS}\n\n{MORE}\n"
    assert dropped(document(text)).get(line, "") == reason


@pytest.mark.parametrize(
    "said", ["Oops! That page can’t be found.", "This page isn't available", "Page not found"]
)
def test_an_error_page_with_headlines_below_is_one(said: str) -> None:
    body = (
        "<p>It looks like nothing was found here. Try a search?</p><p>Herring back, says board</p>"
    )
    assert "error page" in problem(f"<html><body><h1>{said}</h1>{body}</body></html>").what


def test_a_list_of_references_is_left_out_and_a_numbered_note_stays() -> None:
    entries = ["Agnew, B. (2029). Must slipways be dredged? Norvale: Quay Press.",
               "Farrow, U. and Hegge, P. (2030). On slipways. Port Studies 4, 2–9."]  # fmt: skip
    doc = document("\n\n".join([NEWS, MORE, NEWS, "References", *entries, "1. See the minutes."]))
    assert [dropped(doc).get(entry) for entry in entries] == ["reference list"] * 2
    assert [doc.text[b.start : b.end] for b in doc.blocks if b.kind == "note"] == [
        "1. See the minutes."
    ]


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_deleted_text_is_none(tag: str) -> None:
    text = (
        f"<p>The fee should be <{tag}>halved</{tag}> <ins>doubled</ins> for large boats. {MORE}</p>"
    )
    page = f"<html><body><article><h1>Fees</h1><p>{NEWS}</p>{text}</article></body></html>"
    assert f"The fee should be doubled for large boats. {MORE}" in paragraphs(document(page))
