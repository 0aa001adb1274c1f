"""Messages: letters, newsletters, replies and what was forwarded; who wrote, and when."""

from __future__ import annotations

import base64
import quopri
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Date, Document, Name, Problem
from briefgen.readers import read
from briefgen.readers.formats import format_of
from briefgen.readers.mail_parts import unflowed

from .hostile_office import message
from .reading import document, dropped, kept, paragraphs, problem, snapshot

FIRST = "The board had the tables a year before the tide went out, and told nobody of it at all."
SECOND = (
    "The pilots asked for an answer by Easter, and were told to wait until the winter was over."
)
THIRD = "Nobody had moved the boats, and so they lay on the mud for two days before they were sold."
TEXT = f"{FIRST}\r\n\r\n{SECOND}\r\n"
LISTED = (
    "List-Unsubscribe: <https://list.example/u>\r\nList-Id: Tide Weekly <tide.list.example>\r\n"
)


def multipart(kind: str, *parts: tuple[str, str], header: str = "", mark: str = "b") -> bytes:
    body = "".join(f"--{mark}\r\n{head}\r\n\r\n{text}\r\n" for head, text in parts)
    return message(f"{body}--{mark}--\r\n", header, f'multipart/{kind}; boundary="{mark}"')


PLAIN, HTML = "Content-Type: text/plain; charset=utf-8", "Content-Type: text/html; charset=utf-8"


def newsletter(html: str, plain: str = "View this message in your browser") -> Document:
    body = f"<html><body>{html}</body></html>"
    return document(multipart("alternative", (PLAIN, plain), (HTML, body), header=LISTED))


ARTICLE = "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD))


def test_the_format_of_a_message() -> None:
    assert format_of(message(TEXT), "a.txt") == ("mail", "")


def test_a_letter() -> None:
    found = document(message(f"Dear colleagues,\r\n\r\n{TEXT}\r\nBest regards,\r\nJane\r\n"))
    assert paragraphs(found) == [FIRST, SECOND]
    assert dropped(found) == {
        "Dear colleagues,": "salutation", "Best regards,": "closing", "Jane": "signature"
    }  # fmt: skip
    reference = found.reference
    assert (reference.title, reference.author) == ("Low water", (Name("Roe", "Jane"),))
    assert (reference.issued, reference.type) == (Date(2031, 3, 4), "personal_communication")
    assert (reference.publisher, reference.url) == ("", "")
    assert set(reference.origin.values()) == {"message header"}


@pytest.mark.parametrize(
    ("charset", "transfer"),
    [("utf-8", ""), ("utf-8", "base64"), ("utf-8", "quoted-printable"), ("iso-8859-1", "base64"),
     ("windows-1252", "quoted-printable"), ("koi8-r", "base64"), ("utf-16", "base64"),
     ('"UTF-8"', "8bit"), ("no-such", "base64")],
)  # fmt: skip
def test_encodings(charset: str, transfer: str) -> None:
    text = SECOND if charset == "koi8-r" else SECOND.replace("asked", "— “priés” —")
    if charset == "koi8-r":
        text = "Правление знало об отливе за год до того, как он пришёл, и никому не сказало."
    encoding = {"iso-8859-1": "cp1252", "no-such": "utf-8", '"UTF-8"': "utf-8"}.get(
        charset, charset
    )
    body = f"{FIRST}\r\n\r\n{text}".encode(encoding)
    if transfer == "base64":
        body = base64.encodebytes(body)
    elif transfer == "quoted-printable":
        body = quopri.encodestring(body)
    header = f"Content-Transfer-Encoding: {transfer}\r\n" if transfer else ""
    assert paragraphs(document(message(body, header, f"text/plain; charset={charset}"))) == [
        FIRST, text
    ]  # fmt: skip


