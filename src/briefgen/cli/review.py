"""The command that asks the desk about each view and contrast of the newest edition."""

from __future__ import annotations

import argparse
import contextlib
import getpass
import sys
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.cli.output import DONE, FAILED, counted, say, say_all, tell
from briefgen.errors import BriefgenError
from briefgen.model import Problem, plain

if TYPE_CHECKING:
    from briefgen.model import Issue
    from briefgen.review import Answer, KeptReview, Proposal, Shown, Walk

_WIDTH = 78
_HELP = """\
  a         accept: it is as proposed
  r         reject: it is no view of that position, or no contrast
  1, 2 …    move it to the position of this number; m moves it to the other one
  h NAME    put the holder right, then accept, reject or move
  s         skip it: it comes again next time
  u         undo the last step
  q         quit; what was decided is kept, and the next time goes on from there"""


def add_commands(commands: Any) -> None:
    """Add this command to the parser's."""
    review = commands.add_parser("review", help="decide on each proposed view and contrast")
    review.add_argument("spec", type=Path, metavar="SPEC")
    review.add_argument("--again", action="store_true", help="ask about what is decided, too")
    review.add_argument("--by", metavar="NAME", help="who decides, if not the one logged in")
    review.add_argument("--out", type=Path, metavar="DIR", help="where editions/ is, as in build")
    review.set_defaults(run=_review)


def _review(arguments: argparse.Namespace) -> int:
    from briefgen.desk import Desk  # noqa: PLC0415 - each command loads only its own
    from briefgen.editions.named import edition_record  # noqa: PLC0415
    from briefgen.review import KeptReview, Walk, proposals, review_file  # noqa: PLC0415

    desk = Desk.of(arguments.spec, arguments.out)
    spec = desk.load(arguments.spec)
    kept = KeptReview(review_file(arguments.spec), spec.issues)
    say_all(kept.problems)
    record = edition_record(str(desk.editions / spec.slug), desk.editions)
    if isinstance(record, Problem):
        say(f"briefgen: {spec.slug} has no edition to review; first: "
            f"briefgen build {arguments.spec}")  # fmt: skip
        return FAILED
    proposed = proposals(record, spec.issues)
    walk = Walk(
        proposed,
        kept.review,
        by=_name(arguments.by),
        date=date.today().isoformat(),
        again=arguments.again,
    )
    tell(_opening(record["edition"], len(proposed), walk))
    done = _walked(walk, kept)
    tell(_closing(walk, kept.file, arguments.spec))
    return DONE if done else FAILED


def _name(given: str | None) -> str:
    if given is not None:
        return plain(given)
    try:
        return plain(getpass.getuser())
    except (KeyError, OSError):  # nobody is logged in, as in a container
        return ""


# --- The way --------------------------------------------------------------------------------


def _walked(walk: Walk, kept: KeptReview) -> bool:
    """Ask until the end, or until the desk quits; whether all that was decided is kept."""
    if sys.stdin.isatty():
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401, PLC0415 - lines can be edited
    shown: Proposal | None = None
    issue = ""
    while proposal := walk.current:
        if proposal != shown:
            _show(proposal, walk.left, heading=proposal.issue.id != issue)
            shown, issue = proposal, proposal.issue.id
        line = _asked(proposal)
        if line is None or not _answered(line, proposal, walk):
            break
        _keep(walk, kept)
    return _keep(walk, kept)


def _asked(proposal: Proposal) -> str | None:
    """What was typed at a proposal, None at the end of the input."""
    try:
        return input(f"{_choices(proposal)} > ")
    except EOFError:
        print()
        return None


def _choices(proposal: Proposal) -> str:
    """What may be typed, as far as it makes sense here."""
    if proposal.is_contrast:
        return "(a)ccept (r)eject (s)kip (u)ndo (q)uit ?"
    numbers = "/".join(str(n) for n, _ in enumerate(proposal.issue.positions, start=1))
    sided = " (r)eject" if proposal.passages[0].position else ""
    move = f" {numbers} move" if numbers else ""
    return f"(a)ccept{sided}{move} (h)older (s)kip (u)ndo (q)uit ?"


