"""Frozen values as plain ones and back: exact, and anything else refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.editions.frozen import plain, restored
from briefgen.model import Advice, Contrast, Gone, Passage, Problem, Reference, SourceRecord

SAID = st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2)
REFERENCES = st.builds(Reference, origin=SAID, extra=SAID)
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    Passage: st.from_type(Passage),
    Contrast: st.builds(Contrast, score=st.floats(0, 1)),
    SourceRecord: st.builds(
        SourceRecord, reference=REFERENCES, also=st.tuples() | st.tuples(REFERENCES)
    ),
    tuple[Problem, ...]: st.lists(st.builds(Problem) | st.builds(Advice)).map(tuple),
}


@pytest.mark.parametrize("kind", VALUES, ids=str)
@given(data=st.data())
def test_what_goes_out_comes_back(kind: Any, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    assert restored(json.loads(json.dumps(plain(value, kind))), kind) == value


def test_a_subclass_stays_one() -> None:
    value = (Advice("a", "b", "c"), Problem("a", "b", "c"), Gone("a", "b", "c"))
    back = restored(plain(value, tuple[Problem, ...]), tuple[Problem, ...])
    assert [type(each) for each in back] == [Advice, Problem, Gone]


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (None, str), (1, str), ("1", int), (True, int), (1.5, int), ([], str), ({}, Problem),
        ({"where": "a", "what": "b"}, Problem), (["a"], tuple[str, int]), ("a", tuple[str, ...]),
        ({"where": "a", "what": "b", "remedy": 1}, Problem),
        ({"where": "a", "what": "b", "remedy": "c", "more": "d"}, Problem),
    ],
)  # fmt: skip
def test_anything_else_is_refused(given: object, kind: Any) -> None:
    with pytest.raises(ValueError, match="is no"):
        restored(given, kind)
