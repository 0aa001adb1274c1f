"""ZIP archives: what one holds, told and bounded before anything of it is unpacked.

Word files are ZIP archives (ISO/IEC 29500-2, Open Packaging), and so are many files that are not.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter

from briefgen.model import Problem

MOST_ENTRIES = 5_000
#: Bytes of all entries unpacked, and of one XML part that is unpacked for its text.
MOST_BYTES, MOST_XML = 500_000_000, 40_000_000
#: Unpacked bytes for each packed one; Word's own XML reaches about 60.
MOST_RATIO, _RATIO_FROM = 200, 5_000_000

_MADE_AGAIN = "open it in Word and save it under a new name; leave it out if its maker is unknown"
_FETCHED_AGAIN = "get or save the file again"
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
# Open Packaging allows no other encodings; in one of these a declaration could hide.
_ENCODING = re.compile(rb"^<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
_ALLOWED = frozenset({b"utf-8", b"utf8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii"})

_AS_WORD = "save it as Word (.docx) or PDF, and name that file"
_AS_TEXT = "save the text that is meant as Word (.docx), PDF or plain text, and name that file"

# What an entry's start says of archives that hold no Word text, and what helps.
_OTHERS: tuple[tuple[str, bytes, str, str], ...] = (
    ("mimetype", b"opendocument.text", "an OpenDocument text (.odt)", _AS_WORD),
    ("mimetype", b"opendocument.spreadsheet", "a spreadsheet (.ods)", _AS_TEXT),
    ("mimetype", b"opendocument.presentation", "a set of slides (.odp)", _AS_TEXT),
    ("mimetype", b"opendocument.", "an OpenDocument file that is no text", _AS_TEXT),
    ("mimetype", b"epub", "an e-book (EPUB)", _AS_TEXT),
    ("[Content_Types].xml", b"spreadsheetml.", "a spreadsheet (.xlsx)", _AS_TEXT),
    ("[Content_Types].xml", b"presentationml.", "a set of slides (.pptx)", _AS_TEXT),
    ("Index/Document.iwa", b"", "an Apple Pages file", _AS_WORD),
)  # fmt: skip


def open_archive(content: bytes, where: str) -> zipfile.ZipFile | Problem:
    """The archive in `content`, its directory read and found harmless, nothing of it unpacked."""
    # Each entry has such a mark: counted before the directory is read, which costs time by entry.
    if content.count(b"PK\x01\x02") > MOST_ENTRIES:
        what = f"is a ZIP file of more than {MOST_ENTRIES:,} entries"
        return Problem(where, what, "unpack it, and name the files inside that are meant")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, OverflowError, NotImplementedError):
        return Problem(where, "is a damaged or cut-off ZIP or Word file", _FETCHED_AGAIN)
    fault = _fault(entries)
    return Problem(where, *fault) if fault else archive


def _fault(entries: list[zipfile.ZipInfo]) -> tuple[str, str] | None:
    """What is wrong with an archive's directory, and what would help."""
    total = sum(entry.file_size for entry in entries)
    if total > MOST_BYTES:
        return f"would unpack to {total // 1_000_000:,} MB (a zip bomb?)", _MADE_AGAIN
    for entry in entries:
        if _OUTSIDE.search(entry.orig_filename):
            return f"holds a file that leads out of it ({entry.orig_filename[:60]!r})", _MADE_AGAIN
        if entry.flag_bits & 0x1:
            return "is locked with a password", "open it and save it without the password"
        ratio = entry.file_size / max(1, entry.compress_size)
        if entry.file_size > _RATIO_FROM and ratio > MOST_RATIO:
            return f"would unpack to {ratio:,.0f} times its size (a zip bomb?)", _MADE_AGAIN
    name, times = max(Counter(e.filename for e in entries).items(), key=lambda item: item[1],
                      default=("", 0))  # fmt: skip
    if times > 1:
        return f"holds {times} files of one name ({name[:60]!r})", _MADE_AGAIN
    return None


def other_kind(archive: zipfile.ZipFile, where: str) -> Problem:
    """What an archive without Word text is, and how a desk officer gets at its text."""
    names = archive.namelist()
    for name, mark, what, remedy in _OTHERS:
        if name in names and mark in (_start(archive, name) if mark else b""):
            return Problem(where, f"is {what}, which is not read", remedy)
    files = sum(not name.endswith("/") for name in names)
    what = f"is a ZIP file of {files:,} file{'' if files == 1 else 's'} and no Word file"
    return Problem(where, what, "unpack it, and name the files inside that are meant")


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as entry:
            return entry.read(100_000)
    except _BROKEN:
        return b""


# What zipfile lets through of a damaged entry or an unknown method of packing.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError,
    ValueError, KeyError,
)  # fmt: skip


def xml_part(archive: zipfile.ZipFile, name: str, where: str) -> bytes | Problem:
    """An XML part, unpacked within bounds and found to declare nothing (no DTD, no entities)."""
    if archive.getinfo(name).file_size > MOST_XML:
        what = f"has {archive.getinfo(name).file_size // 1_000_000:,} MB of text in {name!r}"
        return Problem(where, what, "split it into several files")
    try:
        xml = archive.read(name)
    except _BROKEN:
        return Problem(where, f"is damaged: {name!r} cannot be unpacked", _FETCHED_AGAIN)
    plain = xml.replace(b"\x00", b"")  # UTF-16 reads like ASCII without its zeros
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        return Problem(where, f"declares entities in {name!r}, as no Word file does", _MADE_AGAIN)
    declared = _ENCODING.search(plain[:200].lstrip(b"\xef\xbb\xbf\xff\xfe"))
    if declared and declared[1].lower() not in _ALLOWED:
        return Problem(where, f"has {name!r} in an encoding that Word does not use", _MADE_AGAIN)
    return xml
