"""Whether what a system prints is right, and how sure the means are.

Texts are compared with white space collapsed. A pair is right where one view holds a passage of
one side, or lies in it with four words and more, and the other one of the other side, and the
holders differ. What only holds if `unsure` passages count is neither right nor wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

import numpy as np
from contrasts_systems import Answer, Gold, Item, Pair, View

from briefgen.model import plain

#: What is counted for each issue, in the order of a tally's numbers.
COUNTS = tuple(
    """hit_1 hit_3 cross_1 cross_3 right_3 judged_3 printed right judged open open_right open_judged
    issue_printed none_printed sided side_right gold viewed proposed held holder_right""".split()
)
#: Each metric by what is counted: a sum, or the ratio of two.
METRICS: Mapping[str, tuple[str, str | None]] = {
    "hit_at_1": ("hit_1", None),
    "hit_at_3": ("hit_3", None),
    "precision_at_3": ("right_3", "judged_3"),
    "printed": ("printed", None),
    "precision": ("right", "judged"),
    "issues_printed": ("issue_printed", None),
    "none_items_printed": ("none_printed", None),
    "side_accuracy": ("side_right", "sided"),
    "side_coverage": ("sided", "gold"),
    "view_recall": ("viewed", "gold"),
    "candidate_recall": ("proposed", "gold"),
    "holder_accuracy": ("holder_right", "held"),
    "undecided_printed": ("open", None),
    "undecided_precision": ("open_right", "open_judged"),
    "cross_hit_at_1": ("cross_1", None),
    "cross_hit_at_3": ("cross_3", None),
}
#: Words that a view must have at least to count where it is only a part of a passage.
_WORDS = 4
_SAMPLES, _SEED = 2_000, 20_171
_SPACE, _WORD = re.compile(r"\s+"), re.compile(r"[^\W_]+")
#: What a label says of a holder beside the name: "Ann Lee (mayor)".
_ASIDE = re.compile(r"\([^()]*\)")

Verdict = Literal["right", "wrong", "unsure"]


def tally(item: Item, answer: Answer) -> np.ndarray:
    """What is counted of an answer, by `COUNTS`."""
    pairs = answer.pairs
    verdicts = [verdict(item, pair) for pair in pairs]
    across = [v for v, p in zip(verdicts, pairs, strict=True) if _is_across(p)]
    printed = [v for v, p in zip(verdicts, pairs, strict=True) if p.printed]
    undecided = [
        v for v, p in zip(verdicts, pairs, strict=True) if p.printed and not _is_decided(item, p)
    ]
    first = [] if item.none else verdicts[:3]
    found = {
        "hit_1": "right" in verdicts[:1],
        "hit_3": "right" in verdicts[:3],
        "cross_1": "right" in across[:1],
        "cross_3": "right" in across[:3],
        "right_3": first.count("right"),
        "judged_3": len(first) - first.count("unsure"),
        **_precise(printed, "printed", "right", "judged"),
        **_precise(undecided, "open", "open_right", "open_judged"),
        "issue_printed": bool(printed) and not item.none,
        "none_printed": bool(printed) and item.none,
        **_of_views(item, answer.views),
    }
    return np.array([float(found[name]) for name in COUNTS])


def _precise(verdicts: Sequence[Verdict], *names: str) -> dict[str, int]:
    """All, the right ones, and those that are right or wrong, by these names."""
    counts = (len(verdicts), verdicts.count("right"), len(verdicts) - verdicts.count("unsure"))
    return dict(zip(names, counts, strict=True))


def _is_decided(item: Item, pair: Pair) -> bool:
    """Whether the desk has decided on both views, so that the pair is the desk's own."""
    known = {decision.text for decision in item.case.review.decisions}
    return all(plain(item.case.text_of(view)) in known for view in (pair.left, pair.right))


def verdict(item: Item, pair: Pair) -> Verdict:
    """Whether a pair is a contrast by the item's labels."""
    if pair.left.mouth == pair.right.mouth:
        return "wrong"
    if _is_contrast(item, pair, item.gold):
        return "right"
    return "unsure" if _is_contrast(item, pair, (*item.gold, *item.unsure)) else "wrong"


def covers(item: Item, view: View, gold: Gold) -> bool:
    """Whether a view is of a labelled passage: it holds that, or is a part of it."""
    if view.document != gold.document:
        return False
    said = _plain(item.case.text_of(view))
    labelled = _plain(gold.text)
    return labelled in said or (said in labelled and len(said.split()) >= _WORDS)


