"""Samples spoilt: bytes flipped, stretches cut, moved, repeated, taken from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

#: Bytes that no input gets larger than: what is large is slow, and shows nothing new.
LARGEST = 60_000
#: What is odd in any format: ends of lines, marks, characters that print nothing, half characters.
ODD = (
    *(text.encode("utf-8", "surrogatepass") for text in (
        "\0", "\r", "\n", "\n\n", "\t", "\x0b", "\x1b[31m", "\x7f", "\x85", "\u00a0", "\u00ad",
        "\u0301", "\u061c", "\u180e", "\u200b", "\u200d", "\u2028", "\u202e", "\u2060", "\u2066",
        "\ud83d", "\udc00", "\ue000", "\ue001", "\ufdd0", "\ufeff", "\ufffd", "\ufffe",
        "\U0001f600", "\U000e0041", "\U0010ffff", "é", "ﬁ", "ß", "İ", "ـ", "漢字", "“", "”", "’",
        "—", "…", "1" * 40, " " * 40, "(" * 40, "-1", "0", "1e400", "99999999999999999999",
        "2017-02-31", "%s", "\\",
    )),
    b"\xff", b"\xfe\xff", b"\xff\xfe", b"\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80",
)  # fmt: skip

Words = Sequence[bytes]
Change = Callable[[bytes, Random, Words, Words], bytes]


def mutated(samples: Sequence[bytes], tokens: Sequence[bytes], rng: Random) -> bytes:
    """One of the samples with one to eight changes; `tokens` are words of its format."""
    content = rng.choice(samples)
    for _ in range(rng.choice((1, 1, 2, 3, 4, 8))):
        content = rng.choice(_CHANGES)(content, rng, tokens, samples)[:LARGEST]
    return content


def _stretch(content: bytes, rng: Random) -> tuple[int, int]:
    """A stretch, mostly a short one."""
    start = rng.randrange(len(content) + 1)
    length = int(rng.paretovariate(0.7))
    return start, min(len(content), start + length)


def _flip(content: bytes, rng: Random, tokens: Words, samples: Words) -> bytes:
    spoilt = bytearray(content)
    for _ in range(rng.randrange(1, 6) if content else 0):
        spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


def _cut(content: bytes, rng: Random, tokens: Words, samples: Words) -> bytes:
    start, end = _stretch(content, rng)
    return content[:start] + content[end:]


def _end(content: bytes, rng: Random, tokens: Words, samples: Words) -> bytes:
    return content[: rng.randrange(len(content) + 1)]


def _repeat(
    content: bytes, rng: Random, tokens: Sequence[bytes], samples: Sequence[bytes]
) -> bytes:
    start, end = _stretch(content, rng)
    times = rng.choice((2, 3, 10, 300))
    return content[:start] + content[start:end] * times + content[end:]


def _move(content: bytes, rng: Random, tokens: Words, samples: Words) -> bytes:
    start, end = _stretch(content, rng)
    rest = content[:start] + content[end:]
    to = rng.randrange(len(rest) + 1)
    return rest[:to] + content[start:end] + rest[to:]


def _splice(
    content: bytes, rng: Random, tokens: Sequence[bytes], samples: Sequence[bytes]
) -> bytes:
    other = rng.choice(samples)
    start, end = _stretch(other, rng)
    if rng.random() < 0.3:
        end = len(other)
    to = rng.randrange(len(content) + 1)
    return content[:to] + other[start:end] + content[to:]


def _insert(
    content: bytes, rng: Random, tokens: Sequence[bytes], samples: Sequence[bytes]
) -> bytes:
    word = rng.choice(rng.choice((tokens, ODD)) or ODD)
    to = rng.randrange(len(content) + 1)
    return content[:to] + word * rng.choice((1, 1, 1, 1, 2, 50)) + content[to:]


def _swap(content: bytes, rng: Random, tokens: Words, samples: Words) -> bytes:
    """A word of the format in the place of another one."""
    if not tokens:
        return _insert(content, rng, tokens, samples)
    old, new = rng.choice(tokens), rng.choice((*tokens, b""))
    return content.replace(old, new, rng.choice((1, 2, -1)))


def _break(content: bytes, rng: Random, tokens: Words, samples: Words) -> bytes:
    """Something odd inside of words, everywhere."""
    letter, odd = rng.choice(b"aeinrst ,.-"), rng.choice(ODD)
    return content.replace(bytes([letter]), bytes([letter]) + odd)


_CHANGES: tuple[Change, ...] = (
    _flip, _cut, _end, _repeat, _move, _splice, _insert, _insert, _swap, _swap, _break,
)  # fmt: skip
