"""The command that runs a module of ours in a process of its own."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

#: One thread for sums of vectors, which the command line asks for as well: sentences are short, and
#: several threads took a tenth longer over them on two cores, whatever the number of processes.
_START = (
    "import importlib, json, os, sys; os.environ.setdefault('OPENBLAS_NUM_THREADS', '1'); "
    "sys.path[:] = json.loads(sys.argv[1]); "
    "importlib.import_module(sys.argv[2]).main()"
)


def own_program(module: str) -> list[str]:
    """The command whose process runs `main` of `module`; it finds its modules where this one did.

    But not in the current folder, which may be a desk, unless Briefgen itself lies there.
    """
    here = os.path.realpath(os.curdir)
    home = str(Path(__file__).parents[2])
    paths = [os.path.abspath(path) for path in sys.path]  # noqa: PTH100 - keeps links as they are
    kept = [path for path in paths if os.path.realpath(path) != here or path == home]
    found = json.dumps(list(dict.fromkeys([*kept, home])))
    return [sys.executable, "-P", "-c", _START, found, module]
