"""What was decided, in the next edition of the small desk: printed, not printed, counted, kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tiny
from tiny import DAY, build

from briefgen.editions.verify import verify_pdf
from briefgen.errors import SpecError
from briefgen.library import SqliteLibrary
from briefgen.model import Decision, Review
from briefgen.review.reading import load_review, review_file
from briefgen.review.writing import write_review

BUILD = (
    "The council should build the harbour line, because it would bring 9,000 people a day to "
    "the docks."
)
REJECT = (
    "The council should reject the harbour line, because the docks will stand empty in ten years."
)
LATER = date(2031, 3, 21)


def decide(spec: Path, *decisions: Decision) -> None:
    write_review(review_file(spec), Review(decisions))


def line(edition: Path) -> dict[str, Any]:
    """The evidence on the harbour line, with texts for passages' ids."""
    record = json.loads((edition / "evidence.json").read_text())
    text = {key: " ".join(p["text"].split()) for key, p in record["passages"].items()}
    issue = next(i for i in record["issues"] if i["id"] == "line")
    pairs = [{text[c["left_passage"]], text[c["right_passage"]]} for c in issue["contrasts"]]
    sides = {
        text[p]: (v["position"], v["stance"]) for v in issue["viewpoints"] for p in v["passages"]
    }
    names = {text[k]: record["holders"][p["holder"]]["name"] for k, p in record["passages"].items()}
    return {"pairs": pairs, "sides": sides, "names": names, "problems": record["problems"]}


def test_a_rejected_passage_is_on_no_side(quick_desk: Path) -> None:
    """Though the source's other text has changed since."""
    decide(quick_desk, Decision("line", REJECT, "reject", "reject"))
    source = quick_desk.parent / "sources" / "okoro.txt"
    text = source.read_text()
    assert "Fares must rise" in text
    source.write_text(text.replace("Fares must rise", "Everyone knows that fares must rise"))
    built = build(quick_desk, as_of=LATER)
    assert built.edition.new
    made = line(built.edition.folder)
    assert not any(REJECT in pair for pair in made["pairs"])
    assert built.problems == ()


def test_an_accepted_contrast_comes_first_and_a_rejected_one_not_at_all(quick_desk: Path) -> None:
    sides = [
        Decision("line", text, "accept", position)
        for text, position in ((BUILD, "build"), (REJECT, "reject"))
    ]
    pair = {"stance": "unclear", "against": REJECT}
    decide(quick_desk, *sides, Decision("line", BUILD, "accept", **pair))
    made = line(build(quick_desk, as_of=LATER).edition.folder)
    assert made["pairs"][0] == {BUILD, REJECT}
    assert made["sides"][BUILD] == ("build", "supports")
    decide(quick_desk, *sides, Decision("line", BUILD, "reject", **pair))
    assert {BUILD, REJECT} not in line(build(quick_desk, as_of=LATER).edition.folder)["pairs"]


def test_a_moved_passage_is_on_the_other_side(quick_desk: Path) -> None:
    decide(quick_desk, Decision("line", BUILD, "move", "reject"))
    made = line(build(quick_desk, as_of=LATER).edition.folder)
    assert made["sides"][BUILD] == ("reject", "supports")


def test_the_page_says_how_much_was_reviewed(quick_desk: Path) -> None:
    decide(
        quick_desk,
        Decision("line", BUILD, "accept", "build", holder="Dee Orr"),
        Decision("line", REJECT, "reject", "reject"),
        Decision("line", BUILD, "reject", stance="unclear", against=REJECT),
    )
    folder = build(quick_desk, as_of=LATER).edition.folder
    page = " ".join((folder / "trams-analyst.html").read_text().split())
    assert "The desk reviewed 2 passages: 1 accepted, 1 rejected. " in page
    assert "The desk reviewed 1 contrast: 1 rejected. " in page
    assert "Of 1 passage it was the desk that named the holder. " in page
    assert line(folder)["names"][BUILD] == "Dee Orr"


def test_without_a_review_nothing_is_said_of_one(quick_desk: Path) -> None:
    page = quick_desk.parents[1] / "editions" / "trams" / "latest" / "trams-analyst.html"
    assert "reviewed" not in page.read_text()


@pytest.mark.parametrize(
    ("change", "new"),
    [
        ({}, False),
        ({"date": "2031-03-15", "by": "bo", "note": "Sure."}, False),
        ({"verdict": "accept"}, True),
        ({"holder": "Dee Orr"}, True),
    ],
)
def test_a_changed_review_makes_a_new_edition(
    quick_desk: Path, change: dict[str, Any], new: bool
) -> None:
    """Not who decided, when, or what they noted: that changes no brief."""
    first = {"issue": "line", "text": BUILD, "verdict": "reject", "position": "build"}
    decide(quick_desk, Decision(**first))
    assert build(quick_desk, as_of=None).edition.new
    decide(quick_desk, Decision(**{**first, **change}))
    assert build(quick_desk, as_of=None).edition.new is new


def test_passages_that_are_gone_are_kept_and_said(quick_desk: Path) -> None:
    gone = Decision("line", "The mayor wept.", "accept", "build")
    old = Decision("ferries", BUILD, "accept", "build")
    decide(
        quick_desk, gone, Decision("line", BUILD, "reject", stance="unclear", against="So."), old
    )
    built = build(quick_desk, as_of=LATER)
    assert [str(problem) for problem in built.problems] == [
        "trams.review.yaml:19:12: the spec has no issue 'ferries'; did you mean fares? "
        "the issues are: line, fares; the decision is kept, and is not acted on",
        "trams.review.yaml: the review names 2 passages that are not in this edition; kept; "
        "nothing needs to be done; delete a decision that is no longer wanted",
    ]
    assert gone in load_review(review_file(quick_desk), ())[0].decisions


def test_a_spoilt_review_stops_the_build(quick_desk: Path) -> None:
    review_file(quick_desk).write_text("decisions:\n- {issue: line, text: A}\n")
    with pytest.raises(SpecError, match=r"trams\.review\.yaml:2:3: decision 1 has no verdict"):
        build(quick_desk, as_of=LATER)


def test_what_the_desk_named_can_be_verified(tiny_desk: Callable[..., Path]) -> None:
    """A PDF with another holder and a contrast of the desk's: each passage word for word."""
    spec = tiny_desk(tiny.QUICK.replace("[html]", "[pdf]"))
    decide(
        spec,
        Decision("line", BUILD, "accept", "build", holder="Dee Orr"),
        Decision("line", REJECT, "accept", "reject"),
        Decision("line", BUILD, "accept", stance="unclear", against=REJECT),
    )
    (file,) = build(spec, as_of=DAY).edition.documents
    verdict = verify_pdf(file, SqliteLibrary(spec.parents[1] / "library"))
    assert verdict.holds, verdict.faults
