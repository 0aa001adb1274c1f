"""`briefgen explain`: what is printed, from the edition alone, and how it ends."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.cli import main

Explained = Callable[..., tuple[int, str, str]]


@pytest.fixture
def explain(
    quick_desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Explained:
    """Run `briefgen explain …` in a built desk whose library and sources are gone."""
    root = quick_desk.parents[1]
    shutil.rmtree(root / "library")
    shutil.rmtree(quick_desk.parent / "sources")
    monkeypatch.chdir(root)

    def ran(*arguments: str) -> tuple[int, str, str]:
        status = main(["explain", *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return ran


@pytest.mark.parametrize(
    "edition",
    ["editions/trams/2031-03-14", "editions/trams/latest", "editions/trams", "trams",
     "trams/latest", "trams/2031-03-14", "latest", "2031-03-14"],
)  # fmt: skip
def test_an_edition_by_its_names(explain: Explained, edition: str) -> None:
    status, out, err = explain(edition, "line/1", "--json")
    assert (status, err) == (0, "")
    assert json.loads(out)["edition"] == "2031-03-14"


def test_what_is_printed(explain: Explained) -> None:
    status, out, _ = explain("trams", "line/1")
    assert status == 0
    for said in (
        "On “The harbour line”:",
        "• key passage 1, by the method coverage",
        "• on the issue by term: ",
        "• its source is of the kind “",
        " fit to be quoted than most (",
        "• brings “",
        "• came before “",
    ):
        assert said in out
    assert max(map(len, out.splitlines())) <= 100


def test_where_a_passage_stands_is_printed(explain: Explained) -> None:
    file = Path("editions/trams/latest/evidence.json")
    record = json.loads(file.read_text(encoding="utf-8"))
    issue = record["issues"][0]
    mine, other = issue["key_passages"][:2]
    view = {"position": "build", "stance": "supports", "score": 0.7, "sure": True}
    issue["viewpoints"] = [
        {**view, "passages": [mine]},
        {**view, "sure": False, "passages": [other]},
    ]
    issue["agreements"] = [{"position": "build", "passages": [mine, other]}]
    issue["changes"] = [{"earlier_passage": other, "later_passage": mine, "reasons": ["“a” said"],
                         "issued": None}]  # fmt: skip
    record["passages"][other]["holder"] = next(
        h for h in record["holders"] if h != record["passages"][mine]["holder"]
    )
    file.write_text(json.dumps(record), encoding="utf-8")
    _, out, _ = explain("trams", "line/1")
    name = record["holders"][record["passages"][other]["holder"]]["name"]
    for said in (
        "• supports “build”, sure by 0.7 of 1: enough to be printed as a stance",
        f"• takes “build” with {name}",
        "• is the later of its holder's views in a change: “a” said",
    ):
        assert said in out
    _, out, _ = explain("trams", "line/2")
    assert "• supports “build”, sure by 0.7 of 1: not printed as a stance" in out
    assert "• is the earlier of its holder's views" in out
    issue["changes"][0] |= {"holder": None, "event": {"title": "The storm", "date": None}}
    file.write_text(json.dumps(record), encoding="utf-8")
    assert "• is the view after “The storm”: “a” said" in explain("trams", "line/1")[1]
    assert "• is the view before “The storm”: “a” said" in explain("trams", "line/2")[1]


def test_json_is_one_object_with_names_for_sources(explain: Explained) -> None:
    _, out, _ = explain("trams", "line/1", "--json")
    told = json.loads(out)
    record = json.loads(Path("editions/trams/latest/evidence.json").read_text(encoding="utf-8"))
    assert told["passage"] == record["issues"][0]["key_passages"][0]
    choice = told["issues"][0]["choice"]
    named = {s for concept in choice["concepts"] for s in concept["sources"]}
    assert named <= {"Ferrand", "Okoro", "Marwick"}
    assert named


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("trains", "line/1"), "trains: there is no such edition; there are: trams/2031-03-14"),
        (("trams/2031-04-01", "line/1"), "there is no such edition; there are: trams/2031-03-14"),
        (("trams", "line/99"), "the issue 'line' has 4 key passages; ask for one of: line/1 “"),
        (("trams", "line"), "the issue 'line' has 4 key passages; ask for one of: line/1 “"),
        (("trams", "the price of bread"), "there is no passage 'the price of bread'"),
    ],
)
def test_what_is_not_known_is_2_and_names_the_nearest(
    explain: Explained, arguments: tuple[str, str], said: str
) -> None:
    status, out, err = explain(*arguments)
    assert (status, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("content", ["{", "[]", '{"schema": "other"}'])
def test_a_broken_record_is_2(explain: Explained, content: str) -> None:
    Path("editions/trams/2031-03-14/evidence.json").write_text(content, encoding="utf-8")
    status, _, err = explain("trams", "line/1")
    assert status == 2
    assert "build the edition again" in err
