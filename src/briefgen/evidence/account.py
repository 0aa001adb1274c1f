"""Why a passage stands in an edition, told from the edition's public record alone."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefgen.model import Problem

#: How many of the nearest passages are named where one is not known.
_NEAREST = 3
#: Words by which a passage is shown.
_OPENING = 9
#: What is told of a viewpoint.
_VIEW = ("position", "stance", "score", "sure")
_WORD = re.compile(r"[^\W_]+")


def account(record: Mapping[str, Any], wanted: str) -> dict[str, Any] | Problem:
    """Everything that the record says of why a passage is in it, sources by their names.

    `wanted`: the passage's id; its number in the record, from 1; an issue and the number of its key
    passage ("sanctions/2"); or words of it. `Problem` where none or several are meant.
    """
    found = _meant(record, wanted)
    if len(found) != 1:
        return _unknown(record, wanted, found)
    passage = record["passages"][found[0]]
    return {
        "edition": record["edition"],
        "passage": found[0],
        "text": passage["text"],
        "holder": record["holders"][passage["holder"]]["name"],
        "reported": passage["reported"],
        "source": _name(next(s for s in record["sources"] if s["id"] == passage["source"])),
        "issues": list(_issues(record, found[0], _short_names(record["sources"]))),
    }


def _issues(
    record: Mapping[str, Any], passage: str, names: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """What the passage is on each of the issues under which it stands."""
    for issue in record["issues"]:
        contrasts = [
            contrast["reasons"]
            for contrast in issue["contrasts"]
            if passage in (contrast["left_passage"], contrast["right_passage"])
        ]
        views = (v for v in issue.get("viewpoints", ()) if passage in v["passages"])
        view = next(views, None)
        disputes = [d for d in issue.get("disputes", ()) if d["passage"] == passage]
        if passage in issue["key_passages"] or contrasts or view or disputes:
            choices = [c for c in issue.get("choices", ()) if c["passage"] == passage]
            yield {
                "id": issue["id"],
                "title": issue["title"],
                "key_passage": passage in issue["key_passages"],
                "choice": _choice(choices[0], names) if choices else None,
                "view": {key: view.get(key) for key in _VIEW} if view else None,
                "contrasts": contrasts,
                "agreements": list(_agreements(record, issue, passage)),
                "changes": list(_changes(issue, passage)),
                "disputes": [d["parties"] for d in disputes],
            }


def _agreements(
    record: Mapping[str, Any], issue: Mapping[str, Any], passage: str
) -> Iterator[dict[str, Any]]:
    """The agreements in which the passage stands, with the names of who else is in them."""
    for agreement in issue.get("agreements", ()):
        if passage in agreement["passages"]:
            holders = [record["passages"][p]["holder"] for p in agreement["passages"]]
            others = [h for h in holders if h != record["passages"][passage]["holder"]]
            yield {
                "position": agreement["position"],
                "with": [record["holders"][holder]["name"] for holder in others],
            }


def _changes(issue: Mapping[str, Any], passage: str) -> Iterator[dict[str, Any]]:
    """The changes in which the passage stands, as which of the two, and why."""
    for change in issue.get("changes", ()):
        for part in ("earlier", "later"):
            if change[f"{part}_passage"] == passage:
                event = change.get("event")  # None in editions of before events
                yield {
                    "is": part,
                    "over": event["title"] if event and change["holder"] is None else None,
                    "issued": change["issued"],
                    "reasons": change["reasons"],
                }


def _choice(choice: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """A choice with the names of sources for their ids."""
    concepts = [{**c, "sources": [names[s] for s in c["sources"]]} for c in choice["concepts"]]
    passed = [{**p, "source": names[p["source"]]} for p in choice["passed"]]
    kept = {key: value for key, value in choice.items() if key != "passage"}
    return {**kept, "concepts": concepts, "passed": passed}


def _short_names(sources: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Sources, by id, by who wrote them; those of one author by their titles too."""
    written = Counter(map(_author, sources))
    return {
        source["id"]: who if (who := _author(source)) and written[who] == 1 else _name(source)
        for source in sources
    }


