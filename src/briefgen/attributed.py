"""Documents to sentences and to who holds each, as one job that any worker can do.

Sentences depend on a text and where its paragraphs stand, attributions on the headings and on what
is known of the document, too: its author's name, what it appeared in.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256

from briefgen import annotate
from briefgen.model import Document, Sentence, exchange
from briefgen.viewpoints import Attribution, attribute, packed
from briefgen.viewpoints.statements import fitted

_SIZE = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Attributed:
    """A document's sentences, and the attribution of each."""

    sentences: tuple[Sentence, ...] = ()
    attributions: tuple[Attribution, ...] = ()


@cache
def version() -> str:
    """What a job's answer depends on beside the document."""
    return sha256(f"{annotate.version()} {packed.version()}".encode()).hexdigest()[:16]


def annotation_version(document: Document) -> str:
    """What sentences depend on beside the text: the annotator, and where the paragraphs stand."""
    bounds = repr([(b.start, b.end, b.number) for b in document.paragraphs]).encode()
    return f"{annotate.version()}-{sha256(bounds).hexdigest()[:16]}"


def key(document: Document) -> str:
    """A hash over all that a document's attributions depend on, beside their own version."""
    about = (
        document.text_sha256,
        annotation_version(document),
        document.blocks,
        document.reference,
    )
    return sha256(repr(about).encode(errors="surrogatepass")).hexdigest()


def asked(document: Document) -> bytes:
    """What `answered` needs of a document: not what was left out of it, nor who else printed it."""
    return exchange.dumps(replace(document, dropped=(), also=())).encode()


def answered(_: str, asked: bytes) -> bytes:
    """The attributions of a document behind their size, then its sentences, wherever it is done."""
    reading = exchange.loads(asked)
    assert isinstance(reading, exchange.Reading)
    document = reading.document()
    (sentences,) = annotate.annotate((document,))
    attributions = packed.attributions_dumps(attribute(document, sentences))
    head = _SIZE.pack(len(attributions))
    return head + attributions + exchange.sentences_dumps(sentences, document.text)


def loads(answer: bytes, text: str) -> Attributed:
    """What was answered of a text, checked against it; raises ValueError where it is not of it."""
    try:
        end = _SIZE.size + _SIZE.unpack_from(answer)[0]
    except struct.error as error:
        raise ValueError(str(error)) from None
    found = exchange.sentences_loads(answer[end:], text)
    return Attributed(found, packed.attributions_loads(answer[_SIZE.size : end], len(found)))


def prepare() -> None:
    """Load all that the work needs."""
    annotate.prepare()
    fitted()
