"""What a spec and a desk may ask for, and the command."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from posting import Server, issue_edition

from briefgen.cli import main
from briefgen.desk import Desk
from briefgen.errors import SpecError
from briefgen.model import Delivery, MailServer, Notify
from briefgen.spec import load_spec

TOP = "title: Trams\nsources: [a.txt]\nissues: [{title: The line}]\n"


def load(tmp_path: Path, deliver: str) -> tuple[Delivery, ...]:
    file = tmp_path / "trams.yaml"
    file.write_text(f"{TOP}deliver: {deliver}\n")
    return load_spec(file, audiences=["minister", "analyst"], methods=["coverage"]).deliver


@pytest.mark.parametrize(
    ("deliver", "wanted"),
    [
        ("[]", []),
        ("[{folder: ./public/}]", [("folder", ("public",), (), "", (), ())]),
        ("[{feed: public/f.xml, audiences: [minister]}]",
         [("feed", ("public/f.xml",), (), "", ("minister",), ())]),
        ("[{mail: {to: [Desk@Norvale.Example], subject: '{title}, {edition}'}, formats: [pdf]}]",
         [("mail", ("Desk@norvale.example",), (), "{title}, {edition}", (), ("pdf",))]),
        ("[{mail: {to: [a@bücher.example]}}]",
         [("mail", ("a@xn--bcher-kva.example",), (), "", (), ())]),
        ("[{command: [./p.sh, --now]}]",
         [("command", ('["./p.sh", "--now"]',), ("./p.sh", "--now"), "", (), ())]),
    ],
)  # fmt: skip
def test_what_a_spec_may_ask_for(tmp_path: Path, deliver: str, wanted: list[object]) -> None:
    assert [
        (d.channel, d.recipients, d.argv, d.subject, d.audiences, d.formats)
        for d in load(tmp_path, deliver)
    ] == wanted


ADDRESS = "which is no mail address; write a plain address, like desk@example.org"


@pytest.mark.parametrize(
    ("deliver", "said"),
    [
        ("[{mail: {to: [desk]}}]", f"4:24: address 1 is the text 'desk', {ADDRESS}"),
        ("[{mail: {to: [a@b.example, 'Me <m@b.example>']}}]",
         f"4:37: address 2 is the text 'Me <m@b.example>', {ADDRESS}"),
        ("[{mail: {to: [a@b.example, 'a@b.example, c@b.example']}}]", "4:37: address 2"),
        ("[{mail: {to: ['a@-b.example']}}]", "4:24: address 1"),
        ("[{mail: {to: ['a b@b.example']}}]", "4:24: address 1"),
        ("[{mail: {to: [ä@b.example]}}]", "4:24: address 1"),
        ("[{mail: {to: [.a@b.example]}}]", "4:24: address 1"),
        ('[{mail: {to: ["a@b.example\\nBcc: c@b.example"]}}]', "4:24: address 1"),
        ("[{mail: {to: [a@b.example, A@B.example]}}]",
         "4:37: 'A@b.example' stands in line 4 already, and gets an edition once; delete one"),
        ("[{folder: x}, {folder: ./x/}]", "4:33: 'x' stands in line 4 already"),
        ("[{command: [a, b]}, {command: [a, b]}]", "4:40: '[\"a\", \"b\"]' stands in line 4"),
        ("[{mail: {to: [a@b.example], subject: 'An {other}'}}]",
         "4:47: subject has 'other' in braces, for which there is nothing to fill in"),
        ("[{mail: {to: [a@b.example], subject: '{title.x}'}}]", "4:47: subject has 'title.x'"),
        ("[{mail: {to: [a@b.example], subject: 'a {'}}]", "4:47: subject has 'a {'"),
        ("[{folder: x, audiences: [public]}]",
         "4:35: there is no audience 'public' in this spec; the spec's audiences are: m"),
        ("[{folder: x, formats: [doc]}]", "4:33: there is no format 'doc'"),
        ("[{mail: {to: [a@b.example], password: x}}]", "4:38: there is no key 'password' in mail"),
        ("[{folder: x, feed: y}]", "4:11: delivery 1 has feed and folder at once"),
        ("[{command: ./p.sh}]", "4:21: command is the text './p.sh'; write it as a list"),
    ],
)  # fmt: skip
def test_faults_of_a_spec(tmp_path: Path, deliver: str, said: str) -> None:
    with pytest.raises(SpecError) as caught:
        load(tmp_path, deliver)
    (problem,) = caught.value.problems
    assert str(problem).removeprefix(f"{tmp_path}/trams.yaml:").startswith(said)


def test_what_a_desk_may_say(tmp_path: Path) -> None:
    (tmp_path / "desk.yaml").write_text(
        "mail: {host: smtp.norvale.example, from: d@norvale.example, user: d, port: 2525}\n"
        "notify: {mail: [o@norvale.example], webhook: 'https://h.example/x', command: [./t.sh],\n"
        "         failing_source: 2, silence: 5}\n"
        "public_url: https://briefs.norvale.example\n"
    )
    settings = Desk.at(tmp_path).settings
    assert settings.mail == MailServer("smtp.norvale.example", "d@norvale.example", "d", port=2525)
    assert settings.notify == Notify(
        ("o@norvale.example",), "https://h.example/x", ("./t.sh",), 2, 5
    )
    assert settings.public_url == "https://briefs.norvale.example/"


MAIL = "mail: {host: h.example, from: d@n.example, "


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mail: x", "1:7: mail has no keys"),
        ("mail: {}", "1:1: mail has no from"),
        (
            MAIL + "password: x}",
            "1:44: a password stands in no file of the desk; delete it; set BR",
        ),
        (MAIL + "smtp_pass: x}", "1:44: a password stands in no file of the desk"),
        (MAIL + "prot: 25}", "1:44: there is no key 'prot' here; did you mean port?"),
        (MAIL + "tls: none-on-loopback}", "1:49: tls is none-on-loopback, and 'h.example' is not"),
        (MAIL + "tls: none}", "1:49: tls is none of its choices; "),
        (MAIL + "port: 70000}", "1:50: port is no whole number; write one from 1 to 65535"),
        (MAIL + "timeout: soon}", "1:53: timeout is no whole number"),
        (MAIL + "user: ''}", "1:50: user is no name"),
        ("mail: {host: 'a b', from: d@n.example}", "1:14: host is no name of a server"),
        ("mail: {host: h.example, from: desk}", "1:31: from is no mail address; write a plain"),
        ("notify: []", "1:9: notify has no keys"),
        ("notify: {mail: a@n.example}", "1:16: this is no mail address in a list"),
        ("notify: {mail: [a@n.example, b]}", "1:30: this is no mail address in a list"),
        ("notify: {webhook: 'ftp://h/'}", "1:19: webhook is no web address"),
        ("notify: {webhook: 'https://u:p@h.example/'}", "1:19: webhook is no web address"),
        ("notify: {command: ./x}", "1:19: command is no list of texts"),
        ("notify: {silence: 0}", "1:19: silence is no whole number"),
        ("public_url: briefs", "1:13: public_url is no web address"),
    ],
)
def test_faults_of_a_desk(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "desk.yaml").write_text(text)
    with pytest.raises(SpecError) as caught:
        _ = Desk.at(tmp_path).settings
    told = [str(p).partition("desk.yaml:")[2] for p in caught.value.problems]
    assert any(line.startswith(said) for line in told), told


@pytest.fixture
def sending(desk: Desk, serving: Callable[..., Server], monkeypatch) -> Server:
    """A desk with a spec, an edition and a server, and where the commands run."""
    (desk.root / "briefs" / "trams.yaml").write_text(
        TOP + "deliver: [{folder: public}, {mail: {to: [a@norvale.example]}}]\n"
    )
    edition = issue_edition(desk)
    (edition.parent / "latest").symlink_to(edition.name)
    monkeypatch.chdir(desk.root)
    return serving()


SPEC, EDITION = "briefs/trams.yaml", "editions/trams/2031-03-14"


@pytest.mark.parametrize("target", [SPEC, EDITION, "editions/trams/latest", "editions/trams"])
def test_the_command(sending: Server, capsys: pytest.CaptureFixture[str], target: str) -> None:
    assert main(["deliver", "--dry-run", target]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "trams 2031-03-14: folder public: new", "trams 2031-03-14: mail a@norvale.example: new",
    ]  # fmt: skip
    assert sending.taken == [] and not Path("public").exists()
    assert main(["deliver", target]) == 0
    assert sending.recipients == ["a@norvale.example"]
    assert main(["deliver", target]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "nothing to deliver"
    assert main(["deliver", "--list", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["deliveries"]
    assert [(d["channel"], d["state"]) for d in told] == [("folder", "sent"), ("mail", "sent")]
    assert sending.recipients == ["a@norvale.example"]


def test_a_desk_that_writes_elsewhere(sending: Server, capsys) -> None:
    """What was built with `--out` is delivered with it, by its spec or its folder."""
    Path("there").mkdir()
    Path("editions").rename("there/editions")
    assert main(["deliver", "there/editions/trams/latest"]) == 2
    assert "--out as in build" in capsys.readouterr().err
    for target in (SPEC, "there/editions/trams/latest"):
        assert main(["deliver", "--out", "there", target]) == 0
    assert main(["deliver", "--out", "there", "--list"]) == 0
    assert "mail a@norvale.example: sent" in capsys.readouterr().out
    assert sending.recipients == ["a@norvale.example"]
    assert not Path("editions").exists() and not Path("public").exists()
    assert Path("there/public/trams/2031-03-14/evidence.json").is_file()
    assert main(["withdraw", "trams/2031-03-14", "--out", "there", "--reason", "Wrong fare"]) == 0
    assert sending.recipients == ["a@norvale.example"] * 2
    assert Path("there/public/trams/2031-03-14/withdrawn.json").is_file()


def test_the_command_tells_and_tries_again(sending: Server, capsys) -> None:
    sending.behaviour, sending.limited = {"RCPT": "550 no such user"}, 1
    assert main(["deliver", SPEC]) == 1
    assert "550 no such user" in capsys.readouterr().err
    assert main(["deliver", "--list"]) == 0
    assert "failed (mail server 127.0.0.1" in capsys.readouterr().out
    assert main(["deliver"]) == 0
    assert capsys.readouterr().out == "nothing to deliver\n" and sending.taken == []
    assert main(["deliver", "--retry", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["delivered"]
    assert told["recipient"] == "a@norvale.example"


@pytest.mark.parametrize(
    ("target", "status", "said"),
    [
        ("briefs/other.yaml", 2, "other.yaml"),
        ("editions", 2, "is no edition of a brief whose spec is in this desk"),
        ("briefs/new.yaml", 1, "there is no edition yet; run briefgen build briefs/new.yaml"),
    ],
)
def test_what_it_cannot_deliver(sending: Server, capsys, target, status, said) -> None:
    Path("briefs/new.yaml").write_text(TOP)
    assert main(["deliver", target]) == status
    assert said in capsys.readouterr().err
