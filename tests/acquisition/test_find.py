"""Lines of a spec to sources: addresses, feeds, bibliographies, files and searches."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from fetch.loopback import Reply, Site, page, serving
from library.sample import add

from briefgen.model import Date, Gone, LibrarySearch, Snapshot, SourceSpec

from .desks import (
    DeskAtHand,
    article,
    bibliography,
    feed,
    path,
    url,
    web_page,
    written,
)

UNCHANGED: Reply = (304, {}, b"")
GONE: Reply = (410, {}, b"")


# --- Addresses ----------------------------------------------------------------------------------


def test_page_is_asked_again_by_what_its_server_said(desk: DeskAtHand, site: Site) -> None:
    site.on("/pier", page(web_page(), etag='"v1"'), UNCHANGED)
    where = site.url("/pier")
    assert desk.take(url(where)) == [f"new {where}"]
    desk.now += timedelta(days=1)
    assert desk.take(url(where)) == [f"known {where}"]
    assert [fields.get("if-none-match") for fields in site.fields("/pier")] == [None, '"v1"']
    assert desk.asked == [("read", where)]
    ((accession,), ()) = desk.gather(url(where))
    assert accession.retrieved == "2031-03-14T09:26:53Z"  # what is the same is as old as it was


def test_changed_page_is_a_new_snapshot_beside_the_old(desk: DeskAtHand, site: Site) -> None:
    site.on("/pier", page(web_page(1)), page(web_page(2)))
    where = site.url("/pier")
    desk.take(url(where))
    desk.now += timedelta(days=1)
    assert desk.take(url(where)) == [f"new {where}"]
    old, new = (Snapshot.of(where, web_page(n)) for n in (1, 2))
    library = desk.library
    assert [library.content(s.sha256) for s in (old, new)] == [old.content, new.content]
    held = library.validators(where)
    assert held is not None
    assert (held.sha256, held.retrieved) == (new.sha256, "2031-03-15T09:26:53Z")
    assert [desk.title(s.sha256) for s in (old, new)] == ["On pier 1", "On pier 2"]


def test_page_without_validators_that_is_the_same_is_neither_new_nor_written(
    desk: DeskAtHand, site: Site
) -> None:
    site.on("/pier", page(web_page()))
    desk.take(url(site.url("/pier")))
    before = written(desk.library)
    desk.now += timedelta(days=1)
    assert desk.take(url(site.url("/pier"))) == [f"known {site.url('/pier')}"]
    assert written(desk.library) == before


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (GONE, "answered 410 Gone"),
        ((503, {}, b""), "answered 503 Service Unavailable"),
        ((302, {"location": "http://10.0.0.8/"}, b""), "leads to http://10.0.0.8/, which is at"),
        ((200, {"content-length": "999999999999"}, b""), "is larger than 50 MB"),
    ],
)
def test_held_copy_is_used_where_the_page_cannot_be_had(
    desk: DeskAtHand, site: Site, answer: Reply, what: str
) -> None:
    where = site.url("/pier")
    site.on("/pier", page(web_page()), answer)
    desk.take(url(where))
    desk.now += timedelta(days=30)
    problem, source = desk.take(url(where))
    assert problem.startswith(f"{where}: {what}")
    assert "; the copy of 2031-03-14 is used; " in problem
    assert source == f"known {where}"
    (accession,), (said,) = desk.gather(url(where))
    assert accession.sha256 == Snapshot.of(where, web_page()).sha256
    assert str(said) == problem
    assert isinstance(said, Gone) == (answer == GONE)


def test_held_copy_is_used_where_there_is_no_server_any_more(desk: DeskAtHand) -> None:
    with serving() as site:
        site.on("/pier", page(web_page()))
        where = site.url("/pier")
        desk.take(url(where))
    problem, source = desk.take(url(where))
    assert "; the copy of 2031-03-14 is used; " in problem
    assert source == f"known {where}"


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("http://127.0.0.1:{port}/none", "answered 404 Not Found"),
        ("http://10.0.0.8/pier", "is at the private address 10.0.0.8"),
        ("http://169.254.169.254/latest", "is at the link-local address 169.254.169.254"),
        ("http://user:secret@127.0.0.1:{port}/", "carries a user name or a password"),
    ],
)
def test_what_was_never_held_is_a_problem_and_the_others_go_on(
    desk: DeskAtHand, site: Site, address: str, what: str
) -> None:
    desk.file("a.txt", article())
    where = address.format(port=site.port)
    problem, source = desk.take(url(where), path("a.txt"))
    assert what in problem
    assert "secret" not in problem
    assert source == "new a.txt"
    assert desk.library.cards(where) == ()


def test_address_is_asked_once_in_a_run_and_may_be_named_twice(
    desk: DeskAtHand, site: Site
) -> None:
    site.on("/pier", page(web_page()))
    where, none = site.url("/pier"), site.url("/none")
    said = desk.take(url(where), url(none), url(where), url(none))
    assert [line.partition(":")[0] for line in said] == [
        "new http",
        "http",
        "known http",
        "http",
    ]
    assert sorted(site.paths) == ["/none", "/pier"]


# --- Feeds --------------------------------------------------------------------------------------

FULL = " ".join(article(7).split())
TEASER = article(7).partition(" Nobody")[0]


def rss(*items: str) -> bytes:
    inside = "".join(items)
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Pier News</title>{inside}</channel></rss>"
    ).encode()


def item(link: str, text: str = "", date: str = "", title: str = "Of piers") -> str:
    """An entry with its full text, or where it has none with a teaser."""
    full = f"<content:encoded>&lt;p&gt;{text}&lt;/p&gt;</content:encoded>" if text else ""
    teaser = "" if text else f"<description>{TEASER} Nobody [...]</description>"
    day = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>{title}</title><link>{link}</link>{day}{teaser}{full}</item>"


@pytest.mark.parametrize("line", [feed, url])
def test_feed_with_full_texts_is_read_without_its_pages(
    desk: DeskAtHand, site: Site, line: type[SourceSpec]
) -> None:
    """Whichever way it is named: what is at the address says that it is one."""
    one, two = site.url("/1"), site.url("/2")
    site.on("/feed", page(rss(item(one, FULL), item(two, FULL.replace("pier 7", "pier 8")))))
    said = desk.take(line(site.url("/feed")))
    assert said == [f"new {site.url('/feed')}, a collection", f"new {one}", f"new {two}"]
    assert site.paths == ["/feed"]
    (first, _), () = desk.gather(line(site.url("/feed")))
    assert (first.told_by, first.told["title"]) == ("feed", "Of piers")
    assert first.retrieved == "2031-03-14T09:26:53Z"


def test_teasers_lead_to_their_pages(desk: DeskAtHand, site: Site) -> None:
    one, two = site.url("/1"), site.url("/2")
    site.on("/feed", page(rss(item(one), item(two))))
    site.on("/1", page(web_page(1)))
    _, first, failed, second = desk.take(feed(site.url("/feed")))
    assert (first, second) == (f"new {one}", f"new {two}")
    assert failed.startswith(
        f"{two}: answered 404 Not Found, so that only what the feed holds is read; "
    )
    (found, teaser), _ = desk.gather(feed(site.url("/feed")))
    assert desk.library.content(found.sha256) == web_page(1)
    assert TEASER.encode() in (desk.library.content(teaser.sha256) or b"")


def test_feed_that_has_not_changed_still_has_its_entries(desk: DeskAtHand, site: Site) -> None:
    one = site.url("/1")
    site.on("/feed", page(rss(item(one, FULL)), etag='"f"'), UNCHANGED)
    desk.take(feed(site.url("/feed")))
    assert desk.take(feed(site.url("/feed"))) == [
        f"known {site.url('/feed')}, a collection",
        f"known {one}",
    ]


def test_feed_that_is_gone_still_has_its_entries(desk: DeskAtHand, site: Site) -> None:
    where, one = site.url("/feed"), site.url("/1")
    site.on("/feed", page(rss(item(one, FULL))), GONE)
    desk.take(feed(where))
    problem, collection, entry = desk.take(feed(where))
    assert "the copy of 2031-03-14 is used" in problem
    assert (collection, entry) == (f"known {where}, a collection", f"known {one}")


#: The desk's clock says 14 March 2031.
@pytest.mark.parametrize(
    ("days", "kept"),
    [(None, [1, 2, 3, 4]), (1, [1, 4]), (20, [1, 2, 4]), (3000, [1, 2, 3, 4])],
)
def test_since_counts_from_the_day_of_the_run(
    desk: DeskAtHand, site: Site, days: int | None, kept: list[int]
) -> None:
    """An entry without a date is kept: for all that is known it is new."""
    dates = ["Fri, 14 Mar 2031 01:00:00 GMT", "Sat, 01 Mar 2031 01:00:00 GMT",
             "Mon, 01 Jan 2029 01:00:00 GMT", ""]  # fmt: skip
    items = [
        item(site.url(f"/{n}"), FULL.replace("pier 7", f"pier {n}"), date)
        for n, date in enumerate(dates, 1)
    ]
    site.on("/feed", page(rss(*items)))
    _, *entries = desk.take(feed(site.url("/feed"), since=days))
    assert entries == [f"new {site.url(f'/{n}')}" for n in kept]


def test_feed_without_an_entry_since_then_says_so(desk: DeskAtHand, site: Site) -> None:
    site.on("/feed", page(rss(item(site.url("/1"), FULL, "Mon, 01 Jan 2029 01:00:00 GMT"))))
    _, problem = desk.take(feed(site.url("/feed"), since=7))
    assert "has no entry of the last 7 days; " in problem


HOSTILE = [
    "file:///etc/passwd",
    "data:text/plain,secret",
    "http://10.0.0.8/1",
    "http://[::1]/1",
    "javascript:alert(1)",
    "//169.254.169.254/latest",
]


def test_entries_that_point_where_they_must_not_are_not_followed(
    desk: DeskAtHand, site: Site
) -> None:
    """Of such an entry there is what the feed itself holds; the others go on."""
    last = site.url("/last")
    site.on("/last", page(web_page()))
    site.on("/feed", page(rss(*(item(link, title=link) for link in HOSTILE), item(last))))
    items = desk.items(feed(site.url("/feed")))
    assert sorted(site.paths) == ["/feed", "/last"]
    names = [i.accession for i in items if not hasattr(i, "what")]  # type: ignore[union-attr]
    assert names[-1].location == last
    held = [desk.library.content(a.sha256) or b"" for a in names[1:-1]]
    assert len(held) == len(HOSTILE)
    assert all(TEASER.encode() in content for content in held)
    refused = [i.where for i in items if hasattr(i, "what")]  # type: ignore[union-attr]
    assert refused == ["http://10.0.0.8/1", "http://[::1]/1", "http://169.254.169.254/latest"]


def test_page_that_is_no_feed(desk: DeskAtHand, site: Site) -> None:
    site.on("/pier", page(web_page()))
    (problem,) = desk.take(feed(site.url("/pier")))
    assert "is neither an RSS nor an Atom feed" in problem


def test_saved_feed_is_a_file_like_any_other(desk: DeskAtHand, site: Site) -> None:
    one = site.url("/1")
    desk.file("feeds/pier.xml", rss(item(one, FULL), item("", FULL.replace("7", "8"))))
    collection, linked, without = desk.take(path("feeds/*"))
    assert (collection, linked) == ("new feeds/pier.xml, a collection", f"new {one}")
    assert without.startswith("new feeds/pier.xml#")
    assert site.paths == []


# --- Bibliographies -----------------------------------------------------------------------------

BIBTEX = """@techreport{pier,
  title = {Of piers}, author = {Roe, Ann}, date = {2031-02-03}, file = {Pier:files/a.txt:text/plain}
}
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [("refs.json", bibliography(piers="files/a.txt")), ("refs.bib", BIBTEX)],
)
def test_attached_file_with_what_its_record_says(desk: DeskAtHand, name: str, text: str) -> None:
    desk.file("zotero/files/a.txt", f"By Jan Poe\n\n{article()}")
    desk.file(f"zotero/{name}", text)
    said = desk.take(path(f"zotero/{name}"))
    assert said == [f"new zotero/{name}, a collection", "new zotero/files/a.txt"]
    (accession,), () = desk.gather(path(f"zotero/{name}"))
    assert accession.told_by == "bibliography"
    assert accession.told["author"] == [{"family": "Roe", "given": "Ann"}]
    assert str(accession.told["title"]) == "Of piers"
    assert accession.retrieved is None


