"""`briefgen schedule`: what it prints, its units, and what it does not load."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen.cli import main
from briefgen.desk import Desk
from briefgen.schedule.child import command
from briefgen.schedule.specs import Place
from briefgen.schedule.timer import crontab_line, units


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A desk with a brief at 2:30 in Brussels, and one without a schedule."""
    monkeypatch.chdir(tmp_path)
    write("fish", "schedule: {cron: 30 2 * * *, timezone: Europe/Brussels}\n")
    write("other", "")
    return tmp_path


def write(brief, line):
    Path("briefs").mkdir(exist_ok=True)
    text = f"title: T\nsources: [a.txt]\nissues: [{{title: Quotas}}]\n{line}"
    Path(f"briefs/{brief}.yaml").write_text(text, encoding="utf-8")


def put(brief, state, why, due):
    """A run of this brief."""
    ledger = Place.of(Desk.at(Path.cwd())).ledger()
    with ledger.changing() as change:
        change.note(brief, due, "pending", "", due)
        claimed = change.claim(ledger.unsettled()[0], "o", due)
        change.end(claimed, state, why, due + 9, edition="" if why else "2031-03-03")
    ledger.close()


DUE = int(datetime(2031, 3, 3, 1, 30, tzinfo=UTC).timestamp())


def test_list_and_status(desk, capsys):
    assert main(["schedule", "list"]) == 0
    assert "fish  30 2 * * * Europe/Brussels  next 20" in capsys.readouterr().out
    put("fish", "done", "", DUE)
    assert main(["schedule", "status"]) == 0
    assert capsys.readouterr().out == "1 scheduled brief, 0 in trouble\n"
    put("fish", "failed", "no source could be read", DUE + 86400)
    assert main(["schedule", "status", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["ok"], told["daemon"]) == ("briefgen.schedule/1", False, None)
    assert told["briefs"][0]["last"]["state"] == "failed"
    assert main(["schedule", "list"]) == 0
    assert "failed: no source could be read" in capsys.readouterr().out


def test_next_is_in_the_time_of_the_zone(desk, capsys):
    assert main(["schedule", "next", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert all(line.endswith("Europe/Brussels  fish") for line in lines)
    assert main(["schedule", "next", "2", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["runs"]) == 2


def test_run_due_with_nothing_due_loads_nothing_slow(desk):
    main(["schedule", "run-due"])
    slow = "spacy weasyprint yaml httpx cronsim zoneinfo jsonschema jinja2 numpy lxml".split()
    script = (
        "import sys; from briefgen.cli import main; status = main(['schedule', 'run-due']); "
        f"print(status, *sorted(set({slow}) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_a_build_that_fails_is_told(desk, capsys):
    """The real build, of a spec whose source is not there."""
    main(["schedule", "run-due"])
    ledger = Place.of(Desk.at(desk)).ledger()
    now = int(datetime.now(UTC).timestamp())
    with ledger.changing() as change:
        change.note("fish", now - 60, "pending", "", now)
    ledger.close()
    assert main(["schedule", "run-due", "--dry-run"]) == 0
    assert "pending, tried 0 of 3 times" in capsys.readouterr().out
    assert main(["schedule", "run-due"]) == 1
    assert "to be tried again: no source could be read" in capsys.readouterr().err


def test_units(desk, capsys, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(desk / "config"))
    assert main(["schedule", "install-timer", "--dry-run"]) == 0
    assert "OnCalendar=minutely" in capsys.readouterr().out
    assert not (desk / "config").exists()
    assert main(["schedule", "install-timer"]) == 0
    written = sorted(Path(line).suffix for line in capsys.readouterr().out.split())
    assert written == [".service", ".timer"]
    assert main(["schedule", "install-timer", "--crontab"]) == 0
    line = capsys.readouterr().out
    assert line.startswith("* * * * * /")
    assert f"--desk {desk}" in line


def test_a_desk_that_writes_elsewhere(desk, tmp_path, capsys, monkeypatch):
    """`--out`: state and editions are there, for the build's process and for the timer too."""
    out = tmp_path / "there"
    main(["schedule", "run-due", "--out", "there"])
    assert (out / "library/schedule/state.sqlite3").is_file()
    assert not Path("library").exists() and not Path("editions").exists()
    elsewhere = Desk(out.resolve(), None, desk.resolve())
    assert [*command(elsewhere)(desk / "briefs/fish.yaml")][-2:] == [str(out.resolve()), ""]
    assert [*command(Desk.at(desk, out))(desk / "briefs/fish.yaml")][-2:] == ["", str(out)]
    assert main(["schedule", "install-timer", "--crontab", "--out", "there"]) == 0
    assert capsys.readouterr().out.endswith(f"--desk {desk} --out {out}\n")
    assert units(elsewhere, ["b"]).keys() != units(Desk.at(desk), ["b"]).keys()


def test_what_a_timer_will_not_see_is_told(desk, capsys, monkeypatch):
    """Else it would look into a library of its own, and find all new."""
    monkeypatch.setenv("BRIEFGEN_LIBRARY", "postgresql://desk@db/briefs")
    assert main(["schedule", "install-timer", "--crontab"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("* * * * *")
    assert "does not see BRIEFGEN_LIBRARY" in told.err
    assert f"write it as `library:` into {desk / 'desk.yaml'}" in told.err


def test_units_of_a_desk_with_an_odd_name():
    """systemd reads % and $ and quotes; cron reads % as the end of the command."""
    desk, program = Desk.at(Path('/srv/5% "off" $x')), ["/opt/b g/briefgen"]
    service = next(text for name, text in units(desk, program).items() if "service" in name)
    assert '"/opt/b g/briefgen" "schedule" "run-due" "--desk" "/srv/5%% \\"off\\" $$x"' in service
    assert "WorkingDirectory=/srv/5%% " in service
    line = crontab_line(desk, program)
    assert line == "* * * * * '/opt/b g/briefgen' schedule run-due --desk '/srv/5\\% \"off\" $x'"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_accepts_the_units(tmp_path):
    desk = tmp_path / "a desk at 5%"
    desk.mkdir()
    for name, text in units(Desk.at(desk), ["/bin/true"]).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [str(tmp_path / name) for name in units(Desk.at(desk), ["/bin/true"])]
    command = ["systemd-analyze", "verify", "--user", "--man=no", *files]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    ours = [line for line in done.stderr.splitlines() if "briefgen-" in line]
    assert ours == []
