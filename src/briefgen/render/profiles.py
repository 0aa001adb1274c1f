"""Audiences: folders with an `audience.yaml`, each building on another or on `base`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import yaml

import briefgen
from briefgen.errors import TemplateError, UnknownName
from briefgen.model import AudienceProfile, Preference

_FILE = "audience.yaml"
_KINDS: Mapping[str, type] = {
    "label": str,
    "extends": str,
    "pages": int,
    "passages": int,
    "key_points": int,
    "prefers": str,
    "notes": str,
    "sections": list,
}
_VALUES = {"notes": ("foot", "end"), "prefers": get_args(Preference)}


def shipped_templates() -> Path:
    """Return the folder of the templates that come with Briefgen, installed or in its tree."""
    package = Path(briefgen.__file__).parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


def audiences(folders: Sequence[Path] = ()) -> tuple[str, ...]:
    """Return the audiences in `folders` and among the shipped ones; `base` is none."""
    found = {file.parent.name for root in _roots(folders) for file in root.glob(f"*/{_FILE}")}
    return tuple(sorted(found - {"base"}))


def load_profile(name: str, folders: Sequence[Path] = ()) -> AudienceProfile:
    """Read the audience `name` with all that it extends; `folders` win over the shipped ones.

    The profile's `folders` run from the audience's own to that of `base`. Raises `UnknownName`
    for an audience that is not there, `TemplateError` for an `audience.yaml` with a fault.
    """
    if name not in audiences(folders):
        raise UnknownName("audience", name, audiences(folders))
    chain = _chain(name, _roots(folders))
    values: dict[str, Any] = {}
    for folder in reversed(chain):
        values |= _read(folder / _FILE)
    missing = [key for key in _KINDS if key not in values and key != "extends"]
    if missing:
        raise TemplateError(f"{chain[0] / _FILE}: {', '.join(missing)} missing")
    return AudienceProfile(
        name=name,
        label=values["label"],
        pages=values["pages"],
        passages=values["passages"],
        key_points=values["key_points"],
        prefers=values["prefers"],
        notes=values["notes"],
        sections=tuple(values["sections"]),
        folders=chain,
    )


def _roots(folders: Sequence[Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys([*folders, shipped_templates()]))


def _chain(name: str, roots: Sequence[Path]) -> tuple[Path, ...]:
    """Follow `extends`. An audience that extends its own name builds on the next root's."""
    chain: list[Path] = []
    while name:
        places = (root / name for root in roots)
        found = [place for place in places if (place / _FILE).is_file() and place not in chain]
        if not found:
            raise TemplateError(
                f"{chain[-1] / _FILE}: extends {name!r}, which is not there or goes in a circle"
            )
        chain.append(found[0])
        name = _read(found[0] / _FILE).get("extends", "" if name == "base" else "base")
    return tuple(chain)


def _read(file: Path) -> dict[str, Any]:
    try:
        values = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise TemplateError(f"{file}: {error}") from error
    if not isinstance(values, dict):
        raise TemplateError(f"{file}: expected keys and values")
    for key, value in values.items():
        _check(file, key, value)
    return values


def _check(file: Path, key: str, value: object) -> None:
    kind = _KINDS.get(key)
    if kind is None:
        raise TemplateError(f"{file}: unknown key {key!r} (there are: {', '.join(_KINDS)})")
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TemplateError(f"{file}: {key} is {value!r}, expected {kind.__name__}")
    allowed = _VALUES.get(key, ())
    if allowed and value not in allowed:
        raise TemplateError(f"{file}: {key} is {value!r}, expected {' or '.join(allowed)}")
