"""The command that says why a passage stands in an edition."""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from briefgen.cli.kinds import folder
from briefgen.cli.output import DONE, WRONG, counted, say, say_all, tell
from briefgen.model import Problem

_WIDTH = 78


def add_commands(commands: Any) -> None:
    """Add this command to the parser's."""
    explain = commands.add_parser("explain", help="say why a passage stands in an edition")
    explain.add_argument("edition", metavar="EDITION")
    explain.add_argument("passage", metavar="PASSAGE")
    explain.add_argument("--desk", type=folder, metavar="DIR", help="the desk, if not this one")
    explain.add_argument("--json", action="store_true", help="print one JSON object")
    explain.set_defaults(run=_explain)


def _explain(arguments: argparse.Namespace) -> int:
    from briefgen.desk import Desk  # noqa: PLC0415 - each command loads only its own
    from briefgen.editions.corrections import warning  # noqa: PLC0415
    from briefgen.editions.named import edition_folder, edition_record  # noqa: PLC0415
    from briefgen.evidence.account import account  # noqa: PLC0415

    desk = Desk.at(arguments.desk) if arguments.desk else Desk.around(Path.cwd())
    record = edition_record(arguments.edition, desk.editions)
    told = record if isinstance(record, Problem) else account(record, arguments.passage)
    if isinstance(told, Problem):
        say(f"briefgen: {told}")
        return WRONG
    folder = edition_folder(arguments.edition, desk.editions)
    say_all(() if isinstance(folder, Problem) else warning(folder))
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False))
        return DONE
    for line in _lines(told):
        tell(line)
    return DONE


def _lines(told: Mapping[str, Any]) -> Iterator[str]:
    """The whole account, a paragraph an issue."""
    yield textwrap.fill(told["text"], _WIDTH, initial_indent="  ", subsequent_indent="  ")
    yield f"  – {told['holder']}, in {told['source']}  [{told['passage']}]"
    for issue in told["issues"]:
        yield ""
        yield f"On “{issue['title']}”:"
        yield from (_item(line) for line in _issue(issue))


def _issue(issue: Mapping[str, Any]) -> Iterator[str]:
    if issue["choice"]:
        yield from _choice(issue["choice"])
    elif issue["key_passage"]:
        yield "a key passage, chosen before editions kept the reasons; build the brief again"
    if issue["view"] and issue["view"]["position"]:
        yield _view(issue["view"])
    for reasons in issue["contrasts"]:
        yield f"stands in a contrast: {'; '.join(reasons)}"
    for one, other in issue["disputes"]:
        yield f"tells a dispute of {one} and {other}"
    for agreement in issue["agreements"]:
        yield f"takes “{agreement['position']}” with {', '.join(agreement['with'])}"
    for change in issue["changes"]:
        yield f"is {_part(change)}: {'; '.join(change['reasons'])}"


def _part(change: Mapping[str, Any]) -> str:
    """Which part of a change it is: of one holder's, or of what was said over an event."""
    if change["over"] is None:
        return f"the {change['is']} of its holder's views in a change"
    return f"the view {'before' if change['is'] == 'earlier' else 'after'} “{change['over']}”"


def _view(view: Mapping[str, Any]) -> str:
    """The side that its holder takes in it, and how sure that is."""
    unsure = "not printed as a stance, since that is too little or its holder is on two sides"
    printed = "enough to be printed as a stance" if view["sure"] else unsure
    return f"{view['stance']} “{view['position']}”, sure by {view['score']} of 1: {printed}"


def _choice(choice: Mapping[str, Any]) -> Iterator[str]:
    yield f"key passage {choice['rank']}, by the method {choice['method']}"
    if choice["gain"] is not None:
        yield f"what it added at its turn, for each of its words: {choice['gain']}"
    yield f"on the issue by {'; '.join(choice['matched'])}"
    place = "what stands first in it does not count more"
    if choice["sentence"] is not None:
        place = (
            f"what stands first in it counts more, and this is its sentence {choice['sentence']}"
        )
    yield f"its source is of the kind “{choice['genre']}” ({'; '.join(choice['signs'])}): {place}"
    yield _fitness(choice)
    for sources, concepts in groupby(choice["concepts"], key=lambda concept: concept["sources"]):
        words = ", ".join(f"“{concept['words']}”" for concept in concepts)
        yield f"brings {words}: in {counted(len(sources), 'source')} ({'; '.join(sources)})"
    for passed in choice["passed"]:
        yield f"came before “{passed['opening']}” ({passed['source']}): {passed['why']}"


def _fitness(choice: Mapping[str, Any]) -> str:
    """How well it suits to be quoted, and why."""
    traits = "; ".join(choice["traits"])
    if not traits:
        return "as fit to be quoted as most"
    compared = "more" if choice["fitness"] > 1 else "less"
    return f"{compared} fit to be quoted than most ({choice['fitness']} of 1): {traits}"


def _item(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="  • ", subsequent_indent="    ")
