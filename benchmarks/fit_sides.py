"""Fit the numbers by which a sentence takes a side on an issue's question, and which side.

    python benchmarks/fit_sides.py --data train-1.jsonl train-2.jsonl … [--cache DIR] [--out FILE]

In each file of labelled issues (see `contrasts_items`) every sentence is an example: one that
holds a labelled passage takes a side, one that holds an unsure one is left out. With the issue's
positions and with its question alone three regressions are fitted: what is likely to take a side at
first sight, what takes one, and which; the last two with embeddings and without. Each file is left
out in turn for the card: `auc` is the mean over issues of the area under the curve, `side` the
share of labelled sentences whose side is right, with the desk's cross-encoder, too, where one is
named; its own weight is not fitted. Deterministic.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from contrasts_items import read
from contrasts_systems import Item, Side
from regression import Examples, area, fitted, fitted_antisymmetric

from briefgen.annotate import annotate_phrases
from briefgen.embed import cross_encoder, embedder
from briefgen.evidence.genre import genre_of
from briefgen.evidence.holders import Holders
from briefgen.evidence.matching import finder, matches
from briefgen.evidence.reading import read as read_documents
from briefgen.evidence.standpoints import utterances
from briefgen.evidence.terms import Topic, phrases, topics
from briefgen.model import Sentence, plain
from briefgen.viewpoints import Scorer, Utterance
from briefgen.viewpoints.side_taking import features as first_features
from briefgen.viewpoints.sides.features import Features, features
from briefgen.viewpoints.sides.scorer import likenesses

if TYPE_CHECKING:
    from briefgen.embed import Embed, Entail

_Asked = TypeVar("_Asked", bound=Hashable)
#: Prior variances: of what is likely, of taking a side, and of which side.
_LIKELY, _TAKING, _SIDE = 0.005, 0.001, 0.003
_KINDS = ("positions", "question")
_ORIGIN = "56 issues over 222 news articles, labelled by hand; no word of them is in the numbers"
#: Words from which a sentence that is a part of a labelled passage counts as it.
_WORDS = 4

Weights = dict[str, dict[str, dict[str, float]]]


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, print how well that does on files left out, write the numbers where asked."""
    arguments = _parser().parse_args(argv)
    embed, entail = kept(embedder()), kept(cross_encoder())
    files = [read(path, arguments.cache) for path in arguments.data]
    card = {"origin": _ORIGIN, **_left_out(files, embed, entail)}
    for name, figure in card.items():
        print(f"{name}: {figure}")
    if arguments.out:
        weights = fit([item for items in files for item in items], embed)
        text = json.dumps({"card": card, "weights": weights}, indent=1)
        arguments.out.write_text(f"{text}\n", encoding="utf-8")
    return 0


def kept(
    model: Callable[[Sequence[_Asked]], np.ndarray] | None,
) -> Callable[[Sequence[_Asked]], np.ndarray] | None:
    """The same answers, each computed once."""
    if model is None:
        return None
    known: dict[_Asked, np.ndarray] = {}

    def remembered(asked: Sequence[_Asked], /) -> np.ndarray:
        fresh = [one for one in dict.fromkeys(asked) if one not in known]
        known.update(zip(fresh, model(fresh), strict=True) if fresh else ())
        return np.array([known[one] for one in asked])

    return remembered


def fit(items: Sequence[Item], embed: Embed | None) -> Weights:
    """The weights, fitted to these items."""
    return {kind: _fit(kind, items, embed) for kind in _KINDS}


def _fit(kind: str, items: Sequence[Item], embed: Embed | None) -> dict[str, dict[str, float]]:
    asked = [_asked(kind, item) for item in items]
    first = [_first(item, topic) for item, topic in asked]
    names = (*first_names(asked[0]), "")
    weights = {"likely": _named(names, fitted(first, _LIKELY))}
    scorer = Scorer({kind: weights})
    for embedded in ("", " embedded") if embed else ("",):
        rows = [
            _features(item, topic, scorer, embed if embedded else None) for item, topic in asked
        ]
        takes, sides = tuple(rows[0][0].taking), tuple(rows[0][0].side)
        taking = [taking_examples(found, labels) for found, labels in rows]
        which = [e for found, labels in rows if len((e := side_examples(found, labels)).true)]
        weights[f"taking{embedded}"] = _named((*takes, ""), fitted(taking, _TAKING))
        weights[f"side{embedded}"] = _named(sides, fitted_antisymmetric(which, _SIDE))
    return weights


def _asked(kind: str, item: Item) -> tuple[Item, Topic]:
    issue = item.case.issue if kind == "positions" else replace(item.case.issue, positions=())
    return item, topics([issue], annotate_phrases(phrases([issue])))[0]


def first_names(asked: tuple[Item, Topic]) -> tuple[str, ...]:
    """The names of the features at first sight."""
    item, topic = asked
    case = item.case
    rows = first_features(
        case.sentences[0][:1], case.attributions[0][:1], [True], topic.ask.stated, report=True
    )
    return tuple(rows[0])


