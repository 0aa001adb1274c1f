"""A server on the loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .loopback import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made
