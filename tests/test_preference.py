"""The order in which an audience reads key passages: what it prefers moves up a little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.compose.preference import preferred, readability
from briefgen.model import Preference

FIGURES = "The port handled 40,000 crates in May."
SPELLED = "A third of the crews stayed ashore."
PLAIN = "The sea was calm. The boats went out."
HARD = (
    "Notwithstanding considerable administrative uncertainty, the intergovernmental commission "
    "recommended comprehensive infrastructure rehabilitation."
)
BARE = "The harbour master hopes that many more crews will come back to the islands."


@pytest.mark.parametrize(
    ("preference", "texts", "order"),
    [
        ("salience", [HARD, FIGURES, PLAIN], [HARD, FIGURES, PLAIN]),
        ("figures", [BARE, FIGURES], [FIGURES, BARE]),
        ("figures", [BARE, SPELLED], [SPELLED, BARE]),
        ("figures", [FIGURES, BARE, SPELLED], [FIGURES, SPELLED, BARE]),
        ("plain", [HARD, PLAIN], [PLAIN, HARD]),
        # No further than a place: what matters most stays before what matters much less.
        ("figures", [BARE, HARD, PLAIN, FIGURES], [BARE, HARD, FIGURES, PLAIN]),
    ],
)
def test_order(preference: Preference, texts: list[str], order: list[str]) -> None:
    assert [texts[place] for place in preferred(texts, preference)] == order


def test_readability_as_by_its_author() -> None:
    """Eight words in two sentences, none of them long: 8 / 2 + 0."""
    assert readability(PLAIN) == 4.0
    assert readability("Ferries leave. Nobody remembers.") == 2 + 100 * 2 / 4
    assert readability("…") == 0


@given(st.lists(st.text()), st.sampled_from(["salience", "figures", "plain"]))
def test_nothing_is_added_or_lost(texts: list[str], preference: Preference) -> None:
    assert sorted(preferred(texts, preference)) == list(range(len(texts)))
