"""`<slug>.review.yaml` to a `Review`, with every fault at once, as of a spec."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

from briefgen.errors import SpecError
from briefgen.model import NO_REVIEW, Decision, Issue, Problem, Review, Stance, Verdict, plain
from briefgen.spec.dates import is_date
from briefgen.spec.faults import Fault, Steps, Tree, problems
from briefgen.spec.text import decoded, read_bytes
from briefgen.spec.tree import read_tree
from briefgen.spec.words import choice, named, nearest, quoted, shown

VERDICTS: tuple[str, ...] = get_args(Verdict)
STANCES: tuple[str, ...] = get_args(Stance)
_KEYS = (
    "issue", "text", "against", "verdict", "position", "stance", "holder", "date", "by", "note",
)  # fmt: skip
_NEEDED = ("issue", "text", "verdict")
_FIRST = "write decisions: and below it a list, each item with issue:, text: and verdict:"
_DAY_LENGTH = len("2031-03-14")


def review_file(spec: Path) -> Path:
    """Where a spec's review stands: beside it, under its name."""
    return spec.with_name(f"{spec.stem}.review.yaml")


def load_review(file: Path, issues: Sequence[Issue]) -> tuple[Review, tuple[Problem, ...]]:
    """Read a review; where there is no such file or nothing in it, nothing was decided.

    Raises `SpecError` with every fault that stops. What does not stop (an issue or a position
    that the spec no longer has) is returned beside, under the file's name alone.
    """
    if not file.exists():
        return NO_REVIEW, ()
    content = read_bytes(file)
    if not content.removeprefix(BOM_UTF8).strip():
        return NO_REVIEW, ()
    tree = read_tree(decoded(content, str(file)), str(file))
    if found := [*tree.faults, *_faults(tree)]:
        raise SpecError(problems(found, str(file)))
    return Review(tuple(map(_decision, _given(tree)))), problems(_gone(tree, issues), file.name)


def _given(tree: Tree) -> list[dict[str, Any]]:
    value: Any = tree.value or {}
    return value.get("decisions") or []


def _decision(given: dict[str, Any]) -> Decision:
    texts: dict[str, Any] = {key: plain(text) for key, text in given.items()}
    stance = "supports" if "position" in given else "unclear"
    return Decision(**{"stance": stance, **texts})


# --- Faults that stop -------------------------------------------------------------------------


def _faults(tree: Tree) -> Iterator[Fault]:
    value: Any = tree.value if tree.value is not None else {}
    if not isinstance(value, dict):
        yield Fault(tree.place(()), f"the review is {shown(value)}", _FIRST)
        return
    for key in value.keys() - {"decisions"}:
        what = f"there is no key {quoted(key)} in a review"
        yield Fault(tree.key((key,)), what, "the only key is decisions")
    listed = [] if value.get("decisions") is None else value["decisions"]
    if not isinstance(listed, list):
        yield Fault(tree.place(("decisions",)), f"decisions is {shown(listed)}", _FIRST)
        return
    sound = []
    for number, given in enumerate(listed):
        steps: Steps = ("decisions", number)
        found = list(_decision_faults(tree, steps, given))
        yield from found
        if not found and not any(broken[:2] == steps for broken in tree.broken):
            sound.append((steps, _decision(given)))
    yield from _twice(tree, sound)


def _decision_faults(tree: Tree, steps: Steps, given: object) -> Iterator[Fault]:
    if not isinstance(given, dict):
        what = f"{named(steps)} is {shown(given)}"
        yield Fault(tree.place(steps), what, "write issue:, text: and verdict: in its place")
        return
    unknown = given.keys() - set(_KEYS)
    for key in unknown:
        what = f"there is no key {quoted(key)} in {named(steps)}"
        yield Fault(tree.key((*steps, key)), what, choice("keys", key, _KEYS))
    for key in set(_NEEDED) - given.keys() - {nearest(key, _KEYS) for key in unknown}:
        yield Fault(tree.place(steps), f"{named(steps)} has no {key}", f"add {key}: …")
    wrong = {key for key in given.keys() & set(_KEYS) if not _is_text(given[key])}
    for key in wrong:
        what = f"{key} is {shown(given[key])}"
        yield Fault(tree.place((*steps, key)), what, _as_text(key, given[key]))
    if not wrong:
        yield from _value_faults(tree, steps, given)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(plain(value))


