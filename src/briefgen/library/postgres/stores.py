"""Where the sources' bytes are: in the database, in a folder, or in a store of objects.

Each content is packed as SQLite's library packs its files, under the same name, so that a folder
may serve both. The only importer of fsspec.
"""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from typing import Any, Protocol
from urllib.parse import urlsplit

from briefgen.errors import ArchiveError
from briefgen.library.raw import packed, unpacked
from briefgen.postgres import Postgres

_KEEP = """
INSERT INTO raw VALUES (%s, %s) ON CONFLICT (sha256) DO UPDATE SET content = excluded.content
"""
_THERE = "SELECT sha256 FROM raw WHERE sha256 = ANY(%s)"


class Store(Protocol):
    """Bytes by their SHA-256."""

    def get(self, digest: str) -> bytes | None:
        """The bytes of that hash; None where they are missing or damaged."""

    def put(self, digest: str, content: bytes) -> None:
        """Keep these bytes; they are there when this returns."""

    def absent(self, digests: Iterable[str]) -> set[str]:
        """Those that are not there; the bytes themselves are not read."""


class InDatabase:
    """Bytes as rows."""

    def __init__(self, server: Postgres) -> None:
        self._server = server

    def get(self, digest: str) -> bytes | None:
        """The bytes of that hash; None where they are missing or damaged."""
        row = self._server.one("SELECT content FROM raw WHERE sha256 = %s", (digest,))
        return _whole(row[0] if row else None, digest)

    def put(self, digest: str, content: bytes) -> None:
        """Keep these bytes; they are there when this returns."""
        self._server.rows(_KEEP, (digest, packed(content)))

    def absent(self, digests: Iterable[str]) -> set[str]:
        """Those that are not there; the bytes themselves are not read."""
        wanted = set(digests)
        return wanted - {row[0] for row in self._server.rows(_THERE, (sorted(wanted),))}


class InStore:
    """Bytes as objects under a URL that fsspec understands: `file:///…`, `s3://bucket/…`."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._files, self._root = _opened(self._url)

    def get(self, digest: str) -> bytes | None:
        """The bytes of that hash; None where they are missing or damaged."""
        try:
            return _whole(self._files.cat_file(self._path(digest)), digest)
        except FileNotFoundError:
            return None
        except Exception as error:
            raise self._unusable(error) from error

    def put(self, digest: str, content: bytes) -> None:
        """Keep these bytes; they are there when this returns."""
        path = self._path(digest)
        unfinished = f"{path}.{secrets.token_hex(8)}.new"
        try:
            if not _is_folder(self._url):  # an object is there whole or not at all
                self._files.pipe_file(path, packed(content))
                return
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(unfinished, packed(content))
            self._files.mv(unfinished, path)
        except Exception as error:
            with suppress(Exception):  # a full disk has no room for what nobody will finish
                self._files.rm_file(unfinished)
            raise self._unusable(error) from error

    def remove(self, digest: str) -> None:
        """Remove what was put there."""
        try:
            self._files.rm_file(self._path(digest))
        except Exception as error:
            raise self._unusable(error) from error

    def absent(self, digests: Iterable[str]) -> set[str]:
        """Those that are not in the folder; of a store the rows are believed, which come later."""
        if not _is_folder(self._url):
            return set()
        return {digest for digest in digests if not self._files.exists(self._path(digest))}

    def _path(self, digest: str) -> str:
        return f"{self._root}/{digest[:2]}/{digest}.gz"

    def _unusable(self, error: Exception) -> ArchiveError:
        what = f"the sources' bytes cannot be read or written there ({error})"
        return ArchiveError(f"{self._url}: {what}; see who may, that it is in reach, and has room")


def store_at(url: str, server: Postgres) -> Store:
    """The store of a URL; of none, the database."""
    return InStore(url) if url else InDatabase(server)


def require(url: str) -> None:
    """Raise `ArchiveError` for what is no URL of a store, or one that nothing can be put into."""
    remedy = "write a URL like file:///srv/raw or s3://bucket/raw"
    parts = urlsplit(url)
    if not parts.scheme or "://" not in url or (_is_folder(url) and not url.startswith("file:///")):
        raise ArchiveError(f"{url}: is no store of bytes; {remedy}")
    if "@" in parts.netloc:
        what = "a password stands in no address of a store"
        raise ArchiveError(f"{parts.scheme}://…: {what}; put it where fsspec looks for it")
    store, empty = InStore(url), sha256(b"").hexdigest()
    store.put(empty, b"")
    store.remove(empty)


def _is_folder(url: str) -> bool:
    return url.startswith("file:")


def _opened(url: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped]  # noqa: PLC0415

        files, root = url_to_fs(url)
    except ImportError as error:
        kind = "s3" if url.startswith("s3:") else "postgres"
        what = f"needs what is not installed ({error})"
        raise ArchiveError(f"{url}: {what}; pip install 'briefgen[{kind}]'") from error
    except ValueError as error:
        remedy = "write a URL like file:///srv/raw or s3://bucket/raw"
        raise ArchiveError(f"{url}: is no store of bytes ({error}); {remedy}") from error
    return files, str(root).rstrip("/")


def _whole(kept: bytes | None, digest: str) -> bytes | None:
    """What was packed, if it is that of its hash."""
    try:
        content = unpacked(kept) if kept is not None else None
    except zlib.error:
        return None
    return content if content is not None and sha256(content).hexdigest() == digest else None
