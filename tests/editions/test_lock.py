"""What "unchanged" rests on beside sources and templates: code, numbers, models, tools."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from embed.tiny_models import nli, states, write

import briefgen
from briefgen import embed
from briefgen.editions import lock, spec_key
from briefgen.errors import ModelError
from briefgen.model import NO_REVIEW, BriefSpec

SPEC = BriefSpec(Path("trams.yaml"), "", "Trams", (), ())


def tools() -> dict[str, str]:
    return dict(spec_key(SPEC, (), (), NO_REVIEW).tools)


def test_the_model_of_embeddings_is_named_with_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(embed.VARIABLE, raising=False)
    found = embed.embedder()
    assert found is not None
    assert tools()["embeddings"] == f"all-MiniLM-L6-v2-int8@{found.version}"
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
        ("build.py", True),
        ("viewpoints/stance.py", True),
        ("viewpoints/data/stance.json", True),
        ("viewpoints/__pycache__/stance.cpython-311.pyc", False),
        ("templates/brief.html", False),  # these are named one by one
    ],
)
def test_code_and_shipped_numbers_count(
    file: str, counts: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(briefgen, "__file__", str(tmp_path / "__init__.py"))
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    codes = set()
    for text in ("one", "other"):
        (tmp_path / file).write_text(text, encoding="utf-8")
        lock._code.cache_clear()
        codes.add(tools()["briefgen"])
    lock._code.cache_clear()
    assert len(codes) == (2 if counts else 1)


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
