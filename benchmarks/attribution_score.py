"""How near what was found in an article comes to what annotators found in it.

A found relation can be matched with one of theirs if their contents overlap by half (Jaccard over
code points). The matching is one-to-one, as large as can be, and among those the one in which
most cues overlap, and then the contents most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from attribution_articles import Article, Relation, Spans
from scipy.optimize import linear_sum_assignment

_ENOUGH = 0.5
#: What a pair counts before its cue and its overlap do: more than all of these together.
_PAIR = 1000.0
#: The recall at which precision is asked for.
RECALL = 0.5
#: The commonest cues: say, tell, write, argue, think, want, according to.
_CORE = re.compile(
    r"""\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|wr(?:ite|ites|ote|itten|iting)
    |argu(?:e|es|ed|ing)|th(?:ink|inks|ought|inking)|want(?:s|ed|ing)?|according)\b""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Compared:
    """An article's relations as found, and the annotators', with the pairs of their indices."""

    article: Article
    found: tuple[Relation, ...]
    pairs: tuple[tuple[int, int], ...]


def compared(article: Article, found: Sequence[Relation]) -> Compared:
    """What was found, matched with what annotators found."""
    worth = np.array([[_worth(a, b) for b in article.relations] for a in found], ndmin=2)
    if not found or not article.relations:
        return Compared(article, tuple(found), ())
    left, right = linear_sum_assignment(worth, maximize=True)
    pairs = ((int(a), int(b)) for a, b in zip(left, right, strict=True) if worth[a, b])
    return Compared(article, tuple(found), tuple(pairs))


def scores(results: Sequence[Compared]) -> dict[str, float]:
    """Precision, recall and F1 over all articles, the sources', and the core cues' F1."""
    found = sum(len(each.found) for each in results)
    wanted = sum(len(each.article.relations) for each in results)
    pairs = sum(len(each.pairs) for each in results)
    precision, recall = pairs / max(1, found), pairs / max(1, wanted)
    return {
        "precision": precision,
        "recall": recall,
        "content_f1": _f1(precision, recall),
        "source_accuracy": _source_accuracy(results),
        "core_f1": _core_f1(results),
    }


def precision_at(articles: Sequence[Article], found: Sequence[Sequence[Relation]]) -> float | None:
    """The precision of the surest relations that reach a recall of .5; None if none do.

    The largest threshold at which they do is found by halving.
    """
    levels = sorted({each.score for some in found for each in some})
    low, high, reached = 0, len(levels) - 1, None
    while low <= high:
        middle = (low + high) // 2
        sure = [[r for r in some if r.score >= levels[middle]] for some in found]
        score = scores([compared(a, some) for a, some in zip(articles, sure, strict=True)])
        if score["recall"] >= RECALL:
            reached, low = score["precision"], middle + 1
        else:
            high = middle - 1
    return reached


def overlap(left: Spans, right: Spans) -> float:
    """Jaccard's measure of two sets of spans over their code points, 0 to 1."""
    common = sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)
    both = sum(b - a for a, b in (*left, *right)) - common
    return common / both if both else 0.0


def _worth(found: Relation, wanted: Relation) -> float:
    share = overlap(found.content, wanted.content)
    if share < _ENOUGH:
        return 0.0
    return _PAIR + (overlap(found.cue, wanted.cue) > 0) + share / 2


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _source_accuracy(results: Sequence[Compared]) -> float:
    """The share of matched relations with a source whose source overlaps by half."""
    right = [
        overlap(each.found[a].source, each.article.relations[b].source) >= _ENOUGH
        for each in results
        for a, b in each.pairs
        if each.article.relations[b].source
    ]
    return sum(right) / max(1, len(right))


def _core_f1(results: Sequence[Compared]) -> float:
    """F1 of relations by the commonest cues: precision over those found, recall over theirs."""
    found: list[bool] = []
    wanted: list[bool] = []
    for each in results:
        left, right = {a for a, _ in each.pairs}, {b for _, b in each.pairs}
        text = each.article.document.text
        found += [n in left for n, r in enumerate(each.found) if is_core(text, r)]
        wanted += [n in right for n, r in enumerate(each.article.relations) if is_core(text, r)]
    return _f1(sum(found) / max(1, len(found)), sum(wanted) / max(1, len(wanted)))


def is_core(text: str, relation: Relation) -> bool:
    """Whether a relation's cue is one of the commonest."""
    return any(_CORE.search(text[start:end]) for start, end in relation.cue)
