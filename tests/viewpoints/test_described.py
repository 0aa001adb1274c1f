"""Views that are set out for somebody: a paragraph beside who holds each of its sentences."""

from __future__ import annotations

import pytest
from support import holders

A, U = "author", "unknown"
WEISS = "Anna Weiss"


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Some former colleagues argue that the cap should go.", [U]),
        ("One of the skippers said that the cap should go.", [U]),
        ("My grandmother argues that the cap should go.", [U]),
        ("The collapse of the talks suggests that the cap should go.", [A]),
        ("In six of them the cook said the same thing: the cap should go, as it costs too much.",
         [U]),
        ("Imagine an honest mayor: the cap must go, he would say, since I need the votes.", [U]),
        # Up to the paragraph's end it is somebody's, where no mark says where it ends.
        ("Our reader Lena Bright writes: this is the best of all. The cap should go.",
         ["Lena Bright", U]),
        ("The argument of the landlords goes like this: the cap should go. Rents rise.", [U, U]),
        ("Rents rise. The landlords see it differently. The cap should go.", [A, U, U]),
        ("For the landlords, the matter is simple. The cap should go.", [U, U]),
        # The writer's own, and what is set off without anybody.
        ("The answer is simple: the cap should go. Rents rise.", [A, A]),
        ("My argument is this: the cap should go. Rents rise.", [A, A]),
        ("For the moment, the matter is simple. The cap should go.", [A, A]),
        ("For me, the matter is simple. The cap should go.", [A, A]),
        ("Anna Weiss added: “The cap should go.” Rents rise.", [WEISS, A]),
    ],
)  # fmt: skip
def test_views_that_are_only_described(paragraph: str, expected: list[str]) -> None:
    assert holders(paragraph) == expected
