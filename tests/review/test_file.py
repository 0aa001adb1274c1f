"""`<slug>.review.yaml`: what is written is read again; what a person spoils is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.errors import ArchiveError, SpecError
from briefgen.model import NO_REVIEW, Decision, Issue, Position, Review, plain
from briefgen.review import load_review, review_file
from briefgen.review.reading import STANCES
from briefgen.review.writing import review_text, write_review

ISSUES = (
    Issue("line", "Line", positions=(Position("build", "Build"), Position("reject", "Reject"))),
    Issue("fares", "Fares"),
)


def told(folder: Path, text: str) -> list[str]:
    """What is said of a review of this text, each problem as one line without the folder."""
    file = folder / "s.review.yaml"
    file.write_text(text, encoding="utf-8")
    try:
        found = load_review(file, ISSUES)[1]
    except SpecError as error:
        found = error.problems
    return [str(problem).removeprefix(f"{folder}/") for problem in found]


def one(fields: str) -> str:
    return f"decisions:\n- {{issue: line, {fields}}}\n"


KEYS = "issue, text, against, verdict, position, stance, holder, date, by, note"
FIRST = "write decisions: and below it a list, each item with issue:, text: and verdict:"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", []),
        ("# nothing yet\n", []),
        ("decisions:\n", []),
        ("decisions: []\n", []),
        (one("text: A b, verdict: accept, position: build"), []),
        ("words\n", [f"1:1: the review is the text 'words'; {FIRST}"]),
        ("- a\n", [f"1:1: the review is the list [a]; {FIRST}"]),
        ("decisions: 0\n", [f"1:12: decisions is the number 0; {FIRST}"]),
        (
            "decision: []\n",
            ["1:1: there is no key 'decision' in a review; the only key is decisions"],
        ),
        (
            "decisions: [a]\n",
            ["1:13: decision 1 is the text 'a'; write issue:, text: and verdict: in its place"],
        ),
        (
            one("text: A, verdikt: accept"),
            [
                "2:26: there is no key 'verdikt' in decision 1; "
                f"did you mean verdict? the keys are: {KEYS}"
            ],
        ),
        (one("verdict: accept"), ["2:3: decision 1 has no text; add text: …"]),
        (
            one("text: A, verdict: yes"),
            ["2:35: there is no verdict 'yes'; the verdicts are: accept, reject, move"],
        ),
        (
            one("text: A, verdict: acept"),
            [
                "2:35: there is no verdict 'acept'; "
                "did you mean accept? the verdicts are: accept, reject, move"
            ],
        ),
        (
            one("text: 2017, verdict: accept"),
            ["2:23: text is the number 2017; put it in quotes if it is a text: '2017'"],
        ),
        (one("text: ' ', verdict: accept"), ["2:23: text is an empty text; write a text"]),
        (
            one("text: A, verdict: accept, holder: "),
            ["2:43: holder is empty; write a text, or leave it out"],
        ),
        (
            one("text: A, verdict: accept, position: build, stance: for"),
            [
                "2:68: there is no stance 'for'; "
                "the stances are: supports, opposes, conditional, unclear"
            ],
        ),
        (
            one("text: A, verdict: move"),
            [
                "2:3: decision 1 moves a passage and names no position; "
                "add position: and the id of the right one"
            ],
        ),
        *[
            (
                one(f"text: A, verdict: reject, date: {day}"),
                [f"2:49: date is {shown}; write a day like 2031-03-14"],
            )
            for day, shown in (
                ("2031-02-30", "the text '2031-02-30'"),
                ("2031-03", "the text '2031-03'"),
                ("14.03.2031", "the text '14.03.2031'"),
            )
        ],
        (
            one("text: A, against: 'A ', verdict: move, position: build"),
            [
                "2:35: a passage is set against itself; write the other text of the contrast",
                "2:50: a contrast cannot be moved; "
                "write accept or reject; move one of its passages by a decision of its own",
                "2:56: a contrast has no position of its own; "
                "give position in a decision on one of its passages alone, without against",
            ],
        ),
        (
            one("text: A, verdict: accept") + "- {issue: line, text: ' A', verdict: reject}\n",
            [
                "3:3: this was decided in line 2 already ('A'); "
                "keep one of the two decisions"
            ],
        ),
        (
            one("text: A, against: B, verdict: accept")
            + "- {issue: line, text: B, against: A, verdict: reject}\n"
            + "- {issue: line, text: A, verdict: reject}\n"
            + "- {issue: fares, text: A, verdict: reject}\n",
            ["3:3: this was decided in line 2 already ('B'); keep one of the two decisions"],
        ),
        (
            one("text: A, verdict: accept, position: bild"),
            [
                "2:53: the issue 'line' has no position 'bild'; did you mean build? "
                "the positions are: build, reject; the decision is kept, and is not acted on"
            ],
        ),
        (
            "decisions:\n- {issue: fares, text: A, verdict: move, position: up}\n"
            "- {issue: fare, text: A, verdict: accept}\n",
            [
                "2:52: the issue 'fares' has no position 'up'; it has none; "
                "the decision is kept, and is not acted on",
                "3:11: the spec has no issue 'fare'; did you mean fares? "
                "the issues are: line, fares; the decision is kept, and is not acted on",
            ],
        ),
        ("decisions: &a []\n", ["1:12: an anchor (&a) is not allowed"]),
    ],
)  # fmt: skip
def test_faults(tmp_path: Path, text: str, faults: list[str]) -> None:
    """The text beside all that is said of it."""
    found = told(tmp_path, text)
    assert len(found) == len(faults)
    for line, fault in zip(found, faults, strict=True):
        assert line.startswith(f"s.review.yaml:{fault}")


def test_bytes_that_are_no_text_are_one_problem(tmp_path: Path) -> None:
    (tmp_path / "s.review.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SpecError, match="save it as UTF-8"):
        load_review(tmp_path / "s.review.yaml", ISSUES)


def test_it_stands_beside_the_spec() -> None:
    assert review_file(Path("briefs/trams.yaml")) == Path("briefs/trams.review.yaml")
    assert load_review(Path("nowhere.review.yaml"), ISSUES) == (NO_REVIEW, ())


# --- What is written is read again --------------------------------------------------------------

words = st.text(max_size=200).map(plain).filter(bool)
odd = st.sampled_from(
    ["1e5", "no", "null", "~", "2017-07-05", "- a", "# b", "a: b", "'", "> |", "x" * 300]
)
texts = words | odd
maybe = st.none() | texts
days = st.sampled_from(["", "2031-03-14", "2032-02-29"])


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    issue, text, date = draw(texts), draw(texts), draw(days)
    by, note = draw(st.just("") | texts), draw(st.just("") | texts)
    against = draw(maybe)
    if against is not None and against != text:
        verdict = draw(st.sampled_from(["accept", "reject"]))
        return Decision(
            issue, text, verdict, stance="unclear", against=against, date=date, by=by, note=note
        )
    verdict = draw(st.sampled_from(["accept", "reject", "move"]))
    position = draw(texts if verdict == "move" else maybe)
    return Decision(
        issue=issue,
        text=text,
        verdict=verdict,
        position=position,
        holder=draw(maybe),
        date=date,
        stance=draw(st.sampled_from(STANCES)),
        by=by,
        note=note,
    )


reviews = st.lists(decisions(), max_size=5, unique_by=lambda d: d.matter).map(
    lambda found: Review(tuple(found))
)


@settings(max_examples=300, deadline=None)
@given(review=reviews)
@example(review=NO_REVIEW)
def test_a_review_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, review: Review
) -> None:
    file = tmp_path_factory.getbasetemp() / "r.review.yaml"
    write_review(file, review)
    assert load_review(file, ISSUES)[0] == review
    assert file.read_text(encoding="utf-8") == review_text(review)


@given(text=st.text(max_size=60))
def test_plain_is_plain(text: str) -> None:
    """What is plain stays, and spaces make no difference."""
    assert plain(plain(text)) == plain(text)
    assert plain(f" {text}\n\n") == plain(text)
    assert plain("a" + text + "b").isprintable()


@settings(max_examples=200, deadline=None)
@given(
    content=st.binary(max_size=200)
    | st.text(alphabet="decisions:-[]{}&*#'\n a", max_size=80).map(str.encode)
)
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Bytes give a review or problems, and nothing else."""
    file = tmp_path_factory.getbasetemp() / "any.review.yaml"
    file.write_bytes(content)
    try:
        load_review(file, ISSUES)
    except SpecError as error:
        assert error.problems


# --- Whole or not at all ------------------------------------------------------------------------

OLD = Review((Decision("line", "An old one.", "reject"),))
NEW = Review((*OLD.decisions, Decision("line", "A new one.", "reject")))


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_breaks_off_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """A full disk, at the last moment before the new text is there, and before the rename."""
    file = tmp_path / "s.review.yaml"
    write_review(file, OLD)
    before = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), full)
        with pytest.raises(ArchiveError, match="No space left"):
            write_review(file, NEW)
    assert file.read_bytes() == before
    write_review(file, NEW)
    assert load_review(file, ISSUES)[0].decisions[1].text == "A new one."
    assert [f.name for f in tmp_path.iterdir()] == ["s.review.yaml"]
