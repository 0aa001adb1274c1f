"""What each hostile file costs the child that reads it, the dearest last.

From the folder `tests`: `python -m hostile.costs [WORD] [--small]`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from multiprocessing.connection import Connection

from briefgen.isolation import Limits, Task, Workers
from briefgen.model import Problem, Snapshot, Split, exchange

from .corpus import CORPUS
from .sample import Hostile

Row = tuple[float, float, float, str, str]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("word", nargs="?", default="", help="only those with it in their names")
    parser.add_argument("--small", action="store_true", help="without the large ones")
    asked = parser.parse_args()
    rows: list[Row] = []
    for bad in CORPUS:
        if asked.word in bad.name and not (asked.small and bad.large):
            rows.append(_apart(bad))
            _print(rows[-1])
    print("\nthe dearest:")
    for row in sorted(rows)[-15:]:
        _print(row)


def _print(row: Row) -> None:
    print("{:7.2f} s {:7.2f} CPU {:6.0f} MB  {}: {}".format(*row), flush=True)


def _apart(bad: Hostile) -> Row:
    """The cost in a process of its own: what children used is told of all of them together."""
    there, here = multiprocessing.Pipe()
    forked = multiprocessing.get_context("fork").Process(target=_cost, args=(bad, here))
    forked.start()
    row: Row = there.recv()
    forked.join()
    return row


def _cost(bad: Hostile, here: Connection) -> None:
    content = bad.make()
    begun = time.monotonic()
    with Workers(Limits(), most=1) as workers:
        tasks = [Task(name, Snapshot.of("a.txt", content)) for name in ("split", "read")]
        said = [verdict(answer) for _, answer in workers.each(tasks)]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    took, cpu = time.monotonic() - begun, used.ru_utime + used.ru_stime
    here.send((took, cpu, used.ru_maxrss / 1000, bad.name, " / ".join(said)))


def verdict(answer: bytes | Problem) -> str:
    """An answer in a few words."""
    if isinstance(answer, bytes) and not answer.startswith(b"["):
        found = exchange.split_loads(answer)
    else:
        found = answer if isinstance(answer, Problem) else None
    if isinstance(found, Split):
        return (
            f"{len(found.parts)} parts and {', '.join(p.what for p in found.problems[:2]) or '-'}"
        )
    if isinstance(found, Problem):
        return f"{found.what}; {found.remedy}"
    reading = exchange.loads(answer) if answer.startswith(b"[") else None
    return f"document of {len(reading.text):,}" if reading else "-"


if __name__ == "__main__":
    main()
