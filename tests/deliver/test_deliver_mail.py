"""Mail over a real server on loopback: who gets what, and what is done when the server will not."""

from __future__ import annotations

import email
import email.policy
import ssl
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from aiosmtpd.smtp import AuthResult
from hypothesis import given
from hypothesis import strategies as st
from posting import NOW, RECORD, Server, issue_edition, mail_to, spec_of

from briefgen.deliver import Outbox, enqueue, flush, retry
from briefgen.deliver import smtp as smtp_module
from briefgen.deliver.letter import letter
from briefgen.deliver.message import message
from briefgen.desk import Desk
from briefgen.model import MailServer

Serving = Callable[..., Server]


def states(desk: Desk) -> list[tuple[str, str, int]]:
    return [(e.item.recipient, e.state, e.attempts) for e in Outbox(desk.outbox).all()]


def queue(desk: Desk, *to: str, **fields: object) -> Path:
    edition = issue_edition(desk)
    enqueue(desk, spec_of(desk, mail_to(*to, **fields)), edition, NOW)
    return edition


def test_each_recipient_gets_an_edition_once(desk: Desk, serving: Serving) -> None:
    """Also when it is queued and flushed again, and a next edition once more."""
    server = serving()
    edition = queue(desk, "a@norvale.example", "b@norvale.example")
    assert flush(desk, NOW) == ()
    assert enqueue(desk, spec_of(desk, mail_to("a@norvale.example")), edition, NOW) == 0
    assert flush(desk, NOW + timedelta(days=3)) == ()
    assert server.recipients == ["a@norvale.example", "b@norvale.example"]
    enqueue(desk, spec_of(desk, mail_to("a@norvale.example")), issue_edition(desk, "2031-03-15"),
            NOW)  # fmt: skip
    assert flush(desk, NOW) == ()
    assert server.recipients[2:] == ["a@norvale.example"]
    assert len(set(server.fields("Message-ID"))) == 3


def test_what_a_mail_holds(desk: Desk, serving: Serving) -> None:
    server = serving()
    queue(desk, "a@norvale.example", "b@norvale.example", audiences=("minister",))
    assert flush(desk, NOW) == ()
    mail = email.message_from_bytes(server.taken[0][1], policy=email.policy.default)
    assert (mail["From"], mail["To"]) == ("desk@norvale.example", "a@norvale.example")
    assert mail["Subject"] == "Trams <in> Norvale & beyond: 2031-03-14"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == NOW
    assert b"b@norvale.example" not in server.taken[0][1]
    assert [(p.get_filename(), p.get_content()) for p in mail.iter_attachments()] == [
        ("trams-minister.pdf", b"%PDF-1.7 for the minister, 2031-03-14")
    ]
    plain = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert "> Build the line & “open” the <docks>.\n\n– Ada Ferrand. “Build It”, Courier" in plain
    assert "– Otto Lind, mayor, as reported by Ada Ferrand. “Build It”" in plain
    html = mail.get_body(("html",)).get_content()
    assert "<blockquote>Build the line &amp; “open” the &lt;docks&gt;.</blockquote>" in html
    assert "<h1>Trams &lt;in&gt; Norvale &amp; beyond</h1>" in html


@pytest.mark.parametrize(
    ("behaviour", "what", "state"),
    [
        ({"RCPT": "550 no such user"}, "refused the mail to a@norvale.example (550 no such user)",
         "failed"),
        ({"DATA": "552 too much mail"}, "refused the mail to a@norvale.example (552 too much mail)",
         "failed"),
        ({"RCPT": "450 busy"}, "refused the mail to a@norvale.example (450 busy)", "waiting"),
        ({"DATA": "451 try later"}, "refused the mail to a@norvale.example (451 try", "waiting"),
        ({"RCPT": "stall"}, "sent nothing for too long", "waiting"),
        ({"RCPT": "drop"}, "broke the connection off", "waiting"),
        ({"DATA": "stall"}, "did not say whether it took the mail to a@norvale.example", "waiting"),
        ({"DATA": "drop"}, "did not say whether it took the mail to a@norvale.example", "waiting"),
    ],
)  # fmt: skip
def test_a_server_that_will_not(
    desk: Desk, serving: Serving, monkeypatch, behaviour: dict[str, str], what: str, state: str
) -> None:
    """Told once; what passes is sent by itself later, what does not when it is asked for."""
    monkeypatch.setattr(smtp_module, "_LAST_WAIT", 1)
    server = serving(behaviour=behaviour, limited=1)
    queue(desk, "a@norvale.example")
    (problem,) = flush(desk, NOW)
    assert what in problem.what
    assert states(desk) == [("a@norvale.example", state, 1)]
    assert flush(desk, NOW + timedelta(seconds=59)) == ()
    taken_at_once = len(server.taken)
    assert flush(desk, NOW + timedelta(seconds=60)) == ()
    assert len(server.taken) == taken_at_once + (state == "waiting")
    if state == "failed":
        assert retry(desk, NOW, "trams", "2031-03-14") == 1
        assert flush(desk, NOW) == ()
    assert states(desk)[0][1] == "sent"
    assert len(set(server.fields("Message-ID"))) == 1
    assert len({mail for _, mail in server.taken}) == 1, "a second copy is the same to the byte"


