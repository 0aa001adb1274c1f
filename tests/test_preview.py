"""The preview by a real HTTP client on loopback: what a change shows, what a fault says."""

from __future__ import annotations

import http.client
import json
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import tiny

from briefgen import annotate, cli
from briefgen.desk import Desk
from briefgen.isolation import Workers
from briefgen.preview import Preview
from briefgen.preview.board import Board
from briefgen.preview.layouts import Job, Layouts
from briefgen.preview.rehearsal import Rehearsal

#: One audience of the desk's own, on the shipped one without a page budget.
AUDIENCE = {
    "audience.yaml": "label: Harbour desk\nextends: analyst\n",
    "brief.html.j2": '{% extends "base/brief.html.j2" %}\n',
    "brief.css": ":root { --accent: #112233 }\n",
}
SPEC = tiny.SPEC + "audiences: [harbour, minister]\n"


class Browser:
    """What a browser does: it asks for pages, and follows the news of one audience."""

    def __init__(self, address: str, desk: Path) -> None:
        self.host = address.removeprefix("http://").rstrip("/")
        self.desk = desk

    def get(self, path: str, host: str = "") -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(self.host, timeout=30)
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", host or self.host)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()

    def html(self, audience: str = "harbour") -> str:
        return self.get(f"/{audience}/brief.html")[2].decode()

    def until(self, holds: Callable[[dict[str, Any]], bool], audience: str = "") -> dict[str, Any]:
        """The first state of an audience of which this holds."""
        connection = http.client.HTTPConnection(self.host, timeout=30)
        connection.request("GET", f"/events?audience={audience}")
        answer, end = connection.getresponse(), time.monotonic() + 20
        state: dict[str, Any] = {}
        while time.monotonic() < end:
            line = answer.readline()
            if line.startswith(b"data: ") and holds(state := json.loads(line[6:])):
                connection.close()
                return state
        pytest.fail(f"it never came to that: {state}")

    def write(self, file: str, text: str) -> None:
        (self.desk / file).parent.mkdir(exist_ok=True)
        (self.desk / file).write_text(text, encoding="utf-8")

    def change(self, file: str, old: str, new: str) -> None:
        text = (self.desk / file).read_text(encoding="utf-8")
        assert old in text
        self.write(file, text.replace(old, new))


def laid_out(state: dict[str, Any]) -> bool:
    return bool(state["pages"]) and not state["doing"] and not state["faults"]


