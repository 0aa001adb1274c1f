"""The command line: every word of it has help, and its exit status says how it went."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import tiny
from tiny import BuiltDesk

from briefgen import __version__
from briefgen.cli import COMMANDS, _parser, main

Tiny = Callable[..., Path]
Captured = pytest.CaptureFixture[str]


def run(*arguments: object) -> int:
    """The exit status of a command, also where argparse ends it."""
    try:
        return main([str(argument) for argument in arguments])
    except SystemExit as end:
        return int(end.code or 0)


def commands(asked: str = "") -> dict[str, argparse.ArgumentParser]:
    (found,) = (a for a in _parser(asked)._actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)


def options() -> Iterator[tuple[str, argparse.Action]]:
    for name, parser in {"": _parser(), **commands()}.items():
        for action in parser._actions:
            if action.option_strings:
                yield name, action


# --- Help -------------------------------------------------------------------------------------


def test_commands_are_those_that_the_design_names() -> None:
    assert set(commands()) >= {"init", "check", "build", "verify", "explain", "schema", "doctor"}


@pytest.mark.parametrize(("module", "named"), COMMANDS.items())
def test_each_module_has_the_commands_that_it_is_loaded_for(
    module: str, named: tuple[str, ...]
) -> None:
    for command in named:
        assert tuple(commands(command)) == named, module
    assert set(named) <= set(commands())


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_has_help(command: str, capsys: Captured) -> None:
    assert run(command, "--help") == 0
    assert capsys.readouterr().out.startswith(f"usage: briefgen {command}")
    assert run("--help") == 0
    assert any(line.split()[:1] == [command] and len(line.split()) > 3
               for line in capsys.readouterr().out.splitlines())  # fmt: skip


@pytest.mark.parametrize(
    ("command", "action"),
    [pytest.param(*o, id=f"{o[0]}{o[1].option_strings[0]}") for o in options()],
)
def test_every_option_has_help(command: str, action: argparse.Action) -> None:
    assert action.help, f"briefgen {command} {action.option_strings}"


def test_version(capsys: Captured) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out == f"briefgen {__version__}\n"


HELP = """
import sys
from briefgen.cli import main
try:
    main(["--help"])
except SystemExit:
    pass
