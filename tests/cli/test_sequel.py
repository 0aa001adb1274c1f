"""What follows scheduled runs: editions delivered, and notices of what went wrong, each once."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefgen.cli import main
from briefgen.cli.sequel import Sequel
from briefgen.desk import Desk
from briefgen.schedule.attempt import Made
from briefgen.schedule.specs import Place, read_specs

NOW = datetime(2031, 3, 3, 6, 0, tzinfo=UTC)
DUE = int(NOW.timestamp()) - 60


class Told:
    """What a desk's runs led to."""

    def __init__(self, spec: Path, *, aside: bool) -> None:
        self.desk, self.spec = Desk.of(spec), spec
        self.log: list[Mapping[str, Any]] = []
        self.sequel = Sequel(self.desk, lambda: NOW, self.log.append, aside=aside)
        folder = self.desk.editions / spec.stem / "latest"
        self.made = Made(spec.stem, spec, folder.resolve().name, folder.resolve(), new=True)

    def follow(self) -> None:
        with closing(Place.of(self.desk).ledger()) as ledger:
            self.sequel.follow(ledger)
        if self.sequel._thread:
            self.sequel._thread.join(20)

    def end(self, state: str, why: str) -> None:
        """A run that is over."""
        with closing(Place.of(self.desk).ledger()) as ledger:
            read_specs(Place.of(self.desk), ledger, DUE)
            with ledger.changing() as change:
                change.note(self.spec.stem, DUE, state, why, DUE)


@pytest.mark.parametrize("aside", [False, True])
def test_an_edition_reaches_its_folder_once(quick_desk: Path, aside: bool) -> None:
    quick_desk.write_text(quick_desk.read_text() + "deliver: [{folder: public}]\n")
    told = Told(quick_desk, aside=aside)
    for _ in range(2):
        told.sequel.delivered(told.made)
        told.follow()
    copies = [*(told.desk.root / "public").rglob("evidence.json")]
    assert len(copies) == 1
    assert told.log == []


def test_a_failed_run_is_told_once(quick_desk: Path) -> None:
    told = Told(quick_desk, aside=False)
    file = told.desk.root / "notices"
    code = f"import sys; open({str(file)!r}, 'a').write(sys.stdin.read() + chr(10))"
    words = ", ".join(repr(word) for word in (sys.executable, "-c", code))
    (told.desk.root / "desk.yaml").write_text(f"notify: {{command: [{words}]}}\n")
    told.end("failed", "no source could be read")
    for _ in range(2):
        told.sequel.seen({"event": "failed"})
        told.follow()
    assert file.read_text().count("could not be built") == 1
    assert [event["event"] for event in told.log] == ["failed", "failed"]


def test_where_nothing_is_sent_nothing_is_written(quick_desk: Path) -> None:
    told = Told(quick_desk, aside=False)
    told.sequel.delivered(told.made)
    told.follow()
    assert not (told.desk.editions / "outbox.sqlite3").exists()


def test_withdrawal_marks_what_was_delivered(
    quick_desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_desk.write_text(quick_desk.read_text() + "deliver: [{folder: public}]\n")
    told = Told(quick_desk, aside=False)
    told.sequel.delivered(told.made)
    told.follow()
    monkeypatch.chdir(told.desk.root)
    name = f"{quick_desk.stem}/{told.made.edition}"
    assert main(["withdraw", name, "--reason", "The fare in it was last year's."]) == 0
    assert len([*(told.desk.root / "public").rglob("withdrawn.json")]) == 1