@pytest.fixture(scope="module")
def desk(built_tiny: tiny.BuiltDesk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk whose sources the library knows, with an audience of its own."""
    root = tmp_path_factory.mktemp("preview") / "desk"
    shutil.copytree(built_tiny.root, root, symlinks=True)
    (root / "briefs" / "trams.yaml").write_text(SPEC, encoding="utf-8")
    folder = root / "templates" / "harbour"
    folder.mkdir(parents=True)
    for name, text in AUDIENCE.items():
        (folder / name).write_text(text, encoding="utf-8")
    return root


@contextmanager
def previewed(desk: Path, audience: str = "") -> Iterator[Browser]:
    spec = desk / "briefs" / "trams.yaml"
    with Preview(spec, Desk.of(spec), audience) as preview:
        yield Browser(preview.address, desk)


@pytest.fixture(scope="module")
def browser(desk: Path) -> Iterator[Browser]:
    with previewed(desk) as browser:
        browser.until(laid_out)
        yield browser


def test_the_first_page(browser: Browser) -> None:
    state = browser.until(laid_out)
    assert state["audience"] == "harbour"
    assert state["audiences"] == [["harbour", "Harbour desk"], ["minister", "Two-page brief"]]
    assert "Trams in Norvale" in browser.html()
    status, headers, picture = browser.get(f"/harbour/page-{len(state['pages'])}.png")
    assert (status, headers["Content-Type"], picture[:4]) == (200, "image/png", b"\x89PNG")
    assert browser.get(f"/harbour/page-{len(state['pages']) + 1}.png")[0] == 404
    assert browser.get("/harbour/brief.pdf")[2].startswith(b"%PDF-")


def test_another_audience_is_the_edition_s_own_page(browser: Browser) -> None:
    """Within its budget: two pages, and the HTML that was laid out for them."""
    state = browser.until(laid_out, "minister")
    assert 1 <= len(state["pages"]) <= 2
    assert browser.html("minister") != browser.html("harbour")


@pytest.mark.parametrize(
    ("file", "old", "new", "shown"),
    [
        ("brief.css", "#112233", "#445566", "--accent: #445566"),
        ("audience.yaml", "Harbour desk\n", "Docks\nlabels: {key_points: Docks}\n", "Docks"),
        ("brief.html.j2", "%}\n", "%}\n{% block body %}<p>Motto</p>{{ super() }}{% endblock %}",
         "<p>Motto</p>"),
        ("labels.yaml", "", "audience: The port\n", "The port"),
        ("sections/colophon.html.j2", "", "<p>Made by us</p>", "Made by us"),
    ],
)  # fmt: skip
def test_a_changed_template_shows(
    browser: Browser, file: str, old: str, new: str, shown: str
) -> None:
    before = browser.until(lambda state: not state["faults"])
    path = f"templates/harbour/{file}"
    if old:
        browser.change(path, old, new)
    else:
        browser.write(path, new)
    browser.until(lambda state: state["html"] != before["html"])
    assert shown in browser.html()


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("templates/harbour/brief.html.j2", "%}\n",
         "%}\n{% block head %}{{ nobody }}{% endblock %}",
         ("templates/harbour/brief.html.j2:2: 'nobody' is undefined", "(there are:")),
        ("templates/harbour/audience.yaml", "extends:", "extend:",
         ("templates/harbour/audience.yaml:", "unknown key 'extend'; did you mean 'extends'?")),
        ("templates/harbour/brief.css", "\n", "\nh1 { display: none }\n", ("Trams in Norvale",)),
        ("briefs/trams.yaml", "standfirst:", "standfist:",
         ("briefs/trams.yaml:2:1: ", "did you mean standfirst?")),
    ],
)  # fmt: skip
def test_a_fault_is_told_and_mended(
    browser: Browser, file: str, old: str, new: str, told: tuple[str, ...]
) -> None:
    """The last good page stays meanwhile."""
    good = (browser.desk / file).read_text(encoding="utf-8")
    browser.until(laid_out)
    page = browser.html()
    browser.write(file, good.replace(old, new, 1))
    try:
        faults = browser.until(lambda state: bool(state["faults"]))["faults"]
        assert all(text in "\n".join(faults) for text in told)
        assert "Trams in Norvale" in browser.html()
    finally:
        browser.write(file, good)
    browser.until(laid_out)
    assert browser.html() == page


def test_a_changed_spec_shows_and_no_source_is_read(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a reader nor the parser is called, and nothing appears among the editions."""
    browser.until(laid_out)
    editions = sorted((browser.desk / "editions").rglob("*"))
    called: list[str] = []
    monkeypatch.setattr(Workers, "__enter__", lambda *_: called.append("reader"))
    monkeypatch.setattr(annotate, "annotate", lambda *_: called.append("parser"))
    for old, new in [
        ("Trams in Norvale", "Trams at last"),
        ("Should fares fall", "Must fares fall"),
    ]:
        before = browser.until(laid_out)
        browser.change("briefs/trams.yaml", old, new)
        browser.until(lambda state, before=before: state["html"] != before["html"])
        assert new in browser.html()
    browser.change("briefs/trams.yaml", "Trams at last", "Trams in Norvale")
    browser.until(laid_out)
    assert called == []
    assert sorted((browser.desk / "editions").rglob("*")) == editions


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "[::1]:{port}"]
)
def test_another_host_is_refused(browser: Browser, host: str) -> None:
    """A name of the web's that was turned to this machine reads nothing."""
    port = browser.host.partition(":")[2]
    for path in ("/", "/harbour/brief.html", "/events"):
        assert browser.get(path, host.format(port=port))[0] == 421


@pytest.mark.parametrize(
    "path",
    ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/harbour/../shell.html",
     "/harbour/audience.yaml", "/templates/harbour/brief.css", "/shell/shell.html",
     "/nobody/brief.html", "/harbour/page-0.png", "/harbour/page-99.png", "/harbour/page-1.png/"],
)  # fmt: skip
def test_no_other_path_is_there(browser: Browser, path: str) -> None:
    assert browser.get(path)[0] == 404


def test_only_the_shell_may_run_a_script(browser: Browser) -> None:
    browser.until(laid_out)
    shell, brief = (browser.get(path)[1] for path in ("/", "/harbour/brief.html"))
    assert "script-src 'self'" in shell["Content-Security-Policy"]
    assert "script-src" not in brief["Content-Security-Policy"]
    assert "default-src 'none'" in brief["Content-Security-Policy"]
    assert "<script" not in browser.html()


