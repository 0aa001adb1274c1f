"""Pandoc: documents, references and pages in; its own JSON, a bibliography's text or a file out."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from typing import Any

from briefgen.errors import CitationError

#: The form of pandoc's JSON that is written here.
API_VERSION = [1, 23, 1]


def run_pandoc(document: Mapping[str, Any], to: str, *options: str) -> str:
    """Return what pandoc makes of a document in its own JSON; it reads no file but a style.

    Raises `CitationError`, with pandoc's message, where it can make nothing.
    """
    content = json.dumps(document).encode()
    return _converted(content, "json", to, "--wrap=none", *options).decode()


def convert(page: str, to: str, *options: str) -> bytes:
    """Return the file that pandoc makes of an HTML page whose footnotes are an EPUB's.

    Its clock stands at the start of 1970. Raises `CitationError` as `run_pandoc` does.
    """
    return _converted(page.encode(), "html+epub_html_exts", to, *options, "--output=-")


def _converted(content: bytes, source: str, to: str, *options: str) -> bytes:
    result = subprocess.run(
        [_executable(), f"--from={source}", f"--to={to}", "--sandbox", *options],
        input=content,
        capture_output=True,
        check=False,
    )
    if result.returncode:
        raise CitationError(result.stderr.decode(errors="replace").strip() or "no message")
    return result.stdout


def pandoc_version() -> str:
    """Return the version of the pandoc in use; raises `CitationError` where there is none."""
    command = [_executable(), "--version"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stdout.partition("\n")[0].removeprefix("pandoc ")


def _executable() -> str:
    import pypandoc  # noqa: PLC0415 - slow, and only wanted here

    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as error:
        raise CitationError("pandoc is missing; install pypandoc-binary") from error


def meta(value: Any, name: str = "") -> dict[str, Any]:
    """Return pandoc metadata of plain strings, in which no markup is read."""
    if isinstance(value, Mapping):
        return {"t": "MetaMap", "c": {str(key): meta(item, key) for key, item in value.items()}}
    if isinstance(value, list | tuple):
        return {"t": "MetaList", "c": [meta(item) for item in value]}
    if name in ("title", "container-title"):
        return {"t": "MetaInlines", "c": _title(str(value))}
    return {"t": "MetaString", "c": str(value)}


def _title(text: str) -> list[dict[str, Any]]:
    """Return a title's words, those between straight double quotation marks as a quotation.

    The style then sets the marks: single inside double, or the other way round.
    """
    curly = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    inlines: list[dict[str, Any]] = []
    for number, part in enumerate(re.split(r'"([^"]+)"', curly)):
        words = [_word(word) for word in re.split(r"(\s+)", part) if word]
        inlines += [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, words]}] if number % 2 else words
    return inlines


def _word(word: str) -> dict[str, Any]:
    return {"t": "Str", "c": word} if word.strip() else {"t": "Space"}