QUOTE = "> Did the board know of it a year ago?\r\n>\r\n> I ask for a friend.\r\n"


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (f"On Mon, 3 Mar 2031 at 09:12, John van Doe\r\n<john@example.org> wrote:\r\n{QUOTE}",
         "quoted message"),
        (f"Am 3. März 2031 um 09:12 schrieb John van Doe:\r\n\r\n{QUOTE}", "quoted message"),
        (f"Le 3 mars 2031, John van Doe a écrit :\r\n{QUOTE}", "quoted message"),
        ("-----Original Message-----\r\nFrom: John van Doe\r\nSent: Monday, March 3, 2031 9:05\r\n"
         "To: Jane Roe\r\nSubject: The tables\r\n\r\nDid the board know of it a year ago?\r\n",
         "quoted message"),
        ("Von: John van Doe\r\nGesendet: Montag, 3. März 2031 09:05\r\nAn: Jane Roe\r\n"
         "Betreff: Die Tafeln\r\n\r\nDid the board know of it?\r\n", "quoted message"),
        ("-- \r\nJane Roe\r\nHarbour Office, Room 12\r\n+44 20 7946 0000\r\n", "signature"),
        ("_____________________________\r\nTide mailing list\r\ntide@list.example\r\n",
         "ways out of the list"),
        ("Sent from my telephone\r\n", "signature"),
        ("This e-mail is confidential and intended solely for whom it is addressed to.\r\n",
         "confidentiality notice"),
        ("You are receiving this e-mail because you signed up to it. Unsubscribe here.\r\n",
         "ways out of the list"),
        ("Tide Weekly, 12 Quay Street, Aberwick 12345\r\n", "postal address"),
    ],
)  # fmt: skip
def test_what_is_not_the_senders_text_goes(lines: str, reason: str) -> None:
    found = document(message(f"{TEXT}\r\n{THIRD}\r\n\r\n{lines}"))
    assert paragraphs(found) == [FIRST, SECOND, THIRD]
    assert set(dropped(found).values()) == {reason}
    assert " ".join(lines.replace(">", "").split())[-12:] in dropped(found).popitem()[0]


def test_text_between_quotations_stays_and_is_never_joined_over_them() -> None:
    before, after = "They say in the harbour office that it lay", "in the sun for a whole week."
    body = f"{TEXT}\r\n{before}\r\n\r\n{QUOTE}\r\n{after}\r\n\r\n{THIRD}\r\n"
    found = document(message(body))
    assert paragraphs(found)[2] == f"{before} {after}"
    assert [found.text[:seam].endswith(before) for seam in found.seams] == [True]
    assert "Did the board" not in found.text


FORWARDED = (
    "---------- Forwarded message ---------\r\nFrom: John van Doe <john@example.org>\r\n"
    "Date: Mon, Mar 3, 2031 at 9:05 AM\r\nSubject: What the pilots asked\r\n"
    f"To: Jane Roe <jane@tidewater.example>\r\n\r\n\r\n{TEXT}"
)


def test_of_a_forwarded_message_the_first_sender_is_the_author() -> None:
    found = document(message(f"Worth a read.\r\n\r\n{FORWARDED}"))
    assert paragraphs(found) == [FIRST, SECOND]
    assert dropped(found) == {"Worth a read.": "forwarder's note"}
    reference = found.reference
    assert (reference.title, reference.author) == (
        "What the pilots asked",
        (Name("van Doe", "John"),),
    )
    assert reference.issued == Date(2031, 3, 3)


def test_an_enclosed_message_is_read_in_place_of_a_short_note() -> None:
    inner = message(TEXT).decode().replace("Jane Roe", "John van Doe").replace("4 Mar", "2 Mar")
    content = multipart("mixed", (PLAIN, "For the file."), ("Content-Type: message/rfc822", inner))
    reference = document(content).reference
    assert (reference.author, reference.issued) == ((Name("van Doe", "John"),), Date(2031, 3, 2))
    assert dropped(document(content)) == {"For the file.": "forwarder's note"}
    several = multipart("digest", *[("Content-Type: message/rfc822", inner)] * 3)
    assert problem(several).what == "holds 3 messages"


def test_attachments_are_named_and_not_read() -> None:
    attached = 'Content-Type: application/pdf; name="tables.pdf"\r\nContent-Disposition: attachment'
    named = 'Content-Disposition: attachment; filename="=?utf-8?q?n=C3=A9?=.txt"'
    notes = f"Content-Type: text/plain\r\n{named}"
    found = document(multipart("mixed", (PLAIN, TEXT), (attached, "%PDF"), (notes, THIRD)))
    assert paragraphs(found) == [FIRST, SECOND]
    assert dropped(found) == {
        "tables.pdf (application/pdf)": "attachment", "né.txt (text/plain)": "attachment"
    }  # fmt: skip


def test_flowed_lines_are_whole_again() -> None:
    flowed = "The board had the \nsecond and the \nthird.\n> It was \n> so.\n From here.\n-- \nJane"
    assert unflowed(flowed) == (
        "The board had the second and the third.\n> It was so.\nFrom here.\n-- \nJane"
    )
    assert unflowed("har \nbour", spaced=False) == "harbour"
    lines = FIRST.replace("before ", "before \r\n")
    found = document(message(f"{lines}\r\n\r\n{SECOND}", kind="text/plain; format=flowed"))
    assert paragraphs(found) == [FIRST, SECOND]


