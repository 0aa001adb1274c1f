"""robots.txt: an answer, a page, and whether the page may be asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.fetch.place import Place, place_of
from briefgen.fetch.refusal import Refused
from briefgen.fetch.robots import Notice, Robots

PAGE = place_of("https://example.org/reports/tide.html?lang=en")


def robots(content: str | bytes = b"", status: int = 200) -> Robots:
    content = content.encode() if isinstance(content, str) else content
    return Robots("briefgen", lambda _: Notice(status, content))


def allows(rules: Robots, place: Place = PAGE) -> bool:
    try:
        rules.require(place)
    except Refused as refused:
        assert "robots.txt of example.org" in refused.what
        return False
    return True


@pytest.mark.parametrize(
    ("content", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /private", True),
        ("User-agent: *\nDisallow: /reports", False),
        ("User-agent: *\nDisallow: /reports\nAllow: /reports/tide", True),
        ("User-agent: *\nDisallow: /*.html$", True),
        ("User-agent: *\nDisallow: /*?lang=", False),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: BriefGen\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: briefgen\nDisallow:", True),
        ("User-agent: briefgen\nUser-agent: other\nDisallow: /", False),
        ("\ufeffUser-agent: *\r\nDisallow: / # all", False),
        ("Disallow: /", True),
        ("<html><body>User-agent: none", True),
        (b"\xff\xfe\x00User-agent: *\nDisallow: /x", True),
    ],
)
def test_rules(content: str | bytes, allowed: bool) -> None:
    assert allows(robots(content)) is allowed


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(0, True), (204, True), (301, True), (401, True), (403, True), (404, True), (410, True),
     (429, True), (500, False), (503, False), (599, False)],
)  # fmt: skip
def test_an_answer_without_rules(status: int, allowed: bool) -> None:
    """RFC 9309, 2.3.1: what is not there allows all; what can't be read allows nothing."""
    assert allows(robots(status=status)) is allowed


@pytest.mark.parametrize(
    ("content", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 5", 5),
        ("User-agent: *\nCrawl-delay: 0.5", 0.5),
        ("User-agent: other\nCrawl-delay: 5", 0),
        ("User-agent: *\nCrawl-delay: soon", 0),
        ("User-agent: *\nCrawl-delay: inf", 0),
        ("User-agent: *\nCrawl-delay: -1", 0),
    ],
)
def test_delay(content: str, seconds: float) -> None:
    assert robots(content).delay(PAGE) == seconds


def test_each_origin_is_asked_once_even_where_it_failed() -> None:
    asked: list[str] = []

    def ask(place: Place) -> Notice:
        asked.append(place.url)
        raise Refused("could not be found (DNS)", "check")

    rules = Robots("briefgen", ask)
    for url in (
        "http://a.example/1",
        "http://a.example/2?q",
        "http://a.example:81/",
        "https://a.example/",
    ):
        with pytest.raises(Refused, match="could not be found"):
            rules.require(place_of(url))
    assert asked == [
        "http://a.example/robots.txt",
        "http://a.example:81/robots.txt",
        "https://a.example/robots.txt",
    ]


@given(st.binary(max_size=200) | st.text(max_size=200).map("User-agent: *\nDisallow: ".__add__))
def test_any_robots_txt_gives_a_verdict(content: bytes | str) -> None:
    rules = robots(content.encode("utf-8", "replace") if isinstance(content, str) else content)
    assert allows(rules) in {True, False}
    assert rules.delay(PAGE) >= 0
