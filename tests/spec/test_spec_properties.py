"""Promises: whatever the bytes, a spec or problems; whatever is reported, it is once, in order."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefgen.errors import SpecError
from briefgen.model import BriefSpec
from briefgen.spec import load_spec
from briefgen.spec.schema import keys
from briefgen.spec.slugs import unique_ids
from briefgen.spec.tree import read_tree
from briefgen.spec.words import flow

SAMPLE = """\
title: Fisheries
audiences: [minister]
sources:
  - path: a/*.txt
    reference: {author: [{family: Okafor}], issued: 2017-07-05}
issues:
  - title: Quotas
    positions: [{label: Cut, cues: [cut]}, {label: Keep}]
    events: [{date: 2016-12-14, title: The summit}, {date: 2016, title: The vote}]
summary: {passages: 4}
"""


def outcome(folder: Path, content: bytes) -> BriefSpec | SpecError:
    path = folder / "s.yaml"
    path.write_bytes(content)
    try:
        return load_spec(path, audiences=["minister"], methods=["coverage"])
    except SpecError as error:
        return error


def check(folder: Path, content: bytes) -> None:
    found = outcome(folder, content)
    assert isinstance(found, BriefSpec) or found.problems
    lines = [str(problem) for problem in found.problems]
    assert len(set(lines)) == len(lines)
    ends = [re.fullmatch(r".*s\.yaml(?::(\d+):(\d+))?", p.where) for p in found.problems]
    places = [tuple(int(n or 0) for n in end.groups()) for end in ends if end]
    assert len(places) == len(lines)
    assert places == sorted(places)
    for problem in found.problems:
        assert problem.what
        assert problem.remedy
        assert "is not of type" not in problem.what


names = st.sampled_from(sorted({str(steps[-1]) for steps, _ in keys()} | {"x", "titel"}))
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | names
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(names | st.text(), inner, max_size=5)
    ),
    max_leaves=30,
)


@settings(max_examples=300, deadline=None)
@given(content=st.binary(max_size=300))
@example(content=b"\xff\xfe")
@example(content=b"[" * 5000)
@example(content=b"? " * 5000)
@example(content=b"{a: &a [*a]}")
@example(content=b'title: "\\ud800"')
def test_any_bytes(tmp_path_factory, content):
    """Bytes give a spec or problems, and nothing else."""
    check(tmp_path_factory.getbasetemp(), content)


LARGE = {
    "lists": "[" * 999_999,
    "items": "- " * 499_999,
    "complex keys": "? " * 499_999,
    "one key": "a: 1\n" * 199_999,
    "many keys": "".join(f"k{number}: 1\n" for number in range(9_000)),
    "many faults": "title: T\nissues: [{title: A}]\nsources: [" + "1," * 19_000 + "]",
    "mixed twice": "formats: [" + "a,1," * 9_000 + "]",
    "same titles": "title: T\nsources: [a]\nissues: [" + "{title: A}," * 6_500 + "]",
    "digits": "title: " + "9" * 999_000,
    "a long key": "k" * 900 + ": 1\n" + "titel" * 180 + ": 1\n",
    "anchors": "a: &a b\n" + "c: *a\n" * 5_000,
    "documents": "---\n" * 249_999,
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_large_files_end_soon(tmp_path, text):
    """The largest and oddest specs take seconds (10 are granted, for slow machines)."""
    began = time.perf_counter()
    outcome(tmp_path, text.encode())
    assert time.perf_counter() - began < 10


@settings(max_examples=300, deadline=None)
@given(text=st.text(alphabet="ab:-[]{}'\"#&*!|>%@`?,\n\t \\0.~", max_size=80))
def test_any_marks(tmp_path_factory, text):
    """YAML's own marks in any order."""
    check(tmp_path_factory.getbasetemp(), text.encode())


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(value=st.dictionaries(names, values, max_size=8))
def test_any_values_under_known_keys(tmp_path_factory, value):
    """Known keys with values of any kind, as YAML writes them."""
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    check(tmp_path_factory.getbasetemp(), text.encode())


@settings(max_examples=300, deadline=None)
@given(
    at=st.integers(0, len(SAMPLE)),
    length=st.integers(0, 12),
    text=st.text(alphabet="ab:-[]{}'\"#&*\n 7", max_size=4),
)
def test_any_slip_of_the_hand(tmp_path_factory, at, length, text):
    """A good spec with a stretch of it overwritten."""
    check(tmp_path_factory.getbasetemp(), (SAMPLE[:at] + text + SAMPLE[at + length :]).encode())


@given(st.text(max_size=30))
def test_flow_writes_a_text_that_reads_as_itself(text):
    """What a remedy tells to write is read as that text."""
    written = flow([text])
    if text.isprintable():
        assert read_tree(written, "s.yaml").value == [text]


@given(st.lists(st.tuples(st.none() | st.just("a-2"), st.sampled_from(["a", "a 2", "b", "—"]))))
def test_made_ids_are_unique(pairs):
    """Given ids stay as they are; made ones are unlike all others."""
    given_ids, texts = [p[0] for p in pairs], [p[1] for p in pairs]
    ids = unique_ids(given_ids, texts, "issue")
    made = [name for name, was in zip(ids, given_ids, strict=True) if not was]
    assert len(set(made)) == len(made)
    assert not set(made) & {name for name in given_ids if name}
