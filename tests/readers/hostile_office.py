"""Hostile Word files, archives and messages: how each is made, and what is said of it.

Nothing is stored: a bomb is made when it is asked for. `HOSTILE` are files that must come to the
`Problem` whose words stand beside them; `ODD` are broken or strange files that are read.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SENTENCE = "The board had the tables a year before the tide went out, and it told nobody."


@dataclass(frozen=True)
class Hostile:
    """A sample: its name, its bytes when they are wanted, and words of the `Problem`."""

    name: str
    make: Callable[[], bytes]
    words: str = ""


def word_file(
    body: str = f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>",
    parts: Mapping[str, str | bytes] | None = None,
    *,
    prolog: str = "",
    main: str = f"{_TYPE}.document.main+xml",
    links: str = "",
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A Word file with that body; `parts` are further parts, `links` the document's to them."""
    spaces = f'xmlns:w="{W}" xmlns:r="{OFFICE}"'
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": word_links(f"{OFFICE}/officeDocument"),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_LINKS}">{links}</Relationships>',
        "word/document.xml": f"{prolog}<w:document {spaces}><w:body>{body}</w:body></w:document>",
        **(parts or {}),
    }
    return archive(files, compression)


def word_links(kind: str) -> str:
    """The package's relationship, of that type, to the document."""
    to = f'<Relationship Id="r1" Type="{kind}" Target="word/document.xml"/>'
    return f'<Relationships xmlns="{_LINKS}">{to}</Relationships>'


def link(kind: str, target: str) -> str:
    """A relationship of the document to another part."""
    return f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def archive(files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def _ratio_bomb() -> bytes:
    return word_file(parts={"word/media/image1.bin": b"\0" * 60_000_000})


def _size_bomb() -> bytes:
    """An archive whose directory says that its one file is of four gigabytes."""
    packed = bytearray(word_file(compression=zipfile.ZIP_STORED))
    at = packed.rfind(b"PK\x01\x02")
    struct.pack_into("<I", packed, at + 24, 0xFFFFFFFE)
    return bytes(packed)


def _many_entries() -> bytes:
    """A hundred thousand entries, all of one local file."""
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    entry = struct.pack(
        "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0
    )
    directory = (entry + b"a") * 100_000
    end = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFE, 0xFFFE, len(directory), len(local), 0
    )
    return local + directory + end


def _encrypted() -> bytes:
    packed = bytearray(word_file())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = packed.find(mark)
        while at >= 0:
            packed[at + offset] |= 1
            at = packed.find(mark, at + 4)
    return bytes(packed)


def _laughs() -> str:
    declared = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return f"<!DOCTYPE d [{declared}]>"


def _in_utf7() -> bytes:
    """A declaration of entities that ASCII does not show."""
    hidden = '+ADwAIQ-DOCTYPE d [+ADwAIQ-ENTITY x "y"+AD4]+AD4'
    return word_file(prolog=f'<?xml version="1.0" encoding="UTF-7"?>{hidden}')


def _corrupt() -> bytes:
    packed = bytearray(word_file())
    at = packed.find(b"word/document.xml", packed.find(b"word/document.xml.rels") + 30)
    packed[at + 25] ^= 0xFF
    return bytes(packed)


def message(body: str | bytes, header: str = "", kind: str = "text/plain; charset=utf-8") -> bytes:
    """A message with that body, from Jane Roe to a desk."""
    head = (
        "From: Jane Roe <jane@tidewater.example>\r\nDate: Tue, 4 Mar 2031 09:00:00 +0100\r\n"
        f"Subject: Low water\r\nMIME-Version: 1.0\r\n{header}Content-Type: {kind}\r\n\r\n"
    )
    return head.encode() + (body.encode() if isinstance(body, str) else body)


def nested(depth: int) -> bytes:
    """A message of multiparts in each other, the innermost with a sentence."""
    opened = "".join(
        f'--b{n}\r\nContent-Type: multipart/mixed; boundary="b{n + 1}"\r\n\r\n'
        for n in range(depth)
    )
    text = f"--b{depth}\r\nContent-Type: text/plain\r\n\r\n{SENTENCE}\r\n"
    return message(opened + text, kind='multipart/mixed; boundary="b0"')


def _parts(count: int) -> bytes:
    part = f"--b\r\nContent-Type: text/plain\r\n\r\n{SENTENCE}\r\n"
    return message(part * count + "--b--\r\n", kind='multipart/mixed; boundary="b"')


def _long_parameters() -> bytes:
    kind = "Content-Type: text/plain; " + "a=b; " * 100_000
    return message(
        f"--b\r\n{kind}\r\n\r\n{SENTENCE}\r\n--b--\r\n", kind="multipart/mixed; boundary=b"
    )


def _mailbox() -> bytes:
    one = (
        b"From jane@tidewater.example Tue Mar  4 09:00:00 2031\r\n"
        + message(SENTENCE)
        + b"\r\n\r\n"
    )
    return one * 3


def _compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(99)


_ODT = "application/vnd.oasis.opendocument.text"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"

