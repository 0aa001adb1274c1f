"""What whoever was sent an edition is told when it is withdrawn: a mail, or a program's call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from briefgen.deliver.enclosed import Issued
from briefgen.deliver.letter import Letter, add, one_line, page, written
from briefgen.deliver.outbox import Entry, Item

if TYPE_CHECKING:
    from briefgen.render.labels import Labels

#: The labels of such a mail.
_WORDS = ("recall", "recalled", "reason")


def kept(record: Mapping[str, Any], labels: Labels, letter: Letter) -> dict[str, Any]:
    """What is kept of a mail that was sent, so that it can be recalled in its own language."""
    return {
        "subject": letter.subject,
        "title": str(record["title"]),
        "language": str(record.get("language", "en")),
        "locale": labels.locale,
        "words": {name: labels.words["mail"][name] for name in _WORDS},
    }


def recalls(entries: tuple[Entry, ...], edition: Issued) -> Iterator[Item]:
    """What is to be queued where an edition was withdrawn, by the deliveries of it so far.

    Nobody is told of what certainly never arrived.
    """
    mark = edition.withdrawal
    for entry in entries if mark else ():
        item, may_have = entry.item, entry.state in ("sent", "sending") or entry.doubts
        if mark and may_have and "recall" in item.wanted:
            said = item.wanted["recall"]
            about = {"edition": edition.name, "key": edition.key,
                     "date": mark.date, "reason": mark.reason}  # fmt: skip
            wanted = {**said, "withdrawal": about}
            if item.channel == "mail":
                letter = _letter(said, edition.name, mark.date[:10], mark.reason)
                wanted = {"letter": asdict(letter), "withdrawal": about}
            yield Item(item.slug, f"withdrawn/{edition.name}", item.channel, item.recipient, wanted)


def _letter(said: Mapping[str, Any], edition: str, day: str, reason: str) -> Letter:
    """The mail, by what was kept of the one before."""
    from briefgen.render.typography import long_date  # noqa: PLC0415

    words = said["words"]
    edition, date = (long_date(each, said["locale"]) for each in (edition, day or "–"))
    head = words["recall"].format(told=said["title"])
    lines = [words["recalled"].format(edition=edition, date=date)]
    lines += [words["reason"].format(reason=one_line(reason))] if reason else []
    shown, body = page(head, said["language"])
    add(body, "h1", head)
    for line in lines:
        add(body, "p", line)
    plain = "\n".join((one_line(head), "", *(f"{line}\n" for line in lines)))
    return Letter(words["recall"].format(told=said["subject"]), plain, written(shown))
