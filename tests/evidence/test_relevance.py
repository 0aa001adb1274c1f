"""What documents tell of an issue beyond its terms: names of their own, words that keep company."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest
from support import document, issue

from briefgen.annotate import annotate, annotate_phrases
from briefgen.evidence.company import companions, stretches
from briefgen.evidence.matching import Match
from briefgen.evidence.relevance import all_matches
from briefgen.evidence.terms import phrases, topics
from briefgen.viewpoints import attribute


def found(texts: Sequence[Sequence[str]], *terms: str, question: str = "") -> list[list[Match]]:
    """The match of each sentence of each text with an issue of these terms."""
    issues = [issue(question=question, terms=terms)]
    documents = [document(*paragraphs) for paragraphs in texts]
    parsed = annotate(documents)
    said = [attribute(d, s) for d, s in zip(documents, parsed, strict=True)]
    topics_ = topics(issues, annotate_phrases(phrases(issues)))
    return [[one[0] for one in on] for on in all_matches(documents, parsed, said, topics_)]


@pytest.mark.parametrize(
    ("term", "text", "reason"),
    [
        (
            "Common Fishery Policy",
            "The Common Fishery Policy (CFP) is old. The CFP needs reform.",
            "alias of Common Fishery Policy: CFP",
        ),
        (
            "CFP",
            "The CFP (Common Fishery Policy) is old. A common fishery policy needs reform.",
            "alias of CFP: Common Fishery Policy",
        ),
        (
            "Common Fishery Policy",
            "The Common Fishery Policy (since 1983) is old. The CFP needs reform.",
            None,
        ),
        ("trade policy", "The Common Fishery Policy (CFP) is old. The CFP needs reform.", None),
        (
            "Anna Weiss",
            "The minister, Anna Weiss, met the crews. The crews doubt that Weiss will stay.",
            "alias of Anna Weiss: Weiss",
        ),
        # Two people of one name.
        (
            "Anna Weiss",
            "Anna Weiss met Peter Weiss and the crews. The crews doubt that Weiss will stay.",
            None,
        ),
        ("Anna Weiss", "A minister met the crews. The crews doubt that Weiss will stay.", None),
    ],
)
def test_a_documents_own_names(term: str, text: str, reason: str | None) -> None:
    last = found([[text]], term)[0][-1]
    assert last.reasons == ((reason,) if reason else ())


#: Five papers in which nets keep company with the quota, and weather and rents do not.
PAPERS = [
    [
        "The quota is too high for a small port. Fine-meshed nets take the youngest herring there.",
        "The weather was fair in the north. The crews stayed at home that week.",
        f"Rents rose again in {town}. Tenants met the council about the stairs.",
        f"The trams of {town} are old. The council bought new seats for them.",
        "A concert opened the season. The orchestra played to a full house.",
    ]
    for town in ("Norvale", "Estermark", "Lunden", "Harrow", "Petersby")
]
BESIDE = "beside a sentence with term: quota"


def test_a_neighbour_without_a_term_is_on_the_issue_by_words_that_keep_company() -> None:
    on = found(PAPERS, "quota")
    for paper in on:
        assert paper[0].reasons == ("term: quota",)
        assert paper[1].reasons[0] == BESIDE
        assert "keeps company with the terms: nets (in 5 sources)" in paper[1].reasons
        assert 0 < paper[1].score < paper[0].score
        assert not any(paper[2:])


def test_a_neighbour_with_no_such_word_is_not_on_the_issue() -> None:
    odd = ["The quota is too high. My aunt bakes bread on Sundays.", *PAPERS[0][1:]]
    assert not found([*PAPERS, odd], "quota")[-1][1]


def test_words_that_keep_company_say_nothing_far_from_a_term() -> None:
    far = [*PAPERS[0][1:], "Fine-meshed nets take the youngest herring there."]
    assert not any(found([*PAPERS, far], "quota")[-1])


def company(*texts: Sequence[str]) -> set[str]:
    """The words that keep company with "quota" in these texts, each a tuple of paragraphs."""
    parsed = annotate([document(*paragraphs) for paragraphs in texts])
    on = [["quota" in sentence.text for sentence in sentences] for sentences in parsed]
    return set(companions([stretches(sentences) for sentences in parsed], on))


FAIR = "The quota is fair."
ODD = "The quota is wrong. A zeppelin flew over."
PLAIN = "The trams are old."


@pytest.mark.parametrize(("sources", "keeps"), [(1, False), (2, True)])
def test_one_odd_article_decides_nothing(sources: int, keeps: bool) -> None:
    odd = [(*[ODD] * 12, f"It is number {n}.") for n in range(sources)]
    others = [(*[PLAIN] * 4, f"It is text {n}.") for n in range(4)]
    assert ("zeppelin" in company(*odd, (FAIR, PLAIN), *others)) is keeps


@pytest.mark.parametrize("times", [1, 40])
def test_a_source_counts_for_no_more_the_longer_it_is(times: int) -> None:
    """However often three sources repeat a word beside the term, the others outweigh them."""
    loud = [(*[ODD] * times, f"It is number {n}.") for n in range(3)]
    aside = (*[FAIR] * 3, *["A zeppelin flew over."] * 2, *[PLAIN] * 3)
    assert "zeppelin" not in company(*loud, *((*aside, f"It is text {n}.") for n in range(9)))


_PRINT = """
import sys
sys.path.insert(0, "tests"); sys.path.insert(0, "tests/evidence")
from test_relevance import PAPERS, found
print(found(PAPERS, "quota", question="Is the port fair?"))
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
    assert b"keeps company" in outputs.pop()


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("We say that this sends the wrong message.", "cue: sends the wrong message"),
        ("The mayor is out of touch.", "cue: out of touch"),
        ("All of it ruins small shops.", "cue: ruins shops"),
        # Not whole, far apart, denied, or a single word that stands anywhere.
        ("The mayor sends a message.", None),
        ("He ruins all that the town once held dear and loved, and then he shops.", None),
        ("All of it never ruins shops.", None),
        ("The mayor is bold.", None),
    ],
)
def test_a_cue_puts_a_sentence_on_what_its_document_is_about(
    sentence: str, reason: str | None
) -> None:
    about = ["The toll is due in May.", "Boats wait.", sentence, "Gulls nest.", "The toll is high."]
    elsewhere = [sentence, *["Gulls nest on roofs." for _ in range(20)], "The toll is due."]
    asked = issue(
        terms=["toll"], keep="bold", drop="sends the wrong message, out of touch, ruins shops"
    )
    documents = [document(*about), document(*elsewhere)]
    parsed = annotate(documents)
    said = [attribute(d, s) for d, s in zip(documents, parsed, strict=True)]
    topics_ = topics([asked], annotate_phrases(phrases([asked])))
    on = all_matches(documents, parsed, said, topics_)
    assert on[0][2][0].reasons == ((reason,) if reason else ())
    assert not on[1][0][0]


@pytest.mark.parametrize(("terms", "reason"), [("gulls", "cue: out of touch"), ("harbour", None)])
def test_a_cue_said_of_another_issue_is_none_of_this_one(terms: str, reason: str | None) -> None:
    """The sentence names the harbour, and of the toll only what could be said of anything."""
    text = document("The toll is due in May.", "In the harbour the mayor is out of touch.")
    asked = [issue(terms=["toll"], keep="bold", drop="out of touch"), issue(terms=[terms])]
    parsed = annotate([text])
    said = [attribute(text, parsed[0])]
    topics_ = topics(asked, annotate_phrases(phrases(asked)))
    on = all_matches([text], parsed, said, topics_)
    assert on[0][1][0].reasons == ((reason,) if reason else ())


def test_a_quotation_is_on_the_issue_as_a_whole() -> None:
    text = "“The toll is a gift to the rich,” said Ann Lee. “Nobody else gains by any of it.”"
    other = "“The toll is a gift to the rich,” said Ann Lee. Nobody else gains by any of it."
    quoted, told = found([[text], [other]], "toll")
    assert [match.reasons for match in quoted] == [
        ("term: toll",),
        ("of one quotation with term: toll",),
    ]
    assert [match.reasons for match in told] == [("term: toll",), ()]
