"""Frozen dataclasses as plain values for JSON, and back by their fields' types, checked.

A value of a type's subclass is known by that class's name, under "".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

#: A whole number stands for a fraction, too.
_WHOLE: Mapping[Any, type] = {float: int}


def plain(value: Any, kind: Any) -> Any:
    """A value of a type as dictionaries, lists, texts and numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        hints = _hints(type(value))
        made = {f.name: plain(getattr(value, f.name), hints[f.name]) for f in fields(value)}
        return made if type(value) in _members(kind) else {"": type(value).__name__, **made}
    if isinstance(value, Mapping):
        inner = get_args(kind)[1] if get_args(kind) else Any
        return {key: plain(each, inner) for key, each in value.items()}
    if isinstance(value, tuple):
        return [plain(each, of) for each, of in zip(value, _items(kind, len(value)), strict=True)]
    return value


def restored(given: Any, kind: Any) -> Any:
    """The value of a type that `plain` made; raises ValueError for anything else."""
    if kind is Any:
        return given
    members = _members(kind)
    if given is None and NoneType in members:
        return None
    for member in members:
        origin = get_origin(member) or member
        if origin is Literal and given in get_args(member):
            return given
        if isinstance(member, type) and is_dataclass(member) and type(given) is dict:
            return _instance(given, member)
        if origin is tuple and type(given) is list:
            kinds = _items(member, len(given))
            return tuple(restored(each, of) for each, of in zip(given, kinds, strict=True))
        if origin is Mapping and type(given) is dict:
            return {key: restored(each, get_args(member)[1]) for key, each in given.items()}
        if member in (str, int, float, bool) and type(given) in (member, _WHOLE.get(member)):
            return given
    raise ValueError(f"{str(given)[:40]!r} is no {kind}")


def _instance(given: dict[str, Any], kind: Any) -> Any:
    named: dict[str, Any] = {each.__name__: each for each in kind.__subclasses__()}
    kind = named.get(given.get("", ""), kind)
    hints = _hints(kind)
    if {*given} - {""} != {*hints}:
        raise ValueError(f"is no {kind.__name__}")
    return kind(**{name: restored(given[name], of) for name, of in hints.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _members(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if isinstance(kind, UnionType) or get_origin(kind) is Union else (kind,)


def _items(kind: Any, count: int) -> tuple[Any, ...]:
    """The type of each item of a tuple."""
    given = next((get_args(k) for k in _members(kind) if get_origin(k) is tuple), (Any, ...))
    if given[-1] is Ellipsis:
        return (given[0],) * count
    if len(given) != count:
        raise ValueError(f"is no {kind}")
    return given