@pytest.mark.parametrize(
    "change",
    [("title:", "title: More on"), ("standfirst:", "standfirst: Today,"),
     ("formats:", "status: draft\nformats:"), ("formats:", "citations: {style: apa}\nformats:"),
     ("passages: 4", "passages: 2"), ("[fare, fares]", "[fare]")],
)  # fmt: skip
def test_what_is_kept_is_what_would_be_found(quick_desk: Path, change: tuple[str, str]) -> None:
    """Whatever changes in a spec, the evidence is the one of a fresh start."""
    text = quick_desk.read_text(encoding="utf-8") + "summary: {passages: 4}\n"
    quick_desk.write_text(text, encoding="utf-8")
    desk = Desk.of(quick_desk)
    kept = Rehearsal(quick_desk, desk, lambda _: None)
    kept.find()
    assert change[0] in text
    quick_desk.write_text(text.replace(*change), encoding="utf-8")
    assert kept.find() == Rehearsal(quick_desk, desk, lambda _: None).find()


def test_an_overtaken_layout_is_dropped(monkeypatch: pytest.MonkeyPatch, desk: Path) -> None:
    """Of three jobs for one audience, asked while the first is laid out, the last alone is told."""
    spec = desk / "briefs" / "trams.yaml"
    rehearsal = Rehearsal(spec, Desk.of(spec), lambda _: None)
    first = Job(rehearsal.profile("harbour"), rehearsal.find(), b"{}", b"1")
    jobs = [first, replace(first, draft=b"2"), replace(first, draft=b"3")]
    begun: list[bytes] = []
    told: list[bytes] = []

    def laid_out(job: Job) -> Job:
        begun.append(job.draft)
        if job is first:
            layouts.ask(jobs[1])
            layouts.ask(jobs[2])
        return job

    monkeypatch.setattr("briefgen.preview.layouts._laid_out", laid_out)
    layouts = Layouts(
        lambda job, _: told.append(job.draft), lambda _, error: pytest.fail(str(error))
    )
    layouts.ask(first)
    layouts.start()
    end = time.monotonic() + 10
    while not told and time.monotonic() < end:
        time.sleep(0.01)
    layouts.close()
    assert (begun, told) == ([b"1", b"3"], [b"3"])


def test_browsers_that_come_at_once_are_all_counted() -> None:
    """A count that takes its time: each waits for the one before."""

    class Slow(Counter[str]):
        def __getitem__(self, name: str) -> int:
            count = super().__getitem__(name)
            time.sleep(0.02)
            return count

    board = Board()
    board.tell(labels=[("harbour", "Harbour desk")])
    board._shown = Slow()
    shown = [board.showing("harbour") for _ in range(4)]
    _at_once([browser.__enter__ for browser in shown])
    assert board._shown["harbour"] == 4 and board.shown == ("harbour",)
    _at_once([partial(browser.__exit__, None, None, None) for browser in shown])
    assert board._shown["harbour"] == 0 and board.shown == ()


def _at_once(calls: Sequence[Callable[[], object]]) -> None:
    threads = [Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere.yaml"], "there is no such spec"),
        (["{spec}", "--audience", "harbur"], "did you mean 'harbour'?"),
        (["{spec}", "--port", "99999"], "is no port from 0 to 65535"),
    ],
)
def test_wrong_usage(
    desk: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    spec = str(desk / "briefs" / "trams.yaml")
    try:
        status = cli.main(["preview", *(a.format(spec=spec) for a in arguments)])
    except SystemExit as error:
        status = int(str(error.code))
    assert status == 2
    assert told in capsys.readouterr().err


def test_a_port_that_is_taken(browser: Browser, capsys: pytest.CaptureFixture[str]) -> None:
    port = browser.host.partition(":")[2]
    spec = str(browser.desk / "briefs" / "trams.yaml")
    assert cli.main(["preview", spec, "--port", port]) == 1
    assert f"port {port} cannot be used" in capsys.readouterr().err


def test_an_interrupt_ends_it_well(
    quick_desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupted:
        def wait(self) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr("briefgen.cli.preview.Event", Interrupted)
    assert cli.main(["preview", str(quick_desk)]) == 0
    assert capsys.readouterr().out.startswith("http://127.0.0.1:")
