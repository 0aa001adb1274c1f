"""What is done again, and what is not: evidence kept, why an edition is stale, a locked rebuild."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import tiny
from test_sockets import run
from tiny import DAY, build

from briefgen.cli import main
from briefgen.desk import Desk
from briefgen.editions.corrections import withdraw
from briefgen.editions.why import differences
from briefgen.stale import staleness

HTML = "trams-analyst.html"


def own_audience(root: Path, label: str) -> None:
    folder = root / "templates" / "analyst"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "audience.yaml").write_text(f"extends: analyst\nlabel: {label}\n", encoding="utf-8")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def kept(root: Path) -> list[Path]:
    return sorted((root / "library/evidence/trams").iterdir())


# --- A changed template lays out and does nothing else ----------------------------------------

ASKED = """
import sys
from briefgen.cli import main
status = main(sys.argv[1:])
print(status, *[m for m in ("spacy", "syntok", "numpy", "onnxruntime") if m in sys.modules],
    file=sys.stderr)
"""


def test_a_changed_template_imports_no_parser(quick_desk: Path) -> None:
    own_audience(quick_desk.parents[1], "Ours")
    words = [sys.executable, "-c", ASKED, "build", str(quick_desk), "--jobs", "1"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stderr.splitlines() == ["laying out the briefs (1)", "0"]


@pytest.fixture
def found_anew(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts how often evidence is looked for."""
    import briefgen.build as spine  # noqa: PLC0415

    counted: list[int] = []
    plain = spine.find_edition

    def noted(*args: Any, **named: Any) -> Any:
        counted.append(1)
        return plain(*args, **named)

    monkeypatch.setattr(spine, "find_edition", noted)
    return counted


def test_recalled_evidence_makes_the_same_page(quick_desk: Path, found_anew: list[int]) -> None:
    root = quick_desk.parents[1]
    own_audience(root, "Ours")
    recalled = build(quick_desk).edition.folder
    assert not found_anew
    before = {f.name: f.read_bytes() for f in recalled.iterdir()}
    shutil.rmtree(root / "library/evidence")
    shutil.rmtree(recalled)
    (root / "editions/trams/latest").unlink()
    (root / "editions/trams/latest").symlink_to("2031-03-14")
    again = build(quick_desk).edition.folder
    assert found_anew
    assert {f.name: f.read_bytes() for f in again.iterdir()} == before


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Trams in Norvale", "Trams of Norvale", False),
        ("formats: [html]", "formats: [html, markdown]", False),
        ("passages: 4", "passages: 2", True),
        ("Should fares fall", "Must fares fall", True),
    ],
)
def test_what_of_the_spec_is_found_again(
    tiny_desk: Callable[..., Path], found_anew: list[int], old: str, new: str, found: bool
) -> None:
    spec = tiny_desk(tiny.QUICK + "summary: {method: coverage, passages: 4}\n")
    build(spec)
    found_anew.clear()
    edit(spec, old, new)
    assert build(spec).edition.new
    assert bool(found_anew) == found


def _reworded(file: Path) -> None:
    """An alteration with the right checksum: only the archive can tell."""
    from hashlib import sha256  # noqa: PLC0415

    body = file.read_bytes().partition(b"\n")[2].replace(b"should build", b"shall build ")
    file.write_bytes(sha256(body).hexdigest().encode() + b"\n" + body)


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-9]),
        lambda file: file.write_bytes(file.read_bytes().replace(b"harbour", b"harbor")),
        lambda file: file.write_bytes(b"0" * 64 + b"\n{}"),
        lambda file: file.unlink(),
        _reworded,
    ],
)
def test_damaged_evidence_is_found_again(
    quick_desk: Path, found_anew: list[int], damage: Callable[[Path], object]
) -> None:
    before = (quick_desk.parents[1] / "editions/trams/latest/evidence.json").read_bytes()
    for file in kept(quick_desk.parents[1]):
        damage(file)
    own_audience(quick_desk.parents[1], "Ours")
    made = build(quick_desk).edition.folder
    assert found_anew
    record, old = json.loads((made / "evidence.json").read_bytes()), json.loads(before)
    assert record["passages"] == old["passages"]


def test_a_few_are_kept(quick_desk: Path) -> None:
    for passages in (1, 2, 3, 5):
        spec = tiny.QUICK + f"summary: {{method: coverage, passages: {passages}}}\n"
        quick_desk.write_text(spec, encoding="utf-8")
        build(quick_desk)
    assert len(kept(quick_desk.parents[1])) == 3


# --- Why --------------------------------------------------------------------------------------


def _replace_source(root: Path) -> None:
    edit(root / "briefs/sources/okoro.txt", "41 million", "42 million")


def _remove_source(root: Path) -> None:
    (root / "briefs/sources/board.md").unlink()


