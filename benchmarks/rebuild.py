"""What a second build of a brief costs, beside the first: nothing changed, a template, an article.

    python benchmarks/rebuild.py [--data 'FOLDER/*.txt'] [--articles 1000] [--runs 3] [--json OUT]

Every system is the whole command (`briefgen build`) in a process of its own, on a desk of
`--articles` articles: those of `--data` first, and invented ones (`library_articles`) for the rest.
`full` is the first build, from an empty library: the baseline of all ratios. `parse` is, in one
process, what cannot be saved of a changed article: import spaCy, load the model, parse the one;
`select_and_lay_out` a build whose spec alone changed, so that nothing is parsed. `article_ratio` is
a build with one changed article against these two together.
"""

from __future__ import annotations

import argparse
import glob
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from library_articles import TOPICS, articles

COMMAND = [sys.executable, "-c", "import sys; from briefgen.cli import main; sys.exit(main())"]
PARSE = """
import sys
from pathlib import Path
from briefgen.annotate import annotate
from briefgen.model import Snapshot
from briefgen.readers import read
annotate([read(Snapshot.of(sys.argv[1], Path(sys.argv[1]).read_bytes()))])
"""
SPEC = """title: A thousand articles
sources: [sources/*]
issues:
{issues}
formats: [html, pdf]
audiences: [minister, analyst]
summary: {{method: coverage, passages: {passages}}}
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write it as JSON where asked."""
    arguments = _parser().parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        seconds = measure(Desk(Path(folder), arguments), arguments.runs)
    rows = [
        {"system": name, "seconds": value, "ratio": value / seconds["full"]}
        for name, value in seconds.items()
    ]
    saved = seconds["parse"] + seconds["select_and_lay_out"]
    figures = {
        "noop_seconds": seconds["unchanged"],
        "noop_ratio": seconds["unchanged"] / seconds["full"],
        "template_ratio": seconds["template"] / seconds["full"],
        "article_of_full": seconds["article"] / seconds["full"],
        "article_ratio": seconds["article"] / saved,
    }
    print(f"{'system':<20}{'seconds':>9}{'of full':>9}")
    for row in rows:
        print(f"{row['system']:<20}{row['seconds']:>9.2f}{row['ratio']:>9.3f}")
    for name, value in figures.items():
        print(f"{name}: {value:.3f}")
    if arguments.json:
        report = {"benchmark": "rebuild", "rows": rows, "figures": figures}
        arguments.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return 0


class Desk:
    """A desk of articles that is changed between builds; each change is one that no build saw."""

    def __init__(self, root: Path, arguments: argparse.Namespace) -> None:
        self.spec = root / "briefs" / "thousand.yaml"
        self._own = root / "templates" / "analyst" / "audience.yaml"
        self._numbers = count(1)
        self._passages = iter(range(3, 21))  # each but once: what was found before is kept
        sources = self.spec.parent / "sources"
        sources.mkdir(parents=True)
        self._own.parent.mkdir(parents=True)
        given = sorted(glob.glob(arguments.data)) if arguments.data else []  # noqa: PTH207
        for place, file in enumerate(given[: arguments.articles]):
            (sources / f"given{place}.txt").write_bytes(Path(file).read_bytes())
        rest = max(0, arguments.articles - len(given))
        for name, text in articles(range(rest)):
            (sources / name).write_text(text, encoding="utf-8")
        # One that the issues speak of: else it would not be parsed at all.
        words = TOPICS[0].split()
        on = (f for f in sorted(sources.iterdir()) if words[0] in f.read_text(encoding="utf-8"))
        self.article = next(on)
        self.change_template()
        self.change_spec()

    def change_template(self) -> None:
        """Another label for an audience."""
        label = f"extends: analyst\nlabel: Version {next(self._numbers)}\n"
        self._own.write_text(label, encoding="utf-8")

    def change_spec(self) -> None:
        """Another number of passages: all is chosen and laid out again, and nothing parsed."""
        issues = "\n".join(f"  - {{title: {t.title()}, terms: [{t}]}}" for t in TOPICS[:3])
        text = SPEC.format(issues=issues, passages=next(self._passages))
        self.spec.write_text(text, encoding="utf-8")

    def change_article(self) -> None:
        """One sentence more in an article that is on an issue."""
        more = f"\nThe council counted {next(self._numbers)} letters on the {TOPICS[0]}.\n"
        with self.article.open("a", encoding="utf-8") as file:
            file.write(more)

    def nothing(self) -> None:
        """No change."""


def measure(desk: Desk, runs: int) -> dict[str, float]:
    """Seconds of each system: of the full build one run, of the others the median."""
    build = [*COMMAND, "build", str(desk.spec)]
    seconds = {"full": timed(build)}
    changes: dict[str, Callable[[], None]] = {
        "unchanged": desk.nothing,
        "template": desk.change_template,
        "article": desk.change_article,
        "select_and_lay_out": desk.change_spec,
    }
    for name, change in changes.items():
        taken = []
        for _ in range(runs):
            change()
            taken.append(timed(build))
        seconds[name] = statistics.median(taken)
    parse = [sys.executable, "-c", PARSE, str(desk.article)]
    seconds["parse"] = statistics.median(timed(parse) for _ in range(runs))
    return seconds


def timed(words: Sequence[str]) -> float:
    """Seconds of one run of a command that must succeed."""
    started = time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="A second build beside the first.")
    parser.add_argument("--data", metavar="PATTERN", help="articles, as text")
    parser.add_argument("--articles", type=int, default=1000, help="articles of the desk")
    parser.add_argument("--runs", type=int, default=3, help="runs of each but the first build")
    parser.add_argument("--json", type=Path, metavar="OUT")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
