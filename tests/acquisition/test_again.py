"""A second run: what is as it was is not read again, and what is not is seen."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from fetch.loopback import Site, page

from briefgen import acquisition, isolation
from briefgen.acquisition import find
from briefgen.fetch import files, read_file
from briefgen.library import SqliteLibrary
from briefgen.model import LibrarySearch, SourceSpec

from .desks import DeskAtHand, article, bibliography, path, url, web_page, written
from .test_find import FULL, item, rss

#: Texts of one length.
ONE, TWO = article(1), article(2)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files whose bytes were asked for."""
    names: list[str] = []

    def noting(file: files.DeskFile, moment: int) -> object:
        names.append(file.location)
        return read_file(file, moment)

    monkeypatch.setattr(find, "read_file", noting)
    return names


def newest(desk: DeskAtHand, location: str = "a.txt") -> bytes | None:
    """The bytes that the catalogue has as the newest of a place."""
    return desk.library.content(desk.library.contents([location])[location][-1])


# --- Files --------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["s/*.txt", "s", "s/**"])
def test_unchanged_files_are_not_read_again(desk: DeskAtHand, opened: list[str], line: str) -> None:
    for n in range(250):
        desk.file(f"s/{n:03}.txt", article(n))
    desk.take(path(line))
    assert len(opened) == 250
    opened.clear()
    desk.file("s/100.txt", article(999))
    desk.file("s/250.txt", article(250))
    said = desk.take(path(line))
    assert opened == ["s/100.txt", "s/250.txt"]
    assert [word for word in said if not word.startswith("known")] == [
        "new s/100.txt",
        "new s/250.txt",
    ]
    assert [word.split()[1] for word in said] == [f"s/{n:03}.txt" for n in range(251)]


def test_unchanged_files_that_cannot_be_read_are_known_too(
    desk: DeskAtHand, opened: list[str]
) -> None:
    desk.file("a.txt", b"\x00\x01")
    assert desk.take(path("a.txt")) == ["new a.txt, but is a binary file and not text"]
    assert desk.take(path("a.txt")) == ["known a.txt"]
    assert opened == ["a.txt"]


def test_second_run_gathers_the_same_and_writes_nothing(desk: DeskAtHand) -> None:
    for n in range(3):
        desk.file(f"{n}.txt", article(n))
    first, before = desk.gather(path("*.txt")), written(desk.library)
    assert desk.gather(path("*.txt")) == first
    assert written(desk.library) == before


