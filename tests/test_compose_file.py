"""compose.yaml and Dockerfile name what there is: commands, options, system libraries, versions."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.cli import main
from briefgen.desk import LIBRARY
from briefgen.execute import EXECUTOR

ROOT = Path(__file__).parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
OURS = {n: s for n, s in COMPOSE["services"].items() if s["image"] == "briefgen"}


def test_services() -> None:
    given = {name: s["environment"] for name, s in OURS.items()}
    builders = {name: each for name, each in given.items() if LIBRARY in each}
    assert set(builders) == {"worker", "daemon-a", "daemon-b"} == set(OURS) - {"scheduler"}
    asked = {(given[LIBRARY], given[EXECUTOR]) for given in builders.values()}
    assert asked == {("postgresql://briefgen@database/briefgen", "dask://scheduler:8786")}
    assert not any("ports" in service for service in COMPOSE["services"].values())
    waited = {name for service in OURS.values() for name in service.get("depends_on", ())}
    assert waited <= set(COMPOSE["services"])


def test_settings_of_dask_are_known_to_it() -> None:
    pytest.importorskip("distributed")
    from dask import config  # noqa: PLC0415

    given = {k: v for s in OURS.values() for k, v in s["environment"].items() if "DASK" in k}
    names = [name.removeprefix("DASK_").replace("__", ".").lower() for name in given]
    assert len(names) == 2
    assert all(config.get(name, default=None) is not None for name in names)


@pytest.mark.parametrize("name", [n for n, s in OURS.items() if s["command"][0] == "briefgen"])
def test_commands_of_ours_are_understood(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The parser reads the options before it says that the last is none of them."""
    words = OURS[name]["command"][1:]
    words[words.index("--desk") + 1] = "."
    with pytest.raises(SystemExit, match="2"):
        main([*words, "--no-such-option"])
    assert capsys.readouterr().err.endswith("unrecognized arguments: --no-such-option\n")


@pytest.mark.slow
@pytest.mark.parametrize("name", [n for n, s in OURS.items() if s["command"][0] == "dask"])
def test_commands_of_dask_are_understood(name: str) -> None:
    words = [Path(sys.executable).with_name("dask"), *OURS[name]["command"][1:]]
    done = subprocess.run(
        [*words, "--no-such-option"], check=False, capture_output=True, text=True, timeout=60
    )
    assert "--no-such-option" in done.stderr


def test_the_image_has_what_a_machine_needs() -> None:
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    setup = (ROOT / "scripts" / "setup.sh").read_text(encoding="utf-8")
    needed = re.findall(r"^  \[lib[^]]+\]=(\S+)$", setup, re.MULTILINE)
    assert len(needed) == 2
    assert all(package in image for package in needed)
    copied = re.findall(r"^COPY (.+) \S+$", image, re.MULTILINE)
    assert all((ROOT / place).exists() for line in copied for place in line.split())
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {f"!{place}" for line in copied for place in line.split()} <= set(kept)
