"""Plain text and Markdown that bait patterns, nest without end, or show what is not there."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping

from .sample import GOOD, PARAGRAPHS, SENTENCE, Hostile

_MARKED = "# The quay\n\n"


def _long(bait: str, size: int = 20_000) -> bytes:
    """One line of `bait` over and over, amid an article."""
    line = bait * (size // len(bait))
    return f"{GOOD}\n{line}\n\n{line} x\n\n{GOOD}".encode()


def _lines(bait: str, count: int = 4000) -> bytes:
    """Line upon line of `bait`, amid an article."""
    return f"{GOOD}\n{(bait + chr(10)) * count}\n{GOOD}".encode()


_BAIT: Mapping[str, str] = {
    "by": "by ", "By names": "By Ada Quill and ", "dates": "4 March 2031, ", "days": "4 ",
    "dots": ".", "spaced dots": ". ", "dashes": "-", "long dashes": "— ", "quotes": '"',
    "opened quotes": "“", "apostrophes": "’s ", "brackets": "[", "links": "[a](", "images": "![",
    "pairs": "[]()", "parentheses": "(", "closed": ")", "colons": "a: ", "commas": ", ",
    "ellipses": "… ", "bars": "| ", "slashes": "a/", "at": "a@", "addresses": "https://a.b/c?",
    "hashes": "# ", "stars": "*a ", "emphasis": "**", "underscores": "_a", "ticks": "`",
    "tildes": "~~", "angles": "<", "arrows": "<a ", "quotation marks": "> ", "digits": "1",
    "numbers": "1. ", "initials": "A. ", "capitals": "Norvale ", "letters": "a", "hyphens": "a-",
    "tabs": "\t", "hard spaces": "\u00a0", "ampersands": "&amp;", "backslashes": "\\",
    "copyright": "© ", "photo": "Photo: Ada Quill/", "read more": "Read more ", "pages": "Page 1 ",
    "updated": "Updated 4 March 2031 at ", "of": "of the ", "is a": "Ada Quill is a ",
}  # fmt: skip
_FORMS: Mapping[str, Callable[[str], bytes]] = {
    "one line": _long,
    "lines": lambda bait: _lines(bait * 3),
    "Markdown": lambda bait: _MARKED.encode() + _long(bait),
}
_CONTROL = "".join(map(chr, [*range(1, 9), 11, 12, *range(14, 32), 127, *range(128, 160)]))
_ZALGO = "".join(f"{letter}{''.join(map(chr, range(0x300, 0x340)))}" for letter in "harbour")
_REVERSED = "\u202etxt.exe\u202c \u2066hidden\u2069 \u200f\u200e\u2067"
_FRONT = "---\ntitle: {0}\nauthor: {0}\ndate: {0}\n---\n\n"


def _front(value: str) -> bytes:
    return f"{_FRONT.format(value)}{GOOD}".encode(errors="surrogatepass")


TEXTS = (
    *(Hostile(f"{form} of {name}", lambda form=form, bait=bait: _FORMS[form](bait))
      for form in _FORMS for name, bait in _BAIT.items()),
    Hostile("10 MB without a space", lambda: b"a" * 10_000_000, "million characters"),
    Hostile("10 MB of one line", lambda: f"{SENTENCE} ".encode() * 120_000, "million characters"),
    Hostile("49 MB of one line", lambda: f"{SENTENCE} ".encode() * 580_000, "million characters",
            large=True),
    Hostile("49 MB of lines", lambda: f"{SENTENCE}\n\n".encode() * 560_000, "million characters",
            large=True),
    Hostile("49 MB of short lines", lambda: b"tide\n" * 9_800_000, "million characters",
            large=True),
    Hostile("3.9 MB of one line", lambda: f"{SENTENCE} ".encode() * 45_000, large=True),
    Hostile("3.9 MB of numbered lines", lambda: "\n\n".join(
        f"{n}. {PARAGRAPHS[n % 4]}" for n in range(40_000)).encode(), large=True),
    Hostile("3.9 MB of short lines", lambda: b"tide\n" * 780_000, large=True),
    Hostile("million empty lines", lambda: GOOD.encode() + b"\n" * 1_000_000 + GOOD.encode()),
    Hostile("million lines of spaces", lambda: GOOD.encode() + b"  \t\n" * 1_000_000, large=True),
    Hostile("million cells", lambda: _MARKED.encode() + b"|" + b" 1 |" * 50 + b"\n|" + b"---|" * 50
            + (b"\n|" + b" 1 |" * 50) * 20_000, large=True),
    Hostile("Markdown in brackets", lambda: _MARKED.encode() + b"[" * 49_000_000, large=True),
    Hostile("Markdown in quotations", lambda: _MARKED.encode() + b"> " * 100_000 + b"deep"),
    Hostile("Markdown in lists", lambda: _MARKED.encode() + b"".join(
        b"  " * n + b"- deep\n" for n in range(2000)), large=True),
    Hostile("Markdown of link names", lambda: _MARKED.encode() + b"".join(
        b"[a%d]: /x\n" % n for n in range(50_000)) + b"[a] " * 50_000, large=True),
    Hostile("front matter of right-to-left", lambda: _front(_REVERSED)),
    Hostile("front matter of half characters", lambda: _front("\ud800")),
    Hostile("front matter of anchors", lambda: (
        b"---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\n---\n\n" + GOOD.encode())),
    Hostile("front matter 10,000 deep", lambda: _front("[" * 10_000)),
    Hostile("front matter that runs code", lambda: _front("!!python/object/apply:os.getcwd []")),
    Hostile("front matter without an end", lambda: b"---\ntitle: x\n" + b"a: b\n" * 200_000),
    Hostile("right-to-left title", lambda: GOOD.replace("The quay", _REVERSED).encode()),
    Hostile("right-to-left name", lambda: GOOD.replace("Ada", _REVERSED).encode()),
    Hostile("right-to-left text", lambda: GOOD.replace("quay", _REVERSED).encode()),
    Hostile("zalgo", lambda: GOOD.replace("quay", _ZALGO * 20).encode()),
    Hostile("a letter of 100,000 marks", lambda: GOOD.replace("a", "a" + "\u0301" * 1000).encode()),
    Hostile("marks out of order", lambda: f"{GOOD}a{chr(0x301) + chr(0x316)}".encode()
            + "\u0316\u0301".encode() * 400_000, large=True),
    Hostile("half characters", lambda: GOOD.replace("a", "\ud83d").encode(errors="surrogatepass")),
    Hostile("control characters", lambda: GOOD.replace("quay", _CONTROL).encode()),
    Hostile("NULs between", lambda: GOOD.replace(" ", "\0").encode()),
    Hostile("10 MB of NULs", lambda: b"\0" * 10_000_000),
    Hostile("10 MB of 0xFF", lambda: b"\xff" * 10_000_000),
    Hostile("10 MB of a mark", lambda: b"\xef\xbb\xbf" * 3_300_000),
    Hostile("high bytes", lambda: bytes(range(128, 256)) * 80_000, large=True),
    Hostile("noncharacters", lambda: GOOD.replace("a", "\ufdd0h\ufffe\U0010ffff").encode()),
    Hostile("private marks", lambda: GOOD.replace("quay", "\ue000\ue001\ue002").encode()),
    Hostile("compressed", lambda: gzip.compress(GOOD.encode()), "a compressed file (gzip)"),
    Hostile("compressed bomb", lambda: gzip.compress(b"\0" * 50_000_000), "(gzip)"),
)  # fmt: skip
