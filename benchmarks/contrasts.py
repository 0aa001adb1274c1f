"""How often what is set against each other does contradict, beside simple ways to find it.

    python benchmarks/contrasts.py --data PATH [--cross-validate GLOB [--folds N]] [--reviewed K]
        [--systems NAME …] [--against NAME] [--cache FOLDER] [--json OUT]

A line of the file is an issue over real articles (see `contrasts_items`). `hit_at_1` and
`hit_at_3` count the issues with a right pair among the first one or three, `precision_at_3` is of
the first three pairs on issues that have a contrast, `precision` of all that is printed on any.
`none_items_printed`: issues without a contrast on which one is printed. Of the labelled passages
`side_coverage` got a side, right in `side_accuracy`; `view_recall` are among the views that a brief
prints, `candidate_recall` among all; `holder_accuracy` of these are in the right mouth. With
`reviewed-K` a desk that knows the labels decides on K views an issue first; `undecided_precision`
is of the pairs that are not wholly its own. `cross_` hits are of pairs from two articles.

Below each row stand the bounds of 95 % of samples of the issues (bootstrap, seeded). With
`--against` these are of the difference from that system, paired.

`--cross-validate` adds the rows `left-out NAME` over more files: what is fitted is fitted to the
other files, so that whole issues are left out; what is not, is run as it is. With `--folds N` the
issues of all files are dealt into N folds instead, and there are more to learn from. A system whose
machinery is missing has no row, and is named with the reason.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from glob import glob
from pathlib import Path

import contrasts_baselines as baselines
import contrasts_briefgen as briefgen
import numpy as np
from contrasts_embed import similarity
from contrasts_folds import folds
from contrasts_items import read
from contrasts_review import reviewed
from contrasts_score import METRICS, differences, intervals, metrics, tally
from contrasts_systems import Entry, Item, System, Unavailable

#: Times that chance is asked.
_DRAWS = 200
#: The tables, by their columns: of what is ranked and printed, and of views.
_TABLES = (tuple(METRICS)[:7], tuple(METRICS)[7:])
_COLUMN = 20


def systems(count: int, cache: Path | None) -> dict[str, Entry]:
    """Every system by its name; `count` is the number of the desk's decisions on an issue.

    What takes long may be kept in the folder `cache`.
    """
    return {
        **briefgen.systems(count),
        "embeddings": Entry(partial(similarity, cache)),
        "tfidf-vader": Entry(baselines.tfidf_vader),
        "cues": Entry(baselines.cues),
        "random": Entry(baselines.chance, draws=_DRAWS),
    }


@dataclass(frozen=True, slots=True)
class Row:
    """A system's tallies (issues × counts) on its items."""

    system: str
    items: tuple[Item, ...]
    tallies: np.ndarray


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and write them as JSON where asked."""
    arguments = _arguments(argv)
    rows: list[Row] = []
    figures: dict[str, int] = {}
    for prefix, files in _sets(arguments).items():
        read_in = [read(path, arguments.cache) for path in files]
        items = [item for of_file in read_in for item in of_file]
        none = [item.none for item in items]
        print(f"{prefix}{none.count(False)} issues with a contrast, {none.count(True)} without")
        figures |= {f"{prefix}issues": none.count(False), f"{prefix}none_items": none.count(True)}
        dealt = folds(items, arguments.folds) if prefix and arguments.folds else read_in
        found, unavailable = measure(arguments.systems, dealt, prefix)
        for columns in _TABLES:
            print(table(found, columns, arguments.against and f"{prefix}{arguments.against}"))
        for name, reason in unavailable.items():
            print(f"{prefix}{name}: not available: {reason}")
        rows += found
    if arguments.json:
        records = [_record(row) for row in rows]
        report = {"benchmark": "contrasts", "rows": records, "figures": figures}
        arguments.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return 0


def measure(
    entries: dict[str, Entry], parts: Sequence[tuple[Item, ...]], prefix: str
) -> tuple[list[Row], dict[str, str]]:
    """A row for each system that is available, and the reasons why others are not.

    Of several folds each is measured by what was fitted to the others.
    """
    rows, unavailable = [], {}
    items = tuple(item for part in parts for item in part)
    for name, entry in entries.items():
        try:
            tallies = np.vstack([_fold(entry, parts, n) for n in range(len(parts))])
        except Unavailable as reason:
            unavailable[name] = str(reason)
            continue
        rows.append(Row(f"{prefix}{name}", items, tallies))
    return rows, unavailable


def _fold(entry: Entry, parts: Sequence[tuple[Item, ...]], place: int) -> np.ndarray:
    others = [item for n, part in enumerate(parts) if n != place for item in part]
    system = entry.fit(others) if entry.fit and others else entry.make()
    return np.array([_tally(system, entry, item) for item in parts[place]])


def _tally(system: System, entry: Entry, item: Item) -> np.ndarray:
    """The tally of a system's answer, the mean where it is asked more often."""
    if entry.reviewed:
        review = reviewed(item, system(item.case), entry.reviewed)
        item = replace(item, case=replace(item.case, review=review))
    drawn = [tally(item, system(item.case)) for _ in range(entry.draws)]
    mean: np.ndarray = np.mean(drawn, axis=0)
    return mean


