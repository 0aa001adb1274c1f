"""The way through an edition's proposals: what is asked, what an answer does, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import SpecError
from briefgen.model import NO_REVIEW, Decision, Issue, Position, Review
from briefgen.review import Answer, KeptReview, Proposal, Walk, answer, load_review, proposals

BUILD, REJECT = Position("build", "Build it"), Position("reject", "Reject it")
LINE = Issue("line", "Line", positions=(BUILD, REJECT))
ROUTE = Issue("route", "Route", positions=(*LINE.positions, Position("wait", "Wait")))
FARES = Issue("fares", "Fares")
TEXTS = {"a": "Build it.", "b": "Reject  it.", "c": "It rained.", "d": "Not a tunnel.", "e": "Pay."}


def view(holder: str, passages: str, position: str | None, stance: str) -> dict[str, Any]:
    return {
        "id": f"v{holder}",
        "holder": holder,
        "position": position,
        "stance": stance,
        "passages": list(passages),
    }


RECORD = {
    "passages": {
        key: {"text": text, "source": "s", "holder": "ada", "reported": "author"}
        for key, text in TEXTS.items()
    },
    "holders": {"ada": {"name": "Ada", "role": "a surveyor"}},
    "sources": [
        {
            "id": "s",
            "location": "s.txt",
            "reference": {"title": "On trams", "issued": {"date-parts": [[2031, 3]]}},
        }
    ],
    "issues": [
        {
            "id": "line",
            "viewpoints": [
                view("ada", "c", None, "unclear"),
                view("bo", "a", "build", "supports"),
                view("cy", "b", "build", "opposes"),
            ],
            "contrasts": [
                {"left": "vbo", "right": "vcy", "left_passage": "a", "right_passage": "b"}
            ],
        },
        {"id": "route", "viewpoints": [view("bo", "d", "build", "opposes")], "contrasts": []},
        {"id": "fares", "viewpoints": [view("bo", "e", None, "unclear")], "contrasts": []},
        {"id": "gone", "viewpoints": [view("bo", "e", None, "unclear")], "contrasts": []},
    ],
}
ALL = proposals(RECORD, (LINE, ROUTE, FARES))
ONE = {tuple(s.text for s in p.passages): p for p in ALL}


def test_what_is_proposed() -> None:
    """Contrasts, views with a side, views without; against one of two is for the other."""
    assert [
        (p.issue.id, *((s.text, s.position, s.stance) for s in p.passages)) for p in ALL
    ] == [
        ("line", ("Build it.", "build", "supports"), ("Reject it.", "reject", "supports")),
        ("line", ("Build it.", "build", "supports")),
        ("line", ("Reject it.", "reject", "supports")),
        ("line", ("It rained.", None, "unclear")),
        ("route", ("Not a tunnel.", "build", "opposes")),
        ("fares", ("Pay.", None, "unclear")),
    ]  # fmt: skip
    (shown,) = ALL[1].passages
    assert (shown.holder, shown.role, shown.source) == ("Ada", "a surveyor", "“On trams”, 2031-03")


def proposed(left: str, right: str, *positions: str) -> dict[str, Any]:
    return {"left_passage": left, "right_passage": right, "positions": positions}


def test_likely_pairs_come_after_the_contrasts() -> None:
    """On the sides that they would be on, as far as the spec still has them; each pair once."""
    pairs = [proposed("a", "b", "build", "reject"), proposed("c", "b", "build", "gone")]
    asked = proposals({**RECORD, "issues": [RECORD["issues"][0] | {"proposed": pairs}]}, (LINE,))
    assert [[(s.text, s.position, s.stance) for s in p.passages] for p in asked[:3]] == [
        [("Build it.", "build", "supports"), ("Reject it.", "reject", "supports")],
        [("It rained.", "build", "supports"), ("Reject it.", None, "unclear")],
        [("Build it.", "build", "supports")],
    ]
    assert len(asked) == 5
    walk = Walk(asked[1:], NO_REVIEW)
    walk.decide("accept")
    assert [(d.text, d.against, d.position) for d in walk.review.decisions] == [
        ("It rained.", "Reject it.", None),
        ("It rained.", None, "build"),
        ("Reject it.", None, None),
    ]


CONTRAST, FOR, UNSIDED, MANY, NONE = (
    ONE[texts]
    for texts in (
        ("Build it.", "Reject it."),
        ("Build it.",),
        ("It rained.",),
        ("Not a tunnel.",),
        ("Pay.",),
    )
)


@pytest.mark.parametrize(
    ("line", "proposal", "meant"),
    [
        ("a", FOR, Answer("accept")),
        (" ACCEPT ", FOR, Answer("accept")),
        ("r", FOR, Answer("reject")),
        ("r", CONTRAST, Answer("reject")),
        ("r", UNSIDED, "it is put on no side, so there is nothing to reject"),
        ("m", FOR, Answer("move", "reject")),
        ("2", FOR, Answer("move", "reject")),
        ("m 2", FOR, Answer("move", "reject")),
        ("m reject", FOR, Answer("move", "reject")),
        ("1", FOR, Answer("accept")),
        ("1", UNSIDED, Answer("move", "build")),
        ("1", MANY, Answer("move", "build")),
        ("m", MANY, "say which position: write a number from 1 to 3"),
        ("m", UNSIDED, "say which position: write a number from 1 to 2"),
        ("3", FOR, "there is no position “3”: write a number from 1 to 2"),
        ("0", FOR, "there is no position “0”"),
        ("²", FOR, "“2”|“²” is no answer here"),
        ("9" * 5000, FOR, "there is no position “9999"),
        ("1", NONE, "the spec names no positions for this issue"),
        ("2", CONTRAST, "a contrast is accepted or rejected as a whole"),
        ("h Bo", CONTRAST, "a contrast is accepted or rejected as a whole"),
        ("h  Bo  Lind ", FOR, Answer("holder", "Bo Lind")),
        ("holder Bo", FOR, Answer("holder", "Bo")),
        ("h", FOR, "write the name after it"),
        ("s", FOR, Answer("skip")),
        ("u", FOR, Answer("undo")),
        ("q", FOR, Answer("quit")),
        ("?", FOR, Answer("help")),
        ("help", FOR, Answer("help")),
        ("", FOR, "“” is no answer here"),
        ("accept it", FOR, "“accept it” is no answer here"),
        ("\x00\x1b[2J", FOR, "“[2J” is no answer here"),
    ],
)
def test_answers(line: str, proposal: Proposal, meant: Answer | str) -> None:
    """What is typed, at what, and what it means or what is said of it."""
    found = answer(line, proposal)
    if isinstance(meant, Answer):
        assert found == meant
    else:
        assert isinstance(found, str)
        assert found.startswith(tuple(meant.split("|")))


@given(st.text(max_size=30), st.sampled_from(ALL))
def test_any_line_is_an_answer_or_is_told_to_be_none(line: str, proposal: Proposal) -> None:
    assert answer(line, proposal)


def walked(acts: str, review: Review = NO_REVIEW, **options: Any) -> Walk:
    """A walk in which a, r, s and u were done, m moves to the second position, h names."""
    walk = Walk(ALL, review, by="mara", date="2031-03-14", **options)
    for act in acts:
        match act:
            case "a" | "r":
                walk.decide("accept" if act == "a" else "reject")
            case "m":
                walk.decide("move", "reject")
            case "s":
                walk.skip()
            case "u":
                walk.undo()
            case "h":
                walk.name("Bo")
    return walk


def short(review: Review) -> list[str]:
    return [
        " ".join(
            part
            for part in (
                "/".join(t for t in (d.text, d.against) if t),
                d.verdict,
                d.position,
                "" if d.stance == "supports" else d.stance,
                d.holder,
            )
            if part
        )
        for d in review.decisions
    ]


PAIR = "Build it./Reject it."
BOTH = [f"{PAIR} accept unclear", "Build it. accept build", "Reject it. accept reject"]


@pytest.mark.parametrize(
    ("acts", "decided", "left"),
    [
        ("", [], 6),
        ("ssssss", [], 0),
        ("r", [f"{PAIR} reject unclear"], 5),
        (
            "a",
            BOTH,
            3,
        ),
        ("au", [], 6),
        ("aau", BOTH, 3),
        ("sr", ["Build it. reject build"], 4),
        ("sm", ["Build it. move reject"], 4),
        ("sha", ["Build it. accept build Bo"], 4),
        ("shsa", ["Reject it. accept reject"], 3),
        ("sssa", ["It rained. accept unclear"], 2),
        ("sssm", ["It rained. move reject"], 2),
        ("ssssa", ["Not a tunnel. accept build opposes"], 1),
        ("sru", [], 5),
        ("sruuuuu", [], 6),
    ],
)  # fmt: skip
def test_steps(acts: str, decided: list[str], left: int) -> None:
    """What was done, what is decided then, and how many are to come."""
    walk = walked(acts)
    assert (short(walk.review), walk.left) == (decided, left)
    assert all(d.by == "mara" and d.date == "2031-03-14" for d in walk.review.decisions)


def test_the_next_walk_goes_on() -> None:
    """What is decided is not asked again, save when it is asked for; then it is replaced."""
    first = walked("rar").review
    assert [p.passages[0].text for p in (walked("", first).current,) if p] == ["It rained."]
    again = walked("sr", first, again=True)
    assert again.left == 4
    assert short(again.review)[-1] == "Build it. reject build"
    assert len(again.review.decisions) == len(first.decisions)
    again.undo()
    assert again.review == first


def test_who_accepts_a_contrast_does_not_alter_what_is_decided_on_its_passages() -> None:
    before = Review((Decision("line", "Build it.", "reject", "build"),))
    assert short(walked("a", before).review) == [
        "Build it. reject build",
        f"{PAIR} accept unclear",
        "Reject it. accept reject",
    ]


@given(st.lists(st.sampled_from("arsh"), max_size=12))
def test_there_is_a_way_to_the_end_and_back(acts: list[str]) -> None:
    """As many steps to the end as are said to be left; undone, all is as it was."""
    walk = Walk(ALL, NO_REVIEW)
    for act in acts:
        if walk.current is None:
            break
        match act:
            case "s":
                walk.skip()
            case "h" if not walk.current.is_contrast:
                walk.name("Bo")
            case "a" | "r":
                walk.decide("accept" if act == "a" else "reject")
    left = walk.left
    for _ in range(left):
        walk.skip()
    assert (walk.current, walk.left) == (None, 0)
    while walk.undo():
        pass
    assert (walk.review, walk.left, walk.decided) == (NO_REVIEW, len(ALL), 0)


# --- Beside its file ----------------------------------------------------------------------------


def test_what_a_person_writes_meanwhile_is_kept(tmp_path: Path) -> None:
    """A decision added by hand stays; one on the same matter yields to the later."""
    file = tmp_path / "s.review.yaml"
    kept = KeptReview(file, (LINE,))
    walk = walked("sa")
    kept.keep(walk.review)
    by_hand = "  - {issue: line, text: By hand., verdict: reject}\n"
    file.write_text(file.read_text().replace("decisions:\n", "decisions:\n" + by_hand))
    walk.decide("reject")
    kept.keep(walk.review)
    assert short(load_review(file, (LINE,))[0]) == [
        "By hand. reject unclear",
        "Build it. accept build",
        "Reject it. reject reject",
    ]
    walk.undo()
    kept.keep(walk.review)
    assert short(load_review(file, (LINE,))[0])[1:] == ["Build it. accept build"]


def test_a_file_that_was_spoilt_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """It is told; once it is put right, all that was decided goes into it."""
    file = tmp_path / "s.review.yaml"
    kept, walk = KeptReview(file, (LINE,)), walked("sa")
    file.write_text("decisions: [\n")
    with pytest.raises(SpecError, match="bracket"):
        kept.keep(walk.review)
    assert file.read_text() == "decisions: [\n"
    file.unlink()
    walk.decide("reject")
    kept.keep(walk.review)
    assert len(load_review(file, (LINE,))[0].decisions) == 2


def test_nothing_decided_writes_nothing(tmp_path: Path) -> None:
    kept = KeptReview(tmp_path / "s.review.yaml", (LINE,))
    kept.keep(walked("ssu").review)
    assert list(tmp_path.iterdir()) == []
