"""Which side sentences take, whatever the weights: what must hold of all, and of those shipped."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sided import LIFT, PAY, POOL, STAY, ask, by_name, embed, found, scorer, utterance

from briefgen.viewpoints import Ask, Scorer, Standpoint, Utterance

ASKS = {
    "question": ask(),
    "two": ask(STAY, LIFT),
    "three": ask(STAY, LIFT, PAY),
}


@st.composite
def utterances(draw: st.DrawFn, least: int = 1) -> tuple[Utterance, ...]:
    """Sentences of a few mouths, each in a place of its own of one of three sources."""
    places = st.tuples(st.sampled_from("xyz"), st.integers(0, 5))
    chosen = draw(st.lists(places, min_size=least, max_size=8, unique=True))
    return tuple(
        utterance(
            draw(st.sampled_from(POOL)),
            draw(st.sampled_from(["Vogt", "Oakes", ("author", source)])),
            source,
            index,
            draw(st.floats(0, 1)),
        )
        for source, index in chosen
    )


def close(one: Sequence[Standpoint], other: Sequence[Standpoint]) -> bool:
    """Whether two rows of standpoints are the same but for how sums are rounded."""
    flat = [[value for s in of for value in (s.takes, *s.shares)] for of in (one, other)]
    return flat[0] == pytest.approx(flat[1], abs=1e-6)


@pytest.fixture(params=[False, True], ids=["words", "embedded"])
def weighed(request: pytest.FixtureRequest) -> Scorer:
    """A scorer of arbitrary weights, without embeddings and with them."""
    return scorer(by_name, embedded=request.param)


@pytest.mark.parametrize("asked", ASKS.values(), ids=list(ASKS))
@settings(max_examples=25, deadline=None)
@given(said=utterances(least=0))
def test_each_gets_probabilities(asked: Ask, said: tuple[Utterance, ...]) -> None:
    """One standpoint a sentence; shares of all sides that sum to 1, and a text of each side."""
    sides = [len(of) for of in asked.texts] or [1, 1]
    for weighing in (scorer(by_name), scorer(by_name, embedded=True)):
        told = weighing(said, asked)
        assert len(told) == len(said)
        assert all(0 < s.takes < 1 and min(s.shares) >= 0 for s in told)
        assert all(sum(s.shares) == pytest.approx(1) for s in told)
        assert all(len(s.shares) == len(s.nearest) == len(sides) for s in told)
        assert all(0 <= n < size for s in told for n, size in zip(s.nearest, sides, strict=True))


@pytest.mark.parametrize(
    ("order", "positions"),
    [((1, 0), (STAY, LIFT)), ((2, 0, 1), (STAY, LIFT, PAY)), ((0, 2, 1), (STAY, LIFT, PAY))],
)
def test_positions_in_another_order(
    weighed: Scorer, order: tuple[int, ...], positions: tuple[tuple[str, ...], ...]
) -> None:
    """Their shares and nearest texts move along, and nothing else changes."""
    said = [utterance(text, source=text, likely=0.3) for text in POOL]
    plain = weighed(said, ask(*positions))
    moved = weighed(said, ask(*(positions[n] for n in order)))
    expected = [
        Standpoint(s.takes, tuple(s.shares[n] for n in order), tuple(s.nearest[n] for n in order))
        for s in plain
    ]
    assert close(moved, expected)
    assert [s.nearest for s in moved] == [s.nearest for s in expected]
    assert not close(moved, plain)


@settings(max_examples=25, deadline=None)
@given(said=utterances(least=2), random=st.randoms(use_true_random=False))
def test_utterances_in_another_order(said: tuple[Utterance, ...], random: Any) -> None:
    """Neither the order of sentences matters nor that of sources, nor what these are called."""
    for name, asked in ASKS.items():
        weighing = scorer(by_name, embedded=name != "three")
        told = dict(zip(said, weighing(said, asked), strict=True))
        shuffled = random.sample(said, len(said))
        assert close(weighing(shuffled, asked), [told[one] for one in shuffled])


@pytest.mark.parametrize("asked", ASKS.values(), ids=list(ASKS))
def test_sentences_that_are_all_alike(asked: Ask) -> None:
    """They stand where one of them does: how a model's numbers are rounded does not show."""
    said = [utterance(POOL[1], source=str(n)) for n in range(7)]
    told = scorer(by_name, embedded=True)(said, asked)
    assert close(told, [told[0]] * len(said))


def test_no_utterances() -> None:
    assert Scorer.shipped(embed)([], ask(STAY, LIFT)) == ()


#: Of a single sentence nothing is known to be near or far, and yet it takes a side.
ONE = [
    ("Jobs on the coast are gone: reopen the fishery now.", 1),
    ("The sea needs rest, and we must protect the stocks.", 0),
]


@pytest.mark.parametrize(("text", "expected"), ONE)
@pytest.mark.parametrize("model", [None, embed], ids=["words", "embedded"])
def test_one_utterance(text: str, expected: int, model: Any) -> None:
    (told,) = Scorer.shipped(model)([utterance(text)], ask(STAY, LIFT))
    assert told.shares[expected] > 0.5


