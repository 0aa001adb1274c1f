"""References: what the spec states wins, field by field."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from briefgen.model import Date, Name, Reference
from briefgen.readers.reference import csl_date, csl_names, merge

READ = Reference(
    title="Read title", author=(Name("Roe", "Jane"),), role="pilot", origin={"title": "title line"}
)


@pytest.mark.parametrize(
    ("stated", "meant"),
    [
        ({"date-parts": [[2017, 7, 5]]}, Date(2017, 7, 5)),
        ({"date-parts": [["2017", "7"]]}, Date(2017, 7)),
        ({"date-parts": [[2017]]}, Date(2017)),
        ({"date-parts": [[2017, 2, 31]]}, None),
        ({"date-parts": []}, None),
        ({"raw": "5 July 2017"}, Date(2017, 7, 5)),
        ("2017-07-05", Date(2017, 7, 5)),
        ("2017", Date(2017)),
        (2017, Date(2017)),
        (datetime.date(2017, 7, 5), Date(2017, 7, 5)),
        (None, None),
    ],
)
def test_dates(stated: Any, meant: Date | None) -> None:
    assert csl_date(stated) == meant


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ([{"family": "Roe", "given": "Jane"}], (Name("Roe", "Jane"),)),
        ([{"literal": "Harbour Board"}], (Name(literal="Harbour Board"),)),
        ({"family": "Beek", "given": "Jan", "non-dropping-particle": "van"},
         (Name("van Beek", "Jan"),)),
        ("Harbour Board", (Name(literal="Harbour Board"),)),
        ([], ()),
        (None, ()),
    ],
)  # fmt: skip
def test_names(stated: Any, names: tuple[Name, ...]) -> None:
    assert csl_names(stated) == names


def test_what_is_stated_wins_and_the_rest_stays() -> None:
    stated = {"title": "Stated", "issued": "2017-07-05", "URL": "https://example.org", "page": "7"}
    merged = merge(READ, stated)
    assert (merged.title, merged.issued, merged.url) == (
        "Stated", Date(2017, 7, 5), "https://example.org",
    )  # fmt: skip
    assert (merged.author, merged.role, merged.extra) == (READ.author, "pilot", {"page": "7"})
    assert merged.origin == {"title": "spec", "issued": "spec", "url": "spec"}


def test_a_role_goes_with_the_author_it_was_read_of() -> None:
    other = merge(READ, {"author": [{"literal": "Harbour Board"}]})
    assert (other.author, other.role) == ((Name(literal="Harbour Board"),), "")


def test_nothing_stated_changes_nothing() -> None:
    assert merge(READ, {}) == READ
