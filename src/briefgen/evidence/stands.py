"""Where a holder surely stands on an issue, by a public record: on one side, the latest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.evidence.known import is_known
from briefgen.evidence.same import Plain, plain
from briefgen.model import Holder

#: A side, as position and stance, and the passages that show it.
View = tuple[str, str, tuple[str, ...]]
_TAKES = ("supports", "opposes", "conditional")


def held_in(issue: Plain) -> set[str]:
    """The passages of an issue that a brief may print, by their ids."""
    found = {p for view in issue["viewpoints"] for p in view["passages"]}
    found |= {*issue["key_passages"], *(d["passage"] for d in issue.get("disputes", ()))}
    for pair in issue["contrasts"]:
        found |= {pair["left_passage"], pair["right_passage"]}
    for change in issue.get("changes", ()):
        found |= {change["earlier_passage"], change["later_passage"]}
    return found


def standing(issue: Plain, holders: Mapping[str, Any]) -> dict[tuple[str, str], View]:
    """Where each holder stands who is known by name, by kind and name.

    Who changed sides stands on the later one; who is on two otherwise stands nowhere.
    """
    views = {view["id"]: view for view in issue["viewpoints"]}
    sure: dict[str, list[View]] = {}
    for view in views.values():
        if view.get("sure") and view["position"] and view["stance"] in _TAKES:
            side = (view["position"], view["stance"], tuple(view["passages"]))
            sure.setdefault(view["holder"], []).append(side)
    found = {holder: sides[0] for holder, sides in sure.items() if len(sides) == 1}
    for change in issue.get("changes", ()):
        later = views[change["later"]]
        if change["holder"] and later["position"] and later["stance"] in _TAKES:
            passages = (change["later_passage"],)
            found[change["holder"]] = (later["position"], later["stance"], passages)
    for holder in issue.get("mixed", ()):
        found.pop(holder, None)
    return {
        (holders[id]["kind"], plain(holders[id]["name"])): view
        for id, view in found.items()
        if view[2] and _is_nameable(holders[id])
    }


def is_move(earlier: View, later: View) -> bool:
    """Whether a holder stands elsewhere now; to reject one answer may be to take another."""
    (was, how), (now, then) = earlier[:2], later[:2]
    if was == now:
        return how != then
    return how != "opposes" and then != "opposes"


def _is_nameable(holder: Mapping[str, Any]) -> bool:
    """Whether a holder in two editions is surely one: known by name, and no group but an author."""
    if not holder["name"].strip():
        return False
    known = Holder("", holder["name"], holder["role"], holder["kind"], holder["author"])
    return is_known(known) and (known.author or known.kind != "group")
