"""What an edition says, by its public record: all but when it was made, and of which bytes.

Two editions of one content need not both be made. The day on which a source was retrieved is left
aside, though some styles print it: the older edition names the day on which the text that it quotes
was first seen, and that is still true of it. So are the problems: a server that is away today does
not change what its archived page says, and what a page says of itself stands among the sources.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from briefgen.evidence.same import Plain

_OF_THE_EDITION = frozenset(("edition", "updates", "as_of", "changes", "replaces", "problems"))
_OF_THE_BYTES = frozenset(("sha256", "text_sha256", "retrieved"))
_OF_THE_TEXT = frozenset(("start", "end", "prefix", "suffix"))


def content_of(record: Plain) -> Any:
    """The record without what may differ in two editions that say the same.

    Ids of sources and passages, which are hashes, are numbers here; sentences that are not quoted
    are told by the diff of two records.
    """
    kept = _without(record, _OF_THE_EDITION)
    kept["sources"] = [_source(source) for source in record["sources"]]
    kept["passages"] = {k: _without(p, _OF_THE_TEXT) for k, p in record["passages"].items()}
    sources = (source["id"] for source in record["sources"])
    numbers = {id: f"source {n}" for n, id in enumerate(sources)}
    numbers |= {id: f"passage {n}" for n, id in enumerate(record["passages"])}
    return _numbered(json.loads(json.dumps(kept)), numbers)


def _without(values: Plain, names: frozenset[str]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in names}


def _source(source: Plain) -> dict[str, Any]:
    accessed = {"accessed"} if source["retrieved"] else set()
    reference = _without(source["reference"], frozenset(accessed))
    return {**_without(source, _OF_THE_BYTES), "reference": reference}


def _numbered(value: Any, numbers: Mapping[str, str]) -> Any:
    """A value with each id in it, be it a key, as its number."""
    if isinstance(value, dict):
        return {numbers.get(k, k): _numbered(v, numbers) for k, v in value.items()}
    if isinstance(value, list):
        return [_numbered(one, numbers) for one in value]
    return numbers.get(value, value) if isinstance(value, str) else value
