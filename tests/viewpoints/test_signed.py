"""Paragraphs that somebody else signs: a text's blocks beside the numbers of those paragraphs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import document

from briefgen.model import Block, Document, Name, Reference
from briefgen.viewpoints.signed import signed_parts

QUILL = Reference(author=(Name("Quill", "Petra"),))
UNSIGNED = Reference(title="On fish")


def made(*texts: str, reference: Reference = QUILL) -> Document:
    """A document in which a text that begins with "#" is a heading."""
    plain = document(*(text.removeprefix("#") for text in texts), reference=reference)
    blocks, number = [], 0
    for block, text in zip(plain.blocks, texts, strict=True):
        heading = text.startswith("#")
        number += not heading
        kind = "heading" if heading else "paragraph"
        blocks.append(Block(block.start, block.end, kind, 0 if heading else number))
    return replace(plain, blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("heading", "signs"),
    [
        ("Dr Ines Vogt, vet, Oldby", True),
        ("Dr Ines Vogt", True),
        ("Ines Vogt, sheep farmer, Oldby", True),
        ("Martin Oakes", True),
        ("YES — Ines Vogt, Union of Vets", True),
        ("— Ines Vogt, Oldby", True),
        ("By Ines Vogt, farming correspondent", True),
        ("What the landlords say", True),
        ("Dissenting opinion of Mr Vogt", True),
        ("Foreword by the mayor", True),
        # The author's own name, and headings that name nobody.
        ("Petra Quill", False),
        ("By Petra Quill", False),
        ("Free Trams, explained", False),
        ("Rent Control, and what it costs", False),
        ("The case for a cap", False),
        ("What the evidence says", False),
        ("What I think", False),
        ("Rising prices – What now?", False),
    ],
)
def test_heading(heading: str, signs: bool) -> None:
    found = signed_parts(made("Rents rise.", f"#{heading}", "The cap should go.", "#More", "Yes."))
    assert (2 in found) is signs
    assert 3 not in found or heading.startswith("Dissenting")


@pytest.mark.parametrize(
    ("texts", "reference", "expected"),
    [
        # Two sides under headings of their own are neither the author's; one alone may be.
        (["#Arguments for a cap", "It helps.", "#Arguments against", "It hurts."], QUILL, {1, 2}),
        (["#Pros", "It helps.", "#Cons", "It hurts.", "#Outlook", "We wait."], QUILL, {1, 2}),
        (["#Against a cap", "It hurts."], QUILL, set()),
        # Letters, each up to a heading; one alone may be the author's whole text.
        (["Sir, You err.", "Rents rise.", "#Oldby", "Snow fell."], UNSIGNED, {1, 2}),
        (["Sir, You err.", "Rents rise."], QUILL, set()),
        (["Sir, You err.", "#Oldby", "Madam – You do not."], QUILL, {1, 2}),
        # Who is introduced with a role speaks in that paragraph,
        (["Lord Vogt, former judge: the cap must go.", "Rents rise."], QUILL, {1}),
        (["Bread, butter and jam: the cap must go.", "Rents rise."], QUILL, set()),
        # and a name behind a dash signs what it follows.
        (["It rained.", "The cap should go.", "#— Ines Vogt, Oldby", "Yes."], QUILL, {2, 3}),
        # A by-line that opens an unsigned text is its own.
        (["#By Ines Vogt", "The cap should go."], UNSIGNED, set()),
        (["#By Ines Vogt", "The cap should go."], QUILL, {1}),
    ],
)
def test_parts(texts: list[str], reference: Reference, expected: set[int]) -> None:
    assert signed_parts(made(*texts, reference=reference)) == expected
