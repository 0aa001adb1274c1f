"""Sentences to rows: what is alike, that company changes nothing, and models that are no good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import embed
from briefgen.embed import Embedder, files
from briefgen.embed.files import in_folder
from briefgen.errors import ModelError

from .tiny_models import WORDS, judge, states, write

#: A row for each word, of which no two point one way.
ROWS = [[n + 1.0, (n * 7) % 5 - 2.0, (n * 3) % 4 + 0.25] for n in range(len(WORDS))]


@pytest.fixture(scope="package")
def default() -> Embedder:
    """The model that is installed with the locks."""
    found = embed.embedder()
    assert found is not None, "install requirements/runtime.txt"
    return found


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    """A model of nine words that rounds to eight bits by the range of all it is given at once."""
    folder = tmp_path_factory.mktemp("models") / "tiny"
    return Embedder(in_folder(write(folder, states(ROWS, quantised=True))))


# --- Rows -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "nearest_first"),
    [
        (
            "The harbour board voted to close the old pier.",
            (
                "Members of the port authority decided that the ancient jetty would be shut.",
                "The lighthouse keeper retires in May.",
                "Her grandmother bakes rye bread on Sundays.",
            ),
        ),
        (
            "Ferry fares will rise by a tenth next spring.",
            (
                "From April, passengers are to pay more for the crossing by boat.",
                "The ferry is painted white.",
                "Seals sleep on the rocks at low tide.",
            ),
        ),
    ],
)
def test_what_means_the_same_is_nearer(
    default: Embedder, text: str, nearest_first: tuple[str, ...]
) -> None:
    likeness = default(nearest_first) @ default([text])[0]
    assert list(likeness) == sorted(likeness, reverse=True)
    assert likeness[0] - likeness[-1] > 0.4


def test_a_row_is_the_mean_of_the_words_brought_to_unit_length(tmp_path: Path) -> None:
    """[CLS] harbour pier [SEP]; a word that is not in the vocabulary is [UNK]."""
    embedder = Embedder(in_folder(write(tmp_path / "exact", states(ROWS))))
    for text, numbers in (("harbour pier", [1, 3, 4, 2]), ("", [1, 2]), ("gannet", [1, 0, 2])):
        mean = np.mean([ROWS[n] for n in numbers], axis=0)
        assert np.allclose(embedder([text])[0], mean / np.linalg.norm(mean), atol=1e-6)


def test_the_end_of_a_long_text_is_not_read(tmp_path: Path) -> None:
    """128 word pieces with [CLS] and [SEP], so that the seal in the 127th place changes nothing."""
    embedder = Embedder(in_folder(write(tmp_path / "exact", states(ROWS))))
    read, unread = (["ferry"] * 125 + [last] + ["pier"] * 9 for last in ("seal", "ferry"))
    same = ["ferry"] * 126
    rows = embedder([" ".join(words) for words in (read, unread, same)])
    assert (rows[1] == rows[2]).all()
    assert (rows[0] != rows[2]).any()


def test_rows_are_floats_of_unit_length_and_of_no_text_there_are_none(default: Embedder) -> None:
    rows = default(["Late.", "", "The pier — “never”, they said.", "船", "late " * 500])
    assert (rows.dtype, rows.shape) == (np.float32, (5, 384))
    assert np.abs(np.linalg.norm(rows, axis=1) - 1).max() < 1e-6
    assert default([]).shape == (0, 384)


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS)).map(" ".join), min_size=1, max_size=6))
def test_company_changes_nothing(tiny: Embedder, texts: list[str]) -> None:
    together = tiny(texts)
    assert [row.tobytes() for row in together] == [tiny([text])[0].tobytes() for text in texts]


def test_company_changes_nothing_in_the_default_model_either(default: Embedder) -> None:
    """Texts of many lengths, more than are put to it side by side."""
    texts = [" ".join(["The ferry was late again."] * n) for n in (9, 1, 5, 1, 7, 2, 8, 3, 6, 4)]
    assert default(texts).tobytes() == b"".join(default([text]).tobytes() for text in texts)


def test_company_would_change_what_this_model_gives(tiny: Embedder) -> None:
    """Without this the test above could not fail."""
    pair = np.array([[1, 3, 2], [1, 8, 2]], np.int64)
    run = tiny._transformer._session.run
    assert (run(None, {"input_ids": pair})[0][0] != run(None, {"input_ids": pair[:1]})[0][0]).any()


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_text_has_a_row_and_always_the_same(default: Embedder, text: str) -> None:
    assert default([text]).tobytes() == default(["The pier is closed.", text])[1:].tobytes()


# --- Which model ------------------------------------------------------------------------------


def test_the_default_is_named_and_checked_once(default: Embedder) -> None:
    assert default.name == "all-MiniLM-L6-v2-int8"
    assert len(default.version) == 16
    assert embed.embedder() is default


def test_a_folder_replaces_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(embed.VARIABLE, str(write(tmp_path / "of-the-desk", states(ROWS))))
    found = embed.embedder()
    assert found is not None
    assert (found.name, found(["late"]).shape) == ("of-the-desk", (1, 3))


def test_an_installed_package_replaces_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files may stand as in the repositories of Hugging Face: onnx/model.onnx."""
    folder = write(tmp_path / "quay_embeddings", states(ROWS))
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / "onnx" / "model.onnx")
    (folder / "__init__.py").write_text("raise AssertionError('imported')", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv(embed.VARIABLE, "quay_embeddings")
    found = embed.embedder()
    assert found is not None
    assert (found.name, found(["late"]).shape) == ("quay_embeddings", (1, 3))


def test_versions_differ_with_every_file(tmp_path: Path) -> None:
    folders = [write(tmp_path / name, states(ROWS)) for name in "abcd"]
    (folders[1] / "model.onnx").write_bytes(states(ROWS, quantised=True))
    (folders[2] / "tokenizer.json").write_text("{}", encoding="utf-8")
    (folders[3] / "model.onnx_data").write_bytes(b"weights")
    same = write(tmp_path / "e", states(ROWS))
    versions = [Embedder(in_folder(folder)).version for folder in folders]
    assert len(set(versions)) == 4
    assert Embedder(in_folder(same)).version == versions[0]


def _lose_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MODEL", ("no_such_package", "model.onnx"))


def _lose_tokenizer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "TOKENIZER", ("no_such_package", "tokenizer.json"))