def _add_source(root: Path) -> None:
    (root / "briefs/sources/new.txt").write_text(tiny.OKORO.replace("41", "43"), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda root: None, []),
        (
            lambda root: edit(root / "briefs/trams.yaml", "Trams in", "Trams of"),
            [("spec", "title", "Trams in Norvale", "Trams of Norvale")],
        ),
        (
            lambda root: edit(root / "briefs/trams.yaml", "[fare, fares]", "[fare]"),
            [("spec", "issues.2.terms.2", "fares", None)],
        ),
        (_replace_source, [("source", "briefs/sources/okoro.txt", ..., ...)]),
        (_remove_source, [("source", "briefs/sources/board.md", ..., None)]),
        (_add_source, [("source", "briefs/sources/new.txt", None, ...)]),
        (
            lambda root: (root / "editions/trams/latest" / HTML).unlink(),
            [("file", HTML, "as it was made", "altered")],
        ),
        (
            lambda root: shutil.rmtree(root / "editions"),
            [("edition", "trams", None, "the first")],
        ),
    ],
)
def test_why_names_what_differs(
    quick_desk: Path, change: Callable[[Path], object], told: list[tuple[object, ...]]
) -> None:
    change(quick_desk.parents[1])
    desk = Desk.of(quick_desk)
    found = staleness(desk.load(quick_desk), desk).changed
    seen = [(d.part, d.name, d.old, d.new) for d in found]
    assert len(seen) == len(told)
    for one, wanted in zip(seen, told, strict=True):
        assert [w in (..., o) for o, w in zip(one, wanted, strict=True)] == [True] * 4
    assert build(quick_desk).edition.new == bool(told)


def test_why_names_templates(quick_desk: Path) -> None:
    own_audience(quick_desk.parents[1], "Ours")
    desk = Desk.of(quick_desk)
    (one,) = staleness(desk.load(quick_desk), desk).changed
    assert (one.part, one.name, one.old) == ("template", "templates/analyst/audience.yaml", None)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({}, {}, []),
        ({"tools": {"spacy": "1"}}, {"tools": {"spacy": "2"}}, ["tool spacy: changed (1 → 2)"]),
        ({"fonts": {"used": ["A"]}}, {"fonts": {}}, ["fonts used: gone (['A'])"]),
        ({"sources": [{"location": "a", "sha256": "x"}]}, {}, ["source a: gone (x)"]),
        ({"review": {"decisions": "x"}}, {}, ["review: gone (x)"]),
        ({"spec": "nonsense", "tools": [1]}, {}, []),
    ],
)
def test_differences(old: dict[str, Any], new: dict[str, Any], told: list[str]) -> None:
    assert [str(one) for one in differences(old, new)] == told


def test_the_command_why(quick_desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", str(quick_desk), "--exit-code"]) == 0
    assert capsys.readouterr().out == "trams: nothing has changed since edition 2031-03-14\n"
    _replace_source(quick_desk.parents[1])
    assert main(["why", str(quick_desk)]) == 0
    assert "source briefs/sources/okoro.txt: changed (" in capsys.readouterr().out
    assert main(["why", str(quick_desk), "--exit-code", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["stale"], told["edition"], len(told["changed"])) == (True, "2031-03-14", 1)


# --- A locked rebuild -------------------------------------------------------------------------


def test_made_again_from_the_archive_alone(quick_desk: Path, tmp_path: Path) -> None:
    """The desk's files gone, an edition altered, no network: it comes out byte for byte."""
    root = quick_desk.parents[1]
    own_audience(root, "Ours")
    edition = build(quick_desk, as_of=date(2031, 3, 15)).edition.folder
    before = {f.name: f.read_bytes() for f in edition.iterdir()}
    shutil.rmtree(root / "briefs")
    shutil.rmtree(root / "templates")
    earlier = root / "editions/trams/2031-03-14"
    withdraw(earlier, "Named the wrong mayor.", datetime(2031, 3, 20, tzinfo=UTC))
    (earlier / "evidence.json").write_text("{}", encoding="utf-8")
    (edition / HTML).write_text("altered", encoding="utf-8")
    (edition / "evidence.json").unlink()
    program = "import sys; from briefgen.cli import main; sys.exit(main())"
    words = ("build", "--locked", str(edition), "--jobs", "1")
    (tmp_path / "watch").mkdir()
    done, log = run(tmp_path / "watch", "-c", program, *words)
    assert (done.returncode, log) == (0, ""), done.stderr
    assert done.stdout.startswith("trams: the same edition 2031-03-15, byte for byte\n")
    assert {f.name: f.read_bytes() for f in edition.iterdir()} == before


def test_what_came_out_differently_is_said(
    quick_desk: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    edition = quick_desk.parents[1] / "editions/trams/2031-03-14"
    lock = json.loads((edition / "edition.lock.json").read_bytes())
    lock["outputs"][HTML] = "0" * 64
    lock["tools"]["jinja2"] = "0.1"
    (edition / "edition.lock.json").write_text(json.dumps(lock), encoding="utf-8")
    out = tmp_path / "out"
    assert main(["build", "--locked", str(edition), "--out", str(out)]) == 1
    told = capsys.readouterr().err
    assert HTML in told
    assert "tool jinja2: changed (0.1 → " in told
    assert not out.exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda lock: lock.pop("missing"), "no lock by which it could be made again"),
        (lambda lock: lock["spec"].update(sha256="0" * 64), "briefs/trams.yaml as it was then"),
        (lambda lock: lock["sources"][0].update(sha256="0" * 64), "board.md as it was then"),
        (lambda lock: lock.update(before="0" * 64), "the record of edition"),
        (lambda lock: lock.update(sources=[{}]), "its lock is damaged"),
        (lambda lock: lock.pop("templates"), "its lock is damaged"),
        (lambda lock: lock["spec"].update(formats=5), "its lock is damaged"),
    ],
)
def test_what_cannot_be_made_again_is_said(
    quick_desk: Path,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[dict[str, Any]], object],
    told: str,
) -> None:
    edition = quick_desk.parents[1] / "editions/trams/2031-03-14"
    lock = json.loads((edition / "edition.lock.json").read_bytes())
    change(lock)
    (edition / "edition.lock.json").write_text(json.dumps(lock), encoding="utf-8")
    assert main(["build", "--locked", str(edition)]) == 1
    assert told in capsys.readouterr().err


