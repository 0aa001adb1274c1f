"""What "unchanged" rests on: which stage depends on what, numbers, models, tools."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from embed.tiny_models import nli, states, write

import briefgen
from briefgen import embed
from briefgen.editions import lock, spec_key
from briefgen.errors import ModelError
from briefgen.model import (
    NO_REVIEW,
    Accession,
    BriefSpec,
    Decision,
    Delivery,
    Problem,
    Review,
    Schedule,
)

SPEC = BriefSpec(Path("trams.yaml"), "", "Trams", (), ())


def tools() -> dict[str, str]:
    return {name: v for _, named in spec_key(SPEC, (), (), NO_REVIEW).tools for name, v in named}


def test_the_model_of_embeddings_is_named_with_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(embed.VARIABLE, raising=False)
    found = embed.embedder()
    assert found is not None
    assert tools()["embeddings"] == f"all-MiniLM-L6-v2-int8@{found.weights}"
    monkeypatch.setenv(embed.VARIABLE, "none")
    assert tools()["embeddings"] == "none"
    versions = set()
    for n, rows in enumerate(([[1.0, 2.0]] * 9, [[2.0, 1.0]] * 9)):
        monkeypatch.setenv(embed.VARIABLE, str(write(tmp_path / str(n) / "own", states(rows))))
        name, _, version = tools()["embeddings"].partition("@")
        versions.add(version)
        assert name == "own"
    assert len(versions) == 2


def test_a_cross_encoder_is_named_with_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tools()["cross-encoder"] == "none"
    versions = set()
    for n, value in enumerate((1.0, 2.0)):
        monkeypatch.setenv(embed.CROSS_ENCODER, str(nli(tmp_path / str(n) / "own", {"for": value})))
        name, _, version = tools()["cross-encoder"].partition("@")
        versions.add(version)
        assert name == "own"
    assert len(versions) == 2


@pytest.mark.parametrize("variable", [embed.VARIABLE, embed.CROSS_ENCODER])
def test_what_is_not_there_is_told_before_anything_is_read(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "gone"))
    with pytest.raises(ModelError, match=r"gone: there is no model\.onnx"):
        tools()


@pytest.mark.parametrize(
    ("file", "counts"),
    [
        ("viewpoints/data/stance.json", True),
        ("viewpoints/stance.py", False),  # code counts by the version of its stage
        ("build.py", False),
    ],
)
def test_shipped_numbers_count(
    file: str, counts: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(briefgen, "__file__", str(tmp_path / "__init__.py"))
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    found = set()
    for text in ("one", "other"):
        (tmp_path / file).write_text(text, encoding="utf-8")
        lock._numbers.cache_clear()
        found.add(lock._numbers())
    lock._numbers.cache_clear()
    assert len(found) == (2 if counts else 1)


STAGES = ("reading", "annotation", "evidence", "layout")
SOURCE = Accession("trams.txt", "a" * 64)
DECIDED = Review((Decision("line", "The tram is late.", "reject"),))


def stale(given: dict[str, object]) -> set[str]:
    """The stages whose keys differ from those of a plain spec with one source."""
    plain = spec_key(SPEC, (SOURCE,), (), NO_REVIEW)
    spec, sources = given.get("spec", SPEC), given.get("sources", (SOURCE,))
    other = spec_key(
        spec,
        sources,
        (),
        given.get("review", NO_REVIEW),
        given.get("missing", ()),
        given.get("until"),
    )  # type: ignore[arg-type]
    return {stage for stage in STAGES if plain.of(stage) != other.of(stage)}


@pytest.mark.parametrize(
    ("given", "stages"),
    [
        ({}, ""),
        ({"spec": replace(SPEC, file=Path("/elsewhere/trams.yaml"))}, ""),
        ({"spec": replace(SPEC, title="Buses", sha256="b" * 64)}, "layout"),
        ({"spec": replace(SPEC, sha256="b" * 64, schedule=Schedule("0 6 * * *"))}, ""),
        ({"spec": replace(SPEC, deliver=(Delivery("folder", ("public",)),))}, ""),
        ({"spec": replace(SPEC, audiences=("analyst",))}, "layout"),
        ({"spec": replace(SPEC, formats=("html",))}, "layout"),
        ({"spec": replace(SPEC, passages=9)}, "evidence layout"),
        ({"spec": replace(SPEC, file=Path("buses.yaml"))}, "evidence layout"),
        ({"review": DECIDED}, "evidence layout"),
        ({"until": date(2017, 7, 8)}, "evidence layout"),
        ({"missing": (Problem("a.example", "answered 410", "take it out"),)}, "evidence layout"),
        ({"sources": (replace(SOURCE, stated={"title": "T"}),)}, "evidence layout"),
        ({"sources": (replace(SOURCE, sha256="b" * 64),)}, "reading annotation evidence layout"),
        ({"sources": ()}, "reading annotation evidence layout"),
    ],
)
def test_what_makes_which_stage_stale(given: dict[str, object], stages: str) -> None:
    assert stale(given) == set(stages.split())


@pytest.mark.parametrize("stage", STAGES)
def test_a_raised_version_makes_its_stage_and_the_later_ones_stale(
    stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = spec_key(SPEC, (SOURCE,), (), NO_REVIEW)
    monkeypatch.setattr(lock, "VERSIONS", {**lock.VERSIONS, stage: 99})
    raised = spec_key(SPEC, (SOURCE,), (), NO_REVIEW)
    changed = [each for each in STAGES if plain.of(each) != raised.of(each)]
    assert changed == list(STAGES[STAGES.index(stage) :])


def test_the_key_is_made_without_anything_slow() -> None:
    script = (
        "import sys; from pathlib import Path; from briefgen.model import NO_REVIEW, BriefSpec;"
        "from briefgen.editions import spec_key;"
        "spec_key(BriefSpec(Path('trams.yaml'), '', 'Trams', (), ()), (), (), NO_REVIEW);"
        "print(*({'onnxruntime', 'tokenizers', 'numpy', 'spacy', 'weasyprint'} & set(sys.modules)))"
    )
    asked = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )
    assert (asked.returncode, asked.stdout.strip(), asked.stderr) == (0, "", "")
