"""A program of the desk's, run on an edition or a notice: no shell, and not for ever."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from briefgen.deliver.password import VARIABLE
from briefgen.deliver.setback import Setback
from briefgen.model import Problem

#: Seconds that a program may take.
LIMIT = 300.0
_REMEDY = "it is tried again by itself; run it by hand to see what it needs"


def run(
    argv: Sequence[str],
    told: Mapping[str, Any],
    root: Path,
    begun: Callable[[], None],
    limit: float = LIMIT,
) -> Setback | None:
    """Run a program in the desk's folder, with `told` as JSON on its standard input.

    Its exit status says whether the delivery was made. It does not see the mail password.
    """
    where = f"command {argv[0]!r}"
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        given.write(json.dumps(told, ensure_ascii=False).encode())
        given.seek(0)
        begun()
        try:
            child = subprocess.Popen(
                argv, cwd=root, env=environment, stdin=given, stdout=subprocess.DEVNULL,
                stderr=said, start_new_session=True,
            )  # fmt: skip
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            return Setback(Problem(where, f"cannot be started ({why})", _REMEDY))
        try:
            status = child.wait(limit)
        except subprocess.TimeoutExpired:
            what = f"took longer than {limit:g} s and was stopped"
            return Setback(Problem(where, what, _REMEDY))
        finally:
            _end(child)
        if status == 0:
            return None
        said.seek(max(0, said.seek(0, os.SEEK_END) - 2000))
        lines = said.read().decode("utf-8", "replace").split("\n")
        last = next((line for line in reversed(lines) if line.strip()), "it said nothing")
        plain = "".join(c if c.isprintable() else " " for c in last).strip()[:200]
        return Setback(Problem(where, f"ended with status {status} ({plain})", _REMEDY))


def _end(child: subprocess.Popen[bytes]) -> None:
    """Stop a program that still runs, with what it started."""
    if child.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
