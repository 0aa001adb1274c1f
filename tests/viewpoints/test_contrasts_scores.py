"""What the contrasts benchmark counts as right, on an invented issue of three documents."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import document

from briefgen.model import Issue, Position

FOLDER = str(Path(__file__).parents[2] / "benchmarks")
TEXTS = (
    "Mayor Ada Pine said the ferry\u00a0must stay. Rain fell. Ben Oak wants it gone at once.",
    "The ferry is a waste of money, and it should go. Ada Pine called it a lifeline for all.",
    "Officials said that the boats might perhaps stay. The boats are old.",
)
ISSUE = Issue(
    "ferry",
    "The ferry",
    "Should the ferry stay?",
    ("ferry",),
    (Position("stay", "It should stay.", ("stay",)), Position("go", "It should go.", ("go",))),
)


@pytest.fixture(autouse=True, scope="module")
def _benchmarks() -> Iterator[None]:
    sys.path.insert(0, FOLDER)
    yield
    sys.path.remove(FOLDER)


def item(*, none: bool = False, review: bool = False) -> Any:
    from contrasts_systems import Case, Gold, Item  # noqa: PLC0415

    gold = (
        Gold(0, "the ferry must stay", "a", ("Ada Pine",)),
        Gold(0, "Ben Oak wants it gone at once", "b", ("Ben Oak",)),
        Gold(1, "it should go", "b", ("author",)),
        Gold(1, "called it a lifeline for all", "a", ("Ada Pine",)),
    )
    unsure = (Gold(2, "the boats might perhaps stay", "a"),)
    documents = tuple(map(document, TEXTS))
    case = Case(ISSUE, documents, ((),) * 3, ((),) * 3)
    return Item("ferry", case, none, tuple(g for g in gold if not none or g.side == "b"), unsure)


def view(place: int, words: str, holder: str = "", side: Any = None, **more: Any) -> Any:
    """A view by its words; without a holder it is the author's."""
    from contrasts_systems import View  # noqa: PLC0415

    start = TEXTS[place].index(words)
    return View(place, start, start + len(words), holder, not holder, side, **more)


def pair(left: Any, right: Any, *, printed: bool = True) -> Any:
    from contrasts_systems import Pair  # noqa: PLC0415

    return Pair(left, right, 0.5, printed)


ADA = (0, "Mayor Ada Pine said the ferry\u00a0must stay.", "Ada Pine")
BEN = (0, "Ben Oak wants it gone at once.", "Ben Oak")
OWN = (1, "The ferry is a waste of money, and it should go.")
AGAIN = (1, "Ada Pine called it a lifeline for all.", "Ada Pine")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (ADA, BEN, "right"),
        (ADA, OWN, "right"),
        (OWN, ADA, "right"),  # the order does not matter
        ((0, "the ferry\u00a0must stay", "Ada Pine"), OWN, "right"),
        ((0, "ferry\u00a0must stay", "Ada Pine"), OWN, "wrong"),  # three words of four
        ((0, "Ben Oak wants it", "Ben Oak"), ADA, "right"),  # four words of more
        (BEN, OWN, "wrong"),  # one side
        (ADA, AGAIN, "wrong"),  # one side, one holder
        ((*ADA[:2], "Ben Oak"), BEN, "wrong"),  # put in one mouth
        ((0, "Rain fell.", "Ada Pine"), BEN, "wrong"),
        ((2, "Officials said that the boats might perhaps stay.", "officials"), OWN, "unsure"),
        ((2, "Officials said that the boats might perhaps stay.", "officials"), ADA, "wrong"),
        ((2, "The boats are old."), OWN, "wrong"),
    ],
)
def test_a_pair_is_right_by_both_its_passages(left: Any, right: Any, expected: str) -> None:
    from contrasts_score import verdict  # noqa: PLC0415

    assert verdict(item(), pair(view(*left), view(*right))) == expected


def test_one_holder_on_both_sides_is_no_contrast() -> None:
    from contrasts_score import verdict  # noqa: PLC0415
    from contrasts_systems import Gold, Item  # noqa: PLC0415

    made = item()
    both = (*made.gold, Gold(0, "Rain fell", "b", ("Ada Pine",)))
    made = Item("ferry", made.case, False, both)
    assert verdict(made, pair(view(*AGAIN), view(0, "Rain fell.", "Ben Oak"))) == "wrong"


def measured(answer: Any, **kinds: bool) -> dict[str, float | None]:
    from contrasts_score import metrics, tally  # noqa: PLC0415

    tallies = tally(item(**kinds), answer)[None, :]
    return metrics(tallies)


