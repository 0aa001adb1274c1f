"""Reports within reports: a paragraph beside who holds each of its sentences."""

from __future__ import annotations

import pytest
from support import holders

U, M = "unknown", "mixed"
WEISS = "Anna Weiss"


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        # What somebody is told, and tells of others, is not that person's view,
        ("Anna Weiss said that the mayor had told her that the cap should go.", [M]),
        ("Anna Weiss said critics argue that the cap should go.", [M]),
        ("Anna Weiss said she was told that the cap should go.", [M]),
        ("Anna Weiss said that, according to the council, the cap should go.", [M]),
        ("“One of them answered that the cap should go,” said Anna Weiss.", [M]),
        ("“They tell us that the cap should go,” said Anna Weiss.", [M]),
        ("“The cap, the mayor says, should go,” said Anna Weiss.", [M]),
        # nor where the quotation goes on, which the rest of it still does.
        ("“The cap works,” said Anna Weiss. “Some people claim that it should go. It stays.”",
         [WEISS, M, WEISS]),
        ("“The cap works,” said Anna Weiss. “Landlords want it to go. It stays.”",
         [WEISS, M, WEISS]),
        # nor is what others have voted.
        ("The firm said that 59% of shareholders rejected the pay.", [M]),
        ("The firm said results showed a third of the investors had voted against the pay.", [M]),
        ("The firm said the shareholders should back the pay.", ["Firm"]),
        ("Shareholders rejected the pay.", ["Shareholders"]),
        # Her own report of herself, of facts, and of what others should say, is hers.
        ("Anna Weiss said she believed that the cap should go.", [WEISS]),
        ("Anna Weiss said the figures suggest that the cap should go.", [WEISS]),
        ("Anna Weiss said nobody believes that the cap works.", [WEISS]),
        ("Anna Weiss said ministers should admit that the cap failed.", [WEISS]),
        ("“I told the mayor that the cap should go,” said Anna Weiss.", [WEISS]),
        ("The ministry said it believed that the cap should go.", ["Ministry"]),
        ("Tenants said they believed that the cap should go.", ["Tenants"]),
        # With another person between, or of the other sex, it is not sure that she means herself.
        ("Anna Weiss said that near Martin Oakes she believed the cap should go.", [M]),
        ("Anna Weiss said he believed that the cap should go.", [M]),
        # The writer tells what was said, too.
        ("We reported that Anna Weiss had said that the cap should go.", [U]),
    ],
)  # fmt: skip
def test_reports_within_reports(paragraph: str, expected: list[str]) -> None:
    assert holders(paragraph) == expected
