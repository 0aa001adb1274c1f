"""The baseline of the contrasts benchmark that goes by the likeness of embeddings alone."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from briefgen import embed

FOLDER = str(Path(__file__).parents[2] / "benchmarks")
ARTICLES = (
    "Mayor Ada Pine said the old pier is a comfort to sailors.",
    "“The old pier is a danger to children,” said Ben Oak.\n\nIt was painted in spring.",
)
POSITIONS = [
    {"id": "keep", "label": "Keep the pier.", "cues": ["comfort"]},
    {"id": "raze", "label": "Raze the pier.", "cues": ["danger"]},
]
WORDS = ("comfort", "danger", "keep", "raze")


class Words:
    """A model whose rows say which of four words a text holds, and last that it holds none."""

    version = "words"

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        held = [[word in text.lower() for word in WORDS] for text in texts]
        rows = np.array([[*row, not any(row)] for row in held], np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(autouse=True)
def _benchmarks() -> Iterator[None]:
    sys.path.insert(0, FOLDER)
    yield
    sys.path.remove(FOLDER)


@pytest.fixture
def case(tmp_path: Path) -> Any:
    from contrasts_items import read  # noqa: PLC0415

    about = dict.fromkeys(("publisher", "date", "author", "title"), "")
    record = {
        "id": "pier",
        "articles": [{**about, "text": text} for text in ARTICLES],
        "issue": {"title": "", "question": "", "terms": ["pier"], "positions": POSITIONS},
        "none": False,
        "a": [],
        "b": [],
    }
    (tmp_path / "items.jsonl").write_text(json.dumps(record), encoding="utf-8")
    return read(tmp_path / "items.jsonl", None)[0].case


def use(monkeypatch: pytest.MonkeyPatch, model: Words | None) -> None:
    import contrasts_embed  # noqa: PLC0415

    for place in (embed, contrasts_embed):
        monkeypatch.setattr(place, "embedder", lambda *_: model)


def test_what_is_like_one_position_is_set_against_what_is_like_the_other(
    case: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contrasts_embed import similarity  # noqa: PLC0415

    use(monkeypatch, Words())
    answer = similarity(None)(case)
    best = answer.pairs[0]
    assert [(view.holder, view.side) for view in (best.left, best.right)] == [
        ("Ada Pine", "a"),
        ("Ben Oak", "b"),
    ]
    assert similarity(tmp_path / "kept")(case) == similarity(tmp_path / "kept")(case) == answer


def test_without_a_model_it_is_not_available(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contrasts_embed import similarity  # noqa: PLC0415
    from contrasts_systems import Unavailable  # noqa: PLC0415

    use(monkeypatch, None)
    for cache in (None, tmp_path):
        with pytest.raises(Unavailable, match="no model for sentence embeddings"):
            similarity(cache)
