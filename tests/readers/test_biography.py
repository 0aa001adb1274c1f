"""Biographies: the last line of an article, and who and what its author is."""

from __future__ import annotations

import pytest

from briefgen.readers.biography import is_about_heading, parse_biography


@pytest.mark.parametrize(
    ("text", "families", "role"),
    [
        ("Jane Roe is a lecturer in river law at Aberwick University.", ["Roe"],
         "lecturer in river law at Aberwick University"),
        ("*Jane Roe is Research Fellow and Head of Programme at the Tidewater Institute. She holds "
         "a degree in geology.", ["Roe"],
         "Research Fellow and Head of Programme at the Tidewater Institute"),
        ("Dr Jane Roe is professor of ethics at Aberwick, where she leads a group.", ["Roe"],
         "professor of ethics at Aberwick"),
        ("Jane Roe is the director of the Crab Trust and the author of Low Tide.", ["Roe"],
         "director of the Crab Trust"),
        ("Jane Roe, a former minister of fisheries, is a visiting fellow at Aberwick.", ["Roe"],
         "visiting fellow at Aberwick"),
        ("Jane Roe teaches economics at Aberwick University.", ["Roe"], ""),
        ("Jane Roe and John Doe are analysts at the Tidewater Institute.", ["Roe", "Doe"],
         "analysts at the Tidewater Institute"),
        ("Jane Roe is an economist. John Doe is a lawyer.", ["Roe", "Doe"], "economist"),
        ("The writer is a former ambassador to Ruritania.", [],
         "former ambassador to Ruritania"),
        ("Jane Roe, senior fellow, Tidewater Institute", ["Roe"],
         "senior fellow, Tidewater Institute"),
        ("Jane Roe ist Redakteurin im Ressort Verkehr.", ["Roe"], "Redakteurin im Ressort Verkehr"),
    ],
)  # fmt: skip
def test_biographies(text: str, families: list[str], role: str) -> None:
    found = parse_biography(text)
    assert found is not None
    assert ([name.family for name in found.authors], found.role) == (families, role)
    assert found.role in text


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is a danger to everybody who crosses it.",
        "Jane Roe is tired of waiting for the ferry.",
        "It is the director of the museum who decides.",
        "Nobody knows.",
    ],
)
def test_other_sentences(text: str) -> None:
    assert parse_biography(text) is None


@pytest.mark.parametrize("line", ["About the author", "About the Authors:", "Über den Autor"])
def test_headings_of_biographies(line: str) -> None:
    assert is_about_heading(line)
