"""Sources' bytes beside the catalogue: one compressed file for each content, named by its hash."""

# A `Path` costs as much as the system call that it stands for.
# ruff: noqa: PTH103, PTH105, PTH123
from __future__ import annotations

import ctypes
import os
import zlib
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

_GZIP = 16 + zlib.MAX_WBITS
#: Bytes up to which a content is small and packed in half the time. A file takes whole blocks on
#: the disk: up to 4,096 bytes there is nothing to gain, and up to 7,000 the letters' frequencies
#: alone make one block of two. For pages of 105 kB, level 1 takes 0.6 ms and leaves 24 %, level 6
#: takes 1.7 ms and leaves 21 %.
_BLOCK, _SMALL = 4096, 7000
#: One writer at a time, and so one name in a folder for what is not whole yet; what a killed writer
#: left there is written over by the next.
_UNFINISHED = ".new"


class RawFiles:
    """The folder of the sources' bytes. Content that is there is never written again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._root = str(folder)
        self._made: set[str] = set()

    def has(self, digest: str) -> bool:
        """Whether there is a file of that SHA-256; it may be damaged."""
        return os.access(self.path(digest), os.F_OK)  # half the time of `exists`

    def path(self, digest: str) -> str:
        """Where the bytes of that SHA-256 are, or would be."""
        return f"{self._root}/{digest[:2]}/{digest}.gz"

    def get(self, digest: str) -> bytes | None:
        """The bytes of that SHA-256; None where they are missing or damaged."""
        try:
            with open(self.path(digest), "rb") as file:
                content = unpacked(file.read())
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, zlib.error):
            return None
        return content if sha256(content).hexdigest() == digest else None

    def absent(self, digests: Iterable[str]) -> set[str]:
        """Those of which there is no file."""
        return {digest for digest in digests if not self.has(digest)}

    def put(self, digest: str, content: bytes) -> bool:
        """Keep these bytes; False if they were there and whole."""
        if self.has(digest) and self.get(digest) is not None:
            return False
        self._write(digest, packed(content))
        return True

    def take(self, other: RawFiles, digest: str) -> None:
        """Copy the file of that SHA-256, if it is there, as it is."""
        try:
            with open(other.path(digest), "rb") as file:
                self._write(digest, file.read())
        except FileNotFoundError:
            return

    def settle(self) -> None:
        """Wait until all files that were put are on the disk itself, with their names.

        One call for the whole file system, 10 ms after 500 files, where a call for each file took
        200 ms.
        """
        if not self.folder.is_dir():
            return
        number = os.open(self._root, os.O_RDONLY | os.O_CLOEXEC)
        try:
            _sync(number)
        finally:
            os.close(number)

    def _write(self, digest: str, packed: bytes) -> None:
        """Write a file and give it its name once it is whole."""
        shelf = digest[:2]
        if shelf not in self._made:
            os.makedirs(f"{self._root}/{shelf}", exist_ok=True)
            self._made.add(shelf)
        unfinished = f"{self._root}/{shelf}/{_UNFINISHED}"
        number = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o644)
        try:
            left = memoryview(packed)
            while left:
                left = left[os.write(number, left) :]
        finally:
            os.close(number)
        os.replace(unfinished, self.path(digest))


def packed(content: bytes) -> bytes:
    """The content as gzip has it, without a time, so that the same bytes make the same file."""
    if len(content) > _SMALL:
        packer = zlib.compressobj(1, wbits=_GZIP)
    else:  # with little memory, which the allocator keeps at hand
        level = 1 if len(content) > _BLOCK else 0
        packer = zlib.compressobj(level, zlib.DEFLATED, 16 + 12, 7, zlib.Z_HUFFMAN_ONLY)
    return packer.compress(content) + packer.flush()


def unpacked(kept: bytes) -> bytes:
    """What `packed` made this of; raises zlib.error where it is damaged."""
    return zlib.decompress(kept, _GZIP)


def _sync(number: int) -> None:
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:  # only Linux has it
        os.sync()
    elif syncfs(number):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
