"""`briefgen sources …`: what each command prints, where, and how it ends."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path
from typing import Any

import pytest
from acquisition.desks import article, web_page
from fetch.loopback import Site, page, serving

from briefgen.cite import cite, style_file
from briefgen.cli import main, output
from briefgen.library import SqliteLibrary
from briefgen.model import Citation

from .desks import Run

PROGRAM = [sys.executable, "-c", "from briefgen.cli import main; raise SystemExit(main())"]
KINDS = ["page.html", "paper.pdf", "memo.docx", "letter.eml", "files/record.txt"]


def write(name: str, n: int = 1) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"By Mara Quill\n\n{article(n)}")
    return name


def one_object(out: str) -> dict[str, Any]:
    """Standard output that is one JSON object and nothing else."""
    assert out.endswith("}\n")
    assert "\n" not in out[:-1]
    found = json.loads(out)
    assert isinstance(found, dict)
    return found


# --- add ----------------------------------------------------------------------------------------


def test_add_says_what_is_new_and_counts(run: Run) -> None:
    write("s/a.txt", 1), write("s/b.txt", 2)
    assert run("add", "s/*") == (
        0,
        "added s/a.txt\nadded s/b.txt\n",
        "2 added\n",
    )
    write("s/c.txt", 3)
    Path("s/d.txt").write_bytes(b"\x00")
    status, out, said = run("add", "s/*", "none.txt")
    assert (status, out) == (0, "added s/c.txt\narchived s/d.txt\n")
    assert said.splitlines() == [
        "s/d.txt: is a binary file and not text; save it as text or HTML",
        "none.txt: no file for the path 'none.txt'; paths on the command line are relative to "
        "the current folder; check the name",
        "1 added, 1 archived but not read, 2 there already, 1 not to be had",
    ]
    assert run("add", "s/a.txt", "s/a.txt") == (0, "", "2 there already\n")


def test_add_json_is_one_object(run: Run) -> None:
    write("a.txt")
    status, out, said = run("add", "--json", "a.txt", "none.txt")
    told = one_object(out)
    assert (status, said.count("\n")) == (0, 1)
    assert (told["added"], told["known"]) == (["a.txt"], 0)
    assert [set(problem) for problem in told["problems"]] == [{"where", "what", "remedy"}]


def test_add_where_nothing_could_be_had(run: Run) -> None:
    status, out, said = run("add", "none.txt")
    assert (status, out) == (1, "")
    assert said.endswith("1 not to be had\n")
    assert not Path("library").exists()


@pytest.mark.parametrize("folder", ["s", "s/deep", "briefs"])
def test_add_from_any_folder_of_the_desk(
    run: Run, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    home = Path.cwd()
    write("s/deep/a.txt"), write("s/a.txt"), write("briefs/a.txt")
    monkeypatch.chdir(folder)
    assert run("add", "a.txt")[1] == f"added {folder}/a.txt\n"
    assert (home / "library" / "library.sqlite3").is_file()


def test_another_desk_or_another_library(run: Run) -> None:
    write("desk/a.txt")
    assert run("add", "--desk", "desk", "desk/a.txt")[1] == "added a.txt\n"
    assert run("add", "--library", "mine", "desk/a.txt")[1] == "added desk/a.txt\n"
    assert [run("list", *there)[1][14:].split(" · ")[-1] for there in (
        ("--desk", "desk"), ("--library", "mine"), ("--library", "desk/library"),
    )] == ["a.txt\n", "desk/a.txt\n", "a.txt\n"]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add"], "the following arguments are required: PATH|ADDRESS"),
        (["add", "--since", "soon", "a.txt"], "'soon' is no time like 30d, 4w or 6m"),
        (["add", "--since", "0d", "a.txt"], "'0d' is no time like 30d, 4w or 6m"),
        (["add", "--desk", "nowhere", "a.txt"], "there is no folder 'nowhere'"),
        (["list", "--desk", "nowhere"], "there is no folder 'nowhere'"),
        (["search", "x", "--after", "yesterday"], "'yesterday' is no date like 2017-07-08"),
        (["search", "x", "--after", "2031-02-30"], "'2031-02-30' is no date like 2017-07-08"),
        (["search", "x", "--limit", "0"], "'0' is no number from 1 on"),
        (["export"], "the following arguments are required: OUT"),
        (["export", "x", "--as", "pdf"], "invalid choice: 'pdf'"),
        ([], "the following arguments are required: ACTION"),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], said: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert list(Path().iterdir()) == []


def test_settings_with_a_fault_stop_before_anything_is_asked(run: Run) -> None:
    write("a.txt")
    Path("desk.yaml").write_text("fetch: {allow: [wiki intra]}")
    status, out, err = run("add", "a.txt")
    assert (status, out) == (2, "")
    assert "desk.yaml:1:16: allow is no list of hosts" in err


# --- Progress -----------------------------------------------------------------------------------


def test_progress_is_a_line_now_and_then_off_a_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "_LOT", 2)
    for n in range(5):
        write(f"s/{n}.txt", n)
    _, out, said = run("add", "s/*")
    assert out.count("\n") == 5
    assert said == "2 sources\n4 sources\n5 added\n"


@pytest.mark.slow
def test_progress_is_a_bar_on_a_terminal(tmp_path: Path) -> None:
    """And each line of what was added stands on a line of its own."""
    (tmp_path / "s").mkdir()
    for n in range(250):
        (tmp_path / "s" / f"{n}.txt").write_text(article(n))
    terminal, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("4H", 24, 80, 0, 0))
    command = [*PROGRAM, "sources", "add", "s/*"]
    child = subprocess.Popen(command, cwd=tmp_path, stdin=end, stdout=end, stderr=end)
    os.close(end)
    shown = b""
    try:
        while chunk := os.read(terminal, 65536):
            shown += chunk
    except OSError:  # Linux's way to say that nobody is at the other end any more
        pass
    os.close(terminal)
    assert child.wait() == 0
    text = shown.decode()
    assert re.search(r"\d+%\|.*\| *\d+/250 ", text)
    lines = [part for part in re.split(r"[\r\n]+", text) if "added s/" in part]
    assert len(lines) == 250
    assert all(re.fullmatch(r"(?:\x1b\[A)*added s/\d+\.txt", line.strip()) for line in lines)
    assert text.rstrip().endswith("250 added")


# --- list, show and search ----------------------------------------------------------------------


def test_list_has_a_line_for_each_source(filled: Run) -> None:
    status, out, said = filled("list")
    lines = out.splitlines()
    assert (status, said) == (0, "9 sources\n")
    assert all(re.match(r"[0-9a-f]{12}  \S", line) for line in lines)
    ends = [line[14:] for line in lines]
    assert "2031-02-11 · Mara Quill · The ferry bill · sources/page.html" in ends
    assert "2031-02-03 · Ann Roe · Of record · sources/files/record.txt" in ends
    assert "2031-02-11 · Jan Poe · The entry on pier 5 · https://pier.example/5" in ends
    assert "sources/broken.txt · not read: is a binary file and not text" in ends
    assert "sources/feed.xml · holds other sources" in ends


def test_list_json_is_one_object(filled: Run) -> None:
    status, out, said = filled("list", "--json")
    cards = one_object(out)["sources"]
    assert (status, said) == (0, "")
    assert len(cards) == 9
    assert {card["accessions"][0]["location"] for card in cards} >= {
        f"sources/{name}" for name in KINDS
    }
    assert all("blocks" not in card for card in cards)


def test_feed_that_was_fetched_often_is_listed_once(filled: Run) -> None:
    feed = Path("sources/feed.xml")
    for n in range(3):
        feed.write_text(feed.read_text() + f"<!-- {n} -->")
        filled("add", "sources/feed.xml")
    assert filled("list")[1].count("sources/feed.xml") == 1
    assert len(list(SqliteLibrary(Path("library")).catalogue())) == 12


def test_source_by_id_by_its_beginning_and_by_place(filled: Run) -> None:
    (line,) = (x for x in filled("list")[1].splitlines() if x.endswith("sources/page.html"))
    name = line[:12]
    cards = {
        filled("show", wanted) for wanted in (name, name[:7], name.upper(), "sources/page.html")
    }
    assert len(cards) == 1
    assert cards.pop()[0] == 0


@pytest.mark.parametrize("form", [[], ["--json"], ["--text"]])
def test_unknown_source(filled: Run, form: list[str]) -> None:
    status, out, said = filled("show", "zebra", *form)
    told = (
        "zebra: is no id and no location in the library; "
        "see `briefgen sources list`; an id may be shortened to its first letters\n"
    )
    assert (status, said) == (1, told)
    assert (one_object(out)["problems"][0]["where"] if "--json" in form else out) in {"zebra", ""}


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_beginning_that_fits_several(run: Run, form: list[str]) -> None:
    for n in range(40):
        write(f"s/{n}.txt", n)
    run("add", "s/*")
    ids = [line[:12] for line in run("list")[1].splitlines()]
    short = next(i[0] for i in ids if sum(other[0] == i[0] for other in ids) > 1)
    status, out, said = run("show", short, *form)
    *lines, last = said.splitlines()
    assert status == 1
    assert {line[:12] for line in lines} >= {i for i in ids if i[0] == short}
    assert last.startswith(f"{short}: begins several ids; ")
    assert (out == "") is not bool(form)


@pytest.mark.parametrize(
    ("query", "options", "found"),
    [
        ('"ferry companies"', [], set(range(1, 9))),
        ("title: memorandum", [], {2}),
        ("author: Roe", [], {8}),
        ('"pier 6"', [], {6}),
        ("harbour", ["--after", "2031-02-05"], {3, 4, 5}),
        ("harbour", ["--after", "2031-03"], set()),
        ("zebra", [], set()),
    ],
)
def test_search(filled: Run, query: str, options: list[str], found: set[int]) -> None:
    status, out, said = filled("search", query, *options)
    lines = out.splitlines()
    assert status == 0
    assert all(line.startswith(" " * 14) for line in lines[1::2])
    cards = one_object(filled("search", query, *options, "--json")[1])["hits"]
    assert [card["id"] for card in cards] == [line[:12] for line in lines[::2]]
    assert all("[" in card["snippet"] or ":" in query for card in cards)
    if found != set(range(1, 9)):
        assert len(cards) == len(found)
        assert said == (f"{len(found)} source{'s' * (len(found) > 1)}\n" if found else NONE)


NONE = "no source holds that\n"


def test_search_takes_the_best(filled: Run) -> None:
    assert len(one_object(filled("search", "pier", "--limit", "2", "--json")[1])["hits"]) == 2


@pytest.mark.parametrize("query", ["ferry AND", '"ferry', "x:y", "", "  ", "NEAR("])
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_search_that_is_not_understood(filled: Run, query: str, form: list[str]) -> None:
    status, out, said = filled("search", query, *form)
    assert status == 2
    assert said.startswith(f"the search {query!r}: ")
    assert 'write words, "words in this order"' in said
    assert bool(out) is bool(form)
    assert not form or one_object(out)["problems"]


@pytest.mark.parametrize(
    ("arguments", "status", "out", "said"),
    [
        (["list"], 1, "", "there is no library yet; briefgen sources add …\n"),
        (["list", "--json"], 1, "", "there is no library yet; "),
        (["search", "ferry"], 0, "", NONE),
        (["search", "ferry", "--json"], 0, '{"hits": []}\n', ""),
        (["show", "a"], 1, "", "a: is no id and no location in the library; "),
        (["refresh"], 0, "", "nothing to take in\n"),
        (["export", "copy"], 1, "", "there is no library yet; briefgen sources add …\n"),
        (["export", "x", "--as", "text"], 1, "", "there is no library yet; "),
        (["export", "x", "--as", "csl-json"], 1, "", "there is no library yet; "),
    ],
)
def test_without_a_library(
    run: Run, arguments: list[str], status: int, out: str, said: str
) -> None:
    """Nothing is made either."""
    got = run(*arguments)
    assert got[:2] == (status, out)
    assert said in got[2]
    assert list(Path().iterdir()) == []


# --- refresh ------------------------------------------------------------------------------------


@pytest.fixture
def site() -> Any:
    with serving() as made:
        yield made


def test_refresh_asks_again_for_what_there_is(run: Run, site: Site) -> None:
    """Each place once, however many contents it has had; what is gone is kept."""
    Path("desk.yaml").write_text("fetch: {allow: [127.0.0.1], pause: 0}")
    where = site.url("/pier")
    site.on("/pier", page(web_page(1)), page(web_page(2)), page(web_page(3)))
    write("a.txt", 4), write("b.txt", 5), write("gone.txt", 6)
    run("add", where, "*.txt")
    assert run("refresh", where)[1] == f"added {where}\n"
    write("a.txt", 7)
    Path("gone.txt").unlink()
    assert run("refresh") == (
        0,
        f"added {where}\nadded a.txt\n",
        "gone.txt: is no file of the desk; what the library holds of it stays; add it from where "
        "it is now\n2 added, 1 there already\n",
    )
    assert len(site.paths) == 3
    listed = run("list")[1].splitlines()
    assert sum("gone.txt" in line for line in listed) == 1
    # Of the page there were three contents and of a.txt two: all but the last are told apart.
    assert sum("an earlier version, of 20" in line for line in listed) == 3


def test_show_takes_a_path_from_here(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("s").mkdir()
    write("s/a.txt", 1)
    assert run("add", "s/a.txt")[0] == 0
    monkeypatch.chdir("s")
    by_path, by_location = run("show", "a.txt"), run("show", "s/a.txt")
    assert by_path == by_location
    assert by_path[0] == 0


def test_refresh_of_some_and_of_none(filled: Run) -> None:
    assert filled("refresh", "sources/page.html")[2] == "1 there already\n"
    status, out, said = filled("refresh", "zebra", "sources/page.html", "--json")
    told = one_object(out)
    assert status == 1
    assert (told["known"], [p["where"] for p in told["problems"]]) == (1, ["zebra"])
    assert said.count("zebra") == 1


# --- export -------------------------------------------------------------------------------------


def test_export_of_a_library_is_a_library(filled: Run) -> None:
    assert filled("export", "backup/copy") == (0, "backup/copy\n", "")
    copy, library = SqliteLibrary(Path("backup/copy")), SqliteLibrary(Path("library"))
    assert copy.check() == ()
    assert list(copy.catalogue()) == list(library.catalogue())
    assert filled("list", "--library", "backup/copy")[1] == filled("list")[1]
    status, out, said = filled("export", "backup/copy")
    assert (status, out) == (1, "")
    assert "is there already; name a new folder for the copy" in said


@pytest.mark.slow
def test_verify_accepts_an_exported_library(
    copied_tiny: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copied_tiny.root)
    assert main(["sources", "export", "copy"]) == 0
    for file in (copied_tiny.root / "library").rglob("*"):
        if file.is_file():
            file.unlink()
    assert main(["verify", str(copied_tiny.edition), "--library", "copy"]) == 0
    assert re.search(r"(\d+) of \1 passages verified", capsys.readouterr().out)


def test_export_of_references_is_what_pandoc_reads(filled: Run) -> None:
    assert filled("export", "refs.json", "--as", "csl-json")[0] == 0
    listed = json.loads(Path("refs.json").read_text(encoding="utf-8"))
    references = {reference["id"]: reference for reference in listed}
    assert len(references) == len(listed) == 6
    cited = [Citation(name, 1) for name in references]
    printed = cite(references, cited, style_file("apa"), "en-GB").bibliography
    text = " ".join(entry.html for entry in printed)
    for words in ("Roe", "Of record", "The ferry bill", "Pier News"):
        assert words in text


def test_export_of_texts_is_a_file_for_each(filled: Run) -> None:
    assert filled("export", "texts", "--as", "text")[0] == 0
    written = sorted(Path("texts").iterdir())
    files = {file.stem[:12]: file.read_text(encoding="utf-8") for file in written}
    assert all(re.fullmatch(r"[0-9a-f]{12}-\w[\w-]*\.txt", file.name) for file in written)
    library = SqliteLibrary(Path("library"))
    texts = {c.id: library.text(c.text_sha256) for c in library.catalogue() if c.text_sha256}
    assert files == {name: f"{text}\n" for name, text in texts.items()}


@pytest.mark.parametrize("form", ["csl-json", "text"])
def test_export_to_where_nothing_can_be_written(filled: Run, form: str) -> None:
    Path("file").write_text("")
    status, out, said = filled("export", "file/out", "--as", form)
    assert (status, out) == (1, "")
    assert said == "briefgen: file/out: cannot be written (Not a directory); name another\n"
