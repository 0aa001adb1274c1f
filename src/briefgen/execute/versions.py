"""What differs between this process and a cluster's, each said in a line."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from typing import Any

from briefgen.execute.work import Function


def differences(who: str, found: dict[str, Any], distributed: str) -> Iterator[str]:
    """What differs of Python and Dask themselves."""
    own = {"python": ".".join(platform.python_version_tuple()[:2]), "distributed": distributed}
    there = {
        "python": ".".join(str(found["host"]["python"]).split(".")[:2]),
        "distributed": str(found["packages"]["distributed"]),
    }
    for name, version in own.items():
        if there[name] != version:
            yield f"{who} has {name} {there[name]}, and here is {version}"


def unlike(who: str, found: dict[str, str], briefgen: str, function: Function) -> Iterator[str]:
    """What differs of Briefgen and its model."""
    if "fault" in found:
        yield f"worker {who} cannot load briefgen ({found['fault']})"
    elif found["briefgen"] != briefgen:
        yield f"worker {who} has briefgen {found['briefgen']}, and here is {briefgen}"
    elif found["model"] != function.version:
        versions = f"({found['model']}, and here is {function.version})"
        yield f"worker {who} has other code, models, tools or fonts {versions}"
