"""Whoever was sent an edition that is withdrawn is told so, once, and nobody else is."""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from posting import NOW, Server, issue_edition, killed, mail_to, spec_of

from briefgen.deliver import Outbox, enqueue, flush
from briefgen.deliver import outbox as outbox_module
from briefgen.desk import Desk
from briefgen.editions.corrections import withdraw
from briefgen.model import Delivery

Serving = Callable[..., Server]
A, B, C = (f"{name}@norvale.example" for name in "abc")
WHY = "The fare <in it> was last year\u2019s"


def withdrawn(desk: Desk, edition: Path) -> tuple[str, ...]:
    """What goes wrong where an edition is withdrawn, and all that can be is sent."""
    withdraw(edition, WHY, NOW + timedelta(days=1))
    return tuple(problem.what for problem in flush(desk, NOW, withdrawn=edition))


def queue(desk: Desk, *deliveries: Delivery, **fields: object) -> Path:
    edition = issue_edition(desk)
    enqueue(desk, spec_of(desk, *deliveries, **fields), edition, NOW)
    return edition


def states(desk: Desk) -> list[tuple[str, str, str]]:
    return [(e.item.matter, e.item.recipient, e.state) for e in Outbox(desk.outbox).all()]


def test_who_got_it_is_told_once_and_who_did_not_gets_neither(desk: Desk, serving: Serving) -> None:
    server = serving(behaviour={"RCPT": "450 busy"}, limited=1)
    edition = queue(desk, mail_to(A, B, C))
    assert len(flush(desk, NOW)) == 1
    assert server.recipients == [B, C]
    assert withdrawn(desk, edition) == ()
    assert server.recipients == [B, C, B, C]
    for _ in range(2):
        assert len(flush(desk, NOW + timedelta(hours=1), withdrawn=edition)) <= 1
    assert server.recipients == [B, C, B, C], "nobody twice, and nothing for the first"
    assert states(desk)[0] == ("2031-03-14", A, "failed")
    assert states(desk)[3:] == [("withdrawn/2031-03-14", to, "sent") for to in (B, C)]


def test_what_the_mail_says(desk: Desk, serving: Serving) -> None:
    """It is known as an answer to the one before, and holds no files."""
    server = serving()
    edition = queue(desk, mail_to(A, subject="Of trams, {edition}"))
    flush(desk, NOW)
    withdrawn(desk, edition)
    first, second = (
        email.message_from_bytes(content, policy=email.policy.default)
        for _, content in server.taken
    )
    assert second["Subject"] == "Withdrawn: Of trams, 2031-03-14"
    assert second["References"] == first["Message-ID"] != second["Message-ID"]
    assert [*second.iter_attachments()] == []
    plain = second.get_body(("plain",)).get_content()
    plain = plain.replace("\r\n", "\n").replace("\u00a0", " ")
    assert plain == (
        "Withdrawn: Trams <in> Norvale & beyond\n\n"
        "The edition of 14 March 2031 of this brief, which was sent to you, was withdrawn on"
        " 15 March 2031."
        f" Please do not rely on it, and do not pass it on.\n\nReason: {WHY}\n"
    )
    html = second.get_body(("html",)).get_content()
    assert '<html lang="en">' in html and "<p>Reason: The fare &lt;in it&gt; was" in html


@pytest.mark.parametrize(
    ("language", "subject", "reason", "day"),
    [
        ("de", "Zur\u00fcckgezogen: Trams", "Grund: ", "15. M\u00e4rz 2031"),
        ("fr", "Retir\u00e9e : Trams", "Motif : ", "15 mars 2031"),
        ("es", "Retirada: Trams", "Motivo: ", "15 de marzo de 2031"),
    ],
)
def test_in_the_language_of_the_brief(
    desk: Desk, serving: Serving, language: str, subject: str, reason: str, day: str
) -> None:
    server = serving()
    edition = queue(desk, mail_to(A), language=language)
    flush(desk, NOW)
    withdrawn(desk, edition)
    mail = email.message_from_bytes(server.taken[1][1], policy=email.policy.default)
    assert mail["Subject"].startswith(subject)
    said = mail.get_body(("plain",)).get_content().replace("\u00a0", " ")
    assert f"{reason}The fare" in said and f"14{day[2:]}" in said and day in said


def test_who_may_have_got_it_is_told(desk: Desk, serving: Serving) -> None:
    """The server broke off where it should have said that it took the mail."""
    server = serving(behaviour={"DATA": "drop"}, limited=1)
    edition = queue(desk, mail_to(A))
    assert len(flush(desk, NOW)) == 1
    server.taken.clear()
    withdrawn(desk, edition)
    assert server.fields("Subject") == ["Withdrawn: Trams <in> Norvale & beyond: 2031-03-14"]


def test_a_program_is_told(desk: Desk) -> None:
    argv = ("sh", "-c", "cat >> told; echo >> told")
    edition = queue(desk, Delivery("command", (json.dumps(argv),), argv))
    flush(desk, NOW)
    for _ in range(2):
        assert withdrawn(desk, edition) == ()
    first, second = map(json.loads, (desk.root / "told").read_text().splitlines())
    assert first["withdrawn"] is None and first["files"]
    assert second["withdrawn"] == {"date": "2031-03-15T06:00:00Z", "reason": WHY}
    assert second["files"] == []
    same = ("schema", "delivery", "slug", "edition", "title", "folder", "again")
    assert [first[key] for key in same] == [second[key] for key in same]


@pytest.mark.parametrize(("done", "sent"), [("taken back", 1), ("deleted", 2)])
def test_a_mark_that_is_taken_back_before_it_is_told(
    desk: Desk, serving: Serving, done: str, sent: int
) -> None:
    """An edition that is deleted is withdrawn all the same."""
    server = serving()
    edition = queue(desk, mail_to(A))
    flush(desk, NOW)
    server.behaviour, server.limited = {"RCPT": "450 busy"}, 1
    assert len(withdrawn(desk, edition)) == 1
    for file in edition.iterdir():
        if done == "deleted" or file.name == "withdrawn.json":
            file.unlink()
    problems = flush(desk, NOW + timedelta(minutes=1))
    assert len(server.taken) == sent
    assert [p.what for p in problems] == ["is withdrawn no more"] * (sent == 1)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # a fork beside the server's thread
def test_killed_while_it_is_told(
    desk: Desk, serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever step it is, the same command again finishes the work; a double is the same."""
    monkeypatch.setattr(outbox_module, "_SYNCED", "OFF")
    server = serving()
    edition = queue(desk, mail_to(A))
    flush(desk, NOW)
    withdraw(edition, WHY, NOW)
    before = desk.outbox.read_bytes()
    step, going = 0, True
    while going:
        step += 1
        desk.outbox.write_bytes(before)
        server.taken.clear()
        going = killed(desk, step, withdrawn=edition)
        flush(desk, NOW, withdrawn=edition)
        assert server.recipients in ([A], [A, A]), f"killed before step {step}"
        assert len(set(server.taken)) == 1
        assert states(desk)[1:] == [("withdrawn/2031-03-14", A, "sent")]
    assert step > 8