def table(rows: Sequence[Row], columns: Sequence[str], against: str | None) -> str:
    """The rows, below each its intervals, or those of its difference from one of them."""
    width = max([6, *(len(row.system) for row in rows)])
    lines = [" " * width + "".join(f"{name:>{_COLUMN}}" for name in columns)]
    other = next((row for row in rows if row.system == against), None)
    for row in rows:
        values, bounds = metrics(row.tallies), _bounds(row, other)
        cells = (_cell(values[name]) for name in columns)
        lines.append(f"{row.system:<{width}}" + "".join(f"{cell:>{_COLUMN}}" for cell in cells))
        cells = (_interval(bounds[name]) for name in columns)
        lines.append(" " * width + "".join(f"{cell:>{_COLUMN}}" for cell in cells))
    return "\n".join(lines)


def _bounds(row: Row, other: Row | None) -> dict[str, tuple[float, float] | None]:
    if other is None:
        return intervals(row.items, row.tallies)
    return differences(row.items, row.tallies, other.tallies)


def _record(row: Row) -> dict[str, object]:
    """A row of the JSON: each metric, with the bounds of its interval as `_low` and `_high`."""
    record: dict[str, object] = {"system": row.system, **metrics(row.tallies)}
    for name, bounds in intervals(row.items, row.tallies).items():
        low, high = bounds or (None, None)
        record |= {f"{name}_low": low, f"{name}_high": high}
    return record


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _interval(bounds: tuple[float, float] | None) -> str:
    return "" if bounds is None else f"[{bounds[0]:.2f} {bounds[1]:.2f}]"


def _sets(arguments: argparse.Namespace) -> dict[str, list[Path]]:
    """The files to measure on, by what is put before the systems' names."""
    sets = {"": [arguments.data]} if arguments.data else {}
    return sets | ({"left-out ": arguments.cross_validate} if arguments.cross_validate else {})


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """The arguments, with the systems as entries and the files of the pattern."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    known = systems(arguments.reviewed, arguments.cache)
    asked = arguments.systems or list(known)
    if unknown := {*asked, arguments.against or asked[0]} - set(known):
        parser.error(f"no system {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    if pattern := arguments.cross_validate:
        arguments.cross_validate = [Path(name) for name in sorted(glob(pattern))]  # noqa: PTH207
        if len(arguments.cross_validate) < 2:
            parser.error(f"{pattern} has to match two files at least, to leave one out")
    if arguments.folds is not None and not (arguments.cross_validate and arguments.folds > 1):
        parser.error("--folds needs --cross-validate, and two folds at least")
    if not (arguments.data or arguments.cross_validate):
        parser.error("there is nothing to measure on; give --data or --cross-validate")
    arguments.systems = {name: known[name] for name in asked}
    return arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Contrasts that contradict, by system.")
    parser.add_argument("--data", type=Path, metavar="PATH", help="JSON lines")
    parser.add_argument("--cross-validate", metavar="GLOB", help="files to leave out in turn")
    parser.add_argument("--folds", type=int, metavar="N", help="leave out issues, not files")
    parser.add_argument("--reviewed", type=int, default=5, metavar="K", help="decisions an issue")
    parser.add_argument("--systems", nargs="+", metavar="NAME", help="else all")
    parser.add_argument("--against", metavar="NAME", help="the system to compare with, paired")
    parser.add_argument(
        "--cache", type=Path, metavar="FOLDER", help="where parses and embeddings are kept"
    )
    parser.add_argument("--json", type=Path, metavar="OUT")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
