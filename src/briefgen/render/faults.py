"""What is wrong with a template: file, line, what it is, and what there is instead."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable
from pathlib import Path

import jinja2

from briefgen.render.bounded import Bounds, OutOfTime, TooMuch, out_of_memory, out_of_time
from briefgen.render.environment import Sandbox, nearest_first

_VARIABLE = re.compile(r"'(\w+)' is undefined")
_EXPORT = re.compile(r"the template '(.+?)' .*does not export the requested name '(\w+)'")
_KIND = re.compile(r"No (filter|test) named '(\w+)'( found)?\.?")
_MACRO = re.compile(r"\{%-?\s*macro\s+(\w+)")
_ENDLESS = (
    "templates or macros call each other without end; look for one that includes, extends or "
    "calls itself"
)


def explained(error: Exception, environment: Sandbox, values: Iterable[str], bounds: Bounds) -> str:
    """Where ("file:line") and what is wrong, with the names there are for one that is not."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = f"{error.filename or error.name}:{error.lineno}"
        return f"{place}: {_named(error.message or '', environment, values)}"
    what = _what(error, bounds) or _named(str(error), environment, values)
    if isinstance(error, jinja2.TemplateNotFound):
        what = f"there is no template {str(error)!r}"
        what += nearest_first(str(error), environment.list_templates())
    return f"{_where(error, environment)}: {what}"


def _what(error: Exception, bounds: Bounds) -> str:
    """What Python's own words would not tell a designer; empty for all else."""
    if isinstance(error, OutOfTime):
        return out_of_time(bounds)
    if isinstance(error, MemoryError):
        return out_of_memory(bounds)
    if isinstance(error, RecursionError):
        return _ENDLESS
    if isinstance(error, TooMuch):
        return f"{error}; look for what is printed again and again"
    if isinstance(error, LookupError):
        return f"there is nothing at {error}" if isinstance(error, KeyError) else str(error)
    return ""


def _named(said: str, environment: Sandbox, values: Iterable[str]) -> str:
    """What Jinja said, with the names of the kind that was looked for."""
    if found := _VARIABLE.fullmatch(said):
        names = {*values, *environment.globals}
        if found[1] in names:
            return f"{said} here: write “with context” after the import, or give it to the macro"
        return said + nearest_first(found[1], names)
    if found := _EXPORT.match(said):
        text = environment.loader.get_source(environment, found[1])[0]  # type: ignore[union-attr]
        return f"{found[1]} has no macro {found[2]!r}" + nearest_first(
            found[2], _MACRO.findall(text)
        )
    if found := _KIND.match(said):
        there = environment.filters if found[1] == "filter" else environment.tests
        return f"there is no {found[1]} {found[2]!r}" + nearest_first(found[2], there)
    return said


def _where(error: Exception, environment: Sandbox) -> str:
    """The innermost place in a template, else the audience's folder.

    Time may run out while Jinja handles another error, which then says where that was.
    """
    folders = environment.folders
    for one in filter(None, (error, error.__context__)):
        frames = traceback.extract_tb(one.__traceback__)
        inside = [f for f in frames if any(Path(f.filename).is_relative_to(d) for d in folders)]
        if inside:
            return f"{inside[-1].filename}:{inside[-1].lineno}"
    return str(folders[0])
