"""Who holds what in news articles: spans of source, cue and content against annotators' own.

    python benchmarks/attribution.py --data PATH [--systems NAME …] [--json OUT]

`content_f1` is the F1 of relations whose contents overlap by half (see `attribution_score`),
`source_accuracy` the share of those whose source does too, `core_f1` that of the commonest cues,
and `precision_at_50` the precision of the surest that reach a recall of .5. `rules` are the same
readings without fitted weights, `baseline` is every verb with a subject and a clause. The figures
say what the attribution of whole sentences, by which quotations are printed, does with sentences
that stand in a direct or indirect content (see `attribution_mouths`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from attribution_articles import Article, read
from attribution_mouths import mouths
from attribution_score import compared, precision_at, scores
from attribution_systems import SYSTEMS, System

COLUMNS = (
    "precision", "recall", "content_f1", "source_accuracy", "core_f1", "precision_at_50",
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write it as JSON where asked."""
    arguments = _parser().parse_args(argv)
    articles = read(arguments.data)
    print(f"{len(articles)} articles, {sum(len(a.relations) for a in articles)} relations")
    print(f"{'system':<10}" + "".join(f"{column:>17}" for column in COLUMNS))
    rows = []
    for name in arguments.systems:
        row = measure(SYSTEMS[name], articles)
        rows.append({"system": name} | row)
        print(f"{name:<10}" + "".join(_cell(row[column]) for column in COLUMNS), flush=True)
    figures = {"articles": len(articles)} | mouths(articles)
    print("  ".join(f"{name} {value}" for name, value in figures.items()))
    if arguments.json:
        report = {"benchmark": "attribution", "rows": rows, "figures": figures}
        arguments.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return 0


def measure(system: System, articles: Sequence[Article]) -> dict[str, float | None]:
    """A system's scores over all articles; no precision at .5 where it is not reached."""
    found = [system(article) for article in articles]
    results = [compared(article, some) for article, some in zip(articles, found, strict=True)]
    return scores(results) | {"precision_at_50": precision_at(articles, found)}


def _cell(value: float | None) -> str:
    return f"{'-':>17}" if value is None else f"{value:>17.3f}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Attribution against annotated articles.")
    parser.add_argument("--data", type=Path, required=True, metavar="PATH", help="JSON lines")
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument("--json", type=Path, metavar="OUT")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
