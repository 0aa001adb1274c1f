"""The commands of a desk that runs by itself: `briefgen schedule list|next|run-due|daemon|…`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.cli.kinds import count
from briefgen.cli.output import DONE, FAILED, WRONG, counted, say, tell
from briefgen.cli.place import add_place, desk_of
from briefgen.cli.sequel import Sequel

if TYPE_CHECKING:
    from briefgen.desk import Desk
    from briefgen.schedule.overview import Overview


def add_commands(commands: Any) -> None:
    """Add these commands to the parser's."""
    schedule = commands.add_parser("schedule", help="briefs made again when they are due")
    inner = schedule.add_subparsers(dest="action", required=True, metavar="ACTION")

    listing = inner.add_parser("list", help="each brief: next and last run, state, why")
    _place(listing, _list)
    listing.add_argument("--json", action="store_true", help="print one JSON object")

    following = inner.add_parser("next", help="the next runs of the desk")
    following.add_argument("number", nargs="?", type=count, default=10, metavar="N")
    _place(following, _next)
    following.add_argument("--json", action="store_true", help="print one JSON object")

    running = inner.add_parser("run-due", help="run what is due, once each")
    _runs(running, _run_due)
    dry = "say what would be run, and run nothing"
    running.add_argument("--dry-run", action="store_true", help=dry)

    daemon = inner.add_parser("daemon", help="stay, and run what is due each minute")
    _runs(daemon, _daemon)

    timer = inner.add_parser("install-timer", help="have systemd or cron call run-due each minute")
    _place(timer, _install_timer)
    timer.add_argument("--crontab", action="store_true", help="print a line for crontab -e instead")
    timer.add_argument("--dry-run", action="store_true", help="print the units, and write nothing")

    status = inner.add_parser("status", help="how the schedules are, for a monitor")
    _place(status, _status)
    status.add_argument("--json", action="store_true", help="print one JSON object")


def _place(command: argparse.ArgumentParser, run: Any) -> None:
    add_place(command)
    command.set_defaults(run=run)


def _runs(command: argparse.ArgumentParser, run: Any) -> None:
    _place(command, run)
    jobs = "build so many briefs at a time (1)"
    command.add_argument("--jobs", type=count, default=1, metavar="N", help=jobs)


def _now() -> datetime:
    return datetime.now(UTC)


# --- run-due and daemon -------------------------------------------------------------------------


def _run_due(arguments: argparse.Namespace) -> int:
    from briefgen.schedule.child import command  # noqa: PLC0415
    from briefgen.schedule.run import run_due  # noqa: PLC0415
    from briefgen.schedule.specs import Place  # noqa: PLC0415

    desk = desk_of(arguments)
    if arguments.dry_run:
        return _would_run(desk)
    after = Sequel(desk, _now, _say_event, aside=False)
    failures = run_due(
        desk,
        _now,
        command(desk),
        jobs=arguments.jobs,
        delivered=after.delivered,
        log=after.seen,
    )
    with closing(Place.of(desk).ledger()) as ledger:
        after.follow(ledger)
    return FAILED if failures else DONE


def _would_run(desk: Desk) -> int:
    from briefgen.schedule.overview import waiting, written  # noqa: PLC0415
    from briefgen.schedule.specs import Place, read_specs  # noqa: PLC0415

    now, place = _now(), Place.of(desk)
    ledger = place.ledger()
    read_specs(place, ledger, int(now.timestamp()))
    for brief, due, what in waiting(ledger, now):
        tell(f"{brief}: {written(due)}: {what}")
    ledger.close()
    return DONE


def _daemon(arguments: argparse.Namespace) -> int:
    from briefgen.schedule.child import command  # noqa: PLC0415
    from briefgen.schedule.daemon import serve  # noqa: PLC0415
    from briefgen.schedule.run import Runner  # noqa: PLC0415

    desk = desk_of(arguments)
    build, after = command(desk), Sequel(desk, _now, _log_event, aside=True)
    sending = after.delivered
    with Runner(
        desk, _now, build, jobs=arguments.jobs, delivered=sending, log=after.seen
    ) as runner:
        serve(runner, _now, after.seen, looked=lambda: after.follow(runner.ledger))
    return DONE


def _say_event(event: Mapping[str, Any]) -> None:
    """One line for a person, or for the journal."""
    more = [str(event[key]) for key in ("edition", "why") if event.get(key)]
    due = f" (due {event['due']})" if "due" in event else ""
    say(": ".join([f"{event['brief']}{due}", event["event"], *more]))


def _log_event(event: Mapping[str, Any]) -> None:
    """One JSON object for a machine."""
    print(json.dumps(event, ensure_ascii=True), flush=True)


# --- list, next and status ----------------------------------------------------------------------


