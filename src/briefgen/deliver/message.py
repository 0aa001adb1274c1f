"""A mail to one recipient (RFC 5322): the same entry makes the same bytes, however often."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from mimetypes import guess_type

from briefgen.deliver.letter import one_line

#: Lines short enough for any server (RFC 5322, 2.1.1), text as it is behind them.
_POLICY = SMTP.clone(max_line_length=78)
_KINDS = {"epub": "application/epub+zip", "markdown": "text/markdown"}


def message(
    sender: str,
    recipient: str,
    identity: str,
    queued: str,
    said: Mapping[str, str],
    files: Mapping[str, bytes],
    about: str = "",
) -> bytes:
    """The mail as it goes over the wire, with CRLF.

    `said` has subject, plain and, for an edition, html. `identity` names the edition or notice for
    good: with the recipient it makes the Message-ID, by which a server or a reader may drop a
    second copy. `queued` (ISO 8601) is its date. `about`: the identity of an earlier mail that it
    is on. Raises ValueError for an address that is none.
    """
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = Address(addr_spec=sender)
    mail["To"] = Address(addr_spec=recipient)
    mail["Subject"] = one_line(said["subject"])
    mail["Date"] = datetime.fromisoformat(queued)
    mail["Message-ID"] = message_id(sender, recipient, identity)
    if about:  # readers show the two together (RFC 5322, 3.6.4)
        mail["References"] = message_id(sender, recipient, about)
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine answers it
    mail["X-Auto-Response-Suppress"] = "All"  # the same, for servers that know no other word
    mail.set_content(said["plain"], cte="quoted-printable")
    if "html" in said:
        mail.add_alternative(said["html"], subtype="html", cte="quoted-printable")
    for name, content in files.items():
        kind = _KINDS.get(name.rpartition(".")[2]) or guess_type(name)[0]
        main, _, sub = (kind or "application/octet-stream").partition("/")
        mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    for number, part in enumerate(p for p in mail.walk() if p.is_multipart()):
        # Neither of the two encodings in use writes "=_" (RFC 2045, 6.7).
        part.set_boundary(f"=_{_digest(identity, recipient)[:24]}_{number}")
    return mail.as_bytes()


def message_id(sender: str, recipient: str, identity: str) -> str:
    """A Message-ID that one recipient gets for one edition or notice, each time it is sent."""
    return f"<{_digest(identity, recipient)[:40]}@{sender.rpartition('@')[2]}>"


def _digest(identity: str, recipient: str) -> str:
    return sha256(f"{identity}\0{recipient.lower()}".encode()).hexdigest()
