"""Every target of the fuzzer for a moment; longer by hand: `make fuzz FUZZ=html SECONDS=600`."""

from __future__ import annotations

import os
import signal
from random import Random

import pytest
from fuzz.mutate import LARGEST, mutated
from fuzz.run import failure, fuzz, input_of
from fuzz.targets import TARGETS, Target

#: Inputs that take some two seconds.
INPUTS = {
    "bibtex": 900, "csl-json": 3000, "docx": 1200, "docx-bytes": 8000, "exchange": 15000,
    "feed": 500, "html": 250, "mail": 900, "markdown": 400, "pdf": 500, "plaintext": 700,
    "sentences": 20000, "split": 1200,
}  # fmt: skip


@pytest.mark.parametrize("name", TARGETS)
def test_every_promise_holds(name: str) -> None:
    run = fuzz(name, seconds=300, seed=2031, inputs=INPUTS[name])
    assert [why for _, why in run.failures] == []
    assert run.tried == INPUTS[name]


def test_inputs_are_the_same_again_and_spoilt() -> None:
    target = TARGETS["plaintext"]
    inputs = [input_of(target, 7, number) for number in range(200)]
    assert inputs == [input_of(target, 7, number) for number in range(200)]
    assert inputs[: len(target.samples)] == list(target.samples)
    assert len(set(inputs)) > 150
    assert max(map(len, inputs)) <= LARGEST
    assert mutated([b""], [], Random(1)) is not None


def _fails(content: bytes) -> None:
    assert b"a" not in content, "it has an a"


def _hangs(content: bytes) -> None:
    while True:
        pass


@pytest.mark.parametrize(
    ("run", "content", "why"),
    [(_fails, b"b", ""), (_fails, b"a", "it has an a"), (_hangs, b"", "more than 1 seconds")],
)
def test_what_is_told_of_an_input(
    run: object, content: bytes, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fuzz.run.SECONDS", 1)
    said = failure(Target([content], [], run), content)  # type: ignore[arg-type]
    assert why in said
    assert bool(said) == bool(why)


@pytest.mark.parametrize(("native", "failures"), [(False, 3), (True, 0)])
def test_an_input_that_ends_its_process_costs_itself_alone(
    monkeypatch: pytest.MonkeyPatch, native: bool, failures: int
) -> None:
    def dies(content: bytes) -> None:
        if content in samples:
            os.kill(os.getpid(), signal.SIGKILL)

    samples = [b"x", b"y", b"z"]
    monkeypatch.setitem(TARGETS, "dies", Target(samples, [], dies, native))
    monkeypatch.setattr("fuzz.run.mutated", lambda *_: b"good")
    run = fuzz("dies", seconds=60, seed=1, inputs=20)
    assert run.tried == 20
    assert len(run.failures) == failures
