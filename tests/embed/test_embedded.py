"""Embeddings that the library keeps: computed once, and again where they are damaged."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import tiny

from briefgen import embed
from briefgen.desk import Desk
from briefgen.embedded import embedding
from briefgen.errors import ArchiveError
from briefgen.library import Library, SqliteLibrary
from briefgen.viewpoints import Scorer

TEXTS = ["The pier is shut.", "The ferry was late.", "The pier is shut.", ""]


class Counting:
    """A model that gives the first letters' numbers, and lists what it was asked."""

    name = "counting"

    def __init__(self, version: str = "model 1") -> None:
        self.version = self.weights = version
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        self.asked.append(tuple(texts))
        rows = [[len(text), *map(ord, text.ljust(6)[4:6])] for text in texts]
        return np.array([np.array(row) / np.linalg.norm(row) for row in rows], np.float32)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return SqliteLibrary(tmp_path / "library")


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Counting:
    return use(monkeypatch, Counting())


def use(monkeypatch: pytest.MonkeyPatch, model: Counting | None) -> Counting:
    monkeypatch.setattr(embed, "embedder", lambda *_: model)
    return model or Counting()


def rows(texts: Sequence[str], library: Library) -> np.ndarray:
    """What a new build would be given."""
    found = embedding(library)
    assert found is not None
    return found(texts)


def test_each_text_is_computed_once(library: Library, model: Counting) -> None:
    first, again = rows(TEXTS, library), rows(TEXTS, library)
    assert model.asked == [("The pier is shut.", "The ferry was late.", "")]
    assert first.tobytes() == again.tobytes() == Counting()(TEXTS).tobytes()
    assert (again.dtype, again.shape) == (np.float32, (4, 3))
    rows(["", "Seals sleep."], library)
    assert model.asked[1:] == [("Seals sleep.",)]


def test_another_model_computes_them_again(
    library: Library, model: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows(TEXTS, library)
    other = use(monkeypatch, Counting("model 2"))
    rows(TEXTS, library)
    assert len(other.asked) == len(model.asked) == 1


@pytest.mark.parametrize(
    "damage",
    [
        "x'00'",
        "substr(vector, 1, 9)",
        "'text'",
        "CAST(substr(vector, 1, 9) || x'ff' || substr(vector, 11) AS BLOB)",
    ],
)
def test_a_damaged_row_is_computed_again(library: Library, model: Counting, damage: str) -> None:
    before = rows(TEXTS, library)
    with closing(sqlite3.connect(library.file)) as database, database:
        database.execute(f"UPDATE embedding SET vector = {damage}")
    after = rows(TEXTS, library)
    assert model.asked[1] == model.asked[0]
    assert after.tobytes() == before.tobytes()
    rows(TEXTS, library)
    assert len(model.asked) == 2


def test_of_no_texts_nothing_is_asked(library: Library, model: Counting) -> None:
    found = rows([], library)
    assert (found.shape, model.asked, library.file.exists()) == ((0, 0), [], False)


def test_without_a_model_there_are_none(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, None)
    assert embedding(library) is None
    assert not library.file.exists()


def test_a_library_that_cannot_be_written_to_gives_the_same(
    library: Library, model: Counting
) -> None:
    """What it holds is used, and the rest computed each time."""
    rows(TEXTS[:2], library)
    (library.folder / ".lock").unlink()
    (library.folder / ".lock").mkdir()
    with pytest.raises(ArchiveError), library.writing():
        pass
    for _ in range(2):
        assert rows(TEXTS, library).tobytes() == Counting()(TEXTS).tobytes()
    assert model.asked == [tuple(TEXTS[:2]), ("",), ("",)]


def test_while_another_writes_nothing_is_waited_for(library: Library, model: Counting) -> None:
    with library.writing():
        assert rows(TEXTS, SqliteLibrary(library.folder)).shape == (4, 3)
    assert library.computed(TEXTS, model.version) == {}


def test_known_texts_load_no_model(library: Library) -> None:
    first = rows(TEXTS, library)
    script = (
        "import sys; from pathlib import Path; from briefgen.library import Library, SqliteLibrary;"
        "from briefgen.embedded import embedding;"
        f"found = embedding(SqliteLibrary(Path({str(library.folder)!r})))({TEXTS!r});"
        "sys.stdout.buffer.write(found.tobytes());"
        "sys.exit(bool({'onnxruntime', 'tokenizers'} & set(sys.modules)))"
    )
    asked = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert (asked.returncode, asked.stdout, asked.stderr) == (0, first.tobytes(), b"")


class Stopped(Exception):
    """A build that came as far as the sides."""


@pytest.mark.parametrize("model", [Counting(), None], ids=["model", "none"])
def test_a_build_keeps_rows_in_its_library(
    model: Counting | None, tiny_desk: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[embed.Embed | None] = []

    def shipped(embed: embed.Embed | None, entail: embed.Entail | None) -> None:
        assert entail is None
        given.append(embed)
        raise Stopped

    use(monkeypatch, model)
    monkeypatch.setattr(Scorer, "shipped", shipped)
    spec = tiny_desk()
    with pytest.raises(Stopped):
        tiny.build(spec)
    (bound,) = given
    if bound is not None:
        bound(TEXTS)
    kept = Desk.of(spec).library.computed(TEXTS, "model 1")
    assert set(kept) == (set(TEXTS) if model else set())
    assert (bound is None) == (model is None)
