"""Audiences: folders with an `audience.yaml`, each building on another or on `base`.

`audience` reads one file and finds its faults; here they are put together.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import briefgen
from briefgen.errors import ExecutorError, TemplateError, UnknownName
from briefgen.model import AudienceProfile, Problem
from briefgen.render.audience import FILE, REQUIRED, Given, read_audience, unknown

_TOKEN = re.compile(r"--([\w-]+)\s*:")
_VALUE = re.compile(r"--([\w-]+)\s*:\s*([^;}]+)")
_LABEL = re.compile(r"^([\w-]+):", re.MULTILINE)
#: A colour of CSS: in hexadecimal, by name, or by a function such as rgb().
_COLOUR = re.compile(r"#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})|[a-z]+(?:\(.+\))?", re.IGNORECASE)
#: Tokens that are no custom property: the size of the sheet is one of the page.
_OF_THE_PAGE = ("page",)


def shipped_templates() -> Path:
    """Return the folder of the templates that come with Briefgen, installed or in its tree."""
    package = Path(briefgen.__file__).parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


def audiences(folders: Sequence[Path] = ()) -> tuple[str, ...]:
    """Return the audiences in `folders` and among the shipped ones; `base` is none."""
    found = {file.parent.name for root in _roots(folders) for file in root.glob(f"*/{FILE}")}
    return tuple(sorted(found - {"base"}))


def load_profile(name: str, folders: Sequence[Path] = ()) -> AudienceProfile:
    """Read the audience `name` with all that it extends; `folders` win over the shipped ones.

    The profile's `folders` run from the audience's own to that of `base`. Raises `UnknownName`
    for an audience that is not there, `TemplateError` with every fault of its `audience.yaml`s.
    """
    if name not in audiences(folders):
        raise UnknownName("audience", name, audiences(folders))
    chain = _chain(name, _roots(folders))
    faults = [fault for given in chain for fault in given.faults]
    if chain[-1].folder.name == "base":  # else nobody knows what it builds on
        faults += [*_missing(chain), *_not_there(chain), *_not_a_colour(chain)]
    if faults:
        raise TemplateError("\n".join(map(str, faults)))
    values: dict[str, Any] = {}
    labels: dict[str, Any] = {}
    tokens: dict[str, str] = {}
    for given in reversed(chain):
        values |= given.values
        labels |= given.values.get("labels", {})
        tokens |= given.values.get("tokens", {})
    return AudienceProfile(
        name=name,
        label=values["label"],
        pages=values["pages"],
        passages=values["passages"],
        key_points=values["key_points"],
        prefers=values["prefers"],
        notes=values["notes"],
        sections=tuple(values["sections"]),
        folders=tuple(given.folder for given in chain),
        contrasts=values["contrasts"],
        attribution=values["attribution"],
        formats=tuple(values.get("formats", ())),
        labels=labels,
        tokens=tokens,
    )


def at_home(profile: AudienceProfile, shipped: Path) -> AudienceProfile:
    """The audience as it stands on this machine, where that of `shipped` had it in its folders.

    Raises `ExecutorError` where a desk's own folder is not here.
    """
    own = shipped_templates()
    folders = tuple(
        own / f.relative_to(shipped) if f.is_relative_to(shipped) else f for f in profile.folders
    )
    for folder in folders:
        if not folder.is_dir():
            what = "the desk's folder is not there; share it with every worker, at the same path"
            raise ExecutorError(f"worker {platform.node()}: {folder}: {what}")
    return replace(profile, folders=folders)


def _roots(folders: Sequence[Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys([*folders, shipped_templates()]))


def _chain(name: str, roots: Sequence[Path]) -> list[Given]:
    """Follow `extends`. An audience that extends its own name builds on the next root's."""
    chain: list[Given] = []
    while name:
        taken = {given.folder for given in chain}
        places = (root / name for root in roots)
        found = [place for place in places if (place / FILE).is_file() and place not in taken]
        if not found:
            chain[-1] = chain[-1].with_fault("extends", *_no_way(name, roots))
            break
        chain.append(read_audience(found[0]))
        name = chain[-1].extends or ("" if name == "base" else "base")
    return chain


def _no_way(name: str, roots: Sequence[Path]) -> tuple[str, str]:
    """What is wrong with an audience that cannot be built on, and what would be right."""
    there = sorted({file.parent.name for root in roots for file in root.glob(f"*/{FILE}")})
    if name in there:
        return f"extends {name!r}, which goes in a circle", "extend base, or leave it out"
    return f"extends {name!r}, which is not there", unknown(name, there)


def _missing(chain: Sequence[Given]) -> Iterator[Problem]:
    """Keys that nobody of the chain gives: a desk's own `base` leaves them out."""
    for key in REQUIRED:
        if not any(key in given.values for given in chain):
            yield Problem(str(chain[-1].folder / FILE), f"{key} is missing", "write it there")


def _not_there(chain: Sequence[Given]) -> Iterator[Problem]:
    """Sections without a template, and tokens and labels that nothing on the page uses."""
    folders = [given.folder for given in chain]
    for place, given in enumerate(chain):
        below = folders[place:]
        parts = {f.name.split(".")[0] for d in below for f in d.glob("sections/*.html.j2")}
        for section in _listed(given, "sections"):
            if section not in parts:
                what = f"there is no sections/{section}.html.j2"
                yield given.fault(("sections",), what, unknown(section, sorted(parts)))
        sheets = [d / "brief.css" for d in folders]
        text = "".join(f.read_text("utf-8", "replace") for f in sheets if f.is_file())
        tokens = {*_TOKEN.findall(text), *_OF_THE_PAGE}
        for token in _listed(given, "tokens"):
            if token not in tokens:
                what = f"no style sheet has a token {token!r}"
                yield given.fault(("tokens", token), what, unknown(token, sorted(tokens)))
        labels = _labels(folders)
        for label in _listed(given, "labels"):
            if label not in labels:
                what = f"no page prints a label {label!r}"
                yield given.fault(("labels", label), what, unknown(label, sorted(labels)))


def _not_a_colour(chain: Sequence[Given]) -> Iterator[Problem]:
    """Colours that are none: a browser would drop them without a word, and all be black."""
    sheets = (given.folder / "brief.css" for given in chain)
    text = "".join(f.read_text("utf-8", "replace") for f in sheets if f.is_file())
    colours = {name for name, value in _VALUE.findall(text) if value.startswith("#")}
    for given in chain:
        for token in _listed(given, "tokens"):
            value = str(given.values["tokens"][token])
            if token in colours and not _COLOUR.fullmatch(value):
                what = f"the token {token} is {value!r}"
                yield given.fault(("tokens", token), what, "expected a colour, like '#7a1f1f'")


def _listed(given: Given, key: str) -> list[str]:
    """The names at a key, where it holds any."""
    value = given.values.get(key)
    return [str(name) for name in value] if isinstance(value, list | dict) else []


def _labels(folders: Sequence[Path]) -> set[str]:
    """The names of all labels in the files of the folders."""
    files = (folder / "labels.yaml" for folder in folders)
    found = (_LABEL.findall(f.read_text("utf-8", "replace")) for f in files if f.is_file())
    return {name for names in found for name in names}
