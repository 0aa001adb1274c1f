"""Poison: a document that cannot be parsed is set aside, and the brief is made without it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import tiny

from briefgen import annotate, attributed, parsing
from briefgen.attributed import Attributed
from briefgen.build import Built, read, taken
from briefgen.cli import main
from briefgen.desk import Desk
from briefgen.editions.store import LOCK
from briefgen.errors import NotEnoughSources, SpecError, UnknownName
from briefgen.execute import EXECUTOR
from briefgen.library import SqliteLibrary
from briefgen.rebuild import rebuild_edition
from briefgen.stale import staleness
from briefgen.viewpoints import attribute

Tiny = Callable[..., Path]
WHY = "could not be parsed: RuntimeError: the docks are dry"


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Texts with these words in them cannot be parsed; what was tried is appended as `tried`."""
    words = ["stand empty"]
    plain = annotate.annotate

    def broken(documents):
        for document in documents:
            if any(word in document.text for word in words):
                words.append(f"tried {len(words)}")
                raise RuntimeError("the docks are dry")
        return plain(documents)

    monkeypatch.setattr(annotate, "annotate", broken)
    return words


def excluded(built: Built) -> dict[str, str]:
    record = json.loads((built.edition.folder / "evidence.json").read_bytes())
    return {Path(s["location"]).name: s["excluded"] for s in record["sources"] if s["excluded"]}


