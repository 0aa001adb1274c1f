"""What each hostile file costs the child that reads it, the dearest last.

From the folder `tests`: `python -m hostile.costs [WORD] [--small]`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time

from briefgen.isolation import Limits, Task, Workers
from briefgen.model import Problem, Snapshot, exchange

from .corpus import CORPUS
from .sample import Hostile


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("word", nargs="?", default="")
    parser.add_argument("--small", action="store_true")
    asked = parser.parse_args()
    chosen = [b for b in CORPUS if asked.word in b.name and not (asked.small and b.large)]
    rows = []
    for bad in chosen:
        there, here = multiprocessing.Pipe()
        forked = multiprocessing.get_context("fork").Process(target=_cost, args=(bad, here))
        forked.start()
        rows.append(there.recv())
        forked.join()
        print("%7.2f s %7.2f CPU %6.0f MB  %s: %s" % rows[-1], flush=True)
    print("\nthe dearest:")
    for row in sorted(rows)[-15:]:
        print("%7.2f s %7.2f CPU %6.0f MB  %s: %s" % row)


def _cost(bad: Hostile, here) -> None:
    content = bad.make()
    begun = time.monotonic()
    said = []
    with Workers(Limits(), most=1) as workers:
        for name in ("split", "read"):
            for _, answer in workers.each([Task(name, Snapshot.of("a.txt", content))]):
                said.append(_verdict(answer))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    here.send((time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000,
               bad.name, " / ".join(said)))


def _verdict(answer) -> str:
    if isinstance(answer, bytes):
        if answer.startswith(b"null"):
            return "-"
        if answer.startswith(b'{"parts"'):
            split = exchange.split_loads(answer)
            return f"{len(split.parts)} parts, {len(split.problems)} problems {split.problems[:1]}"[:200]
        answer = exchange.loads(answer)
    return (f"{answer.what}; {answer.remedy}" if isinstance(answer, Problem) else f"document of {len(answer.text):,}")[:200]


if __name__ == "__main__":
    main()
