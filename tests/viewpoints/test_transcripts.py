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


#: An explainer whose questions are paragraphs, and an interview in a few words.
EXPLAINED = [
    p("What comes next?"),
    p(f"{LONG} {LONG}"),
    p("Who pays for it?"),
    p(f"{LONG} {LONG}"),
    p("When is it done?"),
    p(f"{LONG} {LONG}"),
]
SPOKEN = [
    p("What comes next?"),
    p("That is for the board to say."),
    p("Who pays for it?"),
    p("The town pays for it, as always."),
    p("When is it done?"),
    p("In a year, they say, or in two."),
]


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
        # Questions that are paragraphs, and answers that are as long as writing.
        (EXPLAINED, "The pier", {1: "", 3: "", 5: ""}),
        ([p(LONG), *EXPLAINED], "The pier", {2: "", 4: "", 6: ""}),
        ([p("Jane Roe spoke to us."), *EXPLAINED], "The pier", dict.fromkeys(range(2, 8), "")),
        ([*EXPLAINED, p("The interview was cut.")], "", dict.fromkeys(range(1, 8), "")),
        (EXPLAINED, "Questions to Jane Roe", dict.fromkeys(range(1, 7), "")),
        ([*EXPLAINED[:-1], p(f"I say: {LONG} {LONG}")], "", dict.fromkeys(range(1, 7), "")),
        ([*EXPLAINED[:-1], p(f"He says “I do.” {LONG} {LONG}")], "", {1: "", 3: "", 5: ""}),
        ([p("Do you agree?"), *EXPLAINED[1:]], "The pier", dict.fromkeys(range(1, 7), "")),
        (
            [*EXPLAINED, p("(Bay Post)"), p(LONG), p("As noted in the article, it rots.")],
            "The pier",
            {1: "", 3: "", 5: "", 8: ""},
        ),
        (
            [*EXPLAINED, h("Reply by Jane Roe"), p(LONG)],
            "The pier",
            {1: "", 3: "", 5: "", 7: ""},
        ),
        (SPOKEN, "The pier", dict.fromkeys(range(1, 7), "")),
        # With a label in it a paragraph can't be quoted as it stands; the next one can.
        (
            [p("Q: Why?"), p(f"A: {LONG}"), p(f"{LONG} {LONG}"), p("Q: How?"), p(LONG), *EXPLAINED],
            "The pier",
            {1: "Q", 2: "A", 4: "Q", 6: "", 8: "", 10: ""},
        ),
        # Another outlet's words, which the paragraph below them calls so.
        ([p(f"{LONG} (CX12)"), p(LONG), p("As noted in the article, it rots.")], "", {2: ""}),
        (
            [p("From the Gazette:"), p(LONG), p(LONG), p("This report is right.")],
            "",
            {2: "", 3: ""},
        ),
        ([h("(Bay Post)"), p(LONG), p("In the quote above there is a fault.")], "", {1: ""}),
        ([p(f"{LONG} (CX12)"), p(LONG), p("The board has read the article.")], "", {2: ""}),
        ([p(f"{LONG} (CX12)"), p(LONG), p(LONG)], "", {}),
        ([p(f"{LONG} (CX12)"), p("This article is long."), p(LONG)], "", {}),
        ([p("It fell (see below)."), p(LONG), p("As noted in the article, it rots.")], "", {}),
        ([p("It fell by a third (CX12)."), p(LONG), p("The report is out.")], "", {}),
        ([p(LONG), p(LONG), p("As noted in the article, it rots.")], "", {}),
        (
            [p(f"{LONG} (CX12)"), *[p(LONG)] * 4, p("As noted in the article, it rots.")],
            "",
            {},
        ),
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
