"""Change, agreement and the matrix, from articles to evidence, sides put by the desk's word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from invented import profile
from support import document, issue

from briefgen.annotate import annotate, annotate_phrases
from briefgen.compose import compose
from briefgen.evidence import find_evidence
from briefgen.evidence.terms import phrases, topics
from briefgen.model import (
    BriefSpec,
    Date,
    Decision,
    Document,
    Event,
    Evidence,
    Issue,
    Name,
    Reference,
    Review,
    SourceSpec,
)  # fmt: skip
from briefgen.viewpoints import Scorer, attribute

LIFT = "The ministry should lift the herring ban before the summer."
KEEP = "The ministry should keep the herring ban for another year."
TOLD = (
    "“The herring ban must stay until the survey is done,” said Anna Weiss, the fisheries minister."
)
ALSO = "It would be wise to keep the herring ban until the young fish have spawned."


def article(text: str, author: Name, *issued: int) -> Document:
    title = f"Of {issued}"
    return document(text, reference=Reference(title, (author,), issued=Date(*issued)))


DOCUMENTS = (
    article(LIFT, Name("Quill", "Petra"), 2029, 5, 1),
    article(KEEP, Name("Quill", "Petra"), 2031, 3, 2),
    article(TOLD, Name(literal="Coast Radio"), 2031, 3, 10),
    article(ALSO, Name("Oakes", "Martin"), 2031, 3, 9),
)
BAN = issue(
    title="The herring ban",
    question="Should the herring ban be lifted?",
    terms=["herring", "herring ban"],
    lift="lift the herring ban",
    keep="keep the herring ban",
)
REVIEW = Review(
    tuple(
        Decision("issue", text, "accept", side)
        for text, side in ((LIFT, "lift"), (KEEP, "keep"), (TOLD, "keep"), (ALSO, "keep"))
    )
)


def evidence(made: Issue, review: Review, *documents: Document) -> Evidence:
    """What documents hold on an issue, of which one key passage is chosen."""
    spec = BriefSpec(Path("h.yaml"), "0", "Herring", (SourceSpec("*.txt"),), (made,), passages=1)
    asked, parsed = topics([made], annotate_phrases(phrases([made]))), annotate(documents)
    return find_evidence(
        spec,
        asked,
        documents,
        parsed,
        list(map(attribute, documents, parsed)),
        [],
        [],
        edition="1",
        as_of="2031-03-14",
        scorer=Scorer.shipped(),
        review=review,
    )


@pytest.fixture(scope="module")
def found() -> Evidence:
    return evidence(BAN, REVIEW, *DOCUMENTS)


def test_all_sure_sides_stand_in_the_matrix_though_one_passage_is_printed(found: Evidence) -> None:
    (made,) = found.issues
    assert len(made.key_passages) == 1
    table = {
        (view.holder, view.position, tuple(found.passages[p].text for p in view.passages))
        for view in made.viewpoints
    }
    assert table == {
        ("petra-quill", "lift", (LIFT,)),
        ("petra-quill", "keep", (KEEP,)),
        ("anna-weiss", "keep", (TOLD,)),
        ("martin-oakes", "keep", (ALSO,)),
    }


def test_who_changed_is_set_against_nobody(found: Evidence) -> None:
    (made,) = found.issues
    (change,) = made.changes
    assert change.holder == "petra-quill"
    assert found.passages[change.earlier_passage].text == LIFT
    assert found.passages[change.later_passage].text == KEEP
    assert change.issued == (Date(2029, 5, 1), Date(2031, 3, 2))
    assert made.mixed == ()
    assert made.contrasts == ()
    assert made.note is not None
    assert made.note.startswith("Passages were matched to different answers, but no two of diff")


def test_who_agrees_is_on_one_side_only(found: Evidence) -> None:
    (made,) = found.issues
    (agreement,) = made.agreements
    assert agreement.position == "keep"
    assert {found.passages[p].text for p in agreement.passages} == {TOLD, ALSO}
    assert set(agreement.viewpoints) <= {view.id for view in made.viewpoints if view.sure}


HOPE = article(LIFT, Name("Quill", "Petra"), 2031, 2, 20)
VERDICT = article(ALSO, Name("Oakes", "Martin"), 2031, 3, 9)
PAIR = Decision("issue", LIFT, "accept", stance="unclear", against=ALSO)


@pytest.mark.parametrize(
    ("event", "pairs", "contrasts", "over"),
    [
        (None, (), 1, 0),
        (Date(2031, 3, 1), (), 0, 1),
        (Date(2031, 3), (), 1, 0),  # the month of the later view
        (Date(2031, 3, 1), (PAIR,), 1, 0),  # the desk's word
        (Date(2031, 3, 1), (replace(PAIR, verdict="reject"),), 0, 0),
    ],
)
def test_views_on_both_sides_of_an_event_are_a_change_and_no_contrast(
    event: Date | None, pairs: tuple[Decision, ...], contrasts: int, over: int
) -> None:
    made = replace(BAN, events=(Event(event, "The storm"),) if event else ())
    whole = evidence(made, Review((*REVIEW.decisions, *pairs)), HOPE, VERDICT)
    (on,) = whole.issues
    assert (len(on.contrasts), len(on.changes), on.proposed) == (contrasts, over, ())
    views = {view.id: view for view in on.viewpoints}
    for change in on.changes:
        assert change.holder is None
        assert change.event == Event(Date(2031, 3, 1), "The storm")
        assert views[change.earlier].holder == "petra-quill"
        assert views[change.later].holder == "martin-oakes"
        assert whole.passages[change.earlier_passage].text == LIFT
        assert whole.passages[change.later_passage].text == ALSO
        assert on.note is not None
        assert "before and after “The storm”, which is no dispute" in on.note
    for audience in (profile(0), profile(2)):
        (section,) = compose(whole, audience).issues
        assert (len(section.contrasts), len(section.changes)) == (contrasts, over)
