"""Stems: forms of one word beside the stem that they share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.stem import stem


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ("fishery fisheries", "fisheri"),
        ("lift lifts lifted lifting", "lift"),
        ("subsidy subsidies", "subsidi"),
        ("protect protects protection protective", "protect"),
        ("nation", "nation"),
        ("news", "news"),
        ("generously", "generous"),  # Snowball's second: Porter's first makes "gener" of it
        ("", ""),
        ("…", "…"),
        ("14", "14"),
        ("café", "café"),
    ],
)
def test_stem(forms: str, expected: str) -> None:
    assert {stem(form) for form in forms.split() or [""]} == {expected}


@given(st.text(alphabet="abdeginorstuyz'’é", max_size=15))
def test_a_stem_is_no_longer_than_its_word(word: str) -> None:
    # One letter may come back: "hoping" is a form of "hope".
    assert len(stem(word)) <= len(word)
    assert stem(word) == stem(word)
