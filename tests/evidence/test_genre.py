"""What kind of text a document is: small invented texts beside the verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import AUTHOR, document

from briefgen.annotate import annotate
from briefgen.evidence.genre import Genre, genre_of
from briefgen.model import Block, Document, Name, Reference


def genre(made: Document) -> Genre:
    return genre_of(made, annotate([made])[0])


AGENCY = Reference(author=(Name(literal="Coast Radio"),))
REPORT = (
    "The harbour board closed the old quay on Tuesday after divers found cracks in its piers.",
    "The mayor said that repairs would take nine months. Engineers warned the board in March.",
    "“Nobody was hurt, and I want it to stay that way,” said Otto Brandt, who led the divers.",
    "The quay was built in 1931. Two ferries used it every day until it was closed.",
)
OPINION = (
    "We should stop pretending that the old quay can be saved. Why do we love a ruin so much?",
    "Perhaps it is memory. But a harbour is not a museum, and I do not want my taxes sunk there.",
    "The board must build a new quay, and you and I must pay for it. So let it be a good one.",
)
ESSAY = (
    "A quay is a promise in stone. It says that the town trusts the sea to bring it a living.",
    "Towns that lose their quays lose the habit of looking outward. Their schools teach less "
    "geography, and their cafés serve the same soup every day.",
    "The harbour is the school of the town, and the quay is its longest bench.",
)
TURNS = (
    "Weiss: The quay was closed on Tuesday, and it will stay closed for nine months or longer.",
    "Moe: The board knew of the cracks in March, and it told nobody in the town about them.",
    "Weiss: That was an error, and the board has said so. Divers now go down every week.",
    "Moe: Every week is not enough for a quay that two ferries use on every day of the year.",
)


@pytest.mark.parametrize(
    ("paragraphs", "kind", "reason"),
    [
        (REPORT, "report", "it gives what others said"),
        (("NORVALE, March 4 (Agency) – The board has no plan for the quay.", *ESSAY), "report",
         "it opens with a dateline"),
        (OPINION, "opinion", "it speaks of “I” and “we”, or to “you”"),
        (ESSAY, "opinion", "it is written in the present tense"),
        (TURNS, "transcript", "its paragraphs are somebody’s turns"),
        (["The room was clean and the staff were kind."], "remark", "it is too short"),
    ],
    ids=["report", "dateline", "opinion", "essay", "transcript", "remark"],
)  # fmt: skip
def test_kind(paragraphs: tuple[str, ...], kind: str, reason: str) -> None:
    found = genre(document(*paragraphs))
    assert found.kind == kind
    assert found.leads is (kind == "report")
    assert any(said.startswith(reason) for said in found.reasons)
    assert len(found.reasons) <= 3


def test_what_is_quoted_is_not_the_writers() -> None:
    """The same first person that makes an opinion piece says nothing of a report that quotes it."""
    said = "“I think we should close it, and you should pay for it,” said Otto Brandt on Monday."
    quoting = genre(document(*REPORT, *[said] * 4))
    assert quoting.leads
    assert not any("I” and" in reason for reason in quoting.reasons)


def test_a_body_for_an_author_speaks_for_a_report() -> None:
    def weighed(reference: Reference) -> tuple[str, ...]:
        return genre(document(*REPORT[:2], reference=reference)).reasons

    mixed = ("The board met. The quay is old.", *ESSAY[:1], *REPORT[:1], *ESSAY[1:])
    assert "a body and no person signs it" not in weighed(AUTHOR)
    assert genre(document(*mixed, reference=AGENCY)).leads >= genre(document(*mixed)).leads


@pytest.mark.parametrize(("notes", "kind"), [(0, "opinion"), (3, "opinion"), (4, "paper")])
def test_notes_make_a_paper(notes: int, kind: str) -> None:
    made = document(*ESSAY)
    end = len(made.text)
    noted = replace(made, blocks=(*made.blocks, *[Block(end, end, "note")] * notes))
    assert genre(noted).kind == kind


def test_same_genre_for_the_same_text() -> None:
    assert genre(document(*OPINION)) == genre(document(*OPINION))
