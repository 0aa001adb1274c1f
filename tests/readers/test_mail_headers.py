"""Messages: what their header says of who wrote what, and when."""

from __future__ import annotations

import pytest

from briefgen.model import Date, Name
from briefgen.readers.mail_headers import (
    Envelope,
    address_of,
    bare_subject,
    decoded,
    is_message,
    prefix_of,
    sent_on,
)
from briefgen.readers.mail_reference import plain_link, sender_of

from .hostile_office import message

TEXT = "The pilots asked for an answer."
FIRST = "The board had the tables a year before the tide went out."
SECOND = "The pilots asked for an answer."


@pytest.mark.parametrize(
    ("content", "mail"),
    [
        (message(TEXT), True),
        (b"From jane@example.org Tue Mar  4 09:00:00 2031\n" + message(TEXT), True),
        (b"\xef\xbb\xbf\r\n" + message(TEXT), True),
        (b"From: a@b.c\nDate: Tue, 4 Mar 2031 09:00:00 +0100\n\nText", True),
        (b"Received: by x;\n\tTue\nFrom: a@b.c\nSubject: x\n\nText", True),
        (b"From: Jane Roe\nDate: 4 March 2031\nSubject: Ports\n\nText", False),  # printed, or typed
        (b"MIME-Version: 1.0\n\nText", False),
        (b"Title: Ports\nDate: 2031-03-04\n\nText", False),
        (b"From: a@b.c\nText that is no field\nDate: Tue, 4 Mar 2031 09:00:00\n\n", False),
        (b"From here on the tide falls.\n\nText", False),
        (b"---\nfrom: a@b.c\n---\n", False),
        (b"", False),
    ],
)
def test_a_message_is_told_by_its_header(content: bytes, mail: bool) -> None:
    assert is_message(content) == mail


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("Low water", "Low water"),
        ("=?utf-8?q?Mar=C3=A9e_basse_=E2=80=94_encore?=", "Marée basse — encore"),
        ("=?iso-8859-1?B?TWFy6WU=?= =?utf-8?q?_basse?=", "Marée basse"),
        ("=?no-such?q?Low?= water", "Low water"),
        ("=?utf-8?b?!!!?= Low water", "Low water"),
        ("evil\u202etxt", "eviltxt"),
    ],
)
def test_header_fields_are_decoded(field: str, text: str) -> None:
    assert decoded(field) == text


@pytest.mark.parametrize(
    ("subject", "listed", "bare"),
    [
        ("Re: Low water", False, "Low water"),
        ("Fwd: AW: Re[2]: Low water", False, "Low water"),
        ("WG: [EXTERNAL] TR: Low water", False, "Low water"),
        ("[Tide Weekly] Low water", True, "Low water"),
        ("[Corrected] Low water", False, "[Corrected] Low water"),
        ("Regarding: low water", False, "Regarding: low water"),
        ("[Tide Weekly]", True, "[Tide Weekly]"),
        ("", False, ""),
    ],
)
def test_subjects(subject: str, listed: bool, bare: str) -> None:
    assert bare_subject(subject, listed=listed) == bare


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("Low water", ""),
        ("Re: Low water", "reply"),
        ("AW: WG: Low water", "reply"),
        ("[EXTERNAL] FW: RE: Low water", "forward"),
        ("[Ports] Fwd: Low water", "forward"),
        ("VS: Low water", ""),  # which it is depends on the country
        ("Rearranged: low water", ""),
    ],
)
def test_what_a_prefix_tells(subject: str, told: str) -> None:
    assert prefix_of(subject) == told


@pytest.mark.parametrize(
    ("field", "name", "address"),
    [
        ("Jane Roe <Jane@Tide.example>", "Jane Roe", "jane@tide.example"),
        ('"Roe, Jane (Ports)" <j@tide.example>', "Roe, Jane (Ports)", "j@tide.example"),
        ("Roe, Jane (Ports) <j@tide.example>", "Roe, Jane (Ports)", "j@tide.example"),
        ('"Jane \\"Jay\\" Roe" <j@tide.example>', 'Jane "Jay" Roe', "j@tide.example"),
        ("j@tide.example", "", "j@tide.example"),
        ("A <a@tide.example>, B <b@tide.example>", "A", "a@tide.example"),
    ],
)
def test_address_fields(field: str, name: str, address: str) -> None:
    assert address_of(field) == (name, address)


@pytest.mark.parametrize(
    ("field", "day"),
    [
        ("Tue, 4 Mar 2031 23:30:00 -0500", Date(2031, 3, 4)),  # the sender's day and not ours
        ("4 Mar 2031 09:00 GMT", Date(2031, 3, 4)),
        ("Tue, 4 Mar 1931 09:00:00 +0000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_the_day_of_sending(field: str, day: Date | None) -> None:
    assert sent_on(field) == day


@pytest.mark.parametrize(
    ("sender", "address", "bulk", "person", "organisation"),
    [
        ("Jane Roe", "jane@tide.example", False, "Jane Roe", ""),
        ("Roe, Jane", "jroe@tide.example", False, "Jane Roe", ""),
        ("Jane Roe", "news@tide.example", False, "Jane Roe", ""),
        ("Roe, Jane (Ports)", "jroe@tide.example", False, "Jane Roe", "Ports"),
        ("Jane Roe (Tidewater)", "jane@tide.example", True, "Jane Roe", "Tidewater"),
        ("Harbour Office (Ports)", "office@tide.example", False, "", "Harbour Office (Ports)"),
        ("Jane Roe at Tidewater", "jane@tide.example", True, "Jane Roe", "Tidewater"),
        ("Jane Roe | The Harbour Post", "roe@post.example", True, "Jane Roe", "The Harbour Post"),
        ("Tidewater: Jane Roe", "jane@tide.example", True, "Jane Roe", "Tidewater"),
        ("Jane Roe via Ports", "jane@tide.example", True, "Jane Roe", ""),
        ("Tide Watchers", "news@tide.example", True, "", "Tide Watchers"),  # or a person's name
        ("The Harbour Post", "news@post.example", True, "", "The Harbour Post"),
        ("Weekly Briefing", "news@post.example", False, "", "Weekly Briefing"),
        ("", "news@post.example", True, "", ""),
        ("news@post.example", "news@post.example", True, "", ""),
    ],
)
def test_who_sent_it(sender: str, address: str, bulk: bool, person: str, organisation: str) -> None:
    found = sender_of(Envelope(sender=sender, address=address, bulk=bulk), f"{FIRST}\n{SECOND}")
    assert [str(name) for name in found.persons] == ([person] if person else [])
    assert found.organisation == organisation


def test_a_line_of_the_text_proves_a_name() -> None:
    envelope = Envelope(sender="Jane Roe", address="news@tide.example", bulk=True)
    assert sender_of(envelope, f"By Jane Roe\n{FIRST}").persons == (Name("Roe", "Jane"),)


@pytest.mark.parametrize(
    ("link", "printed"),
    [
        ("https://tide.example/letters/12", "https://tide.example/letters/12"),
        ("https://tide.example/12?utm_source=a&mc_eid=b", "https://tide.example/12"),
        ("https://tide.example/?u=1&id=2", ""),
        ("https://click.tide.example/f/a/9fA2-kd83JdkE93kdKd93kdk3kd/x", ""),
        ("http://tide.example/12", ""),
        ("https://jane:secret@tide.example/12", ""),
        ("javascript:alert(1)", ""),
        ("*|ARCHIVE|*", ""),
        ("https://[", ""),
    ],
)
def test_only_plain_links_are_printed(link: str, printed: str) -> None:
    assert plain_link(link) == printed
