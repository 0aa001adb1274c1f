"""One machine's processes and a cluster's workers beside a single process, and a desk that grows.

    python benchmarks/cluster.py [--data 'FOLDER/*.txt'] [--articles 10000] [--rounds 5]
        [--specs 200] [--growth 1000,3000,10000,30000,100000] [--library PLACE] [--json OUT]

The articles are those of `--data` first, and invented ones (`library_articles`) for the rest, each
cut after the paragraph with its 150th word. Seconds are those of the clock.

`annotated`: all of them parsed and kept by each executor, whose processes have loaded the model and
parsed a hundred others before. In each round all executors do the same articles, one after the
other, in fresh libraries; `speed_up` is the median of the rounds' ratios. `built`: the whole
command for `--specs` briefs of two audiences in HTML and PDF, each on another topic, of a library
of 2,000 articles in a folder, a copy of it for each executor; one audience at a time.

`speed_up` is against the first row, `one core`: that is `serial` on one processor, since it uses a
second one for a fifth of a brief, whose sentences are embedded side by side. The processor's
seconds are those of all processes but those that a worker started and left behind, which are most
of a cluster's.

`growth`: a library at PLACE (a folder, or a database's address, empty at first; a temporary folder
where none is named) that is filled. `adding` is the time for all articles so far, `searching` the
median of fifty different queries of two words of one article, in milliseconds, `building` one
brief of the 50 texts that suit its topic best, nothing of it parsed before, as a whole command, and
`processor` what of that was the processor's. The exponents are slopes of the logarithms.
"""

from __future__ import annotations

import argparse
import glob
import json
import math
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from library_articles import TOPICS, articles

from briefgen import readers
from briefgen.execute import executor
from briefgen.library import SqliteLibrary, open_library
from briefgen.model import Accession, Document, Snapshot
from briefgen.parsing import annotate_all

COMMAND = [sys.executable, "-c", "import sys; from briefgen.cli import main; sys.exit(main())"]
ONE_CORE = "one core"
EXECUTORS = (ONE_CORE, "serial", "processes:2", "dask:2")
SPEC = """title: {title}
sources: [{{library: {{query: {query}, limit: {limit}}}}}]
issues: [{{title: {title}, terms: [{terms}]}}]
formats: [html, pdf]
audiences: [minister, analyst]
summary: {{method: coverage, passages: 3}}
"""
#: Words of an article, articles that are written together, those that executors begin with, those
#: of the library that the specs share.
_WORDS, _TOGETHER, _BEGIN, _SHARED = 150, 2_000, 100, 2_000
_QUERIES = 50


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and write them as JSON where asked."""
    arguments = _parser().parse_args(argv)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does
    if arguments.part:
        print(json.dumps(_annotated(arguments.part, arguments)))
        return 0
    rows = []
    if arguments.articles:
        rounds = [
            _against_one("annotated", [_apart(name, arguments, turn) for name in EXECUTORS])
            for turn in range(arguments.rounds)
        ]
        rows += [_together(of_one) for of_one in zip(*rounds, strict=True)]
    if arguments.specs:
        with tempfile.TemporaryDirectory() as folder:
            made = [_built(name, Path(folder), arguments) for name in EXECUTORS]
        rows += _against_one("built", made)
    _print(rows, ("system", "executor", "seconds", "processor", "speed_up"))
    growth = _growth(arguments) if arguments.growth else []
    columns = ("adding", "searching", "building", "processor")
    _print(growth, ("articles", *columns))
    exponents = {of: _slope(growth, of) for of in columns if growth[1:]}
    for name, value in exponents.items():
        print(f"{name}: grows with the power {value:.2f}")
    if arguments.json:
        report = {"rows": rows, "growth": growth, "exponents": exponents}
        about = {"benchmark": "cluster", "library": arguments.library or "a folder", **report}
        arguments.json.write_text(json.dumps(about, indent=1), encoding="utf-8")
    return 0


# --- Executors ----------------------------------------------------------------------------------


def _apart(name: str, arguments: argparse.Namespace, turn: int) -> dict[str, Any]:
    """A round's articles annotated, in a process of its own, which has loaded nothing before."""
    number = arguments.articles // arguments.rounds
    words = [sys.executable, __file__, "--part", name, "--articles", str(number)]
    words += ["--first", str(turn * number)]
    words += ["--data", arguments.data] if arguments.data else []
    before = sum(os.times()[2:4])
    found = subprocess.run(words, check=True, stdout=subprocess.PIPE, preexec_fn=_cores(name))
    return {**json.loads(found.stdout), "processor": sum(os.times()[2:4]) - before}


