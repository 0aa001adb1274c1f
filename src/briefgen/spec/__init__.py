"""YAML to `BriefSpec`, with every problem of a spec at once: file, line, column, value, remedy.

`text` reads the file, `tree` its YAML with the place of every value, `validate` and `checks` find
the faults, `sentences` words them, `form` makes the `BriefSpec`. The keys are in `schema.json`;
`settings` reads what holds for a whole desk, `schedules` when a brief is due.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

from briefgen.errors import SpecError
from briefgen.model import Advice, BriefSpec
from briefgen.spec import checks
from briefgen.spec.faults import problems
from briefgen.spec.form import formed
from briefgen.spec.schedules import load_schedule
from briefgen.spec.schema import SCHEMA, schema_text
from briefgen.spec.settings import load_settings
from briefgen.spec.text import decoded, read_bytes
from briefgen.spec.tree import read_tree
from briefgen.spec.validate import schema_faults

__all__ = ["SCHEMA", "load_schedule", "load_settings", "load_spec", "schema_text"]


def load_spec(path: Path, *, audiences: Collection[str], methods: Collection[str]) -> BriefSpec:
    """Read a spec, checked against the audiences and summary methods that there are.

    Raises `SpecError` with every fault that stops, in the order of their lines. Faults that do
    not stop (a source of a kind that is not read yet, a cue that two positions share …) are in
    the spec's `problems`. Paths in the spec are as written: no file but the spec itself is read.
    """
    content = read_bytes(path)
    file = str(path)
    tree = read_tree(decoded(content, file), file)
    stopping = [*tree.faults, *schema_faults(tree, audiences, methods), *checks.faults(tree)]
    if stopping:
        raise SpecError(problems(stopping, file))
    sha256 = hashlib.sha256(content).hexdigest()
    advice = (Advice(p.where, p.what, p.remedy) for p in problems(checks.advice(tree), file))
    return formed(tree, path, sha256, tuple(advice))
