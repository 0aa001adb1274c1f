"""Marks, dates and nouns."""

from __future__ import annotations

import pytest

from briefgen.render.typography import counted, long_date, marks

MONTHS = "January February March April May June July August".split()


@pytest.mark.parametrize(
    ("text", "locale", "pair"),
    [
        ("plain", "en-GB", ("‘", "’")),
        ("plain", "en-US", ("“", "”")),
        ("with ‘single’ marks", "en-GB", ("“", "”")),
        ("“So he said ‘no’ to it.”", "en-GB", ("‘", "’")),
        ('"So he said ‘no’ to it."', "en-GB", ("‘", "’")),
        ("''So he said ‘no’ to it,'' they say.", "en-GB", ("‘", "’")),
        ("“So he said,” and ‘no’", "en-GB", ("“", "”")),
        ("“So he said ‘no’ and went on", "en-GB", ("‘", "’")),
        ("''So it is,'' they say.", "en-GB", ("‘", "’")),
        ("klar", "de-DE", ("„", "“")),
        ("clair", "fr-FR", ("«\u202f", "\u202f»")),
        ("?", "xx", ("“", "”")),
    ],
)
def test_marks(text: str, locale: str, pair: tuple[str, str]) -> None:
    assert marks(text, locale) == pair


@pytest.mark.parametrize(
    ("text", "locale", "spoken"),
    [
        ("2017-07-05", "en-GB", "5 July 2017"),
        ("2017-07-05", "en-US", "July 5, 2017"),
        ("2017-07-05-2", "en-GB", "5 July 2017 (2)"),
        ("2017-7", "en-GB", "July 2017"),
        ("2017", "en-GB", "2017"),
        ("2017-13-01", "en-GB", "2017-13-01"),
        ("in spring", "en-GB", "in spring"),
    ],
)
def test_long_date(text: str, locale: str, spoken: str) -> None:
    assert long_date(text, MONTHS, locale) == spoken


def test_counted() -> None:
    assert counted(1, ("source", "sources")) == "1 source"
    assert counted(1200, ("source", "sources")) == "1,200 sources"
