"""Documents and a spec to evidence: key passages, viewpoints and contrasts for each issue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen.evidence.agreement import agreements
from briefgen.evidence.candidates import Found, candidates
from briefgen.evidence.change import changes, mixed, over_event, parted
from briefgen.evidence.choice import key_passages
from briefgen.evidence.dispute import (
    Told,
    chosen_disputes,
    told_disputes,
    with_disputes,
    without_disputes,
)
from briefgen.evidence.holders import Holders
from briefgen.evidence.proposed import proposed
from briefgen.evidence.reading import Reading, read
from briefgen.evidence.reviewed import contrasts, decided, opposable, tally, upheld
from briefgen.evidence.standpoints import standpoints
from briefgen.evidence.terms import Topic
from briefgen.evidence.views import apart, clear, contrast_note, placed, viewpoints
from briefgen.model import (
    NO_REVIEW,
    Advice,
    BriefSpec,
    Contrast,
    Document,
    Evidence,
    Issue,
    IssueEvidence,
    Problem,
    Review,
    Sentence,
    SourceRecord,
)
from briefgen.review import review_file
from briefgen.viewpoints import Attribution, Scorer


def find_evidence(
    spec: BriefSpec,
    topics: Sequence[Topic],
    documents: Sequence[Document],
    sentences: Sequence[Sequence[Sentence]],
    attributions: Sequence[Sequence[Attribution]],
    excluded: Sequence[SourceRecord],
    problems: Sequence[Problem],
    *,
    edition: str,
    as_of: str,
    scorer: Scorer,
    review: Review = NO_REVIEW,
) -> Evidence:
    """All that an edition rests on; an issue that no source touches becomes a problem.

    `topics` are the spec's issues in their order, `sentences` those of each document, annotated,
    and `attributions` who holds each; what the desk decided in its `review` is not asked again.
    `scorer`: tells the sides.
    """
    readings = read(documents, sentences, attributions, topics, scorer)
    speakers = (a.speaker for r in readings for a in r.attributions if a.speaker)
    holders = Holders(documents, speakers)
    asked = [topic.issue for topic in topics]
    told = told_disputes(topics, readings, holders, review)
    on = (without_disputes(_found(t, readings, holders, scorer), told) for t in topics)
    found = decided(asked, tuple(on), review)
    reviewed, gone = tally(asked, found, review)
    issues, kept = _issues(topics, found, spec, review)
    disputes = [chosen_disputes(on_issue) for on_issue in told]
    quoted: list[Found | Told] = [*kept, *(one for on_issue in disputes for one in on_issue)]
    every = zip(topics, found, disputes, strict=True)
    untouched = [_untouched(topic) for topic, some, more in every if not some and not more]
    return Evidence(
        spec=spec,
        edition=edition,
        as_of=as_of,
        sources=(*_records(readings, quoted), *excluded),
        passages={one.passage.id: one.passage for one in quoted},
        holders={one.holder.id: one.holder for one in quoted},
        issues=tuple(map(with_disputes, issues, disputes)),
        considered=_number([*found, *disputes]),
        problems=(*problems, *untouched, *([_gone(spec, gone)] if gone else [])),
        reviewed=reviewed,
    )


def _number(found: Sequence[Sequence[Found | Told]]) -> int:
    """How many passages stand in what was found on the issues."""
    return len({one.passage.id for on_issue in found for one in on_issue})


def _found(
    topic: Topic, readings: Sequence[Reading], holders: Holders, scorer: Scorer
) -> tuple[Found, ...]:
    """Every passage that could be printed on an issue."""
    return candidates(topic, readings, holders, standpoints(topic, readings, holders, scorer))


def _issues(
    topics: Sequence[Topic], found: Sequence[Sequence[Found]], spec: BriefSpec, review: Review
) -> tuple[tuple[IssueEvidence, ...], list[Found]]:
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
    return tuple(issues[place] for place in order), list(kept.values())


def _issue(
    topic: Topic, found: Sequence[Found], spec: BriefSpec, taken: Sequence[Found], review: Review
) -> tuple[IssueEvidence, list[Found]]:
    """The evidence on one issue, and every passage that it uses."""
    by_id = {f.passage.id: f for f in found}
    chosen = key_passages(found, spec, taken)
    key = [one.found for one in chosen]
    opposed = contrasts(topic.issue, found, review, key)
    in_contrast = [by_id[v.passage] for pair in opposed for v in (pair.left, pair.right)]
    of_two_times = _parted(topic.issue, found, review, key, in_contrast)
    told = [*key, *in_contrast, *of_two_times, *upheld(found)]
    told += placed(topic.issue, found, told)
    shown = {f.passage.id: f for f in told}
    views = viewpoints(topic.issue, list(shown.values()))
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
    changed = changes(topic.issue, views, shown) + over_event(topic.issue, views, of_two_times)
    asked = proposed(topic.issue, clear(found, key), opposed, review)
    evidence = IssueEvidence(
        id=topic.issue.id,
        title=topic.issue.title,
        question=topic.issue.question,
        key_passages=tuple(f.passage.id for f in key),
        viewpoints=views,
        contrasts=printed,
        note=None if printed else contrast_note(topic.issue, found, told, key),
        choices=tuple(one.choice for one in chosen),
        agreements=agreements(topic.issue, views, shown),
        changes=changed,
        mixed=mixed(topic.issue, views, shown, changed),
        proposed=asked,
    )
    used = [*shown, *(p for pair in asked for p in (pair.left_passage, pair.right_passage))]
    return evidence, [by_id[passage] for passage in dict.fromkeys(used)]


def _parted(
    issue: Issue,
    found: Sequence[Found],
    review: Review,
    key: Sequence[Found],
    in_contrast: Sequence[Found],
) -> tuple[Found, ...]:
    """The two passages that an event parts, of those that stand in no contrast; or none."""
    if not issue.events:
        return ()
    sided, barred = opposable(issue, found, review, key)
    return parted(issue, apart(sided, in_contrast), barred)


def _records(readings: Sequence[Reading], used: Iterable[Found | Told]) -> list[SourceRecord]:
    """The sources that were read; what was not parsed, since it is on no issue, has no kind."""
    quoted = {one.passage.source for one in used}
    of = ((reading.document, reading.genre if reading.sentences else None) for reading in readings)
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
            kind=genre.kind if genre else "",
            signs=genre.reasons if genre else (),
        )
        for d, genre in of
    ]


def _untouched(topic: Topic) -> Problem:
    terms = ", ".join(topic.issue.terms) or topic.issue.title
    return Problem(
        where=topic.issue.where or topic.issue.id,
        what=f"no source says anything fit to be quoted on “{topic.issue.title}” ({terms})",
        remedy="add a source on it, or add terms that the sources use",
    )


def _gone(spec: BriefSpec, passages: int) -> Advice:
    are = "1 passage that is" if passages == 1 else f"{passages} passages that are"
    return Advice(
        where=review_file(spec.file).name,
        what=f"the review names {are} not in this edition; kept",
        remedy="nothing needs to be done; delete a decision that is no longer wanted",
    )
