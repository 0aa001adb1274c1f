"""Names: a line of a page, and who it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import Name
from briefgen.readers.names import (
    may_open_with_name,
    parse_name,
    parse_names,
    parse_organisation,
)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Jane Roe", Name("Roe", "Jane")),
        ("JANE O’ROE", Name("O’Roe", "Jane")),
        ("Dr. Jane Q. Roe, PhD", Name("Roe", "Jane Q.")),
        ("Jane Roe KC", Name("Roe", "Jane")),
        ("Sir John Doe QC, MP", Name("Doe", "John")),
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
        ("Jane Roe, Director of Lowtide", ["Roe"], "Director of Lowtide"),
        ("Jane Roe KC MP, Minister for Ports", ["Roe"], "Minister for Ports"),
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


@pytest.mark.parametrize(
    ("line", "may"),
    [
        ("Jane Roe", True),
        ("von der Heide, Ursula", True),
        ("dr. Jane Roe", True),
        ("the Hon. Jane Roe", True),
        ("*Jane Roe", True),
        ("April Summers", True),
        ("boats and quays", False),
        ("World News", False),
        ("Monday Evening", True),  # what is no name may still look like one
        ("In the harbour", False),
        ("La Roe", True),  # "la" opens headings too, but names as well
        ("", True),
    ],
)
def test_what_the_first_word_rules_out(line: str, may: bool) -> None:
    assert may_open_with_name(line) is may


WORDS = (
    "Jane Roe ROE von DER la al al-Roe Dr. dr the Hon. hon In World April May and & , ; * (a@b.org)"
)


@given(st.lists(st.sampled_from([*WORDS.split(), "MP", "J.", "of Vestby", "—"]), max_size=7))
def test_no_line_with_names_is_ruled_out(words: list[str]) -> None:
    line = " ".join(words)
    assert may_open_with_name(line) or not parse_names(line)[0]
