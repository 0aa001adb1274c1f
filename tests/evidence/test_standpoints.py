"""Which sentences are looked at for the side that they take, and in whose mouth they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import document, issue, sentences

from briefgen.annotate import annotate_phrases
from briefgen.evidence.genre import Genre
from briefgen.evidence.holders import Holders
from briefgen.evidence.reading import Reading
from briefgen.evidence.standpoints import mouth, standpoint_of, standpoints, utterances
from briefgen.evidence.terms import Topic, phrases, topics
from briefgen.model import Reference
from briefgen.viewpoints import Attribution, Scorer, Speaker, Standpoint

BAN = issue(question="Should the ban stay?", stay="keep the ban", lift="lift the ban")
LONG, SHORT = sentences("The ban should stay.")[0], sentences("Keep it.")[0]

OWN = Attribution(None, "author")
UNKNOWN = Attribution(None, "direct", unknown=True)
WEISS = Attribution(Speaker("Anna Weiss", "", "person"), "direct")
LAST_NAME = Attribution(Speaker("Weiss", "", "person"), "indirect")


@pytest.fixture(scope="module")
def topic() -> Topic:
    return topics([BAN], annotate_phrases(phrases([BAN])))[0]


def reading(
    name: str, likely: Sequence[float], by: Sequence[Attribution] = (), said: object = LONG
) -> Reading:
    """A document with a sentence for each likelihood at first sight, the same one again."""
    made = document(f"The ban should stay. {name}", reference=Reference(title=name))
    return Reading(
        document=made,
        sentences=(said,) * len(likely),  # type: ignore[arg-type]
        attributions=tuple(by) or (OWN,) * len(likely),
        relevance=(),
        sides=(tuple(likely),),
        genre=Genre("opinion", leads=False, reasons=()),
    )


def looked_at(topic: Topic, *readings: Reading) -> list[tuple[int, int]]:
    """The places of what is looked at, by reading and sentence."""
    documents = [r.document for r in readings]
    holders = Holders(documents, [a.speaker for r in readings for a in r.attributions if a.speaker])
    ids = [d.id for d in documents]
    return [(ids.index(u.source), u.index) for u in utterances(topic, readings, holders)]


@pytest.mark.parametrize(
    ("likely", "expected"),
    [
        ([], []),
        ([0.1, 0.5, 0.1], [0, 1, 2]),
        ([0.0999, 0.5, 0.0], [1]),
        ([0.05, 0.0], []),
        # At most 500, the likeliest, in the order of the text; of those as likely the first.
        ([0.5] * 501, list(range(500))),
        ([0.4] + [0.5] * 500, list(range(1, 501))),
        ([0.5] * 499 + [0.2, 0.3, 0.9], [*range(499), 501]),
    ],
)
def test_the_likeliest_are_looked_at(
    topic: Topic, likely: list[float], expected: list[int]
) -> None:
    found = looked_at(topic, reading("one", likely))
    assert found == [(0, index) for index in expected]


def test_the_limit_is_on_an_issue_and_not_on_a_source(topic: Topic) -> None:
    first, second = reading("one", [0.3] * 300), reading("two", [0.4] * 300)
    found = looked_at(topic, first, second)
    assert found == [(0, n) for n in range(200)] + [(1, n) for n in range(300)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.floats(0, 1), max_size=300), min_size=1, max_size=4))
def test_promises_of_what_is_looked_at(drawn: list[list[float]]) -> None:
    on = topics([BAN], annotate_phrases(phrases([BAN])))[0]
    found = looked_at(on, *(reading(str(n), likely) for n, likely in enumerate(drawn)))
    assert all(one < other for one, other in pairwise(found))
    assert len(found) == min(500, sum(p >= 0.1 for of in drawn for p in of))
    kept = [drawn[at][n] for at, n in found]
    left = [p for at, of in enumerate(drawn) for n, p in enumerate(of) if (at, n) not in set(found)]
    assert not kept or max(left, default=0) <= min(kept)


def test_what_is_too_short_is_not_looked_at(topic: Topic) -> None:
    assert looked_at(topic, reading("one", [0.9, 0.9], said=SHORT)) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # A holder's mouth is the same in every source, whatever part of the name it gives.
        ((0, WEISS), (1, WEISS), True),
        ((0, WEISS), (1, LAST_NAME), True),
        ((0, WEISS), (0, OWN), False),
        # An author's, and that of whoever cannot be told, is one source's.
        ((0, OWN), (0, OWN), True),
        ((0, OWN), (1, OWN), False),
        ((0, UNKNOWN), (0, UNKNOWN), True),
        ((0, UNKNOWN), (1, UNKNOWN), False),
        ((0, UNKNOWN), (0, OWN), False),
    ],
)
def test_mouths(one: tuple[int, Attribution], other: tuple[int, Attribution], same: bool) -> None:
    readings = [reading(name, [0.5, 0.5], [WEISS, LAST_NAME]) for name in ("one", "two")]
    holders = Holders([r.document for r in readings], [WEISS.speaker, LAST_NAME.speaker])  # type: ignore[list-item]
    first, second = (
        mouth(replace(readings[at], attributions=(by,)), 0, holders) for at, by in (one, other)
    )
    assert (first == second) is same


def test_each_that_is_looked_at_has_a_standpoint(topic: Topic) -> None:
    readings = [reading("one", [0.5, 0.01, 0.7], [WEISS, OWN, OWN]), reading("two", [0.2])]
    holders = Holders([r.document for r in readings], [WEISS.speaker])  # type: ignore[list-item]
    found = standpoints(topic, readings, holders, Scorer.shipped())
    one, two = (r.document.id for r in readings)
    assert list(found) == [(one, 0), (one, 2), (two, 0)]
    assert found[one, 0].shares[0] > 0.5
    assert found[one, 2].takes > found[two, 0].takes
    assert standpoints(topic, [], Holders([], []), Scorer.shipped()) == {}


NONE = Standpoint(0.0, (), ())
LOW, HIGH = Standpoint(0.3, (0.5, 0.5), (0, 0)), Standpoint(0.6, (0.2, 0.8), (0, 0))


@pytest.mark.parametrize(
    ("known", "places", "expected"),
    [
        ({0: LOW, 1: HIGH}, [0, 1], HIGH),
        ({0: HIGH, 1: LOW}, [0, 1], HIGH),
        ({0: LOW, 1: HIGH}, [0], LOW),
        ({1: LOW}, [0, 1, 2], LOW),
        ({5: HIGH}, [0, 1], NONE),
        ({0: HIGH}, [], NONE),
    ],
)
def test_a_passage_stands_where_its_likeliest_sentence_does(
    known: dict[int, Standpoint], places: list[int], expected: Standpoint
) -> None:
    of, other = reading("one", []), reading("two", [])
    found = {(of.document.id, n): standpoint for n, standpoint in known.items()}
    assert standpoint_of(found, of, places) == expected
    assert standpoint_of(found, other, places) == NONE
