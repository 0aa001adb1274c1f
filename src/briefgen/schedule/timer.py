"""What has the system call `run-due` each minute: systemd user units, or a line for crontab."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.desk import Desk

_SERVICE = """\
[Unit]
Description=Briefgen: the briefs that are due at the desk {desk}

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={command}
KillMode=mixed
Nice=10
"""
_TIMER = """\
[Unit]
Description=Each minute: the briefs that are due at the desk {desk}

[Timer]
OnCalendar=minutely
AccuracySec=1s
Persistent=true

[Install]
WantedBy=timers.target
"""


def units(desk: Desk, program: Sequence[str]) -> dict[str, str]:
    """The two units of a desk, by the names of their files; `program` is how Briefgen is run."""
    place = _place(desk)
    name = _name(desk.home, place)
    folder = _specifiers(str(desk.home))
    command = " ".join(_word(word) for word in [*program, "schedule", "run-due", *place])
    return {
        f"{name}.service": _SERVICE.format(desk=folder, folder=folder, command=command),
        f"{name}.timer": _TIMER.format(desk=folder),
    }


def crontab_line(desk: Desk, program: Sequence[str]) -> str:
    """A line for `crontab -e`; in one, a percent sign would end the command."""
    words = [*program, "schedule", "run-due", *_place(desk)]
    return f"* * * * * {shlex.join(words)}".replace("%", r"\%")


def _place(desk: Desk) -> list[str]:
    """The options that name a desk, and what is elsewhere than in it."""
    place = ["--desk", str(desk.home)]
    place += ["--library", str(desk.archive)] if desk.archive else []
    return [*place, *(["--out", str(desk.root)] if desk.root != desk.home else [])]


def _name(desk: Path, place: Sequence[str]) -> str:
    """A unit's name that no other desk has, nor this one with other folders."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", desk.name).strip("-").lower() or "desk"
    digest = sha256(" ".join(place[1:]).encode()).hexdigest()
    return f"briefgen-{plain}-{digest[:8]}"


def _word(text: str) -> str:
    """A word of a unit's command: systemd reads quotes, backslashes, % and $ in it."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{_specifiers(inner)}"'


def _specifiers(text: str) -> str:
    return text.replace("%", "%%")
