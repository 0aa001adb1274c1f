"""Documents and a spec to evidence: key passages, viewpoints and contrasts for each issue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen.evidence.candidates import Found, Reading, candidates
from briefgen.evidence.choice import key_passages
from briefgen.evidence.genre import genre_of
from briefgen.evidence.holders import Holders
from briefgen.evidence.matching import Match
from briefgen.evidence.relevance import all_matches
from briefgen.evidence.reviewed import contrasts, decided, tally, upheld
from briefgen.evidence.terms import Topic
from briefgen.evidence.views import contrast_note, view_of, viewpoints
from briefgen.model import (
    NO_REVIEW,
    BriefSpec,
    Contrast,
    Document,
    Evidence,
    IssueEvidence,
    Problem,
    Review,
    Sentence,
    SourceRecord,
)
from briefgen.review import review_file
from briefgen.viewpoints import Attribution, attribute, oppositions, side_taking


def find_evidence(
    spec: BriefSpec,
    topics: Sequence[Topic],
    documents: Sequence[Document],
    sentences: Sequence[Sequence[Sentence]],
    excluded: Sequence[SourceRecord],
    problems: Sequence[Problem],
    *,
    edition: str,
    as_of: str,
    review: Review = NO_REVIEW,
) -> Evidence:
    """All that an edition rests on; an issue that no source touches becomes a problem.

    `topics` are the spec's issues in their order, `sentences` those of each document, annotated;
    what the desk decided in its `review` is not asked again.
    """
    readings = _read(documents, sentences, topics)
    speakers = (a.speaker for r in readings for a in r.attributions if a.speaker)
    holders = Holders(documents, speakers)
    asked = [topic.issue for topic in topics]
    found = decided(asked, [candidates(topic, readings, holders) for topic in topics], review)
    reviewed, gone = tally(asked, found, review)
    issues, kept = _issues(topics, found, spec, review)
    untouched = [_untouched(t) for t, on_issue in zip(topics, found, strict=True) if not on_issue]
    return Evidence(
        spec=spec,
        edition=edition,
        as_of=as_of,
        sources=(*_records(documents, kept.values()), *excluded),
        passages={p: f.passage for p, f in kept.items()},
        holders={f.holder.id: f.holder for f in kept.values()},
        issues=issues,
        considered=len({f.passage.id for on_issue in found for f in on_issue}),
        problems=(*problems, *untouched, *([_gone(spec, gone)] if gone else [])),
        reviewed=reviewed,
    )


def _read(
    documents: Sequence[Document], sentences: Sequence[Sequence[Sentence]], topics: Sequence[Topic]
) -> tuple[Reading, ...]:
    parsed = tuple(map(tuple, sentences))
    said = tuple(attribute(d, s) for d, s in zip(documents, parsed, strict=True))
    on = all_matches(documents, parsed, said, topics)
    genres = map(genre_of, documents, parsed)
    return tuple(
        Reading(
            document,
            found,
            attributions,
            matched,
            sides=tuple(
                _sides(topic, found, attributions, matched, report=genre.leads) for topic in topics
            ),
            genre=genre,
        )
        for document, found, attributions, matched, genre in zip(
            documents, parsed, said, on, genres, strict=True
        )
    )


def _sides(
    topic: Topic,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    relevance: Sequence[Sequence[Match]],
    *,
    report: bool,
) -> tuple[float, ...]:
    """How likely each sentence of a document takes a side; 0 where none is on the issue."""
    on = [match[topic.place] for match in relevance]
    if not any(on):
        return (0.0,) * len(sentences)
    stances, held = topic.stances or (topic.asked,), [bool(match.terms) for match in on]
    return side_taking(
        sentences, attributions, held, stances, positions=bool(topic.stances), report=report
    )


def _issues(
    topics: Sequence[Topic], found: Sequence[Sequence[Found]], spec: BriefSpec, review: Review
) -> tuple[tuple[IssueEvidence, ...], dict[str, Found]]:
    """The evidence on every issue in the spec's order, and the passages that stand in it.

    The issue with the least to choose from chooses first; a passage is best used once.
    """
    issues: dict[int, IssueEvidence] = {}
    used: dict[int, list[Found]] = {}
    for place in sorted(range(len(topics)), key=lambda n: len(found[n])):
        taken = [f for passages in used.values() for f in passages]
        issues[place], used[place] = _issue(topics[place], found[place], spec, taken, review)
    order = range(len(topics))
    kept = {f.passage.id: f for place in order for f in used[place]}
    return tuple(issues[place] for place in order), kept


def _issue(
    topic: Topic, found: Sequence[Found], spec: BriefSpec, taken: Sequence[Found], review: Review
) -> tuple[IssueEvidence, list[Found]]:
    """The evidence on one issue, and every passage that it uses."""
    by_id = {f.passage.id: f for f in found}
    chosen = key_passages(found, spec, taken)
    key = [one.found for one in chosen]
    computed = oppositions(topic.issue, [view_of(f) for f in found if f.lean.position])
    opposed = contrasts(topic.issue, computed, found, review)
    in_contrast = [by_id[v.passage] for pair in opposed for v in (pair.left, pair.right)]
    shown = list(dict.fromkeys([f.passage.id for f in (*key, *in_contrast, *upheld(found))]))
    views = viewpoints(topic.issue, [by_id[p] for p in shown])
    of = {passage: view.id for view in views for passage in view.passages}
    printed = tuple(
        Contrast(
            left=of[pair.left.passage],
            right=of[pair.right.passage],
            left_passage=pair.left.passage,
            right_passage=pair.right.passage,
            score=pair.score,
            reasons=pair.reasons,
        )
        for pair in opposed
    )
    evidence = IssueEvidence(
        id=topic.issue.id,
        title=topic.issue.title,
        question=topic.issue.question,
        key_passages=tuple(f.passage.id for f in key),
        viewpoints=views,
        contrasts=printed,
        note=None if printed else contrast_note(topic.issue, found, key),
        choices=tuple(one.choice for one in chosen),
    )
    return evidence, [by_id[p] for p in shown]


def _records(documents: Sequence[Document], used: Iterable[Found]) -> list[SourceRecord]:
    quoted = {f.passage.source for f in used}
    return [
        SourceRecord(
            id=d.id,
            reference=d.reference,
            location=d.location,
            retrieved=d.retrieved,
            sha256=d.snapshot_sha256,
            text_sha256=d.text_sha256,
            words=d.words,
            used=d.id in quoted,
            excluded=None,
            also=d.also,
        )
        for d in documents
    ]


def _untouched(topic: Topic) -> Problem:
    terms = ", ".join(topic.issue.terms) or topic.issue.title
    return Problem(
        where=topic.issue.where or topic.issue.id,
        what=f"no source says anything fit to be quoted on “{topic.issue.title}” ({terms})",
        remedy="add a source on it, or add terms that the sources use",
    )


def _gone(spec: BriefSpec, passages: int) -> Problem:
    are = "1 passage that is" if passages == 1 else f"{passages} passages that are"
    return Problem(
        where=review_file(spec.file).name,
        what=f"the review names {are} not in this edition; kept",
        remedy="nothing needs to be done; delete a decision that is no longer wanted",
    )
