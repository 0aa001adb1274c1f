"""Found sources into the library: each read once, in order, and nothing lost that came out."""

from __future__ import annotations

import itertools
import os
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from fetch.loopback import Site, page

from briefgen import acquisition, isolation
from briefgen.acquisition.archive import Taken, take_in
from briefgen.acquisition.found import Finding, Found, Waiting
from briefgen.errors import ArchiveError
from briefgen.isolation import Task, Workers
from briefgen.library import Library, SqliteLibrary
from briefgen.model import Accession, LibrarySearch, Problem, Snapshot, SourceSpec

from .desks import (
    DeskAtHand,
    Reading,
    article,
    bibliography,
    feed,
    path,
    told,
    url,
    web_page,
    written,
)
from .test_find import item, rss

NOW = "2031-03-14T09:26:53Z"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return SqliteLibrary(tmp_path / "library")


def found(n: int, content: bytes | None = None, location: str = "") -> Found:
    """A file that was found; the number makes its text."""
    text = article(n).encode() if content is None else content
    snapshot = Snapshot.of(location or f"{n}.txt", text)
    return Found(Accession(snapshot.location, snapshot.sha256), snapshot)


def taken(
    library: Library, findings: Iterator[Finding] | list[Finding], version: str = "1"
) -> tuple[list[str], list[str]]:
    """What came out, and what was read for it."""
    asked: list[tuple[str, str]] = []
    workers: Workers = Reading(asked)  # type: ignore[assignment]
    out = [told(t) for t in take_in(findings, library, workers, version=version, now=NOW)]
    return out, [location for _, location in asked]


# --- Once ---------------------------------------------------------------------------------------


def test_each_content_is_read_once_whatever_its_places(library: Library) -> None:
    places: list[Finding] = [found(n % 3, location=f"{n}.txt") for n in range(12)]
    out, read = taken(library, places)
    assert out == [f"new {n}.txt" for n in range(12)]
    assert read == ["0.txt", "1.txt", "2.txt"]
    assert taken(library, places) == ([f"known {n}.txt" for n in range(12)], [])


def test_second_run_writes_nothing(library: Library) -> None:
    places: list[Finding] = [found(n) for n in range(5)] + [found(9, b"\x00\x01")]
    taken(library, places)
    before = written(library)
    out, read = taken(library, places)
    assert (out, read) == ([*(f"known {n}.txt" for n in range(5)), "known 9.txt"], [])
    assert written(library) == before


