"""Which blocks of a document are somebody's words, by where they stand."""

from __future__ import annotations

import pytest

from briefgen.model import Block, BlockKind, Document, Name, Reference
from briefgen.viewpoints.transcripts import announced_paragraphs, voices

LONG = "The pier is old, the crane is older, and the board has known of both for years."


def laid_out(*blocks: tuple[BlockKind, str], title: str = "The pier") -> Document:
    text, made, number = "", [], 0
    for kind, own in blocks:
        number += kind == "paragraph"
        start = len(text) + 2 * bool(text)
        text = f"{text}\n\n{own}" if text else own
        made.append(Block(start, len(text), kind, number if kind == "paragraph" else 0))
    reference = Reference(title=title, author=(Name("Quill", "Petra"),))
    return Document("d", text, "d", tuple(made), (), reference, "d", "memory")


def h(text: str) -> tuple[BlockKind, str]:
    return "heading", text


def p(text: str) -> tuple[BlockKind, str]:
    return "paragraph", text


@pytest.mark.parametrize(
    ("blocks", "title", "told"),
    [
        # Labels that are lines of their own.
        (
            [p(LONG), h("Jane Roe:"), p(LONG), h("John Doe:"), p(LONG), h("Jane Roe:"), p(LONG)],
            "The pier",
            {2: "Jane Roe", 3: "John Doe", 4: "Jane Roe"},
        ),
        # Headings that ask: an interviewer's if they speak to somebody, else an explainer's.
        (
            [h("Who are you?"), p(LONG), h("What did you do?"), p(LONG), h("Why?"), p(LONG)],
            "The pier",
            {1: "", 2: "", 3: ""},
        ),
        ([h("Who?"), p(LONG), h("What now?"), p(LONG), h("Why?"), p(LONG)], "The pier", {}),
        # The title says what it is.
        ([p(LONG), h("Why?"), p(LONG)], "A conversation with Jane Roe", {2: ""}),
        ([p(LONG), h("Why?"), p(LONG)], "A walk with Jane Roe", {}),
        # A part that is signed by somebody else, a dissent to the end.
        ([p(LONG), h("Foreword by Jane Roe"), p(LONG), h("The pier"), p(LONG)], "", {2: ""}),
        ([h("Note of dissent by Jane Roe"), p(LONG), h("The pier"), p(LONG)], "", {1: "", 2: ""}),
        ([h("Responses to the tide"), p(LONG)], "", {}),
    ],
)
def test_voices(blocks: list[tuple[BlockKind, str]], title: str, told: dict[int, str]) -> None:
    found = voices(laid_out(*blocks, title=title))
    assert {number: voice.label for number, voice in found.items()} == told


@pytest.mark.parametrize(
    ("blocks", "announced"),
    [
        ([h("Mr Doe said:"), p(LONG), p(LONG)], {1}),
        (
            [p("The board recommends:"), p("that the pier be closed;"), p("that it be sold.")],
            {2, 3},
        ),
        ([p("“It is ours,” he added:"), p(LONG)], {2}),
        ([p("There are two piers:"), p(LONG)], set()),
    ],
)
def test_announced_paragraphs(blocks: list[tuple[BlockKind, str]], announced: set[int]) -> None:
    assert announced_paragraphs(laid_out(*blocks)) == announced
