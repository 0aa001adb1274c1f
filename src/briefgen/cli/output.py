"""What all commands print with, and how they end."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from briefgen.model import Problem

T = TypeVar("T")
#: After how many items a log gets a line.
_LOT = 1000

DONE, FAILED, WRONG = 0, 1, 2


# What would do something to a terminal instead of being shown: control characters, and those that
# turn the direction of the line round. Titles and addresses are other people's.
_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def say(text: str) -> None:
    """Print a line for the person at the terminal, beside the results."""
    print(_ACTING.sub("?", text), file=sys.stderr, flush=True)


def tell(text: str) -> None:
    """Print a line of the results; a bar on the terminal makes room for it."""
    if "tqdm" in sys.modules and sys.stderr.isatty():
        from tqdm import tqdm  # noqa: PLC0415

        tqdm.write(_ACTING.sub("?", text), file=sys.stdout)
        sys.stdout.flush()
    else:
        print(_ACTING.sub("?", text), flush=True)


def say_all(problems: Sequence[Problem]) -> None:
    """Print each problem on a line of its own."""
    for problem in problems:
        say(str(problem))


def shown(file: Path) -> str:
    """A path as short as can be typed from here."""
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)


def counted(number: int, noun: str) -> str:
    """A number and its noun: "1 source", "2,000 sources"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def progress(items: Iterable[T], noun: str, total: int | None = None) -> Iterator[T]:
    """The items, with a bar on a terminal and a line for each thousand elsewhere."""
    if sys.stderr.isatty():
        from tqdm import tqdm  # noqa: PLC0415

        yield from tqdm(items, total=total, unit=f" {noun}", leave=False, mininterval=0.2)
        return
    for number, item in enumerate(items, 1):
        if number % _LOT == 0:
            say(f"{number:,} {noun}")
        yield item
