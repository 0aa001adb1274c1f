"""Tables of wordings: the short cuts lose no block that a rule is for."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from briefgen.readers.boilerplate import RULES
from briefgen.readers.pieces import Piece
from briefgen.readers.sections import END, LISTED
from briefgen.readers.wordings import Rule, Wordings, rule, wordings

TABLE = wordings(
    rule("menu", r"home|news", 2),
    rule("tags", r"tags?: .*", 30),
    rule("plea", r".*\bkeep us afloat\b.*", 30, edge=True, cues="afloat"),
)


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Home", ["menu"]),
        ("TAGS: boats, quays", ["tags"]),
        ("Tags: keep us afloat", ["tags", "plea"]),
        ("Please keep us “afloat”", []),  # the cue stands there, the wording does not
        ("Please, keep us afloat!", ["plea"]),
        ("The news of the day", []),
        ("Tag: " + "boat " * 28 + "quay", ["tags"]),
        ("Tag: " + "boat " * 29 + "quay", []),
    ],
)
def test_the_rules_that_hold(text: str, reasons: list[str]) -> None:
    assert [rule.reason for rule in TABLE.matching(Piece(text))] == reasons


# What prints, in the languages that the tables know.
ALPHABET = st.characters(codec="cp1252", exclude_categories=["Cc", "Zl", "Zp"])


@pytest.mark.parametrize(
    ("table", "one"),
    [(table, one) for table in (RULES, END, LISTED) for one in table.rules],
    ids=lambda value: value.reason if isinstance(value, Rule) else "",
)
@given(data=st.data())
@settings(
    max_examples=30, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)
def test_no_match_is_lost(table: Wordings, one: Rule, data: st.DataObject) -> None:
    pattern = one.pattern
    piece = Piece(data.draw(st.from_regex(pattern, fullmatch=True, alphabet=ALPHABET)))
    assume(piece.words <= one.words and len(piece.text) < 1500)
    assert one in table.matching(piece)
    assert one in table.matching(Piece(piece.text.upper())) or not piece.text.isascii()