def _annotated(name: str, arguments: argparse.Namespace) -> dict[str, Any]:
    asked = _articles(arguments, arguments.articles, arguments.first)
    documents = [_document(*one) for one in asked]
    others = [_document(*one) for one in _articles(arguments, _BEGIN, 9_000_000)]
    with tempfile.TemporaryDirectory() as folder, executor(_executor(name)) as runs:
        library = SqliteLibrary(Path(folder))
        _fill(library, [(d.location, d.text) for d in (*others, *documents)])
        annotate_all(others, library, lambda _: True, runs)
        begun = time.perf_counter()
        parsed = annotate_all(documents, library, lambda _: True, runs)
        seconds = time.perf_counter() - begun
        assert all(parsed.sentences) and not parsed.set_aside
    return {"executor": name, "seconds": seconds}


def _built(name: str, folder: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    desk = folder / re.sub(r"\W", "", name)
    shared = folder / "library"
    if not shared.exists():
        _fill(SqliteLibrary(shared), list(_articles(arguments, _SHARED)))
    shutil.copytree(shared, desk / "library")
    specs = [_spec(desk, n, TOPICS[n % len(TOPICS)], 20) for n in range(arguments.specs)]
    words = [*COMMAND, "build", *map(str, specs), "--executor", _executor(name), "--jobs", "1"]
    seconds, processor = _timed(words, _cores(name))
    return {"executor": name, "seconds": seconds, "processor": processor}


def _spec(desk: Path, number: int, topic: str, limit: int) -> Path:
    file = desk / "briefs" / f"brief{number}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    title, query = f"{topic.title()} {number}", json.dumps(" OR ".join(topic.split()))
    terms = ", ".join((topic, *topic.split()))
    file.write_text(SPEC.format(title=title, query=query, limit=limit, terms=terms))
    return file


def _against_one(system: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    one = rows[0]["seconds"]
    return [{"system": system, **row, "speed_up": one / row["seconds"]} for row in rows]


def _together(rounds: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """An executor's rounds as one row: the seconds of all, the median of the ratios."""
    summed = {of: sum(row[of] for row in rounds) for of in ("seconds", "processor")}
    return {**rounds[0], **summed, "speed_up": statistics.median(r["speed_up"] for r in rounds)}


def _executor(name: str) -> str:
    return "serial" if name == ONE_CORE else name


def _cores(name: str) -> Callable[[], None] | None:
    """What a process does first that is to have one processor."""
    one = {min(os.sched_getaffinity(0))}
    return (lambda: os.sched_setaffinity(0, one)) if name == ONE_CORE else None


def _timed(words: Sequence[str], first: Callable[[], None] | None = None) -> tuple[float, float]:
    """What one run of a command took, that must succeed: by the clock, and of the processor."""
    before, begun = sum(os.times()[2:4]), time.perf_counter()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(words, check=True, preexec_fn=first, **quiet)
    return time.perf_counter() - begun, sum(os.times()[2:4]) - before


# --- Growth -------------------------------------------------------------------------------------


def _growth(arguments: argparse.Namespace) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        place = arguments.library or str(Path(folder) / "library")
        library = open_library(place)
        coming, added = _articles(arguments, max(arguments.growth)), 0.0
        queries: list[str] = []
        for number, size in enumerate(arguments.growth):
            some = list(islice(coming, size - (rows[-1]["articles"] if rows else 0)))
            queries = queries or _queries([text for _, text in some])
            begun = time.perf_counter()
            _fill(library, some)
            added += time.perf_counter() - begun
            desk = Path(folder) / f"desk{number}"
            spec = _spec(desk, number, TOPICS[number + 3], 50)
            build = [*COMMAND, "build", str(spec), "--library", place, "--executor", "serial"]
            row = {"articles": size, "adding": added, "searching": _searched(library, queries)}
            seconds, processor = _timed(build)
            rows.append({**row, "building": seconds, "processor": processor})
    return rows


def _queries(texts: Sequence[str]) -> list[str]:
    """Two different words of one article each."""
    chance = random.Random(11)
    words = [sorted(set(re.findall(r"\b[a-z]{5,}\b", text))) for text in texts]
    return [" ".join(chance.sample(chance.choice(words), 2)) for _ in range(_QUERIES)]


def _searched(library: Any, queries: Sequence[str]) -> float:
    taken = []
    for query in queries:
        begun = time.perf_counter()
        assert library.search(query), query
        taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken)


def _slope(rows: Sequence[dict[str, Any]], of: str) -> float:
    sizes = [math.log(row["articles"]) for row in rows]
    return statistics.linear_regression(sizes, [math.log(row[of]) for row in rows]).slope


# --- Articles -----------------------------------------------------------------------------------


def _articles(
    arguments: argparse.Namespace, number: int, first: int = 0
) -> Iterator[tuple[str, str]]:
    """So many articles as (name, text), short ones."""
    given = sorted(glob.glob(arguments.data)) if arguments.data and not first else []  # noqa: PTH207
    for file in given[:number]:
        yield Path(file).name, _short(Path(file).read_text(encoding="utf-8"))
    for name, text in articles(range(first, first + number - min(number, len(given)))):
        yield name, _short(text)


def _short(text: str) -> str:
    kept, words = [], 0
    for paragraph in text.split("\n\n"):
        kept.append(paragraph)
        words += len(paragraph.split())
        if words >= _WORDS:
            break
    return "\n\n".join(kept)


def _document(name: str, text: str) -> Document:
    found = readers.read(Snapshot.of(name, text.encode()))
    assert isinstance(found, Document)
    return found


def _fill(library: Any, some: Sequence[tuple[str, str]]) -> None:
    """Put articles into a library, in batches: their bytes, their place, what was read of them."""
    version = readers.version()
    for at in range(0, len(some), _TOGETHER):
        with library.writing() as writer:
            for name, text in some[at : at + _TOGETHER]:
                source = Snapshot.of(name, text.encode())
                writer.add(source)
                writer.enter(Accession(name, source.sha256), added="2031-03-14T06:00:00Z")
                writer.keep(source.sha256, version, readers.read(source))


def _print(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    if rows:
        print("".join(f"{column:>14}" for column in columns))
    for row in rows:
        cells = (row[column] for column in columns)
        told = (f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in cells)
        print("".join(f"{cell:>14}" for cell in told))


def _sizes(text: str) -> list[int]:
    return sorted(map(int, filter(None, text.split(","))))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Executors beside one process, and growth.")
    parser.add_argument("--data", metavar="PATTERN", help="articles, as text")
    parser.add_argument("--articles", type=int, default=10_000, help="to be annotated; 0: none")
    parser.add_argument("--specs", type=int, default=200, help="to be built; 0: none")
    sizes = "sizes of the library that grows; '': none"
    parser.add_argument("--growth", type=_sizes, default="1000,3000,10000,30000,100000", help=sizes)
    parser.add_argument("--library", metavar="PLACE", help="an empty folder or database that grows")
    parser.add_argument("--rounds", type=int, default=5, help="in which these are annotated")
    parser.add_argument("--first", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--part", metavar="EXECUTOR", help=argparse.SUPPRESS)
    parser.add_argument("--json", type=Path, metavar="OUT")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
