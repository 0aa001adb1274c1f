"""Briefgen itself: the evidence that a brief on this one issue would rest on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from contrasts_systems import Answer, Case, Pair, Side, System, View, named

from briefgen.annotate import annotate_phrases
from briefgen.evidence import find_evidence
from briefgen.evidence.reviewed import with_examples
from briefgen.evidence.terms import phrases, topics
from briefgen.model import BriefSpec, Contrast, Evidence, Issue, Viewpoint
from briefgen.viewpoints import Lean, side


def positions() -> System:
    """The issue with its positions as the desk gave them, and what it decided of the views."""
    return _answer


def question() -> System:
    """The issue with its question only."""
    return lambda case: _answer(replace(case, issue=replace(case.issue, positions=())))


def _answer(case: Case) -> Answer:
    issues = with_examples([case.issue], case.review)
    spec = BriefSpec(Path("brief.yaml"), "", case.issue.title, (), issues)
    found = topics(spec.issues, annotate_phrases(phrases(spec.issues)))
    evidence = find_evidence(
        spec,
        found,
        case.documents,
        case.sentences,
        (),
        (),
        edition="1",
        as_of="2000-01-01",
        review=case.review,
    )
    return of_evidence(case, evidence)


def of_evidence(case: Case, evidence: Evidence) -> Answer:
    """What an edition says on its one issue: the contrasts in its order, and every view."""
    on_issue = evidence.issues[0]
    places = {document.id: n for n, document in enumerate(case.documents)}
    views = {
        passage: _view(evidence, passage, viewpoint, case.issue, places)
        for viewpoint in on_issue.viewpoints
        for passage in viewpoint.passages
    }
    pairs = tuple(_pair(contrast, views) for contrast in on_issue.contrasts)
    return Answer(pairs, tuple(views.values()))


def _pair(contrast: Contrast, views: dict[str, View]) -> Pair:
    left, right = views[contrast.left_passage], views[contrast.right_passage]
    return Pair(left, right, contrast.score, printed=True)


def _view(
    evidence: Evidence, passage: str, viewpoint: Viewpoint, issue: Issue, places: dict[str, int]
) -> View:
    found, holder = evidence.passages[passage], evidence.holders[viewpoint.holder]
    position = side(issue, Lean(viewpoint.position, viewpoint.stance, 0.0))
    ids = [one.id for one in issue.positions]
    of: dict[str | None, Side] = dict(zip(ids, ("a", "b"), strict=False))
    return View(
        document=places[found.source],
        start=found.start,
        end=found.end,
        holder=named(holder),
        author=holder.author,
        side=of.get(position),
    )
