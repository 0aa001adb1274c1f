"""The documents say what the program does: commands, options, the record, the rows, the links."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest
from test_architecture import ROWS
from test_record import FIELDS, WITHIN_ISSUES

from briefgen.cli import _parser

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands(
    parser: argparse.ArgumentParser | None = None, above: str = ""
) -> dict[str, argparse.ArgumentParser]:
    """Every command, and every action of a command that has some: "sources add"."""
    found: dict[str, argparse.ArgumentParser] = {}
    for action in (parser or _parser())._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                found[f"{above}{name}"] = inner
                found |= commands(inner, f"{above}{name} ")
    return found


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_and_option_is_documented(command: str) -> None:
    text = read("docs/commands.md")
    above, _, name = command.rpartition(" ")
    assert (f"| `{name}" if above else f"`briefgen {command}") in text
    for action in commands()[command]._actions:
        for option in (o for o in action.option_strings if o not in {"-h", "--help"}):
            assert f"`{option}" in text, f"{command} {option}"


def test_every_field_of_the_record_is_documented() -> None:
    text = read("docs/evidence.md")
    names = {
        name for names in (*FIELDS.values(), *WITHIN_ISSUES.values()) for name in names.split()
    }
    assert {name for name in names if f"`{name}`" not in text} == set()


def test_every_module_has_its_row_in_the_architecture() -> None:
    """The table of the document and that of the test are one."""
    source = ROOT / "src" / "briefgen"
    there = {f.stem for f in source.iterdir() if f.suffix == ".py" or (f / "__init__.py").is_file()}
    told = {
        (module, int(row))
        for row, names in re.findall(r"^\| (\d) \| ([^|]+) \|", read("docs/architecture.md"), re.M)
        for module in re.findall(r"`(\w+)/?`", names)
    }
    assert told == {(name, row) for name, row in ROWS.items() if name in there and row >= 0}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", document.read_text(encoding="utf-8"))
    assert [t for t in targets if not (document.parent / t).exists()] == []
