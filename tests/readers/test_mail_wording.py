"""Newsletters and letters: headings, sponsors, closings and signatures, and who signed."""

from __future__ import annotations

import pytest

from briefgen.model import Name

from .hostile_office import message
from .reading import document, dropped, kept, paragraphs
from .test_mail import FIRST, HTML, LISTED, PLAIN, SECOND, TEXT, THIRD, multipart, newsletter

STARRED = "** Also this week\r\n" + "-" * 60 + "\r\n"
SPONSOR = (
    "Ropes by Hawser should hold every boat in the harbour. Use our code for ten per cent off."
)


@pytest.mark.parametrize(
    ("lines", "heading", "reason"),
    [
        (f"{STARRED}{THIRD}\r\n", "Also this week", ""),
        (f"Also this week\r\n==============\r\n\r\n{THIRD}\r\n", "Also this week", ""),
        (f"** A word from our sponsor\r\n-----\r\n{SPONSOR}\r\n\r\n{STARRED}{THIRD}\r\n",
         "Also this week", "sponsor's text"),
        (f"A message from our sponsor\r\n\r\n{SPONSOR}\r\n\r\n{STARRED}{THIRD}\r\n",
         "Also this week", "sponsor's text"),
        (f"Advertisement\r\n\r\n{SPONSOR}\r\n\r\n{THIRD}\r\n", "", "sponsor's text"),
        (f"In partnership with Hawser: {SPONSOR}\r\n\r\n{THIRD}\r\n", "", "sponsor's text"),
        (f"{THIRD}\r\n\r\nWerbung: {SPONSOR}\r\n", "", "sponsor's text"),
    ],
)  # fmt: skip
def test_headings_and_sponsors_in_plain_newsletters(lines: str, heading: str, reason: str) -> None:
    found = document(message(f"{TEXT}\r\n{lines}", LISTED))
    assert paragraphs(found) == [FIRST, SECOND, THIRD]
    assert kept(found, "heading") == ([heading] if heading else [])
    assert {why for text, why in dropped(found).items() if SPONSOR in text} == {reason} - {""}


@pytest.mark.parametrize(
    "sponsor",
    [
        f"<h3>A word from our sponsor</h3><p>{SPONSOR}</p><p>{SPONSOR}</p><h3>Boats</h3>",
        f"<p><b>In partnership with Hawser:</b> {SPONSOR}</p>",
        f"<p>Sponsored</p><p>{SPONSOR}</p>",
    ],
)
def test_sponsors_in_html_newsletters(sponsor: str) -> None:
    found = newsletter(f"<h2>Low water</h2><p>{FIRST}</p><p>{SECOND}</p>{sponsor}<p>{THIRD}</p>")
    assert paragraphs(found) == [FIRST, SECOND, THIRD]
    assert "sponsor's text" in dropped(found).values()


def test_a_partnership_in_a_sentence_is_no_sponsor() -> None:
    sentence = "In partnership with the pilots, the board moved the boats before the tide went out."
    assert paragraphs(document(message(f"{TEXT}\r\n{sentence}\r\n"))) == [FIRST, SECOND, sentence]


@pytest.mark.parametrize(
    ("end", "gone"),
    [
        (["Until next week,", "Jane"], {"Until next week,": "closing", "Jane": "signature"}),
        (["Jane", "Harbour Office", "Room 12"],
         {"Jane": "signature", "Harbour Office": "signature", "Room 12": "signature"}),
        (["Kind regards,", "J."], {"Kind regards,": "closing", "J.": "signature"}),
        (["With thanks from all of us,", "The harbour office"],
         {"With thanks from all of us,": "closing", "The harbour office": "signature"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("html", [False, True])
def test_closings_and_signatures(end: list[str], gone: dict[str, str], html: bool) -> None:
    if html:
        body = f"<p>John,</p><p>{FIRST}</p><p>{SECOND}</p><p>{'<br>'.join(end)}</p>"
        found = document(message(f"<html><body>{body}</body></html>", kind="text/html"))
        gone = {" ".join(end): next(iter(gone.values()))}
    else:
        lines = "\r\n".join(end)
        found = document(message(f"John,\r\n\r\n{TEXT}\r\n{lines}\r\n"))
    assert paragraphs(found) == [FIRST, SECOND]
    assert kept(found, "heading") == []
    assert dropped(found) == {"John,": "salutation", **gone}


@pytest.mark.parametrize("author", ["John van Doe", "Jane Roe"])
@pytest.mark.parametrize("header", ["", LISTED])
def test_a_by_line_says_better_than_the_sender_who_wrote(author: str, header: str) -> None:
    text = f"Low water\r\n\r\nBy {author}\r\n\r\n{TEXT}\r\n{THIRD}\r\n"
    reference = document(message(text, header)).reference
    assert [str(name) for name in reference.author] == [author]


def test_an_organisation_that_sends_what_a_person_signed_is_its_publisher() -> None:
    content = message(f"Low water\r\n\r\nby Ann Poe\r\n\r\n{TEXT}\r\n{THIRD}\r\n")
    reference = document(content.replace(b"Jane Roe", b"The Harbour Post")).reference
    assert (reference.author, reference.publisher) == ((Name("Poe", "Ann"),), "The Harbour Post")


def test_cut_lines_give_way_to_the_html() -> None:
    cut = FIRST.replace(" before ", "\r\nbefore ") + f"\r\n\r\n{SECOND}"
    html = f"<html><body><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    found = document(multipart("alternative", (PLAIN, cut), (HTML, html)))
    assert paragraphs(found) == [FIRST, SECOND]


def test_of_pieces_by_several_persons_none_is_named_as_the_author_of_all() -> None:
    html = "".join(
        f"<h2>{title}</h2><p>By {name}</p><p>{text}</p>"
        for title, name, text in (("Low water", "Ann Poe", FIRST), ("Ropes", "Max Moe", SECOND))
    )
    found = newsletter(f"{html}<p>{THIRD}</p>")
    assert paragraphs(found) == [FIRST, SECOND, THIRD]
    assert (found.reference.author, found.reference.publisher) == ((), "Tide Weekly")
