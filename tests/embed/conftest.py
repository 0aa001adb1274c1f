"""Tests of the models themselves, with the one that is installed where they name no other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefgen.embed import VARIABLE


@pytest.fixture(scope="package", autouse=True)
def _installed() -> Iterator[None]:
    """Undo what all other tests are run with, see the `conftest.py` above."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(VARIABLE, raising=False)
        yield
