"""Builds whose costly stages are done once for the same input: what is left is the writing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pytest

from briefgen import annotate, evidence
from briefgen.evidence import diff
from briefgen.isolation import Task, Workers
from briefgen.model import Problem
from briefgen.render import layout


def stages(patch: pytest.MonkeyPatch) -> None:
    """Have reading, annotation, finding and layout answer from memory what was asked before."""
    _once(patch, annotate, "annotate")
    _once(patch, annotate, "annotate_phrases")
    _once(patch, evidence, "find_evidence")
    _once(patch, layout, "lay_out")
    _once(patch, diff, "diff")
    known: dict[str, bytes | Problem] = {}
    real = Workers.each

    def each(self: Workers, tasks: Iterable[Task]) -> Iterator[tuple[Task, bytes | Problem]]:
        for task in tasks:
            if repr(task) not in known:
                ((_, known[repr(task)]),) = real(self, [task])
            yield task, known[repr(task)]

    patch.setattr(Workers, "each", each)


def _once(patch: pytest.MonkeyPatch, owner: object, name: str) -> None:
    """Have a function answer from memory; what it is given to ask (a scorer) is always the same."""
    real, known = getattr(owner, name), {}

    def answer(*given: Any, **named: Any) -> Any:
        told = [*given, *((k, v) for k, v in named.items() if k != "scorer")]
        key = repr([each for each in told if not callable(each)])
        if key not in known:
            known[key] = real(*given, **named)
        return known[key]

    patch.setattr(owner, name, answer)


def layout_of(patch: pytest.MonkeyPatch) -> None:
    """Have a page be the record itself, so that a build's time goes into the writing."""

    def lay_out(_: Any, __: Any, formats: Sequence[str], record: bytes) -> dict[str, bytes]:
        return dict.fromkeys(formats, record)

    patch.setattr(layout, "lay_out", lay_out)
