"""Comparing a page's text with its PDF's."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefgen.render import missing_text, normalise, pdf_text, wholeness
from briefgen.render.pdf import render_pdf
from briefgen.render.wholeness import page_texts, runs


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("a  b\n\tc\f", "abc"),
        ("well\u0002known", "well-known"),
        ("well\ufffeknown", "well-known"),
        ("well\u00adknown", "wellknown"),
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
    ("text", "printed", "told"),
    [
        ("a well-\r\nknown lock", "a well-known lock", "awell-knownlock"),
        ("a water-\r\nfall here", "a waterfall here", "awaterfallhere"),
        ("a water\x02fall here", "a waterfall here", "awaterfallhere"),
        ("a water\ufffefall here", "a waterfall here", "awaterfallhere"),
        ("a water\u2010\r\nfall here", "a waterfall here", "awaterfallhere"),
        ("a water-fall here", "a waterfall here", "awater-fallhere"),  # not at a line's end
        ("inter\x02nation\x02ally known", "internationally known", "internationallyknown"),
        ("Bertil inter\x02national.12 Notes", "international.", "Bertilinternational.12Notes"),
        ("to recover re\x02cover", "re-cover", "torecoverre-cover"),
        ("pre- and post-war", "pre- and post-war", "pre-andpost-war"),
        ("nowhere to be- \r\nfound", "something else", "nowheretobe-found"),
        ("from canal\x02\fside to", "from canalside to", "fromcanal\fsideto"),
    ],
)
def test_a_hyphen_of_the_layout_goes_and_one_of_the_text_stays(
    monkeypatch: pytest.MonkeyPatch, text: str, printed: str, told: str
) -> None:
    monkeypatch.setattr(wholeness, "pdf_text", lambda pdf: text)
    assert "\f".join(page_texts(b"", [printed])) == told


@given(st.lists(st.text("abcdeé", min_size=8, max_size=14), min_size=3, max_size=9), st.data())
def test_text_divided_anywhere_is_read_as_it_was(words: list[str], data: st.DataObject) -> None:
    """Each word is divided, or hyphenated in the text, or neither; a line ends where it is not."""
    printed, laid_out = [], []
    for word in words:
        at = data.draw(st.integers(4, len(word) - 4))
        mark = data.draw(st.sampled_from(["", "-"]))
        end = data.draw(st.sampled_from(["-\r\n", "\x02"]))
        printed.append(word[:at] + mark + word[at:])
        laid_out.append(word[:at] + end + word[at:])
    assume(len({word.replace("-", "") for word in printed}) == len(printed))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(wholeness, "pdf_text", lambda pdf: " ".join(laid_out))
        assert page_texts(b"", [" ".join(printed)]) == ["".join(printed)]


HYPHENATED = (
    "The internationally celebrated lock-keepers rehabilitated the half-forgotten embankment, and"
    " an extraordinarily well-informed administration recharacterised its non-navigable streams."
)
NARROW = "p { width: 36mm; hyphens: auto; hyphenate-character: '-' }"


def test_hyphenated_text_is_whole_and_an_altered_one_is_not() -> None:
    page = f"<html lang='en'><title>x</title><style>{NARROW}</style><body><p>{HYPHENATED}</p>"
    pdf = render_pdf(page)
    manual = render_pdf(page.replace("auto", "manual"))
    assert pdf_text(pdf).count("\x02") > pdf_text(manual).count("\x02")
    assert missing_text(page, pdf) == ()
    for was, altered in (("rehabilitated", "re-habilitated"), ("embankment", "embank-ment")):
        forged = render_pdf(page.replace(was, altered).replace("36mm", "160mm"))
        assert missing_text(page, forged) == (HYPHENATED,)


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
