"""What would be valid in place of a value that is not, with the value itself where that can be."""

from __future__ import annotations

from briefgen.spec.faults import Steps
from briefgen.spec.schema import schema_at
from briefgen.spec.words import cut, flow

DATE = "write it as 2017-07-05, 2017-07 or 2017"
START = "begin lines with title:, sources: and issues:"

_NOUN = {
    "string": "text",
    "array": "a list",
    "object": "keys and their values",
    "integer": "a whole number",
    "number": "a number",
}
_NEEDED = frozenset(
    "title sources issues label term meaning date path url feed library query cron to".split()
)
_NAMES = frozenset({"author", "editor", "translator"})
_WRITTEN_AS = {"issues": "title", "positions": "label", "sources": "path", "glossary": "term"}


def in_kind(wanted: str, value: object, steps: Steps) -> str:
    """Return the remedy for a value that is not of JSON Schema's type `wanted`."""
    if not steps or is_date_here(steps):
        return DATE if steps else START
    if value is None or value == "":
        return write(wanted, steps) + ("" if steps[-1] in _NEEDED else ", or leave it out")
    if wanted == "string":
        return _as_text(value, steps)
    if wanted == "array":
        return _as_list(value, steps)
    if wanted == "object" and isinstance(value, str):
        return f"write it as {_as_keys(value, steps)}"
    return write(wanted, steps)


def write(wanted: str, steps: Steps) -> str:
    """Say what to write: its kind, its bounds, an example."""
    schema = schema_at(steps)
    least, most = schema.get("minimum"), schema.get("maximum")
    bounds = f" from {least} to {most}" if most else f" from {least} up" if least else ""
    return f"write {_NOUN[wanted]}{bounds}{example(steps)}"


def example(steps: Steps) -> str:
    """Return ", for example …" from the schema, or nothing when it has none."""
    examples = schema_at(steps).get("examples")
    if not examples:
        return ""
    key = f"{steps[-1]}: " if steps and isinstance(steps[-1], str) else ""
    return f", for example {key}{flow(examples[0])}"


def is_date_here(steps: Steps) -> bool:
    """Say whether the schema wants one of CSL's dates at the steps, or a part of one."""
    return "date-parts" in steps or schema_at(steps).get("format") == "csl-date"


def _as_text(value: object, steps: Steps) -> str:
    if isinstance(value, bool | int | float):
        return f"put it in quotes if it is a text: {flow(flow(value))}"
    if isinstance(value, dict) and len(value) == 1:
        text = ": ".join(str(part) for part in next(iter(value.items())))
        return f"put a text with a colon in quotes: {cut(flow(text))}"
    return write("string", steps)


def _as_list(value: object, steps: Steps) -> str:
    if isinstance(value, dict) or not str(value).strip():
        return f"write it as a list, with - before each item{example(steps)}"
    items = schema_at((*steps, 0))
    if items.get("type") == "object":
        return f"write it as a list: {_as_keys(str(value), (*steps, 0), listed=True)}"
    parts = [part.strip() for part in str(value).split(",") if part.strip()]
    return f"write it as a list: {cut(flow(parts))}"


def _as_keys(text: str, steps: Steps, *, listed: bool = False) -> str:
    """Return a text in the form of the keys that were wanted in its place, or a list of them."""

    def form(value: dict[str, str]) -> str:
        return cut(flow([value] if listed else value))

    owner = str(steps[-2]) if len(steps) > 1 and isinstance(steps[-1], int) else ""
    if owner in _NAMES:
        given, _, family = text.strip().rpartition(" ")
        person = {"family": family, "given": given} if given else {"family": family}
        return f"{form(person)}, or {form({'literal': text})} for an organisation"
    if owner in _WRITTEN_AS:
        return form({_WRITTEN_AS[owner]: text})
    return form(schema_at(steps)["examples"][0])
