"""What each feature of a side sees in a sentence: a table of sentences beside its numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sided import LIFT, POOL, STAY, ask, found, sentence, utterance

from briefgen.viewpoints.sides.groups import codes, means, standardised
from briefgen.viewpoints.sides.wording import own_words, polarity, speaks_ill_of

BAN = ask(STAY, LIFT, question="What of herring?")


def sign(value: float) -> int:
    return round(math.copysign(bool(round(value, 9)), value))


def signs(name: str, text: str) -> tuple[int, ...]:
    """The sign of a feature for each side."""
    return tuple(map(sign, found(BAN, utterance(text)).side[name][0]))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        # What a sentence says as a position's texts do counts for it, what it denies against it.
        ("hits", "The ban should stay.", (1, 0)),
        ("hits", "The ban should not stay.", (-1, 0)),
        ("hits", "The ban should be lifted.", (0, 1)),
        ("hits", "The ban should never be lifted.", (0, -1)),
        ("hits", "The ban is a ban.", (0, 0)),  # a word of both
        ("hits", "It rained.", (0, 0)),
        ("words agreed", "The stocks need no rest.", (1, 0)),
        ("words agreed", "Do not reopen the fishery.", (0, -1)),
        ("words agreed most", "Ministers want to reopen the fishery.", (0, 1)),
        ("words alike", "Do not reopen the fishery.", (0, 1)),  # whatever is said of it
        ("words most alike", "Jobs!", (0, 1)),
        # All words of a cue, in whatever order and form, asserted or not; a label is no cue.
        ("whole cues", "The stocks that it protects grow.", (1, 0)),
        ("whole cues", "The stocks grow.", (0, 0)),
        ("whole cues", "The ban should stay.", (0, 0)),
        ("whole cues", "The fishery was reopened.", (0, 1)),
        ("whole cues", "…", (0, 0)),
    ],
)
def test_words(name: str, text: str, expected: tuple[int, ...]) -> None:
    assert signs(name, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ban should stay.", {"ban": 1, "stay": 1}),
        ("The ban should not stay.", {"ban": -1, "stay": -1}),
        ("Boats sail, but crews do not sail.", {"boat": 1, "sail": 0, "crew": -1}),
        ("…", {}),
    ],
)
def test_polarity(text: str, expected: dict[str, int]) -> None:
    """What is asserted (1), denied (-1), or as often the one as the other."""
    found = polarity(sentence(text).tokens)
    assert {word: sign(value) for word, value in found.items()} == expected
    assert all(-1 <= value <= 1 for value in found.values())


def test_what_is_only_spoken_of_counts_for_less() -> None:
    upheld, spoken_of = (
        polarity(sentence(text).tokens)["ban"]
        for text in ("The ban should stay.", "The ban would ruin the coast.")
    )
    assert upheld == 1 > spoken_of > 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [("The ban should stay.", (1, -1)), ("The ban should not stay.", (-1, 1)), ("Hm.", (0, 0))],
)
def test_a_question_is_asserted_by_one_side_and_denied_by_the_other(
    text: str, expected: tuple[int, int]
) -> None:
    of = found(ask(question="Will it stay?"), utterance(text))
    assert tuple(map(sign, of.side["words agreed"][0])) == expected
    assert of.side["words alike"][0, 0] == of.side["words alike"][0, 1]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Ministers must protect the stocks.", "demands", 1),
        ("It rained.", "demands", 0),
        ("It rained.", "past", 1),
        ("It rains.", "past", 0),
        ("It rains where it rained.", "past", 0),
        ("It rained in 14 harbours.", "number", 1),
        ("We reject it.", "disputes", 1),
        ("We praise it.", "endorses", 1),
        ("It is not so.", "negates", 1),
        ("It is a mistake.", "reverses", 1),
        ("Is it so?", "question", 1),
        ("“Is it so?”", "unknown", 1),
        ("“Is it so?”", "quotation marks", 1),
        ("Is it so?", "author", 1),
        ("It is a disaster.", "valence", 0.6249),
        ("It is a table.", "valence", 0),
    ],
)
def test_speech(text: str, name: str, expected: float) -> None:
    assert found(BAN, utterance(text)).taking[name][0] == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("text", "name", "better"),
    [
        # Who speaks well is with the side whose label speaks well, and who disputes with the other.
        ("It is a great success.", "valence, label", 0),
        ("It is a terrible disaster.", "valence, label", 1),
        ("We praise it.", "endorses, texts", 0),
        ("We reject it.", "endorses, texts", 1),
        ("It is not so.", "negates, label", 1),
    ],
)
def test_mood(text: str, name: str, better: int) -> None:
    asked = ask(("A good plan",), ("Not a plan but a bad joke",))
    values = found(asked, utterance(text)).side[name][0]
    assert values[better] > values[1 - better]


@pytest.mark.parametrize(
    ("text", "name", "better"),
    [
        ("It is a great success.", "valence, label", 0),
        ("It is a terrible disaster.", "valence, texts", 1),
        ("It is not so.", "negates, texts", 1),
        ("We praise it.", "endorses, texts", 0),
    ],
)
def test_who_is_for_what_is_asked_speaks_well_of_it(text: str, name: str, better: int) -> None:
    values = found(ask(), utterance(text)).side[name][0]
    assert values[better] > values[1 - better]


def test_likeness_counts_for_the_side_and_for_its_text() -> None:
    """A text that shares no word with any, and is one of them, is nearest to it and to its side."""
    asked = ask(("Keep it", "— ? —"), ("Lift it", "so be it"))
    said = utterance("— ? —"), utterance("It rained.")
    bare, more = found(asked, *said), found(asked, *said, embedded=True)
    assert (bare.nearest[0, 0], more.nearest[0, 0]) == (0, 1)
    for name in ("nearer", "nearer cue", "nearer by mouth"):
        assert more.side[name][0, 0] > 0 > more.side[name][0, 1]
    label = found(asked, utterance("Lift it"), utterance("It rained."), embedded=True)
    assert label.side["nearer label"][0, 1] > 0 > label.side["nearer label"][0, 0]


def test_company() -> None:
    """A source's, a paragraph's and a mouth's means are over what stands in them, and no more."""
    clear, quiet = "We must protect the stocks.", "It rained."

    def hers(**more: object) -> np.ndarray:
        other = {"mouth": "Oakes", "source": "y", **more}
        said = utterance(quiet, "Vogt", "x"), utterance(clear, **other)  # type: ignore[arg-type]
        of = found(BAN, *said).side
        names = ("hits in source", "words agreed in paragraph", "words agreed by mouth")
        return np.array([of[name][0, 0] > 0 for name in names])

    assert hers().tolist() == [False, False, False]
    assert hers(source="x").tolist() == [True, True, False]
    assert hers(source="x", mouth="Vogt").tolist() == [True, True, True]
    # A mouth's mean of words is one source's; elsewhere counts where the scorer says so.
    assert hers(mouth="Vogt").tolist() == [False, False, False]


