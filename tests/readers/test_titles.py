"""Title lines: title, site and date in one line."""

from __future__ import annotations

import pytest

from briefgen.model import Date
from briefgen.readers.titles import TitleLine, parse_title_line

T = "Ferries face a third winter"


@pytest.mark.parametrize(
    ("line", "others", "meant"),
    [
        (f"{T} | News| All about islands and the sea | NW | 05.07.2017", [T],
         TitleLine(T, "NW", Date(2017, 7, 5))),
        (f"{T} | The Harbour Post", [], TitleLine(T, "The Harbour Post")),
        (f"The Harbour Post | {T}", [T], TitleLine(T, "The Harbour Post")),
        (f"{T} - The Harbour Post", [T], TitleLine(T, "The Harbour Post")),
        (f"{T} - The Harbour Post", [], TitleLine(f"{T} - The Harbour Post")),
        ("War – and what comes after it", ["Peace"], TitleLine("War – and what comes after it")),
        (f"{T} | 05.07.2017", [], TitleLine(T, "", Date(2017, 7, 5))),
        (f"{T} | 02:51", [T], TitleLine(T)),
        ("News | Sport | Culture", [], TitleLine("News | Sport | Culture")),
    ],
)  # fmt: skip
def test_title_lines(line: str, others: list[str], meant: TitleLine) -> None:
    assert parse_title_line(line, others) == meant
