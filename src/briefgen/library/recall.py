"""What need not be done again: files as they were, collections taken apart, texts parsed before.

Each is of readers, an annotator, a model or code of one version, and is only ever a way to save
time: where a row is missing, or says something else, the file is read, the collection taken apart,
the text parsed, embedded or attributed. The table of embeddings has whatever was computed of a text
or of another key.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from briefgen.model import Document, Problem, Sentence, Token, exchange
from briefgen.model.exchange import Reading

_REMEMBER = "REPLACE INTO file SELECT ?, id, ?, ? FROM snapshot WHERE sha256 = ?"
_KEEP_SPLIT = "REPLACE INTO split SELECT ?, id, ?, ? FROM snapshot WHERE sha256 = ?"
_SPLIT = """
SELECT answer FROM split JOIN snapshot ON snapshot.id = split.snapshot
WHERE location = ? AND sha256 = ? AND version = ?
"""
#: What readers of a version made of bytes: the text, if there is one, and what goes with it.
READING = """
SELECT t.text, t.sha256, r.language, r.words, r.rest FROM snapshot AS s
    JOIN reading AS r ON r.snapshot = s.id LEFT JOIN text AS t ON t.id = r.text
WHERE s.sha256 = ? AND r.version = ?
"""
#: The annotation of a text by an annotator of a version, with the text.
SENTENCES = """
SELECT text.text, sentences FROM text JOIN annotation ON annotation.text = text.id
WHERE sha256 = ? AND version = ?
"""
_KEEP_PHRASE = "REPLACE INTO phrase VALUES (?, ?, ?)"
#: Of short texts that an annotator of a version parsed.
PHRASES = "SELECT text, tokens FROM phrase WHERE version = ? AND text IN ({})"
_KEEP_EMBEDDING = "REPLACE INTO embedding VALUES (?, ?, ?)"
#: Of texts by their hashes, by a model of a version.
EMBEDDINGS = "SELECT sha256, vector FROM embedding WHERE version = ? AND sha256 IN ({})"
#: Of files that readers of a version know, and whose content is the newest of their place.
FILES = """
SELECT location, mark, sha256 FROM file JOIN snapshot ON snapshot.id = file.snapshot
WHERE version = ? AND location IN ({}) AND snapshot.id = (
    SELECT snapshot FROM accession WHERE location = file.location ORDER BY id DESC LIMIT 1)
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A file that was read, archived and catalogued, and is no collection.

    `mark` is what the file system said of it just before it was read, by which it is known again.
    """

    location: str
    mark: str
    sha256: str


def remember(database: sqlite3.Connection, marks: Iterable[Mark], version: str) -> None:
    """Keep these marks, the only ones of their places; their bytes were added before."""
    rows = ((m.location, m.mark, version, m.sha256) for m in marks)
    database.executemany(_REMEMBER, rows)


def keep_split(
    database: sqlite3.Connection, location: str, sha256: str, version: str, answer: bytes
) -> None:
    """Keep what a collection was taken apart into, the only one of its place."""
    database.execute(_KEEP_SPLIT, (location, version, zlib.compress(answer, 1), sha256))


def split_of(
    database: sqlite3.Connection, location: str, sha256: str, version: str
) -> bytes | None:
    """What a collection was taken apart into; None where that is not there or damaged."""
    row = database.execute(_SPLIT, (location, sha256, version)).fetchone()
    try:
        return zlib.decompress(row[0]) if row else None
    except (zlib.error, TypeError):
        return None


def sentences(row: tuple[str, bytes] | None) -> tuple[Sentence, ...] | None:
    """The sentences of a text; None where they are not there or damaged."""
    try:
        return exchange.sentences_loads(zlib.decompress(row[1]), row[0]) if row else None
    except (ValueError, TypeError, zlib.error):
        return None


def keep_phrases(
    database: sqlite3.Connection, version: str, phrases: Mapping[str, tuple[Token, ...]]
) -> None:
    """Keep the tokens of short texts, each as the only sentence of its text."""
    whole = {text: Sentence(0, len(text), text, 1, of, ()) for text, of in phrases.items()}
    rows = ((text, version, exchange.sentences_dumps((s,), text)) for text, s in whole.items())
    database.executemany(_KEEP_PHRASE, rows)


def phrases(rows: Iterable[tuple[str, bytes]]) -> dict[str, tuple[Token, ...]]:
    """The tokens of short texts, without those that are damaged."""
    found = {}
    for text, packed in rows:
        try:
            (sentence,) = exchange.sentences_loads(packed, text)
        except (ValueError, TypeError):
            continue
        found[text] = sentence.tokens
    return found


def hashes(texts: Iterable[str]) -> dict[str, str]:
    """Texts by their SHA-256."""
    return {sha256(text.encode()).hexdigest(): text for text in texts}


def keep_computed(database: sqlite3.Connection, version: str, values: Mapping[str, bytes]) -> None:
    """Keep what was computed; not deflated, which gains embeddings nothing, with a checksum."""
    rows = (
        (digest, version, zlib.compress(values[text], 0)) for digest, text in hashes(values).items()
    )
    database.executemany(_KEEP_EMBEDDING, rows)


def computed(rows: Iterable[tuple[str, bytes]], texts: Mapping[str, str]) -> dict[str, bytes]:
    """What was computed of texts, which are given by their hashes, without what is damaged."""
    found = {}
    for digest, packed in rows:
        try:
            found[texts[digest]] = zlib.decompress(packed)
        except (zlib.error, TypeError):
            continue
    return found


def read(
    text: str, text_sha256: str | None, language: str, words: int, rest: str
) -> Document | Problem | None:
    """What readers made of bytes, by its row (see `READING`); None where that was altered."""
    try:
        if text_sha256 is None:
            return exchange.problem_loads(rest)
        return Reading(text, text_sha256, "", "", "", language, words, rest).document()
    except ValueError:  # as good as not there, and made good when it is kept again
        return None


def received(result: Document | Problem | str | bytes) -> Reading | Problem:
    """What was read; a reader whose answer can't be understood has read nothing."""
    try:
        if isinstance(result, str | bytes):
            return exchange.loads(result)
        return result if isinstance(result, Problem) else Reading.of(result)
    except ValueError as error:
        what = f"could not be read (its reader's answer is broken: {error})"
        return Problem("", what, "save it as plain text (UTF-8) and name that file")
