"""Bytes: their encoding, their format, and what is said of those that cannot be read."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.readers.decode import all_prints, decode, normalise
from briefgen.readers.formats import text_format_of

from .reading import document, paragraphs, problem

TEXT = (
    "Les élus de la côte ont refusé mardi de payer pour la jetée perdue. « C’est à l’État "
    "de réparer », a déclaré le maire, qui préside aussi l’association des ports.\n"
)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("cp1252"),
        b"<meta charset='iso-8859-1'>" + TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "bom-8", "bom-16-le", "bom-16-be", "bom-32-le", "bom-32-be", "16-le", "cp1252",
         "meta"],
)  # fmt: skip
def test_encodings(content: bytes) -> None:
    assert str(decode(content, "x")).endswith(TEXT)


@pytest.mark.parametrize(
    ("content", "what", "remedy"),
    [
        (b"", "empty", "save the page again"),
        (b" \n\t\n", "empty", "save the page again"),
        (b"%PDF-1.7 ...", "broken PDF", "PDF viewer"),
        (b"PK\x03\x04 word/document.xml", "damaged or cut-off ZIP or Word", "save the file again"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word", "plain text"),
        (b"{\\rtf1\\ansi text}", "rich text", "plain text"),
        (b"\x89PNG\r\n\x1a\n", "picture", "text or HTML"),
        (b"\x1f\x8b\x08\x00", "compressed", "unpack"),
        (bytes(range(256)) * 20, "binary", "text or HTML"),
        (b"\x00\x01\x02" * 400, "binary", "text or HTML"),
        (b"Home\n\nNews\n\nSport\n", "no paragraph", "open the page in a browser"),
        (b"Please enable JavaScript to view this page.", "error page", "open the page"),
        (b"404 Not Found", "error page", "open the page"),
        (b"<html><body><h1>404</h1><p>Page not found</p></body></html>", "error page", "browser"),
        (b"<html><body><p>Hello</p></body></html>", "no paragraph", "browser"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_helps(
    content: bytes, what: str, remedy: str
) -> None:
    found = problem(content)
    assert found.where == "sources/page.txt"
    assert what in found.what
    assert remedy in found.remedy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html>\n<html><body>", "html"),
        ("  <p>A paragraph</p>", "html"),
        ("<?xml version='1.0'?><html>", "html"),
        ("# A title\n\nA paragraph", "markdown"),
        ("---\ntitle: A title\n---\n\nText", "markdown"),
        ("Text\n\n## A heading\n\nText", "markdown"),
        ("A title\n\nText with a < b and c > d", "plaintext"),
        ("#ferries #islands", "plaintext"),
        ("• Author: [Jane Roe](#)\n\nText", "plaintext"),
        ("---\n\nText between rules\n\n---\n", "plaintext"),
    ],
)
def test_the_format_is_told_by_the_content(text: str, expected: str) -> None:
    assert text_format_of(text) == expected


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("cafe\u0301", "café"),
        ("ta\u00adble zero\u200bwidth", "table zerowidth"),
        ("evil\u202etxt\u202c", "eviltxt"),
        ("icon\ue001", "icon"),
        ("nul\x00byte", "nulbyte"),
    ],
)
def test_what_prints_nothing_is_taken_out(text: str, clean: str) -> None:
    assert normalise(text) == clean


def test_a_text_in_an_old_encoding_is_read_whole() -> None:
    assert paragraphs(document(TEXT.encode("cp1252"))) == [TEXT.strip()]


def test_a_broken_reader_is_a_problem_and_not_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the tide")

    monkeypatch.setattr("briefgen.readers.plaintext.read", broken)
    assert "RuntimeError: the tide" in problem(TEXT).what


@given(
    st.text(st.sampled_from("a é\n\t\r\x00\x7f\x85\xa0\u200b\ud800堤\U000f0000") | st.characters())
)
def test_what_prints_is_told_of_every_character(text: str) -> None:
    assert all_prints(text) is all(letter in "\n\t" or letter.isprintable() for letter in text)
