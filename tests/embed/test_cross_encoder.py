"""How much a text entails another, by models of a few numbers."""

from __future__ import annotations

from math import exp
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import embed
from briefgen.embed import CrossEncoder
from briefgen.embed.files import RUNTIME, in_folder
from briefgen.errors import ModelError

from .tiny_models import WORDS, judge, nli, states, write

#: "seal" speaks for the first label and "never" for the second; what is said last counts double.
ROWS = [[8.0 * (word == "seal"), 8.0 * (word == "never"), 1.0] for word in WORDS]
SIDES = [[1.0] * 3, [2.0] * 3]
#: The shares of [CLS] seal [SEP] never [SEP] by the three labels: the last two are of the second.
POWERS = [exp(8 / 5), exp(16 / 5), exp(7 / 5)]
FIRST, SECOND, THIRD = (power / sum(POWERS) for power in POWERS)


def named(*labels: str) -> str:
    """A config.json."""
    inner = ", ".join(f'"{number}": "{label}"' for number, label in enumerate(labels))
    return f'{{"id2label": {{{inner}}}}}'


def encoder(folder: Path, model: bytes, config: str | None) -> CrossEncoder:
    return CrossEncoder(in_folder(write(folder, model, config)))


NLI = named("entailment", "contradiction", "neutral")

LABELS = [
    # the model's labels, what it tells of the pair
    (("entailment", "contradiction", "neutral"), FIRST - SECOND),
    (("contradiction", "entailment", "neutral"), SECOND - FIRST),
    (("CONTRADICTION", "NEUTRAL", "ENTAILMENT"), THIRD - FIRST),
    (("Neutral", " Entailment", "Contradiction "), SECOND - THIRD),
    (("not_entailment", "entailment", "other"), SECOND),
    (("Entailment", "Not Entailment", "other"), FIRST),
    (("other", "NOT-ENTAILMENT", "ENTAILMENT"), THIRD),
]


@pytest.mark.parametrize(("labels", "expected"), LABELS)
def test_the_columns_are_found_by_their_names(
    labels: tuple[str, ...], expected: float, tmp_path: Path
) -> None:
    told = encoder(tmp_path, judge(ROWS, SIDES), named(*labels))([("seal", "never")])
    assert told == pytest.approx([expected], abs=1e-6)


UNTOLD = [
    # config.json, the labels as they are said
    (None, "none"),
    ("{}", "none"),
    (named("LABEL_0", "LABEL_1", "LABEL_2"), "LABEL_0, LABEL_1, LABEL_2"),
    (named("entailment", "neutral"), "entailment, neutral"),
    (named("contradiction", "neutral"), "contradiction, neutral"),
    (named("not_entailment", "neutral"), "not_entailment, neutral"),
    (named("entailment", "entailment", "contradiction"), "entailment, entailment, contradiction"),
    (
        named("entailment", "contradiction", "not_entailment"),
        "entailment, contradiction, not_entailment",
    ),
    (named("positive", "negative"), "positive, negative"),
]


@pytest.mark.parametrize(("config", "labels"), UNTOLD)
def test_labels_that_tell_nothing_are_refused_before_a_model_is_loaded(
    config: str | None, labels: str, tmp_path: Path
) -> None:
    with pytest.raises(ModelError) as raised:
        encoder(tmp_path, b"no model", config)
    assert str(raised.value) == (
        f"{tmp_path / 'config.json'}: what its columns mean cannot be told (id2label: {labels}); "
        "one has to be called entailment, and another contradiction or not_entailment"
    )


def test_the_order_of_a_pair_counts(tmp_path: Path) -> None:
    told = encoder(tmp_path, judge(ROWS, SIDES), NLI)
    pairs = [("seal", "never"), ("never", "seal"), ("late ferry pier", "")]
    signs = np.sign(told(pairs).round(6))
    assert list(signs) == [-1, 1, 0]
    assert (told(pairs).dtype, told(pairs).shape, told([]).shape) == (np.float32, (3,), (0,))


