"""The spine: what a build makes, when it says "unchanged", and what a failing one leaves."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import tiny
from tiny import DAY, BuiltDesk, build

from briefgen import annotate, embed
from briefgen.acquisition import with_sources
from briefgen.build import build_edition
from briefgen.cite import style_file
from briefgen.desk import Desk
from briefgen.errors import BriefgenError, NotEnoughSources, SpecError
from briefgen.library import SqliteLibrary
from briefgen.model import Document, Sentence

Tiny = Callable[..., Path]


def listing(folder: Path) -> dict[str, object]:
    """Everything in `editions/`: bytes and times of files, targets of links."""
    return {
        str(f.relative_to(folder)): str(f.readlink())
        if f.is_symlink()
        else (f.read_bytes(), f.stat().st_mtime_ns)
        if f.is_file()
        else "folder"
        for f in sorted(folder.rglob("*"))
        if f.name != ".lock"
    }


def record(edition: Path) -> dict[str, Any]:
    return json.loads((edition / "evidence.json").read_text(encoding="utf-8"))


# --- What a build makes -----------------------------------------------------------------------


def test_makes_every_audience_in_every_format(built_tiny: BuiltDesk) -> None:
    assert sorted(f.name for f in built_tiny.edition.iterdir()) == [
        "edition.lock.json",
        "evidence.json",
        "trams-analyst.html",
        "trams-analyst.pdf",
        "trams-minister.html",
        "trams-minister.pdf",
    ]
    assert (built_tiny.edition.name, built_tiny.built.edition.new) == ("2031-03-14", True)
    assert built_tiny.built.problems == ()
    assert (built_tiny.root / "editions/trams/latest").resolve() == built_tiny.edition.resolve()


def test_lock_names_all_that_the_edition_depends_on(built_tiny: BuiltDesk) -> None:
    lock = json.loads((built_tiny.edition / "edition.lock.json").read_text())
    assert lock["as_of"] == "2031-03-14"
    assert lock["spec"]["file"] == "trams.yaml"
    assert [s["location"] for s in lock["sources"]] == [
        "briefs/sources/board.md",
        "briefs/sources/ferrand.txt",
        "briefs/sources/okoro.txt",
    ]
    assert {"briefgen", "model", "spacy", "weasyprint", "pypandoc-binary"} <= set(lock["tools"])
    assert "base/brief.html.j2" in lock["templates"]
    files = {f.name for f in built_tiny.edition.iterdir()} - {"edition.lock.json"}
    assert set(lock["outputs"]) == files


def test_no_file_of_an_edition_names_a_folder_of_the_machine(
    tiny_desk: Tiny, tmp_path: Path
) -> None:
    """Not even where a problem is said to stand in the spec, or with --sources from elsewhere."""
    spec = tiny_desk(tiny.QUICK.replace("sources/*", "sources/*, none.txt"))
    for built in (build(spec), build(spec, f"{spec.parent}/sources/*.txt", "none/*.txt")):
        assert built.problems
        for file in built.edition.folder.iterdir():
            assert str(tmp_path).encode() not in file.read_bytes(), file.name


def test_archives_the_sources_and_their_texts(built_tiny: BuiltDesk) -> None:
    archive = SqliteLibrary(built_tiny.root / "library")
    for source in record(built_tiny.edition)["sources"]:  # type: ignore[attr-defined]
        saved = built_tiny.root / source["location"]
        assert archive.content(source["sha256"]) == saved.read_bytes()
        assert len((archive.text(source["text_sha256"]) or "").split()) >= source["words"]


def test_progress_is_told(tiny_desk: Tiny) -> None:
    spec, told = tiny_desk(), []
    desk = Desk.of(spec)
    build_edition(desk.load(spec), desk, as_of=DAY, progress=told.append)
    assert told == [
        "reading the sources (3)", "finding the evidence in the documents (3)",
        "laying out the briefs (1)",
    ]  # fmt: skip
    told.clear()
    build_edition(desk.load(spec), desk, as_of=DAY, progress=told.append)
    assert told == []


def test_without_a_date_it_is_todays(tiny_desk: Tiny) -> None:
    assert build(tiny_desk(), as_of=None).edition.name == date.today().isoformat()


@pytest.mark.parametrize(
    ("spec", "out", "root"),
    [
        ("desk/briefs/x.yaml", None, "desk"),
        ("desk/x.yaml", None, "desk"),
        ("desk/briefs/x.yaml", "elsewhere", "elsewhere"),
    ],
)
def test_where_a_desk_is(tmp_path: Path, spec: str, out: str | None, root: str) -> None:
    desk = Desk.of(tmp_path / spec, tmp_path / out if out else None)
    assert desk.root.relative_to(tmp_path) == Path(root)
    assert desk.editions == desk.root / "editions"
    assert desk.library.file == desk.root / "library" / "library.sqlite3"
    assert desk.templates == ()
    (tmp_path / "desk/templates").mkdir(parents=True)
    assert desk.templates == (tmp_path / "desk/templates",)  # also where it writes elsewhere
    assert Desk.of(tmp_path / spec, archive=tmp_path / "a").library.file.parent == tmp_path / "a"


def test_other_sources_take_the_place_of_the_specs(
    tiny_desk: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Relative to the current folder, whose name reads like a pattern; a bad one is said."""
    here = tmp_path / "here [1]"
    here.mkdir()
    (here / "only.txt").write_text(tiny.OKORO, encoding="utf-8")
    monkeypatch.chdir(here)
    spec = tiny_desk()
    built = build(spec, "*.txt", "*.odt")
    sources = record(built.edition.folder)["sources"]
    assert [s["location"] for s in sources] == ["../here [1]/only.txt"]  # type: ignore[attr-defined]
    assert built.problems[0].where == "--sources '*.odt'"
    assert "relative to the current folder" in built.problems[0].remedy
    loaded = Desk.of(spec).load(spec)
    given = with_sources(loaded, ["a", "https://example.org/b", " HTTP://example.org "]).sources
    assert [(s.path, s.url) for s in given] == [
        ("a", ""),
        ("", "https://example.org/b"),
        ("", "HTTP://example.org"),
    ]


