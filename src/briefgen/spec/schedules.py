"""A spec's `schedule`: what its schema cannot say, its value, and it alone of a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from briefgen.errors import SpecError
from briefgen.model import Schedule
from briefgen.spec.faults import Fault, Tree, problems
from briefgen.spec.schema import SCHEMA
from briefgen.spec.text import decoded, read_bytes
from briefgen.spec.tree import read_tree
from briefgen.spec.words import quoted

_UNITS = {"h": 1, "d": 24, "w": 168}


def faults(tree: Tree) -> Iterator[Fault]:
    """Yield what is wrong with a schedule's cron expression and its zone, where they are texts."""
    given = tree.value.get("schedule") if isinstance(tree.value, dict) else None
    if not isinstance(given, dict):
        return
    from briefgen.cron import cron_fault, zone_fault  # noqa: PLC0415 - few specs have one

    for key, fault_of in (("cron", cron_fault), ("timezone", zone_fault)):
        text = given.get(key)
        if isinstance(text, str) and text.strip() and (found := fault_of(text.strip())):
            what, remedy = found
            yield Fault(tree.place(("schedule", key)), f"{key} {quoted(text)} {what}", remedy)


def schedule_of(given: dict[str, Any]) -> Schedule:
    """The value of a checked schedule; what it leaves out keeps the model's defaults."""
    fields: dict[str, Any] = {
        key: given[key].strip() for key in ("timezone", "catch_up") if key in given
    }
    if age := given.get("max_age"):
        fields["max_age"] = timedelta(hours=int(age[:-1]) * _UNITS[age[-1]])
    return Schedule(" ".join(given["cron"].split()), **fields)


def load_schedule(path: Path) -> Schedule | None:
    """The schedule of a spec, of which nothing else is checked; None where it has none.

    Raises `SpecError` where it cannot be told.
    """
    file = str(path)
    tree = read_tree(decoded(read_bytes(path), file), file)
    if tree.is_broken(("schedule",)) or any(step and step[0] == "schedule" for step in tree.broken):
        raise SpecError(problems(tree.faults, file))
    if not isinstance(tree.value, dict) or "schedule" not in tree.value:
        return None
    found = [*_wrong_form(tree), *faults(tree)]
    if found:
        raise SpecError(problems(found, file))
    return schedule_of(tree.value["schedule"])


def _wrong_form(tree: Tree) -> Iterator[Fault]:
    """Whatever the schema has against the schedule, in one word."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - costs 0.1 s

    value: Any = tree.value
    schema = SCHEMA["properties"]["schedule"]
    if not Draft202012Validator(schema).is_valid(value["schedule"]):
        remedy = "run briefgen check with this spec, which says what would be valid"
        yield Fault(tree.place(("schedule",)), "the schedule is not in the form wanted", remedy)
