"""Sentences, tokens and entities: their bounds in the text, and the model behind them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import document, sentences

from briefgen import annotate as module
from briefgen.annotate import annotate, annotate_phrases, load_model, model_folder, model_name
from briefgen.errors import ModelError


@pytest.mark.parametrize(
    "expected",
    [
        ["The quota fell.", "The boats stayed in port."],
        ["“We cannot go on,” said Anna Weiss.", "“Not like this.”"],
        [
            "“The quota fell.",
            "The boats stayed,” said Anna Weiss.",
        ],
        ["“Why now?” asked Anna Weiss."],
        ["“Why now?” Anna Weiss asked.", "“Because.”"],
        ["“Stop!” she cried, and the boat stopped."],
        ["We met Dr. Smith and Mrs. Jones in St. Ives at 9 a.m. on Monday."],
        ["The council heard Sen. Ana Ruiz and Gov. Tom Marsh on the rents."],
        ["The rent rose by 3.5 per cent, i.e. nine crowns.", "Nobody paid."],
        ["The council heard Del. Ana Ruiz, Supt. Tom Marsh and Cpl. Ida Moe."],
        ["It met Asst. Atty. Gen. Ada Lowell, Amb. Nils Moe and Insp. Karl Voss on Monday."],
        ["The council heard Sgt. Moe, Pvt. Voss and Pres. Ruiz.", "Nobody else came."],
        ["The ferry went to Dover, Del.", "The boats stayed in port."],
        ["The U.S. fleet sails.", "The U.K. fleet does not."],
        ["It’s late … and the boats are out.", "They will be back."],
        ["No. 7 is the oldest boat.", "It leaks."],
        ["The ministry (see p. 9) disagrees.", "It always does."],
    ],
)
def test_bounds(expected: list[str]) -> None:
    assert [s.text for s in sentences(" ".join(expected))] == expected


def test_paragraph_ends_a_sentence() -> None:
    found = sentences("The quota fell, and", "the boats stayed in port.")
    assert [(s.text, s.paragraph) for s in found] == [
        ("The quota fell, and", 1),
        ("the boats stayed in port.", 2),
    ]


TEXT = st.text(
    st.one_of(
        st.sampled_from("aeiou bcd. ,?!’“”\"'()-–… \u00a0\u2009Éßø"),
        st.sampled_from("🐟👩🏽‍🔧e\u0301שלוםمرحبا中文。\u200b\ufeff"),
        st.characters(exclude_categories=("Cs", "Cc")),
    ),
    max_size=80,
).filter(str.strip)
PROSE = st.lists(
    st.sampled_from(
        ["The boats", "stay", "in  port.", "“No,”", "said Anna", "e\u0301té", "🐟.", "Why?", "שלום"]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(paragraphs=st.lists(TEXT | PROSE, min_size=1, max_size=3))
def test_every_offset_is_right(paragraphs: list[str]) -> None:
    made = document(*paragraphs)
    end = 0
    for sentence in annotate([made])[0]:
        block = made.paragraphs[sentence.paragraph - 1]
        assert block.start <= sentence.start <= sentence.end <= block.end
        assert sentence.start >= end
        end = sentence.end
        assert made.text[sentence.start : sentence.end] == sentence.text
        for n, token in enumerate(sentence.tokens):
            assert made.text[token.start : token.end] == token.text
            assert sentence.start <= token.start
            assert 0 <= token.head < len(sentence.tokens)
            assert n == 0 or sentence.tokens[n - 1].end <= token.start
        for entity in sentence.entities:
            assert made.text[entity.start : entity.end] == entity.text
    words = sum(len(s.text.split()) for s in annotate([made])[0])
    assert words == sum(len(p.split()) for p in paragraphs)


def test_documents_in_their_order_and_none() -> None:
    first, second = annotate([document("Cod."), document("Hake. Eel.")])
    assert ([s.text for s in first], [s.text for s in second]) == (["Cod."], ["Hake.", "Eel."])
    assert annotate([]) == ()
    assert annotate([document()]) == ((),)


@pytest.mark.parametrize(
    ("phrase", "content"),
    [
        ("school meals", ["school", "meals"]),
        ("keep the ban", ["keep", "ban"]),
        ("of the", []),
        ("…", []),
        ("", []),
    ],
)
def test_content_words(phrase: str, content: list[str]) -> None:
    assert [t.text for t in annotate_phrases([phrase])[0] if t.content] == content


# --- The model --------------------------------------------------------------------------------


@pytest.fixture
def fresh_model() -> Iterator[None]:
    """Forget the loaded model, before and after."""
    module.load_model.cache_clear()
    yield
    module.load_model.cache_clear()


@pytest.mark.usefixtures("fresh_model")
def test_missing_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(module.VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(ModelError, match=r"nowhere.* could not be loaded"):
        load_model()
    with pytest.raises(ModelError, match="neither a folder nor installed"):
        model_folder(model_name())


@pytest.mark.usefixtures("fresh_model")
def test_folder_without_a_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(module.VARIABLE, str(tmp_path))
    with pytest.raises(ModelError, match="could not be loaded"):
        load_model()


@pytest.mark.usefixtures("fresh_model")
def test_altered_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(module.VARIABLE, raising=False)
    monkeypatch.setattr(module, "PINNED", {model_name(): "0" * 64})
    with pytest.raises(
        ModelError, match=r"not the ones that were pinned; reinstall it from requirements"
    ):
        load_model()


def test_no_model_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(module.VARIABLE, raising=False)
    monkeypatch.setattr(module, "MODELS", ("briefgen_has_no_such_model",))
    with pytest.raises(ModelError, match=rf"make brief.*{module.VARIABLE}"):
        model_name()


def test_hash_counts_names_and_bytes(tmp_path: Path) -> None:
    def hashed(**files: str) -> str:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_text(content)
        return module.model_sha256(str(folder))

    assert hashed(a="1", b="2") == hashed(b="2", a="1")
    assert len({hashed(a="1", b="2"), hashed(a="2", b="1"), hashed(a="1"), hashed(c="1")}) == 4
