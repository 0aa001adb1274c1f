"""Documents to sentences and who holds them, by an executor; what was done is not done again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256

from briefgen import annotate, attributed
from briefgen.attributed import Attributed
from briefgen.errors import ArchiveError, IsolationError
from briefgen.execute import Executor, Function, Job, Outcome, Serial
from briefgen.isolation import Limits, Manner
from briefgen.library import Library
from briefgen.model import Accession, Document, Problem, Sentence, Token, exchange
from briefgen.viewpoints import Attribution, attribute, packed

#: Code points of texts that are kept together: some seconds of work.
_TOGETHER = 200_000
#: How many documents there must be for their parsing to be told of tenth by tenth.
_MANY = 50
_REMEDY = "it is not tried again; `briefgen sources quarantine --release ID` has it tried"
_REMEDY_TERMS = "is there enough memory? see what `briefgen doctor` says"
#: A text of 400,000 letters takes 18 seconds of computing and 500 megabytes.
_LIMITS = Limits(seconds=300, cpu_seconds=300, megabytes=3000, resident=2000)
#: Bytes of documents that take as long to parse as the model to load, and half as long again.
_WORTH = 50_000
_MANNER = Manner(
    "briefgen.attributed:prepare",
    "parse",
    "parsed",
    "parsing",
    _REMEDY,
    patient=True,
    ahead=2,
    worth=_WORTH,
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """Documents with the sentences of each, who holds these, and what could not be parsed, and why.

    Of a document that can't hold a passage there are none.
    """

    documents: tuple[Document, ...]
    sentences: tuple[tuple[Sentence, ...], ...]
    attributions: tuple[tuple[Attribution, ...], ...]
    set_aside: tuple[tuple[Document, Problem], ...] = ()


def annotate_all(
    documents: Sequence[Document],
    library: Library,
    may_hold: Callable[[str], bool],
    executor: Executor | None = None,
    progress: Callable[[str], None] = lambda _: None,
    aside: Mapping[str, str] | None = None,
) -> Parsed:
    """The annotated, attributed sentences of each document; none where it can't hold a passage.

    What was parsed before is not parsed again, and what is parsed is kept lot by lot: a build that
    is stopped has lost no more than one. A document is parsed whole, however long: names are made
    full and pronouns resolved over all of it, so that with paragraphs left out a passage could be
    put in another mouth. Whether it is parsed depends on its text and `may_hold`, never on what
    the library happens to have. What ends or hangs its process is set aside, and not tried again.
    `aside`: texts that are not tried, and why, by their hashes; None: those in quarantine now.
    """
    asked = [document for document in documents if may_hold(document.text)]
    hashes = [document.text_sha256 for document in asked]
    why = dict(aside if aside is not None else library.quarantined(hashes, attributed.version()))
    wanted = [document for document in asked if document.text_sha256 not in why]
    known = _known(wanted, library)
    tried = {_key(document): document for document in wanted if document.id not in known}
    for lot in _lots(_outcomes(tried, executor or Serial()), tried, progress):
        done, faults = _checked(lot, tried)
        _keep(library, done, faults)  # in between others may write
        known |= {document.id: found for document, found in done}
        why |= {document.text_sha256: what for document, what in faults}
    left = {d.id: (d, _problem(d, why[d.text_sha256])) for d in asked if d.text_sha256 in why}
    kept = tuple(document for document in documents if document.id not in left)
    found = [known.get(document.id, Attributed()) for document in kept]
    about = (tuple(f.sentences for f in found), tuple(f.attributions for f in found))
    return Parsed(kept, *about, tuple(left.values()))


def annotate_phrases(
    phrases: Sequence[str], library: Library, executor: Executor | None = None
) -> tuple[tuple[Token, ...], ...]:
    """The tokens of short texts, such as an issue's terms; new ones are parsed, and kept."""
    version = annotate.version()
    known = library.phrases(phrases, version)
    if fresh := tuple(dict.fromkeys(phrase for phrase in phrases if phrase not in known)):
        parsed = dict(zip(fresh, _phrases(fresh, executor), strict=True))
        with library.writing() as writer:
            writer.keep_phrases(version, parsed)
        known |= parsed
    return tuple(known[phrase] for phrase in phrases)


def set_aside(accessions: Iterable[Accession], library: Library) -> dict[str, str]:
    """Those of the sources' texts that are in quarantine now, by their hashes, and why."""
    if not (held := library.quarantine()):
        return {}
    asked = {accession.sha256 for accession in accessions}
    return {
        entry.sha256: entry.why
        for entry in held
        if entry.version == attributed.version()
        for card in library.cards(entry.sha256[:12])
        if card.text_sha256 == entry.sha256
        and asked & {of.accession.sha256 for of in card.accessions}
    }


# --- What is asked, and what is kept of it ----------------------------------------------------