def test_what_stands_before_and_after() -> None:
    """The neighbour in the source, whatever the order; itself where there is none."""
    third, first, second, apart = (
        utterance(text, source=source, index=index)
        for text, source, index in zip(POOL, "xxxy", (2, 0, 1, 1), strict=False)
    )
    of = found(BAN, third, first, second, apart, embedded=True)
    near, before, after = (of.taking[name] for name in ("near", "near before", "near after"))
    assert before.tolist() == near[[2, 1, 1, 3]].tolist()
    assert after.tolist() == near[[0, 2, 0, 3]].tolist()
    nearer, earlier = of.side["nearer"], of.side["nearer before"]
    assert earlier.tolist() == nearer[[2, 1, 1, 3]].tolist()


def test_embeddings_add_features_and_change_none() -> None:
    said = [utterance(text) for text in POOL]
    for asked in (BAN, ask()):
        bare, more = found(asked, *said), found(asked, *said, embedded=True)
        assert all((more.taking[name] == bare.taking[name]).all() for name in bare.taking)
        assert all((more.side[name] == bare.side[name]).all() for name in bare.side)
        assert "near" in more.taking.keys() - bare.taking.keys()
        assert ("nearer" in more.side) is bool(asked.texts)


VALUES = st.lists(st.tuples(st.integers(-9, 9), st.sampled_from("abc")), min_size=1, max_size=9)


@given(VALUES)
def test_means_are_of_their_groups(rows: list[tuple[int, str]]) -> None:
    values, keys = np.array([v for v, _ in rows], float), [key for _, key in rows]
    expected = [np.mean([v for v, other in rows if other == key]) for key in keys]
    assert means(values, codes(keys)) == pytest.approx(expected)
    both = means(np.column_stack([values, -values]), codes(keys))
    assert both == pytest.approx(np.column_stack([expected, np.negative(expected)]))


@pytest.mark.parametrize(
    ("values", "expected"), [([1, 3], [-1, 1]), ([7, 7], [0, 0]), ([5], [0]), ([0, 0, 3], None)]
)
def test_standardised(values: list[float], expected: list[float] | None) -> None:
    done = standardised(np.array(values, float))
    assert done.mean() == pytest.approx(0, abs=1e-6)
    if expected is not None:
        assert done == pytest.approx(expected, abs=1e-5)
    else:
        assert done.std() == pytest.approx(1, abs=1e-5)


PRESSURE = ("More pressure on the crews", "tougher checks")
TALKS = ("Talks with the crews", "a quiet dialogue")


def test_the_words_of_one_side_only() -> None:
    one, other = own_words(ask(PRESSURE, TALKS, question="More pressure, or talks?"))
    assert {"pressur", "tough"} <= one
    assert {"talk", "dialogu"} <= other
    assert "crew" not in one | other


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Only spoken of, and badly.
        ("Pressure without talks would end in a war.", True),
        ("Pressure on the crews is useless and has killed the trade.", True),
        # Asserted, spoken well of, or not spoken of at all.
        ("The crews must feel more pressure, or the war goes on.", False),
        ("Pressure alone would bring peace and prosperity.", False),
        ("A war would kill the trade.", False),
    ],
)
def test_who_speaks_ill_of_a_side(text: str, expected: bool) -> None:
    words = own_words(ask(PRESSURE, TALKS))[0]
    assert speaks_ill_of([sentence(text)], words) is expected
