"""What is fuzzed: for each target its samples, the words of its format, and what it runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from briefgen.model import Entity, Problem, Sentence, Snapshot, Token, exchange
from briefgen.readers import read
from briefgen.readers.collections import split

from . import samples
from .promises import reads, splits
from .samples import words


@dataclass(frozen=True)
class Target:
    """Samples, tokens, and what must hold of an input: `run` raises where it does not.

    `native`: it runs code that may take its process with it, which is no fault of ours as long as
    the reading process bears it.
    """

    samples: Sequence[bytes]
    tokens: Sequence[bytes]
    run: Callable[[bytes], None]
    native: bool = False


def _both(content: bytes) -> None:
    splits(content)
    reads(content)


def _exchange(content: bytes) -> None:
    """Only ValueError is raised by what is no document, problem or collection."""
    for load in (_document, exchange.split_loads):
        with suppress(ValueError):
            load(content)


def _document(content: bytes) -> None:
    found = exchange.loads(content)
    if not isinstance(found, Problem):
        document = found.document()
        assert all(0 <= b.start <= len(document.text) for b in document.blocks)


def _sentences(content: bytes) -> None:
    try:
        found = exchange.sentences_loads(content, samples.WRAPPED)
    except ValueError:
        return
    for sentence in found:
        for token in sentence.tokens:
            assert samples.WRAPPED[token.start : token.end] == token.text


_TOKEN = Token(0, 3, "The", "the", "DET", "DT", "det", 0, "", content=False)
_SENTENCES = exchange.sentences_dumps(
    [Sentence(0, 8, "The Quay", 1, (_TOKEN,), (Entity(4, 8, "Quay", "FAC"),))] * 2, samples.WRAPPED
)
_JSON = words('{ } [ ] , : " null true false 0 -1 1.5 1e400 NaN "parts" "content" "blocks" \\ud800')
_TEXT = (
    *words("By by Photo: Updated © | • 1. ( ) [ ]( [] () “ ” ’ — ... 2031 March U.S. Read said"),
    b"\n\n", b"\n", b"Leave a Reply\n", b"Subscribe to our newsletter",
)  # fmt: skip
_TAGS = words(
    "<p> </p> <div> </div> <br> <table> <tr> <td> <li> <!-- --> <![CDATA[ ]]> <script> </script> "
    "<style> <h1> <a </a> > < & &amp; &#0; &#xd800; &#x202e; &nbsp; class= byline author datetime "
    "<html> <body> <article> <nav> <form> <noscript> <base content= utf-16 name= itemprop <!DOCTYPE"
)
_WORD = words(
    "<w:p> </w:p> <w:r> </w:r> <w:t> </w:t> <w:tbl> <w:tr> <w:tc> <w:ins> <w:del> <w:br/> <w:tab/> "
    '<w:footnoteReference/> <w:hyperlink> w:val= <w:vanish/> <w:sdt> w:fldCharType="begin" &#0; &x;'
)
_PDF = words(
    "obj endobj stream endstream << >> [ ] /Kids /Count /Parent /Pages /Type /Contents /Font /F1 "
    "Tj TJ Tf Td Tm BT ET q Q cm Do /Length /Rotate 0 -1 1e9 2147483648 xref trailer /Root R ( ) "
    "startxref <FEFF> /MediaBox /ToUnicode <D83DDE00> <D83D> beginbfchar endbfchar /Filter "
    "/FlateDecode /PageLabels /Nums"
)
_MAIL = (
    *words(
        "From: Subject: Date: To: Content-Type: text/html text/plain multipart/mixed =?utf-8?b? ?= "
        "message/rfc822 boundary= --b --b-- charset= utf-8 base64 quoted-printable =?x?q? > On "
        "Content-Transfer-Encoding: format=flowed wrote: MIME-Version: punycode"
    ),
    b"\r\n", b"\r\n\r\n", b"\r\n ",
)  # fmt: skip
_MARKS = words(
    "# ## --- *** ** * _ ` ``` ~~~ > - 1. | |---| [ ]( ) ![ [^1]: [^1] <b> \\ &amp; title: author:"
)
_BIB = words(
    "@article{ @string{ @comment{ @inbook{ { } \" , = # and crossref file url \\'{ \\\\ $ % month"
)
_FEED = words(
    "<item> </item> <entry> </entry> <title> <link> href= <content <summary> <description> <feed "
    '<author> <name> <pubDate> <updated> <guid type="html" type="xhtml" <?xml encoding= xml:base= '
    "<rss"
)


def _in_word(content: bytes) -> None:
    reads(samples.in_word(content))


_PACKED = samples.in_word(samples.DOCUMENT.encode())
_FEEDS = [text.encode() for text in (samples.RSS, samples.ATOM, samples.JSON_FEED)]
_LISTS = [*_FEEDS, samples.CSL.encode(), samples.BIBTEX.encode()]
_ANSWERS = [
    exchange.dumps(read(Snapshot.of("a.txt", samples.TEXT.encode()))).encode(),
    exchange.dumps(read(Snapshot.of("a.txt", samples.MAIL))).encode(),
    exchange.dumps(Problem("a.txt", "is empty", "save it again")).encode(),
    *(exchange.dumps(split(Snapshot.of("a.txt", text))).encode() for text in _LISTS),
]

TARGETS: dict[str, Target] = {
    "bibtex": Target([samples.BIBTEX.encode()], _BIB, _both),
    "csl-json": Target([samples.CSL.encode()], _JSON, _both),
    "docx": Target([samples.DOCUMENT.encode()], _WORD, _in_word),
    "docx-bytes": Target([_PACKED], words("PK word/ .xml"), reads),
    "exchange": Target(_ANSWERS, _JSON, _exchange),
    "feed": Target(_FEEDS, (*_FEED, *_JSON), _both),
    "html": Target([samples.HTML.encode()], (*_TAGS, *_JSON), reads),
    "mail": Target([samples.MAIL, samples.PARTS], (*_MAIL, *_TAGS), reads),
    "markdown": Target([samples.MARKDOWN.encode()], (*_MARKS, *_TEXT), reads),
    "pdf": Target([samples.PAPER], _PDF, reads, native=True),
    "plaintext": Target([samples.TEXT.encode(), samples.WRAPPED.encode()], _TEXT, reads),
    "sentences": Target([_SENTENCES], _JSON, _sentences),
    "split": Target(_LISTS, (*_FEED, *_JSON, *_BIB), splits),
}  # fmt: skip
