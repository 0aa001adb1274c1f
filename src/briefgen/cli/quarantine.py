"""`briefgen sources quarantine`: texts that ended or hung what was to parse them."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from briefgen.cli.output import DONE, FAILED, counted, say, say_all, tell
from briefgen.cli.place import desk_of
from briefgen.model import Problem

if TYPE_CHECKING:
    from briefgen.desk import Desk
    from briefgen.library import SetAside


def quarantine(arguments: argparse.Namespace) -> int:
    """List them, or with `--release` have some tried again."""
    desk = desk_of(arguments)
    held = {entry.sha256: entry for entry in desk.library.quarantine()}
    found = {wanted: _texts(wanted, desk) & held.keys() for wanted in arguments.release}
    what, remedy = "is not in quarantine", "briefgen sources quarantine lists what is"
    problems = tuple(Problem(w, what, remedy) for w, texts in found.items() if not texts)
    released = sorted(set().union(*found.values()))
    if released:
        with desk.library.writing() as writer:
            writer.release(released)
    say_all(problems)
    shown = [held[text] for text in released] if arguments.release else [*held.values()]
    if arguments.json:
        key = "released" if arguments.release else "quarantine"
        said = {key: [_as_json(e, desk) for e in shown], "problems": [*map(asdict, problems)]}
        print(json.dumps(said, ensure_ascii=False))
    else:
        _tell(shown, desk)
        say(f"{counted(len(shown), 'source')} {'released' if arguments.release else 'set aside'}")
    return FAILED if problems else DONE


def _texts(wanted: str, desk: Desk) -> set[str]:
    """The texts of a card's id or its beginning, of a hash, or of a place."""
    library = desk.library
    cards = library.cards(wanted) or library.cards(desk.place(wanted))
    return {card.text_sha256 for card in cards if card.text_sha256}


def _as_json(entry: SetAside, desk: Desk) -> dict[str, object]:
    return {"id": entry.sha256[:12], "locations": _places(entry, desk), **asdict(entry)}


def _tell(entries: list[SetAside], desk: Desk) -> None:
    for entry in entries:
        where = ", ".join(_places(entry, desk))
        tell(f"{entry.sha256[:12]}  {entry.since[:10]}  {where}\n              {entry.why}")


def _places(entry: SetAside, desk: Desk) -> list[str]:
    cards = desk.library.cards(entry.sha256[:12])
    return [one.accession.location for card in cards for one in card.accessions]
