"""Content as it comes over the wire, and what is kept of it."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.fetch.body import head, whole
from briefgen.fetch.refusal import Interrupted, Refused

GZIP = {"content-encoding": "gzip"}


def cut(content: bytes, length: int) -> list[bytes]:
    return [content[start : start + length] for start in range(0, len(content), length)]


@given(st.binary(max_size=300), st.integers(1, 50), st.sampled_from(["", "gzip", "zlib", "twice"]))
def test_content_comes_out_as_it_went_in(content: bytes, length: int, form: str) -> None:
    wire, coding = {
        "": (content, ""),
        "gzip": (gzip.compress(content), "x-GZIP"),
        "zlib": (zlib.compress(content), "deflate"),
        "twice": (gzip.compress(content[:9]) + gzip.compress(content[9:]), "gzip"),
    }[form]
    assert whole(cut(wire, length), {"content-encoding": coding}, 300) == content


def test_compressed_zeros_come_out_piece_by_piece() -> None:
    content = bytes(1_000_000)
    assert whole([gzip.compress(content)], GZIP, 1_000_000) == content


@pytest.mark.parametrize(
    ("wire", "fields", "what"),
    [
        (b"12345", {}, "is larger than 0.004 kB"),
        (b"1", {"content-length": "5"}, "is larger than"),
        (b"12345", {"content-length": "1"}, "is larger than"),
        (gzip.compress(b"12345", mtime=0), {**GZIP, "content-length": "3"}, "is larger than"),
        (b"1", {"content-encoding": "br"}, "is compressed with 'br', which was not asked for"),
        (b"1", {"content-encoding": "gzip, gzip"}, "is compressed with 'gzip, gzip'"),
        (b"1234", GZIP, "is damaged"),
        (gzip.compress(b"1", mtime=0)[:-5] + b"xxxxx", GZIP, "is damaged"),
    ],
)
def test_what_is_not_kept(wire: bytes, fields: dict[str, str], what: str) -> None:
    with pytest.raises(Refused) as refused:
        whole([wire], fields, 4)
    assert refused.value.what.startswith(what)


def test_what_breaks_off_may_be_tried_again() -> None:
    with pytest.raises(Interrupted):
        whole([gzip.compress(b"1234")[:-3]], GZIP, 100)


def test_padding_after_the_last_member_is_no_content() -> None:
    assert whole([gzip.compress(b"1234"), bytes(20)], GZIP, 100) == b"1234"


def test_a_bomb_is_left_at_the_limit() -> None:
    """A gigabyte of zeros is a megabyte; no more of it is asked for than the limit needs."""
    taken = 0

    def bomb() -> Iterator[bytes]:
        nonlocal taken
        compress = zlib.compressobj(wbits=31)
        yield compress.compress(b"")
        for _ in range(1000):
            taken += 1
            yield compress.compress(bytes(1_000_000)) + compress.flush(zlib.Z_SYNC_FLUSH)

    with pytest.raises(Refused, match="larger than 1 MB"):
        whole(bomb(), GZIP, 1_000_000)
    assert taken <= 3


def test_a_bomb_in_one_chunk_takes_no_room() -> None:
    """Not only the result is bounded but what is unpacked on the way to it."""
    wire = gzip.compress(bytes(64_000_000))
    tracemalloc.start()
    try:
        with pytest.raises(Refused, match="larger than 1 MB"):
            whole([wire], GZIP, 1_000_000)
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("wire", "largest", "kept"),
    [
        (b"a\nb\nc", 100, b"a\nb\nc"),
        (b"a\nb\nc", 4, b"a\nb\n"),
        (b"a\nbcdef", 4, b"a\n"),
        (b"abcdef", 4, b""),
    ],
)
def test_a_head_is_whole_lines(wire: bytes, largest: int, kept: bytes) -> None:
    assert head(cut(wire, 2), {"content-length": "1000"}, largest) == kept
