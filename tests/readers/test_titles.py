"""Title lines: title, site and date in one line."""

from __future__ import annotations

import pytest

from briefgen.model import Date
from briefgen.readers.titles import TitleLine, parse_title_line

from .reading import document, paragraphs

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


STORY = (
    "The ferry company has put off the repair of its engines for a third year, auditors said.\n\n"
    "Six islands will have no certain link to the mainland when the winter storms begin."
)
ASKED = "Were the auditors wrong about the engines of the ferries?"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        # A first line that archives end with a full stop, and a question that opens the text.
        (
            f"On Ferries, Angry Islanders Have Point: It Hasn't Been Good.\n\n{ASKED}",
            "On Ferries, Angry Islanders Have Point: It Hasn't Been Good",
        ),
        (f"The ferry is late again, they say.\n\n{ASKED}", ASKED),
        (f"{T}.", T),
        # Two titles that a semicolon parts.
        ("Berg, surprise pilot;\n'Wait or pay' could make islanders think twice.",
         "Berg, surprise pilot"),
        ("Berg, surprise pilot;\n\nThe islanders think twice about it.", ""),
        ("Ferries;\nThe islanders think twice about it.", ""),
    ],
)  # fmt: skip
def test_titles_that_end_as_sentences_do(head: str, title: str) -> None:
    doc = document(f"{head}\n\n{STORY}")
    assert doc.reference.title == title
    assert "\n\n".join(paragraphs(doc)).endswith(STORY)
