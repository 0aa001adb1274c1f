"""Fit the numbers by which a sentence takes a side on an issue's question, or none.

    python benchmarks/fit_side_taking.py --data train-1.jsonl train-2.jsonl … [--out FILE]

In each file of labelled issues (see `contrasts_items`) every sentence is an example: one that
holds a labelled passage takes a side, one that holds an unsure one is left out. Two regressions
are fitted, one that knows the issue's positions and one that knows its question alone; each issue
weighs by the root of its sentences. `auc` is the mean over issues of the area under the curve,
each file left out in turn. Deterministic.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from contrasts_items import read
from contrasts_systems import Item
from numpy.typing import NDArray

from briefgen.annotate import annotate_phrases
from briefgen.evidence.genre import genre_of
from briefgen.evidence.matching import finder, matches
from briefgen.evidence.terms import phrases, topics
from briefgen.viewpoints.side_taking import features

#: The strength of the ridge, as a prior variance of the weights of features of deviation 1.
_VARIANCE = 0.005
_STEPS, _STILL = 50, 1e-9
_ORIGIN = "56 issues over 222 news articles, labelled by hand; no word of them is in the numbers"


@dataclass(frozen=True, slots=True)
class Examples:
    """The sentences of an issue: a row of features each, and whether it takes a side."""

    rows: NDArray[np.float64]
    takes: NDArray[np.float64]
    names: tuple[str, ...]


def main(argv: Sequence[str] | None = None) -> int:
    """Fit both regressions, print how well they do on files left out, write them where asked."""
    arguments = _parser().parse_args(argv)
    files = [read(path, arguments.cache) for path in arguments.data]
    weights, card = {}, {"origin": _ORIGIN}
    for kind in ("positions", "question"):
        examples = [[_examples(item, kind) for item in items] for items in files]
        card[f"auc {kind}"] = f"{_left_out(examples):.3f}"
        weights[kind] = _named(_fitted([e for of_file in examples for e in of_file]), examples)
        print(f"{kind}: auc {card[f'auc {kind}']}")
    if arguments.out:
        text = json.dumps({"card": card, "weights": weights}, indent=1)
        arguments.out.write_text(f"{text}\n", encoding="utf-8")
    return 0


def _examples(item: Item, kind: str) -> Examples:
    """The sentences of all documents of an item."""
    issue, case = item.case.issue, item.case
    topic = topics([issue], annotate_phrases(phrases([issue])))[0]
    found, stances = finder([topic]), topic.stances if kind == "positions" else (topic.asked,)
    rows, takes, names = [], [], ()
    for place, (parsed, said) in enumerate(zip(case.sentences, case.attributions, strict=True)):
        on = [bool(matches(sentence, [topic], [found])[0].terms) for sentence in parsed]
        report = genre_of(case.documents[place], parsed).leads
        found_rows = features(parsed, said, on, stances, report=report)
        for sentence, row in zip(parsed, found_rows, strict=True):
            label = _label(item, place, sentence.text)
            if label is not None:
                names = tuple(row)
                rows.append(list(row.values()))
                takes.append(label)
    return Examples(np.array(rows), np.array(takes, float), names)


def _label(item: Item, document: int, text: str) -> bool | None:
    """Whether a sentence holds a labelled passage; None where one is unsure."""
    plain = " ".join(text.split())
    for golds, label in ((item.gold, True), (item.unsure, None)):
        for gold in golds:
            if gold.document == document and " ".join(gold.text.split()) in plain:
                return label
    return False


def _fitted(examples: Sequence[Examples]) -> NDArray[np.float64]:
    """The weights of the features as they are, and last the intercept (Newton's method)."""
    rows = np.vstack([e.rows for e in examples])
    takes = np.concatenate([e.takes for e in examples])
    weight = np.concatenate([np.full(len(e.takes), 1 / math.sqrt(len(e.takes))) for e in examples])
    weight *= len(weight) / weight.sum()
    mean, deviation = rows.mean(0), rows.std(0) + 1e-9
    scaled = np.column_stack([(rows - mean) / deviation, np.ones(len(rows))])
    ridge = np.diag([1 / _VARIANCE] * rows.shape[1] + [0.0])
    found = np.zeros(scaled.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(scaled @ found)))
        slope = scaled.T @ (weight * (chance - takes)) + ridge @ found
        curve = (scaled * (weight * chance * (1 - chance))[:, None]).T @ scaled + ridge
        step = np.linalg.solve(curve, slope)
        found -= step
        if abs(step).max() < _STILL:
            break
    plain = found[:-1] / deviation
    return np.append(plain, found[-1] - plain @ mean)


def _left_out(files: Sequence[Sequence[Examples]]) -> float:
    """The mean area under the curve of issues whose file was not fitted."""
    areas = []
    for held, of_file in enumerate(files):
        weights = _fitted([e for n, f in enumerate(files) if n != held for e in f])
        scored = ((e.takes, e.rows @ weights[:-1]) for e in of_file if e.takes.sum() > 0)
        areas += [_area(takes, scores) for takes, scores in scored]
    return float(np.mean(areas))


def _area(takes: NDArray[np.float64], scores: NDArray[np.float64]) -> float:
    """The share of pairs in which what takes a side is scored above what does not."""
    sides, others = scores[takes > 0], scores[takes == 0]
    above = (sides[:, None] > others).sum() + 0.5 * (sides[:, None] == others).sum()
    return float(above / (len(sides) * len(others)))


def _named(
    weights: NDArray[np.float64], files: Sequence[Sequence[Examples]]
) -> Mapping[str, float]:
    names = (*files[0][0].names, "")
    return {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Fit the numbers of side-taking.")
    parser.add_argument("--data", type=Path, required=True, nargs="+", metavar="PATH")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep parses here")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the numbers here")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