def test_record_without_a_file_leads_to_its_address(desk: DeskAtHand, site: Site) -> None:
    site.on("/pier", page(web_page()))
    desk.file("refs.json", bibliography(pier=site.url("/pier"), none=site.url("/none")))
    collection, source, problem = desk.take(path("refs.json"))
    assert (collection, source) == ("new refs.json, a collection", f"new {site.url('/pier')}")
    assert problem.startswith(f"{site.url('/none')}: answered 404 Not Found; ")


def outside(tmp_path: Path) -> dict[str, str]:
    """Names of one file outside of the desk that a record may try."""
    (tmp_path / "secret.txt").write_text(article())
    (tmp_path / "desk" / "refs" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "desk" / "refs" / "folder").symlink_to(tmp_path)
    return {
        "up": "../../secret.txt",
        "absolute": str(tmp_path / "secret.txt"),
        "link": "link.txt",
        "folder": "folder/secret.txt",
    }


@pytest.mark.parametrize("way", ["up", "absolute", "link", "folder"])
def test_attachment_outside_of_the_desk_is_not_read(
    desk: DeskAtHand, tmp_path: Path, way: str
) -> None:
    desk.file("sources/a.txt", article())
    desk.file("refs/refs.json", "")
    name = outside(tmp_path)[way]
    desk.file("refs/refs.json", bibliography(out=name, inside="../sources/a.txt"))
    _, problem, source = desk.take(path("refs/refs.json"))
    assert problem == (
        f"refs/refs.json: {name}: leads out of the desk and is not read; "
        "copy the file into the desk and name it there"
    )
    assert source == "new sources/a.txt"


