"""Holders whose name tells who they are in any source, and those who speak for each other."""

from __future__ import annotations

import pytest

from briefgen.evidence.known import are_related, is_known
from briefgen.model import Holder, HolderKind


def holder(
    name: str, kind: HolderKind = "person", role: str = "", *, author: bool = False
) -> Holder:
    return Holder(name.lower(), name, role, kind, author)


@pytest.mark.parametrize(
    ("one", "known"),
    [
        (holder("Anna Weiss"), True),
        (holder("Weiss"), False),
        (holder("Weiss", author=True), True),
        (holder("Norvale Harbour Trust", "organisation"), True),
        (holder("Lisbon", "organisation"), True),
        (holder("Kremlin", "organisation"), True),
        (holder("Ministry", "organisation"), False),
        (holder("Fisheries ministry", "organisation"), False),
        (holder("Coast Radio", "organisation", author=True), True),
        (holder("Ann Lee and Max Roe", "group"), True),
        (holder("Skippers", "group"), False),
        (holder("An official", "unnamed"), False),
        (holder("Unnamed author of “Cod”", "unnamed", author=True), False),
    ],
)
def test_known_by_name(one: Holder, known: bool) -> None:
    assert is_known(one) is known


JAPAN = holder("Japan", "organisation")
BODY = holder("Norvale Harbour Trust", "organisation")


@pytest.mark.parametrize(
    ("one", "other", "related"),
    [
        (holder("Anna Weiss"), holder("Martin Oakes"), False),
        (holder("Anna Weiss"), BODY, False),
        (holder("Anna Weiss", role="director of the Norvale Harbour Trust"), BODY, True),
        (holder("Anna Weiss", role="the Harbour Trust’s director"), BODY, True),
        (holder("Anna Weiss", role="a director"), BODY, False),
        (holder("Anna Weiss", role="of the Hill Trust"), BODY, False),
        (holder("Harbour Trust", "organisation"), BODY, True),
        (holder("Norvale Chamber", "organisation"), BODY, False),
        (holder("Anna Weiss"), holder("A. Weiss", author=True), True),
        (holder("Ann Lee and Max Roe", "group", author=True), holder("Ann Lee"), True),
        # A country and who speaks for it, by whatever word for it.
        (holder("Mei Ono", role="Japanese fisheries minister"), JAPAN, True),
        (holder("Mei Ono", role="Norwegian fisheries minister"), JAPAN, False),
        (holder("Jo Park", role="South Korean envoy"), holder("Korea", "organisation"), False),
        (holder("Al Roe", role="U.S. envoy"), holder("United States", "organisation"), True),
        # What is only called a business may be any that has a name, but no union.
        (holder("Oil giant", "unnamed"), holder("Ash Roe", "organisation"), True),
        (holder("Oil giant", "unnamed"), holder("An Ash spokesman", "unnamed"), True),
        (holder("Company", "organisation"), holder("Dockers’ Union", "organisation"), False),
        (holder("Oil giant", "unnamed"), holder("Ann Lee"), False),
        (holder("Oil giant", "unnamed"), holder("Ash shareholders", "group"), False),
        # The family name comes first where the given name has two parts.
        (holder("Han Min-seo"), holder("Han"), True),
        (holder("Han Min-seo"), holder("Baek Min-seo"), False),
    ],
)
def test_speaking_for_each_other(one: Holder, other: Holder, related: bool) -> None:
    assert are_related(one, other) is related
    assert are_related(other, one) is related
