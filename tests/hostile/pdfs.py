"""PDFs that go in circles, unpack to gigabytes, or claim what is not there."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache

from readers import papers_by_hand as by_hand
from readers.papers_by_hand import of_objects, of_stream

from .sample import CANARY_FILE, PARAGRAPHS, Hostile

_CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R %s >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"
_LINES = b"BT /F 10 Tf 12 TL 40 780 Td %s ET"


def _shown(*lines: str) -> bytes:
    return _LINES % b" ".join(b"(%s) Tj T*" % line.encode("cp1252") for line in lines)


def _paper(
    content: bytes, *further: bytes, catalogue: bytes = b"", box: bytes = b"0 0 595 842",
    resources: bytes = b"",
) -> bytes:  # fmt: skip
    """One page (object 3) that shows a content stream (object 5, whole); 6 and on are `further`."""
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 5 0 R"
        b" /Resources << /Font << /F 4 0 R >> %s >> >>" % (box, resources)
    )
    tree = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    return of_objects([_CATALOGUE % catalogue, tree, page, _FONT, content, *further])


_TEXT = _shown(*PARAGRAPHS)
_FILE = str(CANARY_FILE).encode()


@cache
def _deflated(size: int, times: int = 1, filling: bytes = b"\0") -> bytes:
    """A stream of `size` bytes, deflated that often over."""
    packer = zlib.compressobj(9)
    lump = filling * (1_000_000 // len(filling))
    packed = b"".join(packer.compress(lump) for _ in range(size // len(lump))) + packer.flush()
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    return of_stream(packed, b"/Filter [%s]" % (b"/FlateDecode " * times))


def _letters() -> bytes:
    """A page of millions of letters, some kilobytes of the file."""
    return _deflated(60_000_000, filling=b"BT /F 10 Tf 40 780 Td (tide ) Tj ET\n")


def _deep_tree(depth: int) -> bytes:
    """A tree of nodes with one child each, and the page at its foot."""
    nodes = [
        b"<< /Type /Pages /Count 1 /Kids [%d 0 R] /Parent %d 0 R >>" % (n + 1, max(1, n - 1))
        for n in range(2, depth + 2)
    ]
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (depth + 1)
    return of_objects([_CATALOGUE % b"", *nodes, page])


def _object_stream_in_a_circle() -> bytes:
    """Objects that lie in streams, each of which lies in the other."""
    lie = b"<< /Type /ObjStm /N 1 /First 4 /Extends %d 0 R /Length 40 >>"
    inner = b"\nstream\n6 0 << /Type /Pages /Count 1 >>       \nendstream"
    table = b"".join(
        (b"\x02" + owner.to_bytes(2, "big") + b"\0") for owner in (6, 7, 6, 7, 6, 7, 6, 7)
    )
    out = b"%PDF-1.7\n" + b"".join(
        b"%d 0 obj\n%s%s\nendobj\n" % (n, lie % (13 - n), inner) for n in (6, 7)
    )
    xref = (
        b"9 0 obj\n<< /Type /XRef /Size 8 /W [1 2 1] /Root 1 0 R /Length %d >>\nstream\n%s\n"
        b"endstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(table), table, len(out))
    )
    return out + xref


def _xref_in_a_circle() -> bytes:
    """A table of contents that names itself as the one before it."""
    whole = _paper(of_stream(_TEXT))
    at = whole.rindex(b"startxref")
    start = whole[at:].split()[1]
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %s" % start)


def _outlines_in_a_circle() -> bytes:
    item = b"<< /Title (Tide) /Parent 6 0 R /First 7 0 R /Next 7 0 R /Prev 7 0 R >>"
    root = b"<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 2000000000 >>"
    return _paper(of_stream(_TEXT), root, item, catalogue=b"/Outlines 6 0 R")


def _names_in_a_circle() -> bytes:
    tree = b"<< /Kids [6 0 R 6 0 R] /Limits [(a) (z)] >>"
    return _paper(of_stream(_TEXT), tree, catalogue=b"/Names << /Dests 6 0 R >> /PageLabels 6 0 R")


def _fonts_in_a_circle() -> bytes:
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding 6 0 R /DescendantFonts [4 0 R]"
        b" /ToUnicode 6 0 R >>"
    )
    whole = _paper(of_stream(_TEXT), b"<< /UseCMap 6 0 R /Length 0 >>\nstream\n\nendstream")
    return whole.replace(_FONT, font)


def _references(count: int) -> bytes:
    """A length that is a reference to a reference, and so on to itself."""
    links = [b"%d 0 R" % (7 + (n + 1) % count) for n in range(count)]
    stream = b"<< /Length 7 0 R >>\nstream\n%s\nendstream" % _TEXT
    return _paper(stream, b"null", *links)


def _forms_that_double(depth: int) -> bytes:
    """Forms that each draw the next one ten times: a billion sentences from a kilobyte."""
    forms: Sequence[bytes] = [
        of_stream(
            b"/N Do " * 10 if n < depth - 1 else _TEXT,
            b"/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /Font << /F 4 0 R >>"
            b" /XObject << /N %d 0 R >> >>" % (7 + n),
        )
        for n in range(depth)
    ]
    return _paper(of_stream(b"/N Do"), *forms, resources=b"/XObject << /N 6 0 R >>")


def _opens_a_file() -> bytes:
    """Every way in which a PDF names a file of the machine."""
    action = b"<< /S /Launch /F (%s) >>" % _FILE
    names = b"/OpenAction 6 0 R /AA << /WC 6 0 R >> /AcroForm << /XFA 7 0 R >>"
    xfa = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file://%s">]><xdp>&e;</xdp>' % _FILE
    stream = b"<< /Length 5 /F (%s) /FFilter /FlateDecode >>\nstream\nhello\nendstream" % _FILE
    return _paper(of_stream(_TEXT), action, of_stream(xfa), stream, catalogue=names)


def _deep_arrays() -> bytes:
    return _paper(of_stream(_TEXT), catalogue=b"/X " + b"[" * 200_000 + b"]" * 200_000)


def _xmp(inner: str) -> bytes:
    packet = f'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>{inner}<?xpacket end="w"?>'
    entries = b"/Type /Metadata /Subtype /XML"
    return _paper(
        of_stream(_TEXT), of_stream(packet.encode(), entries), catalogue=b"/Metadata 6 0 R"
    )


_RDF = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/'
    '22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description><dc:title>'
    "<rdf:Alt><rdf:li>&a;</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"
)

PDFS = (
    Hostile("page tree in a circle", by_hand.looping_tree),
    Hostile("form in a circle", by_hand.looping_form),
    Hostile("forms that double", lambda: _forms_that_double(9), "more memory", large=True),
    Hostile("page tree of 100,000 steps", lambda: _deep_tree(100_000)),
    Hostile("object streams in a circle", _object_stream_in_a_circle, "broken PDF"),
    Hostile("table in a circle", _xref_in_a_circle),
    Hostile("outlines in a circle", _outlines_in_a_circle),
    Hostile("name trees in a circle", _names_in_a_circle),
    Hostile("fonts in a circle", _fonts_in_a_circle),
    Hostile("references in a circle", lambda: _references(50)),
    Hostile("10,000 empty pages", by_hand.empty_pages),
    Hostile("page of a light year", lambda: _paper(of_stream(_TEXT), box=b"0 0 1e30 1e30")),
    Hostile("page inside out", lambda: _paper(of_stream(_TEXT), box=b"842 595 -1e9 0")),
    Hostile("flate bomb", lambda: _paper(_deflated(1_100_000_000)), "more memory", large=True),
    Hostile("flate bomb twice", lambda: _paper(_deflated(1_100_000_000, 2)), "more memory",
            large=True),
    Hostile("million drawings", lambda: _paper(_letters()), large=True),
    Hostile("names of files", _opens_a_file),
    Hostile("arrays in arrays", _deep_arrays),
    Hostile("XMP of entities", lambda: _xmp(f'<!DOCTYPE x [<!ENTITY a "ha">]>{_RDF}')),
    Hostile(
        "XMP of a file", lambda: _xmp(f'<!DOCTYPE x [<!ENTITY a SYSTEM "{CANARY_FILE}">]>{_RDF}')
    ),
    Hostile("locked PDF", by_hand.encrypted, "asks for a password"),
    Hostile("scan", by_hand.scan, "a scan without text"),
    Hostile("header only", lambda: b"%PDF-1.7\n" + b"\0" * 100_000, "broken PDF"),
    Hostile("50 MB of nothing", lambda: b"%PDF-1.7\n" + b" \n" * 24_900_000, "broken PDF"),
    Hostile("million broken objects", lambda: b"%PDF-1.7\n" + b"1 0 obj<<" * 1_000_000),
)  # fmt: skip