def test_one_who_is_refused_does_not_stop_the_others(desk: Desk, serving: Serving) -> None:
    server = serving(behaviour={"RCPT": "550 unknown"}, limited=1)
    queue(desk, "a@norvale.example", "b@norvale.example")
    assert len(flush(desk, NOW)) == 1
    assert server.recipients == ["b@norvale.example"]


def test_a_server_that_is_down_is_asked_and_told_of_once(desk: Desk, serving: Serving) -> None:
    serving()
    (desk.root / "desk.yaml").write_text(
        "mail: {host: 127.0.0.1, port: 9, from: d@norvale.example, tls: none-on-loopback}"
    )
    queue(desk, "a@norvale.example", "b@norvale.example")
    (problem,) = flush(desk, NOW)
    assert "could not be reached (connection refused)" in problem.what
    assert [attempts for *_, attempts in states(desk)] == [1, 1]


def test_it_is_given_up_in_the_end(desk: Desk, serving: Serving) -> None:
    """After a week of trying; each pause is as long as the guide says."""
    serving(behaviour={"RCPT": "450 busy"})
    queue(desk, "a@norvale.example")
    waited, time = [], NOW
    while True:
        (problem,) = flush(desk, time)
        (entry,) = Outbox(desk.outbox).all()
        if entry.state == "failed":
            break
        due = datetime.fromisoformat(entry.due)
        assert flush(desk, due - timedelta(seconds=1)) == ()
        waited.append((due - time) // timedelta(minutes=1))
        time = due
    assert waited == [1, 5, 15, 60, 240, 720, 1440]
    assert "it is given up" in problem.remedy


def test_what_may_have_arrived_is_sent_again_twice_at_most(desk: Desk, serving: Serving) -> None:
    server = serving(behaviour={"DATA": "drop"})
    queue(desk, "a@norvale.example")
    for day in range(9):
        flush(desk, NOW + timedelta(days=day))
    assert len(server.taken) == 3
    assert len(set(server.fields("Message-ID"))) == 1
    assert states(desk) == [("a@norvale.example", "failed", 3)]


def test_starttls(desk: Desk, serving: Serving, tls: ssl.SSLContext, certificate, monkeypatch):
    """The certificate must be one that this machine trusts, and for the server's name."""
    server = serving(tls=tls, host="localhost")
    queue(desk, "a@norvale.example")
    (problem,) = flush(desk, NOW)
    assert "has a certificate that is not valid (self-signed certificate" in problem.what
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert flush(desk, NOW + timedelta(hours=1)) == ()
    assert server.recipients == ["a@norvale.example"]
    settings = desk.root / "desk.yaml"
    settings.write_text(settings.read_text().replace("localhost", "127.0.0.1"))
    enqueue(desk, spec_of(desk, mail_to("b@norvale.example")), desk.editions / "trams/2031-03-14",
            NOW)  # fmt: skip
    (problem,) = flush(desk, NOW)
    assert "IP address mismatch" in problem.what


def test_without_tls_nothing_is_sent(desk: Desk, serving: Serving) -> None:
    server = serving()
    settings = desk.root / "desk.yaml"
    settings.write_text(settings.read_text().replace("none-on-loopback", "starttls"))
    queue(desk, "a@norvale.example")
    (problem,) = flush(desk, NOW)
    assert "STARTTLS extension not supported" in problem.what
    assert server.taken == []


def test_a_user_without_a_password(desk: Desk, serving: Serving, monkeypatch) -> None:
    serving()
    settings = desk.root / "desk.yaml"
    settings.write_text(settings.read_text().replace("timeout", "user: desk, timeout"))
    queue(desk, "a@norvale.example")
    monkeypatch.delenv("BRIEFGEN_SMTP_PASSWORD", raising=False)
    monkeypatch.setitem(sys.modules, "keyring", None)
    (problem,) = flush(desk, NOW)
    assert "no password for 'desk'" in problem.what
    assert "keyring set briefgen:127.0.0.1 desk" in problem.remedy
    monkeypatch.setenv("BRIEFGEN_SMTP_PASSWORD", "s3cret-of-the-desk")
    (problem,) = flush(desk, NOW + timedelta(hours=1))
    assert "AUTH extension not supported" in problem.what
    assert "s3cret" not in str(problem) + str(Outbox(desk.outbox).all())


@pytest.mark.parametrize("kept_in", ["environment", "keyring"])
def test_a_login(
    desk: Desk, serving: Serving, tls: ssl.SSLContext, certificate, monkeypatch, kept_in: str
) -> None:
    """Over TLS; with a password that is wrong nothing is sent, and it is tried again."""
    asked: list[tuple[str, ...]] = []

    def known(server, session, envelope, mechanism, data) -> AuthResult:
        fits = (data.login, data.password) == (b"desk", b"s3cret")
        return AuthResult(success=fits, handled=False)

    server = serving(tls=tls, host="localhost",
                     options={"authenticator": known, "auth_required": True})  # fmt: skip
    settings = desk.root / "desk.yaml"
    settings.write_text(settings.read_text().replace("timeout", "user: desk, timeout"))
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("BRIEFGEN_SMTP_PASSWORD", "wrong")
    queue(desk, "a@norvale.example")
    (problem,) = flush(desk, NOW)
    assert "refused the user 'desk' (535" in problem.what and "wrong" not in str(problem)
    if kept_in == "environment":
        monkeypatch.setenv("BRIEFGEN_SMTP_PASSWORD", "s3cret")
    else:
        monkeypatch.delenv("BRIEFGEN_SMTP_PASSWORD")
        ring = SimpleNamespace(get_password=lambda *names: asked.append(names) or "s3cret")
        monkeypatch.setitem(sys.modules, "keyring", ring)
    assert flush(desk, NOW + timedelta(hours=1)) == ()
    assert server.recipients == ["a@norvale.example"]
    assert asked == ([] if kept_in == "environment" else [("briefgen:localhost", "desk")])


def test_an_altered_or_withdrawn_edition_is_not_sent(desk: Desk, serving: Serving) -> None:
    server = serving()
    edition = queue(desk, "a@norvale.example")
    (edition / "trams-minister.pdf").write_bytes(b"something else")
    (problem,) = flush(desk, NOW)
    assert "is not the file that the edition's lock names" in problem.what
    (edition / "withdrawn.json").write_text('{"reason": "a wrong figure"}')
    retry(desk, NOW)
    (problem,) = flush(desk, NOW)
    assert problem.what == "was withdrawn"
    assert server.taken == []


def test_no_mail_server(desk: Desk) -> None:
    queue(desk, "a@norvale.example")
    (problem,) = flush(desk, NOW)
    assert problem.where.endswith("desk.yaml") and problem.what == "names no mail server"


@given(st.text(max_size=200), st.text(min_size=1, max_size=80))
def test_no_text_becomes_a_header(subject: str, plain: str) -> None:
    """Whatever a title holds, the mail has our fields and no others, one recipient, one body."""
    said = {"subject": f"{subject}\r\nBcc: all@norvale.example", "plain": plain}
    if not plain.isprintable():
        said["plain"] = plain.encode("utf-8", "replace").decode()
    said["subject"] = said["subject"].encode("utf-8", "replace").decode()
    made = [message("d@norvale.example", "a@norvale.example", "x", "2031-03-14T06:00:00Z", said, {})
            for _ in range(2)]  # fmt: skip
    assert made[0] == made[1]
    mail = email.message_from_bytes(made[0])
    assert [name for name, _ in mail.items()] == [
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted",
        "X-Auto-Response-Suppress", "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
    ]  # fmt: skip
    assert mail["To"] == "a@norvale.example"


WORDS = {
    "key_points": "Key points",
    "reported": {"direct": "quoted by {by}", "indirect": "as reported by {by}"},
    "mail": {"changed": "What is new", "attached": "Attached.", "new": "New: {told}",
             "moved": "Moved: {told}", "number": "Figure: {told}"},
}  # fmt: skip


def test_what_changed_is_told() -> None:
    passage = {"text": "Fares <must> fall.", "holder": "Otto Lind", "title": "Build It",
               "why": "text"}  # fmt: skip
    chosen, before = (
        {**passage, "text": "Chosen now.", "why": "choice"},
        {**passage, "text": "Was."},
    )
    changes = {
        "new": [passage, chosen],
        "moved": [
            {"earlier": {"passage": before}, "later": {"passage": one}} for one in (passage, chosen)
        ],
        "numbers": [{"figures": [["9", "8"]], "later": "It costs 8.", "title": "Build It"}],
    }
    said = letter({**RECORD, "edition": "2031-03-14", "changes": changes}, WORDS)
    told = "Fares <must> fall. – Otto Lind, Build It"
    assert f"– Moved: {told}\n– Figure: 9 → 8: It costs 8. (Build It)\n– New: {told}\n" in (
        said.plain
    )
    assert "<li>New: Fares &lt;must&gt; fall." in said.html
    assert "Chosen now" not in said.plain + said.html, "a choice of ours is no news"
    assert "Was." not in said.plain + said.html, "the edition before is not quoted"
    first = letter({**RECORD, "edition": "2031-03-14", "changes": None}, WORDS)
    assert "What is new" not in first.plain + first.html


def test_who_takes_a_side_stands_alone_in_no_mail() -> None:
    """Where somebody changed sides, and nobody is opposed to him, a key point is of another."""
    views = [{"holder": "ada", "position": "build"}]
    issue = {**RECORD["issues"][0], "contrasts": [], "changes": [{}], "viewpoints": views}
    issue["key_passages"] = ["p1", "p2"]
    said = letter({**RECORD, "edition": "e", "issues": [issue]}, WORDS).plain
    assert "Build the line" not in said and "The line is a mistake." in said


def test_usual_ports() -> None:
    server = MailServer("h", "d@norvale.example")
    kinds = [replace(server, tls=t).usual_port for t in ("starttls", "implicit")]
    assert kinds == [587, 465]
    assert replace(server, port=2525).usual_port == 2525
