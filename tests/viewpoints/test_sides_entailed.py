"""Which side sentences take where a model tells what they entail: it has no lean of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sided import LIFT, PAY, POOL, STAY, ask, by_name, embed, scorer, utterance

from briefgen.viewpoints import Ask, Scorer, Standpoint
from briefgen.viewpoints.sides.entailed import MOST, WEIGHT, entailed

#: What a stub of a model says of (sentence, label): by default nothing.
Told = dict[tuple[str, str], float]


def stub(told: Told, pairs: Sequence[tuple[str, str]], /) -> np.ndarray:
    return np.array([told.get(pair, 0.0) for pair in pairs], np.float32)


def shares(text: str, told: Told, asked: Ask, *, embedded: bool = False) -> tuple[float, ...]:
    """What the scorer that is shipped thinks of one sentence, with this model beside it."""
    weighing = Scorer.shipped(embed if embedded else None, partial(stub, told))
    (found,) = weighing([utterance(text)], asked)
    return found.shares


QUIET = "It rained in 14 harbours."
TWO, THREE = ask(STAY, LIFT), ask(STAY, LIFT, PAY)


@pytest.mark.parametrize("embedded", [False, True])
@pytest.mark.parametrize("asked", [TWO, THREE])
@pytest.mark.parametrize("place", [0, 1])
def test_a_sentence_moves_to_the_position_that_it_entails(
    place: int, asked: Ask, *, embedded: bool
) -> None:
    label = asked.texts[place][0]
    plain = shares(QUIET, {}, asked, embedded=embedded)
    moved = shares(QUIET, {(QUIET, label): 0.9}, asked, embedded=embedded)
    away = shares(QUIET, {(QUIET, label): -0.9}, asked, embedded=embedded)
    assert moved[place] > plain[place] + 0.05 > away[place] + 0.1
    assert sum(moved) == pytest.approx(1)


def test_a_sure_verdict_weighs_as_much_as_the_comment_on_its_weight_says() -> None:
    """Odds of e to 1, before its holder's are added: here a holder that says next to nothing."""
    weighing = scorer(lambda name: -60.0 if not name else 0.0)
    weighing = Scorer(
        weighing.weights, None, partial(stub, {(QUIET, STAY[0]): 1.0, (QUIET, LIFT[0]): -1.0})
    )
    (told,) = weighing([utterance(QUIET)], TWO)
    assert told.shares[0] / told.shares[1] == pytest.approx(np.e ** (2 * WEIGHT))
    assert told.shares[0] == pytest.approx(0.73, abs=0.005)


@st.composite
def models(draw: st.DrawFn) -> Told:
    """What a model may say of the pool's sentences and the labels."""
    pairs = [(text, label) for text in POOL for label, *_ in (STAY, LIFT, PAY)]
    return {pair: draw(st.floats(-1, 1, width=32)) for pair in pairs}


ORDERS = [((1, 0), (STAY, LIFT)), ((2, 0, 1), (STAY, LIFT, PAY)), ((0, 2, 1), (STAY, LIFT, PAY))]


@pytest.mark.parametrize(("order", "positions"), ORDERS)
@settings(max_examples=25, deadline=None)
@given(told=models(), mouths=st.lists(st.sampled_from("xyz"), min_size=11, max_size=11))
def test_positions_in_another_order_swap_their_shares(
    order: tuple[int, ...],
    positions: tuple[tuple[str, ...], ...],
    told: Told,
    mouths: list[str],
) -> None:
    weighing = Scorer.shipped(None, partial(stub, told))
    said = [utterance(text, mouth, text) for text, mouth in zip(POOL, mouths, strict=True)]
    plain = weighing(said, ask(*positions))
    moved = weighing(said, ask(*(positions[n] for n in order)))
    expected = [[s.shares[n] for n in order] for s in plain]
    assert [list(s.shares) for s in moved] == [pytest.approx(row, abs=1e-9) for row in expected]
    assert [s.takes for s in moved] == pytest.approx([s.takes for s in plain])


@settings(max_examples=25, deadline=None)
@given(level=st.floats(-1, 1, width=32))
def test_what_entails_all_positions_alike_leans_to_none(level: float) -> None:
    told = {(QUIET, texts[0]): level for texts in THREE.texts}
    assert shares(QUIET, told, THREE) == pytest.approx(shares(QUIET, {}, THREE), abs=1e-7)


def test_whether_a_sentence_takes_a_side_is_not_asked_of_it() -> None:
    told = {(text, STAY[0]): 1.0 for text in POOL}
    said = [utterance(text) for text in POOL]
    plain, with_it = (
        Scorer.shipped(None, model)(said, TWO) for model in (None, partial(stub, told))
    )
    assert [s.takes for s in plain] == [s.takes for s in with_it]
    assert [s.by_words for s in plain] == [s.by_words for s in with_it]
    assert [s.shares for s in plain] != [s.shares for s in with_it]


SAME = [
    # what is asked, whether a model is asked at all
    ("no model", TWO, None),
    ("no positions", ask(), []),
    ("one position", ask(STAY), []),
]


@pytest.mark.parametrize(("what", "asked", "calls"), SAME, ids=[what for what, _, _ in SAME])
def test_nothing_changes_where_nothing_can_be_told(
    what: str, asked: Ask, calls: list[object] | None
) -> None:
    """To the last bit, and the model is left alone."""
    said = [utterance(text) for text in POOL]

    def shouting(pairs: Sequence[tuple[str, str]], /) -> np.ndarray:
        assert calls is not None
        calls.append(pairs)
        return np.linspace(-1, 1, len(pairs), dtype=np.float32)

    plain = scorer(by_name)
    given_one = Scorer(plain.weights, None, None if calls is None else shouting)
    expected: tuple[Standpoint, ...] = plain(said, asked)
    assert given_one(said, asked) == expected, what
    assert not calls


def test_only_the_likeliest_to_take_a_side_are_put_to_it() -> None:
    """Of the others nothing is told; which they are does not hang on the sentences' order."""
    count = MOST + 20
    said = [utterance(POOL[n % 3], source=str(n)) for n in range(count)]
    takes = np.array([n / count for n in range(count)])
    asked: list[tuple[str, str]] = []

    def first(pairs: Sequence[tuple[str, str]], /) -> np.ndarray:
        asked.extend(pairs)
        return np.array([float(label == STAY[0]) for _, label in pairs], np.float32)

    found = entailed(said, TWO, takes, first)
    assert len(asked) == MOST * 2
    assert set(asked) <= {(text, label) for text in POOL for label in (STAY[0], LIFT[0])}
    assert not found[:20].any()
    assert (found[20:] == [0.5, -0.5]).all()
    assert (entailed(said[::-1], TWO, takes[::-1], first) == found[::-1]).all()


def test_no_utterances() -> None:
    assert Scorer.shipped(embed, partial(stub, {}))([], TWO) == ()