@pytest.mark.parametrize(
    "name", ["gone.txt", "file:///etc/passwd", "data:text/plain,x", "a" * 400, "\\\\u0000.txt"]
)
def test_attachment_that_is_not_there(desk: DeskAtHand, name: str) -> None:
    desk.file("refs.json", bibliography(out=name))
    _, problem = desk.take(path("refs.json"))
    assert ": no such file; " in problem or "leads out of the desk" in problem


def test_bibliography_on_the_web_names_no_file_of_the_desk(desk: DeskAtHand, site: Site) -> None:
    """Neither by a way up from where its folder would be; a record's address is asked instead."""
    desk.file("a.txt", article())
    site.on("/pier", page(web_page()))
    plain = bibliography(up="../../a.txt", here="a.txt")
    both = plain.replace('"file": "a.txt"', f'"file": "a.txt", "URL": "{site.url("/pier")}"')
    site.on("/refs", page(both.encode()))
    collection, problem, source = desk.take(url(site.url("/refs")))
    assert collection == f"new {site.url('/refs')}, a collection"
    assert problem.startswith(
        f"{site.url('/refs')}: ../../a.txt: is a file, which a bibliography on the web can't name"
    )
    assert source == f"new {site.url('/pier')}"


def test_since_is_of_feeds_alone(desk: DeskAtHand) -> None:
    desk.file("a.txt", article())
    desk.file("refs.json", bibliography(old="a.txt"))
    assert desk.take(path("refs.json", since=1)) == ["new refs.json, a collection", "new a.txt"]