def test_a_newsletter() -> None:
    link = "https://tide.example/letters/12?utm_source=mail"
    found = newsletter(
        '<div style="display:none;max-height:0">The tide in brief</div>'
        f'<table><tr><td><a href="{link}">View this email in your browser</a></td></tr></table>'
        f"<table><tr><td><h1>Low water</h1>{ARTICLE}</td></tr></table>"
        '<table border="1"><tr><th>Year</th><th>Boats</th></tr></table>'
        "<table><tr><td>You get this by mail. <a>Unsubscribe</a></td></tr></table>"
    )
    assert paragraphs(found) == [FIRST, SECOND, THIRD]
    gone = dropped(found)
    assert gone["The tide in brief"] == "hidden text"
    assert gone["Year Boats"] == "table"
    assert gone["View this email in your browser"] == "link to the web version"
    reference = found.reference
    assert (reference.title, reference.type) == ("Low water", "article-newspaper")
    assert (reference.author, reference.container_title) == ((Name("Roe", "Jane"),), "Tide Weekly")
    assert reference.url == "https://tide.example/letters/12"
    assert (reference.issued, reference.origin["url"]) == (
        Date(2031, 3, 4),
        "link to the web version",
    )


def test_a_quoted_reply_in_html_goes() -> None:
    html = (
        f'{ARTICLE}<div class="gmail_quote">On Monday John wrote:<p>Did the board know?</p></div>'
    )
    found = document(message(f"<html><body>{html}</body></html>", kind="text/html; charset=utf-8"))
    assert paragraphs(found) == [FIRST, SECOND, THIRD]
    assert dropped(found) == {"On Monday John wrote: Did the board know?": "quoted message"}


@pytest.mark.parametrize(
    ("plain", "html", "expected"),
    [
        (TEXT, f"<p>{FIRST}</p><p>{SECOND}</p>", [FIRST, SECOND]),
        ("See the web version.", ARTICLE, [FIRST, SECOND, THIRD]),
        (TEXT + THIRD, "<p>Open the plain text.</p>", [FIRST, SECOND, THIRD]),
        ("", ARTICLE, [FIRST, SECOND, THIRD]),
    ],
)
def test_the_fuller_of_two_texts_is_read(plain: str, html: str, expected: list[str]) -> None:
    content = multipart("alternative", (PLAIN, plain), (HTML, f"<html><body>{html}</body></html>"))
    assert paragraphs(document(content)) == expected


def test_addresses_beside_words_go() -> None:
    body = FIRST.replace("tables", "tables <https://tide.example/a?b=c>") + f"\r\n\r\n{SECOND}"
    assert paragraphs(document(message(body))) == [FIRST, SECOND]


def test_a_page_saved_as_one_file_is_a_page() -> None:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/low-water\r\n"
        "Subject: Low water\r\nDate: Tue, 4 Mar 2031 09:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    )
    page = f"<html><body><article><h1>Low water</h1>{ARTICLE}</article></body></html>"
    found = document(f"{head}--b\r\n{HTML}\r\n\r\n{page}\r\n--b--\r\n")
    assert paragraphs(found) == [FIRST, SECOND, THIRD]
    assert found.reference.url == "https://post.example/low-water"
    assert (found.reference.issued, found.reference.author) == (None, ())  # the day of saving


def test_a_page_without_an_article_is_read_line_by_line() -> None:
    rows = "".join(f"<tr><td>{text}</td></tr>" for text in (FIRST, SECOND))
    html = f"<html><body><table>{rows}</table></body></html>"
    assert paragraphs(document(message(html, kind="text/html; charset=utf-8"))) == [FIRST, SECOND]


def test_the_snapshot_is_the_messages() -> None:
    content = message(f"<html><body>{ARTICLE}</body></html>", kind="text/html")
    assert document(content).snapshot_sha256 == snapshot(content).sha256


LINES = st.sampled_from(
    [FIRST, SECOND, THIRD, "", "> quoted", ">> twice", "-- ", "On Monday, Jane wrote:", "Dear all,",
     "From: Jane Roe <j@example.org>", "Date: 3 March 2031", "Subject: x", "To: y", "Regards,",
     "Forwarded message", "____________________________", "unsubscribe", "Jane", " stuffed "]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=25), st.booleans())
def test_paragraphs_are_verbatim(lines: list[str], flowed: bool) -> None:
    kind = "text/plain; format=flowed" if flowed else "text/plain"
    found = read(snapshot(message("\r\n".join(lines), kind=kind)))
    if isinstance(found, Document):
        whole = " ".join(" ".join(lines).split())
        for block in found.paragraphs:
            cuts = [
                block.start,
                *(s for s in found.seams if block.start < s < block.end),
                block.end,
            ]
            for start, end in pairwise(cuts):
                assert found.text[start:end].strip() in whole
        assert not kept(found, "paragraph") or found.text
    else:
        assert "could not be read" not in found.what


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_broken_message_raises(data: st.DataObject) -> None:
    content = bytearray(multipart("alternative", (PLAIN, TEXT), (HTML, ARTICLE), header=LISTED))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    found = read(snapshot(bytes(content)))
    assert isinstance(found, Document | Problem)
    assert not (isinstance(found, Problem) and "could not be read" in found.what), found
