"""What the tests of specs share: a spec's text to what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.errors import SpecError
from briefgen.model import BriefSpec
from briefgen.spec import load_spec

AUDIENCES = ("minister", "analyst", "public")
METHODS = ("coverage", "lexrank", "kl")
NEEDED = "title: T\nsources: [a.txt]\nissues: [{title: Quotas}]\n"


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str | bytes], BriefSpec]:
    """Load a spec of this text, from a file `s.yaml` in the current folder."""
    monkeypatch.chdir(tmp_path)

    def _load(text: str | bytes) -> BriefSpec:
        content = text.encode() if isinstance(text, str) else text
        Path("s.yaml").write_bytes(content)
        return load_spec(Path("s.yaml"), audiences=AUDIENCES, methods=METHODS)

    return _load


@pytest.fixture
def faults(load: Callable[[str | bytes], BriefSpec]) -> Callable[[str | bytes], list[str]]:
    """Say what stops a spec of this text: each problem as one line."""

    def _faults(text: str | bytes) -> list[str]:
        with pytest.raises(SpecError) as caught:
            load(text)
        return [str(problem) for problem in caught.value.problems]

    return _faults
