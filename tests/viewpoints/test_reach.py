"""How far a cue reaches: sentences beside their holder, with what must not become one."""

from __future__ import annotations

import pytest
from support import holders, sentences

from briefgen.viewpoints import asks_whether

A, U = "author", "unknown"
WEISS = "Anna Weiss"


@pytest.mark.parametrize(
    ("sentence", "holder"),
    [
        # The verb of a side clause gives the main clause no holder, whatever the parse makes of it.
        ("The United Isles are bracing for a partial government closure after the White House and "
         "congressional Democrats declared that they would reject a bill approved by the "
         "Republican-led House to delay the harbour law.", A),
        ("Norway is bracing for a strike after the ministry warned that talks had failed.", A),
        ("Anna Weiss met the board after the vote and declared that the quota would fall.", WEISS),
        # A source in an insert is the insert's, unless it is all that stands there.
        ("The ferry – according to the harbour board, the oldest of all – should be scrapped.", A),
        ("The ferry (according to the harbour board, the oldest of all) should be scrapped.", A),
        ("The old ferry — the last of its kind, according to Anna Weiss — must be scrapped.", A),
        ("The ferry must go – nine times, in Anna Weiss’s view, it nearly sank – this year.", A),
        ("The old ferry – according to Anna Weiss – must be scrapped.", WEISS),
        ("The old ferry must be scrapped (according to Anna Weiss).", WEISS),
        ("In the 9–12 age group, according to Anna Weiss, few can swim 10–20 metres.", WEISS),
        ("The old ferry must be scrapped, according to Anna Weiss.", WEISS),
        # To ask whether something is so is no claim of the asker's.
        ("Anna Weiss asked whether the ferry would be scrapped this winter.", U),
        ("Anna Weiss asked if the ferry would be scrapped this winter.", U),
        ("Asked if the ferry would be scrapped, Anna Weiss said it would sail on.", WEISS),
    ],
)  # fmt: skip
def test_reach(sentence: str, holder: str) -> None:
    assert holders(sentence) == [holder]


@pytest.mark.parametrize("label", ["Report", "Poll", "Study", "Analysis", "Update"])
@pytest.mark.parametrize(
    "line", ["the harbour must close by spring.", "Most islanders want the ferry to run."]
)
def test_label_is_no_holder(label: str, line: str) -> None:
    assert not any(label in holder for holder in holders(f"{label}: {line}"))


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [
        ("Anna Weiss asked whether the ferry was safe.", True),
        ("Anna Weiss asked the captain if the ferry was safe.", True),
        ("The captain was asked whether the ferry was safe.", True),
        ("The crew asked for a rise if the ferry sails on Sundays.", False),
        ("Anna Weiss asked the captain to mend the ferry.", False),
        ("Anna Weiss knows whether the ferry was safe.", False),
    ],
)
def test_asks_whether(sentence: str, asks: bool) -> None:
    tokens = sentences(sentence)[0].tokens
    assert any(asks_whether(tokens, n) for n in range(len(tokens))) is asks
