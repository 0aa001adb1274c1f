"""Key passages: which are chosen, what yields, and the reasons that are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.evidence.candidates import Found
from briefgen.evidence.choice import Chosen, key_passages
from briefgen.evidence.fitness import Fitness
from briefgen.evidence.genre import Genre
from briefgen.model import BriefSpec, Holder, Passage, SourceSpec
from briefgen.summarise import SUMMARISERS, Candidate, Place
from briefgen.summarise.candidate import concepts
from briefgen.viewpoints import UNCLEAR, Lean, Standpoint

ESSAY = Genre("opinion", leads=False, reasons=("it asks questions",))


def found(
    text: str, source: str = "a", start: int = 0, *, fitness: float = 1.0, own: bool = True,
    place: Place | None = None,
) -> Found:  # fmt: skip
    end = start + len(text)
    words = tuple(text.lower().rstrip(".").split())
    return Found(
        passage=Passage(
            f"{source}{start}", text, source, start, end, 1, None, "", "", "h", "author"
        ),
        holder=Holder("h", "H", "", "person", author=True),
        candidate=Candidate(text, words, concepts(text), source, fitness, len(words), place),
        standpoint=Standpoint(0.0, (), ()),
        lean=UNCLEAR,
        words=frozenset(words),
        issued=None,
        own=own,
        matched=("term: quay",),
        fitness=Fitness(fitness),
        genre=ESSAY,
    )


def choose(
    pool: list[Found], passages: int = 2, method: str = "coverage", taken: tuple[Found, ...] = ()
) -> tuple[Chosen, ...]:
    spec = BriefSpec(
        Path("q.yaml"), "0" * 64, "Q", (SourceSpec("*"),), (), method=method, passages=passages
    )
    return key_passages(pool, spec, taken)


def texts(chosen: tuple[Chosen, ...]) -> list[str]:
    return [one.found.passage.text for one in chosen]


OLD = "The old quay needs new piers."
SAME = "Divers say the old quay needs repair."
FERRY = "Ferries leave for the islands at noon."
SEALS = "Seals sleep on the northern rocks."


def said(one: Found, takes: float, *, kind: Literal["person", "group"] = "person") -> Found:
    """The passage in the mouth of somebody who takes a side so likely."""
    holder = Holder("s", "Some fishers", "", kind, author=False)
    return replace(one, holder=holder, standpoint=Standpoint(takes, (takes,), (0,)))


def test_a_view_comes_before_what_is_told() -> None:
    told, view = found(OLD, "a"), found(FERRY, "b", fitness=0.7)
    assert texts(choose([told, view], 1)) == [OLD]
    assert texts(choose([told, said(view, 0.3)], 1)) == [FERRY]
    # What hardly takes a side, or is nobody's in particular, does not.
    assert texts(choose([told, said(view, 0.1)], 1)) == [OLD]
    assert texts(choose([told, said(view, 0.9, kind="group")], 1)) == [OLD]


@pytest.mark.parametrize(
    ("again", "spare"),
    [
        # The same words in another order and at more length,
        ("New piers, divers say, are what the old quay needs before the winter storms.", True),
        # fewer of them,
        ("The old quay needs lamps, say the ferries' captains and the town's shopkeepers.", False),
        # or too few to tell.
        ("The quay needs paint.", False),
    ],
)
def test_what_says_the_same_again_leaves_its_place(again: str, spare: bool) -> None:
    first = "Divers say that the old quay needs new piers before the winter."
    pool = [found(first), found(again, "b", fitness=0.8)]
    assert texts(choose(pool)) == ([first] if spare else [first, again])


def test_opposite_sides_in_the_same_words_are_not_the_same() -> None:
    built = "The council should build new piers at the old quay this winter."
    sides = [
        replace(found(text, source), lean=Lean(position, "supports", 0.7))
        for text, source, position in (
            (built, "a", "build"),
            (built.replace("should", "should not"), "b", "leave"),
        )
    ]
    assert len(choose(sides)) == 2


def test_no_more_than_two_are_of_one_paragraph() -> None:
    beside = [found(OLD), found(SEALS, start=100), found(FERRY, start=200)]
    assert len(choose(beside, 3)) == 2
    assert len(choose([*beside[:2], found(FERRY, start=2_000)], 3)) == 3, "far from the others"
    assert len(choose([*beside[:2], found(FERRY, "b", 200)], 3)) == 3, "of another source"


@pytest.mark.parametrize(
    ("pool", "chosen"),
    [
        # What two sources share comes first, then what is new.
        ([found(FERRY, "b"), found(OLD), found(SAME, "b", 90)], [OLD, FERRY]),
        # What overlaps a better one yields, and what is then best takes its place.
        ([found(OLD), found("The old quay needs new piers. It is old.", fitness=0.7),
          found(FERRY, "b", fitness=0.7)], [OLD, FERRY]),
        # What is more on another issue comes after the issue's own.
        ([found(OLD, own=False), found(FERRY, "b")], [FERRY, OLD]),
        # What is hardly fit comes only where there would be one passage or none.
        ([found(OLD, fitness=0.5), found(FERRY, "b"), found(SEALS, "c")], [FERRY, SEALS]),
        ([found(OLD, fitness=0.5), found(FERRY, "b")], [FERRY, OLD]),
        ([], []),
    ],
)  # fmt: skip
def test_what_is_chosen(pool: list[Found], chosen: list[str]) -> None:
    assert sorted(texts(choose(pool))) == sorted(chosen)


def test_the_hardly_fit_do_not_fill_up_an_issue() -> None:
    pool = [found(FERRY, "b"), found(SEALS, "c"), found(OLD, fitness=0.5)]
    assert len(choose(pool, passages=3)) == 2


def test_a_passage_of_another_issue_is_used_once_where_there_is_another() -> None:
    pool = [found(OLD), found(SAME, "b", 90), found(FERRY, "c")]
    (one,) = choose(pool, passages=1)
    others = choose(pool, passages=1, taken=(one.found,))
    assert texts(others) != texts((one,))


def test_reasons_of_a_choice() -> None:
    place = Place(2, 9)
    pool = [
        found(OLD, place=place),
        found(SAME, "b", fitness=0.6),
        found(FERRY, "b", 90, fitness=0.7),
    ]
    first, second = (one.choice for one in choose(pool))
    assert (first.passage, first.rank, first.method) == ("a0", 1, "coverage")
    assert first.gain is not None
    assert first.gain > 0
    assert (first.matched, first.genre, first.signs) == (
        ("term: quay",), "opinion", ("it asks questions",),
    )  # fmt: skip
    assert (first.sentence, first.fitness) == (3, 1.0)
    shared = [c for c in first.concepts if set(c.sources) == {"a", "b"}]
    assert {"old quay", "quay needs"} <= {c.words for c in shared}
    assert [p.why for p in first.passed] == [
        "it says much of the same",
        "it is less fit to be quoted",
    ]
    assert first.passed[0].opening == "Divers say the old quay needs repair."
    assert second.rank == 2
    assert second.sentence is None


def test_other_methods_give_rank_and_concepts_alone() -> None:
    pool = [found(OLD), found(SAME, "b"), found(FERRY, "c"), found(SEALS, "d")]
    for one in choose(pool, method="lexrank"):
        assert one.choice.method == "lexrank"
        assert one.choice.gain is None
        assert one.choice.passed == ()
        assert one.choice.concepts


POOLS = st.lists(
    st.builds(
        found,
        st.sampled_from([OLD, SAME, FERRY, SEALS, f"{FERRY} {SEALS}"]),
        st.sampled_from("abc"),
        st.integers(0, 120),
        fitness=st.sampled_from([0.4, 0.8, 1.2]),
        own=st.booleans(),
    ),
    max_size=9,
)


@settings(max_examples=60, deadline=None)
@given(POOLS, st.integers(1, 4), st.sampled_from(["coverage", "lead", *sorted(SUMMARISERS)[:1]]))
def test_no_two_overlap_and_every_choice_has_its_reasons(
    pool: list[Found], passages: int, method: str
) -> None:
    chosen = choose(pool, passages, method)
    assert len(chosen) <= passages
    assert [one.choice.rank for one in chosen] == list(range(1, len(chosen) + 1))
    assert chosen == choose(pool, passages, method)
    for at, one in enumerate(chosen):
        passage = one.found.passage
        assert one.choice.passage == passage.id
        assert len(one.choice.concepts) <= 5
        assert len(one.choice.passed) <= 5
        for other in chosen[:at]:
            apart = other.found.passage
            assert (
                apart.source != passage.source
                or apart.end <= passage.start
                or passage.end <= apart.start
            )