heavy = "spacy weasyprint jinja2 yaml jsonschema trafilatura sumy pypdfium2 pypandoc".split()
print([name for name in heavy if name in sys.modules], file=sys.stderr)
"""


def test_help_imports_no_library() -> None:
    shown = subprocess.run([sys.executable, "-c", HELP], capture_output=True, text=True, check=True)
    assert shown.stdout.startswith("usage: briefgen")
    assert shown.stderr == "[]\n"


# --- Wrong usage ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "required: COMMAND"),
        (["biuld"], "invalid choice: 'biuld'"),
        (["build"], "name one spec or more, or an edition with --locked"),
        (
            ["build", "{spec}", "--as-of", "14.03.2031"],
            "'14.03.2031' is not a date like 2017-07-08",
        ),
        (["build", "{spec}", "--as-of", "2031-02-30"], "'2031-02-30' is not a date like"),
        (["build", "{spec}", "--no-such"], "unrecognized arguments: --no-such"),
        (["build", "{spec}", "--audience", "ministre"], "no audience 'ministre'; did you mean"),
        (["build", "{spec}", "--format", "odt"], "(there are: docx, epub, html, markdown, pdf)"),
        (["build", "none.yaml"], "none.yaml: there is no such file"),
        (["check", "none.yaml"], "none.yaml: there is no such file"),
        (["build", "."], ".: is a folder, not a file"),
        (["verify"], "required: FILE|EDITION"),
    ],
)
def test_wrong_usage_is_2_and_says_what_is_wrong(
    tiny_desk: Tiny, capsys: Captured, arguments: list[str], said: str
) -> None:
    spec = tiny_desk()
    assert run(*(a.format(spec=spec) for a in arguments)) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""
    assert not (spec.parents[1] / "editions").exists()


# --- Build ------------------------------------------------------------------------------------


def test_build_prints_the_edition_and_its_files(
    tiny_desk: Tiny, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = tiny_desk()
    monkeypatch.chdir(spec.parents[1])
    for news in ("edition", "unchanged since edition"):
        assert run("build", "briefs/trams.yaml", "--as-of", "2031-03-14") == 0
        assert capsys.readouterr().out == (
            f"trams: {news} 2031-03-14\neditions/trams/2031-03-14/trams-analyst.html\n"
        )


@pytest.mark.parametrize(
    ("options", "files"),
    [
        ([], ["trams-analyst.html"]),
        (["--format", "html"], ["trams-analyst.html"]),
        (["--format", "pdf", "--format", "html"], ["trams-analyst.html", "trams-analyst.pdf"]),
        (["--audience", "minister"], ["trams-minister.html"]),
        (["--audience", "analyst", "--audience", "analyst"], ["trams-analyst.html"]),
    ],
)
def test_audiences_and_formats_that_are_asked_for(
    tiny_desk: Tiny, options: list[str], files: list[str]
) -> None:
    spec = tiny_desk()
    assert run("build", spec, *options) == 0
    made = (spec.parents[1] / "editions/trams/latest").iterdir()
    assert sorted(f.name for f in made if f.suffix != ".json") == files


def test_out_and_library_say_where_to_write(tiny_desk: Tiny, tmp_path: Path) -> None:
    spec, out, archive = tiny_desk(), tmp_path / "out", tmp_path / "archive"
    assert run("build", spec, "--out", out, "--library", archive) == 0
    assert (out / "editions/trams/latest").is_dir()
    assert (archive / "library.sqlite3").is_file()
    assert sorted(f.name for f in spec.parents[1].iterdir()) == ["briefs"]
    assert run("build", spec, "--out", out) == 0
    assert (out / "library/library.sqlite3").is_file(), "unchanged, and archived there too"


def test_sources_take_the_place_of_the_specs(tiny_desk: Tiny, capsys: Captured) -> None:
    spec = tiny_desk()
    one = spec.parent / "sources/ferrand.txt"
    assert run("build", spec, "--json", "--sources", one) == 0
    assert "reading the sources (1)" in capsys.readouterr().err


def test_specs_are_built_one_by_one_and_one_failure_stops_no_other(
    tiny_desk: Tiny, capsys: Captured
) -> None:
    good = tiny_desk()
    bad = good.with_name("bad.yaml")
    bad.write_text("title: No issues\nsources: [sources/*]\n")
    empty = good.with_name("empty.yaml")
    empty.write_text(tiny.QUICK.replace("sources/*", "none/*"))
    assert run("build", "--json", bad, empty, good) == 2
    shown = capsys.readouterr()
    briefs = json.loads(shown.out)["briefs"]
    assert [(Path(b["spec"]).name, b["status"]) for b in briefs] == [
        ("bad.yaml", 2), ("empty.yaml", 1), ("trams.yaml", 0),
    ]  # fmt: skip
    assert briefs[2]["new"] is True
    assert [set(p) for b in briefs for p in b["problems"]] == [{"where", "what", "remedy"}] * 2
    assert "issues" in briefs[0]["problems"][0]["what"]
    assert "no file for the pattern 'none/*'" in briefs[1]["problems"][0]["what"]
    assert "and so nothing was built" in shown.err


@pytest.mark.parametrize(
    ("sources", "options", "status"),
    [
        ("sources/*", [], 0),
        ("sources/*", ["--strict"], 0),
        ("sources/*, none.txt", [], 0),
        ("sources/*, none.txt", ["--strict"], 1),
        ("none.txt", [], 1),
        ("none.txt", ["--strict"], 1),
    ],
)
def test_exit_status_of_problems(
    tiny_desk: Tiny, capsys: Captured, sources: str, options: list[str], status: int
) -> None:
    """The same again where nothing has changed: a problem does not go away by itself."""
    spec = tiny_desk(tiny.QUICK.replace("sources/*", sources))
    for _ in range(2):
        assert run("build", spec, "--as-of", "2031-03-14", *options) == status
        assert ("no file for the path 'none.txt'" in capsys.readouterr().err) == (
            "none.txt" in sources
        )


def test_stopped_by_the_user(
    quick_desk: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("briefgen.build.gather", stop)
    assert run("build", quick_desk) == 1
    assert capsys.readouterr().err == "briefgen: stopped; what was finished stays as it is\n"


# --- Standard output --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "{spec}", "--json"],
        ["build", "{spec}", "--json", "--sources", "none/*.txt"],
        ["build", "{spec}", "{spec}", "--json"],
        ["build", "none.yaml", "--json"],
        ["build", "{spec}", "--json", "--audience", "ministre"],
        ["verify", "--json", "{edition}"],
        ["verify", "--json", "none.pdf", "{spec}"],
        ["verify", "--json", "{sources}"],
        ["schema"],
    ],
)
def test_one_json_object_and_nothing_else(
    built_tiny: BuiltDesk, capsys: Captured, tmp_path: Path, arguments: list[str]
) -> None:
    places = {
        "spec": built_tiny.spec,
        "edition": built_tiny.edition,
        "sources": built_tiny.spec.parent / "sources",
    }
    extra = ["--out", tmp_path] if arguments[0] == "build" else []
    run(*(a.format(**places) for a in arguments), *extra)
    shown = capsys.readouterr().out
    assert isinstance(json.loads(shown), dict)
    assert (shown[0], shown.rstrip()[-1]) == ("{", "}")


def test_json_of_a_build(built_tiny: BuiltDesk, capsys: Captured) -> None:
    assert run("build", built_tiny.spec, "--json") == 0
    (brief,) = json.loads(capsys.readouterr().out)["briefs"]
    assert brief == {
        "spec": str(built_tiny.spec),
        "status": 0,
        "edition": "2031-03-14",
        "new": False,
        "files": [str(file) for file in built_tiny.built.edition.documents],
        "problems": [],
    } | {"files": brief["files"]}
    assert [Path(f).name for f in brief["files"]] == [
        "trams-analyst.html", "trams-analyst.pdf", "trams-minister.html", "trams-minister.pdf",
    ]  # fmt: skip


def test_json_of_a_verification(built_tiny: BuiltDesk, capsys: Captured) -> None:
    assert run("verify", "--json", built_tiny.edition / "trams-minister.pdf") == 0
    (verdict,) = json.loads(capsys.readouterr().out)["verified"]
    assert verdict["holds"] is True
    assert verdict["verified"] == verdict["total"] > 0
    assert (Path(verdict["file"]).name, verdict["faults"]) == ("trams-minister.pdf", [])


# --- The other commands -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sources", "options", "status", "said"),
    [
        ("sources/*", [], 0, "fit to build"),
        ("sources/*", ["--strict"], 0, "fit to build"),
        ("none.txt", [], 1, "cannot be built, since there is no source"),
        ("none.txt", ["--strict"], 1, "cannot be built, since there is no source"),
        ("]", [], 2, ""),
    ],
)
def test_check(
    tiny_desk: Tiny, capsys: Captured, sources: str, options: list[str], status: int, said: str
) -> None:
    spec = tiny_desk(tiny.QUICK.replace("sources/*", sources))
    assert run("check", spec, *options) == status
    shown = capsys.readouterr()
    assert shown.out == (f"{spec}: {said}\n" if said else "")
    assert not (spec.parents[1] / "editions").exists()


def test_check_says_what_is_wrong_with_an_audience(tiny_desk: Tiny, capsys: Captured) -> None:
    spec = tiny_desk(tiny.QUICK.replace("audiences: [analyst]", "audiences: [ours]"))
    own = spec.parents[1] / "templates/ours/audience.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("pasages: 2\n")
    assert run("check", spec) == 2
    assert f"{own}:1:10: unknown key 'pasages'; did you mean 'passages'?" in capsys.readouterr().err
    own.write_text("passages: 2\n")
    assert run("build", spec, "--out", spec.parents[1] / "try") == 0  # the desk's own are found


def test_check_says_the_faults_of_every_spec(tiny_desk: Tiny, capsys: Captured) -> None:
    good = tiny_desk()
    bad = good.with_name("bad.yaml")
    bad.write_text("titel: x\n")
    style = good.with_name("style.yaml")
    style.write_text(tiny.QUICK + "citations: {style: no-such}\n")
    assert run("check", bad, style, good) == 2
    shown = capsys.readouterr()
    assert shown.out == f"{good}: fit to build\n"
    assert f"{bad}:1:1: " in shown.err
    assert f"{style}: there is no citation style 'no-such'" in shown.err


def test_init_makes_a_desk_that_is_fit_to_build(tmp_path: Path, capsys: Captured) -> None:
    assert run("init", tmp_path / "desk") == 0
    shown = capsys.readouterr()
    spec = tmp_path / "desk/briefs/us-russia-2017.yaml"
    assert str(spec) in shown.out.splitlines()
    assert f"briefgen build {spec}" in shown.err
    assert run("check", spec, "--strict") == 0


def test_init_overwrites_nothing(tmp_path: Path, capsys: Captured) -> None:
    assert run("init", tmp_path) == 0
    spec = tmp_path / "briefs/us-russia-2017.yaml"
    spec.write_text("mine")
    assert run("init", tmp_path) == 1
    assert "is there already; give an empty folder" in capsys.readouterr().err
    assert spec.read_text() == "mine"


def test_init_makes_an_audience_that_a_spec_can_name(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the desk where one is; a second time it is there already."""
    (tmp_path / "briefs").mkdir()
    monkeypatch.chdir(tmp_path / "briefs")
    assert run("init", "--audience", "fish-committee", "--extends", "press") == 0
    shown = capsys.readouterr()
    made = tmp_path / "templates" / "fish-committee"
    assert [line.rpartition("/")[2] for line in shown.out.splitlines()] == [
        "audience.yaml", "brief.html.j2", "brief.css"
    ]  # fmt: skip
    assert len(list(made.iterdir())) == 3
    assert "audiences: [fish-committee]" in shown.err
    spec = tmp_path / "briefs" / "fish.yaml"
    spec.write_text(
        "title: F\nsources: ['*.txt']\nissues: [{title: Fish}]\naudiences: [fish-committee]\n"
    )
    (tmp_path / "briefs" / "a.txt").write_text("Fish.")
    assert run("check", spec) == 0
    assert run("init", "--audience", "fish-committee") == 1
    assert run("init", "--audience", "x", "--extends", "pres") == 1
    err = capsys.readouterr().err
    assert "fish-committee is there already" in err
    assert "did you mean 'press'" in err


def test_verify_of_nothing(tmp_path: Path, capsys: Captured) -> None:
    assert run("verify", tmp_path) == 1
    assert "no PDF there" in capsys.readouterr().err


def test_schema_is_a_schema(capsys: Captured) -> None:
    assert run("schema") == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["required"] == ["title", "sources", "issues"]
