"""What an edition's record proposes on each issue: contrasts, then likely ones, then views."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.model import Issue, Matter, Position, Stance, matter, plain

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as the desk is shown it, its source by name, and the side that it is put on."""

    text: str
    holder: str
    role: str
    source: str
    reported: str
    position: str | None
    stance: Stance


@dataclass(frozen=True, slots=True)
class Proposal:
    """A view (one passage) or a contrast (two) that is proposed on an issue."""

    issue: Issue
    passages: tuple[Shown, ...]

    @property
    def matter(self) -> Matter:
        """What a decision on it is known by."""
        return matter(self.issue.id, *(shown.text for shown in self.passages))

    @property
    def is_contrast(self) -> bool:
        """Whether two passages are set against each other."""
        return len(self.passages) > 1


def proposals(record: Record, issues: Sequence[Issue]) -> tuple[Proposal, ...]:
    """Everything that a record proposes on the spec's issues, each thing once."""
    known = {issue.id: issue for issue in issues}
    found = [
        proposal
        for given in record["issues"]
        if given["id"] in known
        for proposal in (
            *_contrasts(record, given, known[given["id"]]),
            *_proposed(record, given, known[given["id"]]),
            *_views(record, given, known[given["id"]]),
        )
    ]
    return tuple({proposal.matter: proposal for proposal in reversed(found)}.values())[::-1]


def _contrasts(record: Record, given: Record, issue: Issue) -> Iterator[Proposal]:
    views = {view["id"]: view for view in given["viewpoints"]}
    for contrast in given["contrasts"]:
        pair = (
            _shown(record, contrast[f"{hand}_passage"], views[contrast[hand]], issue)
            for hand in ("left", "right")
        )
        yield Proposal(issue, tuple(pair))


def _proposed(record: Record, given: Record, issue: Issue) -> Iterator[Proposal]:
    """The pairs that were not sure enough to be printed, on the sides that they would be on."""
    for pair in given.get("proposed", ()):
        passages = (pair["left_passage"], pair["right_passage"])
        sides = [{"position": position, "stance": "supports"} for position in pair["positions"]]
        shown = (_shown(record, p, s, issue) for p, s in zip(passages, sides, strict=True))
        yield Proposal(issue, tuple(shown))


def _views(record: Record, given: Record, issue: Issue) -> list[Proposal]:
    """One for each passage of a viewpoint, those that take a side first."""
    shown = [
        _shown(record, passage, view, issue)
        for view in given["viewpoints"]
        for passage in view["passages"]
    ]
    return [Proposal(issue, (one,)) for one in sorted(shown, key=lambda one: not one.position)]


def _shown(record: Record, passage_id: str, view: Record, issue: Issue) -> Shown:
    passage = record["passages"][passage_id]
    holder = record["holders"][passage["holder"]]
    source = next(s for s in record["sources"] if s["id"] == passage["source"])
    position, stance = _side(issue, view["position"], view["stance"])
    return Shown(
        text=plain(passage["text"]),
        holder=holder["name"],
        role=holder["role"],
        source=_named(source),
        reported=passage["reported"],
        position=position,
        stance=stance,
    )


def _side(issue: Issue, position: str | None, stance: Stance) -> tuple[str | None, Stance]:
    """The side as the desk is asked for it: against one of two is for the other."""
    if position not in [p.id for p in issue.positions]:
        return None, "unclear"
    others = [p.id for p in issue.positions if p.id != position]
    if stance == "opposes" and len(others) == 1:
        return others[0], "supports"
    return position, stance


def position_of(issue: Issue, position: str | None) -> Position | None:
    """The position of this id."""
    return next((p for p in issue.positions if p.id == position), None)


def _named(source: Record) -> str:
    """A source by its title, where it was published and when; else by where it is from."""
    reference = source["reference"]
    title = f"“{reference['title']}”" if reference.get("title") else ""
    days = reference.get("issued", {}).get("date-parts") or [[]]
    day = "-".join(f"{part:02d}" for part in days[0])
    parts = (title, reference.get("container-title") or reference.get("publisher"), day)
    return ", ".join(part for part in parts if part) or str(source["location"])
