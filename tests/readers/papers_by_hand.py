"""PDFs made by hand: set word by word in any order, or broken in a way that files are."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence

Placed = tuple[float, float, float, str]  # left, baseline from the foot, font size, text

WIDTH = 0.6  # ems: every letter of Courier


def set_in_lines(
    text: str, left: float, top: float, width: float, size: float = 10, indent: float = 0
) -> list[Placed]:  # fmt: skip
    """A paragraph broken into lines of Courier, long words at a vowel with a hyphen."""
    lines: list[str] = []
    current = " " * round(indent / (size * WIDTH))
    most = int(width / (size * WIDTH))
    for word in text.split():
        trial = f"{current} {word}" if current.strip() else current + word
        if len(trial) <= most:
            current = trial
            continue
        room = most - len(current) - 2
        cut = next((n for n in range(min(room, len(word) - 3), 2, -1) if word[n - 1] in "aeiou"
                    and word[:n].isalpha() and word.isalpha()), 0)  # fmt: skip
        if cut:
            lines.append(f"{current} {word[:cut]}-")
            current = word[cut:]
        else:
            lines.append(current)
            current = word
    lines.append(current)
    return [
        (left + (len(line) - len(line.lstrip())) * size * WIDTH, top - n * size * 1.2, size,
         line.strip())
        for n, line in enumerate(lines)
    ]  # fmt: skip


def by_words(lines: Sequence[Placed]) -> list[Placed]:
    """Each word of the lines at its own place, as some programs write them."""
    placed: list[Placed] = []
    for left, base, size, text in lines:
        at = left
        for word in text.split(" "):
            placed.append((at, base, size, word))
            at += (len(word) + 1) * size * WIDTH
    return placed


def shuffled(placed: Sequence[Placed], seed: int = 7) -> list[Placed]:
    """The same words drawn in another order."""
    order = list(placed)
    random.Random(seed).shuffle(order)
    return order


def _escaped(text: str) -> bytes:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return escaped.encode("cp1252")


def set_by_hand(
    pages: Sequence[Sequence[Placed]], *, rotate: int = 0, labels: str = "", aslant: str = "",
    lost: Sequence[Placed] = (), signs: Sequence[Placed] = (),
) -> bytes:  # fmt: skip
    """A PDF of Courier, each item one text object; `labels`: a /PageLabels number tree.

    On each page `aslant` runs up the left margin, `lost` is set in a font whose letters map to
    no characters, and `signs` in one of ornaments.
    """
    drawn = b"BT /F%d %.2f Tf %.2f %.2f Td (%s) Tj ET"
    up = b"BT /F1 9 Tf 0 1 -1 0 20 200 Tm (%s) Tj ET" % _escaped(aslant)
    streams = [
        b"\n".join(
            [up]
            + [drawn % (1, size, left, base, _escaped(text)) for left, base, size, text in page]
            + [drawn % (2, size, left, base, _escaped(text)) for left, base, size, text in lost]
            + [drawn % (3, size, left, base, _escaped(text)) for left, base, size, text in signs]
        )
        for page in pages
    ]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding %s >>"
    kids = b" ".join(b"%d 0 R" % (8 + 2 * n) for n in range(len(pages)))
    tree = f" /PageLabels << /Nums [{labels}] >>".encode() if labels else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R%s >>" % tree,
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids),
        font % b"",
        font % b"/ToUnicode 5 0 R",
        _mapping(b"E021"),
        font % b"/ToUnicode 7 0 R",
        _mapping(b"F021"),
    ]
    for n, stream in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 6 0 R >> >> >>" % (rotate, 9 + 2 * n)
        )
        objects.append(of_stream(stream))
    return of_objects(objects)


def _mapping(first: bytes) -> bytes:
    """A ToUnicode map of the letters to the codes from `first` on."""
    return of_stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        b"1 begincodespacerange <00> <FF> endcodespacerange "
        b"1 beginbfrange <21> <7E> <%s> endbfrange endcmap end end" % first
    )


def of_stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def of_objects(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def scan(pages: int = 3) -> bytes:
    """Pages that are pictures and nothing else."""
    pixels = zlib.compress(bytes(range(256)) * 4)
    picture = of_stream(
        pixels,
        b"/Type /XObject /Subtype /Image /Width 32 /Height 32 /BitsPerComponent 8 "
        b"/ColorSpace /DeviceGray /Filter /FlateDecode",
    )
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /I 3 0 R >> >> >>"
    )
    drawn = b"595 0 0 842 0 0 cm /I Do"
    return of_objects([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        picture,
        of_stream(drawn),
        *[page] * pages,
    ])  # fmt: skip


def empty_pages(count: int = 10_000) -> bytes:
    """Many pages with nothing on them."""
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return of_objects([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
        *[page] * count,
    ])  # fmt: skip


def looping_tree() -> bytes:
    """A page tree whose node is its own child."""
    return of_objects([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 2000000000 /Kids [3 0 R 2 0 R] >>",
        b"<< /Type /Pages /Parent 2 0 R /Count 2000000000 /Kids [2 0 R 3 0 R] >>",
    ])  # fmt: skip


def looping_form() -> bytes:
    """A page that draws a form that draws itself."""
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 100 100] /Length 6 "
        b"/Resources << /XObject << /F 4 0 R >> >> >>\nstream\n/F Do \nendstream"
    )
    return of_objects([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /XObject << /F 4 0 R >> >> >>",
        form,
        of_stream(b"/F Do"),
    ])  # fmt: skip


def encrypted() -> bytes:
    """A file whose password nobody knows: its keys are made up."""
    entry = b"<" + b"5a" * 32 + b">"
    encrypt = (
        b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O %s /U %s >> "
        b"/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
        % (entry, entry)
    )
    return of_objects(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 0 /Kids [] >>"], encrypt
    )


def shifted(text: str) -> str:
    """Text whose letters have lost their encoding: each is another one, three places on."""
    return "".join(chr(ord(c) - 29) if c.isalpha() and c.islower() else c for c in text)