def test_broken_bibliography_stops_nothing(desk: DeskAtHand) -> None:
    desk.file("a.txt", article())
    desk.file("refs.json", bibliography(old="a.txt")[:-40])
    _, problem, source = desk.take(path("refs.json"), path("a.txt"))
    assert problem.startswith("refs.json")
    assert source == "new a.txt"


# --- Searches -----------------------------------------------------------------------------------


def search(query: str, **more: object) -> SourceSpec:
    return SourceSpec(search=LibrarySearch(query, **more), where="s.yaml:3")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (search("ferry"), {"old.txt", "new.txt", "undated.txt"}),
        (search("ferry AND night"), {"new.txt"}),
        (search("ferry", after="2031-01-01"), {"new.txt"}),
        (search("ferry", after="2031"), {"new.txt"}),
        (search('"no such words"'), "nothing in the library for '\"no such words\"'"),
        (search("ferry AND"), "can't be understood"),
        (search("col: x"), "can't be understood"),
    ],
)
def test_search_gives_sources_of_the_archive(
    desk: DeskAtHand, line: SourceSpec, found: set[str] | str
) -> None:
    """By readers of another version, and so read again."""
    library, text = desk.library, article()
    add(library, f"{text} The ferry runs by day.", "old.txt", issued=Date(2029, 5, 1))
    add(library, f"{text} The ferry runs by night.", "new.txt", issued=Date(2031, 2, 1))
    add(library, f"{text} The ferry runs at times.", "undated.txt")
    said = desk.take(line)
    if isinstance(found, str):
        assert len(said) == 1
        assert said[0].startswith("s.yaml:3: ")
        assert found in said[0]
    else:
        assert {name.removeprefix("known ") for name in said} == found
        assert set(desk.asked) == {("read", name) for name in found}