# --- Unchanged, or a new edition --------------------------------------------------------------


def test_nothing_changed_nothing_written(quick_desk: Path) -> None:
    before = listing(quick_desk.parents[1] / "editions")
    for as_of in (DAY, None):
        again = build(quick_desk, as_of=as_of)
        assert (again.edition.name, again.edition.new) == ("2031-03-14", False)
    assert listing(quick_desk.parents[1] / "editions") == before


def test_what_was_left_out_is_still_said(tiny_desk: Tiny) -> None:
    """A source that cannot be read, one that is missing, an issue that no source touches."""
    spec = tiny_desk(
        tiny.QUICK.replace("sources/*", "sources/*, none.txt").replace(
            "    terms: [fare, fares]", "    terms: [submarines]"
        ),
        {**tiny.TEXTS, "empty.txt": ""},
    )
    first = build(spec)
    assert len(first.problems) == 3
    again = build(spec)
    assert (again.edition.new, again.problems) == (False, first.problems)


def _edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        file = root / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change


def _add_source(root: Path) -> None:
    (root / "briefs/sources/new.txt").write_text(
        tiny.OKORO.replace("41 million", "43 million"), encoding="utf-8"
    )


def _remove_source(root: Path) -> None:
    (root / "briefs/sources/board.md").unlink()


def _rename_source(root: Path) -> None:
    (root / "briefs/sources/board.md").rename(root / "briefs/sources/zboard.md")


def _add_template(root: Path) -> None:
    folder = root / "templates" / "analyst"
    folder.mkdir(parents=True)
    (folder / "audience.yaml").write_text("extends: analyst\nlabel: Ours\n")


def _delete_html(root: Path) -> None:
    (root / "editions/trams/latest/trams-analyst.html").unlink()


@pytest.mark.parametrize(
    "change",
    [
        _edit("briefs/sources/okoro.txt", "41 million", "42 million"),
        _add_source,
        _remove_source,
        _rename_source,
        _edit("briefs/trams.yaml", "Trams in Norvale", "Trams of Norvale"),
        _edit("briefs/trams.yaml", "title: Fares", "title: The fares"),
        _add_template,
        _delete_html,
        _edit("editions/trams/latest/trams-analyst.html", "Norvale", "Norvald"),
        _edit("editions/trams/latest/evidence.json", "Norvale", "Norvald"),
        _edit("editions/trams/latest/edition.lock.json", "as_of", "as-of"),
    ],
)  # fmt: skip
def test_whatever_changes_makes_a_new_edition(
    quick_desk: Path, change: Callable[[Path], None]
) -> None:
    assert build(quick_desk).edition.new is False
    change(quick_desk.parents[1])
    again = build(quick_desk).edition
    assert (again.new, again.name) == (True, "2031-03-14-2")
    assert build(quick_desk).edition.new is False


