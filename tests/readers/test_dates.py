"""Dates: what is written, and what it is taken for."""

from __future__ import annotations

import pytest

from briefgen.model import Date
from briefgen.readers.dates import MONTHS, find_dates, parse_date


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("5 July 2017", Date(2017, 7, 5)),
        ("5th of July, 2017", Date(2017, 7, 5)),
        ("July 5, 2017", Date(2017, 7, 5)),
        ("Wednesday, Sept. 4, 2019", Date(2019, 9, 4)),
        ("Wed 4 Sep 2019", Date(2019, 9, 4)),
        ("05.07.2017", Date(2017, 7, 5)),
        ("5. Juli 2017", Date(2017, 7, 5)),
        ("1er août 2019", Date(2019, 8, 1)),
        ("3 de marzo de 2020", Date(2020, 3, 3)),
        ("2017-07-05", Date(2017, 7, 5)),
        ("2017-07-05T08:30:00Z", Date(2017, 7, 5)),
        ("2017/07/05", Date(2017, 7, 5)),
        ("25/12/2018", Date(2018, 12, 25)),
        ("12/25/2018", Date(2018, 12, 25)),
        ("05/07/2017", None),  # May or July: nobody can say
        ("06/06/2017", Date(2017, 6, 6)),
        ("31 February 2017", None),
        ("March 2016", Date(2016, 3)),
        ("2016", Date(2016)),
        ("2016-03", Date(2016, 3)),
        ("on the 5 July 2017 they met", None),  # a sentence is no date
        ("version 2.5.2017.1", None),
        ("", None),
    ],
)
def test_a_whole_date(written: str, meant: Date | None) -> None:
    assert parse_date(written) == meant


def test_dates_are_found_where_they_stand() -> None:
    text = "Published 4 March 2019, updated 05.03.2019"
    found = sorted(find_dates(text))
    assert [(text[a:b], value) for a, b, value in found] == [
        ("4 March 2019", Date(2019, 3, 4)),
        ("05.03.2019", Date(2019, 3, 5)),
    ]


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize(
    "form", ["on 3 {} 1987.", "({} 3, 1987)", "3-{}-1987", "since {} 1987", "3. {} de 1987"]
)
def test_every_month_is_known_in_every_form(month: str, form: str) -> None:
    for name in (month, month.upper(), month.capitalize()):
        found = [value for *_, value in find_dates(form.format(name))]
        assert [(date.year, date.month) for date in found if date] == [(1987, MONTHS[month])]


@pytest.mark.parametrize(
    "text", ["in 1987", "may 12", "1987 boats in March", "5,000 of 1,987", "1987.5", "12/25"]
)
def test_what_is_no_date(text: str) -> None:
    assert list(find_dates(text)) == []
