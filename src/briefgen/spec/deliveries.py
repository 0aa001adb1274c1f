"""A spec's `deliver`: what a schema cannot say of it, and the values it becomes."""

from __future__ import annotations

import json
import os
import string
import unicodedata
from collections.abc import Iterator
from typing import Any

from briefgen.model import Channel, Delivery
from briefgen.spec.addresses import ADDRESS, address
from briefgen.spec.faults import Fault, Place, Steps, Tree, where
from briefgen.spec.schema import SCHEMA
from briefgen.spec.words import choice, named, quoted, shown

CHANNELS: tuple[Channel, ...] = ("mail", "feed", "folder", "command")
"""The keys of which an item has one."""
_FILLED_IN = ("title", "edition")
_AUDIENCES: list[str] = SCHEMA["properties"]["audiences"]["default"]


def faults(tree: Tree) -> Iterator[Fault]:
    """Yield the faults of a tree that may have others: no addresses, recipients twice."""
    value = tree.value if isinstance(tree.value, dict) else {}
    items = value.get("deliver")
    first: dict[tuple[str, str], Place] = {}
    for number, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            steps: Steps = ("deliver", number)
            yield from _no_addresses(tree, steps, item)
            yield from _subject(tree, steps, item)
            yield from _audiences(tree, steps, item, value.get("audiences", _AUDIENCES))
            yield from _twice(tree, steps, item, first)


def deliveries(tree: Tree, file: str) -> tuple[Delivery, ...]:
    """The deliveries of a tree without faults."""
    value: Any = tree.value
    items = enumerate(value.get("deliver", ()))
    return tuple(_formed(item, where(file, tree.place(("deliver", n)))) for n, item in items)


def command_name(argv: tuple[str, ...] | list[str]) -> str:
    """A command as the recipient that it is: its words, told apart."""
    return json.dumps(list(argv), ensure_ascii=False)


def _formed(item: dict[str, Any], place: str) -> Delivery:
    (channel,) = (name for name in CHANNELS if name in item)
    mail = item.get("mail", {})
    return Delivery(
        channel=channel,
        recipients=tuple(name for _, name in _recipients((), item)),
        argv=tuple(item.get("command", ())),
        subject=" ".join(unicodedata.normalize("NFC", mail.get("subject", "")).split()),
        audiences=tuple(item.get("audiences", ())),
        formats=tuple(item.get("formats", ())),
        where=place,
    )


def _recipients(steps: Steps, item: dict[str, Any]) -> Iterator[tuple[Steps, str]]:
    """Each recipient of an item in the form in which they are compared, and the steps to it."""
    for number, text in enumerate(_addresses(item)):
        if known := address(text):
            yield (*steps, "mail", "to", number), known
    for channel in ("feed", "folder"):
        if isinstance(path := item.get(channel), str) and path.strip():
            yield (*steps, channel), os.path.normpath(path.strip())
    if isinstance(argv := item.get("command"), list) and argv:
        yield (*steps, "command"), command_name(argv)


def _addresses(item: dict[str, Any]) -> list[object]:
    mail = item.get("mail")
    to = mail.get("to") if isinstance(mail, dict) else None
    return to if isinstance(to, list) else []


def _no_addresses(tree: Tree, steps: Steps, item: dict[str, Any]) -> Iterator[Fault]:
    for number, text in enumerate(_addresses(item)):
        to: Steps = (*steps, "mail", "to", number)
        if isinstance(text, str) and text.strip() and not address(text):
            what = f"{named(to)} is {shown(text)}, which is no mail address"
            yield Fault(tree.place(to), what, ADDRESS)


def _subject(tree: Tree, steps: Steps, item: dict[str, Any]) -> Iterator[Fault]:
    mail = item.get("mail")
    subject = mail.get("subject") if isinstance(mail, dict) else None
    if not isinstance(subject, str):
        return
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(subject) if name is not None}
    except ValueError:
        names = {subject}
    if unknown := sorted(names - set(_FILLED_IN)):
        what = f"subject has {quoted(unknown[0])} in braces, for which there is nothing to fill in"
        remedy = "write {title} or {edition}, and no other braces"
        yield Fault(tree.place((*steps, "mail", "subject")), what, remedy)


def _audiences(tree: Tree, steps: Steps, item: dict[str, Any], there: object) -> Iterator[Fault]:
    given = item.get("audiences")
    if not isinstance(there, list) or not isinstance(given, list):
        return
    known = [name for name in there if isinstance(name, str)]
    for number, name in enumerate(given):
        if isinstance(name, str) and name.strip() and name not in known:
            what = f"there is no audience {quoted(name)} in this spec"
            place = tree.place((*steps, "audiences", number))
            yield Fault(place, what, choice("spec's audiences", name, known))


def _twice(
    tree: Tree, steps: Steps, item: dict[str, Any], first: dict[tuple[str, str], Place]
) -> Iterator[Fault]:
    """Recipients that an earlier delivery on the same channel names: each gets an edition once."""
    for way, name in _recipients(steps, item):
        known = (str(way[2]), name.lower())
        if known in first:
            line = first[known].line
            what = f"{quoted(name)} stands in line {line} already, and gets an edition once"
            yield Fault(tree.place(way), what, "delete one of the two")
        else:
            first[known] = tree.place(way)
