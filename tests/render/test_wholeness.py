"""Comparing a page's text with its PDF's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.render import missing_text, normalise, wholeness
from briefgen.render.pdf import render_pdf
from briefgen.render.wholeness import runs


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("a  b\n\tc\f", "abc"),
        ("well\u0002known", "well-known"),
        ("well\ufffeknown", "well-known"),
        ("well\u00adknown", "well-known"),
        ("well\u2010known \u2011 no", "well-known-no"),
        ("a\u00a0b\u202fc\u200bd", "abcd"),
        ("‘Öl’ – no", "‘Öl’–no"),
    ],
)
def test_normalise(text: str, same: str) -> None:
    assert normalise(text) == same


@given(st.text())
def test_normalise_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_runs_end_at_blocks_and_at_what_has_a_class() -> None:
    page = """<title>no</title><body><style>no</style><p>One <em>two</em><br>three
      <span class="note">four &lt;b&gt;</span> five</p><table><tr><td>six<td>seven</table>"""
    assert runs(page) == ("One two", "three", "four <b>", "five", "six", "seven")


def test_lost_text_is_named() -> None:
    pdf = render_pdf("<body><p>Here is a line</p></body>")
    page = "<body><p>Here is a line</p><p>Here is a lime</p><p>gone</p></body>"
    assert missing_text(page, pdf) == ("Here is a lime", "gone")


def test_hidden_text_is_lost_text() -> None:
    page = "<body><p>seen <span class='x' style='display: none'>unseen</span></p></body>"
    assert missing_text(page, render_pdf(page)) == ("unseen",)


@pytest.mark.parametrize(
    ("pages", "missing"),
    [
        ("head one two\fthree four foot", ()),
        ("head one two note\ffoot three four", ()),
        ("one twX\fthree four", ("one two three four",)),
        ("one two\fthree fXur", ("one two three four",)),
        ("three four\fone two", ("one two three four",)),
    ],
)
def test_a_run_may_go_over_the_end_of_a_page(
    monkeypatch: pytest.MonkeyPatch, pages: str, missing: tuple[str, ...]
) -> None:
    monkeypatch.setattr(wholeness, "pdf_text", lambda pdf: pages)
    assert missing_text("<body><p>one two three four</p></body>", b"") == missing
