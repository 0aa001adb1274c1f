"""How near each method's choice comes to what an editor wrote.

    python benchmarks/summarise.py --data PATH [--methods NAME …] [--budget N] [--prior plain]
        [--json OUT]

Every line of the file is one summary to make (see `summarise_sets` for its forms). The candidates
are the sentences as Briefgen finds them, with the fitness and the places that a brief gives them;
with `--prior plain` only fragments and questions yield, which no brief does. Only coverage asks.
A selection ends with the sentence that reaches the budget, in words. ROUGE-1, -2 and -L are F1 of
100, by Google's rouge-score with Porter's stemmer, against the nearest of the references; `low`
and `high` bound the 95 % interval of rouge2 (bootstrap over the summaries, seeded). `random`,
`centroid` and `oracle` (which knows the references) are there to compare with only.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from summarise_baselines import centroid, oracle, shuffled
from summarise_score import ROUGES, interval, rouge
from summarise_sets import PRIORS, Item, read

from briefgen.summarise import SUMMARISERS, Budget, Summariser

#: For each method how it is had for an item: only `oracle` asks what the references are.
METHODS: dict[str, Callable[[Item], Summariser]] = {
    **{name: (lambda _, method=method: method) for name, method in SUMMARISERS.items()},
    "random": lambda _: shuffled,
    "centroid": lambda _: centroid,
    "oracle": lambda item: oracle(item.references),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write it as JSON where asked."""
    arguments = _parser().parse_args(argv)
    items, usual = read(arguments.data, arguments.prior)
    budget = arguments.budget or usual
    print(f"{len(items)} summaries of {budget} words")
    columns = (*ROUGES, "low", "high", "words", "seconds")
    print(f"{'system':<10}" + "".join(f"{column:>9}" for column in columns))
    rows = []
    for name in arguments.methods:
        rows.append({"system": name} | measure(METHODS[name], items, budget))
        print(
            f"{name:<10}" + "".join(f"{rows[-1][column]:>9.2f}" for column in columns), flush=True
        )
    if arguments.json:
        figures = {"summaries": len(items), "budget": budget}
        report = {"benchmark": "summarise", "rows": rows, "figures": figures}
        arguments.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return 0


def measure(
    method: Callable[[Item], Summariser], items: Sequence[Item], budget: int
) -> dict[str, float]:
    """The means over all items, and the seconds that the choices took."""
    chosen, seconds = [], 0.0
    for item in items:
        summarise = method(item)
        started = time.process_time()
        indices = summarise(item.candidates, Budget(words=budget))
        seconds += time.process_time() - started
        chosen.append([item.candidates[n] for n in sorted(indices)])
    scores = [
        rouge("\n".join(one.text for one in some), item.references)
        for some, item in zip(chosen, items, strict=True)
    ]
    means = {name: sum(score[name] for score in scores) / len(scores) for name in ROUGES}
    low, high = interval([score["rouge2"] for score in scores])
    words = sum(one.length for some in chosen for one in some) / len(items)
    return means | {"low": low, "high": high, "words": words, "seconds": seconds}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="ROUGE of every method on a file of summaries.")
    parser.add_argument("--data", type=Path, required=True, metavar="PATH", help="JSON lines")
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=list(METHODS))
    parser.add_argument("--budget", type=int, metavar="WORDS", help="else what the form is for")
    parser.add_argument("--prior", choices=PRIORS, default="brief", help="how sentences suit")
    parser.add_argument("--json", type=Path, metavar="OUT")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
