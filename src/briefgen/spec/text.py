"""A spec's file to its bytes and its text, or one clear problem."""

from __future__ import annotations

import re
from pathlib import Path

from yaml.reader import Reader

from briefgen.errors import SpecError
from briefgen.model import Problem
from briefgen.spec.faults import TOP, Place, where

LIMIT = 1_000_000
"""Bytes of the largest spec."""


def read_bytes(path: Path) -> bytes:
    """Return the file's bytes; raises `SpecError` when it is missing, no file, or too large."""
    try:
        if path.is_dir():
            raise _refused(str(path), "is a folder, not a file", "name the spec in it")
        if not path.exists():
            raise _refused(str(path), "there is no such file", "check the name and the folder")
        if not path.is_file():
            raise _refused(str(path), "is not an ordinary file", "save the spec as a file")
        with path.open("rb") as stream:
            content = stream.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        what = f"the file cannot be read ({reason})"
        raise _refused(str(path), what, "check the name and who may read it") from None
    if len(content) > LIMIT:
        what = f"the file is larger than {LIMIT:,} bytes"
        raise _refused(
            str(path), what, "check that it is a spec; put articles in files of their own"
        )
    return content


def decoded(content: bytes, file: str) -> str:
    """Return the text of a spec's bytes; raises `SpecError` when it is not UTF-8 text."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        kind = "UTF-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "not UTF-8"
        found = f"the file is {kind} (byte 0x{error.object[error.start]:02x})"
        # The decoder counts from behind the byte order mark that it took off.
        before = error.object[: error.start].decode("utf-8")
        raise _refused(where(file, _end_of(before)), found, "save it as UTF-8") from None
    if not text.strip():
        remedy = "begin lines with title:, sources: and issues:"
        raise _refused(where(file, TOP), "the file is empty", remedy)
    if found_mark := unprintable(text):
        place = where(file, _end_of(text[: found_mark.start()]))
        what = f"there is a control character (U+{ord(found_mark[0]):04X})"
        raise _refused(place, what, "delete it; a spec is plain text")
    return text


def unprintable(text: str) -> re.Match[str] | None:
    """Return the first character that YAML does not allow to stand in a text."""
    return Reader.NON_PRINTABLE.search(text)


def _end_of(text: str) -> Place:
    return Place(text.count("\n") + 1, len(text) - text.rfind("\n"))


def _refused(place: str, what: str, remedy: str) -> SpecError:
    return SpecError([Problem(place, what, remedy)])
