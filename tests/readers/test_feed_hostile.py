"""Hostile feeds and bibliographies: a clear line or what is good in them, and never more."""

from __future__ import annotations

import pytest

from briefgen.model import Document, Problem, Snapshot
from briefgen.readers import collections, read

from .hostile_feeds import HOSTILE


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_collections(name: str) -> None:
    hostile = HOSTILE[name]()
    found = collections.split(Snapshot.of("sources/x", hostile.content))
    assert found is not None
    least, most = hostile.parts
    assert least <= len(found.parts) <= most
    assert found.parts or found.problems
    assert bool(hostile.problem) <= any(hostile.problem in p.what for p in found.problems)
    for part in found.parts:
        assert hostile.held not in f"{part.location} {part.reference}"
        assert b"root:x:0:0" not in (part.content or b"")
    for part in found.parts[:3]:
        document = read(Snapshot.of(part.location, part.content or b" "))
        assert isinstance(document, Document | Problem)
