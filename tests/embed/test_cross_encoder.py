"""Pairs of texts to probabilities, by models of a few numbers."""

from __future__ import annotations

from math import exp
from pathlib import Path

import numpy as np
import pytest

from briefgen.embed import CrossEncoder
from briefgen.errors import ModelError

from .tiny_models import WORDS, judge, states, write

#: "seal" speaks for the first label and "never" for the second; what is said last counts double.
ROWS = [[8.0 * (word == "seal"), 8.0 * (word == "never"), 1.0] for word in WORDS]
SIDES = [[1.0] * 3, [2.0] * 3]
NAMED = '{"id2label": {"1": "contradiction", "0": "entailment", "2": "neutral"}}'


def test_a_row_is_the_softmax_of_the_logits(tmp_path: Path) -> None:
    """[CLS] seal [SEP] never [SEP]: the last two are of the second text."""
    (row,) = CrossEncoder(write(tmp_path, judge(ROWS, SIDES)))([("seal", "never")])
    powers = [exp(x) for x in (8 / 5, 16 / 5, 7 / 5)]
    assert np.allclose(row, [x / sum(powers) for x in powers], atol=1e-6)


def test_the_order_of_a_pair_counts_and_its_company_does_not(tmp_path: Path) -> None:
    encoder = CrossEncoder(write(tmp_path, judge(ROWS, SIDES), NAMED))
    pairs = [("seal", "never"), ("never", "seal"), ("late ferry pier", "")]
    rows = encoder(pairs)
    assert (rows.dtype, rows.shape) == (np.float32, (3, 3))
    best = [encoder.labels[number] for number in rows.argmax(axis=1)]
    assert best == ["contradiction", "entailment", "neutral"]
    assert [row.tobytes() for row in rows] == [encoder([pair])[0].tobytes() for pair in pairs]
    assert encoder([]).shape == (0, 3)


def test_labels_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    labels = {str(number): f"label {number}" for number in (10, 2, 0, 1, *range(3, 10))}
    config = f'{{"id2label": {labels}}}'.replace("'", '"')
    folder = write(tmp_path, judge(ROWS, SIDES), config)
    assert CrossEncoder(folder).labels == tuple(f"label {number}" for number in range(11))


@pytest.mark.parametrize("config", [None, "{}"])
def test_without_names_there_are_no_labels(config: str | None, tmp_path: Path) -> None:
    encoder = CrossEncoder(write(tmp_path, judge(ROWS, SIDES), config))
    assert (encoder.labels, encoder([("seal", "")]).shape) == ((), (1, 3))


def test_one_logit_is_set_against_zero(tmp_path: Path) -> None:
    rows = [[3.0 * (word == "seal")] for word in WORDS]
    (row,) = CrossEncoder(write(tmp_path, judge(rows, [[1.0], [1.0]])))([("seal", "")])
    assert np.allclose(row, [1 / (1 + exp(-3 / 4))])


def test_what_changes_its_answers_changes_its_version(tmp_path: Path) -> None:
    folders = [write(tmp_path / name, judge(ROWS, SIDES)) for name in "abc"]
    (folders[1] / "config.json").write_text(NAMED, encoding="utf-8")
    (folders[2] / "model.onnx").write_bytes(judge(ROWS, SIDES[::-1]))
    assert len({CrossEncoder(folder).version for folder in folders}) == 3


BROKEN = [
    # model, config.json, what is said
    (judge(ROWS, SIDES), "no JSON", r"config\.json: its labels cannot be read"),
    (judge(ROWS, SIDES), "[]", r"config\.json: its labels cannot be read"),
    (judge(ROWS, SIDES), '{"id2label": {"first": "yes"}}', "its labels cannot be read"),
    (judge(ROWS, SIDES), '{"id2label": {"0": "no", "1": "yes"}}', r"form \(3,\).*\(no, yes\)"),
    (states(ROWS), None, r"form \(4, 3\) for a pair; one logit for each label is needed"),
    (b"no model", None, "cannot be loaded"),
]


@pytest.mark.parametrize(("model", "config", "what"), BROKEN)
def test_a_broken_folder_is_named(
    model: bytes, config: str | None, what: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "broken", model, config)
    with pytest.raises(ModelError, match=what) as raised:
        CrossEncoder(folder)([("seal", "")])
    assert str(folder) in str(raised.value)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"there is no model\.onnx; name a folder"):
        CrossEncoder(tmp_path)
