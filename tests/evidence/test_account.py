"""Why a passage stands in an edition: by what it is called, and what is told of it."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.evidence.account import account
from briefgen.model import Problem


def source(id: str, title: str, *authors: str) -> dict[str, Any]:
    people = [{"family": name} for name in authors]
    return {"id": id, "location": f"{id}.txt", "reference": {"title": title, "author": people}}


def passage(text: str, source: str) -> dict[str, Any]:
    return {"text": text, "source": source, "holder": "weiss", "reported": "author"}


CHOICE = {
    "passage": "p1a",
    "rank": 1,
    "concepts": [{"words": "old quay", "sources": ["s1", "s2", "s3"]}],
    "passed": [{"opening": "Ferries leave …", "source": "s2", "why": "it is less on the issue"}],
}
RECORD = {
    "edition": "2031-03-14",
    "sources": [
        source("s1", "A quay", "Weiss"),
        source("s2", "Ferries", "Moe"),
        source("s3", "Seals", "Moe"),
    ],
    "holders": {"weiss": {"name": "Anna Weiss"}, "moe": {"name": "Bo Moe"}},
    "passages": {
        "p1a": passage("The old quay needs “new” piers, the divers’ report says.", "s1"),
        "p2b": passage("Ferries leave the old quay at noon.", "s2"),
        "p3c": passage("Seals sleep on the rocks.", "s3"),
        "p4d": {**passage("New piers are wanted.", "s3"), "holder": "moe"},
    },
    "issues": [
        {"id": "quay", "title": "The quay", "key_passages": ["p1a", "p2b"], "choices": [CHOICE],
         "contrasts": []},
        {"id": "seals", "title": "Seals", "key_passages": [],
         "contrasts": [{"left_passage": "p3c", "right_passage": "p1a", "reasons": ["r1", "r2"]}]},
        {"id": "piers", "title": "Piers", "key_passages": [], "contrasts": [],
         "viewpoints": [
             {"id": "v1", "position": "new", "stance": "supports", "passages": ["p2b", "p1a"],
              "score": 0.7, "sure": True},
             {"id": "v2", "position": None, "stance": "unclear", "passages": ["p3c"]},
         ],
         "agreements": [{"position": "new", "passages": ["p4d", "p2b"]}],
         "changes": [{"earlier_passage": "p3c", "later_passage": "p2b", "reasons": ["r3"],
                      "issued": {"date-parts": [[2029], [2031]]}}]},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "id"),
    [
        ("p2b", "p2b"),
        ("1", "p1a"),
        ("3", "p3c"),
        ("quay/2", "p2b"),
        ("Seals sleep", "p3c"),
        ("  seals\nSLEEP on ", "p3c"),
        ('needs "new" piers', "p1a"),
        ("the divers' report", "p1a"),
    ],
)
def test_a_passage_by_its_names(wanted: str, id: str) -> None:
    told = account(RECORD, wanted)
    assert not isinstance(told, Problem)
    assert told["passage"] == id


@pytest.mark.parametrize(
    ("wanted", "what", "remedy"),
    [
        ("p9", "there is no passage 'p9'", "the nearest are: p"),
        ("0", "there is no passage '0'", "the nearest are"),
        ("5", "there is no passage '5'", "the nearest are"),
        ("quay/3", "the issue 'quay' has 2 key passages", "ask for one of: quay/1 “The old"),
        ("quay/0", "the issue 'quay' has 2 key passages", "ask for one of: quay/1 “The old"),
        ("quay", "the issue 'quay' has 2 key passages", "ask for one of: quay/1 “The old"),
        ("seals/1", "the issue 'seals' has 0 key passages", "none to ask for"),
        ("no/1", "there is no passage 'no/1'", "the nearest are"),
        ("", "there is no passage ''", "the nearest are"),
        ("sleeping seals", "there is no passage", "the nearest are: p3c “Seals sleep on"),
        ("eals sleep", "there is no passage", "the nearest are: p3c"),
        ("old quay", "'old quay' stands in 2 passages", "give more of it, or one of: p1a “The old"),
    ],
)
def test_what_is_not_known_is_answered_with_the_nearest(
    wanted: str, what: str, remedy: str
) -> None:
    told = account(RECORD, wanted)
    assert isinstance(told, Problem)
    assert told.where == "edition 2031-03-14"
    assert told.what.startswith(what)
    assert told.remedy.startswith(remedy)


def test_an_edition_that_quotes_nothing() -> None:
    told = account({**RECORD, "passages": {}}, "p1a")
    assert isinstance(told, Problem)
    assert told.remedy == "it quotes nothing at all"


def test_what_is_told() -> None:
    told = account(RECORD, "p1a")
    assert isinstance(told, dict)
    assert (told["holder"], told["source"]) == ("Anna Weiss", "Weiss, “A quay”")
    quay, seals, _ = told["issues"]
    assert (quay["id"], quay["key_passage"], quay["contrasts"]) == ("quay", True, [])
    # Sources by their authors; two of one author by their titles too.
    (concept,) = quay["choice"]["concepts"]
    assert concept["sources"] == ["Weiss", "Moe, “Ferries”", "Moe, “Seals”"]
    assert quay["choice"]["passed"][0]["source"] == "Moe, “Ferries”"
    assert (seals["key_passage"], seals["choice"]) == (False, None)
    assert seals["contrasts"] == [["r1", "r2"]]


@pytest.mark.parametrize(
    ("passage", "view", "agreements", "changes"),
    [
        ("p1a", ("new", "supports", 0.7, True), [], []),
        (
            "p2b",
            ("new", "supports", 0.7, True),
            [{"position": "new", "with": ["Bo Moe"]}],
            ["later"],
        ),
        ("p3c", (None, "unclear", None, None), [], ["earlier"]),
    ],
)
def test_where_it_stands(
    passage: str, view: tuple[object, ...], agreements: list[object], changes: list[str]
) -> None:
    told = account(RECORD, passage)
    assert isinstance(told, dict)
    piers = told["issues"][-1]
    assert tuple(piers["view"].values()) == view
    assert piers["agreements"] == agreements
    assert [change["is"] for change in piers["changes"]] == changes
    assert all(change["reasons"] == ["r3"] for change in piers["changes"])
    assert all(change["over"] is None for change in piers["changes"])


@pytest.mark.parametrize(("holder", "over"), [(None, "The storm"), ("moe", None)])
def test_a_change_of_two_holders_is_told_by_its_event(holder: str | None, over: str | None) -> None:
    change = {"earlier_passage": "p3c", "later_passage": "p2b", "reasons": [], "issued": None,
              "holder": holder, "event": {"title": "The storm"}}  # fmt: skip
    *others, piers = RECORD["issues"]
    told = account({**RECORD, "issues": [*others, {**piers, "changes": [change]}]}, "p3c")
    assert isinstance(told, dict)
    assert [(c["is"], c["over"]) for c in told["issues"][-1]["changes"]] == [("earlier", over)]


def test_an_edition_from_before_choices_were_kept() -> None:
    issues = [{k: v for k, v in issue.items() if k != "choices"} for issue in RECORD["issues"]]
    told = account({**RECORD, "issues": issues}, "p1a")
    assert isinstance(told, dict)
    assert told["issues"][0]["choice"] is None
