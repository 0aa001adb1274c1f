"""How messages name what they talk about: values, keys, lists of names, the nearest name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from briefgen.spec.faults import Steps

LONGEST = 60
"""Characters of a value that a message shows."""

_ITEM = {
    "sources": "source",
    "issues": "issue",
    "positions": "position",
    "events": "event",
    "audiences": "audience",
    "formats": "format",
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "terms": "term",
    "cues": "cue",
    "examples": "example",
    "to": "address",
    "deliver": "delivery",
    "glossary": "entry",
    "decisions": "decision",
}
_PLAIN = re.compile(r"[^\W\d_](?:[\w .,–/-]*[\w.])?")
_IN_LIST = re.compile(r"[^\W\d_](?:[\w .–/-]*[\w.])?")
_NOT_TEXT = frozenset({"null", "true", "false"})


def named(steps: Steps) -> str:
    """Name what stands at the steps as a desk officer would: `title`, `source 2`, `the spec`."""
    if not steps:
        return "the spec"
    last = steps[-1]
    if isinstance(last, str):
        return last
    owner = steps[-2] if len(steps) > 1 else ""
    kind = _ITEM.get(str(owner))
    return f"{kind} {last + 1}" if kind else f"item {last + 1} of {named(steps[:-1])}"


def shown(value: object) -> str:
    """Put a value in a sentence: "the text 'minister'", "the number 40", "the list [a, b]"."""
    match value:
        case None:
            words = "empty"
        case bool() | int() | float():
            words = f"the {'switch' if isinstance(value, bool) else 'number'} {flow(value)}"
        case str():
            words = f"the text {quoted(value)}" if value.strip() else "an empty text"
        case list():
            words = f"the list {cut(flow(value))}" if value else "an empty list"
        case _:
            words = f"a group of keys ({cut(flow(value))})" if value else "an empty group of keys"
    return words


def quoted(text: str) -> str:
    """Return the text between quotation marks, cut when it is long."""
    return repr(cut(text))


def cut(text: str) -> str:
    """Return the text, or its beginning and an ellipsis."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def flow(value: object, *, inside: bool = False) -> str:
    """Return a value as YAML on one line."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case list():
            return "[" + ", ".join(flow(item, inside=True) for item in value) + "]"
        case dict():
            pairs = (
                f"{flow(key, inside=True)}: {flow(item, inside=True)}"
                for key, item in value.items()
            )
            return "{" + ", ".join(pairs) + "}"
        case str():
            pattern = _IN_LIST if inside else _PLAIN
            return (
                value
                if pattern.fullmatch(value) and value.lower() not in _NOT_TEXT
                else _in_quotes(value)
            )
    return str(value)


def _in_quotes(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that comes nearest to this one, if any comes near."""
    spelt = {other.lower().replace("_", "-"): other for other in known}
    found = difflib.get_close_matches(name.lower().replace("_", "-"), spelt, n=1)
    return spelt[found[0]] if found else None


def choice(kind: str, name: str, known: Iterable[str]) -> str:
    """Return a remedy for an unknown name: the nearest one, and all that there are."""
    names = list(known)
    near = nearest(name, names)
    hint = f"did you mean {near}? " if near else ""
    return f"{hint}the {kind} are: {', '.join(names)}"
