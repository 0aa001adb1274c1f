"""Briefgen itself: the evidence that a brief on this one issue would rest on, and its ranking.

What a brief prints comes first, then the best pairs of all sentences, printed or not: the ranking
is the scorer's, and looks at sentences, too, that are not fit to be quoted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from contrasts_systems import (
    Answer,
    Case,
    Entry,
    Item,
    Pair,
    Side,
    System,
    Unavailable,
    View,
    named,
)
from fit_sides import fit, kept

from briefgen.annotate import annotate_phrases
from briefgen.embed import CROSS_ENCODER, cross_encoder, embedder
from briefgen.evidence import find_evidence
from briefgen.evidence.holders import Holders
from briefgen.evidence.reading import read
from briefgen.evidence.reviewed import with_examples
from briefgen.evidence.standpoints import utterances
from briefgen.evidence.terms import Topic, phrases, topics
from briefgen.model import BriefSpec, Contrast, Evidence, Issue, Viewpoint
from briefgen.viewpoints import SURE, UNCLEAR, Lean, Scorer, Utterance, side
from briefgen.viewpoints.contrasts import View as Standing
from briefgen.viewpoints.contrasts import ranked

if TYPE_CHECKING:
    from briefgen.embed import Embed, Entail

_PLACES: tuple[Side, Side] = ("a", "b")


def systems(count: int) -> dict[str, Entry]:
    """Briefgen with the positions, the question alone, without embeddings, and after a review.

    With the positions, too, and a cross-encoder, where the desk names one.
    """
    embed, entail = kept(embedder()), kept(cross_encoder())
    fits = _Fits(embed)
    given, asked = _positions, _question
    return {
        "positions": _entry(given, fits, embed),
        "question": _entry(asked, fits, embed),
        "no-embeddings": _entry(given, fits, None),
        "cross-encoder": _entry(given, fits, embed, entail) if entail else Entry(_no_pairs),
        f"reviewed-{count}": replace(_entry(given, fits, embed), reviewed=count),
    }


class _Fits:
    """The numbers that were fitted to items, each fit made once."""

    def __init__(self, embed: Embed | None) -> None:
        self._embed = embed
        self._known: dict[tuple[str, ...], Mapping] = {}

    def __call__(self, items: Sequence[Item]) -> Mapping:
        key = tuple(item.id for item in items)
        if key not in self._known:
            self._known[key] = fit(items, self._embed)
        return self._known[key]


def _no_pairs() -> System:
    raise Unavailable(f"{CROSS_ENCODER} names no model")


def _entry(
    answer: Callable[[Case, Scorer], Answer],
    fits: _Fits,
    embed: Embed | None,
    entail: Entail | None = None,
) -> Entry:
    def system(scorer: Scorer) -> System:
        return lambda case: answer(case, scorer)

    return Entry(
        make=lambda: system(Scorer.shipped(embed, entail)),
        fit=lambda items: system(Scorer(fits(items), embed, entail)),
    )


def _question(case: Case, scorer: Scorer) -> Answer:
    """The issue with its question only."""
    return _positions(replace(case, issue=replace(case.issue, positions=())), scorer)


def _positions(case: Case, scorer: Scorer) -> Answer:
    """The issue with its positions as the desk gave them, and what it decided of the views."""
    issues = with_examples([case.issue], case.review)
    spec = BriefSpec(Path("brief.yaml"), "", case.issue.title, (), issues)
    found = topics(spec.issues, annotate_phrases(phrases(spec.issues)))
    evidence = find_evidence(
        spec,
        found,
        case.documents,
        case.sentences,
        case.attributions,
        (),
        (),
        edition="1",
        as_of="2000-01-01",
        scorer=scorer,
        review=case.review,
    )
    return with_ranking(of_evidence(case, evidence), _ranking(case, found[0], scorer))


def with_ranking(printed: Answer, ranking: Answer) -> Answer:
    """What is printed, then what is ranked of all that is left."""
    spans = [(v.document, v.start, v.end) for p in printed.pairs for v in (p.left, p.right)]
    left = (
        pair
        for pair in ranking.pairs
        if not any(_within(view, spans) for view in (pair.left, pair.right))
    )
    return Answer((*printed.pairs, *left), (*printed.views, *ranking.views))


def _within(view: View, spans: Sequence[tuple[int, int, int]]) -> bool:
    return any(d == view.document and s <= view.start < e for d, s, e in spans)


def _ranking(case: Case, topic: Topic, scorer: Scorer) -> Answer:
    """The best pairs of all sentences that are looked at, and these with their sides."""
    readings = read(case.documents, case.sentences, case.attributions, [topic], scorer)
    speakers = (a.speaker for r in readings for a in r.attributions if a.speaker)
    holders = Holders(case.documents, speakers)
    said = utterances(topic, readings, holders)
    views = {
        f"{place}": (_sentence(case, holders, one), standing)
        for place, (one, standing) in enumerate(zip(said, scorer(said, topic.ask), strict=True))
    }
    pairs = ranked(
        [
            Standing(id, said[int(id)].mouth, said[int(id)].source, standpoint, UNCLEAR, None)
            for id, (_, standpoint) in views.items()
        ]
    )
    of = {
        id: _sided(view, standpoint.takes, standpoint.shares)
        for id, (view, standpoint) in views.items()
    }
    return Answer(
        tuple(Pair(of[p.left.passage], of[p.right.passage], p.score, printed=False) for p in pairs),
        tuple(of.values()),
    )


def _sided(view: View, takes: float, shares: Sequence[float]) -> View:
    best = max(range(len(shares)), key=shares.__getitem__)
    sure = takes * shares[best]
    return replace(view, side=_PLACES[best] if sure >= SURE else None, sure=sure)


def _sentence(case: Case, holders: Holders, said: Utterance) -> View:
    """A sentence in its mouth; one that cannot be told is its document's own unknown."""
    place = next(n for n, d in enumerate(case.documents) if d.id == said.source)
    speaker = said.attribution.speaker
    holder = holders.speaker(speaker) if speaker else holders.author(case.documents[place])
    unknown = said.attribution.unknown
    return View(
        document=place,
        start=said.sentence.start,
        end=said.sentence.end,
        holder="" if unknown else named(holder),
        author=holder.author and not unknown,
        printed=False,
    )


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
    of: dict[str | None, Side] = dict(zip(ids, _PLACES, strict=False))
    return View(
        document=places[found.source],
        start=found.start,
        end=found.end,
        holder=named(holder),
        author=holder.author,
        side=of.get(position),
    )
