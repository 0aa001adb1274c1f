"""The command that shows a brief while its templates and its spec are being changed."""

from __future__ import annotations

import argparse
from pathlib import Path
from threading import Event
from typing import Any

from briefgen.cli.kinds import place
from briefgen.cli.output import DONE, FAILED, WRONG, say, tell
from briefgen.errors import UnknownName


def _preview(arguments: argparse.Namespace) -> int:
    from briefgen.desk import Desk  # noqa: PLC0415 - each command loads only its own
    from briefgen.preview import Preview  # noqa: PLC0415
    from briefgen.render import audiences  # noqa: PLC0415

    file, asked = arguments.spec, arguments.audience
    desk = Desk.of(file, archive=arguments.library)
    if not file.is_file():
        say(f"briefgen: {file}: there is no such spec")
        return WRONG
    if asked and asked not in (names := audiences(desk.templates)):
        say(f"briefgen: {UnknownName('audience', asked, names)}")
        return WRONG
    try:
        preview = Preview(file, desk, asked, arguments.port, say)
    except OSError as error:
        say(f"briefgen: port {arguments.port} cannot be used ({error.strerror}); give another")
        return FAILED
    try:
        with preview:
            tell(preview.address)
            say("open it in a browser; Ctrl-C ends it")
            Event().wait()
    except KeyboardInterrupt:
        say("")
    return DONE


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port from 0 to 65535")


def add_commands(commands: Any) -> None:
    """Add this command to the parser's."""
    preview = commands.add_parser("preview", help="show a brief while its templates are changed")
    add = preview.add_argument
    add("spec", type=Path, metavar="SPEC")
    add("--audience", default="", metavar="NAME", help="the audience that is shown first")
    add("--port", type=_port, default=0, metavar="N", help="listen there; 0: any that is free")
    add("--library", type=place, metavar="PLACE", help="the archive, instead of the desk's")
    preview.set_defaults(run=_preview)
