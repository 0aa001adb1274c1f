"""What Briefgen reads out of web pages, beside three other readers on the same bytes.

    python benchmarks/ingest.py --data PAGES.jsonl [--json OUT] [--rounds N] [--files N]

A line of the file is a page (`html_gz_b64`: base64 of the gzipped bytes) and what is true of it:
`article_body`, or `title`, `author` and `date`. Which of the two it is, is told by these fields.
`html_ratio` is the time from bytes to document beside trafilatura's from bytes to text with meta
data, the median over the pages. The texts of the pages, written as N plain files, then go into an
archive beside bare SQLite FTS5, see `ingest_throughput`; with `--files 0` they do not.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from ingest_pages import Page, load_pages
from ingest_quality import measure_quality
from ingest_systems import trafilatura
from ingest_throughput import measure_throughput
from ingest_time import measure_time

METRICS = (
    "text_f1", "precision", "recall", "title", "author", "date", "author_all", "date_all",
)  # fmt: skip


SPEED = ("files", "milliseconds")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write it as JSON where asked."""
    arguments = _parser().parse_args(argv)
    pages = [page for path in arguments.data for page in load_pages(path)]
    rows, figures = measure(pages, arguments)
    print(table(rows, METRICS))
    if arguments.files:
        print(table(rows, SPEED))
    for name, value in figures.items():
        print(f"{name}: {value:.3f}")
    if arguments.json:
        report = {"benchmark": "ingest", "rows": rows, "figures": figures}
        arguments.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return 0


def measure(
    pages: Sequence[Page], arguments: argparse.Namespace
) -> tuple[list[dict], dict[str, float]]:
    """Rows and figures of one run."""
    rows, figures = measure_quality(pages)
    if arguments.rounds:
        figures |= measure_time(pages, arguments.rounds)
    if arguments.files:
        texts = [text for page in pages if (text := page.text or trafilatura(page.content).text)]
        speed, more = measure_throughput(
            texts, arguments.files, arguments.rounds or 1, arguments.memory
        )
        rows, figures = rows + speed, figures | more
    return rows, figures


def table(rows: Sequence[dict], known: Sequence[str]) -> str:
    """The rows under the metrics there are; a dash where a system reads no such thing."""
    rows = [row for row in rows if any(metric in row for metric in known)]
    metrics = [metric for metric in known if any(metric in row for row in rows)]
    lines = [f"{'system':<20}" + "".join(f"{metric:>11}" for metric in metrics)]
    for row in rows:
        cells = (f"{row[metric]:>11.3f}" if metric in row else f"{'–':>11}" for metric in metrics)
        lines.append(f"{row['system']:<20}" + "".join(cells))
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Briefgen's reading beside three others'.")
    parser.add_argument("--data", required=True, nargs="+", type=Path, metavar="PAGES")
    parser.add_argument("--rounds", type=int, default=3, help="timed rounds; 0: no timing")
    parser.add_argument("--files", type=int, default=10_000, help="plain files; 0: none")
    parser.add_argument(
        "--memory", type=int, nargs="*", default=[1000, 20_000], help="files for peak memory"
    )
    parser.add_argument("--json", type=Path, metavar="OUT")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