def test_a_lock_names_no_file_outside_its_desk(quick_desk: Path, tmp_path: Path) -> None:
    edition = quick_desk.parents[1] / "editions/trams/2031-03-14"
    lock = json.loads((edition / "edition.lock.json").read_bytes())
    lock["templates"]["templates/../../../own"] = lock["spec"]["sha256"]
    (edition / "edition.lock.json").write_text(json.dumps(lock), encoding="utf-8")
    assert main(["build", "--locked", str(edition)]) == 1
    assert not list(tmp_path.glob("**/own"))


@pytest.mark.parametrize("words", [[], ["x.yaml", "--locked", "x"], ["--locked", "nowhere"]])
def test_a_spec_or_an_edition(words: list[str], tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build", *words]) == 2


# --- As of a past day -------------------------------------------------------------------------

UNDATED = tiny.BOARD.replace("Published 11 March 2031\n", "")
EARLIER = {
    "ferrand.txt": tiny.FERRAND.replace("2031", "2019"),
    "okoro.txt": tiny.OKORO.replace("9 March 2031", "9 May 2019"),
    "board.md": UNDATED,
}


@pytest.mark.parametrize(
    ("day", "added", "used"),
    [
        (date(2019, 5, 9), "", "ferrand.txt okoro.txt"),
        (date(2019, 5, 8), "", "ferrand.txt"),
        (date(2019, 5, 8), "2019-05-08", "ferrand.txt board.md"),
        (date(2019, 5, 7), "2019-05-08", "ferrand.txt"),
        (DAY, "", "ferrand.txt okoro.txt board.md"),
    ],
)
def test_only_what_was_there_then(
    tiny_desk: Callable[..., Path], day: date, added: str, used: str
) -> None:
    spec = tiny_desk(texts=EARLIER)
    if added:
        archived(spec, added)
    record = json.loads((build(spec, as_of=day).edition.folder / "evidence.json").read_bytes())
    there = {Path(s["location"]).name for s in record["sources"] if s["excluded"] is None}
    assert there == set(used.split())


def test_a_file_is_read_as_the_archive_had_it_then(tiny_desk: Callable[..., Path]) -> None:
    spec = tiny_desk(texts=EARLIER)
    archived(spec, "2019-05-20")
    edit(spec.parent / "sources/okoro.txt", "41 million", "77 million")
    built = build(spec, as_of=date(2019, 6, 1)).edition
    later = build(spec, as_of=date(2031, 1, 1)).edition
    sources = [
        {s["location"]: s["sha256"] for s in json.loads(f.read_bytes())["sources"]}
        for f in (built.folder / "evidence.json", later.folder / "evidence.json")
    ]
    assert sources[0] != sources[1]


def archived(spec: Path, day: str) -> None:
    """Build once, and let the archive say that all of it came on another day."""
    import sqlite3  # noqa: PLC0415

    build(spec)
    shutil.rmtree(spec.parents[1] / "editions")
    with sqlite3.connect(spec.parents[1] / "library/library.sqlite3") as database:
        database.execute("UPDATE accession SET added = ?", (f"{day}T12:00:00Z",))


def test_an_edition_of_a_past_day_is_none_of_today(tiny_desk: Callable[..., Path]) -> None:
    spec = tiny_desk(texts=EARLIER)
    assert build(spec, as_of=date(2019, 5, 9)).edition.new
    assert not build(spec, as_of=date(2019, 5, 9)).edition.new
    assert build(spec, as_of=None).edition.new
