"""Numbers of paragraphs: a series is taken off, what only looks like one stays."""

from __future__ import annotations

import pytest

from briefgen.model import Dropped
from briefgen.readers.numbering import numbered, numbered_entries
from briefgen.readers.pieces import Piece

from .reading import document, paragraphs


def text_of(*numbers: str) -> list[Piece]:
    said = ("The landlords want to have the pier.", "The skippers want nets and boats.",
            "All pilots want to sail this year.", "The crane will not turn again.")  # fmt: skip
    return [Piece(f"{number} {line}") for number, line in zip(numbers, said, strict=False)]


@pytest.mark.parametrize(
    "numbers",
    [
        ("1.1", "1.2", "1.3"),
        ("1.9", "1.10", "2.1"),
        ("1.3", "1.3.1", "1.3.2"),
        ("3.1.", "3.2.", "3.3."),
        ("(12)", "(13)", "(14)"),
        ("[4]", "[5]", "[6]"),
        ("¶4", "¶5", "¶6"),
        ("§ 4", "§ 5", "§ 6"),
        ("11", "12", "13"),
        ("7.", "8.", "9."),
        ("1.1", "1.2", "1.3", "1.6"),
    ],
)
def test_a_series_is_taken_off(numbers: tuple[str, ...]) -> None:
    found = numbered(text_of(*numbers))
    assert [piece.number for piece in found] == list(numbers)
    assert all(piece.text.split()[0] in {"The", "All"} for piece in found)


@pytest.mark.parametrize(
    "lines",
    [
        ["1.3 Landlords want to have the whole pier."],
        ["1.1 The pier is old and it is gone.", "1.2 The boats are old and gone too."],
        ["1.3 million people live by the sea here.", "1.4 million of them have no boat at all.",
         "1.5 million have never been on the water."],
        ["4 May was the day of the great storm.", "5 May was the day of the great flood.",
         "6 May was the day of the great calm."],
        ["12 boats sank in the storm of that year.", "13 boats sank in the storm of the next.",
         "14 boats sank in the storm after that."],
        ["4 The pier is old and it is gone.", "9 The boats are old and they are gone.",
         "2 The crane is old and it will not turn."],
    ],
)  # fmt: skip
def test_what_is_no_series_stays(lines: list[str]) -> None:
    assert [piece.text for piece in numbered([Piece(line) for line in lines])] == lines


def test_headings_and_list_items_keep_theirs() -> None:
    pieces = [Piece(p.text, "heading") for p in text_of("1.1", "1.2", "1.3")]
    assert numbered(pieces) == tuple(pieces)


def test_offsets_move_with_the_text() -> None:
    first, *rest = text_of("1.1", "1.2", "1.3")
    moved = numbered([Piece(first.text, breaks=((8, 2),), seams=(0, 8)), *rest])[0]
    assert (moved.breaks, moved.seams) == (((4, 2),), (0, 4))


def test_what_is_put_aside_stays_in_its_place() -> None:
    gone = Dropped("a | b", "table")
    first, second, third = text_of("1.1", "1.2", "1.3")
    found = numbered_entries([first, gone, second, third])
    assert found[1] is gone and isinstance(found[2], Piece) and found[2].number == "1.2"


@pytest.mark.parametrize("head", ["", "---\ntitle: Minutes\n---\n\n"])
def test_no_quotation_and_no_name_opens_with_a_number(head: str) -> None:
    lines = [
        "# Minutes of the harbour committee",
        "1.1 Landlords said that the pier should be let to them before the winter.",
        "1.2 Cllr Roe said that the boats should lie where they had always lain.",
        "2.1 Cllr Doe asked whether the crane would turn before the next storm came.",
    ]
    doc = document(head + "\n\n".join(lines))
    assert [text[:8] for text in paragraphs(doc)] == ["Landlord", "Cllr Roe", "Cllr Doe"]


def test_numbered_notes_are_still_notes() -> None:
    body = "The pier is old (1) and the crane is older still (2), and neither will turn (3) again."
    notes = [f"{n} See the board's report of 1974, p. {n}, and what it says." for n in (1, 2, 3)]
    doc = document("\n\n".join([body, body.replace("pier", "quay"), "Notes", *notes]))
    shown = [doc.text[b.start : b.end] for b in doc.blocks if b.kind == "note"]
    assert shown == notes
