"""The weights of the statements' scorer, fitted to annotated articles.

    python benchmarks/fit_attribution.py --data TRAIN (--out FILE | --left-out FOLDS)

A logistic regression with a normal prior (L2), by L-BFGS, of which the strongest features are
kept; a reading is right if its content overlaps by half with that of a relation whose cue it
shares. The same articles give the same bytes. `--left-out` writes nothing and prints how well
articles that were left out are told at several thresholds, a fifth of them at a time.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from attribution_articles import Article, Spans, read
from attribution_score import Compared, compared, overlap, scores
from attribution_systems import relations
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from briefgen.viewpoints.statements import by_weights
from briefgen.viewpoints.statements.candidates import Candidate, candidates
from briefgen.viewpoints.statements.features import features, siblings_of
from briefgen.viewpoints.statements.layout import Layout
from briefgen.viewpoints.statements.scorer import Weights

_NOTE = (
    "Weights of a logistic regression over features of syntax and cue words, fitted to the "
    "training articles of PolNeAR 1.0 (Newell, Margolin and Ruths, LREC 2018; "
    "github.com/networkdynamics/PolNeAR). No text of the articles is in here."
)
#: Variance of the prior, occurrences below which a feature is dropped, and how many are kept.
_PRIOR, _LEAST, _KEPT = 0.15, 4, 12_000
#: What is told, by the F1 of articles that were left out; and what else was asked.
_THRESHOLD = 0.30
_THRESHOLDS = (0.26, 0.28, 0.30, 0.32, 0.34)
_FOLDS = 5
_RIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """A reading: the names of its features, and whether it is right."""

    names: tuple[str, ...]
    right: bool


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, choose the threshold on left-out articles, and write the weights."""
    arguments = _parser().parse_args(argv)
    articles = read(arguments.data)
    examples = [_examples(article) for article in articles]
    if arguments.left_out:
        _print_left_out(articles, examples, arguments.left_out)
        return 0
    weights = fit([each for some in examples for each in some])
    report = {
        "note": _NOTE,
        "articles": len(articles),
        "bias": weights.bias,
        "threshold": weights.threshold,
        "weights": weights.of,
    }
    text = json.dumps(report, ensure_ascii=False, indent=0)
    arguments.out.write_text(text + "\n", encoding="utf-8")
    return 0


def fit(examples: Sequence[Example]) -> Weights:
    """The weights of the strongest features, rounded to two places."""
    counts = Counter(name for each in examples for name in each.names)
    names = sorted(name for name, count in counts.items() if count >= _LEAST)
    found, bias = _regression(examples, names)
    of = {name: float(weight) for name, weight in zip(names, found, strict=True)}
    strongest = sorted(of, key=lambda name: (-abs(of[name]) * counts[name] ** 0.5, name))
    kept = {name: round(of[name], 2) for name in sorted(strongest[:_KEPT])}
    return Weights(round(bias, 2), _THRESHOLD, {n: w for n, w in kept.items() if w})


def _examples(article: Article) -> tuple[Example, ...]:
    layout = Layout(article.document, article.sentences)
    found = [tuple(candidates(layout, index)) for index in range(len(layout.sentences))]
    return tuple(
        Example(
            tuple(sorted(set(features(layout, each, siblings[each.sentence, each.cue])))),
            _is_right(layout, article, each),
        )
        for some in found
        for siblings in (siblings_of(some),)
        for each in some
    )


def _is_right(layout: Layout, article: Article, candidate: Candidate) -> bool:
    token = layout.trees[candidate.sentence].tokens[candidate.cue]
    return any(
        _holds(relation.cue, token.start) and overlap(candidate.content, relation.content) >= _RIGHT
        for relation in article.relations
    )


def _holds(spans: Spans, offset: int) -> bool:
    return any(start <= offset < end for start, end in spans)


def _regression(
    examples: Sequence[Example], names: Sequence[str]
) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], float]:
    """The weights of `names`, and the bias, that have the highest posterior density."""
    columns = {name: n for n, name in enumerate(names)}
    rows = [[columns[name] for name in each.names if name in columns] for each in examples]
    pointers = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    indices = np.array([n for row in rows for n in row], dtype=np.int32)
    shape = (len(rows), len(names))
    design = csr_matrix((np.ones(len(indices)), indices, pointers), shape=shape)
    transposed = design.T.tocsr()
    sign = np.array([1.0 if each.right else -1.0 for each in examples])

    def loss(weights):  # type: ignore[no-untyped-def]
        inner, bias = weights[:-1], weights[-1]
        margin = sign * (design @ inner + bias)
        pull = -sign / (1 + np.exp(np.clip(margin, -500, 500)))
        value = np.logaddexp(0, -margin).sum() + inner @ inner / (2 * _PRIOR)
        return value, np.append(transposed @ pull + inner / _PRIOR, pull.sum())

    start = np.zeros(len(names) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return found[:-1], float(found[-1])


def _print_left_out(
    articles: Sequence[Article], examples: Sequence[Sequence[Example]], folds: int
) -> None:
    """The scores of articles that are told by weights fitted without them."""
    results: dict[float, list[Compared]] = {threshold: [] for threshold in _THRESHOLDS}
    for fold in range(folds):
        others = [e for n, some in enumerate(examples) if n % _FOLDS != fold for e in some]
        scorer = by_weights(fit(others))
        for article in articles[fold::_FOLDS]:
            for threshold, some in results.items():
                some.append(compared(article, relations(article, scorer, threshold)))
    for threshold, some in results.items():
        row = "  ".join(f"{name} {value:.3f}" for name, value in scores(some).items())
        print(f"{threshold:.2f}  {row}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Fit the weights of the statements' scorer.")
    parser.add_argument("--data", type=Path, required=True, metavar="PATH", help="JSON lines")
    does = parser.add_mutually_exclusive_group(required=True)
    does.add_argument("--out", type=Path, metavar="FILE")
    does.add_argument("--left-out", type=int, choices=range(1, _FOLDS + 1), metavar="FOLDS")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
