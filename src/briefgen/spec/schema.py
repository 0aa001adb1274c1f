"""The JSON Schema of a spec, as text, as a value, and by the way to a key."""

from __future__ import annotations

import copy
import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from briefgen.spec.faults import Steps


def schema_text() -> str:
    """Return the JSON Schema (draft 2020-12) of a spec, as editors want it."""
    return Path(__file__).with_name("schema.json").read_text(encoding="utf-8")


SCHEMA: dict[str, Any] = json.loads(schema_text())
"""The JSON Schema (draft 2020-12) of a spec."""


def with_names(audiences: Collection[str], methods: Collection[str]) -> dict[str, Any]:
    """Return the schema for a desk that has these audiences and methods, and no others."""
    schema = copy.deepcopy(SCHEMA)
    schema["properties"]["audiences"]["items"]["enum"] = sorted(audiences)
    schema["properties"]["summary"]["properties"]["method"]["enum"] = sorted(methods)
    return schema


def schema_at(steps: Steps) -> dict[str, Any]:
    """Return what the schema says of the value at the steps; empty when it says nothing."""
    found: dict[str, Any] = SCHEMA
    for step in steps:
        inner = "items" if isinstance(step, int) else "properties"
        branch = found.get(inner, {})
        found = _resolved(branch if isinstance(step, int) else branch.get(step, {}))
    return found


def keys(
    schema: dict[str, Any] | None = None, steps: Steps = ()
) -> Iterator[tuple[Steps, dict[str, Any]]]:
    """Yield every key with the steps to it (0 for any item), and what the schema says of it."""
    found = _resolved(SCHEMA if schema is None else schema)
    for key, below in found.get("properties", {}).items():
        yield (*steps, key), _resolved(below)
        yield from keys(below, (*steps, key))
    if "items" in found:
        yield from keys(found["items"], (*steps, 0))


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    shared = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    return {**shared, **schema}
