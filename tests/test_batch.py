"""Several briefs at once: what is printed and written is the same as one after the other."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import tiny

from briefgen import batch
from briefgen.cli import main
from briefgen.errors import BriefgenError, NotEnoughSources, SpecError
from briefgen.execute import Function, Job, Outcome, Serial
from briefgen.model import Problem

Captured = pytest.CaptureFixture[str]
DAY = "2031-03-14"
FAULT = Problem("a.yaml:1", "is none", "write one")


def desk(folder: Path) -> list[Path]:
    """Four specs: one has a fault, one no source, and two can be built."""
    first = tiny.make(folder, tiny.QUICK)
    specs = {
        "bad": tiny.QUICK.replace("sources:", "sourcs:"),
        "none": tiny.QUICK.replace("sources/*", "nowhere/*"),
        "other": tiny.QUICK.replace("Trams in Norvale", "More trams"),
    }
    for name, text in specs.items():
        first.with_name(f"{name}.yaml").write_text(text)
    return sorted(first.parent.glob("*.yaml"))


def build(specs: list[Path], *more: str) -> int:
    return main(["build", *map(str, specs), "--as-of", DAY, *more])


def files(folder: Path) -> dict[str, bytes]:
    found = (f for f in (folder / "editions").rglob("*") if f.is_file() and f.name != ".lock")
    return {str(f.relative_to(folder)): f.read_bytes() for f in found}


class Backwards(Serial):
    """Workers that are done in another order than they were asked, and lose some."""

    elsewhere = True
    lost = ""

    def map(self, function: Function, jobs: Iterable[Job]) -> Iterator[Outcome]:
        for number, outcome in enumerate(reversed(list(super().map(function, jobs)))):
            lost = Problem(outcome.key, self.lost, "look there")
            yield replace(outcome, result=lost) if self.lost and not number else outcome


@pytest.mark.parametrize(
    "name",
    ["backwards", "processes:2", pytest.param("dask:2", marks=pytest.mark.slow)],
)
def test_the_same_as_one_after_the_other(
    name: str, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is printed, in the specs' order; the exit status; each edition to the byte."""
    if name.startswith("dask"):
        pytest.importorskip("distributed")
    told = {}
    for kind in ("serial", name):
        folder = tmp_path / "desk"
        shutil.rmtree(folder, ignore_errors=True)
        specs = desk(folder)
        monkeypatch.chdir(folder)
        if kind == "backwards":
            monkeypatch.setattr("briefgen.execute.executor", lambda _: Backwards())
        asked = ("--executor", "processes:2" if kind == "backwards" else kind)
        status, again = build(specs, *asked), build(specs, *asked, "--json")
        printed = capsys.readouterr()
        whole = printed.out, printed.err
        told[kind] = (status, again, *whole, files(folder))
        assert not list(folder.glob(".seen-*"))
    assert told[name] == told["serial"]
    status, again, out, err, made = told["serial"]
    lines = out.splitlines()
    assert (status, again) == (2, 2)
    assert [line for line in lines if ": edition" in line] == [
        f"other: edition {DAY}", f"trams: edition {DAY}",
    ]  # fmt: skip
    results = json.loads(lines[-1])["briefs"]
    assert [result["status"] for result in results] == [2, 1, 0, 0]
    assert [result.get("new") for result in results] == [None, None, False, False]
    assert "sourcs" in err and "nowhere" in err
    assert len(made) == 6


def test_a_brief_that_ends_its_worker_is_told_and_no_other(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    specs = [spec for spec in desk(tmp_path) if spec.stem in {"other", "trams"}]
    runs = Backwards()
    runs.lost = "could not be built: the building process was killed"
    monkeypatch.setattr("briefgen.execute.executor", lambda _: runs)
    assert build(specs, "--executor", "processes:2", "--json") == 1
    printed = capsys.readouterr()
    assert [r["status"] for r in json.loads(printed.out)["briefs"]] == [0, 1]
    told = f"briefgen: {specs[1]}: {runs.lost}; look there"
    assert [line for line in printed.err.splitlines() if line.startswith("briefgen")] == [told]


def test_a_worker_is_told_the_library_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own environment may name another, or none."""
    asked: list[object] = []
    plain, place = batch.answered, tmp_path / "elsewhere"

    def elsewhere(key: str, payload: bytes) -> bytes:
        with pytest.MonkeyPatch.context() as there:
            there.delenv("BRIEFGEN_LIBRARY")
            asked.append(pickle.loads(payload).order.desk.library_place)
            return plain(key, payload)

    specs = [spec for spec in desk(tmp_path) if spec.stem in {"other", "trams"}]
    monkeypatch.setenv("BRIEFGEN_LIBRARY", str(place))
    monkeypatch.setattr(batch, "answered", elsewhere)
    monkeypatch.setattr("briefgen.execute.executor", lambda _: Backwards())
    assert build(specs, "--executor", "processes:2") == 0
    assert asked == [place, place]
    assert not (tmp_path / "library" / "library.sqlite3").exists()


def test_a_worker_without_the_folder_is_told_once(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark that was put into the folder is not there for it; nothing is built."""
    specs = [spec for spec in desk(tmp_path) if spec.stem in {"other", "trams"}]
    plain = batch.answered

    def blind(key: str, payload: bytes) -> bytes:
        sent = pickle.loads(payload)
        assert sent.marks[0].parent == tmp_path and sent.marks[0].exists()
        gone = (tmp_path / "elsewhere" / sent.marks[0].name,)
        return plain(key, pickle.dumps(replace(sent, marks=gone)))

    monkeypatch.setattr(batch, "answered", blind)
    monkeypatch.setattr("briefgen.execute.executor", lambda _: Backwards())
    assert build(specs, "--executor", "processes:2", "--json") == 1
    printed = capsys.readouterr()
    assert [r["status"] for r in json.loads(printed.out)["briefs"]] == [1, 1]
    (line,) = printed.err.splitlines()
    assert line.startswith(f"briefgen: {specs[0]}: worker ")
    assert f"{tmp_path}/elsewhere: the desk's folder is not there; share it" in line
    assert not (tmp_path / "editions").exists()


@pytest.mark.parametrize("error", [SpecError([FAULT, FAULT]), NotEnoughSources([FAULT])])
def test_errors_come_whole_from_a_worker(error: BriefgenError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))
