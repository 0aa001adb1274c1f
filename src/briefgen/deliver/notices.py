"""What a desk is told of its schedules, by the runs that were: pure, and the same each time.

A fault that goes on is one notice: its key names the first run of the row, so that whoever asks
again, each minute or after a crash, finds the notice that was sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, takewhile

from briefgen.model import Notice, Notify, Run

_GOOD = ("built", "unchanged")
#: Faults that a notice lists, at most.
_FAULTS = 10


def notices(runs: Sequence[Run], rules: Notify) -> tuple[Notice, ...]:
    """The notices that follow from the runs of any briefs, as things stand after the last ones.

    A run that was skipped, since one before it was still going on, tells nothing.
    """
    told = (run for run in runs if run.ending != "skipped")
    ordered = sorted(told, key=lambda run: (run.slug, run.due))
    found: list[Notice] = []
    for slug, own in groupby(ordered, key=lambda run: run.slug):
        found += _of_brief(slug, [*own], rules)
    return tuple(found)


def _of_brief(slug: str, runs: Sequence[Run], rules: Notify) -> Iterator[Notice]:
    done = [run for run in runs if run.ending != "missed"]
    if failed := _row(done, lambda run: run.ending == "failed"):
        last = failed[-1]
        faults = [str(problem) for problem in last.problems[:_FAULTS]]
        yield _notice("failed", failed, f"{slug}: the brief could not be built", faults)
    if missed := _row(runs, lambda run: run.ending == "missed"):
        due = [f"due {run.due}" for run in missed[-_FAULTS:]]
        yield _notice("missed", missed, f"{slug}: a run was missed", due)
    silent = _row(runs, lambda run: run.ending not in _GOOD)
    if len(silent) >= rules.silence:
        title = f"{slug}: nothing has succeeded for {rules.silence} runs"
        yield _notice("silent", silent, title, [f"since the run due {silent[0].due}"])
    yield from _failing(slug, done, rules.failing_source)


def _failing(slug: str, done: Sequence[Run], least: int) -> Iterator[Notice]:
    for source in sorted(done[-1].failing) if done else ():
        row = _row(done, lambda run, source=source: source in run.failing)  # type: ignore[misc]
        if len(row) >= least:
            title = f"{slug}: a source could not be had for {least} editions"
            yield _notice("source", row, title, [source, f"since the run due {row[0].due}"], source)


def _row(runs: Sequence[Run], is_so: Callable[[Run], bool]) -> list[Run]:
    """The last runs, all of which are so."""
    return [*takewhile(is_so, reversed(runs))][::-1]


def _notice(
    kind: str, row: Sequence[Run], title: str, lines: Sequence[str], of: str = ""
) -> Notice:
    key = "/".join(filter(None, (kind, row[0].slug, row[0].due, of)))
    return Notice(key, row[0].slug, title, tuple(lines))