def _seen(arguments: argparse.Namespace) -> tuple[Overview, ...]:
    """How each brief is, with the specs as they are now; nothing is run."""
    from briefgen.schedule.overview import overview  # noqa: PLC0415
    from briefgen.schedule.specs import Place, read_specs  # noqa: PLC0415

    place = Place.of(desk_of(arguments))
    ledger = place.ledger()
    read_specs(place, ledger, int(_now().timestamp()))
    found = overview(ledger)
    ledger.close()
    return found


def _list(arguments: argparse.Namespace) -> int:
    from briefgen.schedule.overview import to_json  # noqa: PLC0415

    found = _seen(arguments)
    if arguments.json:
        print(json.dumps({"briefs": [to_json(one) for one in found]}, ensure_ascii=False))
        return DONE
    for one in found:
        told = to_json(one)
        last = told["last"]
        seen = f"last {last['due']} {last['state']} {last['edition']}".strip() if last else "new"
        why = f": {last['why']}" if last and last["why"] else ""
        times = f"{one.known.cron} {one.known.timezone}" if one.known.cron else "no schedule"
        tell(f"{one.brief}  {times}  next {told['next'] or 'never'}  {seen}{why}")
    if not found:
        say("no spec in briefs/ has a schedule")
    return DONE


def _next(arguments: argparse.Namespace) -> int:
    from briefgen.schedule.due import upcoming  # noqa: PLC0415
    from briefgen.schedule.specs import schedule_of  # noqa: PLC0415

    now, number = _now(), arguments.number
    known = [(one.brief, schedule_of(one.known)) for one in _seen(arguments)]
    found = sorted(
        (time, brief, schedule.timezone)
        for brief, schedule in known
        if schedule
        for time in upcoming(schedule, now, number)
    )[:number]
    if arguments.json:
        runs = [{"brief": b, "due": t.isoformat(), "timezone": z} for t, b, z in found]
        print(json.dumps({"runs": runs}, ensure_ascii=False))
        return DONE
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    for time, brief, zone in found:
        tell(f"{time.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %z} {zone}  {brief}")
    return DONE


def _status(arguments: argparse.Namespace) -> int:
    """How each brief is; fails where a person should see to one."""
    from briefgen.schedule.overview import to_json  # noqa: PLC0415
    from briefgen.schedule.specs import Place  # noqa: PLC0415

    found = _seen(arguments)
    troubled = [one for one in found if one.trouble]
    if arguments.json:
        health = Place.of(desk_of(arguments)).health
        daemon = json.loads(health.read_bytes()) if health.exists() else None
        told = {"schema": "briefgen.schedule/1", "time": _now().isoformat(), "daemon": daemon}
        briefs = [to_json(one) for one in found]
        print(json.dumps({**told, "ok": not troubled, "briefs": briefs}, ensure_ascii=False))
    else:
        for one in troubled:
            tell(f"{one.brief}: {one.trouble}")
        tell(f"{counted(len(found), 'scheduled brief')}, {len(troubled)} in trouble")
    return FAILED if troubled else DONE


# --- install-timer ------------------------------------------------------------------------------


def _install_timer(arguments: argparse.Namespace) -> int:
    from briefgen.desk import LIBRARY  # noqa: PLC0415
    from briefgen.execute import EXECUTOR  # noqa: PLC0415
    from briefgen.schedule.timer import crontab_line, units  # noqa: PLC0415

    desk = desk_of(arguments)
    for name, key in ((LIBRARY, "library"), (EXECUTOR, "executor")):
        told = os.environ.get(name)
        if told and told != getattr(desk.settings, key) and not (key == "library" and desk.archive):
            where = f"write it as `{key}:` into {desk.home / 'desk.yaml'}"
            say(f"briefgen: a timer does not see {name}, which is set here; {where}")
    for each in (desk.home, desk.root, desk.archive):
        if not str(each).isprintable():
            say(f"briefgen: {str(each)!a}: no unit can name this folder; give it a plain name")
            return WRONG
    if arguments.crontab:
        print(crontab_line(desk, _program()))
        return DONE
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"
    files = units(desk, _program())
    for name, text in files.items():
        if arguments.dry_run:
            print(f"# {home / name}\n{text}")
            continue
        home.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
        print(home / name)
    timer = next(name for name in files if name.endswith(".timer"))
    say("start it, and let it run while you are not logged in, with:")
    say(f"systemctl --user daemon-reload && systemctl --user enable --now {timer}")
    say("loginctl enable-linger")
    return DONE


def _program() -> list[str]:
    """How Briefgen is run, whatever the current folder and the search path."""
    script = Path(sys.executable).with_name("briefgen")
    if script.exists():
        return [str(script)]
    return [sys.executable, "-P", "-c", "import sys, briefgen.cli as c; sys.exit(c.main())"]
