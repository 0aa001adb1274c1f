"""By-lines and date lines: a line, and what it states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import Date
from briefgen.readers.metaline import may_state, name_and_office, parse_meta_line
from briefgen.readers.pieces import Piece


@pytest.mark.parametrize(
    ("line", "families", "role", "issued"),
    [
        ("By Jane Roe", ["Roe"], "", None),
        ("by Jane Roe*", ["Roe"], "", None),
        ("Author: Jane Roe", ["Roe"], "", None),
        ("Authors: Jane Roe; John Doe", ["Roe", "Doe"], "", None),
        ("Opinion by Jane Roe and John Doe", ["Roe", "Doe"], "", None),
        ("Von Jane Roe", ["Roe"], "", None),
        ("Par Jane Roe", ["Roe"], "", None),
        ("By Jane Roe, senior fellow at the Tidewater Institute", ["Roe"],
         "senior fellow at the Tidewater Institute", None),
        ("By Jane Roe | 5 July 2017", ["Roe"], "", Date(2017, 7, 5)),
        ("Jane Roe | 5 July 2017", ["Roe"], "", Date(2017, 7, 5)),
        ("Posted on July 5, 2017 by Jane Roe", ["Roe"], "", Date(2017, 7, 5)),
        ("By the Editorial Board", [""], "", None),
        ("5 July 2017", [], "", Date(2017, 7, 5)),
        ("Published: 5 July 2017", [], "", Date(2017, 7, 5)),
        ("Published 4 July 2017 | Updated 5 July 2017, 10:32 GMT", [], "", Date(2017, 7, 4)),
        ("Last updated: 5 July 2017", [], "", None),
        ("Stand: 17.03.2021, 09:15 Uhr", [], "", Date(2021, 3, 17)),
        ("Publié le 6 février 2020 à 18h30", [], "", Date(2020, 2, 6)),
        ("World | 5 July 2017 | 4 min read", [], "", Date(2017, 7, 5)),
        ("Brussels, 3 May 2018", [], "", Date(2018, 5, 3)),
        ("New York, 3 May 2018", [], "", Date(2018, 5, 3)),
        ("05/07/2017", [], "", None),
    ],
)  # fmt: skip
def test_what_a_line_states(line: str, families: list[str], role: str, issued: Date | None) -> None:
    meta = parse_meta_line(line)
    assert meta is not None
    assert ([name.family for name in meta.authors], meta.role, meta.issued) == (
        families, role, issued,
    )  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the talks had failed",
        "By the end of the year the bridge will be closed",
        "The minister arrived on 5 July 2017 and left again on the same day.",
        "Ferries wait in the harbour on 5 July 2017 while the storm passes over the islands",
        "Jane Roe",
        "Was it all decided on 5 July 2017?",
    ],
)
def test_a_sentence_states_nothing(line: str) -> None:
    assert parse_meta_line(line) is None


@pytest.mark.parametrize(
    ("line", "author", "office"),
    [
        ("Ilse Varga, columnist", "Ilse Varga", "columnist"),
        ("Ilse Varga", "Ilse Varga", ""),
        ("Peter Okonjo, senior fellow at the Harbour Institute", "Peter Okonjo", "senior fellow"),
        ("Locks and Dams, a history", None, None),
        ("Ilse Varga, who has lived by the canal for most of a long life", None, None),
    ],
)
def test_a_name_with_its_office_on_one_line(line, author, office):
    found = name_and_office(line)
    assert (str(found.authors[0]) if found else None) == author
    assert found is None or found.role.startswith(office)


PARTS = (
    "By by von Author: AUTHOR(S): Verfasserin: Ilse Varga columnist | — , 5 July 2017 Updated at"
)


@given(st.lists(st.sampled_from([*PARTS.split(), "2017-07-05", "3 hours ago", "par"]), max_size=9))
def test_no_line_that_states_something_is_ruled_out(parts: list[str]) -> None:
    line = " ".join(parts)
    assert may_state(Piece(line)) or parse_meta_line(line) is None
