"""What a desk is told of its schedules, by the runs that were: pure, and the same each time.

A fault that goes on is one notice: its key names the first run of the row, so that whoever asks
again, each minute or after a crash, finds the notice that was sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby, takewhile

from briefgen.model import Notice, Notify, Run

_GOOD = ("built", "unchanged")
#: Faults that a notice lists, at most.
_FAULTS = 10


def notices(runs: Sequence[Run], rules: Notify, window: int = 0) -> tuple[Notice, ...]:
    """The notices that follow from the runs of any briefs, as things stand after the last ones.

    `window`: so many of each brief are given at most, 0 for all of them. What has gone on for
    longer was told when it began. A run that was skipped, since one before it was still going on,
    tells nothing.
    """
    ordered = sorted(runs, key=lambda run: (run.slug, run.due))
    found: list[Notice] = []
    for slug, group in groupby(ordered, key=lambda run: run.slug):
        own = [*group]
        told = [run for run in own if run.ending != "skipped"]
        found += _of_brief(slug, told, rules, whole=not 0 < window <= len(own))
    return tuple(found)


def _of_brief(slug: str, runs: Sequence[Run], rules: Notify, *, whole: bool) -> Iterator[Notice]:
    """`whole`: there were no runs before these."""
    done = [run for run in runs if run.ending != "missed"]
    row_of = partial(_row, whole=whole)
    if failed := row_of(done, lambda run: run.ending == "failed"):
        last = failed[-1]
        faults = [str(problem) for problem in last.problems[:_FAULTS]]
        yield _notice("failed", failed, f"{slug}: the brief could not be built", faults)
    if missed := row_of(runs, lambda run: run.ending == "missed"):
        due = [
            ": ".join((f"due {r.due}", *(p.what for p in r.problems))) for r in missed[-_FAULTS:]
        ]
        yield _notice("missed", missed, f"{slug}: a run was missed", due)
    silent = row_of(runs, lambda run: run.ending not in _GOOD)
    if len(silent) >= rules.silence:
        title = f"{slug}: nothing has succeeded for {rules.silence} runs"
        yield _notice("silent", silent, title, [f"since the run due {silent[0].due}"])
    for source in sorted(done[-1].failing) if done else ():
        row = row_of(done, lambda run, source=source: source in run.failing)  # type: ignore[misc]
        if len(row) >= rules.failing_source:
            title = f"{slug}: a source could not be had for {rules.failing_source} editions"
            yield _notice("source", row, title, [source, f"since the run due {row[0].due}"], source)


def _row(runs: Sequence[Run], is_so: Callable[[Run], bool], *, whole: bool) -> list[Run]:
    """The last runs, all of which are so; none where it may have begun before the first of all."""
    row = [*takewhile(is_so, reversed(runs))][::-1]
    return row if whole or len(row) < len(runs) else []


def _notice(
    kind: str, row: Sequence[Run], title: str, lines: Sequence[str], of: str = ""
) -> Notice:
    key = "/".join(filter(None, (kind, row[0].slug, row[0].due, of)))
    return Notice(key, row[0].slug, title, tuple(lines))
