"""Whether a sentence is on an issue, and why: terms beside sentences that hold them or do not."""

from __future__ import annotations

import pytest
from support import issue, sentences

from briefgen.annotate import annotate_phrases
from briefgen.evidence.matching import NOWHERE, Match, finder, matches
from briefgen.evidence.terms import Topic, opens_with, phrases, topics
from briefgen.model import Issue


def topic(made: Issue) -> Topic:
    return topics([made], annotate_phrases(phrases([made])))[0]


def match(
    sentence: str, *terms: str, title: str = "T", question: str = "", speaker: str = ""
) -> Match:
    made = [topic(issue(title=title, question=question, terms=terms))]
    return matches(sentences(sentence)[0], made, (finder(made),), speaker)[0]


@pytest.mark.parametrize(
    ("term", "sentence", "on"),
    [
        ("quota", "The quota is too high.", True),
        ("quota", "The quotas are too high.", True),
        ("quotas", "The quota is too high.", True),
        ("policy", "The policies are late.", True),
        ("mouse", "Mice eat the grain.", True),
        ("sell", "They sold the boats.", True),
        ("fight", "They fought for the port.", True),
        ("withdraw", "They withdrew the plan.", True),
        ("school meals", "School meals are free in the north.", True),
        ("school meals", "A school meal costs two crowns.", True),
        ("school meals", "Meals at school cost two crowns.", False),
        ("school meals", "The school closed after the meals were served.", False),
        ("school meals", "After school, meals are free.", False),
        ("co-operative", "The co-operative sells its fish.", True),
        ("rent-cap", "The rent cap is late.", True),
        ("rent cap", "The rent-cap is late.", True),
        ("rent cap", "The “rent” cap is late.", True),
        # One word, two words, or two with a hyphen.
        ("cease-fire", "The ceasefire holds.", True),
        ("ceasefire", "The cease-fire holds.", True),
        ("e-mails", "Her email was read.", True),
        ("trawling", "They trawl near the coast.", True),
        ("trawl", "They are trawling near the coast.", True),
        ("GATE", "The GATE programme pays for boats.", True),
        ("GATE", "They close the gate at night.", False),
        ("gate", "They close the gate at night.", True),
        ("quotas", "QUOTAS ARE TOO HIGH.", False),
        ("sanctions", "SANCTIONS ARE TOO WEAK.", True),
        ("Norwegian", "The Norwegian fleet is in port.", True),
        # A title before a name is about the person.
        ("Norwegian", "Norwegian Minister Anna Weiss left early.", False),
        ("Anna Weiss", "The plan of Anna Weiss is late.", True),
        ("quota", "The boats are in port.", False),
    ],
)
def test_term(term: str, sentence: str, on: bool) -> None:
    assert bool(match(sentence, term)) is on


@pytest.mark.parametrize(
    ("term", "sentence", "reason"),
    [
        ("DPRK", "Trade with North Korea is banned.", "alias of DPRK: North Korea"),
        ("North Korea", "The DPRK sells coal.", "alias of North Korea: DPRK"),
        ("North Korea", "North Korean coal is banned.", "alias of North Korea: North Korean"),
        ("North Korea", "South Korean coal is banned.", None),
        ("UK", "Britain sells fish to France.", "alias of UK: Britain"),
        ("Britain", "The U.K. sells fish to France.", "alias of Britain: UK"),
        ("United States", "The U.S. sells fish.", "alias of United States: US"),
        ("United States", "Tell us about the fish.", None),
        ("Russia", "Russian boats are in port.", "alias of Russia: Russian"),
        ("Poland", "The Polish fleet is in port.", "alias of Poland: Polish"),
        ("Polish", "They polish the boats.", None),
        # A word for a people does not mean all that its country does.
        ("Russian", "Russia sells fish.", None),
        ("EU fisheries law", "European Union fisheries law is old.", "alias of EU fisheries law: "),
        ("Mexico", "The boats of New Mexico are small.", None),
        ("Korea", "The boats of Korea are small.", "term: Korea"),
    ],
)
def test_names_of_countries_and_bodies(term: str, sentence: str, reason: str | None) -> None:
    found = match(sentence, term)
    assert bool(found) is (reason is not None)
    assert reason is None or found.reasons[0].startswith(reason)


@pytest.mark.parametrize(
    ("title", "question", "sentence", "on"),
    [
        ("The herring quota", "", "The quota is too high.", True),
        ("The herring quota", "Will the boats sail?", "The boats will sail.", False),
        ("After all", "Will the boats sail?", "The boats will sail.", True),
    ],
)
def test_terms_from_title_then_question(title: str, question: str, sentence: str, on: bool) -> None:
    assert bool(match(sentence, title=title, question=question)) is on


def test_term_of_nothing_but_marks_is_no_term() -> None:
    assert (
        topic(issue(title="Quotas", terms=["…", "—"])).terms == topic(issue(title="Quotas")).terms
    )
    assert match("It is late — very late …", "—", "…") == NOWHERE


def test_main_clause_and_questions_words_count_for_more() -> None:
    main = match("The quota is too high.", "quota")
    passing = match(
        "The minister, who left the party that had once set the quota, was ill.", "quota"
    )
    asked = match("The quota is too high.", "quota", question="Is the quota high?")
    highest = match("The quota is the highest of all.", "quota", question="Is the quota high?")
    two = match("The quota keeps the fleet in port.", "quota", "fleet")
    alias = match("Russian boats are in port.", "Russia")
    assert 0 < passing.score < alias.score < main.score < min(asked.score, two.score)
    assert asked.reasons == ("term: quota", "question: high")
    assert highest.reasons == ("term: quota",)
    assert two.reasons == ("term: quota", "term: fleet")


def test_a_part_of_a_term_is_not_a_second_reason() -> None:
    assert match("The U.S. Navy sails.", "US", "US Navy").reasons == ("term: US", "term: US Navy")
    assert match("North Korea sails.", "North Korea", "DPRK").reasons == ("term: North Korea",)


def test_issues_in_their_order() -> None:
    made = [issue(title="Rents", terms=["rent"]), issue(title="Quotas", terms=["quota"])]
    found = topics(made, annotate_phrases(phrases(made)))
    assert [t.place for t in found] == [0, 1]
    on = matches(sentences("Rents rose.")[0], found, (finder(found),))
    assert [bool(m) for m in on] == [True, False]


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
    sentence = "Norvale has promised lower rents."
    assert match(sentence, "Norvale", speaker="Norvale") == NOWHERE
    assert match(sentence, "Norvale")


@pytest.mark.parametrize(
    ("sentence", "opens"), [("The quota is late.", True), ("Boats need a quota.", False)]
)
def test_opens_with(sentence: str, opens: bool) -> None:
    assert opens_with(sentences(sentence)[0], topic(issue(terms=["quota"]))) is opens
