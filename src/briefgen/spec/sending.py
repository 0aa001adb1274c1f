"""What `desk.yaml` says of sending: the mail server, who is notified, where feeds are read."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from typing import Any, get_args
from urllib.parse import urlsplit

from briefgen.model import MailServer, Notify, Security
from briefgen.spec.addresses import ADDRESS, address
from briefgen.spec.faults import Fault, Steps, Tree
from briefgen.spec.words import choice, quoted

KEYS = ("mail", "notify", "public_url")
"""The keys of `desk.yaml` that this module reads."""
_MAIL = ("host", "from", "user", "tls", "port", "timeout")
_NOTIFY = ("mail", "webhook", "command", "failing_source", "silence")
_EXAMPLES = {
    "mail": "for example mail: {host: smtp.example.org, from: desk@example.org}",
    "notify": "for example notify: {mail: [desk@example.org]}",
}
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})|[0-9a-fA-F:]{2,45}")
_SECRET = "a password stands in no file of the desk"
_FROM_OUTSIDE = "delete it; set BRIEFGEN_SMTP_PASSWORD, or put it into the keyring"


def sending(value: dict[str, Any]) -> dict[str, Any]:
    """The fields of `DeskSettings`, of a tree without faults."""
    fields: dict[str, Any] = {}
    if "mail" in value:
        given = dict(value["mail"])
        fields["mail"] = MailServer(sender=address(given.pop("from")) or "", **given)
    if "notify" in value:
        given = dict(value["notify"])
        given["mail"] = tuple(a for text in given.get("mail", ()) if (a := address(text)))
        fields["notify"] = Notify(**{**given, "command": tuple(given.get("command", ()))})
    if "public_url" in value:
        fields["public_url"] = value["public_url"].rstrip("/") + "/"
    return fields


def sending_faults(tree: Tree, value: dict[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong with it."""
    for key, known in (("mail", _MAIL), ("notify", _NOTIFY)):
        given = value.get(key, {})
        if not isinstance(given, dict):
            yield Fault(tree.place((key,)), f"{key} has no keys", f"write them, {_EXAMPLES[key]}")
            continue
        yield from _unknown(tree, key, given, known)
        yield from _mail(tree, given) if key == "mail" and key in value else ()
        yield from _notify(tree, given) if key == "notify" else ()
    if "public_url" in value and not _is_web(value["public_url"]):
        remedy = "write where the feed's folder is served, like https://briefs.example.org/"
        yield Fault(tree.place(("public_url",)), "public_url is no web address", remedy)


def _unknown(
    tree: Tree, key: str, given: dict[str, Any], known: tuple[str, ...]
) -> Iterator[Fault]:
    for name in given:
        place = tree.key((key, name))
        if "pass" in str(name).lower() or name == "secret":
            yield Fault(place, _SECRET, _FROM_OUTSIDE)
        elif name not in known:
            what = f"there is no key {quoted(str(name))} here"
            yield Fault(place, what, choice("keys", str(name), known))


def _mail(tree: Tree, given: dict[str, Any]) -> Iterator[Fault]:
    for key in ("host", "from"):
        if key not in given:
            yield Fault(tree.key(("mail",)), f"mail has no {key}", f"add it, {_EXAMPLES['mail']}")
    host, tls = given.get("host", "a"), given.get("tls", "starttls")
    if not isinstance(host, str) or not _HOST.fullmatch(host):
        remedy = "write its name or address, for example smtp.example.org"
        yield Fault(tree.place(("mail", "host")), "host is no name of a server", remedy)
    elif tls == "none-on-loopback" and not _is_loopback(host):
        what = f"tls is none-on-loopback, and {quoted(host)} is not on this machine"
        yield Fault(tree.place(("mail", "tls")), what, "write starttls, or implicit")
    if "from" in given and not address(given["from"]):
        yield Fault(tree.place(("mail", "from")), "from is no mail address", ADDRESS)
    if tls not in get_args(Security):
        remedy = choice("choices", str(tls), get_args(Security))
        yield Fault(tree.place(("mail", "tls")), "tls is none of its choices", remedy)
    user = given.get("user", "a")
    if not isinstance(user, str) or not user.strip():
        remedy = "write the name that the server knows, or leave it out"
        yield Fault(tree.place(("mail", "user")), "user is no name", remedy)
    yield from _number(tree, ("mail", "port"), given, 1, 65535)
    yield from _number(tree, ("mail", "timeout"), given, 1, 600)


def _notify(tree: Tree, given: dict[str, Any]) -> Iterator[Fault]:
    to = given.get("mail", [])
    for number, text in enumerate(to if isinstance(to, list) else [None]):
        if not address(text):
            steps: Steps = (
                ("notify", "mail", number) if isinstance(to, list) else ("notify", "mail")
            )
            yield Fault(tree.place(steps), "this is no mail address in a list", ADDRESS)
    if "webhook" in given and not _is_web(given["webhook"]):
        remedy = "write one that begins with https:// and holds no password"
        yield Fault(tree.place(("notify", "webhook")), "webhook is no web address", remedy)
    argv = given.get("command", ["a"])
    if not isinstance(argv, list) or not argv or not all(isinstance(a, str) and a for a in argv):
        remedy = "write the program and its arguments, for example [./tell.sh, --all]"
        yield Fault(tree.place(("notify", "command")), "command is no list of texts", remedy)
    yield from _number(tree, ("notify", "failing_source"), given, 1, 1000)
    yield from _number(tree, ("notify", "silence"), given, 1, 1000)


def _number(
    tree: Tree, steps: Steps, given: dict[str, Any], least: int, most: int
) -> Iterator[Fault]:
    name = str(steps[-1])
    number = given.get(name, least)
    if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= most:
        what, remedy = f"{name} is no whole number", f"write one from {least} to {most}"
        yield Fault(tree.place(steps), what, remedy)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _is_web(text: object) -> bool:
    try:
        parts = urlsplit(text) if isinstance(text, str) else urlsplit("")
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        return False
