"""Compound files (MS-CFB): old Office files and others, told apart to say what helps."""

from __future__ import annotations

_AS_NEW = "open it and save it as Word (.docx), PDF or plain text, and name that file"

# The name of a stream in the file's directory, what file that makes it, and what helps.
_KINDS: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "a Word or Office file that is locked with a password",
     "open it and save it without the password"),
    ("__properties_version1.0", "an Outlook message (.msg)",
     "open it in Outlook, save it as text or drag it into a mail program that saves .eml, and "
     "name that file"),
    ("PowerPoint Document", "a set of slides (.ppt)", _AS_NEW),
    ("WordDocument", "an old Word file (.doc)", _AS_NEW),
    ("Workbook", "a spreadsheet (.xls)", _AS_NEW),
)  # fmt: skip


def compound_kind(content: bytes) -> tuple[str, str]:
    """What a compound file is, and how a desk officer gets at its text."""
    for stream, what, remedy in _KINDS:
        if stream.encode("utf-16-le") in content:
            return what, remedy
    return "an old Word or Office file", _AS_NEW
