"""A message's MIME parts (RFC 2045 to 2049): bounded, and sorted into what is read and what not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

from briefgen.model import Problem
from briefgen.readers.decode import normalise
from briefgen.readers.mail_headers import decoded, text_of

#: Bytes of a message with its attachments, of its header, and of one text part.
MOST_BYTES, MOST_HEADER, MOST_TEXT = 60_000_000, 250_000, 10_000_000
#: Groups of parts (multiparts, enclosed messages), lines that may part a message, and parts.
MOST_GROUPS, MOST_LINES, MOST_PARTS = 100, 10_000, 1_000

_GROUP = re.compile(rb"^content-type:\s*(?:multipart|message)\s*/", re.IGNORECASE | re.MULTILINE)
_LONG_FIELD = re.compile(
    rb"^content-[a-z-]+:(?:[^\n]|\n[ \t]){20000}", re.IGNORECASE | re.MULTILINE
)
_MBOX = re.compile(rb"^From \S+ .{0,40}\d{4}\s*$", re.MULTILINE)
_END = re.compile(rb"\r?\n\r?\n")
_TEXTS = frozenset({"text/plain", "text/html"})  # and a multipart whose parts were cut off
_SAVE_TEXT = "save the text that is meant as plain text or HTML, and name that file"


@dataclass(slots=True)
class Parts:
    """What a message holds: text by kind, the names of what is attached, enclosed messages."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    enclosed: list[Message] = field(default_factory=list)


def parse_message(content: bytes, where: str) -> Message | Problem:
    """The message in `content`, or why it is not taken apart."""
    head = content.lstrip(b"\xef\xbb\xbf\r\n")
    fault = _fault(head)
    if fault:
        return Problem(where, *fault)
    try:
        message = message_from_bytes(head)
        parts = sum(1 for _ in message.walk())
    except RecursionError:
        return Problem(where, "nests its parts too deeply", _SAVE_TEXT)
    if parts > MOST_PARTS:
        return Problem(where, f"has {parts:,} parts, more than {MOST_PARTS:,}", _SAVE_TEXT)
    return message


def _fault(content: bytes) -> tuple[str, str] | None:
    """What keeps a message from being parsed: each bound is one on the parser's time."""
    if len(content) > MOST_BYTES:
        what = f"is a message of {len(content) // 1_000_000:,} MB, more than 60"
        return what, "save it again without its attachments"
    header = _END.search(content)
    if (header.start() if header else len(content)) > MOST_HEADER:
        return f"has a header of more than {MOST_HEADER // 1000} kB", _SAVE_TEXT
    messages = len(_MBOX.findall(content)) if content.startswith(b"From ") else 1
    if messages > 1:
        return f"is a mailbox of {messages:,} messages", "save each message as a file of its own"
    if len(_GROUP.findall(content)) > MOST_GROUPS or content.count(b"\n--") > MOST_LINES:
        return "nests or lists too many parts", _SAVE_TEXT
    if _LONG_FIELD.search(content):
        return "has a part whose header is too long", _SAVE_TEXT
    return None


def parts_of(message: Message) -> Parts:
    """The parts of a message in order; those of enclosed messages are theirs."""
    parts = Parts()
    _sort(message, parts)
    return parts


def _sort(part: Message, parts: Parts) -> None:
    kind = part.get_content_type()
    # Of a part that has no parts, this would decode the text by a charset that may be any codec.
    inner = part.get_payload() if part.is_multipart() else None
    if isinstance(inner, list):
        each = [part for part in inner if isinstance(part, Message)]
        if kind.startswith("message/"):
            parts.enclosed += each
        else:
            for one in each:
                _sort(one, parts)
    elif (kind in _TEXTS or kind.startswith("multipart/")) and not _is_attached(part):
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and len(content) <= MOST_TEXT:
            texts = parts.html if kind == "text/html" else parts.plain
            texts.append(_text(part, content))
        else:
            parts.attached.append(f"{kind} of more than {MOST_TEXT // 1_000_000} MB")
    else:
        name = _file_name(part)
        parts.attached.append(f"{name} ({kind})" if name else kind)


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_file_name(part))


def _file_name(part: Message) -> str:
    try:
        return decoded(str(part.get_filename("")))
    except (ValueError, LookupError):  # in a charset that is none (RFC 2231)
        return "a file"


def _text(part: Message, content: bytes) -> str:
    """A part's text, normalised; lines that mail programs had wrapped as flowed are whole again."""
    text = normalise(text_of(content, str(part.get_param("charset") or "")))
    if part.get_content_type() == "text/plain" and _parameter(part, "format") == "flowed":
        return unflowed(text, spaced=_parameter(part, "delsp") != "yes")
    return text


def _parameter(part: Message, name: str) -> str:
    value = part.get_param(name)
    return value.strip().lower() if isinstance(value, str) else ""


def unflowed(text: str, *, spaced: bool = True) -> str:
    """Text of format=flowed (RFC 3676): a line that ends in a space goes on in the next one."""
    lines: list[str] = []
    open_ = ""  # the quotation marks of a line that goes on, and a full stop
    for line in text.split("\n"):
        body = line.lstrip(">")
        quote = line[: len(line) - len(body)]
        body = body.removeprefix(" ")
        if open_ == f"{quote}." and body != "-- ":
            lines[-1] += body
        else:
            lines.append(f"{quote} {body}" if quote else body)
        flowed = body.endswith(" ") and body != "-- "
        open_ = f"{quote}." if flowed else ""
        if flowed and not spaced:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)
