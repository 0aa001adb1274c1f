"""Text directives: which words name a passage, and how they are written in an address."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.cite import at_passage, is_page, named_once
from briefgen.cite.fragment import text_directive

LONG = " ".join(f"word{number}" for number in range(60))
#: Forty words in fewer than 300 characters, and in two lines of the page.
BROKEN = "\n".join([" ".join("abcdefghijklmnopqrst"), " ".join("ABCDEFGHIJKLMNOPQRST")])


@pytest.mark.parametrize(
    ("text", "prefix", "suffix", "directive"),
    [
        ("The locks leak.", "", "", "The%20locks%20leak."),
        ("The  locks\u00a0leak.", "", "", "The%20locks%20leak."),
        ("A run-down, old lock", "", "", "A%20run%2Ddown%2C%20old%20lock"),
        ("Tolls & fees = 5% #1?", "", "", "Tolls%20%26%20fees%20%3D%205%25%20%231%3F"),
        ("It’s Åsa’s", "", "", "It%E2%80%99s%20%C3%85sa%E2%80%99s"),
        ("It leaks.", "cut end. He said: ", "", "end.%20He%20said%3A-,It%20leaks."),
        ("It leaks.", "as he said to us all: ", "", "to%20us%20all%3A-,It%20leaks."),
        ("It leaks.", "whole", "", "It%20leaks."),
        ("It leaks.", "the last one.\n\n", "", "It%20leaks."),
        ("It leaks.", "the last one.\n\nNo: ", "", "No%3A-,It%20leaks."),
        ("It leaks.", "", " Nobody pays for it now", "It%20leaks.,-Nobody%20pays%20for"),
        ("It leaks.", "", " Nobo", "It%20leaks."),
        ("It leaks.", "", " Why?\n\nNobody", "It%20leaks.,-Why%3F"),
        ("It leaks.", "", "\n\nNobody", "It%20leaks."),
        ("It leaks.", "x So: ", " Why? N", "So%3A-,It%20leaks.,-Why%3F"),
        (LONG, "", "", "word0%20word1%20word2%20word3%20word4%20word5%20word6%20word7,"
         "word52%20word53%20word54%20word55%20word56%20word57%20word58%20word59"),
        (BROKEN, "", "", "a%20b%20c%20d%20e%20f%20g%20h,M%20N%20O%20P%20Q%20R%20S%20T"),
        ("漢" * 400, "", "", "%E6%BC%A2" * 400),
    ],
)  # fmt: skip
def test_directive(text: str, prefix: str, suffix: str, directive: str) -> None:
    assert text_directive(text, prefix, suffix) == directive


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://x.example/a", "https://x.example/a#:~:text=It."),
        ("https://x.example/a?b=1", "https://x.example/a?b=1#:~:text=It."),
        ("https://x.example/a#part", "https://x.example/a#part:~:text=It."),
        ("https://x.example/a#:~:text=old", "https://x.example/a#:~:text=It."),
    ],
)
def test_address(url: str, address: str) -> None:
    assert at_passage(url, "It.") == address


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("https://x.example/2031/a", True),
        ("http://x.example", True),
        ("HTTPS://x.example/a.html?x=y.pdf", True),
        ("https://x.example/a.php", True),
        ("https://x.example/v1.2/about", True),
        ("https://x.example/a.pdf", False),
        ("https://x.example/a.PDF#page=2", False),
        ("https://x.example/a.docx", False),
        ("https://x.example/a.txt", False),
        ("ftp://x.example/a", False),
        ("javascript:alert(1)", False),
        ("https:///a", False),
        ("http://[", False),
        ("sources/a.html", False),
        ("", False),
    ],
)
def test_what_a_page_is(url: str, verdict: bool) -> None:
    assert is_page(url) is verdict


@given(st.text(min_size=1).filter(str.strip), st.text(max_size=32), st.text(max_size=32))
def test_directive_is_safe_and_gives_words_back(text: str, prefix: str, suffix: str) -> None:
    """Only what an address may hold; "-" and "," only as syntax; the words in their order."""
    try:
        (text + prefix + suffix).encode()
    except UnicodeEncodeError:  # a lone surrogate is no text
        return
    directive = text_directive(text, prefix, suffix)
    assert set(directive) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._~%,-"
    )
    parts = directive.split(",")
    named = [part for part in parts if not part.startswith("-") and not part.endswith("-")]
    assert 1 <= len(named) <= 2
    words = text.split()
    assert unquote(named[0]).split() == words[: len(unquote(named[0]).split())]
    assert unquote(named[-1]).split() == words[-len(unquote(named[-1]).split()) :]


@pytest.mark.parametrize(
    ("text", "document", "verdict"),
    [
        ("It leaks.", "It leaks. He left.", True),
        ("It leaks.", "It leaks. So it is: It leaks.", False),
        (LONG, f"{LONG} Yes.", True),
        (LONG, f"{LONG} {LONG[:70]} Yes.", False),
        (LONG, f"{LONG} {LONG[-70:]} Yes.", True),
    ],
)
def test_whether_a_passage_is_named_once(text: str, document: str, verdict: bool) -> None:
    """Of a long one the first words find it; the last ones are looked for after them."""
    assert named_once(text, document) is verdict