BARE = [
    ("no cues", ask(STAY[:1], LIFT[:1])),
    ("cues of one only", ask(STAY, LIFT[:1])),
    ("an empty label", ask(("", *STAY[1:]), LIFT)),
    ("nothing but empty labels", ask(("",), ("",))),
    ("marks for a label", ask(("…",), ("?!",))),
    ("marks for a cue", ask((STAY[0], "— !"), LIFT)),
    ("no question", ask(STAY, LIFT, question="")),
    ("nothing at all", ask(question="")),
    ("a question of marks", ask(question="?!")),
    ("one position", ask(STAY)),
]


@pytest.mark.parametrize(("what", "asked"), BARE, ids=[what for what, _ in BARE])
@pytest.mark.parametrize("texts", [POOL[:1], POOL[-2:], POOL])
def test_bad_input(weighed: Scorer, what: str, asked: Ask, texts: Sequence[str]) -> None:
    """Whatever is left out, each sentence gets numbers, and shares that sum to 1."""
    for weighing in (weighed, Scorer.shipped(weighed.embed)):
        told = weighing([utterance(text, index=n) for n, text in enumerate(texts)], asked)
        assert all(math.isfinite(v) for s in told for v in (s.takes, *s.shares)), what
        assert [sum(s.shares) for s in told] == pytest.approx([1] * len(texts)), what


@pytest.mark.parametrize("likely", [0.0, 1.0, 1e-300])
def test_what_is_certain_at_first_sight(likely: float) -> None:
    (told,) = Scorer.shipped()([utterance(POOL[0], likely=likely)], ask(STAY, LIFT))
    assert 0 < told.takes < 1


def test_positions_that_are_the_same(weighed: Scorer) -> None:
    """Neither is preferred."""
    for told in weighed([utterance(text) for text in POOL], ask(STAY, STAY)):
        assert told.shares == pytest.approx((0.5, 0.5))


QUIET = "It rained in 14 harbours."


def test_what_a_holder_says_elsewhere_counts() -> None:
    """The same words by one who is for the ban elsewhere lean to it, and by another they do not."""
    weighing = scorer(lambda name: float(name == "hits"))
    clear = utterance("We must protect the stocks.", "Vogt", "x")
    asked = ask(STAY, LIFT)
    hers, others = (
        weighing([clear, utterance(QUIET, mouth, "y")], asked)[1] for mouth in ("Vogt", "Oakes")
    )
    assert others.shares == pytest.approx((0.5, 0.5))
    assert hers.shares[0] > 0.6
    assert hers.takes == others.takes


def test_what_takes_no_side_counts_for_nothing_elsewhere() -> None:
    """What a holder says elsewhere counts by how likely it takes a side."""

    def elsewhere(takes: float) -> float:
        weighing = scorer(lambda name: {"hits": 1.0, "likely": 1.0}.get(name, 0.0))
        clear = utterance("We must protect the stocks.", "Vogt", "x", likely=takes)
        said = [clear, utterance(QUIET, "Vogt", "y")]
        return weighing(said, ask(STAY, LIFT))[1].shares[0]

    assert elsewhere(0.99) > elsewhere(0.5) > elsewhere(0.01) > 0.5


@pytest.mark.parametrize("kind", ["positions", "question"])
@pytest.mark.parametrize("name", ["", " embedded"])
def test_every_feature_has_a_weight_and_no_other(kind: str, name: str) -> None:
    data = json.loads(files("briefgen.viewpoints").joinpath("data/sides.json").read_text("utf-8"))
    weights = data["weights"][kind]
    asked = ASKS["two" if kind == "positions" else "question"]
    of = found(asked, *(utterance(text) for text in POOL), embedded=bool(name))
    assert set(weights[f"taking{name}"]) == {"", *of.taking}
    assert set(weights[f"side{name}"]) == set(of.side)
    assert set(weights) == {"likely", "taking", "side", "taking embedded", "side embedded"}


#: Who says what of the two positions, by the weights that Briefgen comes with.
SHIPPED = [
    ("The ban should stay, since we must protect the stocks.", 0),
    ("The ban must be lifted, and ministers should reopen the fishery.", 1),
    ("The sea needs rest.", 0),
    ("There would be jobs on the coast.", 1),
]


@pytest.mark.parametrize("model", [None, embed], ids=["words", "embedded"])
def test_what_is_shipped_tells_the_positions_apart(model: Any) -> None:
    """By their own words, even where the embeddings tell nothing."""
    said = [utterance(text, source=text) for text, _ in SHIPPED]
    told = Scorer.shipped(model)(said, ask(STAY, LIFT))
    assert [max((0, 1), key=s.shares.__getitem__) for s in told] == [side for _, side in SHIPPED]


def test_what_is_shipped_tells_for_and_against() -> None:
    said = [utterance(POOL[0]), utterance(POOL[1])]
    stays, goes = Scorer.shipped()(said, ask(question="Should the ban stay?"))
    assert stays.shares[0] > 0.5 > goes.shares[0]


_PRINT = """
import sys
sys.path[:0] = ["tests", "tests/viewpoints"]
from sided import LIFT, POOL, STAY, ask, embed, utterance
from briefgen.viewpoints import Scorer
said = [utterance(text, index=n) for n, text in enumerate(POOL)]
for model in (None, embed):
    for asked in (ask(STAY, LIFT), ask()):
        print(Scorer.shipped(model)(said, asked))
"""


@pytest.mark.slow
def test_the_same_whatever_the_hash_seed(pytestconfig: pytest.Config) -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", _PRINT],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "src"},
            cwd=pytestconfig.rootpath,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert outputs.pop().count(b"Standpoint") == 4 * len(POOL)
