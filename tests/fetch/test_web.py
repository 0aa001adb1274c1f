"""A session on the web, over real servers on the loopback: what is asked, and what comes back."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.fetch.exchange import Fetched, Validators
from briefgen.model import Problem

from .loopback import Hours, Reply, Site, everything_here, moved, page, serving, speaking, web

BUSY: Reply = (503, {}, b"busy")
ETAG = 'W/"tide-7"'
DAY = "Tue, 04 Mar 2031 08:00:00 GMT"


def get(url: str, validators: Validators | None = None, **manners: Any) -> Fetched | Problem:
    with web(**manners) as session:
        return session.get(url, validators)


def fetched(url: str, validators: Validators | None = None, **manners: Any) -> Fetched:
    got = get(url, validators, **manners)
    assert isinstance(got, Fetched), got
    return got


def problem(url: str, **manners: Any) -> Problem:
    got = get(url, **manners)
    assert isinstance(got, Problem), got
    assert got.remedy
    return got


# --- A page -----------------------------------------------------------------------------------


def test_a_page(site: Site) -> None:
    kind = 'Text/HTML; Charset="ISO-8859-1"'
    site.on("/tide?lang=en", page("Überflut".encode("latin-1"), content_type=kind, etag=ETAG))
    location = site.url("/tide?lang=en#high")
    assert fetched(location) == Fetched(
        location=location,
        final=site.url("/tide?lang=en"),
        content="Überflut".encode("latin-1"),
        media_type="text/html",
        charset="iso-8859-1",
        validators=Validators(ETAG, "", site.url("/tide?lang=en")),
        retrieved="2031-03-14T09:26:53Z",
    )


def test_what_is_said_with_a_request(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment has no say: no proxy, no password from a file."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    site.on("/", page())
    fetched(site.url(), user_agent="Tide desk, (Norvalé)\r\nX: y")
    (fields,) = site.fields("/")
    agent = fields.pop("user-agent")
    assert agent.startswith("briefgen/")
    assert agent.endswith(" (Tide desk, Norval?X: y)")
    assert fields.pop("accept").startswith("text/html")
    assert fields == {
        "host": f"127.0.0.1:{site.port}",
        "accept-encoding": "gzip",
        "connection": "keep-alive",
    }


def test_over_ipv6() -> None:
    with serving("::1") as site:
        site.on("/", page(b"six"))
        assert fetched(f"http://[::1]:{site.port}/").content == b"six"


# --- Unchanged --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "sent"),
    [
        (Validators(etag=ETAG), {"if-none-match": ETAG}),
        (Validators(last_modified=DAY), {"if-modified-since": DAY}),
        (Validators(ETAG, DAY), {"if-none-match": ETAG, "if-modified-since": DAY}),
        (Validators("Ü", "a\nb"), {}),
        (None, {}),
    ],
)
def test_what_is_known_is_asked_for_only_if_it_changed(
    site: Site, known: Validators | None, sent: dict[str, str]
) -> None:
    site.on("/", (304, {}, b"") if sent else page())
    got = fetched(site.url(), known)
    (fields,) = site.fields("/")
    assert {name: value for name, value in fields.items() if name.startswith("if-")} == sent
    assert got.unchanged is bool(sent)
    if known and got.unchanged:
        assert got.content == b""
        assert got.validators == Validators(known.etag, known.last_modified, site.url())


def test_a_page_that_changed_brings_new_validators(site: Site) -> None:
    site.on("/", page(b"new", etag='"8"'))
    got = fetched(site.url(), Validators(ETAG, DAY))
    assert (got.content, got.unchanged) == (b"new", False)
    assert got.validators == Validators('"8"', "", site.url())


def test_nothing_is_unchanged_that_was_never_known(site: Site) -> None:
    site.on("/", (304, {}, b""))
    assert problem(site.url()).what == "answered 304 Not Modified"


def test_validators_go_to_the_address_that_gave_them(site: Site) -> None:
    """Another page that is older than the one we know has not stayed the same for that."""
    site.on("/a", moved("/b"))
    site.on("/b", (304, {}, b""))
    site.on("/c", moved("/d"))
    site.on("/d", page(b"another page"))
    known = Validators(ETAG, DAY, site.url("/b"))
    assert fetched(site.url("/a"), known).unchanged
    assert "if-none-match" not in site.fields("/a")[0]
    assert fetched(site.url("/c"), known).content == b"another page"
    assert "if-none-match" not in site.fields("/d")[0]


# --- Redirects --------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(site: Site, status: int) -> None:
    site.on("/old", moved("new?x", status))
    site.on("/new?x", page(b"new"))
    got = fetched(site.url("/old"))
    assert (got.location, got.final, got.content) == (site.url("/old"), site.url("/new?x"), b"new")


@pytest.mark.parametrize(("hops", "arrives"), [(5, True), (6, False)])
def test_five_redirects_are_followed_and_no_sixth(site: Site, hops: int, arrives: bool) -> None:
    for hop in range(hops):
        site.on(f"/{hop}", moved(f"/{hop + 1}"))
    site.on(f"/{hops}", page(b"here"))
    got = get(site.url("/0"))
    assert isinstance(got, Fetched) is arrives
    assert len(site.paths) == 6
    if isinstance(got, Problem):
        assert got.what == "is redirected more than 5 times"


def test_a_circle_ends(site: Site) -> None:
    site.on("/a", moved("/b"))
    site.on("/b", moved("/a"))
    assert problem(site.url("/a")).what == "is redirected more than 5 times"


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("file:///etc/passwd", "leads to file:///etc/passwd, which is no http or https address"),
        ("ftp://example.org/", "leads to ftp://example.org/, which is no http or https address"),
        ("http://10.0.0.1/", "leads to http://10.0.0.1/, which is at the private address 10.0.0.1"),
        ("http://169.254.169.254/latest/",
         "leads to http://169.254.169.254/latest/, which is at the link-local address "
         "169.254.169.254"),
        ("http://[::ffff:a00:1]/", "leads to http://[::ffff:a00:1]/, which is at the private "
         "address 10.0.0.1, written ::ffff:a00:1"),
        ("http://2130706433/", "leads to http://2130706433/, which spells a numeric address in an "
         "unusual way ('2130706433')"),
        ("http://u:p@example.org/", "leads to http://…@example.org/, which carries a user name or "
         "a password, and they would be printed with the source"),
        ("http://nowhere.example/", "leads to http://nowhere.example/, which could not be found "
         "(DNS)"),
    ],
)  # fmt: skip
def test_a_redirect_that_is_not_followed(site: Site, target: str, what: str) -> None:
    site.on("/", moved(target))
    assert problem(site.url()).what == what


def test_a_redirect_to_nowhere(site: Site) -> None:
    site.on("/", (302, {}, b""))
    assert problem(site.url()).what == "answered 302 Found"


def test_an_encrypted_page_may_lead_to_a_plain_one() -> None:
    """As in a browser; `final` says where the content is from. (TLS itself: `test_network`.)"""
    from briefgen.fetch.place import place_of  # noqa: PLC0415

    assert place_of("https://a.example/").beside("http://a.example/").scheme == "http"


def test_cookies_live_for_one_visit(site: Site) -> None:
    site.on("/", page(set_cookie="seen=1; Path=/"))
    with web() as session:
        session.get(site.url())
        session.get(site.url())
    assert [fields.get("cookie") for fields in site.fields("/")] == [None, None]


def test_cookies_live_for_one_host(site: Site) -> None:
    def set_and(to: str) -> Reply:
        return 302, {"location": to, "set-cookie": "seen=1; Path=/"}, b""

    site.on("/a", set_and("/b"))
    site.on("/b", set_and(site.url("/c", "other.example")))
    site.on("/c", set_and(site.url("/d", "sub.other.example")))
    site.on("/d", page())
    start = site.url("/a", "tide.example")
    with web() as session:
        session.get(start)
        session.get(start)
    got = [
        (path, fields.get("cookie", ""))
        for path, fields in site.asked
        if path in set("/a /b /c /d".split())
    ]
    assert got == [("/a", ""), ("/b", "seen=1"), ("/c", ""), ("/d", "")] * 2


# --- Retries ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("replies", "result", "slept"),
    [
        ([BUSY, page(b"up")], b"up", [1]),
        ([BUSY, BUSY, BUSY, page(b"up")], b"up", [1, 2, 4]),
        ([BUSY, BUSY, BUSY, BUSY, page(b"up")], "answered 503 Service Unavailable", [1, 2, 4]),
        ([(502, {}, b""), (504, {}, b""), page(b"up")], b"up", [1, 2]),
        ([(503, {"retry-after": "7"}, b""), page(b"up")], b"up", [7]),
        ([(429, {"retry-after": "7"}, b""), page(b"up")], b"up", [7]),
        ([(429, {"retry-after": "Fri, 14 Mar 2031 09:27:03 GMT"}, b""), page(b"up")], b"up", [10]),
        ([(429, {"retry-after": "0"}, b""), page(b"up")], b"up", [1]),
        ([(429, {"retry-after": "soon"}, b""), page(b"up")], b"up", [1]),
        ([(503, {"retry-after": "3600"}, b""), page(b"up")],
         "answered 503 Service Unavailable and asked to be left alone for 60 min", []),
        ([(500, {}, b""), page(b"up")], "answered 500 Internal Server Error", []),
        ([(404, {"retry-after": "5"}, b""), page(b"up")], "answered 404 Not Found", []),
        ([(403, {}, b"")], "answered 403 Forbidden", []),
        ([(204, {}, b"")], "answered 204 No Content", []),
        ([(499, {}, b"")], "answered 499", []),
    ],
)  # fmt: skip
def test_retries(site: Site, replies: list[Reply], result: bytes | str, slept: list[float]) -> None:
    site.on("/", *replies)
    hours = Hours()
    got = get(site.url(), hours=hours)
    assert (got.content if isinstance(got, Fetched) else got.what) == result
    assert hours.slept == slept


def test_retries_end_with_the_time(site: Site) -> None:
    site.on("/", BUSY)
    hours = Hours()
    assert isinstance(get(site.url(), hours=hours, seconds=5, retries=9), Problem)
    assert hours.slept == [1, 2]


def test_a_host_that_asked_for_an_hour_is_not_asked_again(site: Site) -> None:
    site.on("/a", (429, {"retry-after": "3600"}, b""))
    with web(hours=Hours()) as session:
        session.get(site.url("/a"))
        got = session.get(site.url("/b"))
    assert isinstance(got, Problem)
    assert got.what == "is on a host that asked to be left alone for 60 min"
    assert site.paths == ["/a"]


def test_a_connection_that_breaks_off_is_tried_again() -> None:
    answers = [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\n\r\nwhole",
    ]
    with speaking(lambda: [answers.pop(0)]) as port:
        hours = Hours()
        assert fetched(f"http://127.0.0.1:{port}/", hours=hours).content == b"whole"
    assert hours.slept == [1, 2]


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "broke off in the middle"),
        (b"", "broke off in the middle"),
        (b"SSH-2.0-tide\r\n\r\n", "gave an answer that is not HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "gave an answer that is not HTTP"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
         "gave an answer that is not HTTP"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000, "gave an answer that is not HTTP"),
    ],
)  # fmt: skip
def test_a_server_that_does_not_keep_to_the_rules(answer: bytes, what: str) -> None:
    with speaking(lambda: [answer]) as port:
        assert problem(f"http://127.0.0.1:{port}/").what == what


def test_nobody_there() -> None:
    with serving() as site:
        pass
    hours = Hours()
    assert problem(site.url(), hours=hours).what == "could not be reached (connection refused)"
    assert hours.slept == [1, 2, 4]


# --- Limits -----------------------------------------------------------------------------------


def trickle(head: bytes, drop: bytes) -> Iterator[bytes]:
    yield head
    for _ in range(200):  # four seconds: long past the limit, and no test hangs
        time.sleep(0.02)
        yield drop


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"x"),
        (b"HTTP/1.1 200 OK\r\n", b"X-Tide: high\r\n"),
        (b"HTTP/1.1 200 OK\r\nX-Tide: ", b"x"),
        (b"", b"H"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["content", "chunks", "chunk-extension", "fields", "field", "status", "continue"],
)
def test_a_server_that_trickles_does_not_outlast_us(head: bytes, drop: bytes) -> None:
    """However it trickles: each byte comes in time, and all together they do not."""
    with speaking(lambda: trickle(head, drop)) as port:
        got = problem(f"http://127.0.0.1:{port}/", seconds=0.15, stall=5)
    assert got.what == "took longer than 0.15 s"


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx"])
def test_a_server_that_falls_silent(head: bytes) -> None:
    with speaking(
        lambda: itertools.chain([head], iter(lambda: time.sleep(0.05) or b"", 1))
    ) as port:
        got = problem(f"http://127.0.0.1:{port}/", stall=0.1)
    assert got.what == "sent nothing for 0.1 s"


def test_a_resolver_that_does_not_answer() -> None:
    def asleep(host: str, port: int) -> list[str]:
        time.sleep(1)
        return ["127.0.0.1"]

    assert (
        problem("http://tide.example/", resolve=asleep, seconds=0.05).what
        == "took longer than 0.05 s"
    )


@pytest.mark.parametrize(
    "fields",
    [{}, {"connection": "close"}, {"content-length": "90000000"}],
    ids=["stated", "not stated", "lied"],
)
def test_what_is_too_large_is_not_taken(site: Site, fields: dict[str, str]) -> None:
    site.on("/", (200, fields, bytes(30_000_000)))
    assert problem(site.url(), largest=1_000_000).what == "is larger than 1 MB"
    assert site.sent < 20_000_000


# --- robots.txt -------------------------------------------------------------------------------


def test_what_robots_txt_forbids_is_not_asked_for(site: Site) -> None:
    site.on("/robots.txt", page(b"User-agent: briefgen\nDisallow: /private"))
    site.on("/open", page(b"open"))
    with web() as session:
        assert isinstance(session.get(site.url("/open")), Fetched)
        got = session.get(site.url("/private/a"))
    assert isinstance(got, Problem)
    assert got.what == "is not allowed by robots.txt of 127.0.0.1"
    assert [path for path, _ in site.asked] == ["/robots.txt", "/open"]


def test_a_redirect_is_held_against_robots_txt_too(site: Site) -> None:
    site.on("/robots.txt", page(b"User-agent: *\nDisallow: /private"))
    site.on("/open", moved("/private"))
    what = f"leads to {site.url('/private')}, which is not allowed by robots.txt of 127.0.0.1"
    assert problem(site.url("/open")).what == what
    assert site.paths == ["/open"]


def test_a_robots_txt_that_fails_forbids_all(site: Site) -> None:
    site.on("/robots.txt", (500, {}, b""))
    got = problem(site.url())
    assert got.what == "can't be cleared: robots.txt of 127.0.0.1 answered 500"
    assert site.paths == []


@pytest.mark.parametrize(
    ("hops", "allowed"), [(1, False), (5, False), (6, True)], ids=["one", "five", "too many"]
)
def test_a_robots_txt_elsewhere(site: Site, hops: int, allowed: bool) -> None:
    site.on("/robots.txt", moved("/0"))
    for hop in range(hops - 1):
        site.on(f"/{hop}", moved(f"/{hop + 1}"))
    site.on(f"/{hops - 1}", page(b"User-agent: *\nDisallow: /page"))
    site.on("/page", page())
    assert isinstance(get(site.url("/page")), Fetched) is allowed


def test_a_robots_txt_at_a_private_address_is_not_asked_for(site: Site) -> None:
    site.on("/robots.txt", moved("http://10.0.0.1/robots.txt"))
    what = "leads to http://10.0.0.1/robots.txt, which is at the private address 10.0.0.1"
    assert problem(site.url()).what == what
    assert site.paths == []


def test_a_long_robots_txt_is_read_up_to_a_limit(site: Site) -> None:
    head, filler = b"User-agent: *\nDisallow: /private\n", b"# low water\n" * 60_000
    site.on("/robots.txt", page(head + filler + b"Disallow: /\n"))
    site.on("/page", page())
    assert isinstance(get(site.url("/page")), Fetched)
    assert isinstance(get(site.url("/private")), Problem)


# --- The pace ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("robots", "slept"),
    [
        (b"", [1, 1]),
        (b"User-agent: *\nCrawl-delay: 4", [4, 4]),
        (b"User-agent: *\nCrawl-delay: 0.2", [1, 1]),
        (b"User-agent: *\nCrawl-delay: 999", [10, 10]),
    ],
)
def test_a_host_is_asked_no_faster_than_it_likes(
    site: Site, robots: bytes, slept: list[float]
) -> None:
    site.on("/robots.txt", page(robots))
    site.on("/a", moved("/b"))
    site.on("/b", page())
    hours = Hours()
    with web(hours=hours, pause=1) as session:
        for url in (site.url("/a"), site.url("/b", "other.example"), site.url("/b")):
            assert isinstance(session.get(url), Fetched)
    assert hours.slept == slept


def test_waiting_for_our_turn_is_not_held_against_the_server(site: Site) -> None:
    site.on("/", page())
    with web(hours=Hours(), pause=300, seconds=5) as session:
        assert isinstance(session.get(site.url()), Fetched)
        assert isinstance(session.get(site.url()), Fetched)


# --- Nothing is asked -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("location", "where", "what"),
    [
        ("http://127.0.0.1:9/", "", "is at the loopback address 127.0.0.1"),
        ("http://localhost:9/", "", "is at the loopback address 127.0.0.1"),
        ("http://10.0.0.1/", "", "is at the private address 10.0.0.1"),
        ("http://[::1]:9/", "", "is at the loopback address ::1"),
        ("http://[::]:9/", "", "is at the unspecified address ::"),
        ("http://0.0.0.0:9/", "", "is at the unspecified address 0.0.0.0"),
        ("http://169.254.169.254/", "", "is at the link-local address 169.254.169.254"),
        ("http://nowhere.example/", "", "could not be found (DNS)"),
        ("ftp://example.org/", "", "is no http or https address"),
        ("http://u:secret@example.org/", "http://…@example.org/", "carries a user name"),
    ],
)
def test_what_is_not_asked(location: str, where: str, what: str) -> None:
    got = problem(location, allowed=())
    assert got.where == where or location
    assert got.what.startswith(what)
    assert "secret" not in str(got)


def nowhere(host: str, port: int) -> list[str]:
    raise OSError("no network")


OFFLINE = web(resolve=nowhere, allowed=())


@given(st.text() | st.text(alphabet="ab01x.:/@[]%#?\\-").map("http://".__add__))
def test_any_location_is_a_problem_and_no_exception(location: str) -> None:
    assert isinstance(OFFLINE.get(location), Problem)


def test_a_name_is_what_it_resolves_to_when_it_is_asked(site: Site) -> None:
    """An allowance holds for what it names, and for no other name at the same address."""
    site.on("/", page(b"wiki"))
    port = site.port
    allowed = (f"wiki.intra:{port}",)
    assert fetched(f"http://wiki.intra:{port}/", allowed=allowed).content == b"wiki"
    what = "is at the loopback address 127.0.0.1"
    assert problem(f"http://other.intra:{port}/", allowed=allowed).what == what
    assert everything_here("wiki.intra", 80) == everything_here("other.intra", 80)
