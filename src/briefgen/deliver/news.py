"""What changed since the edition before, as lines of a mail, by the record's `changes`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

#: Lines at most, over all kinds; the brief itself tells everything.
_LINES = 20


def told_changes(changes: Mapping[str, Any] | None, labels: Mapping[str, str]) -> list[str]:
    """Moved views and contrasts first, then what sources say of themselves, then the rest.

    As in the brief, no words of the edition before are quoted, and no choice of ours is news.

    `changes` is `model.Changes` as JSON's values, None for a first edition.
    """
    told = _told(changes or {})
    return [labels[kind].format(told=line) for kind, line in told][:_LINES]


def _told(changes: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for one in changes.get("moved", ()):
        now = one["later"]["passage"]
        if now["why"] in ("source", "text"):
            yield "moved", _quoted(now)
    for one in changes.get("contrasts", ()):
        yield "contrast", f"{_quoted(one['left'])} / {_quoted(one['right'])}"
    for one in changes.get("notices", ()):
        yield "notice", _source(one["source"])
    for one in changes.get("numbers", ()):
        figures = ", ".join(f"{before} → {after}" for before, after in one["figures"])
        yield "number", f"{figures}: {one['later']} ({one['title']})"
    for one in changes.get("new", ()):
        if one["why"] != "choice":
            yield "new", _quoted(one)
    for kind in ("appeared", "vanished"):
        for one in changes.get(kind, ()):
            yield kind, _source(one)


def _quoted(passage: Mapping[str, Any]) -> str:
    return f"{passage['text']} – {passage['holder']}, {passage['title']}"


def _source(source: Mapping[str, Any]) -> str:
    return str(source["title"] or source["location"])
