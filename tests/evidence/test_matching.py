"""Whether a sentence is on an issue: terms beside sentences that hold them or do not."""

from __future__ import annotations

import pytest
from support import issue, sentences

from briefgen.annotate import annotate_phrases
from briefgen.evidence.matching import Topic, opens_with, phrases, relevances, topics
from briefgen.model import Issue


def topic(made: Issue) -> Topic:
    return topics([made], annotate_phrases(phrases([made])))[0]


def relevance(sentence: str, *terms: str, title: str = "T", question: str = "") -> float:
    made = topic(issue(title=title, question=question, terms=terms))
    return relevances(sentences(sentence)[0], [made])[0]


@pytest.mark.parametrize(
    ("term", "sentence", "on"),
    [
        ("quota", "The quota is too high.", True),
        ("quota", "The quotas are too high.", True),
        ("quotas", "The quota is too high.", True),
        ("school meals", "School meals are free in the north.", True),
        ("school meals", "A school meal costs two crowns.", True),
        ("school meals", "Meals at school cost two crowns.", False),
        ("school meals", "The school closed after the meals were served.", False),
        ("co-operative", "The co-operative sells its fish.", True),
        ("rent-cap", "The rent cap is late.", True),
        ("rent cap", "The rent-cap is late.", True),
        ("trawling", "They trawl near the coast.", True),
        ("GATE", "The GATE programme pays for boats.", True),
        ("GATE", "They close the gate at night.", False),
        ("gate", "They close the gate at night.", True),
        ("Norwegian", "The Norwegian fleet is in port.", True),
        # A title before a name is about the person.
        ("Norwegian", "Norwegian Minister Anna Weiss left early.", False),
        ("quota", "The boats are in port.", False),
    ],
)
def test_term(term: str, sentence: str, on: bool) -> None:
    assert bool(relevance(sentence, term)) is on


@pytest.mark.parametrize(
    ("title", "question", "sentence", "on"),
    [
        ("The herring quota", "", "The quota is too high.", True),
        ("The herring quota", "Will the boats sail?", "The boats will sail.", False),
        ("After all", "Will the boats sail?", "The boats will sail.", True),
    ],
)
def test_terms_from_title_then_question(title: str, question: str, sentence: str, on: bool) -> None:
    assert bool(relevance(sentence, title=title, question=question)) is on


def test_term_of_nothing_but_marks_is_no_term() -> None:
    assert (
        topic(issue(title="Quotas", terms=["…", "—"])).terms == topic(issue(title="Quotas")).terms
    )
    assert relevance("It is late — very late …", "—", "…") == 0.0


def test_main_clause_and_questions_words_count_for_more() -> None:
    main = relevance("The quota is too high.", "quota")
    passing = relevance(
        "The minister, who left the party that had once set the quota, was ill.", "quota"
    )
    asked = relevance("The quota is too high.", "quota", question="Is the quota high?")
    two = relevance("The quota keeps the fleet in port.", "quota", "fleet")
    assert 0 < passing < main < min(asked, two)


def test_issues_in_their_order() -> None:
    made = [issue(title="Rents", terms=["rent"]), issue(title="Quotas", terms=["quota"])]
    found = topics(made, annotate_phrases(phrases(made)))
    assert [t.place for t in found] == [0, 1]
    assert [bool(r) for r in relevances(sentences("Rents rose.")[0], found)] == [True, False]


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Was the strike right?", "past"),
        ("Will the strike end?", "fact"),
        ("Should the strike end?", "duty"),
        ("", "fact"),
    ],
)
def test_what_a_question_asks_for(question: str, asks: str) -> None:
    assert topic(issue(question=question)).asks == asks


def test_the_speakers_name_is_no_term() -> None:
    """Who speaks is not what is spoken of."""
    found = [topic(issue(terms=("Norvale",)))]
    (sentence,) = sentences("Norvale has promised lower rents.")
    assert relevances(sentence, found, "Norvale") == (0.0,)
    assert relevances(sentence, found)[0] > 0


@pytest.mark.parametrize(
    ("sentence", "opens"), [("The quota is late.", True), ("Boats need a quota.", False)]
)
def test_opens_with(sentence: str, opens: bool) -> None:
    assert opens_with(sentences(sentence)[0], topic(issue(terms=["quota"]))) is opens
