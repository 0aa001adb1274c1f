"""Entailment that the library keeps: each pair computed once, and a brief built with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import tiny

from briefgen import embed
from briefgen.desk import Desk
from briefgen.embed import CrossEncoder
from briefgen.embed.files import in_folder
from briefgen.embedded import entailment
from briefgen.errors import ModelError
from briefgen.library import Library, SqliteLibrary

from .tiny_models import nli

PAIRS = [("The pier is shut.", "Shut it."), ("Shut it.", "The pier is shut."), ("", "")]


class Counting:
    """A model that tells lengths apart, and lists what it was asked."""

    name = "counting"

    def __init__(self, version: str = "model 1") -> None:
        self.version = self.weights = version
        self.asked: list[tuple[tuple[str, str], ...]] = []

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        self.asked.append(tuple(pairs))
        return np.array([(len(one) - len(other)) / 20 for one, other in pairs], np.float32)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return SqliteLibrary(tmp_path / "library")


def told(
    model: Counting, library: Library, pairs: Sequence[tuple[str, str]], patch: pytest.MonkeyPatch
) -> np.ndarray:
    """What a new build would be told."""
    patch.setattr(embed, "cross_encoder", lambda *_: model)
    found = entailment(library)
    assert found is not None
    return found(pairs)


def test_each_pair_is_computed_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pair the other way round is another, and so is what another model tells."""
    model, other = Counting(), Counting("model 2")
    first = told(model, library, [*PAIRS, PAIRS[0]], monkeypatch)
    again = told(model, library, [*PAIRS, PAIRS[0]], monkeypatch)
    assert model.asked == [tuple(PAIRS)]
    assert first.tobytes() == again.tobytes() == Counting()([*PAIRS, PAIRS[0]]).tobytes()
    assert (again.dtype, again.shape) == (np.float32, (4,))
    told(model, library, [("“é”", "\u2028"), PAIRS[2]], monkeypatch)
    assert model.asked[1:] == [(("“é”", "\u2028"),)]
    told(other, library, PAIRS, monkeypatch)
    assert other.asked == [tuple(PAIRS)]


def test_of_no_pairs_nothing_is_asked(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    model = Counting()
    assert told(model, library, [], monkeypatch).shape == (0,)
    assert (model.asked, library.file.exists()) == ([], False)


def test_without_a_model_there_is_none(library: Library) -> None:
    assert entailment(library) is None


# --- A brief ------------------------------------------------------------------------------------

#: To this model who writes "build" is for "Build the line", and who writes "reject" is not.
VALUES = {"Build": 500.0, "build": 500.0, "Reject": -500.0, "reject": -500.0}


def scores(edition: Path) -> dict[str, float]:
    """Of each view of the first issue how sure its side is."""
    record = json.loads((edition / "evidence.json").read_text(encoding="utf-8"))
    return {view["id"]: view["score"] for view in record["issues"][0]["viewpoints"]}


def tools(edition: Path) -> dict[str, str]:
    """Code, models and tools in an edition's lock."""
    lock = json.loads((edition / "edition.lock.json").read_text(encoding="utf-8"))
    found: dict[str, str] = lock["tools"]
    return found


def test_a_brief_is_built_with_it_and_its_lock_names_it(
    tiny_desk: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both sides that their words entail are surer with it, and what was told is kept."""
    spec = tiny_desk()
    plain = tiny.build(spec).edition
    folder = nli(tmp_path / "own-nli", VALUES)
    monkeypatch.setenv(embed.CROSS_ENCODER, str(folder))
    built = tiny.build(spec).edition
    encoder = CrossEncoder(in_folder(folder))
    assert tools(plain.folder)["cross-encoder"] == "none"
    assert tools(built.folder)["cross-encoder"] == f"own-nli@{encoder.weights}"
    before, after = scores(plain.folder), scores(built.folder)
    for view in ("line/samuel-okoro/reject/supports", "line/ada-ferrand/build/supports"):
        assert after[view] > before[view]
    lindgren = (
        "“The line will open the docks to every family in the town,” said Mayor Otto Lindgren."
    )
    keys = [json.dumps([lindgren, label]) for label in ("Build the line", "Reject the line")]
    assert set(Desk.of(spec).library.computed(keys, encoder.version)) == set(keys)
    assert tiny.build(spec).edition.new is False
    monkeypatch.delenv(embed.CROSS_ENCODER)
    assert scores(tiny.build(spec).edition.folder) == before


def test_a_broken_folder_stops_a_build_in_words(
    tiny_desk: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = tiny_desk()
    monkeypatch.setenv(embed.CROSS_ENCODER, str(tmp_path / "gone"))
    with pytest.raises(
        ModelError, match=r"^BRIEFGEN_CROSS_ENCODER: .*gone: there is no model\.onnx"
    ):
        tiny.build(spec)
    assert not Desk.of(spec).editions.exists()
