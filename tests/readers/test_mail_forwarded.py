"""Messages in messages: whose words a forwarded text, a note above it and a reply are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Date, Document, Name, Problem
from briefgen.readers import read

from .hostile_office import message
from .reading import document, dropped, paragraphs, problem, snapshot

NOTE = "Between us: the board is wrong about the boats, and I would not give them another week."
FIRST = (
    "The pilots must have their answer by Easter, for no ship will wait at the bar until winter."
)
SECOND = "The board should move the boats before the tide goes out, as it did eleven years ago."
ANSWER = "No boat will be moved this year, and the harbour office has said so more than twice."
PILOT = (Name("van Doe", "John"),)
SENDER = (Name("Roe", "Jane"),)
MONDAY = Date(2031, 3, 3)


def mail(text: str, subject: str = "Fwd: Low water", kind: str = "plain") -> bytes:
    body = message(text.replace("\n", "\r\n"), kind=f"text/{kind}; charset=utf-8")
    return body.replace(b"Subject: Low water", f"Subject: {subject}".encode())


def paragraph(*texts: str) -> str:
    return "".join(f'<p class="MsoNormal">{text}</p>' for text in texts)


OUTLOOK = "From: John van Doe <john@pilots.example>\nSent: Monday, March 3, 2031 4:12 PM\n"
HEADERS = {
    "Outlook": f"{OUTLOOK}To: Jane Roe <jane@tide.example>\nSubject: The bar\n",
    "Outlook, with a rule": "_" * 32 + f"\n{OUTLOOK}To: Jane Roe\nSubject: The bar\n",
    "Outlook, with an address twice": "From: John van Doe <john@pilots.example<mailto:john@pilots"
    ".example>>\nSent: 3 March 2031 16:12\nTo: Jane Roe\nSubject: The bar\n",
    "Outlook, with a bracketed address": "From: Doe, John van [mailto:john@pilots.example]\n"
    "Sent: 3 March 2031 16:12\nTo: Jane Roe\nSubject: The bar\n",
    "Outlook, German": "Von: John van Doe <john@pilots.example>\nGesendet: Montag, 3. März 2031 "
    "16:12\nAn: Jane Roe\nBetreff: The bar\n",
    "Outlook, French": "De : John van Doe <john@pilots.example>\nEnvoyé : lundi 3 mars 2031 16:12"
    "\nÀ : Jane Roe\nObjet : The bar\n",
    "Outlook, Spanish": "De: John van Doe <john@pilots.example>\nEnviado el: lunes, 3 de marzo de "
    "2031 16:12\nPara: Jane Roe\nAsunto: The bar\n",
    "Outlook, Italian": "Da: John van Doe <john@pilots.example>\nInviato: 2031-03-03 16:12\n"
    "A: Jane Roe\nOggetto: The bar\n",
    "Outlook, Dutch": "Van: John van Doe <john@pilots.example>\nVerzonden: 2031-03-03 16:12\n"
    "Aan: Jane Roe\nOnderwerp: The bar\n",
    "Outlook, Swedish": "Från: John van Doe <john@pilots.example>\nSkickat: 2031-03-03 16:12\n"
    "Till: Jane Roe\nÄmne: The bar\n",
    "original message": f"-----Original Message-----\n{OUTLOOK}To: Jane Roe\nSubject: The bar\n",
    "Gmail": "---------- Forwarded message ---------\nFrom: John van Doe <john@pilots.example>\n"
    "Date: Mon, Mar 3, 2031 at 4:12 PM\nSubject: The bar\nTo: Jane Roe <jane@tide.example>\n",
    "Gmail, German": "---------- Weitergeleitete Nachricht ---------\nVon: *John van Doe* "
    "<john@pilots.example>\nDate: Mo., 3. März 2031 um 16:12 Uhr\nSubject: The bar\nTo: Jane\n",
    "Apple": "Begin forwarded message:\n\nFrom: John van Doe <john@pilots.example>\n"
    "Subject: The bar\nDate: 3 March 2031 at 16:12:00 CET\nTo: Jane Roe <jane@tide.example>\n",
    "Thunderbird": "-------- Forwarded Message --------\nSubject: \tThe bar\n"
    "Date: \tMon, 3 Mar 2031 16:12:00 +0100\nFrom: \tJohn van Doe <john@pilots.example>\n"
    "To: \tJane Roe <jane@tide.example>\n",
    "mutt": "----- Forwarded message from John van Doe <john@pilots.example> -----\n\n"
    "Date: Mon, 3 Mar 2031 16:12:00 +0100\nFrom: John van Doe <john@pilots.example>\n"
    "To: Jane Roe <jane@tide.example>\nSubject: The bar\n",
    "a long list of receivers": f"{OUTLOOK}To: Jane Roe <jane@tide.example>; Ann Poe "
    "<ann@tide.example>;\nMax Moe <max@tide.example>\nSubject: The bar\n",
}  # fmt: skip


def is_the_pilots(found: Document, *note: str) -> bool:
    gone = [each.text for each in found.dropped if each.reason == "forwarder's note"]
    reference = found.reference
    assert paragraphs(found) == [FIRST, SECOND]
    assert (reference.author, reference.issued, reference.title) == (PILOT, MONDAY, "The bar")
    return gone == list(note)


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("marks", ["", "> "])
@pytest.mark.parametrize("note", [NOTE, f"{NOTE} {ANSWER} {NOTE}"])
def test_the_forwarded_message_is_the_source(name: str, marks: str, note: str) -> None:
    head, _, fields = HEADERS[name].rpartition("message:\n") if name == "Apple" else (
        "", "", HEADERS[name]
    )  # fmt: skip
    inner = f"{fields}\nDear Jane,\n\n{FIRST}\n\n{SECOND}\n\nJohn van Doe\nHead pilot\n"
    quoted = "".join(f"{marks}{line}\n" for line in inner.split("\n"))
    found = document(mail(f"{note}\n\n{f'{head}message:{chr(10)}' if head else ''}{quoted}"))
    assert is_the_pilots(found, note)
    assert dropped(found)["Head pilot"] == "signature"


@pytest.mark.parametrize("name", HEADERS)
def test_a_forwarded_message_in_html(name: str) -> None:
    *lines, _ = HEADERS[name].split("\n")
    header = "<br>".join(
        line.replace("<", "&lt;").replace(">", "&gt;").replace("From:", "<b>From:</b>")
        for line in lines
    )
    html = (
        f"{paragraph(NOTE, 'Jane')}<div><div style='border-top:solid'><p>{header}</p></div></div>"
        f"{paragraph('&nbsp;', 'Dear Jane,', FIRST, SECOND, 'John van Doe<br>Head pilot')}"
    )
    found = document(mail(f"<html><body>{html}</body></html>", kind="html"))
    assert is_the_pilots(found, f"{NOTE} Jane")


FIELDS = [line.partition(":") for line in HEADERS["Gmail"].splitlines()[1:]]
ESCAPED = [(name, text.replace("<", "&lt;")) for name, _, text in FIELDS]
APPLE = "".join(f"<div><b>{name}: </b><span>{text}</span><br></div>" for name, text in ESCAPED)
BIRD = "".join(f"<tr><th>{name}: </th><td>{text}</td></tr>" for name, text in ESCAPED)
TEXT = f"<div>{FIRST}</div><div><br></div><div>{SECOND}</div>"


@pytest.mark.parametrize(
    "inner",
    [
        f'<div>Begin forwarded message:</div><br><blockquote type="cite">{APPLE}<br>{TEXT}'
        "</blockquote>",
        f'<blockquote type="cite"><div>Begin forwarded message:</div><br>{APPLE}<br>{TEXT}'
        "</blockquote>",
        '<div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message --------<br>'
        f"{'<br>'.join(f'{name}: {text}' for name, text in ESCAPED)}<br></div><br>{TEXT}</div>",
        '<div class="moz-forward-container">-------- Forwarded Message --------<table border="0">'
        f"{BIRD}</table><br>{TEXT}</div>",
    ],
)  # fmt: skip
def test_what_stands_below_a_forwarded_message_is_the_forwarders(inner: str) -> None:
    html = f"<html><body><div>{NOTE}</div>{inner}<div>{ANSWER}</div></body></html>"
    assert is_the_pilots(document(mail(html, kind="html")), NOTE, ANSWER)


def test_a_line_says_where_a_forwarded_message_ends() -> None:
    text = f"{HEADERS['mutt']}\n{FIRST}\n\n{SECOND}\n\n----- End forwarded message -----\n\n{NOTE}"
    assert is_the_pilots(document(mail(text)), f"----- End forwarded message ----- {NOTE}")


def test_of_a_message_forwarded_twice_the_first_is_the_source() -> None:
    outer = HEADERS["Gmail"].replace("John van Doe", "Ann Poe").replace("The bar", "Fwd: The bar")
    text = f"{NOTE}\n\n{outer}\n{ANSWER}\n\n{HEADERS['Gmail']}\n{FIRST}\n\n{SECOND}"
    assert is_the_pilots(document(mail(text)), NOTE, ANSWER)


def test_of_a_reply_that_was_forwarded_the_reply_is_the_source() -> None:
    outer = HEADERS["Outlook"].replace("The bar", "RE: The bar")
    inner = HEADERS["Outlook"].replace("John van Doe", "Ann Poe")
    found = document(mail(f"{NOTE}\n\n{outer}\n{FIRST}\n\n{SECOND}\n\n{inner}\n{ANSWER}"))
    assert is_the_pilots(found, NOTE)
    assert "quoted message" in dropped(found).values()


@pytest.mark.parametrize("subject", ["Re: Low water", "AW: Fwd: Low water", "Low water"])
@pytest.mark.parametrize("name", ["Outlook", "Outlook, German", "original message"])
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_of_a_reply_the_reply_is_the_source(subject: str, name: str, kind: str) -> None:
    text = f"Dear John,\n\n{ANSWER}\n\nJane\nHarbour office\n\n{HEADERS[name]}\n{FIRST}\n\n{SECOND}"
    if kind == "html":
        lines = text.replace("<", "&lt;").split("\n")
        text = "".join(f"<div>{line or '<br>'}</div>" for line in lines)
    found = document(mail(text, subject, kind))
    assert (paragraphs(found), found.reference.author) == ([ANSWER], SENDER)
    assert found.reference.issued == Date(2031, 3, 4)


GREEK = (
    "Από: John van Doe <john@pilots.example>\nΣτάλθηκε: 3 Μαρτίου 2031 4:12 μμ\n"
    "Προς: Jane Roe\nΘέμα: The bar\n"
)


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_header_in_a_language_that_is_not_known(kind: str) -> None:
    text = f"{ANSWER}\n\n{GREEK}\n{FIRST}\n\n{SECOND}"
    if kind == "html":
        text = text.replace("<", "&lt;").replace("\n", "<br>")
    assert paragraphs(document(mail(text, "Re: Low water", kind))) == [ANSWER]
    assert "surely" in problem(mail(text, "Fwd: Low water", kind)).what


def test_an_invitation_is_no_header() -> None:
    text = f"{FIRST}\n\nWhen: 3 March 2031, 19:00\nWhere: Quay 4\nAsk: <a@b.example>\n\n{SECOND}"
    assert SECOND in paragraphs(document(mail(text, "Low water")))


def test_words_below_an_announcement_without_marks_are_not_the_senders() -> None:
    said = "On Mon, Mar 3, 2031 at 4:12 PM John van Doe <john@pilots.example> wrote:"
    found = document(mail(f"{ANSWER}\n\n{said}\n\n{FIRST}\n\n{SECOND}", "Re: Low water"))
    assert (paragraphs(found), found.reference.author) == ([ANSWER], SENDER)


def test_a_sentence_that_announces_a_quotation_stays() -> None:
    text = f"{ANSWER}\n\nOn 3 March 2031 the board of the pilots wrote:\n\n{FIRST}"
    assert paragraphs(document(mail(text, "Low water")))[-1] == FIRST


SENT = "Sent: 3 March 2031\nTo: Jane\nSubject: The bar\n"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Fwd: Low water", f"{NOTE}\n\n{FIRST}"),  # the header lines were taken out
        ("WG: Low water", FIRST),
        ("[Ports] FW: Low water", FIRST),
        ("Low water", f"{NOTE}\n\n---------- Forwarded message ---------\n\n{FIRST}"),
        ("Low water", f"{NOTE}\n\nBegin forwarded message:\n\n> {FIRST}"),
        ("Fwd: Low water", f"{NOTE}\n\nFrom: John van Doe\nSubject: The bar\n\n{FIRST}"),
        ("Fwd: Low water", f"{NOTE}\n\nFrom: \n{SENT}\n{FIRST}"),
        ("Fwd: Low water", f"{NOTE}\n\nFrom: a@b.example, c@d.example\n{SENT}\n{FIRST}"),
        ("Fwd: Low water", f"{NOTE}\n\nOn 3 March 2031, John wrote:\n> {FIRST}"),
        ("Fwd: Low water", f"On 3 March 2031 16:12, John wrote:\n\n{FIRST}"),
        ("Fwd: Low water", f"{HEADERS['Gmail'].replace('The bar', 'FW: The bar')}\n{FIRST}"),
    ],
)
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_where_it_cannot_be_told_who_wrote_the_message_is_refused(
    subject: str, text: str, kind: str
) -> None:
    if kind == "html":
        lines = text.replace("<", "&lt;").replace(">", "&gt;").split("\n")
        text = f"<html><body>{'<br>'.join(lines)}</body></html>"
    assert problem(mail(text, subject, kind)).what == (
        "forwards or quotes a message without saying surely who wrote what"
    )


def test_a_note_above_an_enclosed_message_goes() -> None:
    inner = message(f"{FIRST}\r\n\r\n{SECOND}").decode().replace("Jane Roe", "John van Doe")
    body = (
        f"--b\r\nContent-Type: text/plain\r\n\r\n{NOTE} {NOTE} {ANSWER}\r\n"
        f"--b\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--b--\r\n"
    )
    content = message(body, kind='multipart/mixed; boundary="b"')
    found = document(content.replace(b"Subject: Low", b"Subject: Fwd: Low", 1))
    assert (paragraphs(found), found.reference.author) == ([FIRST, SECOND], PILOT)
    assert dropped(found) == {f"{NOTE} {NOTE} {ANSWER}": "forwarder's note"}


LINES = st.sampled_from(
    [NOTE, "", "Jane", "> ", "Regards,", "---", "Dear all,", "To: the pilots", "From the bar"]
)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(sorted(HEADERS)), st.lists(LINES, max_size=8), st.sampled_from(["", ">", ">> "])
)
def test_no_word_of_a_note_is_ever_the_first_senders(name: str, note: list[str], mark: str) -> None:
    inner = f"{HEADERS[name]}\n{FIRST}\n\n{SECOND}".split("\n")
    text = "\n".join([*note, "", *(f"{mark}{line}" for line in inner)])
    found = read(snapshot(mail(text)))
    assert isinstance(found, Problem) or (found.reference.author, NOTE in found.text) == (
        PILOT,
        False,
    )
