"""A tree without faults to a `BriefSpec`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefgen.model import (
    BriefSpec,
    Date,
    Event,
    Issue,
    LibrarySearch,
    Position,
    Problem,
    SourceSpec,
    Term,
)
from briefgen.spec.checks import is_web
from briefgen.spec.dates import date_parts
from briefgen.spec.deliveries import deliveries
from briefgen.spec.faults import Tree, where
from briefgen.spec.schedules import schedule_of
from briefgen.spec.slugs import unique_ids

_DATES = ("issued", "accessed")


def formed(tree: Tree, file: Path, sha256: str, problems: tuple[Problem, ...]) -> BriefSpec:
    """Return the spec of a checked tree; what the spec leaves out keeps the model's defaults."""
    value: Any = tree.value
    return BriefSpec(
        file=file,
        sha256=sha256,
        title=tidy(value["title"]),
        sources=_sources(tree, str(file)),
        issues=_issues(tree, str(file)),
        glossary=tuple(map(_term, value.get("glossary", ()))),
        problems=problems,
        deliver=deliveries(tree, str(file)),
        schedule=schedule_of(value["schedule"]) if "schedule" in value else None,
        **_settings(value),
    )


def tidy(text: str) -> str:
    """Return the text in NFC, as documents are, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _settings(value: dict[str, Any]) -> dict[str, Any]:
    texts: dict[str, Any] = {
        key: tidy(value[key])
        for key in ("standfirst", "series", "status", "handling")
        if key in value
    }
    lists: dict[str, Any] = {
        key: tuple(value[key]) for key in ("audiences", "formats") if key in value
    }
    nested: dict[str, Any] = {**value.get("summary", {}), **value.get("citations", {})}
    if "passages" in nested:
        nested["passages"] = int(nested["passages"])
    if "style" in nested:
        nested["style"] = nested["style"].strip()
    if "export" in nested:
        nested["export"] = tuple(nested["export"])
    return {**texts, **lists, **_spoken(value), **nested}


def _spoken(value: dict[str, Any]) -> dict[str, Any]:
    """The page's language; citations are in it too where nothing else is said."""
    language = value.get("language", "en")
    return {} if language == "en" else {"language": language, "locale": language}


def _sources(tree: Tree, file: str) -> tuple[SourceSpec, ...]:
    value: Any = tree.value
    return tuple(
        _source(given, where(file, tree.place(("sources", number))))
        for number, given in enumerate(value["sources"])
    )


def _source(given: str | dict[str, Any], place: str) -> SourceSpec:
    """One source; an address that was given as a path is one all the same."""
    fields: dict[str, Any] = {"path": given} if isinstance(given, str) else given
    path = fields.get("path", "").strip()
    web = is_web(path)
    return SourceSpec(
        path="" if web else path,
        reference=_reference(fields.get("reference", {})),
        where=place,
        url=path if web else fields.get("url", "").strip(),
        feed=fields.get("feed", "").strip(),
        since=_days(fields["since"]) if "since" in fields else None,
        search=_search(fields["library"]) if "library" in fields else None,
    )


def _days(since: str) -> int:
    return int(since[:-1]) * {"d": 1, "w": 7, "m": 30}[since[-1]]


def _search(given: dict[str, Any]) -> LibrarySearch:
    (after,) = date_parts(given.get("after")) or [[]]
    day = "-".join(f"{part:02d}" for part in after)
    search = LibrarySearch(given.get("query", "").strip(), day)
    return replace(search, limit=int(given["limit"])) if "limit" in given else search


def _reference(given: dict[str, Any]) -> dict[str, Any]:
    """CSL-JSON of a reference: dates as `date-parts`, the rest as it was written."""
    dates = {key: {"date-parts": date_parts(given[key])} for key in _DATES if key in given}
    return {**given, **dates}


def _issues(tree: Tree, file: str) -> tuple[Issue, ...]:
    value: Any = tree.value
    given = value["issues"]
    ids = _ids(given, "title", "issue")
    return tuple(
        Issue(
            id=name,
            title=tidy(issue["title"]),
            question=tidy(issue.get("question", "")),
            terms=_each_once(issue.get("terms", ())),
            positions=_positions(issue.get("positions", ())),
            where=where(file, tree.place(("issues", number))),
            events=tuple(map(_event, issue.get("events", ()))),
        )
        for number, (name, issue) in enumerate(zip(ids, given, strict=True))
    )


def _event(given: dict[str, Any]) -> Event:
    (parts,) = date_parts(given["date"])
    return Event(Date(*parts), tidy(given["title"]))


def _term(given: dict[str, Any]) -> Term:
    return Term(tidy(given["term"]), tidy(given["meaning"]))


def _positions(given: Sequence[dict[str, Any]]) -> tuple[Position, ...]:
    ids = _ids(given, "label", "position")
    return tuple(
        Position(
            name,
            tidy(position["label"]),
            _each_once(position.get("cues", ())),
            _each_once(position.get("examples", ())),
        )
        for name, position in zip(ids, given, strict=True)
    )


def _ids(given: Sequence[dict[str, Any]], text: str, kind: str) -> tuple[str, ...]:
    names = [item["id"].strip() if "id" in item else None for item in given]
    return unique_ids(names, [item[text] for item in given], kind)


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tidy(text) for text in texts))
