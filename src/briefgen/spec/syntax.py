"""YAML's own complaints in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.spec.faults import TOP, Fault, Place

if TYPE_CHECKING:
    from yaml import Mark
    from yaml.error import YAMLError

_QUOTE = "put the text in quotes, for example 'Peace: a plan'"
_INDENT = (
    "start it in the same column as its neighbours; put a text that holds quotes, "
    "or a bracket, in quotes as a whole"
)

# A pattern for "context, problem", the sentence and the remedy, and whether the place is where
# the construct began (True) or where the parser gave up.
_SENTENCES: tuple[tuple[str, str, str, bool], ...] = (
    (
        "mapping values are not allowed",
        "a colon cannot stand here",
        f"{_QUOTE}; or check the line before it and the spaces at the start of the line",
        False,
    ),
    ("quoted scalar.*(end of stream|document)", "a quotation mark is not closed", "close it", True),
    (
        "(escape|expected escape)",
        "a backslash in double quotes must begin an escape that YAML knows",
        "use single quotes: 'a\\b'",
        False,
    ),
    (
        "flow (sequence|mapping)",
        "a bracket is not closed",
        "close it, and put , between items",
        True,
    ),
    (
        "scanning an? (alias|anchor)",
        "a text that begins with * or & must stand in quotes",
        "write it as '*.txt'",
        True,
    ),
    ("tag", "a text that begins with ! must stand in quotes", "write it as '!…'", True),
    (
        "block sequence entries|sequence entries are not allowed",
        "an item with - cannot stand here",
        "begin the item on a line of its own, or write the list as [one, two]",
        False,
    ),
    (
        "block scalar",
        "only the text's own lines may follow | or >",
        "begin it on the next line",
        False,
    ),
    (
        "expected key|expected '-'|<block end>|node content",
        "this does not fit here",
        _INDENT,
        False,
    ),
    ("directive|YAML document", "a line with % is not for a spec", "delete the line", False),
    ("document start", "nothing may follow the end of the spec", "delete what follows", False),
    ("expected ':'", "this line has no colon", "write it as key: value", True),
)


def syntax_fault(error: YAMLError, text: str) -> Fault:
    """Return the fault that stopped the parser, at its line and column."""
    problem_mark: Mark | None = getattr(error, "problem_mark", None)
    began: Mark | None = getattr(error, "context_mark", None) or problem_mark
    said = f"{getattr(error, 'context', '') or ''}, {getattr(error, 'problem', '') or error}"
    if "cannot start any token" in said or "tab character" in said:
        return _forbidden(_place(problem_mark), text)
    for pattern, what, remedy, from_start in _SENTENCES:
        if re.search(pattern, said):
            return Fault(_place(began if from_start else problem_mark), what, remedy)
    return Fault(
        _place(problem_mark), f"the YAML cannot be read here ({said.strip(' ,')})", _INDENT
    )


def _forbidden(place: Place, text: str) -> Fault:
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    found = line[place.column - 1 : place.column]
    if found == "\t" or "\t" in line[: place.column]:
        return Fault(place, "there is a tab where YAML wants spaces", "use spaces instead")
    return Fault(
        place, f"a text cannot begin with {found}", "put it in quotes, for example '@desk'"
    )


def _place(mark: Mark | None) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else TOP