def test_second_run_starts_no_process(desk: DeskAtHand, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.file("a.txt", article())
    desk.take(path("a.txt"))
    monkeypatch.setattr(
        acquisition, "Workers", lambda most: isolation.Workers(program=["/no/such/program"])
    )
    assert desk.take(path("a.txt")) == ["known a.txt"]


def test_new_readers_read_again_and_the_catalogue_keeps_its_entries(library: Library) -> None:
    places: list[Finding] = [found(n) for n in range(3)]
    taken(library, places)
    added = [card.accessions for card in library.catalogue()]
    assert taken(library, places, version="2") == (
        [f"known {n}.txt" for n in range(3)],
        [f"{n}.txt" for n in range(3)],
    )
    assert [card.accessions for card in library.catalogue()] == added
    assert all(library.reading(f.accession.sha256, "2") for f in places if isinstance(f, Found))


def test_what_cannot_be_read_is_archived_and_not_tried_again(library: Library) -> None:
    """At each of its places it is said to be so; nothing else is hurt."""
    places: list[Finding] = [found(0), *(found(1, b"\x00\x01", n) for n in ("b.txt", "c.txt"))]
    out, read = taken(library, places)
    what = "but is a binary file and not text"
    assert out == ["new 0.txt", f"new b.txt, {what}", f"new c.txt, {what}"]
    assert read == ["0.txt", "b.txt"]
    assert library.content(found(1, b"\x00\x01").accession.sha256) == b"\x00\x01"
    assert taken(library, places)[1] == []
    (card,) = library.cards("c.txt")
    assert card.problem is not None
    assert card.problem.what == "is a binary file and not text"


def test_bytes_that_were_lost_are_made_good(library: Library) -> None:
    places: list[Finding] = [found(0), found(1)]
    taken(library, places)
    digest = found(0).accession.sha256
    (library.folder / "raw" / digest[:2] / f"{digest}.gz").unlink()
    assert taken(library, places) == (["known 0.txt", "known 1.txt"], ["0.txt"])
    assert library.check() == ()


def test_one_source_named_twice_is_new_once(library: Library) -> None:
    assert taken(library, [found(1), found(2), found(1)])[0] == [
        "new 1.txt",
        "new 2.txt",
        "known 1.txt",
    ]


# --- Order --------------------------------------------------------------------------------------


def test_order_is_kept_and_problems_stand_in_it(library: Library) -> None:
    """More than are looked up together; known, new, unreadable and missing ones in turn."""
    taken(library, [found(n) for n in range(0, 450, 4)])
    mixed: list[Finding] = []
    for n in range(450):
        mixed.append(
            (
                found(n),
                found(n),
                found(n, b"\x00" + bytes([n % 251, n // 251])),
                Problem(f"{n}.txt", "is not there", "look for it"),
            )[n % 4]
        )
    out, _ = taken(library, mixed)
    kinds = (
        "known {}.txt",
        "new {}.txt",
        "new {}.txt, but is a binary file and not text",
        "{}.txt: is not there; look for it",
    )
    assert out == [kinds[n % 4].format(n) for n in range(450)]


def test_large_sources_are_not_all_held_at_once(library: Library) -> None:
    """What is looked up together is bounded by bytes too."""
    begun = done = ahead = 0

    def coming() -> Iterator[Finding]:
        nonlocal begun, ahead
        for begun in range(12):
            ahead = max(ahead, begun - done)
            yield found(begun, article(begun).encode() + b" " * 8_000_000)

    class Counting(Reading):
        def each(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, bytes]]:
            nonlocal done
            for read in super().each(tasks):
                done += 1
                yield read

    workers: Workers = Counting([])  # type: ignore[assignment]
    assert sum(1 for _ in take_in(coming(), library, workers, version="1", now=NOW)) == 12
    assert ahead <= 5


# --- The network --------------------------------------------------------------------------------


def test_lock_is_let_go_while_the_network_is_waited_for(library: Library) -> None:
    """And all that came before is there already, for whoever looks meanwhile."""
    taken(library, [found(0)])
    held: list[set[str]] = []

    def coming() -> Iterator[Finding]:
        for n in range(4):
            yield Waiting()
            with library.writing(wait=0):  # raises where another holds it
                held.append({card.location for card in library.catalogue()})
            yield found(n)

    out, _ = taken(library, coming())
    assert out == ["known 0.txt", "new 1.txt", "new 2.txt", "new 3.txt"]
    assert held == [{f"{n}.txt" for n in range(max(1, before))} for before in range(4)]


def test_what_was_fetched_comes_out_before_more_is_asked_for(library: Library) -> None:
    out: list[str] = []
    seen: list[int] = []

    def coming() -> Iterator[Finding]:
        for n in range(3):
            yield Waiting()
            seen.append(len(out))
            yield found(n)

    workers: Workers = Reading([])  # type: ignore[assignment]
    for item_ in take_in(coming(), library, workers, version="1", now=NOW):
        out.append(told(item_))
    assert seen == [0, 1, 2]


# --- Stopped ------------------------------------------------------------------------------------


def test_fault_in_the_middle_leaves_what_was_reported(library: Library) -> None:
    def coming() -> Iterator[Finding]:
        yield from map(found, range(500))
        raise RuntimeError("the cable")

    reported: list[Taken] = []
    workers: Workers = Reading([])  # type: ignore[assignment]
    with pytest.raises(RuntimeError, match="the cable"):
        for one in take_in(coming(), library, workers, version="1", now=NOW):
            assert isinstance(one, Taken)
            reported.append(one)
    assert len(reported) >= 400
    listed = {card.location for card in library.catalogue()}
    assert listed == {one.accession.location for one in reported}
    assert library.check() == ()
    with library.writing(wait=0):
        pass


def test_fault_while_writing_undoes_what_was_half_written(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is committed of a batch whose writing was broken off, wherever that was."""
    calls = itertools.count()

    def indexed(self: object, *_: object) -> None:
        if next(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("briefgen.library.writer.SqliteWriter._to_index", indexed)
    with pytest.raises(KeyboardInterrupt):
        taken(library, [found(n) for n in range(9)])
    monkeypatch.undo()
    assert list(library.catalogue()) == []
    assert library.check() == ()
    assert len(taken(library, [found(n) for n in range(9)])[0]) == 9
    assert library.check() == ()


def test_whoever_wants_no_more_keeps_what_was_read(library: Library) -> None:
    workers: Workers = Reading([])  # type: ignore[assignment]
    coming = take_in(map(found, range(450)), library, workers, version="1", now=NOW)
    first = next(coming)
    coming.close()  # type: ignore[attr-defined]
    assert told(first) == "new 0.txt"
    assert len(list(library.catalogue())) >= 200
    assert library.check() == ()


def test_library_that_another_writes_is_named(
    desk: DeskAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.file("a.txt", article())
    monkeypatch.setattr(SqliteLibrary.writing.__wrapped__, "__defaults__", (0.0,))  # type: ignore[attr-defined]
    with desk.library.writing(), pytest.raises(ArchiveError, match="is being written by another"):
        desk.take(path("a.txt"))


# --- What the catalogue says --------------------------------------------------------------------


def stated(desk: DeskAtHand, location: str) -> tuple[str, object, object]:
    """Who told of the newest of a place, the title that it told, and that the desk stated."""
    (card,) = desk.library.cards(location)
    newest = next(e.accession for e in card.accessions if e.accession.location == location)
    return newest.told_by, newest.told.get("title"), newest.stated.get("title")


def test_what_is_said_later_of_a_known_source_is_catalogued(desk: DeskAtHand) -> None:
    desk.file("a.txt", article())
    desk.take(path("a.txt"))
    assert stated(desk, "a.txt") == ("", None, None)
    desk.file("refs.json", bibliography(piers="a.txt"))
    desk.take(path("refs.json"))
    assert stated(desk, "a.txt") == ("bibliography", "Of piers", None)
    desk.take(path("a.txt", reference={"title": "Mine"}))
    assert stated(desk, "a.txt") == ("bibliography", "Of piers", "Mine")
    desk.take(path("a.txt"))  # who says nothing takes nothing back
    assert stated(desk, "a.txt") == ("bibliography", "Of piers", "Mine")
    assert len(desk.library.cards("a.txt")[0].accessions) == 1


@pytest.mark.parametrize("order", [1, -1])
def test_two_lines_of_one_run_are_catalogued_together(desk: DeskAtHand, order: int) -> None:
    desk.file("a.txt", article())
    desk.file("refs.json", bibliography(piers="a.txt"))
    lines = [path("refs.json"), path("a.txt", reference={"title": "Mine"})][::order]
    desk.take(*lines)
    assert stated(desk, "a.txt") == ("bibliography", "Of piers", "Mine")
    before = written(desk.library)
    desk.take(*lines)
    assert written(desk.library) == before


def test_page_that_a_feed_told_of_keeps_its_words_when_it_changes(
    desk: DeskAtHand, site: Site
) -> None:
    one = site.url("/1")
    site.on("/feed", page(rss(item(one, title="Told"))))
    site.on("/1", page(web_page(1)), page(web_page(2)))
    desk.take(feed(site.url("/feed")))
    assert desk.take(url(one)) == [f"new {one}"]
    assert stated(desk, one) == ("feed", "Told", None)


def test_validators_outlive_what_is_said_and_read_anew(desk: DeskAtHand, site: Site) -> None:
    where = site.url("/1")
    site.on("/1", page(web_page(1), etag='"v"'), (304, {}, b""))
    desk.take(url(where))
    lines = [
        url(where, reference={"title": "Mine"}),
        SourceSpec(search=LibrarySearch("pier"), reference={"title": "Found"}),
    ]
    for line, title in zip(lines, ("Mine", "Found"), strict=True):
        desk.take(line)
        held = desk.library.validators(where)
        assert held is not None
        assert (held.etag, held.address) == ('"v"', where)
        assert stated(desk, where) == ("", None, title)


def test_search_does_not_make_an_earlier_content_the_newest(desk: DeskAtHand, site: Site) -> None:
    where = site.url("/1")
    site.on("/1", page(web_page(1)), page(web_page(2)))
    desk.take(url(where))
    desk.take(url(where))
    desk.take(SourceSpec(search=LibrarySearch('"pier 1"'), reference={"title": "Old"}))
    held = desk.library.validators(where)
    assert held is not None
    assert held.sha256 == Snapshot.of(where, web_page(2)).sha256


# --- Processes ----------------------------------------------------------------------------------


@pytest.mark.slow
def test_reading_processes_that_are_killed_stop_nothing(tmp_path: Path) -> None:
    """Each in turn once it has begun to read, as a system without memory would end it."""
    desk = DeskAtHand(tmp_path)
    for n in range(500):
        desk.file(f"s/{n:03}.txt", article(n))
    desk.file("feed.xml", rss(item("", " ".join(article(999).split()))))
    killed = set()

    def lines() -> Iterator[SourceSpec]:
        for n in range(500):
            if n in {230, 330, 430}:
                killed.add(child := min(children(), key=lambda found: found[1])[0])
                settled(child)
                os.kill(child, signal.SIGKILL)
                yield path("feed.xml")
            yield path(f"s/{n:03}.txt")

    out = [told(one) for one in acquisition.acquire(lines(), desk.folder, desk.place)]
    assert len(killed) == 3
    texts = [line for line in out if ".txt" in line]
    assert [line.split()[1].rstrip(",") for line in texts] == [f"s/{n:03}.txt" for n in range(500)]
    assert sum(", but " in line for line in texts) <= len(killed)
    assert desk.library.check() == ()


def children() -> list[tuple[int, int]]:
    """The reading processes that this one started and that still run, with when each began."""
    return [
        (number, int(fields[19]))
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and (fields := stat(number := int(entry.name)))
        if fields[1] == str(os.getpid()) and fields[0] != "Z"
        if b"briefgen.isolation.child" in (entry / "cmdline").read_bytes()
    ]


def stat(number: int) -> list[str]:
    """What the system says of a process, from its state on (proc(5)); nothing if it has ended."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def settled(number: int) -> None:
    """Wait until a process has computed, and computes no more."""
    spent = -1
    while spent != (spent := sum(map(int, stat(number)[11:13]))) or spent < 10:
        time.sleep(0.2)
