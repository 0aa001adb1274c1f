"""Holders of different kinds on one position, in different sources, each voice once."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.evidence.agreement import agreements
from briefgen.evidence.candidates import Found
from briefgen.evidence.views import viewpoints
from briefgen.model import Agreement, Holder, HolderKind, Issue, Passage, Position, Stance
from briefgen.viewpoints import Lean, Standpoint

RENTS = Issue("rents", "Rents", positions=(Position("cap", "A cap"), Position("free", "No cap")))


def said(
    holder: str,
    source: str,
    side: str = "cap",
    *,
    kind: HolderKind = "person",
    role: str = "",
    author: bool = False,
    score: float = 0.7,
    stance: Stance = "supports",
    words: str = "",
) -> Found:
    text = words or f"{holder} in {source} says so of {side}."
    key = f"{holder} {source} {side}"
    return Found(
        passage=Passage(key, text, source, 0, 6, 1, None, "", "", holder, "direct"),
        holder=Holder(holder, holder, role, kind, author),
        candidate=None,  # type: ignore[arg-type]
        standpoint=Standpoint(0.0, (), ()),
        lean=Lean(side, stance, score, (f"“{side}” asserted",)),
        words=frozenset(words.split()),
        issued=None,
        own=True,
        matched=(),
        fitness=None,  # type: ignore[arg-type]
        genre=None,  # type: ignore[arg-type]
    )


def agreed(*found: Found) -> tuple[Agreement, ...]:
    by_id = {f.passage.id: f for f in found}
    return agreements(RENTS, viewpoints(RENTS, found), by_id)


WEISS = said("Anna Weiss", "a", author=True)
TRUST = said("Norvale Harbour Trust", "b", kind="organisation", score=0.8)
BODY: dict[str, Any] = {"kind": "organisation"}


def test_what_an_agreement_tells() -> None:
    assert agreed(WEISS, TRUST) == (
        Agreement(
            position="cap",
            viewpoints=(
                "rents/Norvale Harbour Trust/cap/supports",
                "rents/Anna Weiss/cap/supports",
            ),
            passages=("Norvale Harbour Trust b cap", "Anna Weiss a cap"),
            reasons=("“cap” asserted",),
        ),
    )


@pytest.mark.parametrize(
    ("found", "voices"),
    [
        # Kinds: an author and whom others report, a person and a body, people of other roles.
        ([WEISS, TRUST], ["Norvale Harbour Trust", "Anna Weiss"]),
        ([WEISS, said("Max Roe", "b")], ["Anna Weiss", "Max Roe"]),
        ([said("Max Roe", "a"), TRUST], ["Norvale Harbour Trust", "Max Roe"]),
        (
            [said("Max Roe", "a", role="the mayor"), said("Bo Lund", "b", role="a fisherman")],
            ["Max Roe", "Bo Lund"],
        ),
        ([said("Max Roe", "a", role="a mayor"), said("Bo Lund", "b", role="the mayor")], []),
        ([said("Max Roe", "a"), said("Bo Lund", "b", role="the mayor")], []),
        ([WEISS, said("Max Roe", "b", author=True)], []),
        # Two sources.
        ([WEISS, said("Norvale Harbour Trust", "a", **BODY)], []),
        (
            [WEISS, said("Norvale Harbour Trust", "a", **BODY), said("Max Roe", "b")],
            ["Anna Weiss", "Max Roe", "Norvale Harbour Trust"],
        ),
        # To oppose the one is to hold the other.
        ([WEISS, said("Max Roe", "b", "free", stance="opposes")], ["Anna Weiss", "Max Roe"]),
        # Sure views only, of holders on one side.
        ([WEISS, said("Max Roe", "b", score=0.4)], []),
        ([WEISS, said("Max Roe", "b", "free")], []),
        ([WEISS, said("Max Roe", "b"), said("Max Roe", "c", "free")], []),
        # Whom a name tells.
        ([WEISS, said("Skippers", "b", kind="group")], []),
        ([WEISS, said("Ministry", "b", **BODY)], []),
        ([WEISS, said("An official", "b", kind="unnamed")], []),
        # A body and who speaks for it are one voice.
        ([said("Max Roe", "a", role="head of the Norvale Harbour Trust"), TRUST], []),
        # So are two who say one text.
        (
            [said("Anna Weiss", "a", author=True, words="rents are to be capped now"),
             said("Max Roe", "b", words="rents are to be capped at last now")],
            [],
        ),
        (
            [WEISS, TRUST, said("Norvale Tenants", "c", **BODY, words="rents must be capped"),
             said("Ada Quill", "d", words="rents must be capped")],
            ["Norvale Harbour Trust", "Anna Weiss", "Norvale Tenants"],
        ),
        # A voice is heard once, by its surest passage.
        ([WEISS, said("Max Roe", "b"), said("Max Roe", "c")], ["Anna Weiss", "Max Roe"]),
    ],
)  # fmt: skip
def test_voices(found: list[Found], voices: list[str]) -> None:
    by_id = {f.passage.id: f.holder.name for f in found}
    made = agreed(*found)
    assert [[by_id[p] for p in one.passages] for one in made] == ([voices] if voices else [])


def test_of_many_voices_six_are_counted_up() -> None:
    others = [said(f"Max {name}", name) for name in "Roe Lund Moe Brandt Quill Hay Sands".split()]
    (made,) = agreed(*others, WEISS)
    assert len(made.passages) == len(made.viewpoints) == 6
    assert made.passages[:2] == ("Max Roe Roe cap", "Anna Weiss a cap")


def test_positions_in_the_order_of_the_spec() -> None:
    free = [said("Max Roe", "c", "free"), said("Norvale Chamber", "d", "free", **BODY)]
    assert [one.position for one in agreed(*free, WEISS, TRUST)] == ["cap", "free"]


def test_without_positions_nobody_agrees() -> None:
    found = (WEISS, TRUST)
    plain = Issue("rents", "Rents")
    assert agreements(plain, viewpoints(plain, found), {f.passage.id: f for f in found}) == ()
