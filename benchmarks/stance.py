"""Which side of a claim a text takes: the language of debates, beside simple ways to tell.

    python benchmarks/stance.py --data PATH [--stated] [--cache FOLDER] [--json OUT]

A line of the file is a claim with `clusters` of `perspectives` of one `stance` (Perspectrum, with
the `split` that it is of), or a `claim` on a `topic` with its `stance` (IBM claim stance). The
claim is an issue's question. With `--stated` the issue has two positions as well, in the words of
the first cluster for the claim and of the first against it, which are not scored then.

`coverage` is the share of texts that get a side, `accuracy` is of these, and `accuracy_at_30` of
the surest 30 % of all; where fewer get a side there is none. `forced` is the accuracy over all,
what gets no side being held to support. `low` and `high` bound its 95 % interval (bootstrap over
the claims, seeded).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from contrasts_parse import document_of, parsed
from contrasts_systems import Unavailable
from stance_systems import SYSTEMS, Motion, System, Verdict

from briefgen.model import Position

COLUMNS = ("accuracy", "coverage", "accuracy_at_30", "forced", "low", "high")
_SUPPORT = frozenset({"SUPPORT", "PRO"})
#: The share of all texts that the surest are.
_SUREST = 0.3
_SAMPLES, _SEED = 2_000, 20_171


@dataclass(frozen=True, slots=True)
class Labelled:
    """A claim with texts on it, of one split, and whether each text supports it.

    `positions`: for and against, where both are stated.
    """

    claim: str
    split: str
    texts: tuple[str, ...]
    supports: tuple[bool, ...]
    positions: tuple[Position, ...] = ()


#: Texts that say the same, and whether they support their claim.
Cluster = tuple[bool, tuple[str, ...]]


#: For each text of a claim what was told of it, and whether it supports the claim.
Told = Sequence[tuple[Verdict, bool]]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write it as JSON where asked."""
    arguments = _parser().parse_args(argv)
    lines = arguments.data.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    claims = labelled(records, stated=arguments.stated)
    motions = _motions(claims, arguments.cache)
    splits = [one.split for one in claims]
    names = ["all", *(sorted(set(splits)) if len(set(splits)) > 1 else [])]
    print(f"{len(claims)} claims, {sum(len(one.texts) for one in claims)} texts")
    print(f"{'system':<15}{'split':<8}" + "".join(f"{column:>16}" for column in COLUMNS))
    rows = []
    for system, make in SYSTEMS.items():
        try:
            told = _told(make(arguments.cache), motions, claims)
        except Unavailable as reason:
            print(f"{system}: not available: {reason}")
            continue
        for name in names:
            of = [t for t, split in zip(told, splits, strict=True) if name in {"all", split}]
            rows.append({"system": system, "split": name, **scores(of)})
            print(_line(rows[-1]))
    if arguments.json:
        figures = {"claims": len(claims), "texts": sum(len(one.texts) for one in claims)}
        report = {"benchmark": "stance", "rows": rows, "figures": figures}
        arguments.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return 0


def labelled(records: Iterable[Mapping[str, Any]], *, stated: bool = False) -> list[Labelled]:
    """The claims of a file of either form; the claims on one topic are texts on it."""
    found: dict[tuple[str, str], list[Cluster]] = {}
    for record in records:
        if "clusters" in record:
            of = [(c["stance"] in _SUPPORT, _texts(c["perspectives"])) for c in record["clusters"]]
            found.setdefault((record["claim"], record.get("split", "")), []).extend(of)
        else:
            one = (record["stance"] in _SUPPORT, _texts([record["claim"]]))
            found.setdefault((record["topic"], record.get("split", "")), []).append(one)
    claims = [
        _labelled(claim, split, [cluster for cluster in clusters if cluster[1]], stated=stated)
        for (claim, split), clusters in found.items()
    ]
    return [one for one in claims if one.texts]


def _texts(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in given if text.strip())


