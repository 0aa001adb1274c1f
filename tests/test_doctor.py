"""`briefgen doctor`: every part, found or not, each that is not with a remedy."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen import annotate, doctor
from briefgen.cli import main

PARTS = [
    "Python 3.11 or newer",
    "language model",
    "citation styles",
    "pandoc",
    "libpangoft2-1.0.so.0",
    "libharfbuzz-subset.so.0",
    "audiences",
]


def test_all_is_well_on_a_machine_that_runs_these_tests(
    capsys: pytest.CaptureFixture[str],
) -> None:
    findings = doctor.examine()
    assert [f.part for f in findings] == PARTS
    assert all(f.good for f in findings)
    assert main(["doctor"]) == 0
    assert [line[:4] for line in capsys.readouterr().out.splitlines()] == ["ok  "] * len(PARTS)


def _no_library(name: str) -> object:
    raise OSError(f"{name}: cannot open shared object file")


def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotate, "MODELS", ("no_such_model",))


def _other_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotate, "PINNED", {annotate.model_name(): "0" * 64})


def _gone_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(annotate.VARIABLE, str(Path("no") / "such" / "folder"))


def _no_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", _no_library)


@pytest.mark.parametrize(
    ("lose", "part", "remedy"),
    [
        (_no_model, "language model", "make brief"),
        (_other_model, "language model", "not the pinned ones"),
        (_gone_model, "language model", "neither a folder nor installed"),
        (_no_libraries, "libpangoft2-1.0.so.0", "apt-get install libpangoft2-1.0-0"),
        (_no_libraries, "libharfbuzz-subset.so.0", "apt-get install libharfbuzz-subset0"),
    ],
)
def test_what_is_missing_is_said_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    lose: Callable[[pytest.MonkeyPatch], None],
    part: str,
    remedy: str,
) -> None:
    lose(monkeypatch)
    assert main(["doctor"]) == 1
    (line,) = (x for x in capsys.readouterr().out.splitlines() if x.startswith(f"MISSING {part}:"))
    assert remedy in line
