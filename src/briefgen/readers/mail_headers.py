"""A message's header fields (RFC 5322, 2047, 2369, 2919), told and decoded.

The fields are read in the `compat32` form of `email`: its newer one parses addresses in a time
that grows with the square of their length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Literal

from briefgen.model import Date
from briefgen.readers.dates import valid_date
from briefgen.readers.decode import normalise

_LOOKED_AT, _LONGEST = 64_000, 4_000  # bytes of a file; code points of a field
_FIELD = re.compile(rb"([!-9;-~]{1,76})[ \t]*:")
_MBOX = re.compile(rb"From \S+ .{0,40}\d{4}\s*$")
_TRANSPORT = frozenset(
    b"received mime-version message-id return-path delivered-to dkim-signature list-id "
    b"snapshot-content-location".split()
)
_STATED = frozenset({b"from", b"date", b"subject"})
_DATED = re.compile(rb"^date[ \t]*:[ \t]*(?:\w{3},)?\s*\d{1,2} \w{3} \d{4} \d\d:\d\d",
                    re.IGNORECASE | re.MULTILINE)  # fmt: skip
_SENT = re.compile(rb"^from[ \t]*:.*@", re.IGNORECASE | re.MULTILINE)
_REPLY, _FORWARD = "re|aw|antw|sv|odp|ynt", "fwd?|fw|wg|tr|rv|enc|vb|doorst"
# "VS:" is a reply in Finland and a forwarded message in Norway.
_PREFIX = re.compile(
    rf"\s*(?:(?:(?P<reply>{_REPLY})|(?P<forward>{_FORWARD})|vs)\s*(?:\[\d+\])?\s*:"
    r"|\[(?:ext(?:ern(?:al|e?))?|spam|suspected spam|caution)\]:?)\s*",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s*\[[^\[\]]{1,40}\]\s*(?=\S)")
_ADDRESS = re.compile(r" ?[^<>\s@]{1,200}@[^<>\s@]{1,300} ?")

Told = Literal["", "reply", "forward"]


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a message's header says of it; an empty field is not stated.

    `bulk`: sent to a list of subscribers; `list_name`: what the list calls itself; `links`: where
    the message, or else the list, is archived; `told`: what "Re:" or "Fwd:" tells of it.
    """

    subject: str = ""
    sender: str = ""
    address: str = ""
    issued: Date | None = None
    bulk: bool = False
    list_name: str = ""
    links: tuple[str, ...] = ()
    told: Told = ""


