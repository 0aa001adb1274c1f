"""Editions one after the other: what the next one says, when there is none, and which to trust."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import tiny
from tiny import BuiltDesk, build

from briefgen import build as spine
from briefgen.build import build_edition
from briefgen.cli import main
from briefgen.desk import Desk
from briefgen.editions.corrections import warning, withdraw, withdrawal
from briefgen.editions.told import as_html, as_lines, goes_back
from briefgen.editions.verify import verify_pdf
from briefgen.library import SqliteLibrary
from briefgen.model import (
    Changes,
    ContrastTold,
    Edited,
    Moved,
    NoticeTold,
    NumberChange,
    PassageTold,
    Problem,
    SourceTold,
    Stood,
)

Tiny = Callable[..., Path]
Captured = pytest.CaptureFixture[str]
GOLDEN = Path(__file__).parent / "golden"
NEXT = date(2031, 3, 21)
VALDEZ = """Fares Should Rise Now

By Petra Valdez
Norvale Gazette, 20 March 2031

The council should reject the harbour line until fares rise. Fares of three crowns would pay for \
every tram that the town has, and for the harbour line too.
"""


def record(folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((folder / "evidence.json").read_text(encoding="utf-8"))
    return made


def change_articles(spec: Path) -> None:
    """One edited, one corrected by its publisher, one gone, one new."""
    sources = spec.parent / "sources"
    (sources / "ferrand.txt").write_text(tiny.FERRAND.replace("9,000", "12,000"))
    note = "\nCorrection: An earlier version of this article misstated the cost of the tram.\n"
    (sources / "okoro.txt").write_text(tiny.OKORO + note)
    (sources / "board.md").unlink()
    (sources / "valdez.txt").write_text(VALDEZ)


# --- The next edition ---------------------------------------------------------------------------


def test_next_edition_says_what_changed_and_is_verified(copied_tiny: BuiltDesk) -> None:
    change_articles(copied_tiny.spec)
    built = build(copied_tiny.spec, as_of=NEXT)
    changes = record(built.edition.folder)["changes"]
    assert (changes["older"], changes["newer"]) == ("2031-03-14", "2031-03-21")
    assert [s["title"] for s in changes["appeared"]] == ["Fares Should Rise Now"]
    assert [s["title"] for s in changes["vanished"]] == ["What the Transport Board Heard"]
    assert [s["later"]["location"] for s in changes["edited"]] == ["briefs/sources/ferrand.txt"]
    assert [n["figures"] for n in changes["numbers"]] == [[["9,000", "12,000"]]]
    assert [n["kind"] for n in changes["notices"]] == ["corrected"]
    assert "Petra Valdez" in {p["holder"] for p in changes["new"]}
    assert [p.what for p in built.problems] == ["carries a correction by its publisher"]
    archive = SqliteLibrary(copied_tiny.root / "library")
    for name in ("analyst", "minister"):
        verdict = verify_pdf(built.edition.folder / f"trams-{name}.pdf", archive)
        assert verdict.holds, verdict.faults
        page = (built.edition.folder / f"trams-{name}.html").read_text()
        assert "What changed since 14" in page and "9,000 before, now 12,000" in page
        assert '<span class="new">New</span>' in page
        places = [page.index(f"<h2>{head}") for head in ("Key points", "What changed since")]
        assert places == sorted(places) and places[1] < page.index('id="line"')
    first = (copied_tiny.edition / "trams-analyst.html").read_text()
    assert "<h2>What changed" not in first and record(copied_tiny.edition)["changes"] is None


def test_nothing_that_is_gone_is_quoted(quick_desk: Path) -> None:
    (quick_desk.parent / "sources/okoro.txt").write_text(VALDEZ)
    built = build(quick_desk, as_of=NEXT)
    page = (built.edition.folder / "trams-analyst.html").read_text()
    assert record(built.edition.folder)["changes"]["withdrawn"]
    assert "will stand empty" not in page and "The Harbour Line Is a Mistake" in page


@pytest.mark.parametrize("as_of", [tiny.DAY, None])
def test_other_bytes_that_say_the_same_make_no_edition(
    quick_desk: Path, as_of: date | None
) -> None:
    """And the next run is as quick as ever."""
    article = quick_desk.parent / "sources/ferrand.txt"
    for spaces in ("\n\n", "\n \n\n"):
        article.write_text(tiny.FERRAND + spaces)
        desk, told = Desk.of(quick_desk), []
        for finds in (True, False):
            told.clear()
            built = build_edition(desk.load(quick_desk), desk, as_of=as_of, progress=told.append)
            assert not built.edition.new
            assert bool(told) == finds
            assert not any("laying out" in line for line in told)
    editions = quick_desk.parents[1] / "editions/trams"
    assert [f.name for f in editions.glob("2*")] == ["2031-03-14"]


def test_a_past_day_makes_an_edition_beside_the_latest(copied_tiny: BuiltDesk) -> None:
    """It updates what stood before it, is found again, and the next edition updates the latest."""
    editions = copied_tiny.root / "editions/trams"
    change_articles(copied_tiny.spec)
    latest = build(copied_tiny.spec, as_of=NEXT).edition
    between = date(2031, 3, 17)
    made = build(copied_tiny.spec, as_of=between).edition
    assert (made.new, made.name) == (True, "2031-03-17")
    assert record(made.folder)["updates"] == "2031-03-14"
    assert (editions / "latest").resolve().name == latest.name == "2031-03-21"
    assert build(copied_tiny.spec, as_of=between).edition.name == "2031-03-17"
    assert not build(copied_tiny.spec, as_of=None).edition.new
    first = build(copied_tiny.spec, as_of=date(2031, 3, 1)).edition
    assert record(first.folder)["changes"] is None


def test_a_source_that_is_away_makes_no_edition_and_is_told(
    tiny_desk: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the edition says of its other sources is told on."""
    spec = tiny_desk(tiny.QUICK, {**tiny.TEXTS, "empty.txt": ""})
    (empty,) = build(spec).problems
    away = Problem("https://norvale.example/", "answers 503", "try again")
    gather = spine.gather

    def gathered(*args: Any) -> tuple[Any, tuple[Problem, ...]]:
        found, _ = gather(*args)
        return found, (away,)

    for _ in range(2):
        with monkeypatch.context() as patched:
            patched.setattr(spine, "gather", gathered)
            again = build(spec)
        assert (again.edition.new, again.problems) == (False, (away, empty))
        assert again.failing == (away.where,)
    back = build(spec)
    assert (back.edition.new, back.problems, back.failing) == (False, (empty,), ())


