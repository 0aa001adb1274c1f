"""Which components of an edition's lock differ from what a build would find now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

#: Letters of a value that are shown.
_LONG = 60
#: Digits of a hash that are shown.
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Difference:
    """A component that differs: what it is, its name, and its value `old` and `new`.

    None is a value that is not there: the component is new, or gone.
    """

    part: str
    name: str
    old: str | None
    new: str | None

    def __str__(self) -> str:
        about = f"{self.part} {self.name}".strip()
        if self.old is None:
            return f"{about}: new ({self.new})"
        return f"{about}: gone ({self.old})" if self.new is None else self._changed(about)

    def _changed(self, about: str) -> str:
        return f"{about}: changed ({self.old} → {self.new})"


def differences(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    old_spec: Mapping[str, Any] | None = None,
    new_spec: Mapping[str, Any] | None = None,
) -> tuple[Difference, ...]:
    """What differs in two locks, the spec first; its keys one by one where both are at hand."""
    return (*_spec(old, new, old_spec, new_spec), *_rest(old, new))


def _spec(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    old_spec: Mapping[str, Any] | None,
    new_spec: Mapping[str, Any] | None,
) -> Iterator[Difference]:
    one, other = _table(old, "spec"), _table(new, "spec")
    if one.get("sha256") != other.get("sha256"):
        if old_spec is not None and new_spec is not None:  # a comment makes no other brief
            yield from _compared("spec", _flat(old_spec), _flat(new_spec))
        else:
            yield Difference("spec", "", _short(one.get("sha256")), _short(other.get("sha256")))
    asked = [
        {name: value for name, value in each.items() if name not in {"file", "sha256"}}
        for each in (one, other)
    ]
    yield from _compared("option", *asked)


def _rest(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    yield from _compared("review", *(_one(each, "review", "decisions") for each in (old, new)))
    yield from _compared("citation style", *(_one(each, "style", "sha256") for each in (old, new)))
    yield from _compared("source", *map(_sources, (old, new)))
    said = [_said(each) for each in (old, new)]
    both = said[0].keys() & said[1].keys()
    yield from _compared("what is said of", *({k: each[k] for k in both} for each in said))
    yield from _compared("set aside", *(_table(each, "aside") for each in (old, new)))
    yield from _compared("template", *(_table(each, "templates") for each in (old, new)))
    yield from _compared("fonts", *(_table(each, "fonts") for each in (old, new)))
    yield from _compared("tool", *(_table(each, "tools") for each in (old, new)))


def _compared(part: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    for name in sorted(old.keys() | new.keys()):
        one, other = old.get(name), new.get(name)
        if one != other:
            yield Difference(part, name, _short(one), _short(other))


def _sources(lock: Mapping[str, Any]) -> dict[str, str]:
    """Places and hashes of their bytes; a place may be named with more than one content."""
    found: dict[str, str] = {}
    for source in lock.get("sources") or ():
        place, digest = str(source.get("location")), str(source.get("sha256"))
        found[place] = f"{found[place]} {digest}" if place in found else digest
    return found


def _said(lock: Mapping[str, Any]) -> dict[str, Any]:
    """What the desk and others say of each source, and when it was fetched."""
    names = ("stated", "told", "told_by", "retrieved")
    sources = lock.get("sources") or ()
    return {str(s.get("location")): {name: s.get(name) for name in names} for s in sources}


def _one(lock: Mapping[str, Any], table: str, name: str) -> dict[str, Any]:
    value = _table(lock, table).get(name)
    return {"": value} if value else {}


def _table(lock: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = lock.get(name)
    return value if isinstance(value, Mapping) else {}


def _flat(value: Any, name: str = "") -> dict[str, Any]:
    """The values of a spec by their keys: "issues.2.title"; lists are counted from 1."""
    items: Any = ()
    if isinstance(value, Mapping):
        items = value.items()
    elif isinstance(value, list | tuple):
        items = enumerate(value, 1)
    if not items:
        return {name: value}
    return {k: v for key, each in items for k, v in _flat(each, f"{name}.{key}".strip(".")).items()}


def _short(value: Any) -> str | None:
    """A value as it is shown: a hash by its first digits."""
    if value is None:
        return None
    text = str(value)
    if len(text) >= 64 and all(set(word) <= set("0123456789abcdef") for word in text.split()):
        return " ".join(word[:_DIGITS] for word in text.split())
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