def _answered(line: str, proposal: Proposal, walk: Walk) -> bool:
    """Do what a line says; False where it says to quit."""
    from briefgen.review import answer  # noqa: PLC0415

    said = answer(line, proposal)
    if isinstance(said, str):
        tell(f"  {said}")
    elif said.act == "help":
        tell(_HELP)
    elif said.act != "quit":
        tell(f"  {_done(said, proposal, walk)}")
    return isinstance(said, str) or said.act != "quit"


def _done(said: Answer, proposal: Proposal, walk: Walk) -> str:
    """Take the step, and say that it is taken."""
    from briefgen.review import position_of  # noqa: PLC0415

    match said.act:
        case "accept" | "reject":
            walk.decide(said.act)
            return f"{said.act}ed"
        case "move":
            walk.decide("move", said.what)
            position = position_of(proposal.issue, said.what)
            return f"moved to “{position.label if position else said.what}”"
        case "holder":
            walk.name(said.what)
            return f"the holder is {said.what}; the decision keeps the name"
        case "skip":
            walk.skip()
            return "skipped"
        case _:
            first = "nothing to undo here; --again asks about what was decided before"
            return "one step back" if walk.undo() else first


def _keep(walk: Walk, kept: KeptReview) -> bool:
    """Write what was decided; where that fails it is said, and tried again after the next step."""
    try:
        kept.keep(walk.review)
    except BriefgenError as error:
        say(f"{error}\nnot written; put it right, and the next step writes all of it")
        return False
    return True


# --- What is shown ----------------------------------------------------------------------------


def _opening(edition: str, total: int, walk: Walk) -> str:
    if not total:
        return f"Edition {edition} proposes no views; there is nothing to review."
    if not walk.left:
        return f"Edition {edition}: all of its {total} proposals are decided; --again asks again."
    before = f", {total - walk.left} decided before" if total > walk.left else ""
    return f"Edition {edition}: {counted(walk.left, 'proposal')} to decide{before}."


def _closing(walk: Walk, file: Path, spec: Path) -> str:
    if not walk.decided:
        return "Nothing was decided."
    left = f"; {walk.left} still to come" if walk.left else ""
    kept = f"{walk.decided} decided, kept in {file}{left}."
    return f"{kept}\nIt goes into the next edition: briefgen build {spec}"


def _show(proposal: Proposal, left: int, *, heading: bool) -> None:
    lines = [*(_heading(proposal.issue) if heading else ()), *_lines(proposal, left)]
    tell("\n".join(["", *lines]))


def _heading(issue: Issue) -> Iterator[str]:
    yield f"— {issue.title} —"
    if issue.question:
        yield from textwrap.wrap(issue.question, _WIDTH)
    for number, position in enumerate(issue.positions, start=1):
        yield f"  {number}  {position.label}"
    yield ""


def _lines(proposal: Proposal, left: int) -> Iterator[str]:
    if proposal.is_contrast:
        yield f"[{left} to go] A contrast: is the first set against the second on this question?"
        for shown in proposal.passages:
            yield from ("", *_passage(shown), f"    on: {_side(proposal.issue, shown)}")
    else:
        (shown,) = proposal.passages
        yield f"[{left} to go] A view: {_side(proposal.issue, shown)}"
        yield from ("", *_passage(shown))
    yield ""


def _passage(shown: Shown) -> Iterator[str]:
    yield from textwrap.wrap(
        shown.text, _WIDTH - 4, initial_indent="    ", subsequent_indent="    "
    )
    role = f", {shown.role}" if shown.role else ""
    through = {"direct": "quoted in", "indirect": "reported in"}.get(shown.reported, "in")
    yield from textwrap.wrap(
        f"– {shown.holder}{role}, {through} {shown.source}",
        _WIDTH - 4,
        initial_indent="    ",
        subsequent_indent="      ",
    )


def _side(issue: Issue, shown: Shown) -> str:
    """The side that a passage is put on, with its number."""
    from briefgen.review import position_of  # noqa: PLC0415

    position = position_of(issue, shown.position)
    if position is None:
        return "takes no side"
    number = issue.positions.index(position) + 1
    said = {"opposes": "against ", "conditional": "on a condition, for "}.get(shown.stance, "for ")
    return f"{said}{number}, “{position.label}”"
