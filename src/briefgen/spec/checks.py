"""What a schema cannot say: faults that stop, and advice that does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from briefgen.spec import deliveries, positions, schedules
from briefgen.spec.dates import date_parts
from briefgen.spec.faults import Fault, Steps, Tree
from briefgen.spec.schema import schema_at
from briefgen.spec.slugs import slugify
from briefgen.spec.words import quoted


def faults(tree: Tree) -> Iterator[Fault]:
    """Yield the faults that stop, in a tree that may have others: things twice, CSL's spelling."""
    issues = _items(tree.value, "issues")
    yield from _ids_twice(tree, ("issues",), issues)
    for number, issue in enumerate(issues):
        yield from _ids_twice(tree, ("issues", number, "positions"), _items(issue, "positions"))
        yield from _events_twice(tree, ("issues", number, "events"), _items(issue, "events"))
    yield from _terms_twice(tree, _items(tree.value, "glossary"))
    yield from deliveries.faults(tree)
    for number, source in enumerate(_items(tree.value, "sources")):
        if isinstance(source, dict) and isinstance(source.get("reference"), dict):
            yield from _misspelt(tree, ("sources", number, "reference"))
    yield from schedules.faults(tree)


def advice(tree: Tree) -> Iterator[Fault]:
    """Yield the faults that do not stop, in a tree that has no others."""
    value: Any = tree.value
    for number, issue in enumerate(value["issues"]):
        steps: Steps = ("issues", number)
        yield from positions.advice(tree, (*steps, "positions"), issue)


def is_web(path: str) -> bool:
    """Say whether a path is the address of a page."""
    return path.strip().lower().startswith(("http://", "https://"))


def _items(value: object, key: str) -> list[object]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def _ids_twice(tree: Tree, steps: Steps, items: Sequence[object]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for number, item in enumerate(items):
        name = item.get("id") if isinstance(item, dict) else None
        place = tree.place((*steps, number, "id"))
        if isinstance(name, str) and name in first:
            kind = "an issue" if steps == ("issues",) else "a position of the issue"
            remedy = f"give this one an id of its own: {slugify(name) or 'id'}-2"
            what = f"the id {quoted(name)} is that of {kind} in line {first[name]} already"
            yield Fault(place, what, remedy)
        elif isinstance(name, str):
            first[name] = place.line


def _events_twice(tree: Tree, steps: Steps, items: Sequence[object]) -> Iterator[Fault]:
    """Events of one date and title, however the two are written."""
    first: dict[tuple[str, str], int] = {}
    for number, item in enumerate(items):
        given = item if isinstance(item, dict) else {}
        title, parts = given.get("title"), date_parts(given.get("date"))
        if not isinstance(title, str) or not parts:
            continue
        place, event = tree.place((*steps, number)), (str(parts), positions.folded(title))
        if event in first:
            what = f"the event {quoted(title)} of this date is in line {first[event]} already"
            yield Fault(place, what, "delete one of the two")
        else:
            first[event] = place.line


def _terms_twice(tree: Tree, items: Sequence[object]) -> Iterator[Fault]:
    """Entries of the glossary for one word, in small letters or in capitals."""
    first: dict[str, int] = {}
    for number, item in enumerate(items):
        term = item.get("term") if isinstance(item, dict) else None
        place = tree.place(("glossary", number, "term"))
        if isinstance(term, str) and (word := positions.folded(term)) in first:
            what = f"the term {quoted(term)} is explained in line {first[word]} already"
            yield Fault(place, what, "delete one of the two")
        elif isinstance(term, str):
            first[word] = place.line


def _misspelt(tree: Tree, steps: Steps) -> Iterator[Fault]:
    """Fields of a reference that CSL knows in another spelling: it would pass over them."""
    known = {_bare(key): key for key in schema_at(steps)["properties"]}
    found: Any = tree.value
    for step in steps:
        found = found[step]
    for key in found:
        right = known.get(_bare(key))
        if right and right != key:
            what = f"the reference has {quoted(key)}, which CSL does not know"
            yield Fault(tree.key((*steps, key)), what, f"write {right}; CSL tells capitals apart")


def _bare(key: str) -> str:
    return key.lower().replace("_", "").replace("-", "").replace(" ", "")
