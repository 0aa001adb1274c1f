"""Which side a sentence takes on whether the herring ban will be lifted."""

from __future__ import annotations

import pytest
from support import cues_of, issue, sentences

from briefgen.annotate import annotate_phrases
from briefgen.model import Issue, Position
from briefgen.viewpoints import UNCLEAR, Lean, cue, is_judgement, lean, side, stems

BAN = issue(
    question="Will the herring ban be lifted?",
    lift="lift the ban, reopen the fishery",
    keep="keep the ban, never reopen",
)


@pytest.fixture(scope="module")
def cues():
    return cues_of(BAN)


@pytest.mark.parametrize(
    ("sentence", "position", "stance"),
    [
        ("The ministry should lift the ban.", "lift", "supports"),
        ("The ban must be lifted at once.", "lift", "supports"),
        ("The fishery should reopen.", "lift", "supports"),
        ("The ministry must keep the ban.", "keep", "supports"),
        # Negated, and negated twice.
        ("The ministry should not lift the ban.", "lift", "opposes"),
        ("The ministry won’t lift the ban.", "lift", "opposes"),
        ("The ministry can hardly lift the ban.", "lift", "opposes"),
        ("No minister may lift the ban before the spring.", "lift", "opposes"),
        ("Neither minister will lift the ban.", "lift", "opposes"),
        ("Few believe that the ministry will lift the ban.", "lift", "opposes"),
        ("It is unlikely that the ministry will lift the ban.", "lift", "opposes"),
        ("It is impossible to lift the ban this year.", "lift", "opposes"),
        ("It would be wrong to lift the ban.", "lift", "opposes"),
        ("The ministry will fail to lift the ban.", "lift", "opposes"),
        ("It would be a mistake to keep the ban.", "keep", "opposes"),
        ("It would be a mistake to lift the ban before the count.", "lift", "opposes"),
        ("It would not be a mistake to lift the ban before the count.", "lift", "supports"),
        ("It is a plan to lift the ban that should be read.", None, "unclear"),
        ("The ministry must not fail to lift the ban.", "lift", "supports"),
        ("It is not impossible to lift the ban.", "lift", "supports"),
        # A cue that says what is not is only ever asserted: "reopen" is not "never reopen".
        ("The fishery should never reopen.", "lift", "opposes"),
        # Conditions.
        ("If the ministry lifts the ban, prices could fall.", "lift", "conditional"),
        ("The ministry should lift the ban unless stocks fall.", "lift", "conditional"),
        ("The ministry cannot lift the ban without a vote.", "lift", "conditional"),
        ("The ministry should consider whether to lift the ban.", "lift", "conditional"),
        # Only mentioned, asked, told or stated; both sides at once.
        ("Lifting the ban would ruin the coast.", None, "unclear"),
        ("The plan to lift the ban should be debated.", None, "unclear"),
        ("A minister who will lift the ban must be found.", None, "unclear"),
        ("The ministry should reject calls to lift the ban.", None, "unclear"),
        ("Should the ministry lift the ban?", None, "unclear"),
        ("The ministry lifted the ban in May.", None, "unclear"),
        ("The ministry lifts the ban.", None, "unclear"),
        ("The ministry should lift the ban, and the council should keep the ban.", None, "unclear"),
        ("The ministry should publish its figures.", None, "unclear"),
    ],
)
def test_side(cues, sentence: str, position: str | None, stance: str) -> None:
    found = lean(sentences(sentence)[0], BAN, cues, reported=False, asks="fact")
    assert (found.position, found.stance) == (position, stance)
    assert (found.score > 0) == (stance in {"supports", "opposes"})
    assert bool(found.reasons) == (stance in {"supports", "opposes"})


def test_past_is_an_answer_only_to_a_question_of_the_past(cues) -> None:
    told = sentences("It was a mistake to keep the ban.")[0]
    assert lean(told, BAN, cues, reported=False, asks="fact") == UNCLEAR
    assert lean(told, BAN, cues, reported=False, asks="past").stance == "opposes"


def test_reporters_past_is_not_the_views(cues) -> None:
    said = sentences("The skipper said the ministry should lift the ban.")[0]
    assert lean(said, BAN, cues, reported=True, asks="fact").stance == "supports"
    assert lean(said, BAN, cues, reported=False, asks="fact") == UNCLEAR


