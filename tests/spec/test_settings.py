"""`desk.yaml`: what it may say, and what is said of everything else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.desk import Desk
from briefgen.errors import SpecError
from briefgen.model import DeskSettings

Load = Callable[[str | bytes], DeskSettings]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """The settings of a desk whose `desk.yaml` has this text."""

    def loaded(text: str | bytes) -> DeskSettings:
        content = text.encode() if isinstance(text, str) else text
        (tmp_path / "desk.yaml").write_bytes(content)
        return Desk.at(tmp_path).settings

    return loaded


@pytest.fixture
def faults(load: Load, tmp_path: Path) -> Callable[[str | bytes], list[str]]:
    """Each fault of a `desk.yaml` of this text, without its folder."""

    def found(text: str | bytes) -> list[str]:
        with pytest.raises(SpecError) as caught:
            load(text)
        return [str(p).replace(f"{tmp_path.resolve()}/", "") for p in caught.value.problems]

    return found


def test_a_desk_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert Desk.at(tmp_path).settings == DeskSettings()


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("", DeskSettings()),
        ("# nothing yet\n", DeskSettings()),
        ("fetch: {}", DeskSettings()),
        ("fetch: {allow: []}", DeskSettings()),
        ("fetch: {pause: 0}", DeskSettings(pause=0)),
        ("fetch: {pause: 2.5}", DeskSettings(pause=2.5)),
        ("fetch: {pause: 3600}", DeskSettings(pause=3600)),
        ("fetch: {user_agent: 'the desk, desk@desk.example'}",
         DeskSettings(user_agent="the desk, desk@desk.example")),
        ("\ufefffetch:\n  allow: [wiki.intra]\n  pause: 1\n", DeskSettings(("wiki.intra",), 1)),
    ],
)  # fmt: skip
def test_what_it_may_say(load: Load, text: str, settings: DeskSettings) -> None:
    assert load(text) == settings


@pytest.mark.parametrize(
    "entry",
    ["wiki.intra", "wiki.intra:8080", "10.1.0.0/16", "10.1.2.3", "127.0.0.1:8080", "fd00::/8",
     "::1", "[::1]:8080", "10.1.2.3/16", "a_b.intra", "WIKI.INTRA"],
)  # fmt: skip
def test_hosts_addresses_and_networks_that_may_be_allowed(load: Load, entry: str) -> None:
    assert load(f"fetch: {{allow: ['{entry}']}}").allow == (entry,)


KEYS = "the keys are: allow, pause, user_agent"
ALLOW = "write hosts, addresses or networks, for example [wiki.intra, 10.1.0.0/16]"
PAUSE = "pause is no number of seconds; write seconds from 0 to 3600"
EXAMPLE = "write them, for example fetch: {allow: [wiki.intra], pause: 2}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fetch", f"1:1: desk.yaml holds no keys; {EXAMPLE}"),
        ("[fetch]", f"1:1: desk.yaml holds no keys; {EXAMPLE}"),
        ("0", f"1:1: desk.yaml holds no keys; {EXAMPLE}"),
        ("false", f"1:1: desk.yaml holds no keys; {EXAMPLE}"),
        ("fetch:", f"1:1: fetch has no keys; {EXAMPLE}"),
        ("fetch: [allow]", f"1:8: fetch has no keys; {EXAMPLE}"),
        ("fetsh: {}", "1:1: there is no key 'fetsh' here; the keys are: fetch, library, "
         "executor, mail, notify, public_url"),
        ("fetch: {alow: [a]}", f"1:9: there is no key 'alow' here; {KEYS}"),
        ("fetch: {allow: wiki.intra}", f"1:16: allow is no list of hosts; {ALLOW}"),
        ("fetch: {allow: }", f"1:9: allow is no list of hosts; {ALLOW}"),
        ("fetch: {allow: [1]}", f"1:16: allow is no list of hosts; {ALLOW}"),
        ("fetch: {allow: [a b]}", f"1:16: allow is no list of hosts; {ALLOW}"),
        ("fetch: {allow: ['']}", f"1:16: allow is no list of hosts; {ALLOW}"),
        ("fetch: {allow: ['*']}", f"1:16: allow is no list of hosts; {ALLOW}"),
        ("fetch: {pause: -1}", f"1:16: {PAUSE}"),
        ("fetch: {pause: 3601}", f"1:16: {PAUSE}"),
        ("fetch: {pause: '2'}", f"1:16: {PAUSE}"),
        ("fetch: {pause: true}", f"1:16: {PAUSE}"),
        ("fetch: {pause: }", f"1:9: {PAUSE}"),
        ("fetch: {user_agent: 5}",
         "1:21: user_agent is no text; write a text that names the desk and an address"),
    ],
)  # fmt: skip
def test_faults(faults: Callable[[str], list[str]], text: str, said: str) -> None:
    assert faults(text) == [f"desk.yaml:{said}"]


def test_all_faults_are_told_at_once_in_the_order_of_their_lines(
    faults: Callable[[str], list[str]],
) -> None:
    text = "fetch:\n  user_agent: []\n  pause: soon\n  alow: [a]\nlibraries: x\n"
    assert [line.split(": ")[0] for line in faults(text)] == [
        "desk.yaml:2:15", "desk.yaml:3:10", "desk.yaml:4:3", "desk.yaml:5:1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("10.1.0.0/99", "10.1.0.0/99"),
        ("http://wiki.intra/", "http://wiki.intra/"),
        ("wiki.intra/path", "wiki.intra/path"),
        ("wiki.intra:99999", "wiki.intra:99999"),
        ("256.1.1.1", "256.1.1.1"),
        ("0x7f.1", "0x7f.1"),
        ("[::1", "[::1"),
        (".", "."),
    ],
)
def test_entries_that_allow_nothing(
    faults: Callable[[str], list[str]], entry: str, what: str
) -> None:
    (said,) = faults(f"fetch: {{allow: [wiki.intra, '{entry}']}}")
    assert said.startswith("desk.yaml: fetch: allow: ")
    assert what in said
    assert said.endswith(
        "write hosts or networks, for example allow: [wiki.intra, 10.1.0.0/16, '127.0.0.1:8080']"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"fetch: {allow: [a", ""),
        (b"fetch: {pause: 1}\nfetch: {pause: 2}", "stands here a second time"),
        (b"fetch: &a {pause: 1}", "an anchor (&a) is not allowed"),
        (b"fetch: !!python/name:os.system {}", "a tag"),
        (b"\xff\xfe\x00\x00\x80", ""),
        (b"fetch: " + b"[" * 100, ""),
    ],
)
def test_what_is_no_plain_yaml(
    faults: Callable[[bytes], list[str]], text: bytes, said: str
) -> None:
    found = faults(text)
    assert found
    assert all(line.startswith("desk.yaml") for line in found)
    assert any(said in line for line in found)


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "desk.yaml").mkdir()
    with pytest.raises(SpecError, match=r"desk\.yaml"):
        _ = Desk.at(tmp_path).settings


@pytest.mark.parametrize("mark", ["briefs", "desk.yaml", "library/library.sqlite3"])
def test_the_desk_around_a_folder(tmp_path: Path, mark: str) -> None:
    deep = tmp_path / "desk" / "sources" / "2031"
    deep.mkdir(parents=True)
    found = tmp_path / "desk" / mark
    found.parent.mkdir(exist_ok=True)
    found.touch()
    assert {Desk.around(folder).home for folder in (deep, *deep.parents[:2])} == {
        Path(os.path.realpath(tmp_path / "desk"))
    }
