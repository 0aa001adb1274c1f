"""Disputes on an issue: what is found, in whose name it is told, and where it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import profile
from support import document, issue
from test_find_evidence import BAN, evidence

from briefgen.annotate import annotate, annotate_phrases
from briefgen.compose import compose, printed_passages
from briefgen.evidence import find_evidence
from briefgen.evidence.record import to_record
from briefgen.evidence.terms import phrases, topics
from briefgen.model import (
    BriefSpec,
    Date,
    Decision,
    Document,
    Evidence,
    Name,
    Reference,
    Review,
    SourceSpec,
)
from briefgen.viewpoints import Scorer, attribute

CHARGE = (
    "Skippers said that the herring ban had closed two canneries, a charge that the fisheries "
    "ministry denies."
)
SIDES = "Green groups support the herring ban, while shipowners oppose it."
CLAIM = (
    "The fisheries ministry rejects the skippers’ claim that the herring ban has ruined Norvale."
)
BARE = "Skippers said that the herring ban was unlawful, a charge that the company denies."
ELSEWHERE = "Residents say the new toll is unfair, but the council denies it."
CLAIMED = "Skippers said that the herring ban had closed two canneries."
DENIED = "The fisheries ministry denies this."
BOTH = f"{CLAIMED} {DENIED}"
PLAIN = "The herring ban should be lifted before the winter, because the stock has doubled."


SPEC = BriefSpec(Path("herring.yaml"), "0" * 64, "Herring", (SourceSpec("*.txt"),), (BAN,))


def radio(*paragraphs: str, author: str = "Coast Radio") -> Document:
    reference = Reference(title="Talks", author=(Name(literal=author),), issued=Date(2031, 3, 10))
    return document(*paragraphs, reference=reference)


def told(record: Evidence) -> list[str]:
    return [record.passages[one.passage].text for one in record.issues[0].disputes]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ((CHARGE,), [CHARGE]),
        ((CHARGE, SIDES), [CHARGE, SIDES]),
        # At most two, and what is said of the same parties is told once.
        ((CHARGE, CHARGE.replace("two canneries", "a cannery"), SIDES), [CHARGE, SIDES]),
        # Not one on another matter,
        ((ELSEWHERE, PLAIN), []),
        # nor without the sentence that says which company denies it.
        ((BARE,), []),
        (("Norvale Fish is a large company. " + BARE,),
         ["Norvale Fish is a large company. " + BARE]),
        (("But " + CHARGE[:1].lower() + CHARGE[1:],), []),
        # Who rejects another's claim may be of any view on the issue.
        ((CLAIM,), [CLAIM]),
        # Two sentences that tell one stand in it together, whole,
        ((f"{PLAIN} {BOTH} The stock has doubled.",), [BOTH]),
        # with the one before them if they lean on that, and only if the source says it;
        ((f"Two canneries lie empty. But {BOTH[:1].lower()}{BOTH[1:]}",),
         [f"Two canneries lie empty. But {BOTH[:1].lower()}{BOTH[1:]}"]),
        ((f"But {BOTH[:1].lower()}{BOTH[1:]}",), []),
        # "the company" is the one that the sentence before names.
        ((f"{CLAIMED} The company denies this.",), []),
        (("Skippers accused Norvale Fisheries Ltd of breaking the herring ban. The company denies "
          "this.",),
         ["Skippers accused Norvale Fisheries Ltd of breaking the herring ban. The company denies "
          "this."]),
        ((CLAIMED, DENIED), []),
    ],
)  # fmt: skip
def test_disputes(paragraphs: tuple[str, ...], expected: list[str]) -> None:
    assert told(evidence([BAN], [radio(*paragraphs)])) == expected


@pytest.fixture(scope="module")
def found() -> Evidence:
    return evidence([BAN], [radio(CHARGE, PLAIN)])


def test_the_source_tells_it_and_it_is_nobodys_view(found: Evidence) -> None:
    (dispute,) = found.issues[0].disputes
    passage = found.passages[dispute.passage]
    assert dispute.parties == ("Skippers", "Fisheries ministry")
    assert (found.holders[passage.holder].name, passage.reported) == ("Coast Radio", "author")
    assert [source.used for source in found.sources] == [True]
    views = {p for view in found.issues[0].viewpoints for p in view.passages}
    assert dispute.passage not in {*views, *found.issues[0].key_passages}
    (told,) = to_record(found)["issues"][0]["disputes"]
    assert (told["passage"], tuple(told["parties"])) == (dispute.passage, dispute.parties)


def test_neither_of_two_sentences_is_a_view_of_its_own() -> None:
    """The claim alone would be the skippers' view on the ban."""
    alone, record = (evidence([BAN], [radio(text, PLAIN)]) for text in (CLAIMED, BOTH))
    assert CLAIMED in [passage.text for passage in alone.passages.values()]
    (dispute,) = record.issues[0].disputes
    told = record.passages[dispute.passage]
    (document,) = [radio(BOTH, PLAIN)]
    assert document.text[told.start : told.end] == told.text == BOTH
    assert dispute.parties == ("Skippers", "Fisheries ministry")
    assert record.holders[told.holder].name == "Coast Radio"
    others = [p for p in record.passages.values() if p.id != told.id]
    assert not any(p.text in BOTH for p in others)


def test_the_note_says_that_a_dispute_is_all_there_is(found: Evidence) -> None:
    assert "only in a dispute that a source tells" in (found.issues[0].note or "")
    two = evidence([BAN], [radio(CHARGE, SIDES)])
    assert "only in disputes that the sources tell" in (two.issues[0].note or "")
    assert not two.problems
    none = evidence([BAN], [radio(PLAIN)])
    assert "dispute" not in (none.issues[0].note or "")


def test_each_is_told_on_the_issue_that_it_is_most_on() -> None:
    toll = issue(title="The toll", question="Will the toll stay?", terms=["toll"])
    record = evidence([BAN, toll], [radio(CHARGE, ELSEWHERE)])
    texts = [[record.passages[d.passage].text for d in one.disputes] for one in record.issues]
    assert texts == [[CHARGE], [ELSEWHERE]]


@pytest.mark.parametrize("verdict", ["reject", "accept"])
def test_what_the_desk_decided_on_is_told_no_more(verdict: str) -> None:
    """A passage that it accepted is somebody's view; one that it rejected is none."""
    decision = Decision(BAN.id, CHARGE, verdict)  # type: ignore[arg-type]
    documents, asked = [radio(CHARGE, PLAIN)], topics([BAN], annotate_phrases(phrases([BAN])))
    parsed = annotate(documents)
    record = find_evidence(
        SPEC,
        asked,
        documents,
        parsed,
        list(map(attribute, documents, parsed)),
        [],
        [],
        edition="2031-03-14",
        as_of="2031-03-14",
        scorer=Scorer.shipped(),
        review=Review((decision,)),
    )
    assert told(record) == []
    assert not record.problems


@pytest.mark.parametrize(
    ("pages", "room", "printed"), [(0, None, True), (1, 400, True), (1, 10, False)]
)
def test_it_is_printed_where_there_is_room(
    found, pages: int, room: int | None, printed: bool
) -> None:
    brief = compose(found, profile(pages=pages, passages=2, key_points=0), room=room)
    (dispute,) = found.issues[0].disputes
    assert (dispute.passage in printed_passages(brief)) == printed
    views = [view for section in brief.issues for view in section.disputes]
    assert [view.quotation.holder for view in views] == ["Coast Radio"] * printed
    assert [view.quotation.text for view in views] == [CHARGE] * printed