def test_another_date_makes_a_new_edition(quick_desk: Path) -> None:
    later = build(quick_desk, as_of=date(2031, 3, 15)).edition
    assert (later.new, later.name) == (True, "2031-03-15")
    assert build(quick_desk, as_of=None).edition.new is False


def test_what_the_desk_says_of_a_source_counts(tiny_desk: Tiny) -> None:
    """The same files, by --sources, without the reference that the spec gives."""
    spec = tiny_desk(
        tiny.QUICK.replace(
            "[sources/*]", "[{path: 'sources/*', reference: {publisher: Norvale Press}}]"
        )
    )
    first = build(spec).edition
    again = build(spec, f"{spec.parent}/sources/*").edition
    assert (first.new, again.new) == (True, True)


def test_a_changed_style_file_counts(tiny_desk: Tiny) -> None:
    spec = tiny_desk(tiny.QUICK + "citations: {style: ours.csl}\n")
    ours = spec.parent / "ours.csl"
    shutil.copyfile(style_file("apa"), ours)
    build(spec)
    assert build(spec).edition.new is False
    ours.write_text(ours.read_text(encoding="utf-8") + "<!-- new -->", encoding="utf-8")
    assert build(spec).edition.new is True


def test_lost_library_is_filled_again(quick_desk: Path) -> None:
    """Without a new edition: nothing in it would differ."""
    shutil.rmtree(quick_desk.parents[1] / "library")
    built = build(quick_desk).edition
    assert built.new is False
    archive = SqliteLibrary(quick_desk.parents[1] / "library")
    for source in record(built.folder)["sources"]:  # type: ignore[attr-defined]
        assert archive.text(source["text_sha256"])


@pytest.fixture(scope="module")
def built_with_embeddings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The spec of a small desk with one edition, built with the default model of embeddings."""
    spec = tiny.make(tmp_path_factory.mktemp("embeddings"), tiny.QUICK)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(embed.VARIABLE, raising=False)
        build(spec)
    return spec


IMPORTED = """
import sys
from briefgen.cli import main
status = main(sys.argv[1:])
heavy = (
    "spacy weasyprint trafilatura sumy syntok pypdfium2 pypandoc thinc numpy scipy lxml "
    "onnxruntime tokenizers vaderSentiment"
).split()
print([name for name in heavy if name in sys.modules], status, file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "{spec}"], "trams: unchanged since edition 2031-03-14"),
        (["check", "{spec}"], "{spec}: fit to build"),
        (["schema"], "{{"),
    ],
)
def test_light_commands_import_no_heavy_library(
    built_with_embeddings: Path, default_embeddings: None, arguments: list[str], said: str
) -> None:
    filled = [a.format(spec=built_with_embeddings) for a in arguments]
    run = subprocess.run(
        [sys.executable, "-c", IMPORTED, *filled], capture_output=True, text=True, check=True
    )
    assert run.stderr.splitlines()[-1] == "[] 0"
    assert run.stdout.startswith(said.format(spec=built_with_embeddings))


# --- What is parsed ---------------------------------------------------------------------------

BEES = """A Year Without Bees

By Ilse Marwick
Norvale Courier, 7 March 2031

The ministry should pay for new hives in the orchards of the valley, because the growers lost \
three hives of four in the winter. Apples from abroad cost the town much more than bees.
"""
ABOUT_BEES = (
    tiny.QUICK[: tiny.QUICK.index("issues:")]
    + """issues:
  - {title: Orchards, terms: [orchard]}
formats: [html]
audiences: [analyst]
"""
)


#: Words of each text, by which it is known where it is parsed.
MARKS = {"bees.txt": "hives", "ferrand.txt": "9,000", "okoro.txt": "stand empty", "board.md": ""}


