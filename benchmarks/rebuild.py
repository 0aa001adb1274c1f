"""What a second build of a brief costs, beside the first: nothing changed, a template, an article.

    python benchmarks/rebuild.py [--data 'FOLDER/*.txt'] [--articles 1000] [--runs 3] [--json OUT]

Every system is the whole command (`briefgen build`) in a process of its own, on a desk of
`--articles` articles: those of `--data` first, and invented ones (`library_articles`) for the rest.
`seconds` are those of the processor, in all processes that a command starts, which other work on
the machine hardly changes; `wall` those of the clock. Of each but the first build it is the median.

`full` is the first build, from an empty library: the baseline of all ratios. `article` builds with
one more sentence in an article that is on an issue. `select_and_lay_out` is the same build again:
editions and kept evidence are put back as they were before it, and only the library knows the
sentence, so that it chooses and lays out the same and parses nothing. `parse` is, in one process,
what cannot be saved of that article: import spaCy, load the model, read and parse it.
`article_ratio` is the first against the other two together, run by run, one after the other.
"""

from __future__ import annotations

import argparse
import glob
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

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
summary: {method: coverage, passages: 4}
"""
#: The table's columns, and their decimal places.
COLUMNS = (("seconds", 2), ("wall", 2), ("ratio", 3))
#: Runs of what takes no second.
QUICK = 7


class Taken(NamedTuple):
    """What a run took: seconds of the processor, and of the clock."""

    seconds: float
    wall: float


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write it as JSON where asked."""
    arguments = _parser().parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        taken = measure(Desk(Path(folder), arguments), arguments.runs)
    middle = {
        name: Taken(*map(statistics.median, zip(*runs, strict=True)))
        for name, runs in taken.items()
    }
    rows = [
        {"system": name, **one._asdict(), "ratio": one.seconds / middle["full"].seconds}
        for name, one in middle.items()
    ]
    figures = figures_of(taken, middle)
    print(f"{'system':<20}{'seconds':>9}{'wall':>9}{'of full':>9}")
    for row in rows:
        told = "".join(f"{row[key]:>9.{places}f}" for key, places in COLUMNS)
        print(f"{row['system']:<20}{told}")
    for figure, value in figures.items():
        print(f"{figure}: {value:.3f}")
    if arguments.json:
        report = {"benchmark": "rebuild", "rows": rows, "figures": figures}
        arguments.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return 0


def figures_of(taken: dict[str, list[Taken]], middle: dict[str, Taken]) -> dict[str, float]:
    """The figures, of all runs and of their medians."""
    full = middle["full"].seconds
    of_article = zip(taken["article"], taken["select_and_lay_out"], taken["parse"], strict=True)
    ratios = [a.seconds / (s.seconds + p.seconds) for a, s, p in of_article]
    return {
        "noop_seconds": middle["unchanged"].wall,
        "noop_ratio": middle["unchanged"].seconds / full,
        "template_ratio": middle["template"].seconds / full,
        "article_of_full": middle["article"].seconds / full,
        "article_ratio": statistics.median(ratios),
    }


class Desk:
    """A desk of articles that is changed between builds; each change is one that no build saw."""

    def __init__(self, root: Path, arguments: argparse.Namespace) -> None:
        self.root = root
        self.spec = root / "briefs" / "thousand.yaml"
        self._own = root / "templates" / "analyst" / "audience.yaml"
        self._numbers = count(1)
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
        issues = "\n".join(f"  - {{title: {t.title()}, terms: [{t}]}}" for t in TOPICS[:3])
        self.spec.write_text(SPEC.replace("{issues}", issues), encoding="utf-8")
        self.change_template()

    def change_template(self) -> None:
        """Another label for an audience."""
        label = f"extends: analyst\nlabel: Version {next(self._numbers)}\n"
        self._own.write_text(label, encoding="utf-8")

    def change_article(self) -> None:
        """One sentence more in an article that is on an issue."""
        more = f"\nThe council counted {next(self._numbers)} letters on the {TOPICS[0]}.\n"
        with self.article.open("a", encoding="utf-8") as file:
            file.write(more)

    def nothing(self) -> None:
        """No change."""

    @contextmanager
    def put_back(self) -> Iterator[None]:
        """Editions and kept evidence are afterwards as they were before."""
        made = (self.root / "editions", self.root / "library" / "evidence")
        with tempfile.TemporaryDirectory() as folder:
            for number, each in enumerate(made):
                shutil.copytree(each, Path(folder) / str(number), symlinks=True)
            yield
            for number, each in enumerate(made):
                shutil.rmtree(each)
                shutil.copytree(Path(folder) / str(number), each, symlinks=True)


def measure(desk: Desk, runs: int) -> dict[str, list[Taken]]:
    """What each system took: the full build once, all others after it."""
    build = [*COMMAND, "build", str(desk.spec)]
    taken = {"full": [timed(build)]}
    changes: dict[str, tuple[Callable[[], None], int]] = {
        "unchanged": (desk.nothing, QUICK),
        "template": (desk.change_template, runs),
    }
    for name, (change, times) in changes.items():
        taken[name] = []
        for _ in range(times):
            change()
            taken[name].append(timed(build))
    rows: tuple[list[Taken], ...] = ([], [], [])
    for _ in range(runs):
        desk.change_article()
        with desk.put_back():
            rows[0].append(timed(build))
        rows[1].append(timed(build))
        rows[2].append(timed([sys.executable, "-c", PARSE, str(desk.article)]))
    return taken | dict(zip(("article", "select_and_lay_out", "parse"), rows, strict=True))


def timed(words: Sequence[str]) -> Taken:
    """What one run of a command took, that must succeed."""
    before, started = _used(), time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return Taken(_used() - before, time.perf_counter() - started)


def _used() -> float:
    """Seconds of the processor that processes took which are over, and whatever they waited for."""
    about = resource.getrusage(resource.RUSAGE_CHILDREN)
    return about.ru_utime + about.ru_stime


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="A second build beside the first.")
    parser.add_argument("--data", metavar="PATTERN", help="articles, as text")
    parser.add_argument("--articles", type=int, default=1000, help="articles of the desk")
    parser.add_argument("--runs", type=int, default=3, help="runs of each but the first build")
    parser.add_argument("--json", type=Path, metavar="OUT")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
