"""A page's own address: archives, caches and copies are unwrapped, home pages are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.readers.address import host_of, original_address, page_address

PAGE = "https://news.example/a/tide"


@pytest.mark.parametrize(
    ("url", "original"),
    [
        (PAGE, PAGE),
        (f"https://web.archive.org/web/20190304100000/{PAGE}", PAGE),
        (f"https://web.archive.org/web/20190304100000im_/{PAGE}?id=7", f"{PAGE}?id=7"),
        ("http://web.archive.org/web/2019/https:/news.example/a/tide", PAGE),
        (f"https://archive.ph/2019.03.04-100000/{PAGE}", PAGE),
        (f"https://archive.is/newest/{PAGE}", PAGE),
        ("https://archive.ph/AbCdE", "https://archive.ph/AbCdE"),
        (f"https://webcache.googleusercontent.com/search?q=cache:x1y2z3w4ab:{PAGE}+tide", PAGE),
        (f"https://webcache.googleusercontent.com/search?q=cache:{PAGE}", PAGE),
        ("https://news-example.cdn.ampproject.org/c/s/news.example/a/tide", PAGE),
        ("https://cdn.ampproject.org/v/s/news.example/a/tide?amp=1", f"{PAGE}?amp=1"),
        ("https://www.google.com/amp/s/news.example/a/tide", PAGE),
        ("https://archive.example/web/2019/http", "https://archive.example/web/2019/http"),
        ("http://[broken", ""),
    ],
)
def test_original_addresses(url: str, original: str) -> None:
    assert original_address(url) == original


@pytest.mark.parametrize(
    ("url", "base", "read"),
    [
        ("/a/tide", "https://news.example/x", PAGE),
        ("//news.example/a/tide", "https://b.example/", PAGE),
        (f"{PAGE}#top", "", PAGE),
        (f"/web/2019/{PAGE}", "https://web.archive.org/", PAGE),
        ("https://news.example/", "", ""),
        ("https://news.example", "", ""),
        ("https://news.example/index.html", "", ""),
        ("https://news.example/?id=7", "", "https://news.example/?id=7"),
        ("/a/tide", "", ""),
        ("javascript:alert(1)", "", ""),
        ("file:///etc/passwd", "", ""),
        ("https://localhost/a", "", ""),
    ],
)
def test_page_addresses(url: str, base: str, read: str) -> None:
    assert page_address(url, base) == read


@given(st.text(max_size=80), st.text(max_size=40))
def test_no_address_raises(url: str, base: str) -> None:
    assert page_address(url, base) == "" or page_address(url, base).startswith("http")
    assert isinstance(host_of(url), str)


@pytest.mark.parametrize(
    ("url", "read"),
    [
        (f"{PAGE}?utm_source=mail&id=7&utm_medium=x", f"{PAGE}?id=7"),
        (f"{PAGE}?utm_campaign=tide", PAGE),
        (f"{PAGE}?fbclid=abc", PAGE),
        (f"{PAGE}?id=7&tide=utm_1", f"{PAGE}?id=7&tide=utm_1"),
    ],
)
def test_what_says_where_a_reader_came_from_is_no_part_of_an_address(url: str, read: str) -> None:
    assert page_address(url) == read
