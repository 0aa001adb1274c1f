"""A response's content: its compression undone, and never more of it than the limit."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from .refusal import LATER, SAVE, Interrupted, Refused, size

#: Raw chunks, fields and limit to content: `whole` or `head`.
Reading = Callable[[Iterable[bytes], Mapping[str, str], int], bytes]

_PIECE = 65_536
_CODINGS = {"gzip", "x-gzip", "deflate"}
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


def whole(raw: Iterable[bytes], fields: Mapping[str, str], largest: int) -> bytes:
    """All of the content; `Refused` as soon as there is more of it than `largest` bytes."""
    stated = fields.get("content-length", "")
    if stated.isascii() and stated.isdigit() and int(stated) > largest:
        raise _too_large(largest)
    content = bytearray()
    for piece in _pieces(raw, fields):
        content += piece
        if len(content) > largest:
            raise _too_large(largest)
    return bytes(content)


def head(raw: Iterable[bytes], fields: Mapping[str, str], largest: int) -> bytes:
    """The content's whole lines within the first `largest` bytes."""
    content = bytearray()
    for piece in _pieces(raw, fields):
        content += piece
        if len(content) > largest:
            # Half a rule could say more than the whole one.
            return bytes(content[: content.rfind(b"\n", 0, largest) + 1])
    return bytes(content)


def _too_large(largest: int) -> Refused:
    remedy = "give the article alone, or save it in the desk's folder and name the file"
    return Refused(f"is larger than {size(largest)}", remedy)


def _pieces(raw: Iterable[bytes], fields: Mapping[str, str]) -> Iterator[bytes]:
    """Content with its compression undone, a little at a time however tightly it is packed."""
    coding = fields.get("content-encoding", "").strip().lower()
    if coding in {"", "identity"}:
        yield from raw
    elif coding in _CODINGS:
        try:
            yield from _inflated(raw)
        except zlib.error:
            raise Refused("is damaged: its compression can't be undone", LATER) from None
    else:
        # Codings without a limit on their output (br), and codings over codings, are not asked for.
        raise Refused(f"is compressed with {coding[:40]!r}, which was not asked for", SAVE)


def _inflated(raw: Iterable[bytes]) -> Iterator[bytes]:
    """Gzip members or a zlib stream (RFC 1952, 1950) in pieces of at most 64 KB."""
    inflate = zlib.decompressobj(_GZIP_OR_ZLIB)
    for chunk in raw:
        rest = chunk
        while rest:
            if inflate.eof:  # another member, or padding after the last one
                if not rest.startswith(b"\x1f"):
                    return
                inflate = zlib.decompressobj(_GZIP_OR_ZLIB)
            yield inflate.decompress(rest, _PIECE)
            rest = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
    yield inflate.flush()
    if not inflate.eof:
        raise Interrupted("broke off in the middle", LATER)