def is_message(content: bytes) -> bool:
    """Whether `content` begins with a message's header: fields line by line, of the right names."""
    lines = content[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf\r\n").splitlines()
    lines = lines[:-1] if len(content) > _LOOKED_AT else lines  # the last one may be cut
    if lines and _MBOX.match(lines[0]):
        lines = lines[1:]
    names: list[bytes] = []
    head: list[bytes] = []
    for line in lines:
        if not line.strip():
            break
        field = _FIELD.match(line)
        if field:
            names.append(field[1].lower())
        elif not names or line[:1] not in b" \t":
            return False
        head.append(line)
    if _STATED & set(names) and _TRANSPORT & set(names):
        return True
    block = b"\n".join(head)
    return bool(_DATED.search(block) and _SENT.search(block))


def envelope_of(message: Message) -> Envelope:
    """The header fields that say what a message is and who sent it when."""
    bulk = _is_bulk(message)
    sender, address = address_of(_raw(message, "From"))
    subject = decoded(_raw(message, "Subject"))
    return Envelope(
        subject=bare_subject(subject, listed=bulk),
        sender=decoded(sender).strip(" '\""),
        address=address,
        issued=sent_on(_raw(message, "Date")),
        bulk=bulk,
        list_name=_list_name(_raw(message, "List-Id")),
        links=tuple(
            link
            for field in ("Archived-At", "List-Archive")
            for link in re.findall(r"<\s*(https://[^<>\s]{1,500})\s*>", _raw(message, field))
        ),
        told=prefix_of(subject),
    )


def bare_subject(subject: str, *, listed: bool = False) -> str:
    """A subject without "Re:" and "Fwd:", and without a list's label in brackets."""
    while found := _PREFIX.match(subject) or (listed and _LABEL.match(subject)):
        subject = subject[found.end() :]
    return subject.strip()


def prefix_of(subject: str) -> Told:
    """What a subject's outermost prefix tells: a reply to a forwarded message is a reply."""
    while found := _PREFIX.match(subject) or _LABEL.match(subject):
        named = found.groupdict()
        if named.get("reply") or named.get("forward"):
            return "reply" if named["reply"] else "forward"
        subject = subject[found.end() :]
    return ""


def address_of(field: str) -> tuple[str, str]:
    """The name (encoded) and the address that an address field opens with."""
    # Mail programs leave out the quotation marks around "Roe, Jane (Ports) <jane@tide.example>".
    shown, _, rest = field[:_LONGEST].partition("<")
    address, closed, after = rest.partition(">")
    if closed and not after.strip() and shown.count('"') in {0, 2} and _ADDRESS.fullmatch(address):
        name = shown.replace("\\", "").replace('"', "")
        return name.strip(" '"), address.strip().lower()
    try:
        name, address = parseaddr(field[:_LONGEST])
        if not address:  # newer Pythons tell nothing of a field with several
            name, address = parseaddr(field[:_LONGEST].partition(">")[0] + ">")
    except RecursionError:  # comments in comments
        return "", ""
    return name, address.lower()


def sent_on(field: str) -> Date | None:
    """The day in a Date field, by the sender's own clock."""
    try:
        moment = parsedate_to_datetime(field[:200])
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return valid_date(moment.year, moment.month, moment.day) if 1980 < moment.year < 2100 else None


def decoded(field: str) -> str:
    """A header field's text: encoded words (RFC 2047) and stray bytes made readable."""
    try:
        return " ".join(normalise("".join(_words(field))).split())
    except (HeaderParseError, ValueError):
        return " ".join(normalise(field).split())


def _words(field: str) -> Iterator[str]:
    for part, charset in decode_header(field):
        if isinstance(part, str):
            yield part
        else:
            yield text_of(part, charset if charset and charset != "unknown-8bit" else "")


_CHARSET = re.compile(
    r"(?:us-?)?ascii|utf-?(?:7|8|16(?:[bl]e)?|32)|(?:iso[-_]?)?8859[-_]?\d+|iso[-_]8859[-_]\d+"
    r"|latin-?\d+|(?:windows|cp|ibm)-?\d{3,4}|koi8-?[ru]|gb(?:2312|k|18030)|big5(?:-?hkscs)?"
    r"|euc[-_](?:jp|kr|cn)|shift[-_]?jis|iso-2022-(?:jp|kr)(?:-\w+)?|mac[-_]?\w+|tis-?620"
    r"|ks_c_5601-1987|hz(?:-gb-2312)?",
    re.IGNORECASE,
)


def text_of(content: bytes, charset: str) -> str:
    """Bytes in a declared charset; UTF-8 where it fits, cp1252 where nothing does.

    Only charsets of mail are tried: Python has codecs under whose names a message of some
    megabytes takes hours ("punycode").
    """
    named = charset.strip(" \"'").lower()
    # Western mail says Latin-1 and means cp1252, as on the web.
    usual = "cp1252" if re.fullmatch(r"(?:us-?)?ascii|iso[-_]8859[-_]1|latin-?1", named) else named
    for encoding in ("utf-8", usual) if usual == "cp1252" else (usual, "utf-8"):
        if _CHARSET.fullmatch(encoding):
            try:
                return content.decode(encoding)
            except (LookupError, UnicodeDecodeError):
                continue
    return content.decode("cp1252", "replace")


def _raw(message: Message, name: str) -> str:
    """A field as it stands, unfolded; bytes that are no ASCII are taken for UTF-8 or cp1252."""
    value = next((v for k, v in message.raw_items() if k.lower() == name.lower()), "")
    field = re.sub(r"\s*[\r\n]+\s*", " ", str(value)[:_LONGEST])
    return text_of(field.encode("utf-8", "surrogateescape"), "")


def _is_bulk(message: Message) -> bool:
    names = {name.lower() for name in message.keys()}  # noqa: SIM118  (a message is no mapping)
    listed = {"list-id", "list-unsubscribe", "list-post", "feedback-id"} & names
    return bool(listed) or _raw(message, "Precedence").strip().lower() in {"bulk", "list", "junk"}


def _list_name(field: str) -> str:
    """The phrase of a List-Id, unless it is a number or a key."""
    name = decoded(field.partition("<")[0]).strip(" '\"")
    return name if re.search(r"[^\W\d_]{3}", name) and not re.search(r"\d{4}|[@/=]", name) else ""