@pytest.mark.parametrize(
    "more", ["\n# a remark\n", "\nschedule: {cron: 0 6 * * *}\ndeliver: [{folder: public}]\n"]
)
def test_what_prints_nothing_is_no_new_edition(quick_desk: Path, more: str) -> None:
    quick_desk.write_text(more + quick_desk.read_text())
    assert not build(quick_desk).edition.new


@pytest.mark.parametrize(
    "alter",
    [
        lambda spec: spec.write_text(spec.read_text().replace("title: T", "title: More t", 1)),
        lambda spec: (spec.parent / "sources/okoro.txt").write_text(
            tiny.OKORO.replace("The Harbour Line Is a Mistake", "The Line Is a Mistake")
        ),
        lambda spec: (spec.parent / "sources/okoro.txt").write_text(
            tiny.OKORO.replace("41 million", "42 million")
        ),
    ],
    ids=["another spec", "another title", "another figure"],
)
def test_what_prints_anything_else_is_a_new_edition(
    quick_desk: Path, alter: Callable[[Path], object]
) -> None:
    alter(quick_desk)
    assert build(quick_desk).edition.new


def test_a_mark_of_another_edition_or_a_damaged_one_is_none(quick_desk: Path) -> None:
    seen = quick_desk.parents[1] / "editions/trams/.seen"
    (quick_desk.parent / "sources/ferrand.txt").write_text(tiny.FERRAND + "\n\n")
    assert not build(quick_desk).edition.new
    whole = json.loads(seen.read_text())
    for text in ("", "[]", json.dumps({**whole, "edition": "2031-01-01"})):
        seen.write_text(text)
        assert not build(quick_desk).edition.new
        assert json.loads(seen.read_text()) == whole


# --- Editions that were withdrawn ---------------------------------------------------------------


NOW = datetime(2031, 3, 20, 9, 30, tzinfo=UTC)


