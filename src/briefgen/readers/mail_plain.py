"""A message's plain text: what its sender wrote, or the message that was forwarded in it.

Quoted replies go. Of a forwarded message the text, the sender and the date are the source's, and
what the forwarder wrote above it goes, unless that is the longer of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.model import Dropped
from briefgen.readers.asides import Entry
from briefgen.readers.dates import find_dates
from briefgen.readers.mail_headers import Envelope, address_of, bare_subject, decoded
from briefgen.readers.pieces import pieces_of

_QUOTED = re.compile(r"\s*>")
_WROTE = re.compile(
    r"\s*(?:on|am|le|el|op|il|den)\b.{5,250}\b(?:wrote|schrieb|a écrit|escribió|schreef|ha scritto)"
    r"\b.{0,60}:\s*",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"\W*(?:begin )?(?:forwarded message|weitergeleitete nachricht"
    r"|message (?:transféré|réexpédié)|mensaje reenviado)\b.{0,30}",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"\s*[-_]{2,}\s*(?:original (?:message|appointment)|ursprüngliche nachricht"
    r"|message d[’']origine|mensaje original)\s*[-_]*\s*|_{20,}\s*",
    re.IGNORECASE,
)
_FIELDS = {
    "from": r"from|von|de|expéditeur",
    "date": r"date|sent|datum|gesendet|envoyé(?: le)?|fecha|enviado(?: el)?",
    "to": r"to|an|à|para|cc|kopie|reply-to|antwort an|bcc",
    "subject": r"subject|betreff|objet|asunto",
}
_FIELD = re.compile(
    r"\s*\*?(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _FIELDS.items())
    + r")\s?:\*?\s*(?P<value>.*)",
    re.IGNORECASE,
)  # fmt: skip
_SIGNATURE = re.compile(r"--\s?")
_FOOTER = re.compile(r"[_=-]{20,}")
_LISTED = re.compile(r"mailing list|listinfo|unsubscribe|abmelden|désabonner", re.IGNORECASE)
_SIGNED_LINES, _SIGNED_WORDS = 15, 120
_LOOKED_AT = 5_000  # lines in which a forwarded or quoted message may begin
_ASIDE = re.compile("\ue003(\\d+)")  # where something was put aside; no normalised text has it
#: Addresses beside the words that they are linked to, as programs put them into plain text.
_BESIDE = re.compile(
    r"(?<=\S)[ \n]?(?:<https?://[^<>\s]{1,2000}>|\(\s?https?://[^()\s]{1,2000}\s?\))"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """The text of a message in order with what was put aside; the header of one forwarded in it."""

    text: str
    entries: tuple[Entry, ...]
    forwarded: Envelope | None = None


def letter_of(text: str) -> Letter:
    """What the sender of a plain text wrote."""
    lines = text.split("\n")
    dropped: list[Dropped] = []
    forwarded: Envelope | None = None
    start, header, end = _inner(lines)
    if start >= 0:
        above, below = lines[:start], lines[end:]
        is_forward = any(
            _FORWARDED.fullmatch(line) for line in lines[max(0, start - 3) : start + 1]
        )
        if (is_forward or not _words(above)) and _words(below) >= _words(above):
            forwarded = header
            lines = [*_put(dropped, above, "forwarder's note"), *below]
        else:
            lines = [*above, *_put(dropped, below, "quoted message")]
    lines = _without_quotes(lines, dropped)
    lines = _without_signature(lines, dropped)
    marked = _BESIDE.sub("", "\n".join(lines))
    return Letter(_ASIDE.sub("", marked), tuple(_entries(marked, dropped)), forwarded)


def _entries(marked: str, dropped: Sequence[Dropped]) -> Iterator[Entry]:
    for piece in pieces_of(marked):
        aside = _ASIDE.fullmatch(piece.text)
        yield dropped[int(aside[1])] if aside else piece


def linked_words(text: str) -> float:
    """How many of 100 words of a text are addresses."""
    words = text.split()
    return 100 * sum("://" in word for word in words) / max(1, len(words))


def _inner(lines: Sequence[str]) -> tuple[int, Envelope, int]:
    """Where the header of a message inside this one begins (-1: none), that, and where it ends."""
    for index, line in enumerate(lines[:_LOOKED_AT]):
        if not (_FORWARDED.fullmatch(line) or _ORIGINAL.fullmatch(line) or _FIELD.fullmatch(line)):
            continue
        at = index
        while at < len(lines) and at < index + 3 and not _FIELD.fullmatch(lines[at]):
            at += 1
        found, end = _fields(lines, at)
        if {"from", "date", "subject"} <= found.keys() or {"from", "to", "subject"} <= found.keys():
            return index, _envelope(found), end
    return -1, Envelope(), len(lines)


def _fields(lines: Sequence[str], start: int) -> tuple[dict[str, str], int]:
    """The header lines from `start` on by name, the first of each; and where they end."""
    found: dict[str, str] = {}
    name = ""
    end = start
    for end in range(start, min(len(lines), start + 30)):
        match = _FIELD.fullmatch(lines[end])
        if match:
            name = next(field for field in _FIELDS if match[field])
            found.setdefault(name, match["value"])
        elif not lines[end].strip():
            if name and not (end + 1 < len(lines) and _FIELD.fullmatch(lines[end + 1])):
                return found, end
        elif not name or not lines[end].startswith((" ", "\t")):
            return found, end
    return found, end


def _envelope(fields: dict[str, str]) -> Envelope:
    sender, address = address_of(fields.get("from", ""))
    dates = [value for *_, value in find_dates(fields.get("date", "")[:200]) if value]
    return Envelope(
        subject=bare_subject(decoded(fields.get("subject", "")[:1000])),
        sender=sender.strip(" '\"*") if address else fields.get("from", "").strip(" *"),
        address=address,
        issued=dates[0] if len(dates) == 1 else None,
    )


def _without_quotes(lines: Sequence[str], dropped: list[Dropped]) -> list[str]:
    """The lines that are not quoted from an earlier message, nor announce that."""
    kept: list[str] = []
    quoted: list[str] = []
    for line in lines:
        if _QUOTED.match(line):
            if not quoted:
                quoted += _announced(kept)
            quoted.append(line)
        elif quoted and not line.strip():
            quoted.append(line)
        else:
            kept += _put(dropped, quoted, "quoted message")
            quoted = []
            kept.append(line)
    return [*kept, *_put(dropped, quoted, "quoted message")]


def _announced(kept: list[str]) -> list[str]:
    """Takes "On … wrote:", which may stand on up to three lines, from the end of `kept`."""
    last = len(kept)
    while last and not kept[last - 1].strip():
        last -= 1
    for count in (1, 2, 3):
        start = last - count
        if start >= 0 and _WROTE.fullmatch(" ".join(kept[start:last])):
            taken = kept[start:]
            del kept[start:]
            return taken
    return []


def _without_signature(lines: Sequence[str], dropped: list[Dropped]) -> list[str]:
    """The lines above a list's footer and a signature, which stands below "-- "."""
    kept = list(lines)
    for pattern, reason in ((_FOOTER, "ways out of the list"), (_SIGNATURE, "signature")):
        start = next((i for i in reversed(range(len(kept))) if pattern.fullmatch(kept[i])), -1)
        below = kept[start:] if start > 0 else []
        proved = pattern is _SIGNATURE or _LISTED.search("\n".join(below))
        if proved and 0 < len(below) <= _SIGNED_LINES and _words(below) <= _SIGNED_WORDS:
            kept[start:] = _put(dropped, below, reason)
    return kept


def _words(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _put(dropped: list[Dropped], lines: Sequence[str], reason: str) -> list[str]:
    """Puts lines aside, and gives those that mark their place."""
    text = " ".join(" ".join(lines).split())
    if not text:
        return []
    dropped.append(Dropped(text, reason))
    return ["", f"\ue003{len(dropped) - 1}", ""]
