"""Demands, warnings, promises and feelings, which report as "said that" does."""

from __future__ import annotations

import pytest
from support import holders

WEISS = "Anna Weiss"


@pytest.mark.parametrize(
    ("said", "holder"),
    [
        ("Anna Weiss warned against a lower quota.", WEISS),
        ("Anna Weiss warned of a collapse of the fishery.", WEISS),
        ("Anna Weiss cautioned against a lower quota.", WEISS),
        ("Anna Weiss called on the ministry to lower the quota.", WEISS),
        ("Anna Weiss called for a lower quota.", WEISS),
        ("Anna Weiss appealed to the ministry to lower the quota.", WEISS),
        ("Anna Weiss urged skippers to land less cod.", WEISS),
        ("Anna Weiss pressed the ministry to lower the quota.", WEISS),
        ("Anna Weiss told skippers to land less cod.", WEISS),
        ("Anna Weiss argued for a lower quota.", WEISS),
        ("Anna Weiss spoke out against the quota.", WEISS),
        ("Anna Weiss insisted on a lower quota.", WEISS),
        ("Anna Weiss vowed to fight the quota.", WEISS),
        ("Anna Weiss threatened to sue the ministry.", WEISS),
        ("Anna Weiss pledged to lower the quota.", WEISS),
        ("Anna Weiss hailed the quota as a breakthrough.", WEISS),
        ("Anna Weiss stressed the need for a lower quota.", WEISS),
        ("Anna Weiss expressed concern that the quota would fail.", WEISS),
        ("Anna Weiss remained adamant that the quota must fall.", WEISS),
        ("Anna Weiss was angry that the quota had been lowered.", WEISS),
        ("Anna Weiss made clear that the quota must fall.", WEISS),
        ("Anna Weiss made it clear that the quota must fall.", WEISS),
        ("The ministry called on skippers to land less cod.", "Ministry"),
        # What is not said, and what nobody says.
        ("Anna Weiss did not call for a lower quota.", "author"),
        ("Anna Weiss might call on the ministry to lower the quota.", "author"),
        ("Anna Weiss is clear about the quota.", "author"),
        ("Anna Weiss made the quota clear.", "author"),
        ("Anna Weiss pressed the button on the winch.", "author"),
        ("Skippers were urged to land less cod.", "author"),
        ("It is clear that the quota must fall.", "author"),
        ("The winds threatened to sink the boat.", "author"),
        ("Rising prices pressed the council to sell.", "author"),
        ("The law calls for a lower quota.", "author"),
        ("The data stress the need for a lower quota.", "author"),
    ],
)
def test_what_a_verb_governs(said: str, holder: str) -> None:
    assert holders(said) == [holder]
