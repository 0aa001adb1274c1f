"""The evidence of the newest editions, kept by its key: a changed template finds nothing anew.

The library keeps a line with the SHA-256 of what follows, then JSON. It only ever saves time: what
is not there, altered, or no longer word for word in the archive is found again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from hashlib import sha256
from typing import Any, get_type_hints

from briefgen.editions.frozen import plain, restored
from briefgen.editions.lock import Key
from briefgen.library import Library
from briefgen.model import BriefSpec, Evidence, Problem

#: Evidence that is kept of each brief: that of today, and that of what it was changed from.
_MOST = 3
#: What is an edition's own, and not found in the sources.
_OWN = ("spec", "edition", "as_of", "updates")
_FOUND = {
    name: kind
    for name, kind in get_type_hints(Evidence).items()
    if name not in _OWN and name in {f.name for f in fields(Evidence)}
}


class KeptEvidence:
    """The evidence that was found for one brief, by what it was found by."""

    def __init__(self, library: Library, slug: str) -> None:
        self._library, self._slug = library, slug

    def recall(self, key: Key, told: Sequence[Problem], spec: BriefSpec) -> Evidence | None:
        """The evidence of this key, of no edition yet; None where there is none that holds.

        `told` are the problems that were told before anything was found.
        """
        try:
            kept = self._library.kept_evidence(self._slug, _name(key, told)) or b""
            head, _, body = kept.partition(b"\n")
            if head.decode() != sha256(body).hexdigest():
                return None
            found = dict(_restored(json.loads(body)))
        except (ValueError, RecursionError):
            return None
        evidence = Evidence(spec=spec, edition="", as_of="", **found)
        return evidence if self._holds(evidence) else None

    def keep(self, key: Key, told: Sequence[Problem], evidence: Evidence) -> None:
        """Keep it, and of older ones the newest; where that can't be done, nothing is lost."""
        made = {name: plain(getattr(evidence, name), kind) for name, kind in _FOUND.items()}
        try:
            body = json.dumps(made, ensure_ascii=False, allow_nan=False).encode()
            if replace(evidence, **_restored(json.loads(body))) != evidence:
                return
        except (TypeError, ValueError):  # what a source says of itself may be no JSON
            return
        content = sha256(body).hexdigest().encode() + b"\n" + body
        self._library.keep_evidence(self._slug, _name(key, told), content, _MOST)

    def _holds(self, evidence: Evidence) -> bool:
        """Whether every passage stands word for word where it says, in the archive."""
        hashes = {s.id: s.text_sha256 for s in evidence.sources}
        quoted = {passage.source for passage in evidence.passages.values()}
        texts = {source: self._library.text(hashes.get(source) or "") for source in quoted}
        return all(
            (texts[p.source] or "")[p.start : p.end] == p.text for p in evidence.passages.values()
        )


def _name(key: Key, told: Sequence[Problem]) -> str:
    return sha256(f"{key.of('evidence')} {told!r}".encode(errors="surrogatepass")).hexdigest()


def _restored(given: Any) -> Mapping[str, Any]:
    """The fields that were found, of JSON's values; raises ValueError for anything else."""
    if not isinstance(given, dict) or {*given} != {*_FOUND}:
        raise ValueError("is no evidence")
    return {name: restored(given[name], kind) for name, kind in _FOUND.items()}