def _labelled(claim: str, split: str, clusters: Sequence[Cluster], *, stated: bool) -> Labelled:
    """A claim with all its texts or, where its two sides are stated, without those that do."""
    first = [next((n for n, c in enumerate(clusters) if c[0] is of), None) for of in (True, False)]
    positions: tuple[Position, ...] = ()
    if stated and None not in first:
        texts = (clusters[n][1] for n in first if n is not None)
        named = zip(("for", "against"), texts, strict=True)
        positions = tuple(Position(name, of[0], of[1:]) for name, of in named)
        clusters = [cluster for n, cluster in enumerate(clusters) if n not in first]
    told = [(text, supports) for supports, of in clusters for text in of]
    texts, supports = tuple(t for t, _ in told), tuple(s for _, s in told)
    return Labelled(claim, split, texts, supports, positions)


def scores(claims: Sequence[Told]) -> dict[str, float | None]:
    """The columns over what was told on each claim."""
    told = [one for texts in claims for one in texts]
    sided = [(v.sure, float(v.supports is truth)) for v, truth in told if v.supports is not None]
    low, high = _interval(claims)
    return {
        "accuracy": _mean([right for _, right in sided]),
        "coverage": len(sided) / len(told) if told else None,
        "accuracy_at_30": surest(sided, _SUREST * len(told)),
        "forced": _mean([_forced(one) for one in told]),
        "low": low,
        "high": high,
    }


def surest(sided: Sequence[tuple[float, float]], count: float) -> float | None:
    """The accuracy of the `count` surest; of those that are equally sure their mean counts.

    `sided` are pairs of how sure and right (1) or wrong (0).
    """
    if not sided or len(sided) < count:
        return None
    right, left = 0.0, count
    for sure in sorted({sure for sure, _ in sided}, reverse=True):
        of_it = [one for at, one in sided if at == sure]
        taken = min(left, len(of_it))
        right += taken * sum(of_it) / len(of_it)
        left -= taken
    return right / count


def _forced(told: tuple[Verdict, bool]) -> float:
    verdict, truth = told
    return float((verdict.supports is not False) is truth)


def _interval(claims: Sequence[Told]) -> tuple[float | None, float | None]:
    """The bounds of 95 % of `forced` over claims drawn with replacement."""
    if not claims:
        return None, None
    sums = np.array([(sum(map(_forced, texts)), len(texts)) for texts in claims], float)
    drawn = np.random.default_rng(_SEED).integers(len(sums), size=(_SAMPLES, len(sums)))
    samples = sums[drawn].sum(axis=1)
    low, high = np.quantile(samples[:, 0] / samples[:, 1], [0.025, 0.975])
    return float(low), float(high)


def _motions(claims: Sequence[Labelled], cache: Path | None) -> list[Motion]:
    """The claims with their texts annotated, each of which is a paragraph."""
    documents = [document_of("\n".join(one.texts)) for one in claims]
    found = []
    for one, sentences in zip(claims, parsed(documents, cache), strict=True):
        of = [tuple(s for s in sentences if s.paragraph == n + 1) for n in range(len(one.texts))]
        found.append(Motion(one.claim, tuple(of), one.positions))
    return found


def _told(
    system: System, motions: Sequence[Motion], claims: Sequence[Labelled]
) -> list[list[tuple[Verdict, bool]]]:
    return [
        list(zip(system(motion), one.supports, strict=True))
        for motion, one in zip(motions, claims, strict=True)
    ]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _line(row: Mapping[str, Any]) -> str:
    values = (row[column] for column in COLUMNS)
    cells = ("–" if value is None else f"{value:.3f}" for value in values)
    return f"{row['system']:<15}{row['split']:<8}" + "".join(f"{cell:>16}" for cell in cells)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="The side that texts take on claims, by system.")
    parser.add_argument("--data", type=Path, required=True, metavar="PATH", help="JSON lines")
    parser.add_argument(
        "--stated", action="store_true", help="state both sides, by one cluster each"
    )
    parser.add_argument("--cache", type=Path, metavar="FOLDER", help="where parses are kept")
    parser.add_argument("--json", type=Path, metavar="OUT")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
