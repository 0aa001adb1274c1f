"""A message's plain text: what its sender wrote, or the message that was forwarded in it.

Quoted replies go. Of a forwarded message the text, the sender and the date are the source's, and
what the forwarder wrote goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.model import Dropped
from briefgen.readers.asides import Entry
from briefgen.readers.indented import unquoted
from briefgen.readers.mail_headers import Envelope, Told
from briefgen.readers.mail_inner import Inner, announcing, forwarded_text, inner_of
from briefgen.readers.pieces import Piece, pieces_of
from briefgen.readers.quotations import set_apart, with_quotations
from briefgen.readers.shape import starts_lower

_QUOTED = re.compile(r"\s*>")
_SIGNATURE = re.compile(r"--\s?")
_FOOTER = re.compile(r"[_=-]{20,}")
_LISTED = re.compile(r"mailing list|listinfo|unsubscribe|abmelden|désabonner", re.IGNORECASE)
_SIGNED_LINES, _SIGNED_WORDS = 15, 120
_DEEPEST = 8  # messages forwarded in forwarded ones
_UNDERLINE = re.compile(r"\s*[-=~_]{3,}\s*")
_STARRED = re.compile(r"\s*\*{2,}\s+(?=\w)")
_TITLE_WORDS = 12
_HEADING = "\ue011"  # stands before a heading's text
_ASIDE = re.compile("\ue010(\\d+)")  # where something was put aside; no normalised text has it
#: Addresses beside the words that they are linked to, as programs put them into plain text.
_BESIDE = re.compile(
    r"(?<=\S)[ \n]?(?:<https?://[^<>\s]{1,2000}>|\(\s?https?://[^()\s]{1,2000}\s?\))"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """The text of a message in order with what was put aside.

    `forwarded` is the header of the message inside it whose text this is; `parted`: header lines
    told apart what others wrote.
    """

    text: str
    entries: tuple[Entry, ...]
    forwarded: Envelope | None = None
    parted: bool = False


def letter_of(text: str, told: Told = "") -> Letter | None:
    """What the author of a plain text wrote, or None where it can't be told who wrote what.

    `told` is what its subject's prefix says.
    """
    lines = text.split("\n")
    dropped: list[Dropped] = []
    head: list[str] = []
    tail: list[str] = []
    forwarded: Envelope | None = None
    inner = inner_of(lines)
    parted = inner is not None
    for _ in range(_DEEPEST):
        if not _is_forward(lines, inner, told):
            break
        if inner is None or inner.envelope is None:
            return None
        forwarded, told = inner.envelope, inner.envelope.told
        head += _put(dropped, lines[: inner.start], "forwarder's note")
        lines, below = forwarded_text(lines, inner)
        tail = [*_put(dropped, below, "forwarder's note"), *tail]
        inner = inner_of(lines)
    else:
        return None
    if inner:
        lines = _reply(lines, inner, dropped)
    lines = _without_signature(_without_quotes(lines, dropped), dropped)
    marked = _BESIDE.sub("", "\n".join([*head, *_with_headings(lines), *tail]))
    plain = _ASIDE.sub("", marked).replace(_HEADING, "")
    entries = tuple(_entries(marked, dropped))
    whole = with_quotations(entries, set_apart(entries, unquoted(marked)[1]))
    return Letter(plain, whole, forwarded, parted)


def _is_forward(lines: Sequence[str], inner: Inner | None, told: Told) -> bool:
    """Whether the message inside is what this one is about; of a reply, it is the reply."""
    if told == "forward" or inner is None:
        return told == "forward"
    above = _words(lines[: inner.start])
    return not above or (inner.marked and told != "reply")


def _reply(lines: Sequence[str], inner: Inner, dropped: list[Dropped]) -> list[str]:
    """A reply without the header of what it answers, and without that where no marks end it."""
    end = inner.end if inner.depth else len(lines)
    put = _put(dropped, lines[inner.start : end], "quoted message")
    return [*lines[: inner.start], *put, *lines[end:]]


def _with_headings(lines: Sequence[str]) -> Iterator[str]:
    """The lines, those that are underlined marked as headings, without their asterisks."""
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        starred = _STARRED.match(line)
        alone = not before.strip() or _UNDERLINE.fullmatch(before)
        titled = starred or (
            alone and line.strip() and not line.rstrip().endswith((".", ",", ":", ";"))
        )
        short = len(line.split()) <= _TITLE_WORDS and not _UNDERLINE.fullmatch(line)
        if titled and short and _UNDERLINE.fullmatch(after):
            yield from ("", _HEADING + line[starred.end() if starred else 0 :].strip(), "")
        elif not (_UNDERLINE.fullmatch(line) and before.strip()):
            yield line
        else:
            yield ""


def _entries(marked: str, dropped: Sequence[Dropped]) -> Iterator[Entry]:
    for piece in pieces_of(marked):
        aside = _ASIDE.fullmatch(piece.text)
        if aside:
            yield dropped[int(aside[1])]
        elif piece.text.startswith(_HEADING):
            yield replace(piece, text=piece.text.removeprefix(_HEADING), mark="heading")
        else:
            yield piece


def is_cut(letter: Letter) -> bool:
    """Whether lines that a program had wrapped could not be put together again."""
    pieces = [entry for entry in letter.entries if isinstance(entry, Piece)]
    return any(piece.tight and starts_lower(piece.text) and not piece.bullet for piece in pieces)


def linked_words(text: str) -> float:
    """How many of 100 words of a text are addresses."""
    words = text.split()
    return 100 * sum("://" in word for word in words) / max(1, len(words))


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
        if start >= 0 and announcing(kept[start:last]) == count:
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
    return ["", f"\ue010{len(dropped) - 1}", ""]
