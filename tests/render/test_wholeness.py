"""Comparing a page's text with its PDF's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefgen.render import missing_text, normalise, pdf_text, shipped_templates, wholeness
from briefgen.render.pdf import render_pdf
from briefgen.render.wholeness import Words, page_texts, page_words, runs


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("a  b\n\tc\f", "abc"),
        ("well\u0002known", "well-known"),
        ("well\ufffeknown", "well-known"),
        ("well\u00adknown", "wellknown"),
        ("well\u2010known \u2011 no", "well-known-no"),
        ("ﬁnd ﬂow Ａ", "findflowA"),
        ("10⁶ 2½ ① m₂", "10⁶2½①m₂"),  # no other number than it is
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
        ("in 2- 009 or", "in 2009 or", "in2-009or"),
        ("in 20- 09 or", "in 2009 or", "in20-09or"),
        ("in 2-\r\n009 or", "in 2009 or", "in2-009or"),
        ("in 20\x0209 or", "in 2009 or", "in20-09or"),
        ("the G-\r\n20 met", "the G20 met", "theG-20met"),
        ("they re- set it", "they reset it", "theyre-setit"),
        ("they re\u00adset it", "they reset it", "theyre-setit"),
        ("it would- fail", "it would fail", "itwould-fail"),
        ("it would-\r\nfail", "it would fail", "itwould-fail"),  # not inside a word
        ("it would\x02fail", "it would fail", "itwould-fail"),
        ("it would-\r\n", "it would fail", "itwould-"),
        ("it needs- no lock", "it needs no lock", "itneeds-nolock"),
        ("it needs-\r\nno lock", "it needs no lock", "itneeds-nolock"),
        ("at sea,-\r\nonce", "at sea,once", "atsea,-once"),
        ("they re- \r\nset it", "they reset it", "theyresetit"),  # white space before a line's end
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


@pytest.mark.parametrize(
    ("run", "together"),
    [("the “lock” (c)", True), ("12\u200e-14 crowns", True), ("\ufeffat sea", True),
     ("the word שלום here", False), ("a rule\u200f! and", False)],
)  # fmt: skip
def test_a_run_is_looked_for_whole_unless_its_order_may_change(run: str, together: bool) -> None:
    assert (wholeness.parts(run) == (run,)) is together


@pytest.mark.parametrize(
    ("text", "run", "times"),
    [
        ("is not able to, not able to", "not able to", 2),
        ("is not\r\nable to", "not able to", 1),
        ("is notable to", "not able to", 0),
        ("is a notable step", "a notable step", 1),
        ("is a not able step", "a notable step", 0),
        ("in 20 30 locks", "in 2030 locks", 0),
        ("in 2030 locks", "in 20 30 locks", 0),
        ("ﬁfty of ﬁve", "fifty of five", 1),
        ("see a.example/b/\r\nlongname/x", "a.example/b/longname/x", 1),
        ("see a.example/long\r\nname/x", "a.example/longname/x", 1),
        ("(the F ), and", "(the F), and", 1),  # what PDFium puts beside some signs
        ("in-\r\nter\x02nal order", "internal order", 1),
        ("", "x", 0),
    ],
)
def test_words_are_counted_as_they_stand_apart(
    monkeypatch: pytest.MonkeyPatch, text: str, run: str, times: int
) -> None:
    monkeypatch.setattr(wholeness, "pdf_text", lambda pdf: text)
    assert Words("\0".join(page_words(b"", [run]))).count(run) == times


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
    ("language", "text", "was", "altered"),
    [
        ("de", "Die Binnenschifffahrtsverwaltung genehmigte den Schleusenneubau, und das Ober-"
         " und Unterhauptbauwerk der Doppelschleuse gilt seit 2031 als betriebsbereit.",
         "genehmigte", "genehm-igte"),
        ("fr", "L’administration internationale des embranchements a recommencé l’élargissement,"
         " peut-être jusqu’à l’approfondissement extraordinaire du bassin en 2031.",
         "internationale", "inter-nationale"),
        ("en", HYPHENATED, "well-informed", "wellinformed"),
        ("en", HYPHENATED, "an extra", "anextra"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mark", ["-", "\u2010"])
def test_words_hyphenated_by_a_language_are_whole_and_altered_ones_are_not(
    language: str, text: str, was: str, altered: str, mark: str
) -> None:
    narrow = NARROW.replace("'-'", f"'{mark}'")
    page = f"<html lang='{language}'><title>x</title><style>{narrow}</style><body><p>{text}</p>"
    pdf = render_pdf(page)
    assert len(re.findall("[-\u2010]\r\n|\x02", pdf_text(pdf))) > 1
    assert missing_text(page, pdf) == ()
    assert Words("\0".join(page_words(pdf, [text]))).count(text) == 1
    forged = render_pdf(page.replace(was, altered).replace("36mm", "160mm"))
    assert Words("\0".join(page_words(forged, [text]))).count(text) == 0


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


def test_the_guide_asks_for_the_rules_of_hyphens_that_base_has() -> None:
    """A sheet of a desk's own must not divide words so that a text cannot be proved."""
    guide = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
    base = (shipped_templates() / "base" / "brief.css").read_text(encoding="utf-8")
    for rule in ('hyphenate-character: "-"', "hyphenate-limit-chars: 8 4 4"):
        assert rule in base and f"`{rule}`" in guide
