"""`desk.yaml`, what holds for a whole desk: how it fetches, and how it sends."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefgen.errors import SpecError
from briefgen.model import DeskSettings
from briefgen.spec.faults import Fault, Steps, Tree, problems
from briefgen.spec.sending import KEYS as SENDING
from briefgen.spec.sending import sending, sending_faults
from briefgen.spec.text import decoded, read_bytes
from briefgen.spec.tree import read_tree
from briefgen.spec.words import quoted

_KEYS = ("allow", "pause", "user_agent")
_EXAMPLE = "for example fetch: {allow: [wiki.intra], pause: 2}"
_HOST = re.compile(r"[\w.:\[\]/-]+")


def load_settings(path: Path) -> DeskSettings:
    """Read a desk's settings; where there is no such file or nothing in it, the defaults.

    Raises `SpecError` with every fault.
    """
    if not path.exists():
        return DeskSettings()
    file = str(path)
    content = read_bytes(path)
    if not content.removeprefix(BOM_UTF8).strip():
        return DeskSettings()  # a file that was made, and not filled in yet
    tree = read_tree(decoded(content, file), file)
    if found := [*tree.faults, *_faults(tree)]:
        raise SpecError(problems(found, file))
    value: Any = tree.value or {}
    given: Any = value.get("fetch", {})
    if "allow" in given:
        given = {**given, "allow": tuple(given["allow"])}
    places = {name: value.get(name, "") for name in ("executor", "library")}
    return DeskSettings(**given, **sending(value), **places)


def _faults(tree: Tree) -> Iterator[Fault]:
    value: Any = tree.value if tree.value is not None else {}
    if not isinstance(value, dict):
        yield Fault(tree.place(()), "desk.yaml holds no keys", f"write them, {_EXAMPLE}")
        return
    yield from _unknown(tree, (), value, ("fetch", "library", "executor", *SENDING))
    yield from sending_faults(tree, value)
    yield from _library_faults(tree, value.get("library", "library"))
    if not isinstance(value.get("executor", ""), str):
        remedy = "write a name, like processes:4"
        yield Fault(tree.place(("executor",)), "executor is no text", remedy)
    fetch = value.get("fetch", {})
    if not isinstance(fetch, dict):
        yield Fault(tree.place(("fetch",)), "fetch has no keys", f"write them, {_EXAMPLE}")
        return
    yield from _unknown(tree, ("fetch",), fetch, _KEYS)
    yield from _fetch_faults(tree, fetch)


def _library_faults(tree: Tree, library: Any) -> Iterator[Fault]:
    if not isinstance(library, str) or not library.strip():
        remedy = "write a folder, or an address like postgresql://desk@db.example.org/briefs"
        yield Fault(tree.place(("library",)), "library is no place", remedy)


def _unknown(
    tree: Tree, steps: Steps, given: dict[str, Any], known: tuple[str, ...]
) -> Iterator[Fault]:
    for key in given:
        if key not in known:
            what = f"there is no key {quoted(str(key))} here"
            yield Fault(tree.key((*steps, key)), what, f"the keys are: {', '.join(known)}")


def _fetch_faults(tree: Tree, fetch: dict[str, Any]) -> Iterator[Fault]:
    allow, pause = fetch.get("allow", []), fetch.get("pause", 1)
    if not isinstance(allow, list) or not all(
        isinstance(host, str) and _HOST.fullmatch(host) for host in allow
    ):
        remedy = "write hosts, addresses or networks, for example [wiki.intra, 10.1.0.0/16]"
        yield Fault(tree.place(("fetch", "allow")), "allow is no list of hosts", remedy)
    if isinstance(pause, bool) or not isinstance(pause, int | float) or not 0 <= pause <= 3600:
        remedy = "write seconds from 0 to 3600"
        yield Fault(tree.place(("fetch", "pause")), "pause is no number of seconds", remedy)
    if not isinstance(fetch.get("user_agent", ""), str):
        remedy = "write a text that names the desk and an address"
        yield Fault(tree.place(("fetch", "user_agent")), "user_agent is no text", remedy)