def test_printed_and_ranked_pairs_are_counted_apart() -> None:
    from contrasts_systems import Answer  # noqa: PLC0415

    wrong, right = pair(view(*BEN), view(*OWN)), pair(view(*ADA), view(*OWN), printed=False)
    unsure = pair(view(2, "the boats might perhaps stay", "officials"), view(*OWN), printed=False)
    found = measured(Answer((wrong, unsure, right)))
    assert (found["hit_at_1"], found["hit_at_3"]) == (0, 1)
    assert (found["printed"], found["precision"], found["precision_at_3"]) == (1, 0, 0.5)
    assert (found["issues_printed"], found["none_items_printed"]) == (1, 0)


def test_what_is_printed_on_an_issue_without_a_contrast_is_wrong() -> None:
    from contrasts_systems import Answer  # noqa: PLC0415

    found = measured(Answer((pair(view(*ADA), view(*OWN)),)), none=True)
    assert (found["none_items_printed"], found["precision"]) == (1, 0)
    assert found["precision_at_3"] is None  # of issues that have a contrast


def test_pairs_that_the_desk_decided_are_no_merit_of_the_system() -> None:
    from contrasts_review import reviewed  # noqa: PLC0415
    from contrasts_score import metrics, tally  # noqa: PLC0415
    from contrasts_systems import Answer  # noqa: PLC0415

    own = pair(view(*ADA, "a"), view(*OWN, side="b"))
    open_ = pair(view(*BEN, "a"), view(*OWN, side="b"))
    case = replace(item().case, review=reviewed(item(), Answer((own,)), 2))
    found = metrics(tally(replace(item(), case=case), Answer((own, open_)))[None, :])
    assert (found["printed"], found["undecided_printed"]) == (2, 1)
    assert (found["precision"], found["undecided_precision"]) == (0.5, 0)


def test_views_are_counted_by_side_and_holder() -> None:
    from contrasts_systems import Answer  # noqa: PLC0415

    views = (view(*ADA, "a"), view(*BEN, "a"), view(1, OWN[1], "Ada Pine", printed=False))
    found = measured(Answer(views=views))
    assert (found["view_recall"], found["candidate_recall"]) == (0.5, 0.75)
    assert (found["side_coverage"], found["side_accuracy"]) == (0.5, 0.5)
    assert found["holder_accuracy"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("holder", "labelled", "same"),
    [
        ("Ada Pine", ("Pine",), True),
        ("Mayor Pine", ("Ada Pine (mayor)",), True),
        ("Ada Pine", ("Ben Oak", "Ada Pine"), True),
        ("Ada Pine", ("Ada Oak",), False),
        ("", ("author",), True),
        ("Ada Pine", ("author",), False),
        ("", ("Ada Pine",), False),
        ("Ada Pine", ("—",), False),
    ],
)
def test_holders_are_compared_by_last_name(
    holder: str, labelled: tuple[str, ...], *, same: bool
) -> None:
    from contrasts_score import is_held  # noqa: PLC0415
    from contrasts_systems import Gold  # noqa: PLC0415

    assert is_held(view(*OWN, holder), Gold(1, "", "a", labelled)) is same


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=12))
def test_intervals_hold_what_was_measured(kinds: list[tuple[bool, bool]]) -> None:
    import numpy as np  # noqa: PLC0415
    from contrasts_score import COUNTS, differences, intervals, metrics  # noqa: PLC0415

    made = item()
    items = [type(made)("x", made.case, none, ()) for none, _ in kinds]
    tallies = np.zeros((len(kinds), len(COUNTS)))
    tallies[:, COUNTS.index("hit_1")] = [hit and not none for none, hit in kinds]
    low, high = intervals(items, tallies)["hit_at_1"] or (1, 0)
    assert low <= (metrics(tallies)["hit_at_1"] or 0) <= high <= sum(not n for n, _ in kinds)
    assert intervals(items, tallies)["precision"] is None
    assert differences(items, tallies, tallies)["hit_at_1"] == (0, 0)


def test_the_desk_decides_by_the_labels_and_skips_what_is_unsure() -> None:
    from contrasts_review import reviewed  # noqa: PLC0415
    from contrasts_systems import Answer  # noqa: PLC0415

    first = pair(view(*ADA, "b"), view(*OWN, side="b"))
    unsure = view(2, "the boats might perhaps stay", "officials", "a", sure=0.9)
    rain = view(0, "Rain fell.", "Ada Pine", "a", sure=0.8)
    answer = Answer((first,), (*(first.left, first.right), unsure, rain, view(*BEN)))
    decided = [(d.text, d.verdict, d.position) for d in reviewed(item(), answer, 4).decisions]
    assert decided == [
        ("Mayor Ada Pine said the ferry must stay.", "move", "stay"),
        ("The ferry is a waste of money, and it should go.", "accept", "go"),
        ("Rain fell.", "reject", "stay"),
        ("Ben Oak wants it gone at once.", "move", "go"),
    ]
    assert len(reviewed(item(), answer, 2).decisions) == 2