def test_search_takes_so_many_at_most(desk: DeskAtHand) -> None:
    for n in range(5):
        add(desk.library, f"The ferry number {n} is late.", f"{n}.txt")
    assert len(desk.take(search("ferry", limit=3))) == 3


def test_what_is_stated_beside_a_search_holds_for_each(desk: DeskAtHand) -> None:
    add(desk.library, "The ferry is late.", "a.txt", stated={"title": "Late", "publisher": "Quay"})
    line = SourceSpec(search=LibrarySearch("ferry"), where="s.yaml:3", reference={"title": "Later"})
    (accession,), () = desk.gather(line)
    assert accession.stated == {"title": "Later", "publisher": "Quay"}


# --- Files --------------------------------------------------------------------------------------


def test_two_lines_on_one_source_add_what_they_say(desk: DeskAtHand) -> None:
    desk.file("a.txt", article())
    first = path("a.txt", reference={"title": "One", "publisher": "Quay"})
    second = path("*.txt", reference={"title": "Two"})
    assert desk.take(first, second) == ["new a.txt", "known a.txt"]
    (accession,), () = desk.gather(first, second)
    assert accession.stated == {"title": "Two", "publisher": "Quay"}


@pytest.mark.parametrize("order", [1, -1])
def test_what_a_bibliography_says_holds_whichever_line_names_it(
    desk: DeskAtHand, order: int
) -> None:
    desk.file("a.txt", article())
    desk.file("refs.json", bibliography(piers="a.txt"))
    lines = [path("refs.json"), path("*.txt", reference={"publisher": "Quay"})][::order]
    (accession,), () = desk.gather(*lines)
    assert (accession.told_by, accession.told["title"]) == ("bibliography", "Of piers")
    assert accession.stated == {"publisher": "Quay"}


def test_same_bytes_at_two_places_are_two_sources_and_read_once(desk: DeskAtHand) -> None:
    desk.file("a.txt", article())
    desk.file("b.txt", article())
    assert desk.take(path("*.txt")) == ["new a.txt", "new b.txt"]
    assert desk.asked == [("read", "a.txt")]
    a, b = desk.gather(path("*.txt"))[0]
    assert a.sha256 == b.sha256


def test_same_name_twice_outside_of_the_desk(desk: DeskAtHand, tmp_path: Path) -> None:
    """Their way from the desk tells them apart."""
    for n, folder in enumerate(("one", "two")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(article(n))
    lines = [path(str(tmp_path / folder / "a.txt")) for folder in ("one", "two")]
    assert desk.take(*lines) == ["new ../one/a.txt", "new ../two/a.txt"]
    accessions, () = desk.gather(*lines)
    assert [desk.library.content(a.sha256) for a in accessions] == [
        article(n).encode() for n in range(2)
    ]


def test_missing_file_stands_where_its_line_does(desk: DeskAtHand) -> None:
    desk.file("a.txt", article())
    first, problem, last = desk.take(path("a.txt"), path("none/*.txt"), path("a.txt"))
    assert (first, last) == ("new a.txt", "known a.txt")
    assert problem.startswith("s.yaml: none/*.txt: no file for the pattern 'none/*.txt'; ")