def _first(item: Item, topic: Topic) -> Examples:
    """The sentences of all documents of an item, as they look at first sight."""
    case, found = item.case, finder([topic])
    rows, takes = [], []
    for place, (parsed, said) in enumerate(zip(case.sentences, case.attributions, strict=True)):
        on = [bool(matches(sentence, [topic], [found])[0].terms) for sentence in parsed]
        report = genre_of(case.documents[place], parsed).leads
        seen = first_features(parsed, said, on, topic.ask.stated, report=report)
        for sentence, row in zip(parsed, seen, strict=True):
            label = labels_of(item, place, sentence)
            if label is not None:
                rows.append(list(row.values()))
                takes.append(bool(label))
    return Examples(np.array(rows), np.array(takes, float))


def labels_of(item: Item, document: int, sentence: Sentence) -> frozenset[Side] | None:
    """The sides of the labelled passages that a sentence holds; None where one is unsure."""
    text = plain(sentence.text)

    def holds(labelled: str) -> bool:
        return labelled in text or (text in labelled and len(text.split()) >= _WORDS)

    sides = frozenset(g.side for g in item.gold if g.document == document and holds(plain(g.text)))
    doubtful = any(g.document == document and holds(plain(g.text)) for g in item.unsure)
    return None if doubtful and not sides else sides


def _features(
    item: Item, topic: Topic, scorer: Scorer, embed: Embed | None
) -> tuple[Features, list[frozenset[Side] | None]]:
    """The features of the sentences that are looked at a second time, and their labels."""
    said = looked_at(item, topic, scorer)
    places = {document.id: n for n, document in enumerate(item.case.documents)}
    labels = [labels_of(item, places[u.source], u.sentence) for u in said]
    return features(said, topic.ask, likenesses(said, topic.ask, embed)), labels


def looked_at(item: Item, topic: Topic, scorer: Scorer) -> tuple[Utterance, ...]:
    """The sentences of an item that the scorer looks at a second time."""
    case = item.case
    readings = read_documents(case.documents, case.sentences, case.attributions, [topic], scorer)
    speakers = (a.speaker for r in readings for a in r.attributions if a.speaker)
    return utterances(topic, readings, Holders(case.documents, speakers))


def taking_examples(found: Features, labels: Sequence[frozenset[Side] | None]) -> Examples:
    """Whether each sentence takes a side."""
    rows = np.column_stack(list(found.taking.values()))
    known = np.array([label is not None for label in labels], bool)
    return Examples(rows[known], np.array([bool(label) for label in labels if label is not None]))


def side_examples(found: Features, labels: Sequence[frozenset[Side] | None]) -> Examples:
    """Whether each sentence that takes one side alone takes the first."""
    rows = np.column_stack([values[:, 0] - values[:, 1] for values in found.side.values()])
    one = [n for n, label in enumerate(labels) if label and len(label) == 1]
    return Examples(rows[one], np.array([labels[n] == {"a"} for n in one], float))


def _named(names: Sequence[str], weights: np.ndarray) -> dict[str, float]:
    return {name: round(float(w), 5) for name, w in zip(names, weights, strict=True)}


def _left_out(
    files: Sequence[Sequence[Item]], embed: Embed | None, entail: Entail | None
) -> Mapping[str, str]:
    """How well sides are told in files that were not fitted."""
    areas: dict[str, list[float]] = {}
    rights: dict[str, list[bool]] = {}
    models = {"": (None, None)} | ({" embedded": (embed, None)} if embed else {})
    models |= {" with cross-encoder": (embed, entail)} if entail else {}
    for held, of_file in enumerate(files):
        weights = fit([item for n, f in enumerate(files) if n != held for item in f], embed)
        for kind in _KINDS:
            for name, (rows, pairs) in models.items():
                scorer = Scorer(weights, rows, pairs)
                for item in of_file:
                    _judge(
                        kind,
                        item,
                        scorer,
                        areas.setdefault(kind + name, []),
                        rights.setdefault(kind + name, []),
                    )
    return {
        **{f"auc {name}": f"{np.mean(found):.3f}" for name, found in areas.items()},
        **{f"side {name}": f"{np.mean(found):.3f}" for name, found in rights.items()},
    }


def _judge(kind: str, item: Item, scorer: Scorer, areas: list[float], rights: list[bool]) -> None:
    """Add how well the sides of one item are told, where it has a contrast."""
    if item.none:
        return
    item, topic = _asked(kind, item)
    said = looked_at(item, topic, scorer)
    told = {(u.source, u.index): s for u, s in zip(said, scorer(said, topic.ask), strict=True)}
    takes: list[tuple[bool, float]] = []
    for place, document in enumerate(item.case.documents):
        for index, sentence in enumerate(item.case.sentences[place]):
            label = labels_of(item, place, sentence)
            standpoint = told.get((document.id, index))
            if label is None:
                continue
            takes.append((bool(label), standpoint.takes if standpoint else 0.0))
            if standpoint and len(label) == 1:
                rights.append((standpoint.shares[0] > standpoint.shares[1]) == (label == {"a"}))
    true, scores = (np.array(column, float) for column in zip(*takes, strict=True))
    areas.append(area(true, scores))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Fit the numbers of sides.")
    parser.add_argument("--data", type=Path, required=True, nargs="+", metavar="PATH")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep parses here")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the numbers here")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