def test_withdrawn_edition_keeps_its_files_and_the_next_replaces_it(
    quick_desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    editions = quick_desk.parents[1] / "editions"
    folder = editions / "trams/2031-03-14"
    before = {f.name: f.read_bytes() for f in folder.iterdir()}
    monkeypatch.chdir(quick_desk.parents[1])
    assert main(["withdraw", "trams/2031-03-14", "--reason", "The fares <were> wrong"]) == 0
    assert "edition 2031-03-14 is withdrawn: The fares <were> wrong" in capsys.readouterr().out
    after = {f.name: f.read_bytes() for f in folder.iterdir()}
    assert after.keys() - before.keys() == {"withdrawn.json"}
    assert {name: after[name] for name in before} == before
    assert (editions / "trams/latest").resolve() == folder.resolve()
    assert main(["withdraw", "latest", "--reason", "Again"]) == 2
    assert "was withdrawn already" in capsys.readouterr().err
    assert main(["explain", "latest", "line/1"]) == 0
    assert "was withdrawn on" in capsys.readouterr().err

    built = build(quick_desk)
    assert not built.edition.new and "was withdrawn on" in built.problems[-1].what
    assert all(file.suffix == ".html" for file in built.edition.documents)
    change_articles(quick_desk)
    built = build(quick_desk, as_of=NEXT)
    page = (built.edition.folder / "trams-analyst.html").read_text()
    assert "This replaces the edition of 14" in page
    assert "which was withdrawn: The fares &lt;were&gt; wrong" in page
    assert record(built.edition.folder)["replaces"]["reason"] == "The fares <were> wrong"


def test_verify_says_that_an_edition_was_withdrawn(
    copied_tiny: BuiltDesk, capsys: Captured
) -> None:
    """The file is as it was made, and so it is verified."""
    withdraw(copied_tiny.edition, "The fares were wrong.", NOW)
    assert main(["verify", str(copied_tiny.edition / "trams-minister.pdf")]) == 0
    assert "was withdrawn on 2031-03-20: The fares were wrong;" in capsys.readouterr().err


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 301])
def test_a_withdrawal_has_a_reason_that_a_page_can_print(tmp_path: Path, reason: str) -> None:
    assert isinstance(withdraw(tmp_path, reason, NOW), Problem)
    assert withdrawal(tmp_path) is None and warning(tmp_path) == ()


@pytest.mark.parametrize("text", ["", "[]", "{}", "\udcff"])
def test_a_damaged_mark_is_still_a_mark(tmp_path: Path, text: str) -> None:
    (tmp_path / "withdrawn.json").write_text(text, errors="surrogateescape")
    (told,) = warning(tmp_path)
    assert told.what == "was withdrawn on a day unknown: no reason given"


# --- `briefgen diff` ----------------------------------------------------------------------------

ONE = SourceTold("s0", "The <Harbour> Line", "sources/ferrand.txt")
SAID = PassageTold("p0", "The docks <wait> for the tram.", "Ada Ferrand", "s0", ONE.title,
                   ("line",), "text")  # fmt: skip
AGAIN = PassageTold("p1", "Nobody will ride it & nobody should.", "Samuel Okoro", "s1",
                    "The Harbour Line Is a Mistake", ("line",), "choice")  # fmt: skip
EVERYTHING = Changes(
    "2031-03-14",
    "2031-03-21",
    new=(SAID, AGAIN),
    withdrawn=(SAID, AGAIN),
    moved=(Moved("line", "Ada Ferrand", Stood("build", "supports", SAID),
                 Stood("build", "opposes", AGAIN)),),
    contrasts=(ContrastTold("line", SAID, AGAIN),),
    settled=(ContrastTold("line", AGAIN, SAID),),
    appeared=(ONE,),
    vanished=(ONE,),
    edited=(Edited(ONE, ONE, (("It was red.", "It was green."),), ("It rang.",), ("It hums.",)),
            Edited(ONE, ONE, told=False)),
    numbers=(NumberChange(ONE.title, ("s0", "s9"), "It costs 40 crowns.", "It costs 43 crowns.",
                          (("40", "43"),)),),
    notices=(NoticeTold(ONE, "retracted"), NoticeTold(ONE, "gone")),
    lifted=(NoticeTold(ONE, "corrected"),),
)  # fmt: skip


