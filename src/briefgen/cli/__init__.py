"""The command line: arguments, progress, exit status; no logic.

Exit status: 0 done (warnings are printed), 1 something failed (a build, a verification; with
`--strict` any problem), 2 wrong usage or a spec with faults. `building` has the command that
makes editions, `schedule` makes them when they are due, `deliver` sends them, `briefs` has those
round them, `explain` says why a passage is in one, `why` what has changed since one, `diff` what
changed from one to the next, `review` asks the desk about its views, `preview` shows a brief that
is being changed, `sources` has those of the library, `library` those of it as a whole; each imports
only what it needs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from io import TextIOWrapper

from briefgen import __version__
from briefgen.cli.output import DONE, FAILED, WRONG, say
from briefgen.errors import BriefgenError, SpecError

#: The commands of each module here, in the order in which help lists them.
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "briefs": ("init", "check", "verify", "schema", "doctor"),
    "building": ("build",),
    "deliver": ("deliver",),
    "preview": ("preview",),
    "explain": ("explain",),
    "why": ("why",),
    "diff": ("diff", "withdraw"),
    "review": ("review",),
    "schedule": ("schedule",),
    "sources": ("sources",),
    "library": ("library",),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # see isolation.program
    given = sys.argv[1:] if argv is None else argv
    arguments = _parser(given[0] if given else "").parse_args(given)
    for stream in (sys.stdout, sys.stderr):  # a name that is not UTF-8 is printed all the same
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status: int = arguments.run(arguments)
    except BriefgenError as error:
        say(f"briefgen: {error}")
        return WRONG if isinstance(error, SpecError) else FAILED
    except BrokenPipeError:  # `briefgen schema | head`
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        say("briefgen: stopped; what was finished stays as it is")
        return FAILED
    return status


def _parser(command: str = "") -> argparse.ArgumentParser:
    """What reads the arguments: of this command, where there is one of that name, or of all.

    Each module that is not asked costs a hundredth of the time of an unchanged build.
    """
    parser = argparse.ArgumentParser(
        prog="briefgen",
        description="Policy briefs whose every sentence of substance is quoted word for word.",
        epilog="Exit status: 0 done, 1 something failed, 2 wrong usage or a spec with faults.",
    )
    parser.add_argument("--version", action="version", version=f"briefgen {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    asked = [module for module, named in COMMANDS.items() if command in named]
    for module in asked or COMMANDS:
        import_module(f"{__name__}.{module}").add_commands(commands)
    return parser
