"""Versions by the names of folders, and what `importlib.metadata` says."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from briefgen.installed import release
from briefgen.stages import TOOLS


@pytest.mark.parametrize("name", sorted({name for of in TOOLS.values() for name in of}))
def test_versions_are_those_that_are_installed(name: str) -> None:
    assert release(name) == version(name)


def test_what_is_not_installed_has_no_version() -> None:
    assert release("no-such-package") == ""
