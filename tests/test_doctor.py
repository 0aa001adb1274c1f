"""`briefgen doctor`: every part, found or not, each that is not with a remedy."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from embed.tiny_models import nli, write
from library.sample import DAY, add, raw_file, snapshot

from briefgen import annotate, doctor, embed
from briefgen.cli import main
from briefgen.library import Library, SqliteLibrary
from briefgen.model import Accession

PARTS = [
    "Python 3.11 or newer",
    "language model",
    "sentence embeddings",
    "cross-encoder",
    "citation styles",
    "pandoc",
    "libpangoft2-1.0.so.0",
    "libharfbuzz-subset.so.0",
    "fonts",
    "audiences",
    "executor",
]


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where we are, which is no desk yet."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


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


def _no_embeddings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(embed.VARIABLE, str(Path("no") / "such" / "folder"))


def _no_cross_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(embed.CROSS_ENCODER, str(Path("no") / "such" / "folder"))


def _no_nli(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model of the right form that was made for something else."""
    folder = write(Path.cwd() / "mood", b"", '{"id2label": {"0": "good", "1": "bad"}}')
    monkeypatch.setenv(embed.CROSS_ENCODER, str(folder))


def _damaged_cross_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Well as long as nothing is put to it."""
    folder = nli(Path.cwd() / "own-nli", {"for": 1.0})
    (folder / "model.onnx").write_bytes(b"no model")
    monkeypatch.setenv(embed.CROSS_ENCODER, str(folder))


def _no_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", _no_library)


@pytest.mark.parametrize(
    ("lose", "part", "remedy"),
    [
        (_no_model, "language model", "make brief"),
        (_other_model, "language model", "not the pinned ones"),
        (_gone_model, "language model", "neither a folder nor installed"),
        (_no_embeddings, "sentence embeddings", "no/such/folder: there is no model.onnx"),
        (_no_embeddings, "sentence embeddings", "or set BRIEFGEN_EMBEDDINGS=none"),
        (_no_cross_encoder, "cross-encoder", "no/such/folder: there is no model.onnx"),
        (_no_cross_encoder, "cross-encoder", "or unset BRIEFGEN_CROSS_ENCODER"),
        (_no_nli, "cross-encoder", "(id2label: good, bad); one has to be called entailment"),
        (_damaged_cross_encoder, "cross-encoder", "model.onnx: cannot be loaded"),
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
    (line,) = (x for x in capsys.readouterr().out.splitlines() if x.startswith(f"FAULTY  {part}:"))
    assert remedy in line


def of(part: str) -> tuple[bool, str]:
    ((good, detail),) = ((f.good, f.detail) for f in doctor.examine() if f.part == part)
    return good, detail


def _unwanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(embed.VARIABLE, "none")


def _not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(embed.VARIABLE, raising=False)
    monkeypatch.setattr(embed.files, "RUNTIME", ("no_such_library",))


@pytest.mark.parametrize(
    ("without", "remedy"),
    [
        (_unwanted, "unset BRIEFGEN_EMBEDDINGS"),
        (_not_installed, "pip install 'briefgen[embeddings]'"),
    ],
)
def test_a_machine_without_embeddings_is_well_and_told_so(
    without: Callable[[pytest.MonkeyPatch], None], remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(monkeypatch)
    told = f"none, so views are weighed by their words alone; {remedy} to have them"
    assert of("sentence embeddings") == (True, told)


def test_the_model_of_embeddings_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(embed.VARIABLE, raising=False)
    good, detail = of("sentence embeddings")
    assert good
    assert re.fullmatch(r"all-MiniLM-L6-v2-int8 \([0-9a-f]{16}, 384 dimensions\)", detail)


def test_a_cross_encoder_is_named_and_a_machine_without_one_is_well(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert of("cross-encoder") == (
        True,
        "none, which is usual; BRIEFGEN_CROSS_ENCODER=FOLDER names one",
    )
    monkeypatch.setenv(embed.CROSS_ENCODER, str(nli(desk / "own-nli", {"for": 1.0})))
    good, detail = of("cross-encoder")
    assert good
    assert re.fullmatch(r"own-nli \([0-9a-f]{16}\)", detail)


def library(desk: Path) -> Library:
    """The desk's library, with two sources of one text and one that could not be read."""
    made = SqliteLibrary(desk / "library")
    add(made, "The ferry ran late.", "a.txt")
    add(made, "The ferry ran late.", "b.txt")
    with made.writing() as writer:
        writer.add(snapshot(b"\x00", "c.txt"))
        writer.enter(Accession("c.txt", snapshot(b"\x00").sha256), added=DAY)
    return made


def of_library() -> list[tuple[bool, str]]:
    return [(f.good, f.detail) for f in doctor.examine() if f.part == "library"]


def test_library_in_numbers_from_any_folder_of_the_desk(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library(desk)
    (desk / "sources").mkdir()
    for folder in (desk, desk / "sources"):
        monkeypatch.chdir(folder)
        ((good, detail),) = of_library()
        assert good
        figures = r"/library: sources: 3; texts: 1; 0\.[0-9] MB, [0-9,.]+ GB free on its disk;"
        assert re.search(rf"{figures} SQLite 3\.[0-9.]+$", detail)


def test_every_fault_of_a_library_is_a_line(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = library(desk)
    raw_file(made, "The ferry ran late.").unlink()
    raw_file(made, b"\x00").write_bytes(b"no gzip")
    assert [good for good, _ in of_library()] == [False] * 3
    assert main(["doctor"]) == 1
    lines = [x for x in capsys.readouterr().out.splitlines() if x.startswith("FAULTY  library")]
    assert ["is missing" in line for line in lines] == [False, True, False]
    assert ["is damaged" in line for line in lines] == [False, False, True]
    assert all(line.endswith("add its source again") for line in lines[1:])


def test_a_library_with_many_faults_is_no_endless_list(desk: Path) -> None:
    made = SqliteLibrary(desk / "library")
    for number in range(14):
        add(made, f"Ferry {number}.", f"{number}.txt")
        raw_file(made, f"Ferry {number}.").unlink()
    found = of_library()
    assert len(found) == 12
    assert found[-1] == (False, "4 more faults; restore it from a copy")


def test_a_library_that_is_none(desk: Path) -> None:
    (desk / "library").mkdir()
    (desk / "library" / "library.sqlite3").write_bytes(b"not a database" * 500)
    ((good, detail),) = of_library()
    assert not good
    assert "restore it from a copy" in detail