def _name(source: Mapping[str, Any]) -> str:
    """A source as a reader knows it: who wrote it, and its title; else where it is from."""
    title = source["reference"].get("title")
    named = (_author(source), f"“{title}”" if title else "")
    return ", ".join(part for part in named if part) or str(source["location"])


def _author(source: Mapping[str, Any]) -> str:
    """A source's authors by their last names, else its publisher; empty where none is known."""
    reference = source["reference"]
    people = [n.get("literal") or n.get("family", "") for n in reference.get("author", ())]
    if people:
        return " and ".join(people[:2]) + (" and others" if len(people) > 2 else "")
    return str(reference.get("container-title") or reference.get("publisher") or "")


def _meant(record: Mapping[str, Any], wanted: str) -> Sequence[str]:
    """The ids of the passages that can be meant; an issue by itself means none of its own."""
    passages = list(record["passages"])
    issue, _, number = wanted.rpartition("/")
    issues = {i["id"]: i["key_passages"] for i in record["issues"]}
    ranked = issues.get(issue, ())
    listed = ranked if issue else passages
    if wanted in record["passages"]:
        return [wanted]
    if wanted in issues:
        return []
    if number.isdecimal() and (ranked or not issue):
        return listed[int(number) - 1 : int(number)] if int(number) else []
    words = _words(wanted)
    return [p for p in passages if words and words in _words(record["passages"][p]["text"])]


def _words(text: str) -> str:
    """A text's words between single spaces, so that marks and line ends are no difference."""
    found = _WORD.findall(text.casefold())
    return f" {' '.join(found)} " if found else ""


def _unknown(record: Mapping[str, Any], wanted: str, found: Sequence[str]) -> Problem:
    where = f"edition {record['edition']}"
    issue, _, number = wanted.rpartition("/")
    named = next((i for i in record["issues"] if i["id"] in (wanted, issue)), None)
    if named and not found and (number.isdecimal() or named["id"] == wanted):
        return _in_issue(record, named, where)
    if found:
        what = f"{wanted!r} stands in {len(found)} passages"
        return Problem(where, what, f"give more of it, or one of: {_listed(record, found)}")
    what = f"there is no passage {wanted!r}"
    if not record["passages"]:
        return Problem(where, what, "it quotes nothing at all")
    asked = set(_words(wanted).split())
    near = sorted(record["passages"], key=lambda p: _distance(record, p, wanted, asked))
    return Problem(where, what, f"the nearest are: {_listed(record, near)}")


def _in_issue(record: Mapping[str, Any], issue: Mapping[str, Any], where: str) -> Problem:
    """The key passages of an issue of which none, or one that is not there, was asked for."""
    listed = _listed(record, issue["key_passages"], issue["id"])
    what = f"the issue {issue['id']!r} has {len(issue['key_passages'])} key passages"
    return Problem(where, what, f"ask for one of: {listed}" if listed else "none to ask for")


def _distance(record: Mapping[str, Any], passage: str, wanted: str, asked: set[str]) -> float:
    """How far a passage is from what was asked for; its id counts as well as its words."""
    shared = len(asked & set(_words(record["passages"][passage]["text"]).split()))
    return -max(shared / max(1, len(asked)), difflib.SequenceMatcher(None, wanted, passage).ratio())


def _listed(record: Mapping[str, Any], passages: Sequence[str], issue: str = "") -> str:
    """Passages by their ids and first words; all of an issue's, by their numbers in it."""
    shown = (
        f"{f'{issue}/{n}' if issue else p} “{_opening(record['passages'][p])} …”"
        for n, p in enumerate(passages if issue else passages[:_NEAREST], start=1)
    )
    return ", ".join(shown)


def _opening(passage: Mapping[str, Any]) -> str:
    return " ".join(passage["text"].split()[:_OPENING])
