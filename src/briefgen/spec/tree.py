"""YAML text to plain values with their places: the safe part of YAML 1.2, and no more.

No aliases or anchors, no tags, no key twice; `no` and `on` stay words and dates stay text. The
tree is built from the parser's events, so that nothing deep or large is ever built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from briefgen.errors import SpecError
from briefgen.spec.faults import TOP, Fault, Place, Steps, Tree, problems
from briefgen.spec.syntax import syntax_fault
from briefgen.spec.text import unprintable
from briefgen.spec.words import cut, quoted

DEPTH = 20
"""How deep lists and keys may stand in each other."""
VALUES = 20_000
"""How many values a spec may hold."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]{1,18}|[0-9]{1,18}(\.[0-9]{0,18})?)([eE][-+]?[0-9]{1,2})?")
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None} | {
    word: word[0] in "tT" for word in ("true", "True", "TRUE", "false", "False", "FALSE")
}


class _TooMuchError(Exception):
    """The spec is deeper or larger than a spec can be; holds the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.what)
        self.fault = fault


def read_tree(text: str, file: str) -> Tree:
    """Return the values of a spec's text; raises `SpecError` when it is not YAML at all."""
    build = _Building(yaml.parse(text, Loader=_LOADER))
    try:
        value = build.document()
    except yaml.YAMLError as error:
        raise SpecError(problems([*build.faults, syntax_fault(error, text)], file)) from None
    except _TooMuchError as error:
        raise SpecError(problems([*build.faults, error.fault], file)) from None
    return Tree(value, build.values, build.keys, frozenset(build.broken), tuple(build.faults))


class _Building:
    """One reading of a parser's events, which collects places and faults on its way."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self.events = events
        self.values: dict[Steps, Place] = {}
        self.keys: dict[Steps, Place] = {}
        self.broken: set[Steps] = set()
        self.faults: list[Fault] = []
        self.count = 0

    def document(self) -> object:
        value: object = None
        seen = False
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    remedy = "keep one spec a file: delete the --- and what follows"
                    self.fault(event, "a second document begins here", remedy)
                    break
                seen, value = True, self.value(next(self.events), ())
        return value

    def value(self, event: yaml.Event, steps: Steps) -> object:
        self.values[steps] = place = _place(event)
        self.count += 1
        if self.count > VALUES:
            remedy = "split it into several specs"
            raise _TooMuchError(Fault(place, f"the spec holds more than {VALUES:,} values", remedy))
        if len(steps) > DEPTH:
            remedy = "check the brackets and the spaces at the start of lines"
            raise _TooMuchError(Fault(place, f"the spec is more than {DEPTH} levels deep", remedy))
        self.refuse_extras(event, steps)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(steps)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(steps)
        return self.scalar(event, steps)

    def sequence(self, steps: Steps) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(event, (*steps, len(items))))
        return items

    def mapping(self, steps: Steps) -> dict[str, object]:
        found: dict[str, object] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            place, key = _place(event), self.key(event, steps)
            if key is None:
                self.forget(steps)
            elif key in found:
                first = self.keys[(*steps, key)].line
                remedy = f"keep one of the two (the other is in line {first})"
                self.faults.append(
                    Fault(place, f"the key {quoted(key)} stands here a second time", remedy)
                )
                self.forget(steps)
            else:
                self.keys[(*steps, key)] = place
                found[key] = self.value(next(self.events), (*steps, key))
        return found

    def key(self, event: yaml.Event, steps: Steps) -> str | None:
        if isinstance(event, yaml.ScalarEvent):
            self.refuse_extras(event, (*steps, event.value))
            self.refuse_unprintable(event, (*steps, event.value))
            return str(event.value)
        if isinstance(event, yaml.AliasEvent):
            self.refuse_extras(event, ())
        else:
            self.fault(
                event, "a list or a group of keys cannot be a key", "write a word as the key"
            )
            self.discard(event, steps)
        return None

    def forget(self, steps: Steps) -> None:
        """Read the value of a key that has no place in the tree, and forget it."""
        self.discard(next(self.events), steps)

    def discard(self, event: yaml.Event, steps: Steps) -> None:
        aside = _Building(self.events)
        aside.count = self.count
        aside.value(event, (*steps, ""))
        self.count = aside.count

    def scalar(self, event: yaml.Event, steps: Steps) -> object:
        if not isinstance(event, yaml.ScalarEvent):
            return None
        self.refuse_unprintable(event, steps)
        if not event.implicit[0]:
            return event.value
        if not event.value and steps in self.keys:
            del self.values[steps]
        return plain(event.value)

    def refuse_unprintable(self, event: yaml.ScalarEvent, steps: Steps) -> None:
        if found := unprintable(event.value):
            what = f"the text holds a character that cannot be printed (U+{ord(found[0]):04X})"
            self.fault(event, what, "take it out")
            self.broken.add(steps)

    def refuse_extras(self, event: yaml.Event, steps: Steps) -> None:
        """Report an alias, an anchor and a tag; no other event has these."""
        if isinstance(event, yaml.AliasEvent):
            name, sign, kind = event.anchor, "*", "an alias"
        elif name := getattr(event, "anchor", None):
            sign, kind = "&", "an anchor"
        elif name := getattr(event, "tag", None):
            sign, kind = "!", "a tag"
        else:
            return
        short = cut(str(name).removeprefix("tag:yaml.org,2002:").lstrip("!"))
        remedy = f"write the text out; put it in quotes if it begins with {sign}: '{sign}{short} …'"
        self.fault(event, f"{kind} ({sign}{short}) is not allowed in a spec", remedy)
        self.broken.add(steps)

    def fault(self, event: yaml.Event, what: str, remedy: str) -> None:
        self.faults.append(Fault(_place(event), what, remedy))


def plain(text: str) -> object:
    """Return the value of a text without quotes, by YAML 1.2's core schema in decimal."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else TOP
