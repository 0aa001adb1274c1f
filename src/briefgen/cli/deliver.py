"""The command that delivers: editions queued and sent, the queue shown and tried again."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.cli.output import DONE, FAILED, counted, say, say_all
from briefgen.cli.place import add_place, desk_of
from briefgen.errors import ArchiveError, SpecError
from briefgen.model import Problem

if TYPE_CHECKING:
    from briefgen.deliver import Entry, Item
    from briefgen.desk import Desk
    from briefgen.model import BriefSpec


def _deliver(arguments: argparse.Namespace) -> int:
    editions = [_edition(path, arguments) for path in arguments.targets]
    if arguments.list or arguments.dry_run:
        return _shown(editions, desk_of(arguments), arguments)
    desks = {desk.root: desk for desk, _, _ in editions} or {Path(): desk_of(arguments)}
    return _sent(editions, [*desks.values()], arguments)


def _sent(
    editions: list[tuple[Desk, BriefSpec, Path]], desks: list[Desk], arguments: argparse.Namespace
) -> int:
    """Queue, then deliver what is due; everything that could not be delivered is told."""
    from briefgen.deliver import enqueue, flush, retry, unready  # noqa: PLC0415

    now = datetime.now(UTC)
    problems: list[Problem] = []
    done: list[Entry] = []
    for desk, spec, folder in editions:
        problems += unready(desk, spec)
        if not spec.deliver:
            say(f"{spec.file}: names nobody to deliver to; add deliver, see docs/delivery.md")
        enqueue(desk, spec, folder, now)
        if arguments.retry:
            retry(desk, now, spec.slug, folder.name)
    for desk in desks:
        if arguments.retry and not editions:
            retry(desk, now)
        problems += flush(desk, now, done=done.append)
    problems = [*dict.fromkeys(problems)]
    say_all(problems)
    if arguments.json:
        told = [_fields(entry.item, "sent") for entry in done]
        print(json.dumps({"delivered": told, "problems": [asdict(p) for p in problems]},
                         ensure_ascii=False))  # fmt: skip
    else:
        for entry in done:
            print(line(entry.item, "sent"))
        if not done and not problems:
            print("nothing to deliver")
    return FAILED if problems else DONE


def _shown(
    editions: list[tuple[Desk, BriefSpec, Path]], here: Desk, arguments: argparse.Namespace
) -> int:
    """The queue, or with `--dry-run` what would be sent now; nothing is."""
    from briefgen.deliver import items_of, open_outbox  # noqa: PLC0415

    rows: list[tuple[Item, str, str]] = []
    asked = [(desk, folder.parent.name, folder.name) for desk, _, folder in editions]
    for desk, slug, name in asked or [(here, "", "")]:
        with closing(open_outbox(desk)) as outbox:
            known = outbox.all(slug, name)
        for entry in known:
            if arguments.list or entry.state in ("waiting", "sending"):
                rows.append((entry.item, entry.state, entry.told))
        if arguments.dry_run:
            there = {(e.item.channel, e.item.recipient) for e in known}
            new = [i for d, spec, f in editions if (d, f.parent.name, f.name) == (desk, slug, name)
                   for i in items_of(d, spec, f)]  # fmt: skip
            rows += [(i, "new", "") for i in new if (i.channel, i.recipient) not in there]
    if arguments.json:
        told = [{**_fields(item, state), "told": why} for item, state, why in rows]
        print(json.dumps({"deliveries": told}, ensure_ascii=False))
        return DONE
    for item, state, why in rows:
        print(line(item, state) + (f" ({why})" if why else ""))
    say(counted(len(rows), "delivery").replace("deliverys", "deliveries"))
    return DONE


def _edition(path: Path, arguments: argparse.Namespace) -> tuple[Desk, BriefSpec, Path]:
    """The edition that a spec (its newest) or a folder names, with its desk and spec."""
    from briefgen.desk import Desk  # noqa: PLC0415
    from briefgen.editions import Shelf  # noqa: PLC0415

    if not path.is_dir():
        desk = desk_of(arguments, path)
        spec = desk.load(path)
        newest = Shelf(desk.editions, spec.slug).latest()
        if newest is None:
            raise ArchiveError(f"{path}: there is no edition yet; run briefgen build {path}")
        return desk, spec, newest
    folder = path.resolve()
    if (folder / "latest").is_dir():
        folder = (folder / "latest").resolve()
    desk = desk_of(arguments) if arguments.root else Desk.at(folder.parents[2], arguments.library)
    names = (desk.home / d / f"{folder.parent.name}.yaml" for d in ("briefs", "."))
    file = next((name for name in names if name.is_file()), None)
    here = folder.parents[1] == desk.editions.resolve()
    if file is None or not here or not (folder / "edition.lock.json").is_file():
        what = "is no edition of a brief whose spec is in this desk"
        remedy = "give a spec, or a folder like editions/fisheries/2031-03-14; --out as in build"
        raise SpecError([Problem(str(path), what, remedy)])
    return desk, desk.load(file), folder


def _fields(item: Item, state: str) -> dict[str, str]:
    return {
        "slug": item.slug,
        "edition": item.matter,
        "channel": item.channel,
        "recipient": item.recipient,
        "state": state,
    }


def line(item: Item, state: str) -> str:
    """A delivery and how it is, for a person."""
    return f"{item.slug} {item.matter}: {item.channel} {item.recipient}: {state}"


def add_commands(commands: Any) -> None:
    """Add the command to the parser's."""
    deliver = commands.add_parser("deliver", help="send editions to whom their specs name")
    deliver.add_argument("targets", nargs="*", type=Path, metavar="SPEC|EDITION")
    add_place(deliver, desk=False)
    what = deliver.add_mutually_exclusive_group()
    what.add_argument("--retry", action="store_true", help="try now what failed or waits")
    what.add_argument("--dry-run", action="store_true", help="say what would be sent, send nothing")
    what.add_argument("--list", action="store_true", help="print the queue, what was sent too")
    deliver.add_argument("--json", action="store_true", help="print one JSON object")
    deliver.set_defaults(run=_deliver)