@settings(max_examples=20, deadline=None)
@given(
    pairs=st.lists(
        st.tuples(*[st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)] * 2), max_size=9
    )
)
def test_company_changes_nothing_and_all_are_shares_apart(
    pairs: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    told = encoder(tmp_path_factory.getbasetemp() / "pairs", judge(ROWS, SIDES), NLI)
    rows = told(pairs)
    assert rows.tobytes() == b"".join(told([pair]).tobytes() for pair in pairs)
    assert (abs(rows) <= 1).all()


def test_labels_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    """The tenth after the ninth, whatever their order in the file: here "seal" is the last."""
    labels = {str(n): f"label {n}" for n in (10, 2, 0, 1, *range(3, 10))}
    labels |= {"10": "entailment", "2": "contradiction"}
    config = f'{{"id2label": {labels}}}'.replace("'", '"')
    rows = [[9.0 * (n == 10 and word == "seal") for n in range(11)] for word in WORDS]
    told = encoder(tmp_path, judge(rows, [[1.0] * 11] * 2), config)
    seal, pier = told([("seal", "seal"), ("pier", "pier")])
    assert seal > 0.5 > abs(pier)


def test_what_changes_its_answers_changes_its_version(tmp_path: Path) -> None:
    swapped = named("contradiction", "entailment", "neutral")
    made = [
        encoder(tmp_path / "a", judge(ROWS, SIDES), NLI),
        encoder(tmp_path / "b", judge(ROWS, SIDES), swapped),
        encoder(tmp_path / "c", judge(ROWS, SIDES[::-1]), NLI),
    ]
    assert len({one.version for one in made}) == 3
    assert encoder(tmp_path / "d", judge(ROWS, SIDES), NLI).version == made[0].version


BROKEN = [
    # model, config.json, what is said
    (judge(ROWS, SIDES), "no JSON", r"config\.json: its labels cannot be read"),
    (judge(ROWS, SIDES), "[]", r"config\.json: its labels cannot be read"),
    (judge(ROWS, SIDES), '{"id2label": {"first": "yes"}}', "its labels cannot be read"),
    (
        judge(ROWS, SIDES),
        named("entailment", "not_entailment"),
        r"form \(3,\).*\(entailment, not_entailment\)",
    ),
    (states(ROWS), NLI, r"form \(4, 3\) for a pair; one logit for each label is needed"),
    (b"no model", NLI, "cannot be loaded"),
]


@pytest.mark.parametrize(("model", "config", "what"), BROKEN)
def test_a_broken_folder_is_named(
    model: bytes, config: str | None, what: str, tmp_path: Path
) -> None:
    folder = tmp_path / "broken"
    with pytest.raises(ModelError, match=what) as raised:
        encoder(folder, model, config)([("seal", "")])
    assert str(folder) in str(raised.value)


# --- The one that a desk names ------------------------------------------------------------------


@pytest.mark.parametrize("value", [None, "", "none"])
def test_there_is_none_where_none_is_named(
    value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(embed.CROSS_ENCODER, raising=False)
    if value is not None:
        monkeypatch.setenv(embed.CROSS_ENCODER, value)
    assert embed.cross_encoder() is None


def test_a_folder_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its model may stand in a folder `onnx`, as repositories of Hugging Face have it."""
    folder = nli(tmp_path / "own", {"for": 9.0})
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / "onnx" / "model.onnx")
    monkeypatch.setenv(embed.CROSS_ENCODER, str(folder))
    found = embed.cross_encoder()
    assert found is not None
    assert (found.name, found is embed.cross_encoder()) == ("own", True)
    assert list(found([("for", "for"), ("", "for")]) > 0.5) == [True, False]


def test_a_folder_without_a_model_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(embed.CROSS_ENCODER, str(tmp_path))
    with pytest.raises(ModelError) as raised:
        embed.cross_encoder()
    assert str(raised.value) == (
        f"BRIEFGEN_CROSS_ENCODER: {tmp_path}: there is no model.onnx; name a folder, or an "
        "installed package, that holds model.onnx and tokenizer.json"
    )


def test_a_model_that_nothing_here_runs_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(embed.CROSS_ENCODER, str(nli(tmp_path, {"for": 1.0})))
    monkeypatch.setattr(embed.files, "RUNTIME", (*RUNTIME, "no_such_library"))
    with pytest.raises(ModelError, match=r"^BRIEFGEN_CROSS_ENCODER names a model, .*pip install"):
        embed.cross_encoder()
