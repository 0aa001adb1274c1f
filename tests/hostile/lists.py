"""Messages, mailboxes, feeds and bibliographies that are too many, too deep or in a circle."""

from __future__ import annotations

import base64

from readers import hostile_feeds, hostile_office
from readers.hostile_office import message

from .sample import CANARY_FILE, GOOD, SENTENCE, Hostile


def _mailbox(count: int) -> bytes:
    one = b"From a@tide.example Tue Mar  4 09:00:00 2031\r\n" + message(SENTENCE) + b"\r\n\r\n"
    return one * count


def _attached(content: bytes, kind: str = "application/octet-stream") -> bytes:
    body = (
        b"--b\r\nContent-Type: text/plain\r\n\r\n" + GOOD.encode() + b"\r\n--b\r\nContent-Type: "
        + kind.encode() + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(content) + b"\r\n--b--\r\n"
    )  # fmt: skip
    return message(body, kind='multipart/mixed; boundary="b"')


def _forwarded(depth: int) -> bytes:
    """A message that holds a message, and so on."""
    inner = message(SENTENCE)
    for _ in range(depth):
        inner = message(inner, kind="message/rfc822")
    return inner


def _html(markup: str) -> bytes:
    return message(f"<html><body>{markup}</body></html>", kind="text/html; charset=utf-8")


def _bibtex(body: str) -> bytes:
    return f"@misc{{tide, title = {{The tide}}, url = {{https://tide.example/}}}}\n{body}".encode()


def _records(fields: str) -> bytes:
    return f'[{{"id": "a", "type": "webpage", "URL": "https://tide.example/", {fields}}}]'.encode()


_MARKUP = f'<p>x</p><!DOCTYPE x [<!ENTITY e SYSTEM "{CANARY_FILE.as_uri()}">]>&e;'

LISTS = (
    *(Hostile(f"message: {bad.name}", bad.make, bad.words, large=bad.name == "base64 of 100 MB")
      for bad in (*hostile_office.HOSTILE, *hostile_office.ODD)),
    *(Hostile(f"list: {name}", lambda make=make: make().content)
      for name, make in hostile_feeds.HOSTILE.items()),
    Hostile("mailbox of 10,000", lambda: _mailbox(10_000), "is a mailbox of"),
    Hostile("base64 of 30 MB", lambda: _attached(b"\0" * 30_000_000), large=True),
    Hostile("base64 of 60 MB", lambda: _attached(b"\0" * 60_000_000), large=True),
    Hostile("message in messages", lambda: _forwarded(300)),
    Hostile("HTML bomb in a message", lambda: _html("<div>" * 700_000), large=True),
    Hostile("XXE in a message", lambda: _html(_MARKUP)),
    Hostile("right-to-left sender", lambda: message(SENTENCE).replace(
        b"Jane Roe", "\u202eeoR enaJ\u202c".encode())),
    Hostile("encoded right-to-left", lambda: message(SENTENCE).replace(
        b"Low water", b"=?utf-8?b?4oCuZXhlLnR4dA==?=")),
    Hostile("encoded in punycode", lambda: message(SENTENCE).replace(
        b"Low water", b"=?punycode?q?" + b"a" * 20_000 + b"-b?=")),
    Hostile("attached zip bomb", lambda: _attached(
        hostile_office.HOSTILE[0].make(), "application/zip")),
    Hostile("unclosed braces", lambda: _bibtex("@misc{a, title = {" * 20_000)),
    Hostile("recursive strings", lambda: _bibtex("@string{a = b # a}\n@string{b = a # b}\n" * 500
            + "@misc{x, title = a, url = {https://tide.example/}}")),
    Hostile("doubling strings", lambda: _bibtex('@string{a0 = "tide"}\n' + "".join(
        f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(40)) + "@misc{x, title = a40}")),
    Hostile("crossref in a circle", lambda: _bibtex(
        "@misc{a, crossref = {b}, title = {A}}\n@misc{b, crossref = {a}, title = {B}}\n")),
    Hostile("file of the machine", lambda: _bibtex(
        f"@misc{{x, title = {{X}}, file = {{{CANARY_FILE}:{CANARY_FILE}:text/plain}}}}")),
    Hostile("JSON of 1e400", lambda: _records(
        '"volume": 1e400, "issued": {"date-parts": [[1e400]]}')),
    Hostile("JSON of a huge number", lambda: _records(
        f'"issued": {{"date-parts": [[{"9" * 4000}, -1, 1e3]]}}')),
    Hostile("JSON of NaN", lambda: _records(
        '"volume": NaN, "issued": {"date-parts": [[Infinity]]}')),
    Hostile("JSON deep", lambda: _records(f'"x": {"[" * 900}{"]" * 900}')),
    Hostile("JSON deeper", lambda: _records(f'"x": {"[" * 90_000}{"]" * 90_000}')),
    Hostile("JSON of half characters", lambda: _records('"title": "\\ud800", "author": '
            '[{"family": "\\udfff"}], "file": "\\ud800.txt"')),
    Hostile("49 MB of [", lambda: b"[" * 49_000_000),
    Hostile("49 MB of [{", lambda: b'[{"type": "book", "x": ' + b"[{" * 24_000_000),
    Hostile("million records", lambda: b'[{"type": "book", "title": "x"}'
            + b',\n{"type": "book"}' * 1_000_000 + b"]", large=True),
    Hostile("list of 70 MB", lambda: _bibtex("% tide\n" * 10_000_000), "too large for a list"),
)  # fmt: skip