HOSTILE = (
    Hostile("zip of high ratio", _ratio_bomb, "times its size (a zip bomb?)"),
    Hostile("zip of four gigabytes", _size_bomb, "would unpack to 4,29"),
    Hostile("100,000 entries", _many_entries, "more than 5,000 entries"),
    Hostile("locked entries", _encrypted, "locked with a password"),
    Hostile(
        "entry above the archive",
        lambda: word_file(parts={"../../etc/cron.d/x": "x"}),
        "leads out of it ('../../etc/cron.d/x')",
    ),
    Hostile("absolute entry", lambda: word_file(parts={"/etc/passwd": "x"}), "leads out of it"),
    Hostile("entry on a drive", lambda: word_file(parts={"C:\\x": "x"}), "leads out of it"),
    Hostile("billion laughs", lambda: word_file("&l9;", prolog=_laughs()), "declares entities"),
    Hostile(
        "XXE",
        lambda: word_file(
            "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>",
            prolog='<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        ),
        "declares entities in 'word/document.xml'",
    ),
    Hostile(
        "XXE in the notes",
        lambda: word_file(
            parts={"word/footnotes.xml": '<!DOCTYPE f SYSTEM "http://127.0.0.1/x"><f/>'},
            links=link("footnotes", "footnotes.xml"),
        ),
        "declares entities in 'word/footnotes.xml'",
    ),
    Hostile(
        "entities in UTF-16",
        lambda: word_file(
            parts={"word/document.xml": (_laughs() + "<d>&l9;</d>").encode("utf-16")}
        ),
        "declares entities",
    ),
    Hostile("entities in UTF-7", _in_utf7, "encoding that Word does not use"),
    Hostile("cut off", lambda: word_file()[:400], "damaged or cut-off"),
    Hostile("corrupt", _corrupt, "damaged"),
    Hostile("not XML", lambda: word_file(parts={"word/document.xml": "<w:doc"}), "damaged Word"),
    Hostile("no document", lambda: word_file(parts={"_rels/.rels": "<R/>"}), "damaged Word"),
    Hostile("nested tables", lambda: word_file("<w:tbl>" * 5000), "damaged Word"),
    Hostile("no text", lambda: word_file("<w:p/>"), "no paragraph of text"),
    Hostile("OpenDocument", lambda: archive({"mimetype": _ODT}), "OpenDocument text (.odt)"),
    Hostile("EPUB", lambda: archive({"mimetype": "application/epub+zip"}), "e-book (EPUB)"),
    Hostile("spreadsheet", lambda: word_file(main=_SHEET), "spreadsheet (.xlsx)"),
    Hostile("slides", lambda: word_file(main=_SLIDES), "set of slides (.pptx)"),
    Hostile("plain ZIP", lambda: archive({"a.txt": "x", "b.txt": "y"}), "ZIP file of 2 files"),
    Hostile("empty ZIP", lambda: archive({}), "empty ZIP"),
    Hostile("locked Office", lambda: _compound("EncryptedPackage"), "locked with a password"),
    Hostile("Outlook", lambda: _compound("__properties_version1.0"), "Outlook message (.msg)"),
    Hostile("old Word", lambda: _compound("WordDocument"), "old Word file (.doc)"),
    Hostile("5,000 multiparts", lambda: nested(5000), "nests or lists too many parts"),
    Hostile("20,000 parts", lambda: _parts(20_000), "nests or lists too many parts"),
    Hostile("5,000 parts", lambda: _parts(5_000), "has 5,001 parts"),
    Hostile(
        "header of 10 MB",
        lambda: message(SENTENCE, header="X-A: " + "a" * 10_000_000 + "\r\n"),
        "header of more than 250 kB",
    ),
    Hostile(
        "100,000 fields",
        lambda: message(SENTENCE, header="To: a@example.org\r\n" * 100_000),
        "header of more than 250 kB",
    ),
    Hostile("long parameters", _long_parameters, "header is too long"),
    Hostile(
        "base64 of 100 MB",
        lambda: message(b"QUFB\r\n" * 17_000_000, header="Content-Transfer-Encoding: base64\r\n"),
        "is a message of 102 MB",
    ),
    Hostile("mailbox", _mailbox, "is a mailbox of 3 messages"),
    Hostile("no words", lambda: message("\0\0\0"), "no paragraph of text"),
)


def _deep(name: str, depth: int) -> str:
    """A paragraph whose run stands in that many elements."""
    run = f"<w:r><w:t>{SENTENCE}</w:t></w:r>"
    return f"<w:p>{f'<w:{name}>' * depth}{run}{f'</w:{name}>' * depth}</w:p>"


_LONG = f"{SENTENCE} " * 9000
ODD = (
    Hostile(
        "picture that is not there",
        lambda: word_file(links=link("image", "../NULL") + link("header", "none.xml")),
    ),
    Hostile(
        "styles in a circle",
        lambda: word_file(
            f'<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>',
            parts={
                "word/styles.xml": f'<w:styles xmlns:w="{W}">'
                '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
                '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
            },
            links=link("styles", "styles.xml"),
        ),
    ),
    Hostile(
        "macros",
        lambda: word_file(main="application/vnd.ms-word.document.macroEnabled.main+xml"),
    ),
    Hostile("template", lambda: word_file(main=f"{_TYPE}.template.main+xml")),
    Hostile("NULs in a message", lambda: message(f"\0{SENTENCE}\0")),
    Hostile("unknown charset", lambda: message(SENTENCE, kind="text/plain; charset=x-none")),
    Hostile("slow codec", lambda: message(_LONG, kind="text/plain; charset=punycode")),
    Hostile("fifty multiparts", lambda: nested(50)),
    Hostile("bad encoded word", lambda: message(SENTENCE, header="X: =?utf-8?b?!!!?=\r\n")),
    Hostile("comments in comments", lambda: message(SENTENCE).replace(b"Jane", b"(" * 3000)),
    Hostile("Re: Re: Re:", lambda: message(SENTENCE).replace(b"Low", b"Re: " * 50_000)),
    Hostile("deep insertions", lambda: word_file(_deep("ins", 240))),
    Hostile("no boundary", lambda: message(SENTENCE, kind='multipart/mixed; boundary="none"')),
)