def metrics(tallies: np.ndarray) -> dict[str, float | None]:
    """The metrics of issues × counts; None where there is nothing to divide by."""
    sums = tallies.sum(axis=0)
    return {name: _float(_metric(sums, name)) for name in METRICS}


def intervals(items: Sequence[Item], tallies: np.ndarray) -> dict[str, tuple[float, float] | None]:
    """For each metric the bounds of 95 % of samples of the issues drawn with replacement."""
    sums = _samples(items, tallies)
    return {name: _bounds(_metric(sums, name)) for name in METRICS}


def differences(
    items: Sequence[Item], tallies: np.ndarray, other: np.ndarray
) -> dict[str, tuple[float, float] | None]:
    """For each metric the bounds of 95 % of how much it is above another system's, paired."""
    ours, theirs = _samples(items, tallies), _samples(items, other)
    return {name: _bounds(_metric(ours, name) - _metric(theirs, name)) for name in METRICS}


def _samples(items: Sequence[Item], tallies: np.ndarray) -> np.ndarray:
    """Sums over issues drawn anew, as many with a contrast and without as there are."""
    drawn = np.random.default_rng(_SEED)
    sums = np.zeros((_SAMPLES, tallies.shape[1]))
    for none in (False, True):
        of_kind = tallies[[item.none is none for item in items]]
        if len(of_kind):
            sums += of_kind[drawn.integers(len(of_kind), size=(_SAMPLES, len(of_kind)))].sum(axis=1)
    return sums


def _metric(sums: np.ndarray, name: str) -> np.ndarray:
    above, below = METRICS[name]
    value = sums[..., COUNTS.index(above)]
    if below is None:
        return value
    with np.errstate(invalid="ignore"):
        return np.where((by := sums[..., COUNTS.index(below)]) > 0, value / by, np.nan)


def _bounds(values: np.ndarray) -> tuple[float, float] | None:
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    low, high = np.quantile(known, [0.025, 0.975])
    return float(low), float(high)


def _float(value: np.ndarray) -> float | None:
    return None if np.isnan(value) else float(value)


def _is_across(pair: Pair) -> bool:
    return pair.left.document != pair.right.document


def _is_contrast(item: Item, pair: Pair, gold: Sequence[Gold]) -> bool:
    left = [one for one in gold if covers(item, pair.left, one)]
    right = [one for one in gold if covers(item, pair.right, one)]
    return any(a.side != b.side and _differ(a, b) for a in left for b in right)


def _differ(one: Gold, other: Gold) -> bool:
    """Whether two labelled passages may be of two holders: not where each has the same alone."""
    mine, theirs = set(_mouths(one)), set(_mouths(other))
    return not (len(mine) == 1 and mine == theirs)


def _mouths(gold: Gold) -> Iterator[str]:
    """The holders; an author is that of one document."""
    for name in gold.holders:
        yield f"author {gold.document}" if _is_author(name) else name


def _is_author(name: str) -> bool:
    return name == "author" or name.startswith("author ")


def _of_views(item: Item, views: Sequence[View]) -> dict[str, float]:
    """The counts of labelled passages that are among the views, have a side, are in a mouth."""
    counts = dict.fromkeys(COUNTS[COUNTS.index("sided") :], 0.0)
    for gold in item.gold:
        found = sorted((v for v in views if covers(item, v, gold)), key=lambda v: v.end - v.start)
        sided = [v for v in found if v.side and not _is_of_both(item, v)]
        counts["gold"] += 1
        counts["viewed"] += any(view.printed for view in found)
        counts["proposed"] += bool(found)
        if sided:
            counts["sided"] += 1
            counts["side_right"] += sided[0].side == gold.side
        if found and gold.holders and (found[0].holder or found[0].author):
            counts["held"] += 1
            counts["holder_right"] += is_held(found[0], gold)
    return counts


def _is_of_both(item: Item, view: View) -> bool:
    """Whether passages of both sides are in one view, so that none is its side."""
    return len({gold.side for gold in item.gold if covers(item, view, gold)}) == 2


def is_held(view: View, gold: Gold) -> bool:
    """Whether a view's holder is a labelled one: by the last word of the name, or the author."""
    if view.author and any(map(_is_author, gold.holders)):
        return True
    last = {word for name in gold.holders for word in _words(name)[-1:]}
    return not last.isdisjoint(_words(view.holder))


def _words(name: str) -> list[str]:
    return _WORD.findall(_ASIDE.sub(" ", name).casefold())


@cache
def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
