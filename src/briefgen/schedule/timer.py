"""What has the system call `run-due` each minute: systemd user units, or a line for crontab."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

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


def units(desk: Path, program: Sequence[str]) -> dict[str, str]:
    """The two units of a desk, by the names of their files; `program` is how Briefgen is run."""
    name = _name(desk)
    folder = _specifiers(str(desk))
    words = [*program, "schedule", "run-due", "--desk", str(desk)]
    command = " ".join(_word(word) for word in words)
    return {
        f"{name}.service": _SERVICE.format(desk=folder, folder=folder, command=command),
        f"{name}.timer": _TIMER.format(desk=folder),
    }


def crontab_line(desk: Path, program: Sequence[str]) -> str:
    """A line for `crontab -e`; in one, a percent sign would end the command."""
    words = [*program, "schedule", "run-due", "--desk", str(desk)]
    return f"* * * * * {shlex.join(words)}".replace("%", r"\%")


def _name(desk: Path) -> str:
    """A unit's name that no other desk has."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", desk.name).strip("-").lower() or "desk"
    return f"briefgen-{plain}-{sha256(str(desk).encode()).hexdigest()[:8]}"


def _word(text: str) -> str:
    """A word of a unit's command: systemd reads quotes, backslashes, % and $ in it."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{_specifiers(inner)}"'


def _specifiers(text: str) -> str:
    return text.replace("%", "%%")
