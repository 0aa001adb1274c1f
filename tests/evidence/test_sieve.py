"""Whether a text can hold a passage on an issue, told before it is parsed."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support import document, issue

from briefgen.annotate import annotate, annotate_phrases
from briefgen.evidence.relevance import all_matches
from briefgen.evidence.sieve import library_query, may_hold
from briefgen.evidence.terms import Topic, phrases, topics
from briefgen.library.search import understood
from briefgen.viewpoints import attribute

#: Words and marks that terms and texts of the property below are made of.
WORDS = st.sampled_from(
    """quota quotas mouse mice sell sold trawling trawl policy policies cease-fire ceasefire fire
    cease UK U.K. Britain British us US U.S. America Polish polish DPRK North Korea Korean Korean's
    cannot can not 10km km don't do GATE gate Gate SANCTIONS sanctions Weiss Anna and of the Common
    Fishery Policy (CFP) CFP — , . - " İ ß e-mail email o'Brien women woman's left leave Ivory Coast
    Côte d'Ivoire""".split()
)
TEXTS = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
TERMS = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=3)


def made(*terms: str) -> tuple[Topic, ...]:
    issues = [issue(title="Harbours", terms=terms)]
    return topics(issues, annotate_phrases(phrases(issues)))


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, terms=TERMS)
@example(text="A no-cease-fire zone.", terms=["ceasefire"])
@example(text="The port of Côte d'Ivoire is old.", terms=["Ivory Coast"])
@example(text="The mice left.", terms=["leave"])
@example(text="The Common Fishery Policy (CFP) fails. CFP rules are old.", terms=["CFP"])
def test_never_says_no_where_there_is_a_match(text: str, terms: list[str]) -> None:
    read = document(text)
    found = annotate([read])
    on = all_matches([read], found, [attribute(read, found[0])], topics_ := made(*terms))
    assert may_hold(text, topics_) or not any(match for one in on[0] for match in one)


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("The quotas are high.", True),
        ("The school meal is late.", True),
        ("The school is late.", False),
        ("British boats.", True),
        ("Tell us about trade.", False),
        ("U.S. boats.", True),
        ("An urban myth.", False),
        ("", False),
    ],
)
def test_by_words(text: str, may: bool) -> None:
    assert may_hold(text, made("quota", "school meals", "UK", "US", "ban")) is may


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They sold the boats.", True),
        ("Trade with the D.P.R.K. is banned.", True),
        ("North Korean boats.", True),
        ("School boats and one meal.", True),
        ("The cease-fire holds.", True),
        ("School boats.", False),
        ("Tell us who they are.", False),
    ],
)
def test_a_query_finds_what_may_hold(text: str, found: bool) -> None:
    query = understood(library_query(made("sell", "DPRK", "school meals", "US", "cease-fire")))
    assert isinstance(query, str)
    with closing(sqlite3.connect(":memory:")) as database:
        tokenize = 'tokenize = "unicode61 remove_diacritics 2"'
        database.execute(f"CREATE VIRTUAL TABLE search USING fts5 (text, {tokenize})")
        database.execute("INSERT INTO search VALUES (?)", (text,))
        rows = database.execute("SELECT 1 FROM search WHERE search MATCH ?", (query,)).fetchall()
    assert bool(rows) is found


def test_a_query_of_many_terms_is_understood() -> None:
    query = library_query(made(*(f"term{number} of fish" for number in range(60)), "France"))
    assert understood(query) == query
