"""How fast plain text gets into the archive, beside bare SQLite; and how much memory that takes.

The texts of the data are written as files, as many as are wanted, each with a number of its own
and its paragraphs turned, so that no two are the same. `archive` is the whole command
`briefgen sources add` (find, read, clean, hash, compress, store, index, catalogue) into a fresh
library; `fts5` puts the same texts into one FTS5 table in transactions of 500, and does no more;
`again` is the same command a second time.
"""

from __future__ import annotations

import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

COMMAND = "import sys; from briefgen.cli import main; sys.exit(main())"
#: Runs the words that follow and prints the peak memory of their processes: a process inherits the
#: peak of the one that started it, so that is a small one.
MEASURED = (
    "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:], stdout=-3, stderr=-3);"
    " print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)"
)


def measure_throughput(
    texts: Sequence[str], files: int, rounds: int, memory: Sequence[int]
) -> tuple[list[dict], dict[str, float]]:
    """A row for each system, and the ratios; medians of the rounds. Sizes for `memory` in files."""
    runs: dict[str, list[float]] = {"fts5": [], "archive": [], "again": []}
    with tempfile.TemporaryDirectory() as place:
        sources = write(texts, files, Path(place) / "sources")
        for turn in range(rounds):
            folder = Path(place) / f"run{turn}"
            folder.mkdir()
            runs["fts5"].append(bare(sources, folder / "bare.sqlite3"))
            runs["archive"].append(add(sources, folder)[0])
            runs["again"].append(add(sources, folder)[0])
        peaks = [peak(texts, count, Path(place) / f"memory{count}") for count in memory]
    pairs = {
        "plain_ratio": zip(runs["fts5"], runs["archive"], strict=True),
        "again_ratio": zip(runs["archive"], runs["again"], strict=True),
    }
    figures = {name: statistics.median(a / b for a, b in pair) for name, pair in pairs.items()}
    figures |= {f"megabytes_{count}": size for count, size in zip(memory, peaks, strict=True)}
    if peaks:
        figures["memory_ratio"] = max(peaks) / min(peaks)
    rows = [
        {"system": name, "files": files, "milliseconds": 1000 * statistics.median(seconds) / files}
        for name, seconds in runs.items()
    ]
    return rows, figures


def write(texts: Sequence[str], files: int, folder: Path) -> Path:
    """`files` files in a folder, no two the same."""
    folder.mkdir(parents=True)
    for number in range(files):
        blocks = texts[number % len(texts)].split("\n")
        turn = number // len(texts) % max(1, len(blocks))
        body = "\n\n".join(block for block in [*blocks[turn:], *blocks[:turn]] if block.strip())
        text = f"Report number {number}\n\n{body}\n\nThis was report number {number}.\n"
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return folder


def bare(sources: Path, file: Path) -> float:
    """Seconds for FTS5 alone to take the texts, which are in memory."""
    texts = [(file.read_text(encoding="utf-8"),) for file in sorted(sources.iterdir())]
    started = time.perf_counter()
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE VIRTUAL TABLE search USING fts5 (text)")
        for first in range(0, len(texts), 500):
            with database:
                database.executemany("INSERT INTO search VALUES (?)", texts[first : first + 500])
    return time.perf_counter() - started


def add(sources: Path, desk: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of `briefgen sources add`, its reading processes included."""
    words = [sys.executable, "-c", COMMAND, "sources", "add", str(sources), "--desk", str(desk)]
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *words], stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"exit {done.returncode}: {' '.join(words)}")
    return time.perf_counter() - started, int(done.stdout) / 1024


def peak(texts: Sequence[str], files: int, folder: Path) -> float:
    """Peak megabytes of the largest process while so many files go in."""
    sources = write(texts, files, folder / "sources")
    return add(sources, folder)[1]