def test_only_what_can_hold_a_passage_is_parsed_and_only_once(
    tiny_desk: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are listed among the sources; a second brief adds what only its issues need."""
    spec = tiny_desk(texts={**tiny.TEXTS, "bees.txt": BEES})
    bees = spec.with_name("bees.yaml")
    bees.write_text(ABOUT_BEES, encoding="utf-8")
    parsed: list[str] = []
    plain = annotate.annotate

    def noted(documents: Sequence[Document]) -> tuple[tuple[Sentence, ...], ...]:
        parsed.extend(
            next(name for name, words in MARKS.items() if words in document.text)
            for document in documents
        )
        return plain(documents)

    monkeypatch.setattr(annotate, "annotate", noted)
    first = build(spec)
    assert parsed == ["board.md", "ferrand.txt", "okoro.txt"]
    sources = {Path(s["location"]).name: s for s in record(first.edition.folder)["sources"]}
    assert (sources["bees.txt"]["used"], sources["bees.txt"]["excluded"]) == (False, None)
    parsed.clear()
    file = spec.parent / "sources" / "okoro.txt"
    file.write_text(tiny.OKORO.replace("41 million", "42 million"), encoding="utf-8")
    build(spec)
    assert parsed == ["okoro.txt"]
    parsed.clear()
    second = build(bees)
    assert parsed == ["bees.txt"]
    assert [s["used"] for s in record(second.edition.folder)["sources"]].count(True) == 1


# --- A failing build leaves the last edition as it was ----------------------------------------


class Injected(Exception):
    """A fault of no kind that anything could expect."""


STEPS = [
    "briefgen.build.gather",
    "briefgen.acquisition.take_in",
    "briefgen.library.SqliteLibrary.writing",
    "briefgen.build.load_profile",
    "briefgen.build.spec_key",
    "briefgen.intake.settle",
    "briefgen.evidence.sieve.may_hold",
    "briefgen.parsing.annotate_all",
    "briefgen.build.embedding",
    "briefgen.build.entailment",
    "briefgen.viewpoints.Scorer.shipped",
    "briefgen.evidence.find_evidence",
    "briefgen.evidence.candidates",
    "briefgen.render.layout.compose",
    "briefgen.render.layout.cite",
    "briefgen.render.layout.render_html",
    "briefgen.evidence.record.to_json",
    "briefgen.editions.files.lock_record",
    "briefgen.editions.store.Shelf.next_name",
    "briefgen.editions.store.Shelf.add",
    "briefgen.editions.store.Path.write_bytes",
    "briefgen.editions.store.Path.rename",
    "briefgen.editions.store.Path.symlink_to",
]


def _break(monkeypatch: pytest.MonkeyPatch, target: str, error: BaseException) -> None:
    """Let a function raise; `target` is its module, perhaps its class, and its name."""
    path, _, name = target.rpartition(".")
    module, _, owner = path.rpartition(".")
    try:
        place: object = importlib.import_module(path)
    except ImportError:
        place = getattr(importlib.import_module(module), owner)

    def broken(*_: object, **__: object) -> object:
        raise error

    monkeypatch.setattr(place, name, broken)


ERRORS = (Injected("x"), KeyboardInterrupt(), OSError(28, "No space left on device"))


@pytest.mark.parametrize(("step", "error"), list(zip(STEPS, cycle(ERRORS), strict=False)))
def test_failure_at_any_step(
    quick_desk: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    root = quick_desk.parents[1]
    before = listing(root / "editions")
    _edit("briefs/sources/okoro.txt", "41 million", "42 million")(root)
    with monkeypatch.context() as patch:
        _break(patch, step, error)
        with pytest.raises((type(error), BriefgenError)):
            build(quick_desk)
    assert listing(root / "editions") == before


def test_the_build_after_a_failed_one(quick_desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = quick_desk.parents[1]
    _edit("briefs/sources/okoro.txt", "41 million", "42 million")(root)
    for step in STEPS:
        with monkeypatch.context() as patch, pytest.raises(Injected):
            _break(patch, step, Injected("x"))
            build(quick_desk)
    again = build(quick_desk).edition
    assert (again.new, again.name) == (True, "2031-03-14-2")
    assert sorted(f.name for f in (root / "editions/trams").iterdir()) == [
        ".lock", "2031-03-14", "2031-03-14-2", "latest",
    ]  # fmt: skip


def test_nothing_to_brief_on(quick_desk: Path) -> None:
    """Every source is said, and the last edition stays."""
    spec = quick_desk
    before = listing(spec.parents[1] / "editions")
    for file in (spec.parent / "sources").iterdir():
        file.write_text("")
    with pytest.raises(NotEnoughSources) as caught:
        build(spec)
    lines = str(caught.value).splitlines()
    assert lines[0] == "no source could be read, and so nothing was built"
    assert [line.split(":")[0] for line in lines[1:]] == [
        "briefs/sources/board.md", "briefs/sources/ferrand.txt", "briefs/sources/okoro.txt",
    ]  # fmt: skip
    assert listing(spec.parents[1] / "editions") == before


KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import tiny
real, calls = Path.write_bytes, []
def write_bytes(self, content):
    calls.append(self)
    if len(calls) == 2:
        os.kill(os.getpid(), 9)
    return real(self, content)
Path.write_bytes = write_bytes
tiny.build(Path(sys.argv[1]))
"""


@pytest.mark.slow
def test_a_builder_that_is_killed_leaves_nothing_that_lasts(tiny_desk: Tiny) -> None:
    spec = tiny_desk()
    shelf = spec.parents[1] / "editions/trams"
    command = [sys.executable, "-c", KILLED, str(spec), str(Path(__file__).parent)]
    assert subprocess.run(command, check=False).returncode == -9
    assert [f.name[:5] for f in shelf.iterdir() if f.name != ".lock"] == [".new-"]
    build(spec)
    assert sorted(f.name for f in shelf.iterdir()) == [".lock", "2031-03-14", "latest"]


@pytest.mark.slow
def test_two_builders_of_one_brief(tiny_desk: Tiny, default_embeddings: None) -> None:
    """Two whole editions, or one and "unchanged"; the newest is what `latest` names."""
    spec = tiny_desk()
    command = [
        sys.executable, "-c", "import sys; from briefgen.cli import main; sys.exit(main())",
        "build", str(spec), "--as-of", "2031-03-14", "--json",
    ]  # fmt: skip
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = [json.loads(run.communicate()[0])["briefs"][0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    made = {brief["edition"] for brief in told if brief["new"]}
    shelf = spec.parents[1] / "editions/trams"
    assert {f.name for f in shelf.iterdir()} == {".lock", "latest", *made}
    assert 1 <= len(made) <= 2
    assert (shelf / "latest").readlink().name == max(made)
    for name in made:
        lock = json.loads((shelf / name / "edition.lock.json").read_text())
        assert set(lock["outputs"]) == {f.name for f in (shelf / name).iterdir()} - {
            "edition.lock.json"
        }
    assert build(spec).edition.new is False


# --- Specs that cannot be built ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("trams.yaml", True),
        ("trams 2031.yaml", True),
        ("Straßenbahn.yaml", True),
        ("tr*ms[1].yaml", True),
        (".yaml", False),
        ("..yaml", False),
        ("...yaml", False),
        ("tra\nms.yaml", False),
        (os.fsdecode(b"tr\xffms.yaml"), False),
    ],
)
def test_names_that_a_brief_can_have(tiny_desk: Tiny, name: str, good: bool) -> None:
    spec = tiny_desk()
    spec = spec.rename(spec.with_name(name))
    if good:
        edition = build(spec).edition
        assert edition.folder.parent == spec.parents[1] / "editions" / Path(name).stem
        assert [f.name for f in edition.documents] == [f"{Path(name).stem}-analyst.html"]
        return
    with pytest.raises(SpecError, match="cannot become that of a brief"):
        build(spec)
    assert not (spec.parents[1] / "editions").exists()


@pytest.mark.parametrize("style", ["no-such-style", "none.csl", "chicago-notes-bibliografy"])
def test_style_that_is_not_there_is_a_fault_of_the_spec(tiny_desk: Tiny, style: str) -> None:
    with pytest.raises(SpecError, match=r"there is no citation style .*chicago-notes-bibliography"):
        build(tiny_desk(tiny.QUICK + f"citations: {{style: {style}}}\n"))


def test_library_asked_for_what_the_issues_speak_of(tiny_desk: Callable[..., Path]) -> None:
    """A search that names no words finds the texts that hold a term, and no other."""
    pond = "The Pond\n\nBy Una Moss\nNorvale Post, 2 March 2031\n\nThe pond of the park is full.\n"
    texts = {**tiny.TEXTS, "pond.txt": pond}
    spec = tiny_desk(texts=texts)
    build(spec)
    spec.write_text(tiny.QUICK.replace("[sources/*]", "[library: {}]"), encoding="utf-8")
    built = build(spec)
    record = json.loads((built.edition.folder / "evidence.json").read_text(encoding="utf-8"))
    locations = {source["location"] for source in record["sources"]}
    assert locations == {f"briefs/sources/{name}" for name in tiny.TEXTS}


def test_library_that_holds_nothing_on_the_issues(tiny_desk: Callable[..., Path]) -> None:
    spec = tiny_desk(tiny.QUICK.replace("[sources/*]", "[library: {}]"))
    with pytest.raises(NotEnoughSources) as raised:
        build(spec)
    (problem,) = (p for p in raised.value.problems if "nothing in the library" in p.what)
    assert problem.what == "nothing in the library for the issues' terms"