def _lose_runtime(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "RUNTIME", ("no_such_library",))


def _want_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(embed.VARIABLE, "none")


@pytest.mark.parametrize("lose", [_lose_model, _lose_tokenizer, _lose_runtime, _want_none])
def test_without_a_model_there_is_no_embedder(
    monkeypatch: pytest.MonkeyPatch, lose: Callable[[pytest.MonkeyPatch], None]
) -> None:
    lose(monkeypatch)
    assert embed.embedder() is None


# --- Models that are no good --------------------------------------------------------------------


def test_altered_default_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PINNED", (files.PINNED[0], "0" * 64))
    with pytest.raises(ModelError, match="not the ones that were pinned; reinstall them"):
        embed.embedder()


def test_default_whose_file_is_gone_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MODEL", (files.MODEL[0], "gone.onnx"))
    with pytest.raises(ModelError, match="not the ones that were pinned; reinstall them"):
        embed.embedder()


def test_a_model_that_nothing_can_run_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    _lose_runtime(monkeypatch)
    monkeypatch.setenv(embed.VARIABLE, "anything")
    with pytest.raises(ModelError, match=r"no_such_library.*pip install 'briefgen\[embeddings\]'"):
        embed.embedder()


def test_default_without_its_tokenizer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "TOKENIZER", (files.TOKENIZER[0], "gone.json"))
    with pytest.raises(ModelError, match=r"gone\.json: cannot be read .*; pip install"):
        embed.embedder()


WANTED = "name a folder, or an installed package, that holds model.onnx and tokenizer.json"


@pytest.mark.parametrize("name", ["no_such_package", "no/such/folder", "", "spacy.lang", "../x"])
def test_what_is_no_model_is_refused_with_what_would_be_one(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(embed.VARIABLE, name or str(tmp_path))
    with pytest.raises(
        ModelError, match=rf"^{embed.VARIABLE}: .*: there is no model\.onnx; {WANTED}"
    ):
        embed.embedder()


def test_a_model_without_its_tokenizer_is_refused(tmp_path: Path) -> None:
    (write(tmp_path, states(ROWS)) / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=rf"there is no tokenizer\.json; {WANTED}"):
        in_folder(tmp_path)


def test_a_library_of_another_packages_name_runs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As onnxruntime-gpu brings `onnxruntime`: there is no version under that name."""
    folder = write(tmp_path, states(ROWS))
    before = Embedder(in_folder(folder)).version
    monkeypatch.setattr(files, "RUNTIME", ("onnxruntime", "json"))
    after = Embedder(in_folder(folder))
    assert (after.version != before, after(["late"]).shape) == (True, (1, 3))


SOUND = states(ROWS)
BROKEN = [
    # model.onnx, tokenizer.json (None: as it should be), what is said
    (b"", None, "cannot be loaded"),
    (b"no model" * 50, None, "cannot be loaded"),
    (SOUND[: len(SOUND) // 2], None, "cannot be loaded"),
    (SOUND, "", "cannot be loaded"),
    (SOUND, "{}", "cannot be loaded"),
    (SOUND.replace(b"input_ids", b"input_its"), None, "asks for input_its; a model of the form"),
    (states(ROWS[:2]), None, "cannot be run"),
    (judge(ROWS, [[1.0] * 3]), None, "its first output has no row for each word piece"),
    (states([[0.0, 0.0]] * 9), None, "gives nothing but zeros"),
    (states([[float("nan"), 0.0]] * 9), None, "gives what is no number"),
]


@pytest.mark.parametrize(("model", "tokenizer", "what"), BROKEN)
def test_a_broken_model_is_named_and_nothing_else_is_written(
    model: bytes,
    tokenizer: str | None,
    what: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    folder = write(tmp_path / "broken", model)
    if tokenizer is not None:
        (folder / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    with pytest.raises(ModelError, match=what) as raised:
        Embedder(in_folder(folder))(["late"])
    assert str(folder / "model.onnx") in str(raised.value)
    assert capfd.readouterr() == ("", "")
