"""The files that a bibliography's record names, best first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from briefgen.readers.bib_tex import one_line

_BREAK = re.compile(r"(?<!\\);")
_COLON = re.compile(r"(?<!\\):")
_ESCAPED = re.compile(r"\\([:;\\{}_&%#$ ])")
_EXTENSION = re.compile(r"\.\w{1,5}$")
_NOTED = re.compile(r"^\s*file:\s*(\S.*?)\s*$", re.IGNORECASE | re.MULTILINE)
_DRIVE = re.compile(r"[A-Za-z]$")
_LONGEST = 20_000


def files_of_field(value: str) -> tuple[str, ...]:
    r"""The paths in a `file` field, PDF before HTML before others.

    Zotero, JabRef and Mendeley write ``title:path:type;title:path:type`` with backslashes before
    colons, semicolons and backslashes of a name; others write the bare path.
    """
    found: list[tuple[str, str]] = []
    for item in _items(value[:_LONGEST]):
        parts = _COLON.split(item)
        path, kind = _path_of(parts)
        found.append((_ESCAPED.sub(r"\1", path), kind))
    return _ranked(found)


def files_of_record(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The paths that a CSL-JSON record names in `file`, `attachments` or a line of its `note`."""
    found: list[tuple[str, str]] = []
    attachments = record.get("attachments")
    for item in attachments if isinstance(attachments, list) else ():
        path = item.get("path") if isinstance(item, dict) else item
        kind = item.get("contentType", item.get("mimeType", "")) if isinstance(item, dict) else ""
        if isinstance(path, str):
            found.append((path, kind if isinstance(kind, str) else ""))
    ranked = _ranked(found)
    if isinstance(field := record.get("file"), str):
        ranked = (*files_of_field(field), *ranked)
    if isinstance(note := record.get("note"), str):
        ranked = (*ranked, *_ranked((path, "") for path in _NOTED.findall(note[:_LONGEST])))
    return _ranked((path, "") for path in ranked)


def without_files(note: str) -> str:
    """A `note` without the lines that name files."""
    return _NOTED.sub("", note[:_LONGEST]).strip()


def _items(value: str) -> list[str]:
    """The attachments of a field; a semicolon in one bare path parts nothing."""
    items = [item for item in _BREAK.split(value) if item.strip()]
    if any(len(_COLON.split(item)) > 2 for item in items):
        return items
    return items if all(_EXTENSION.search(item.strip()) for item in items) else [value]


def _path_of(parts: list[str]) -> tuple[str, str]:
    """Path and type of an attachment that was parted at its colons."""
    if len(parts) == 1 or _is_whole(parts[0], parts[1]):
        typed = len(parts) > 2 and not _EXTENSION.search(parts[-1])
        return (":".join(parts[:-1]), parts[-1]) if typed else (":".join(parts), "")
    if len(parts) == 2:
        return parts[1], ""
    return ":".join(parts[1:-1]), parts[-1]


def _is_whole(first: str, second: str) -> bool:
    r"""Whether the colon between is one of the path's: ``C:\``, ``file:///``, ``https://``."""
    drive = _DRIVE.fullmatch(first.strip()) and second[:1] in {"\\", "/"}
    return bool(drive) or second.startswith("//")


def _ranked(found: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    paths = [(one_line(path).replace("\\", "/"), kind) for path, kind in found]
    ranked = sorted((item for item in paths if re.search(r"\w", item[0])), key=_rank)
    return tuple(dict.fromkeys(path for path, _ in ranked))


def _rank(item: tuple[str, str]) -> int:
    path, kind = (part.lower() for part in item)
    if path.endswith(".pdf") or "pdf" in kind:
        return 0
    return 1 if path.endswith((".html", ".htm", ".xhtml")) or "html" in kind else 2