def function() -> Function:
    """The parsing of a document, as executors are asked for it."""
    name, versioned = "briefgen.attributed:answered", "briefgen.attributed:version"
    return Function(name, attributed.version(), versioned, _LIMITS, _MANNER)


def _known(documents: Sequence[Document], library: Library) -> dict[str, Attributed]:
    """What was parsed before, by the documents' ids.

    Where something else is known of a source now, its sentences are taken from the library, and who
    holds them is worked out here: that takes a tenth of the parsing. What fails is parsed again,
    so that it is set aside as it would be where nothing was known.
    """
    keys = {document.id: attributed.key(document) for document in documents}
    said = library.computed(keys.values(), packed.version())
    found, fresh = {}, {}
    for document in documents:
        key = keys[document.id]
        sentences = library.sentences(document.text_sha256, attributed.annotation_version(document))
        if sentences is None:
            continue
        attributions = _said(said.get(key), sentences)
        if attributions is None:
            try:
                attributions = attribute(document, sentences)
            except Exception:
                continue
            fresh[key] = packed.attributions_dumps(attributions)
        found[document.id] = Attributed(sentences, attributions)
    if fresh:
        with suppress(ArchiveError), library.writing(wait=0.0) as writer:  # it only saves time
            writer.keep_computed(packed.version(), fresh)
    return found


def _said(kept: bytes | None, sentences: Sequence[Sentence]) -> tuple[Attribution, ...] | None:
    try:
        return packed.attributions_loads(kept, len(sentences)) if kept else None
    except ValueError:
        return None


def _phrases(fresh: tuple[str, ...], executor: Executor | None) -> Sequence[tuple[Token, ...]]:
    """The tokens of each, by what parses documents next, unless this process has the model."""
    if executor is None or annotate.is_loaded():
        return annotate.annotate_phrases(fresh)
    asked = json.dumps(fresh, ensure_ascii=False).encode()
    job = Job(f"{sha256(asked).hexdigest()}-{annotate.version()}", asked)
    asking = replace(function(), name="briefgen.annotate:answered_phrases")
    (result,) = (outcome.result for outcome in executor.map(asking, [job]))
    if isinstance(result, Problem):
        raise IsolationError(f"the issues' terms {result.what}; {_REMEDY_TERMS}")
    found = exchange.sentences_loads(result, "\n".join(fresh))
    return [annotate.moved(sentence.tokens, -sentence.start) for sentence in found]


def _outcomes(tried: Mapping[str, Document], executor: Executor) -> Iterator[Outcome]:
    if tried:
        jobs = (Job(key, attributed.asked(document)) for key, document in tried.items())
        yield from executor.map(function(), jobs)


def _lots(
    outcomes: Iterator[Outcome], tried: Mapping[str, Document], progress: Callable[[str], None]
) -> Iterator[list[Outcome]]:
    """Outcomes that are kept together; also those that came before something failed."""
    lot: list[Outcome] = []
    size = 0
    try:
        for done, outcome in enumerate(outcomes, 1):
            lot.append(outcome)
            size += len(tried[outcome.key].text)
            _tell(progress, done, len(tried))
            if size >= _TOGETHER:
                yield lot
                lot, size = [], 0
    except GeneratorExit:
        raise
    except BaseException:
        if lot:
            yield lot
        raise
    if lot:
        yield lot


def _tell(progress: Callable[[str], None], done: int, total: int) -> None:
    if total >= _MANY and done * 10 // total > (done - 1) * 10 // total:
        progress(f"parsed {done:,} of {total:,} documents")


def _checked(
    lot: Iterable[Outcome], tried: Mapping[str, Document]
) -> tuple[list[tuple[Document, Attributed]], list[tuple[Document, str]]]:
    """What was parsed, checked against its text, and what could not be, with the reason."""
    done, faults = [], []
    for outcome in lot:
        document, result = tried[outcome.key], outcome.result
        if isinstance(result, Problem):
            faults.append((document, result.what))
        else:
            done.append((document, attributed.loads(result, document.text)))
    return done, faults


def _keep(
    library: Library,
    done: Iterable[tuple[Document, Attributed]],
    faults: Iterable[tuple[Document, str]],
) -> None:
    when = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    said = {}
    with library.writing() as writer:
        for document, found in done:
            version = attributed.annotation_version(document)
            writer.keep_sentences(document.text_sha256, version, found.sentences)
            said[attributed.key(document)] = packed.attributions_dumps(found.attributions)
        writer.keep_computed(packed.version(), said)
        for document, why in faults:
            writer.quarantine(document.text_sha256, attributed.version(), why, when)


def _problem(document: Document, why: str) -> Problem:
    return Problem(document.location, why, _REMEDY)


def _key(document: Document) -> str:
    return f"{attributed.key(document)}-{attributed.version()}"