def _as_text(key: str, value: object) -> str:
    if isinstance(value, bool | int | float):
        return f"put it in quotes if it is a text: '{value}'"
    return "write a text" + ("" if key in _NEEDED else ", or leave it out")


def _value_faults(tree: Tree, steps: Steps, given: dict[str, str]) -> Iterator[Fault]:
    """What is wrong with keys whose values are texts, as far as they are there."""
    for key, kind, known in (("verdict", "verdict", VERDICTS), ("stance", "stance", STANCES)):
        if key in given and given[key].strip() not in known:
            what = f"there is no {kind} {quoted(given[key])}"
            yield Fault(tree.place((*steps, key)), what, choice(f"{kind}s", given[key], known))
    day = given.get("date", "").strip()
    if day and not (len(day) == _DAY_LENGTH and is_date(day) and day[4::3] == "--"):
        what = f"date is {shown(given['date'])}"
        yield Fault(tree.place((*steps, "date")), what, "write a day like 2031-03-14")
    if "against" in given:
        yield from _contrast_faults(tree, steps, given)
    elif given.get("verdict", "").strip() == "move" and "position" not in given:
        what = f"{named(steps)} moves a passage and names no position"
        yield Fault(tree.place(steps), what, "add position: and the id of the right one")


def _contrast_faults(tree: Tree, steps: Steps, given: dict[str, str]) -> Iterator[Fault]:
    if plain(given["against"]) == plain(given.get("text", "")):
        what = "a passage is set against itself"
        yield Fault(tree.place((*steps, "against")), what, "write the other text of the contrast")
    if given.get("verdict", "").strip() == "move":
        what = "a contrast cannot be moved"
        remedy = "write accept or reject; move one of its passages by a decision of its own"
        yield Fault(tree.place((*steps, "verdict")), what, remedy)
    for key in given.keys() & {"position", "stance", "holder"}:
        what = f"a contrast has no {key} of its own"
        remedy = f"give {key} in a decision on one of its passages alone, without against"
        yield Fault(tree.key((*steps, key)), what, remedy)


def _twice(tree: Tree, sound: Sequence[tuple[Steps, Decision]]) -> Iterator[Fault]:
    first: dict[object, int] = {}
    for steps, decision in sound:
        place = tree.place(steps)
        line = first.setdefault(decision.matter, place.line)
        if line != place.line:
            what = f"this was decided in line {line} already ({quoted(decision.text)})"
            yield Fault(place, what, "keep one of the two decisions")


# --- What does not stop -----------------------------------------------------------------------


def _gone(tree: Tree, issues: Sequence[Issue]) -> Iterator[Fault]:
    """Decisions on an issue or a position that the spec has not: kept, and not acted on."""
    known = {issue.id: issue for issue in issues}
    kept = "the decision is kept, and is not acted on"
    for number, given in enumerate(_given(tree)):
        steps: Steps = ("decisions", number)
        issue = known.get(plain(given["issue"]))
        if issue is None:
            what = f"the spec has no issue {quoted(given['issue'])}"
            remedy = f"{choice('issues', given['issue'], known)}; {kept}"
            yield Fault(tree.place((*steps, "issue")), what, remedy)
        elif "position" in given:
            names = [position.id for position in issue.positions]
            if plain(given["position"]) not in names:
                what = f"the issue {quoted(issue.id)} has no position {quoted(given['position'])}"
                there = choice("positions", given["position"], names) if names else "it has none"
                yield Fault(tree.place((*steps, "position")), what, f"{there}; {kept}")
