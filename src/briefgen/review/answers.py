"""What the desk types at a proposal, and what is said of it when it means nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefgen.model import plain
from briefgen.review.proposals import Proposal

Act = Literal["accept", "reject", "move", "holder", "skip", "undo", "quit", "help"]

_ACTS: tuple[Act, ...] = ("accept", "reject", "move", "holder", "skip", "undo", "quit")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be done: `what` is the position's id to move to, or the holder's name."""

    act: Act
    what: str = ""


def answer(line: str, proposal: Proposal) -> Answer | str:
    """What a line means at a proposal; else what is wrong with it."""
    first, _, rest = plain(line).partition(" ")
    word = first.lower()
    if word in {"?", "help"}:
        return Answer("help")
    if word.isdecimal() and not rest:
        return _moved(word, proposal)
    act = next((act for act in _ACTS if word in (act, act[:1])), None)
    if act == "holder":
        return _held(rest, proposal)
    if act == "move":
        return _moved(rest, proposal)
    if act == "reject" and not proposal.is_contrast and proposal.passages[0].position is None:
        return "it is put on no side, so there is nothing to reject; accept says that it takes none"
    if act is None or rest:
        return f"“{_cut(plain(line))}” is no answer here; ? lists them"
    return Answer(act)


def _held(name: str, proposal: Proposal) -> Answer | str:
    if proposal.is_contrast:
        return _whole("its holders")
    return Answer("holder", name) if name else "write the name after it: h Ada Example"


def _moved(where: str, proposal: Proposal) -> Answer | str:
    """To a position by its number from 1 or its id; to the other one where nothing is said."""
    if proposal.is_contrast:
        return _whole("its passages")
    positions = [position.id for position in proposal.issue.positions]
    if not positions:
        return "the spec names no positions for this issue, so there is none to move to"
    now = proposal.passages[0]
    others = [name for name in positions if name != now.position]
    number = int(where[:9]) if where.isdecimal() else 0
    if 1 <= number <= len(positions):
        where = positions[number - 1]
    elif not where and len(others) == 1:
        where = others[0]
    if where in positions:
        there = where == now.position and now.stance == "supports"
        return Answer("accept") if there else Answer("move", where)
    said = f"there is no position “{_cut(where)}”" if where else "say which position"
    return f"{said}: write a number from 1 to {len(positions)}"


def _whole(what: str) -> str:
    return f"a contrast is accepted or rejected as a whole; skip it, and {what} come one by one"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
