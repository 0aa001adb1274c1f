"""What JSON Schema finds, in plain sentences for a desk officer: one function for each keyword."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from briefgen.spec.faults import Fault, Steps, Tree
from briefgen.spec.remedies import DATE, example, in_kind, is_date_here, write
from briefgen.spec.schema import keys, schema_at
from briefgen.spec.slugs import slugify
from briefgen.spec.words import choice, named, nearest, quoted, shown

_KINDS = {"audiences": "audience", "formats": "format", "method": "method", "type": "CSL type"}
_ITEMS = {
    "sources": "a source",
    "issues": "an issue",
    "positions": "a position",
    "events": "an event",
    "deliver": "a delivery",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A keyword of JSON Schema, what it wants, and the value at some steps that is not so."""

    keyword: str
    wanted: Any
    value: Any
    steps: Steps

    @property
    def known(self) -> dict[str, Any]:
        """The keys that the schema knows in the value."""
        properties: dict[str, Any] = schema_at(self.steps)["properties"]
        return properties


def faults_of(found: Finding, tree: Tree) -> Iterator[Fault]:
    """Yield the faults that a finding stands for, each at its own place."""
    yield from SENTENCES[found.keyword](found, tree)


def _is(found: Finding, tree: Tree, remedy: str, more: str = "") -> Fault:
    what = f"{named(found.steps)} is {shown(found.value)}{more}"
    return Fault(tree.place(found.steps), what, remedy)


def _type(found: Finding, tree: Tree) -> Iterator[Fault]:
    kind = found.wanted if isinstance(found.wanted, str) else found.wanted[0]
    yield _is(found, tree, in_kind(kind, found.value, found.steps))


def _required(found: Finding, tree: Tree) -> Iterator[Fault]:
    unknown = found.value.keys() - found.known
    # A key that is only misspelt is reported as such, and not as missing too.
    alone = bool(unknown) and len(found.wanted) == 1 and len(unknown) == len(found.value)
    misspelt = {nearest(key, found.known) for key in unknown}
    for key in set() if alone else set(found.wanted) - set(found.value) - misspelt:
        remedy = f"add {key}{example((*found.steps, key))}"
        what = f"{named(found.steps)} has no {key}"
        yield Fault(tree.place(found.steps), what, remedy)


def _unknown_keys(found: Finding, tree: Tree) -> Iterator[Fault]:
    for key in found.value.keys() - found.known:
        what = f"there is no key {quoted(key)} in {named(found.steps)}"
        remedy = choice("keys", key, found.known) + _home(key, found.known)
        yield Fault(tree.key((*found.steps, key)), what, remedy)


def _home(key: str, known: dict[str, Any]) -> str:
    """Say where a key belongs that is known elsewhere: mostly its indent is wrong."""
    owners = _owners().get(key)
    if not owners or nearest(key, known):
        return ""
    return f"; {key} belongs in {' or '.join(sorted(owners))}: check the spaces before it"


@functools.cache
def _owners() -> dict[str, set[str]]:
    """Return what each key of the schema can stand in."""
    owners: dict[str, set[str]] = {}
    for steps, _ in keys():
        owners.setdefault(str(steps[-1]), set()).add(_owner(steps[:-1]))
    return owners


def _owner(steps: Steps) -> str:
    if steps and steps[-1] == 0:
        return _ITEMS.get(str(steps[-2]), "a name")
    return named(steps)


def _one_of(found: Finding, tree: Tree) -> Iterator[Fault]:
    names = [branch["required"][0] for branch in found.wanted]
    given = [name for name in names if name in found.value]
    place, name = tree.place(found.steps), named(found.steps)
    if given:
        apart = ", ".join(f"- {name}: …" for name in given)
        remedy = f"keep one of them, and write each as an item of its own: {apart}"
        yield Fault(place, f"{name} has {' and '.join(given)} at once", remedy)
    elif found.value.keys() <= found.known.keys():
        remedy = f"add {' or '.join(names)}{example(found.steps)}"
        yield Fault(place, f"{name} has none of {', '.join(names)}", remedy)


def _needs(found: Finding, tree: Tree) -> Iterator[Fault]:
    for key, (other,) in found.wanted.items():
        if key in found.value and other not in found.value:
            what = f"{key} stands without {other}"
            place = tree.key((*found.steps, key))
            yield Fault(place, what, f"delete {key}; it goes with {other} only")


def _enum(found: Finding, tree: Tree) -> Iterator[Fault]:
    key = str(found.steps[-2] if isinstance(found.steps[-1], int) else found.steps[-1])
    kind, value = _KINDS.get(key, "choice"), quoted(found.value)
    what, remedy = f"there is no {kind} {value}", choice(f"{kind}s", found.value, found.wanted)
    if key not in _KINDS:
        what = f"{key} is {shown(found.value)}"
    yield Fault(tree.place(found.steps), what, remedy)


def _pattern(found: Finding, tree: Tree) -> Iterator[Fault]:
    steps, value = found.steps, found.value
    if not value.strip():
        yield _is(found, tree, in_kind("string", "", steps))
    elif is_date_here(steps):
        yield _is(found, tree, DATE)
    elif steps[-1] == "id":
        slug = slugify(value)
        remedy = "use small letters a to z, digits and hyphens" + (f": {slug}" if slug else "")
        yield _is(found, tree, remedy)
    else:
        yield _is(found, tree, f"write it in the form wanted{example(steps)}")


def _format(found: Finding, tree: Tree) -> Iterator[Fault]:
    yield _is(found, tree, DATE, ", which is not in the calendar")


def _few(found: Finding, tree: Tree) -> Iterator[Fault]:
    number = "one or more" if found.wanted == 1 else "two or more"
    yield _is(found, tree, f"write {number}{example(found.steps)}")


def _many(found: Finding, tree: Tree) -> Iterator[Fault]:
    yield _is(found, tree, f"write at most {found.wanted}{example(found.steps)}")


def _bounds(found: Finding, tree: Tree) -> Iterator[Fault]:
    yield _is(found, tree, DATE if is_date_here(found.steps) else write("integer", found.steps))


def _twice(found: Finding, tree: Tree) -> Iterator[Fault]:
    what = f"{shown(found.value)} stands twice in {found.steps[-2]}"
    yield Fault(tree.place(found.steps), what, "delete one of the two")


SENTENCES: dict[str, Callable[[Finding, Tree], Iterator[Fault]]] = {
    "type": _type,
    "required": _required,
    "additionalProperties": _unknown_keys,
    "oneOf": _one_of,
    "anyOf": _one_of,
    "dependentRequired": _needs,
    "enum": _enum,
    "pattern": _pattern,
    "format": _format,
    "minItems": _few,
    "maxItems": _many,
    "minimum": _bounds,
    "maximum": _bounds,
    "uniqueItems": _twice,
}
