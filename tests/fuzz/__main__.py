"""`python -m fuzz NAME [--seconds 600] [--seed N] [--replay FILE]`, from the folder `tests`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from .run import fuzz, replay, write
from .targets import TARGETS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Fuzz the readers.")
    parser.add_argument("name", choices=[*TARGETS, "all"], help="what is fuzzed")
    parser.add_argument("--seconds", type=float, default=600, help="for how long, each (600)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of the inputs")
    parser.add_argument("--out", type=Path, default=Path("../build/fuzz"), help="where failures go")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="run that one input again")
    asked = parser.parse_args()
    if asked.replay:
        return replay(asked.name, asked.replay)
    failed = False
    for name in TARGETS if asked.name == "all" else [asked.name]:
        run = fuzz(name, asked.seconds, asked.seed)
        print(f"{name}: {run.tried} inputs of seed {asked.seed}, {len(run.failures)} failures")
        for file, why in write(name, asked.seed, run, asked.out):
            failed = True
            print(f"\n{why}\nreplay: cd tests && python -m fuzz {name} --replay {file}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