def test_poison_is_set_aside_and_tried_again_when_released(
    tiny_desk: Tiny, poison: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    spec = tiny_desk()
    first = tiny.build(spec)
    assert excluded(first) == {"okoro.txt": WHY}
    told = [str(problem) for problem in first.problems if "could not be parsed" in problem.what]
    assert len(told) == 1
    assert "okoro.txt" in told[0]
    assert "--release" in told[0]
    poison[:] = []

    again = tiny.build(spec)
    assert not again.edition.new, "nothing has changed, and it is not tried again"
    desk = ["--desk", str(spec.parents[1])]
    assert main(["sources", "quarantine", *desk]) == 0
    line, why = capsys.readouterr().out.splitlines()
    assert "okoro.txt" in line
    assert why.strip() == WHY

    assert main(["sources", "quarantine", "--release", line.split()[0], "--json", *desk]) == 0
    (released,) = json.loads(capsys.readouterr().out)["released"]
    assert released["why"] == WHY
    found = staleness(Desk.of(spec).load(spec), Desk.of(spec)).changed
    assert [(each.part, each.new) for each in found] == [("set aside", None)]
    last = tiny.build(spec)
    assert last.edition.new
    assert excluded(last) == {}
    assert main(["sources", "quarantine", "--release", line.split()[0], *desk]) == 1
    assert "is not in quarantine" in capsys.readouterr().err


def test_what_others_set_aside_meanwhile_is_not_in_the_lock(
    tiny_desk: Tiny, poison: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names what this edition was made without."""
    poison[:] = []
    spec = tiny_desk()
    library, plain = Desk.of(spec).library, parsing.annotate_all

    def meanwhile(*args, **named):
        done = plain(*args, **named)
        with library.writing() as writer:
            for document in done.documents:
                now = attributed.version(), "it hangs", "2031-03-14T06:00:00Z"
                writer.quarantine(document.text_sha256, *now)
        return done

    monkeypatch.setattr(parsing, "annotate_all", meanwhile)
    folder = tiny.build(spec).edition.folder
    assert json.loads((folder / LOCK).read_bytes())["aside"] == {}
    assert rebuild_edition(folder, Desk.of(spec)).others == ()


def test_made_again_by_its_lock_it_is_without_what_was_set_aside_then(
    tiny_desk: Tiny, poison: list[str]
) -> None:
    """And with what was set aside since: what is in quarantine now is nothing to a past edition."""
    spec = tiny_desk()
    desk = Desk.of(spec)
    without = tiny.build(spec).edition.folder
    (entry,) = desk.library.quarantine()
    poison[:] = []
    with desk.library.writing() as writer:
        writer.release([entry.sha256])
    whole = tiny.build(spec).edition.folder
    assert rebuild_edition(without, desk).others == ()
    with desk.library.writing() as writer:
        writer.quarantine(entry.sha256, entry.version, "it hangs", entry.since)
    assert rebuild_edition(whole, desk).others == ()
    assert [json.loads((f / LOCK).read_bytes())["aside"] for f in (without, whole)] == [
        {entry.sha256: WHY},
        {},
    ]


def test_nothing_but_poison_is_no_brief(tiny_desk: Tiny, poison: list[str]) -> None:
    poison.append("the")
    with pytest.raises(NotEnoughSources, match="the docks are dry"):
        tiny.build(tiny_desk())


def test_a_release_names_its_texts(tmp_path: Path) -> None:
    """By hash: of whatever annotator; another version of it tries what one has set aside."""
    library = SqliteLibrary(tmp_path)
    with library.writing() as writer:
        for version in ("one", "two"):
            writer.quarantine("a" * 64, version, "it hangs", "2031-03-14T06:00:00Z")
        writer.quarantine("b" * 64, "one", "it ends", "2031-03-13T06:00:00Z")
    both = ["a" * 64, "b" * 64, "c" * 64]
    assert library.quarantined(both, "one") == {"a" * 64: "it hangs", "b" * 64: "it ends"}
    assert library.quarantined(both, "three") == {}
    assert [entry.sha256[0] for entry in library.quarantine()] == ["b", "a", "a"]
    with library.writing() as writer:
        assert writer.release(["a" * 64, "c" * 64]) == 2
    assert library.quarantined(both, "two") == {}
    assert library.check() == ()


def test_what_a_worker_gives_is_what_annotation_is(tiny_desk: Tiny) -> None:
    """Of a document alone, through bytes."""
    from support import document  # noqa: PLC0415

    made = document(
        "“The dock – which is dry – stands empty in Łódź,” said Ada Ferrand.", "Nobody goes there."
    )
    made = replace(made, text_sha256=sha256(made.text.encode()).hexdigest())
    found = attributed.loads(attributed.answered("", attributed.asked(made)), made.text)
    (sentences,) = annotate.annotate([made])
    assert found == Attributed(sentences, attribute(made, sentences))
    assert [one.speaker and one.speaker.name for one in found.attributions] == ["Ada Ferrand", None]


def test_who_holds_a_sentence_is_worked_out_once(
    tiny_desk: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And again where more is known of a source, though its text need not be parsed again."""
    asked: list[str] = []

    def noted(document, sentences):
        asked.append(Path(document.location).name)
        return attribute(document, sentences)

    spec = tiny_desk()
    tiny.build(spec)
    desk = Desk.of(spec)
    documents = read(taken(desk.load(spec), desk).accessions, (), desk.library).documents
    retold = replace(documents[0], reference=replace(documents[0].reference, title="Heard"))
    monkeypatch.setattr(parsing, "attribute", noted)
    first = parsing.annotate_all(documents, desk.library, lambda _: True)
    assert asked == []
    again = parsing.annotate_all([retold, *documents[1:]], desk.library, lambda _: True)
    assert asked == [Path(retold.location).name]
    assert again.sentences == first.sentences
    parsing.annotate_all([retold, *documents], desk.library, lambda _: True)
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("documents", "lines"),
    [(0, []), (49, []), (60, [6, 12, 18, 24, 30, 36, 42, 48, 54, 60])],
)
def test_progress_is_told_by_tenths(documents: int, lines: list[int]) -> None:
    told: list[str] = []
    for done in range(1, documents + 1):
        parsing._tell(told.append, done, documents)
    assert told == [f"parsed {done} of {documents} documents" for done in lines]


# --- Which executor -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "environment", "settings", "used"),
    [
        ("", "", "", "processes"),
        ("", "", "executor: processes:3", "processes:3"),
        ("", "dask:2", "executor: processes:3", "dask:2"),
        ("serial", "dask:2", "executor: processes:3", "serial"),
    ],
)
def test_who_names_the_executor(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: str,
    environment: str,
    settings: str,
    used: str,
) -> None:
    monkeypatch.setenv(EXECUTOR, environment)
    (tmp_path / "desk.yaml").write_text(settings)
    assert Desk(tmp_path, home=tmp_path, asked=asked).executor == used


@pytest.mark.parametrize(
    ("settings", "what"),
    [
        ("executor: proceses", "did you mean 'processes'"),
        ("executor: [serial]", "executor is no text"),
        ("executor: 3", "executor is no text"),
    ],
)
def test_an_executor_that_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str, what: str
) -> None:
    monkeypatch.setenv(EXECUTOR, "")
    (tmp_path / "desk.yaml").write_text(settings)
    with pytest.raises(SpecError, match=what):
        _ = Desk(tmp_path, home=tmp_path).executor
    monkeypatch.setenv(EXECUTOR, "mainframe")
    with pytest.raises(UnknownName, match="there is no executor 'mainframe'"):
        _ = Desk(tmp_path, home=tmp_path).executor


def test_an_option_that_names_none(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["build", "trams.yaml", "--executor", "mainframe"])
    assert "there is no executor 'mainframe'" in capsys.readouterr().err
