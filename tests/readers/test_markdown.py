"""Markdown: marks go, words stay."""

from __future__ import annotations

import pytest

from briefgen.model import Date, Name
from briefgen.readers.frontmatter import Value, parse_front_matter

from .reading import document, dropped, kept, paragraphs

PAGE = """\
---
title: "Low water: a warning"
authors:
  - Jane Roe
  - name: John van Doe
date: 2019-03-04
publisher: Tidewater Institute
url: https://example.org/low-water
---

# Low water: a warning

The **lowest** tide of the [century](https://example.org/tide) came in March,
and nobody had *moved* the boats[^1]. They lay on the mud for two days.

> We had been told to expect it, said the harbour master, who had told nobody else.

## What the board knew

- The board had the tables a year before the tide went out.
- It had a letter from the pilots.

![The boats](boats.png)

Some `code` and an \\[escaped bracket\\] [sic] stay in the text as they were written.

[^1]: The tables are kept by the harbour office.
"""


def test_marks_go_and_words_stay() -> None:
    doc = document(PAGE)
    assert paragraphs(doc) == [
        "The lowest tide of the century came in March, and nobody had moved the boats[^1]. They "
        "lay on the mud for two days.",
        "The board had the tables a year before the tide went out.",
        "It had a letter from the pilots.",
        "Some code and an [escaped bracket] [sic] stay in the text as they were written.",
    ]
    quoted = "We had been told to expect it, said the harbour master, who had told nobody else."
    assert dropped(doc)[quoted] == "block quotation that nothing announces"
    assert kept(doc, "heading") == ["What the board knew"]
    assert kept(doc, "note") == ["[^1] The tables are kept by the harbour office."]


def test_the_front_matter_is_the_reference() -> None:
    reference = document(PAGE).reference
    assert reference.title == "Low water: a warning"
    assert reference.author == (Name("Roe", "Jane"), Name("van Doe", "John"))
    assert (reference.issued, reference.publisher) == (Date(2019, 3, 4), "Tidewater Institute")
    assert reference.url == "https://example.org/low-water"
    assert set(reference.origin.values()) == {"front matter"}


def test_without_front_matter_the_first_heading_and_the_byline_are() -> None:
    body = PAGE.split("---\n", 2)[2].replace("warning\n", "warning\n\nBy Jane Roe | 4 March 2019\n")
    reference = document(body).reference
    assert (reference.title, reference.author) == ("Low water: a warning", (Name("Roe", "Jane"),))
    assert reference.issued == Date(2019, 3, 4)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("title: A title", {"title": "A title"}),
        ("title: 'It''s a title'", {"title": "It's a title"}),
        ("Author: [Jane Roe, 'John Doe']", {"author": ["Jane Roe", "John Doe"]}),
        ("authors:\n- Jane Roe\n- John Doe", {"authors": ["Jane Roe", "John Doe"]}),
        ("author:\n  name: Jane Roe\n  email: j@example.org", {"author": ["Jane Roe"]}),
        ("date: 2019-03-04 # first tide", {"date": "2019-03-04"}),
        ("summary: >\n  two\n  lines", {"summary": "two lines"}),
        ("a: &x [1]\nb: *x", {"a": "&x [1]", "b": "*x"}),  # nothing is expanded
        (": broken\n\t- odd", {}),
    ],
)
def test_front_matter(text: str, fields: dict[str, Value]) -> None:
    assert parse_front_matter(text) == fields


TABLED = """\
# The fares

The fares of the harbour ferry rose in every year since the bridge was closed.

| Year | Fare |
|------|-----:|
| 1974 | 3 |

They will rise again.[^1]

[^1]: See the timetable.

The ferry should be free for those who live on the island all year.
"""


def test_tables_are_put_aside_and_only_footnotes_are_notes() -> None:
    doc = document(TABLED)
    assert paragraphs(doc) == [
        "The fares of the harbour ferry rose in every year since the bridge was closed.",
        "They will rise again.[^1]",
        "The ferry should be free for those who live on the island all year.",
    ]
    assert kept(doc, "note") == ["[^1] See the timetable."]
    tables = [(d.text, doc.text[d.at :][:4]) for d in doc.dropped if d.reason == "table"]
    assert tables == [("Year | Fare", "They"), ("1974 | 3", "They")]


def test_a_word_broken_at_a_line_end_is_whole() -> None:
    doc = document("# Fares\n\nWe be-\nlieve that fares should fall. Many believe the bridge is.")
    assert paragraphs(doc) == ["We believe that fares should fall. Many believe the bridge is."]
