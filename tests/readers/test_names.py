"""Names: a line of a page, and who it names."""

from __future__ import annotations

import pytest

from briefgen.model import Name
from briefgen.readers.names import parse_name, parse_names, parse_organisation


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Jane Roe", Name("Roe", "Jane")),
        ("JANE O’ROE", Name("O’Roe", "Jane")),
        ("Dr. Jane Q. Roe, PhD", Name("Roe", "Jane Q.")),
        ("Ursula von der Heide", Name("von der Heide", "Ursula")),
        ("Ludwig van Berg", Name("van Berg", "Ludwig")),
        ("Ana de la Cruz", Name("de la Cruz", "Ana")),
        ("J. R. Roe*", Name("Roe", "J. R.")),
        ("Jean-Luc Añorve", Name("Añorve", "Jean-Luc")),
        ("April Summers", Name("Summers", "April")),
        ("Jane", None),
        ("Director General", None),
        ("World News", None),
        ("New York", None),
        ("Monday Evening", None),
        ("the talks failed", None),
        ("University of Somewhere", None),
        ("Read more about Jane Roe today", None),
    ],
)
def test_a_name_or_none(written: str, name: Name | None) -> None:
    assert parse_name(written) == name


@pytest.mark.parametrize(
    ("written", "families", "rest"),
    [
        ("Jane Roe and John Doe", ["Roe", "Doe"], ""),
        ("Jane Roe, John Doe and Max Moe", ["Roe", "Doe", "Moe"], ""),
        ("Jane Roe; John Doe", ["Roe", "Doe"], ""),
        ("Roe, Jane", ["Roe"], ""),
        ("Jane Roe @janeroe", ["Roe"], ""),
        ("Jane Roe (jane@example.org)", ["Roe"], ""),
        ("Jane Roe in Vestby and Northport", ["Roe"], ""),
        ("Jane Roe of the Daily Crab", ["Roe"], ""),
        ("Jane Roe, Diplomatic Editor", ["Roe"], "Diplomatic Editor"),
        ("Jane Roe und Max Moe", ["Roe", "Moe"], ""),
        ("the committee", [], "the committee"),
    ],
)
def test_several_names(written: str, families: list[str], rest: str) -> None:
    names, left = parse_names(written)
    assert ([name.family for name in names], left) == (families, rest)


@pytest.mark.parametrize(
    ("written", "literal"),
    [
        ("the Editorial Board", "Editorial Board"),
        ("Northern News Agency", "Northern News Agency"),
        ("something else", None),
    ],
)
def test_organisations(written: str, literal: str | None) -> None:
    assert parse_organisation(written) == (Name(literal=literal) if literal else None)