def test_two_cues_are_surer_than_one(cues) -> None:
    one, two = sentences(
        "The ministry should lift the ban. The ministry should lift the ban and reopen the fishery."
    )
    scores = [lean(s, BAN, cues, reported=False, asks="fact").score for s in (one, two)]
    assert scores[0] < scores[1] < 1


TWO = Issue("i", "I", "", (), (Position("a", "A"), Position("b", "B")))
THREE = Issue("i", "I", "", (), (*TWO.positions, Position("c", "C")))


@pytest.mark.parametrize(
    ("of", "given", "expected"),
    [
        (TWO, Lean("a", "supports", 0.5), "a"),
        (TWO, Lean("a", "opposes", 0.5), "b"),
        (THREE, Lean("a", "opposes", 0.5), "not a"),
        (TWO, Lean("a", "conditional", 0.0), None),
        (TWO, UNCLEAR, None),
    ],
)
def test_what_a_lean_comes_down_to(of: Issue, given: Lean, expected: str | None) -> None:
    assert side(of, given) == expected


@pytest.mark.parametrize(
    ("phrase", "words", "negated"),
    [
        ("lift the ban", {"lift", "ban"}, False),
        ("keep the ban", {"keep", "ban"}, False),
        ("never reopen", {"reopen"}, True),
        ("not without", {"not", "without"}, False),
    ],
)
def test_cue(phrase: str, words: set[str], negated: bool) -> None:
    found = cue(annotate_phrases([phrase])[0])
    assert (found.words, found.negated) == (words, negated)


@pytest.mark.parametrize(
    ("word", "stem"),
    [("trawling", "trawl"), ("banning", "ban"), ("raising", "raise"), ("quotas", "quota")],
)
def test_stems(word: str, stem: str) -> None:
    assert stem in stems(annotate_phrases([word])[0][0])


@pytest.mark.parametrize(
    ("sentence", "judges"),
    [
        ("The ministry must act.", True),
        ("The quota is a mistake.", True),
        ("The ministry has nine floors.", False),
    ],
)
def test_judgement(sentence: str, judges: bool) -> None:
    assert is_judgement(sentences(sentence)[0]) is judges


DUTY_QUESTION = [
    ("The ministry should lift the ban.", "supports"),
    ("It would be wrong to lift the ban.", "opposes"),
    ("The ministry can’t lift the ban.", "unclear"),
    ("The ministry will lift the ban in May.", "unclear"),
    ("Lifting the ban should be expected this year.", "unclear"),
    ("The ministry has lifted the ban that it wanted to keep for years.", "unclear"),
    ("The ministry must lift the ban, because it lifted it before.", "supports"),
    ("The ministry should have lifted the ban.", "supports"),
]


@pytest.mark.parametrize(("sentence", "stance"), DUTY_QUESTION)
def test_a_forecast_is_no_answer_to_what_should_be_done(cues, sentence: str, stance: str) -> None:
    (said,) = sentences(sentence)
    assert lean(said, BAN, cues, reported=False, asks="duty").stance == stance


@pytest.mark.parametrize(
    ("phrase", "sentence", "hit"),
    [
        ("every child", "Meals should go to poor children.", False),
        ("every child", "Meals should go to every child.", True),
        ("a waste of money", "Free meals are a waste of money.", True),
    ],
)
def test_cue_words(phrase: str, sentence: str, hit: bool) -> None:
    """A quantifier is part of a cue; a cue word for word needs no judgement beside it."""
    found = {"lift": (cue(annotate_phrases([phrase])[0]),), "keep": ()}
    (said,) = sentences(sentence)
    assert bool(lean(said, BAN, found, reported=False, asks="fact").position) is hit


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Anna Weiss said that the ministry should lift the ban.", "supports"),
        ("Anna Weiss said that she wants to lift the ban.", "supports"),
        ("Anna Weiss wants the ministry to lift the ban.", "supports"),
        # Another's wish and another's words are told, and not held.
        ("Anna Weiss said that skippers want to lift the ban.", "unclear"),
        ("Anna Weiss said the mayor wrote that they should lift the ban.", "unclear"),
        ("“Skippers want to lift the ban,” said Anna Weiss.", "unclear"),
        ("Anna Weiss denied that she had said they should lift the ban.", "unclear"),
    ],
)
def test_what_others_want_is_no_view_of_who_tells_it(cues, sentence: str, stance: str) -> None:
    (said,) = sentences(sentence)
    assert lean(said, BAN, cues, reported=True, asks="duty").stance == stance
