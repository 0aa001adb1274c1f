"""What an audience is told of the changes: the gravest first, in its room, and only what stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import evidence, profile

from briefgen.compose import compose, needed, printed_passages, quotations
from briefgen.compose.news import news
from briefgen.evidence.diff import diff
from briefgen.evidence.record import to_record
from briefgen.model import (
    AudienceProfile,
    Changes,
    Evidence,
    Moved,
    NoticeTold,
    PassageTold,
    SourceTold,
    Stood,
)

ONE = SourceTold("s0", "Title 0", "s0.txt")


def audience(pages: int = 0, *sections: str) -> AudienceProfile:
    return replace(profile(pages), sections=("key_points", *(sections or ("changes",)), "issues"))


def since(made: Evidence, before: Evidence) -> Evidence:
    """The evidence with what changed since another."""
    return replace(made, changes=diff(to_record(before), to_record(made)), updates="2031-03-01")


@settings(max_examples=40)
@given(evidence(), evidence(), st.sampled_from([0, 1, 2]), st.none() | st.integers(0, 900))
def test_quotes_what_the_edition_holds_and_keeps_to_its_room(
    made: Evidence, before: Evidence, pages: int, room: int | None
) -> None:
    made = since(made, before)
    brief = compose(made, audience(pages), room=room if pages else None)
    told = news(made, audience(pages), room if pages else None)
    assert {q.passage for q in quotations(brief)} <= set(made.passages)
    assert (brief.news is None) == told.untold == ("changes" in brief.no_room)
    assert brief.left_out == len(set(made.passages) - set(printed_passages(brief)))
    if pages:
        assert told.cost <= min(pages * 70, (room or 10**6) // 5)
    if brief.news:
        new = {p.passage for p in made.changes.new if p.why != "choice"}  # type: ignore[union-attr]
        assert {q.passage for q in brief.news.quotations} <= new
        assert brief.news.nothing == made.changes.are_none  # type: ignore[union-attr]


@settings(max_examples=40)
@given(evidence(), evidence())
def test_new_passages_are_marked_wherever_they_are_quoted(made: Evidence, before: Evidence) -> None:
    brief = compose(since(made, before), audience())
    changed = brief.evidence.changes.new  # type: ignore[union-attr]
    new = {p.passage for p in changed if p.why != "choice"}
    assert all(q.new == (q.passage in new) for q in quotations(brief))


@settings(max_examples=40)
@given(evidence())
def test_without_the_section_or_in_a_first_edition_nothing_is_told(made: Evidence) -> None:
    with_changes = replace(made, changes=Changes("a", "b", notices=(NoticeTold(ONE, "gone"),)))
    for one, who in ((made, audience(2)), (with_changes, audience(2, "matrix"))):
        brief = compose(one, who, room=400)
        assert brief.news is None and brief.no_room == compose(made, who, room=400).no_room
        assert needed(one, who) == needed(made, who)


@given(evidence().filter(lambda made: made.passages and made.issues))
@settings(max_examples=20)
def test_a_move_is_told_by_new_words_and_labels_of_the_spec(made: Evidence) -> None:
    passage = next(iter(made.passages.values()))
    holder = made.holders[passage.holder].name
    told = PassageTold(passage.id, passage.text, holder, "s0", "Title 0", (), "text")
    gone = replace(told, passage="gone", text="It was said, and is no more.")
    here = replace(told, why="")
    issue = made.issues[0].id

    def moves(earlier: PassageTold, later: PassageTold, position: str = "reject") -> Any:
        move = Moved(issue, holder, Stood("build", "supports", earlier),
                     Stood(position, "supports", later))  # fmt: skip
        changed = replace(made, changes=Changes("a", "b", moved=(move,)))
        brief = compose(changed, audience())
        assert brief.news is not None
        return brief.news.moved

    (view,) = moves(gone, told)
    assert (view.earlier_label, view.later_label) == ("Build it", "Reject it")
    assert view.earlier == () and view.later.passage == passage.id
    (view,) = moves(here, told)
    assert [q.text for q in view.earlier] == [passage.text]
    assert moves(gone, replace(told, why="choice")) == ()
    assert moves(gone, told, "a position that the spec has no more") == ()


@pytest.mark.parametrize(("room", "told"), [(150, -1), (200, 0), (250, 1), (300, 2), (9999, 8)])
@settings(max_examples=5)
@given(made=evidence())
def test_the_gravest_comes_first(made: Evidence, room: int, told: int) -> None:
    """The counts, then notices, in a fifth of the room."""
    notices = tuple(NoticeTold(ONE, "retracted") for _ in range(9))
    changed = replace(made, changes=Changes("a", "b", notices=notices, appeared=(ONE,) * 9))
    found = news(changed, audience(2), room)
    assert found.untold == (told < 0)
    assert [item.kind for item in found.items][: max(told, 0)] == ["notice"] * max(told, 0)
    assert len(found.items) >= told
