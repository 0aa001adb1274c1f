"""Three small articles on herring to the evidence of an edition, end to end."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import document, issue

from briefgen.annotate import annotate, annotate_phrases
from briefgen.evidence import find_evidence
from briefgen.evidence.terms import phrases, topics
from briefgen.model import BriefSpec, Date, Document, Evidence, Issue, Name, Reference, SourceSpec
from briefgen.summarise import SUMMARISERS
from briefgen.viewpoints import Scorer, attribute

QUILL = document(
    "The ministry should lift the herring ban, because the stock has doubled since the spring. "
    "Nine hundred jobs in the harbour depend on it.",
    "A second winter without herring would close the last cannery on the coast. The owners have "
    "said so in every letter since March.",
    reference=Reference(
        title="Let them fish", author=(Name("Quill", "Petra"),), issued=Date(2031, 3, 2)
    ),
)
OAKES = document(
    "It would be a mistake to lift the herring ban before the stock has been counted again. The "
    "survey ship sails in May.",
    "Herring spawn late, and the young fish of this year will not be seen in a net until autumn.",
    reference=Reference(
        title="Wait for the count", author=(Name("Oakes", "Martin"),), issued=Date(2031, 3, 9)
    ),
)
RADIO = document(
    "The fisheries minister met the skippers in Norvale on Tuesday to talk about the herring ban.",
    "“The herring ban must stay until the survey is done,” said Anna Weiss, the fisheries "
    "minister. “Nobody wants an empty sea.”",
    "“They will ruin every harbour on this coast with their herring ban.”",
    "Skippers said that the ban on herring had cost them a third of their income.",
    reference=Reference(
        title="Talks in Norvale", author=(Name(literal="Coast Radio"),), issued=Date(2031, 3, 10)
    ),
)
BAN = issue(
    title="The herring ban",
    question="Will the herring ban be lifted?",
    terms=["herring", "herring ban"],
    lift="lift the herring ban, reopen the fishery",
    stay="ban must stay, keep the ban",
)


def evidence(issues: list[Issue], documents: list[Document], **more: object) -> Evidence:
    spec = BriefSpec(
        file=Path("herring.yaml"),
        sha256="0" * 64,
        title="Herring",
        sources=(SourceSpec("*.txt"),),
        issues=tuple(issues),
        **more,  # type: ignore[arg-type]
    )
    asked, parsed = topics(issues, annotate_phrases(phrases(issues))), annotate(documents)
    return find_evidence(
        spec,
        asked,
        documents,
        parsed,
        list(map(attribute, documents, parsed)),
        [],
        [],
        edition="2031-03-14",
        as_of="2031-03-14",
        scorer=Scorer.shipped(),
    )


@pytest.fixture(scope="module")
def found() -> Evidence:
    return evidence([BAN], [QUILL, OAKES, RADIO])


def test_passages_are_verbatim_and_only_of_holders_who_can_be_told(found: Evidence) -> None:
    texts = {d.id: d.text for d in (QUILL, OAKES, RADIO)}
    assert found.passages
    for passage in found.passages.values():
        assert texts[passage.source][passage.start : passage.end] == passage.text
        assert passage.holder in found.holders
    assert not any("ruin every harbour" in p.text for p in found.passages.values())


def test_holders_are_authors_and_those_whom_they_report(found: Evidence) -> None:
    said = {p.text[:24]: found.holders[p.holder] for p in found.passages.values()}
    assert said["The ministry should lift"].name == "Petra Quill"
    assert said["It would be a mistake to"].author is True
    weiss = next(h for h in found.holders.values() if h.name == "Anna Weiss")
    assert (weiss.role, weiss.kind, weiss.author) == ("the fisheries minister", "person", False)


def test_key_passages_come_from_more_than_one_source(found: Evidence) -> None:
    key = [found.passages[p] for p in found.issues[0].key_passages]
    assert 1 <= len(key) <= 4
    assert len({p.source for p in key}) > 1
    assert len({p.id for p in key}) == len(key)


def test_contrast_is_found_between_holders_of_both_sides(found: Evidence) -> None:
    (made,) = found.issues
    assert made.contrasts
    assert made.note is None
    views = {v.id: v for v in made.viewpoints}
    for contrast in made.contrasts:
        left, right = views[contrast.left], views[contrast.right]
        assert left.holder == "petra-quill"
        assert right.holder in {"martin-oakes", "anna-weiss"}
        assert contrast.left_passage in left.passages
        assert contrast.right_passage in right.passages
        assert 0 < contrast.score < 1
        assert len(contrast.reasons) == 2


def test_every_shown_passage_stands_in_one_viewpoint_of_its_holder(found: Evidence) -> None:
    (made,) = found.issues
    shown = [p for view in made.viewpoints for p in view.passages]
    asked = {p for pair in made.proposed for p in (pair.left_passage, pair.right_passage)}
    assert sorted(shown) == sorted(set(shown))
    assert set(shown) | asked == set(found.passages)
    for view in made.viewpoints:
        assert {found.passages[p].holder for p in view.passages} == {view.holder}


def test_sources_are_recorded_as_used_or_not() -> None:
    other = document("Trams are late.", reference=Reference(title="Trams"))
    made = evidence([BAN], [QUILL, OAKES, other])
    assert [s.used for s in made.sources] == [True, True, False]
    assert [s.words for s in made.sources] == [d.words for d in (QUILL, OAKES, other)]


@pytest.mark.parametrize(
    ("documents", "note"),
    [
        ([QUILL], "Passages fit to be quoted on this issue were found in one"),
        (
            [QUILL, document("Trams are late.")],
            "Passages fit to be quoted on this issue were found in one",
        ),
    ],
)
def test_note_where_nobody_answers(documents: list[Document], note: str) -> None:
    (made,) = evidence([BAN], documents).issues
    assert made.contrasts == ()
    assert made.note is not None
    assert made.note.startswith(note)


def test_sources_tell_their_kind_by_signs(found: Evidence) -> None:
    kinds = [source.kind for source in found.sources]
    assert kinds == ["opinion", "opinion", "report"]
    assert all(source.signs for source in found.sources)


def test_issue_that_no_source_touches_is_a_problem() -> None:
    trams = Issue("trams", "Trams", "", ("tram", "tramway"), where="herring.yaml:9:3")
    made = evidence([BAN, trams], [QUILL, OAKES])
    (problem,) = made.problems
    assert problem.where == "herring.yaml:9:3"
    assert "“Trams” (tram, tramway)" in problem.what
    assert "add a source" in problem.remedy
    assert made.issues[1].key_passages == ()
    assert made.issues[1].note == "No source says anything on this issue that could be quoted."


def test_issues_share_passages_rather_than_repeat_them() -> None:
    again = issue(title="Harbour jobs", terms=["herring", "harbour"])
    made = evidence([BAN, again], [QUILL, OAKES, RADIO], passages=2)
    first, second = (set(i.key_passages) for i in made.issues)
    assert first
    assert second
    assert first != second


def test_the_issue_with_the_least_to_choose_from_chooses_first() -> None:
    """A sentence on eels and herring goes to eels, which have no other; herring come first."""
    both = "The eel fishery and the herring fishery should close together in the autumn."
    herring = "Herring boats should stay in port until the survey ship has come back."
    made = evidence(
        [issue(title="Herring", terms=["herring"]), issue(title="Eels", terms=["eel"])],
        [document(both, herring)],
        passages=1,
    )
    texts = [[made.passages[p].text for p in i.key_passages] for i in made.issues]
    assert texts == [[herring], [both]]


@pytest.mark.parametrize("method", sorted(SUMMARISERS))
def test_every_method(method: str) -> None:
    made = evidence([BAN], [QUILL, OAKES, RADIO], method=method, passages=3)
    assert 1 <= len(made.issues[0].key_passages) <= 3


def test_no_documents_and_same_evidence_twice() -> None:
    assert evidence([BAN], []).passages == {}
    assert evidence([BAN], [QUILL, OAKES, RADIO]) == evidence([BAN], [QUILL, OAKES, RADIO])
