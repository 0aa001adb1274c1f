"""The head of a memo as reference, and notices that are no title."""

from __future__ import annotations

import pytest

from briefgen.model import Date, Name

from .reading import document, paragraphs

BODY = (
    "The pier should be closed before the winter, for it will not stand another storm.\n\n"
    "The board has been told so in each of the last three years and has done nothing at all."
)


@pytest.mark.parametrize(
    ("head", "title", "author", "role"),
    [
        ("From: Jane Roe, Director of Lowtide\nTo: The board\nDate: 4 March 2031\n"
         "Re: Closing the pier", "Closing the pier", (Name("Roe", "Jane"),), "Director of Lowtide"),
        ("MEMORANDUM\n\nTo: The board\nFrom: Jane Roe <jane@example.org>\nDate: 4 March 2031\n"
         "Subject: Fwd: Closing the pier", "Closing the pier", (Name("Roe", "Jane"),), ""),
        ("TO: The board\nFROM: Harbour Council\nDATE: 4 March 2031\nSUBJECT: The pier",
         "The pier", (Name(literal="Harbour Council"),), ""),
    ],
)  # fmt: skip
def test_a_memos_head_is_its_reference(
    head: str, title: str, author: tuple[Name, ...], role: str
) -> None:
    doc = document(f"{head}\n\n{BODY}")
    reference = doc.reference
    assert (reference.title, reference.author, reference.role) == (title, author, role)
    assert reference.issued == Date(2031, 3, 4)
    assert paragraphs(doc) == BODY.split("\n\n")


@pytest.mark.parametrize(
    "notice", ["CHECK AGAINST DELIVERY", "Embargoed until noon, 4 March", "Strictly confidential"]
)
def test_a_notice_is_no_title(notice: str) -> None:
    doc = document(f"{notice}\n\nClosing the pier before winter\n\nBy Jane Roe\n\n{BODY}")
    assert doc.reference.title == "Closing the pier before winter"
    assert (notice, "notice") in [(each.text, each.reason) for each in doc.dropped]


@pytest.mark.parametrize("line", ["Page 1 of 2", "– Page 3 –", "Seite 4 von 9"])
def test_the_number_of_a_page_is_no_heading(line: str) -> None:
    doc = document(f"Closing the pier before winter\n\n{BODY}\n\n{line}\n\n{BODY} It is late.")
    assert [each.reason for each in doc.dropped if each.text == line] == ["page number"]
