"""The contrasts benchmark with a cross-encoder of the desk's own."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from embed.tiny_models import nli

from briefgen import embed

FOLDER = str(Path(__file__).parents[2] / "benchmarks")
TEXT = "Mayor Ada Pine praised the lamps.\n\n“The old lamps waste money,” said Ben Oak."
RECORD = {
    "id": "lamps",
    "articles": [
        {"publisher": "The Wharf Post", "date": "", "author": "", "title": "", "text": TEXT}
    ],
    "issue": {
        "title": "The lamps",
        "question": "Should the lamps stay?",
        "terms": ["lamps"],
        "positions": [
            {"id": "stay", "label": "They stay", "cues": ["praise the lamps"]},
            {"id": "go", "label": "They go", "cues": ["waste money"]},
        ],
    },
    "none": False,
    "a": [{"article": 0, "text": "praised the lamps", "holder": "Ada Pine"}],
    "b": [{"article": 0, "text": "waste money", "holder": "Ben Oak"}],
    "unsure": [],
}
#: To this model who speaks of praise is for "stay", and who speaks of what is old is against it.
VALUES = {"stay": 300.0, "go": -300.0, "praised": 300.0, "old": -300.0}


@pytest.fixture(autouse=True, scope="module")
def _benchmarks() -> Iterator[None]:
    sys.path.insert(0, FOLDER)
    yield
    sys.path.remove(FOLDER)


@pytest.fixture
def item(tmp_path: Path) -> Any:
    from contrasts_items import read  # noqa: PLC0415

    file = tmp_path / "dev.jsonl"
    file.write_text(json.dumps(RECORD) + "\n", encoding="utf-8")
    (found,) = read(file, None)
    return found


def test_without_one_there_is_no_row_and_the_reason_is_told() -> None:
    from contrasts_briefgen import systems  # noqa: PLC0415
    from contrasts_systems import Unavailable  # noqa: PLC0415

    with pytest.raises(Unavailable, match="BRIEFGEN_CROSS_ENCODER names no model"):
        systems(5)["cross-encoder"].make()


def test_the_sides_that_sentences_entail_are_surer(
    item: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Than in the row `positions`, which goes without it."""
    from contrasts_briefgen import systems  # noqa: PLC0415

    monkeypatch.setenv(embed.CROSS_ENCODER, str(nli(tmp_path / "own", VALUES)))
    rows = systems(5)
    plain, with_it = (rows[name].make()(item.case) for name in ("positions", "cross-encoder"))

    def ranked(answer: Any) -> dict[int, float]:
        return {view.start: view.sure for view in answer.views if not view.printed}

    assert ranked(plain).keys() == ranked(with_it).keys() != set()
    assert all(sure > ranked(plain)[start] for start, sure in ranked(with_it).items())