@pytest.mark.parametrize("form", ["txt", "html"])
@pytest.mark.parametrize(
    ("name", "changes"), [("diff", EVERYTHING), ("same", Changes("2031-03-14", "2031-03-21"))]
)
def test_golden(request: pytest.FixtureRequest, form: str, name: str, changes: Changes) -> None:
    """`pytest tests/editions --renew-golden` writes them anew."""
    made = as_html("Trams", changes) if form == "html" else "\n".join(as_lines(changes)) + "\n"
    file = GOLDEN / f"{name}.{form}"
    if request.config.getoption("--renew-golden", default=False):
        file.write_text(made, encoding="utf-8")
    assert made == file.read_text(encoding="utf-8")


def test_diff_of_two_editions(
    quick_desk: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured
) -> None:
    change_articles(quick_desk)
    build(quick_desk, as_of=NEXT)
    monkeypatch.chdir(quick_desk.parents[1])
    page = tmp_path / "diff.html"
    assert main(["diff", "trams/2031-03-14", "latest", "--html", str(page)]) == 0
    told = capsys.readouterr().out
    assert "- The council should build the harbour line, because it would bring 9,000" in told
    assert "12,000 people a day" in page.read_text()
    assert main(["diff", "latest", "latest"]) == 0
    assert "Nothing changed" in capsys.readouterr().out
    assert main(["diff", "latest", "trams/2031-03-14", "--json"]) == 0
    back = json.loads(capsys.readouterr().out)
    assert back["back"]
    assert back["changed"] and [s["title"] for s in back["vanished"]] == ["Fares Should Rise Now"]
    assert main(["diff", "latest", "trams/2031-03-14"]) == 0
    assert capsys.readouterr().out.startswith("From 2031-03-21 to 2031-03-14, back in time: ")
    assert main(["diff", "latest", "trams/2031-03-15"]) == 2
    assert "there are: trams/" in capsys.readouterr().err
    assert main(["diff", "latest", "latest", "--html", str(tmp_path / "no/x.html")]) == 1
    assert "name another file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("older", "newer", "back"),
    [
        ("2031-03-14", "2031-03-21", False),
        ("2031-03-21", "2031-03-14", True),
        ("2031-03-14", "2031-03-14", False),
        ("2031-03-14-10", "2031-03-14-9", True),
        ("2031-03-14", "2031-03-14-2", False),
        ("", "2031-03-14", False),
    ],
)
def test_editions_the_wrong_way_round_are_told(older: str, newer: str, back: bool) -> None:
    changes = Changes(older, newer)
    assert goes_back(changes) == back
    assert ("back in time" in next(iter(as_lines(changes)))) == back
    assert ("back in time" in as_html("Trams", changes)) == back


def test_editions_of_two_briefs_are_not_compared(tmp_path: Path, capsys: Captured) -> None:
    """A record that an earlier version wrote goes by its folder."""
    for slug, told in (("trams", {"slug": "trams"}), ("ports", {})):
        folder = tmp_path / "editions" / slug / "2031-03-14"
        folder.mkdir(parents=True)
        (folder / "evidence.json").write_text(json.dumps({"passages": {}, "sources": [], **told}))
    names = ["trams/2031-03-14", "ports/2031-03-14"]
    assert main(["diff", *names, "--desk", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "briefgen: ports/2031-03-14: is an edition of 'ports', and trams/2031-03-14 one of 'trams':"
        " two different briefs; name two editions of one brief\n"
    )


TURNED = """The Mayor Turns Round

By Ilse Marwick
Norvale Courier, 28 March 2031

“The council should reject the harbour line, because it is a mistake and the docks will stand \
empty,” said Mayor Otto Lindgren. He opposes the harbour line and wants to reject it.
"""


def test_a_holder_who_moved_is_told_from_one_answer_to_the_other(quick_desk: Path) -> None:
    """What the mayor said before is gone from its source, and so is told without its words."""
    sources = quick_desk.parent / "sources"
    (sources / "ferrand.txt").write_text(tiny.FERRAND.partition("“The line")[0])
    (sources / "turn.txt").write_text(TURNED)
    built = build(quick_desk, as_of=NEXT)
    (move,) = record(built.edition.folder)["changes"]["moved"]
    assert (move["holder"], move["earlier"]["position"], move["later"]["position"]) == (
        "Otto Lindgren", "build", "reject")  # fmt: skip
    page = (built.edition.folder / "trams-analyst.html").read_text()
    told = page[page.index('<div class="moved">') :].partition("</div>")[0]
    assert "Matched to another answer than before:" in told and "Otto Lindgren" in told
    assert told.index("From “Build the line” (supports)") < told.index("To “Reject the line”")
    assert "open the docks to every family" not in page
