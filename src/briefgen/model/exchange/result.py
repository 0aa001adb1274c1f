"""What a reader made of a source, as lines of JSON.

A document is two lines, the head of its `Reading` (a list) and the rest, so that the parent of a
reader's process can hand it on to the archive without taking it apart. Everything else is one
line: a problem and a collection are objects, "it is no collection" is null.
"""

from __future__ import annotations

from briefgen.model.desk import Problem
from briefgen.model.exchange.checked import dump, load, mapping, sequence, string
from briefgen.model.exchange.collection import split_dumps
from briefgen.model.exchange.reading import Reading
from briefgen.model.source import Document, Split

#: What a reader, or the one who takes collections apart, can answer.
Result = Document | Problem | Split | None

_HEAD = 7


def dumps(result: Result) -> str:
    """An answer as JSON."""
    if isinstance(result, Document):
        reading = Reading.of(result)
        return f"{dump(reading.head)}\n{reading.rest}"
    if isinstance(result, Problem):
        return problem_dumps(result)
    return "null" if result is None else split_dumps(result)


def loads(answer: str | bytes) -> Reading | Problem:
    """A reader's answer; its document is not parsed yet."""
    lines = answer if isinstance(answer, str) else answer.decode()
    if lines.startswith("{"):
        return problem_loads(lines)
    head, _, rest = lines.partition("\n")
    fields = sequence(load(head))
    if len(fields) != _HEAD:
        raise ValueError("a document's head has not its seven fields")
    return Reading(*fields, rest=rest)  # type: ignore[misc]  # the seven come before `rest`


def problem_dumps(problem: Problem) -> str:
    """A problem as one line."""
    return dump({"where": problem.where, "what": problem.what, "remedy": problem.remedy})


def problem_loads(line: str) -> Problem:
    """The problem of `problem_dumps`."""
    found = mapping(load(line))
    return Problem(*(string(found.get(field)) for field in ("where", "what", "remedy")))
