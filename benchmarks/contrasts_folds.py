"""Items dealt into folds, so that each is measured by what was fitted to the other folds."""

from __future__ import annotations

from collections.abc import Sequence

from contrasts_systems import Item


def folds(items: Sequence[Item], count: int) -> tuple[tuple[Item, ...], ...]:
    """The items in `count` folds of about one size; items that share an article share a fold.

    Deterministic: the greatest groups are dealt first, each to the smallest fold.
    """
    dealt: list[list[Item]] = [[] for _ in range(count)]
    for group in sorted(_groups(items), key=len, reverse=True):
        min(dealt, key=len).extend(group)
    return tuple(tuple(fold) for fold in dealt if fold)


def _groups(items: Sequence[Item]) -> list[list[Item]]:
    """The items by the articles that join them, directly or over others."""
    groups: list[tuple[set[str], list[Item]]] = []
    for item in items:
        texts, members = {d.text for d in item.case.documents}, [item]
        for known in [one for one in groups if one[0] & texts]:
            groups.remove(known)
            texts |= known[0]
            members = [*known[1], *members]
        groups.append((texts, members))
    return [members for _, members in groups]
