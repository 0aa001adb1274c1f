"""Pandoc: documents, references and pages in; its own JSON, a bibliography's text or a file out."""

from __future__ import annotations

import atexit
import json
import os
import re
import subprocess
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from briefgen.errors import CitationError

#: The form of pandoc's JSON that is written here.
API_VERSION = [1, 23, 1]
_CITEPROC = Path(__file__).with_name("data") / "citeproc.lua"


class _Citeproc:
    """A pandoc that sets one document's citations after another's.

    Most of the time of a call goes into starting and into the first use of a style, so one process
    serves all calls of this one. A process that was forked from it needs its own.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def answer(self, document: Mapping[str, Any]) -> str:
        """The document (pandoc's JSON) with its citations set; raises `CitationError`."""
        line = json.dumps(document).encode() + b"\n"
        with self._lock:
            told = self._told(line) or self._told(line)  # a process that is gone is started again
        verdict, _, answer = told.decode(errors="replace").partition(" ")
        if verdict != "ok":
            raise CitationError(answer.strip() or "pandoc ended without a message")
        return answer

    def close(self) -> None:
        """End the process, if it is this process's own."""
        process, self._process = self._process, None
        if process and self._owner == os.getpid():
            for pipe in _pipes(process):
                with suppress(BrokenPipeError):  # what it did not take is not wanted any more
                    pipe.close()
            process.wait()

    def _told(self, line: bytes) -> bytes:
        """What the process answers to a line; nothing if it has ended."""
        if not self._process or self._owner != os.getpid():
            self._owner = os.getpid()
            self._process = subprocess.Popen(
                [_executable(), "lua", str(_CITEPROC)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        asked, answers = _pipes(self._process)
        try:
            asked.write(line)
            asked.flush()
            told = answers.readline()
        except BrokenPipeError:
            told = b""
        if not told:
            self.close()
        return told


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin and process.stdout
    return process.stdin, process.stdout


_citeproc = _Citeproc()
atexit.register(_citeproc.close)


def set_citations(document: Mapping[str, Any], style: Path) -> str:
    """Return a document (pandoc's JSON) with its citations set in a CSL style, as such JSON.

    What a document's metadata names is read as a file: they hold references and nothing else.
    Raises `CitationError`, with pandoc's message, for a style or a reference that it cannot use.
    """
    meta_data = {**document["meta"], "csl": meta(str(style))}
    return _citeproc.answer({**document, "meta": meta_data})


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
