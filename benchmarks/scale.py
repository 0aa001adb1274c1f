"""How time and memory grow with the sentences, beside sumy's LexRank and TextRank.

    python benchmarks/scale.py [--sizes N …] [--data PATH] [--allowance SECONDS] [--json OUT]

The sentences are of 5 to 30 words drawn by Zipf's law (seeded), or the lines of a file; 20 in a row
are of one source. Each choice, of ten passages, is made in a fresh process: `seconds` is its
processor time, `megabytes` how much the peak rose above what the candidates themselves take. A
system that would go beyond the allowance, were it to grow with the square, is not asked.
`exponent` is the slope of coverage's seconds over the sentences, both as logarithms.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import accumulate, islice
from math import log
from pathlib import Path

from briefgen.summarise import Budget, Candidate, Summariser, classic, graph
from briefgen.summarise.candidate import concepts
from briefgen.summarise.coverage import coverage

SIZES = (1_000, 2_000, 4_000, 16_000, 64_000, 256_000)
#: The size at which coverage is set beside sumy's LexRank.
BESIDE = 2_000
SYSTEMS: dict[str, Summariser] = {
    "coverage": coverage,
    "sumy lexrank": classic.lexrank,
    "sumy textrank": classic.textrank,
    "own lexrank": graph.lexrank,
    "own textrank": graph.textrank,
}
_VOCABULARY, _SHORTEST, _LONGEST, _SEED = 50_000, 5, 30, 20_171
_OF_ONE_SOURCE, _CHOSEN = 20, 10


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write it as JSON where asked."""
    arguments = _parser().parse_args(argv)
    if arguments.part:
        print(json.dumps(one(arguments.part, arguments.sizes[0], arguments.data)))
        return 0
    print(f"{'system':<15}{'sentences':>11}{'seconds':>10}{'megabytes':>11}")
    rows = measure(arguments)
    figures = summed_up(rows)
    for name, value in figures.items():
        print(f"{name}: {value:.2f}")
    if arguments.json:
        report = {"benchmark": "scale", "rows": rows, "figures": figures}
        arguments.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return 0


def measure(arguments: argparse.Namespace) -> list[dict]:
    """A row for each system and size that it is asked for; what took too long has no later one."""
    rows: list[dict] = []
    for system in SYSTEMS:
        size, seconds = arguments.sizes[0], 0.0
        for count in arguments.sizes:
            if seconds * (count / size) ** 2 > arguments.allowance and system != "coverage":
                break
            rows.append(fresh(system, count, arguments.data))
            size, seconds = count, rows[-1]["seconds"]
            print(
                "{system:<15}{sentences:>11}{seconds:>10.3f}{megabytes:>11.1f}".format(**rows[-1])
            )
    return rows


def summed_up(rows: Sequence[dict]) -> dict[str, float]:
    """The figures that the rows allow."""
    seconds = {(row["system"], row["sentences"]): row["seconds"] for row in rows}
    points = [(log(n), log(s)) for (system, n), s in seconds.items() if system == "coverage"]
    figures = {"exponent": slope(points)} if len(points) > 1 else {}
    if ("sumy lexrank", BESIDE) in seconds:
        beside = seconds["sumy lexrank", BESIDE] / seconds["coverage", BESIDE]
        figures[f"ratio_at_{BESIDE}"] = beside
    return figures


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The slope of the straight line that is nearest to the points."""
    across = sum(x for x, _ in points) / len(points)
    up = sum(y for _, y in points) / len(points)
    rise = sum((x - across) * (y - up) for x, y in points)
    return rise / sum((x - across) ** 2 for x, _ in points)


def fresh(system: str, size: int, data: Path | None) -> dict:
    """The row of one choice in a process of its own."""
    words = [sys.executable, __file__, "--part", system, "--sizes", str(size)]
    words += ["--data", str(data)] if data else []
    row: dict = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    return row


def one(system: str, size: int, data: Path | None) -> dict:
    """One choice, after a small one that loads what the system imports."""
    texts = sentences(size, data)
    pool = [_candidate(text, n) for n, text in enumerate(texts)]
    SYSTEMS[system](pool[:50], Budget(passages=2))
    before, started = _peak(), time.process_time()
    SYSTEMS[system](pool, Budget(passages=_CHOSEN))
    seconds, rise = time.process_time() - started, _peak() - before
    return {"system": system, "sentences": len(pool), "seconds": seconds, "megabytes": rise}


def sentences(size: int, data: Path | None) -> list[str]:
    """The file's first lines, or sentences of words by Zipf's law."""
    if data:
        with data.open(encoding="utf-8") as lines:
            return list(islice((line.strip() for line in lines if line.strip()), size))
    drawn = random.Random(_SEED)
    ranks = list(accumulate(1 / rank for rank in range(1, _VOCABULARY + 1)))
    names = [f"w{rank}x" for rank in range(_VOCABULARY)]
    lengths = [drawn.randint(_SHORTEST, _LONGEST) for _ in range(size)]
    return [" ".join(drawn.choices(names, cum_weights=ranks, k=length)) for length in lengths]


def _candidate(text: str, number: int) -> Candidate:
    words = tuple(text.lower().split())
    source = str(number // _OF_ONE_SOURCE)
    return Candidate(text, words, concepts(text), source, 1.0, len(words))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Time and memory by the number of sentences.")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="ascending"
    )
    parser.add_argument("--data", type=Path, metavar="PATH", help="a sentence a line")
    parser.add_argument("--allowance", type=float, default=120, help="seconds a choice may take")
    parser.add_argument("--part", choices=SYSTEMS, help=argparse.SUPPRESS)
    parser.add_argument("--json", type=Path, metavar="OUT")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