def test_change_of_the_same_size_and_time_is_seen(
    desk: DeskAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where the file system tells nothing else: what was just written is read again."""

    def poor(about: os.stat_result) -> str:
        return f"{about.st_size} {about.st_mtime_ns}"

    monkeypatch.setattr(files, "mark", poor)
    desk.now = datetime.now(UTC)
    file = desk.file("a.txt", ONE)
    before = file.stat()
    assert desk.take(path("a.txt")) == ["new a.txt"]
    desk.file("a.txt", TWO)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert desk.take(path("a.txt")) == ["new a.txt"]
    assert newest(desk) == TWO.encode()


def test_change_of_the_same_size_with_an_old_time_is_seen(desk: DeskAtHand) -> None:
    file = desk.file("a.txt", ONE)
    old = 10**18
    os.utime(file, ns=(old, old))
    assert desk.take(path("a.txt")) == ["new a.txt"]
    desk.file("a.txt", TWO)
    os.utime(file, ns=(old, old))
    assert desk.take(path("a.txt")) == ["new a.txt"]


def test_touched_file_is_read_once_more(desk: DeskAtHand, opened: list[str]) -> None:
    file = desk.file("a.txt", ONE)
    desk.take(path("a.txt"))
    file.touch()
    assert desk.take(path("a.txt"), path("a.txt")) == ["known a.txt", "known a.txt"]
    assert desk.take(path("a.txt")) == ["known a.txt"]
    assert opened == ["a.txt"] * 3
    assert desk.asked == [("read", "a.txt")]


def test_file_that_was_just_written_is_known_from_the_next_run_on(
    desk: DeskAtHand, opened: list[str]
) -> None:
    desk.now = datetime.now(UTC)
    desk.file("a.txt", ONE)
    for later in (0, 0, 60, 60):
        desk.now += timedelta(seconds=later)
        desk.take(path("a.txt"))
    assert opened == ["a.txt"] * 3


def test_known_files_wait_for_no_writer(desk: DeskAtHand, opened: list[str]) -> None:
    """That they are to be known again is no reason to."""
    file = desk.file("a.txt", ONE)
    desk.take(path("a.txt"))
    file.touch()
    with desk.library.writing():
        assert desk.take(path("a.txt")) == ["known a.txt"]
    desk.take(path("a.txt"))
    desk.take(path("a.txt"))
    assert opened == ["a.txt"] * 3


def test_new_readers_read_every_file_again(
    desk: DeskAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.file("a.txt", ONE)
    desk.take(path("a.txt"))
    monkeypatch.setattr(acquisition, "version", lambda: "other readers")
    for _ in range(2):
        assert desk.take(path("a.txt")) == ["known a.txt"]
    assert desk.asked == [("read", "a.txt")] * 2


def test_bytes_that_were_lost_are_made_good(desk: DeskAtHand) -> None:
    desk.file("a.txt", ONE)
    ((accession,), _) = desk.gather(path("a.txt"))
    digest = accession.sha256
    (desk.library.folder / "raw" / digest[:2] / f"{digest}.gz").unlink()
    assert desk.take(path("a.txt")) == ["known a.txt"]
    assert desk.library.content(digest) == ONE.encode()


def test_what_is_said_of_a_known_file_is_catalogued(desk: DeskAtHand) -> None:
    desk.file("a.txt", ONE)
    desk.take(path("a.txt"))
    desk.take(path("a.txt", reference={"title": "Mine"}))
    (card,) = desk.library.cards("a.txt")
    assert card.accessions[0].accession.stated == {"title": "Mine"}


def as_a_line(desk: DeskAtHand) -> SourceSpec:
    return path("a.txt")


def with_a_title(desk: DeskAtHand) -> SourceSpec:
    return path("*.txt", reference={"title": "Mine"})


def in_a_bibliography(desk: DeskAtHand) -> SourceSpec:
    desk.file("refs.json", bibliography(piers="a.txt"))
    return path("refs.json")


@pytest.mark.parametrize("line", [as_a_line, with_a_title, in_a_bibliography])
@pytest.mark.parametrize("contents", [[ONE, TWO, ONE], [ONE, TWO, ONE, ONE, TWO]])
def test_newest_is_what_the_file_holds_now(
    desk: DeskAtHand, line: Callable[[DeskAtHand], SourceSpec], contents: list[str]
) -> None:
    met = set()
    for content in contents:
        desk.file("a.txt", content)
        said = desk.take(line(desk))[-1]
        assert said == f"{'known' if content in met else 'new'} a.txt"
        assert newest(desk) == content.encode()
        met.add(content)
    assert len(desk.library.contents(["a.txt"])["a.txt"]) == 2
    before = written(desk.library)
    desk.take(line(desk))
    assert written(desk.library) == before
    assert desk.library.check() == ()


def test_what_comes_back_keeps_what_was_said_of_it(desk: DeskAtHand) -> None:
    desk.file("a.txt", ONE)
    desk.take(path("a.txt", reference={"title": "Mine"}))
    added = desk.library.cards("a.txt")[0].accessions[0].added
    for content in (TWO, ONE):
        desk.now += timedelta(days=1)
        desk.file("a.txt", content)
        desk.take(path("a.txt"))
    entry = desk.library.cards("a.txt")[0].accessions[0]
    assert (entry.accession.stated, entry.added) == ({"title": "Mine"}, added)


def test_what_is_said_of_what_comes_back_is_catalogued(desk: DeskAtHand) -> None:
    for content in (ONE, TWO):
        desk.file("a.txt", content)
        desk.take(path("a.txt"))
    desk.file("a.txt", ONE)
    desk.take(path("a.txt", reference={"title": "Mine"}))
    assert desk.library.cards("a.txt")[0].accessions[0].accession.stated == {"title": "Mine"}
    assert newest(desk) == ONE.encode()


def test_search_makes_nothing_the_newest(desk: DeskAtHand) -> None:
    for content in (ONE, TWO):
        desk.file("a.txt", content)
        desk.take(path("a.txt"))
    desk.take(SourceSpec(search=LibrarySearch('"pier 1"'), where="s.yaml"))
    assert newest(desk) == TWO.encode()


# --- Collections --------------------------------------------------------------------------------


@pytest.fixture
def collections(desk: DeskAtHand, site: Site) -> list[SourceSpec]:
    """A feed that is a file, one on the web, and a bibliography; read already."""
    site.on("/feed", page(rss(item(site.url("/1"), FULL))))
    desk.file("feed.xml", rss(item("", FULL.replace("7", "8"))))
    desk.file("refs.json", bibliography(piers="a.txt"))
    desk.file("a.txt", ONE)
    lines = [path("feed.xml"), url(site.url("/feed")), path("refs.json")]
    assert [word.split()[0] for word in desk.take(*lines)] == ["new"] * 6
    assert [name for name, _ in desk.asked].count("split") == 3
    desk.asked.clear()
    return lines


def test_unchanged_collections_are_not_taken_apart_again(
    desk: DeskAtHand, collections: list[SourceSpec], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No process is started for them."""
    first = desk.gather(*collections)
    before = written(desk.library)
    monkeypatch.setattr(
        acquisition, "Workers", lambda most: isolation.Workers(program=["/no/such/program"])
    )
    assert [word.split()[0] for word in desk.take(*collections)] == ["known"] * 6
    assert desk.gather(*collections) == first
    assert written(desk.library) == before


def test_changed_collection_is_taken_apart(desk: DeskAtHand, collections: list[SourceSpec]) -> None:
    desk.file("b.txt", TWO)
    desk.file("refs.json", bibliography(piers="a.txt", quays="b.txt"))
    assert desk.take(*collections)[-3:] == [
        "new refs.json, a collection",
        "known a.txt",
        "new b.txt",
    ]
    assert desk.asked == [("split", "refs.json"), ("read", "b.txt")]


def test_same_collection_at_another_place_has_items_of_its_own(
    desk: DeskAtHand, collections: list[SourceSpec]
) -> None:
    desk.file("copies/feed.xml", (desk.folder / "feed.xml").read_bytes())
    collection, entry = desk.take(path("copies/feed.xml"))
    assert collection == "new copies/feed.xml, a collection"
    assert entry.startswith("new copies/feed.xml#")


def test_damaged_answer_is_made_good(
    desk: DeskAtHand, collections: list[SourceSpec], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(SqliteLibrary, "split", lambda *_: b'{"parts": 3}')
        assert [word.split()[0] for word in desk.take(*collections)] == ["known"] * 6
    assert [name for name, _ in desk.asked] == ["split"] * 3


# --- Records whose file is not there ------------------------------------------------------------


def record(file: str, address: str) -> str:
    return bibliography(piers=file).replace('"file"', f'"URL": "{address}", "file"')


@pytest.mark.parametrize("file", ["files/gone.pdf", "../../elsewhere/gone.pdf"])
def test_address_is_read_where_the_file_is_missing(desk: DeskAtHand, site: Site, file: str) -> None:
    where = site.url("/pier")
    site.on("/pier", page(web_page(), etag='"1"'), (304, {}, b""), (500, {}, b""))
    desk.file("refs.json", record(file, where))
    for state in ("new", "known"):
        _, notice, source = desk.take(path("refs.json"))
        assert notice.startswith(f"refs.json: {file}: ")
        assert f", so that its address is read instead ({where}); " in notice
        assert source == f"{state} {where}"
    ((accession,), _) = desk.gather(path("refs.json"))
    assert (accession.told_by, accession.told["title"]) == ("bibliography", "Of piers")


def test_file_that_is_there_is_read_and_no_address_asked(desk: DeskAtHand, site: Site) -> None:
    desk.file("a.txt", ONE)
    desk.file("refs.json", record("a.txt", site.url("/pier")))
    assert desk.take(path("refs.json")) == ["new refs.json, a collection", "new a.txt"]
    assert site.paths == []


@pytest.mark.parametrize("address", ["/none", "http://10.0.0.8/pier", "ftp://example.org/a"])
def test_missing_file_stays_missing_where_its_address_gives_nothing(
    desk: DeskAtHand, site: Site, address: str
) -> None:
    where = site.url(address) if address.startswith("/") else address
    desk.file("refs.json", record("gone.pdf", where))
    assert desk.take(path("refs.json"))[1:] == [
        "refs.json: gone.pdf: no such file; "
        "export the bibliography with its files, or put the file there"
    ]


def test_held_copy_stands_in_for_file_and_address(desk: DeskAtHand, site: Site) -> None:
    where = site.url("/pier")
    site.on("/pier", page(web_page()), (404, {}, b""))
    desk.file("refs.json", record("gone.pdf", where))
    desk.take(path("refs.json"))
    _, notice, problem, source = desk.take(path("refs.json"))
    assert "its address is read instead" in notice
    assert "; the copy of 2031-03-14 is used; " in problem
    assert source == f"known {where}"
