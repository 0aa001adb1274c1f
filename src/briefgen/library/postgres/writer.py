"""What goes into the library on PostgreSQL: gathered here, written by `commit` in one transaction.

The sources' bytes go to their store at once, before any row that names them; without a row they
are harmless, and found again by their hash. All else waits, so that no writer holds what another
waits for, and so that a commit that met another's can be done again.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from briefgen.library import recall
from briefgen.library.postgres.batch import Batch, Entered, Kept, write
from briefgen.library.postgres.stores import Store
from briefgen.library.protocol import Validators
from briefgen.library.recall import Mark
from briefgen.model import Accession, Document, Problem, Sentence, Snapshot, Token, exchange
from briefgen.postgres import Postgres


class PostgresWriter:
    """One of many that write to a library; `PostgresLibrary.writing` gives it."""

    def __init__(self, server: Postgres, store: Store) -> None:
        self._server, self._store = server, store
        self._batch = Batch()
        self._known: set[str] = set()

    def add(self, snapshot: Snapshot) -> bool:
        """Keep a source's bytes; False if they were there. What was damaged is made good."""
        digest = snapshot.sha256
        if sha256(snapshot.content).hexdigest() != digest:
            raise ValueError(f"{snapshot.location}: its bytes are not those of its hash")
        if self._store.absent([digest]) or not self._is_whole(digest):
            self._store.put(digest, snapshot.content)
        if self._has(digest):
            return False
        self._batch.snapshots[digest] = len(snapshot.content)
        return True

    def enter(
        self, accession: Accession, *, added: str, validators: Validators | None = None
    ) -> None:
        """Catalogue a source as the newest of its location; its bytes were added before.

        Each location and content is listed once, with when it was first `added` (ISO 8601, UTC).
        """
        self._require(accession.sha256)
        asked = ("", "", "")
        if validators:
            asked = (validators.etag, validators.last_modified, validators.address)
        self._batch.enter(accession, Entered(accession, added, asked))

    def keep(
        self, sha256: str, version: str, result: Document | Problem | str | bytes
    ) -> Problem | None:
        """Keep what readers of that version made of a snapshot; the problem, if it is one.

        `result` may be as it came from a reader's process; an answer that is broken is a problem.
        """
        self._require(sha256)
        found = recall.received(result)
        self._batch.keep(Kept(sha256, version, found))
        return found if isinstance(found, Problem) else None

    def keep_sentences(self, text_sha256: str, version: str, sentences: Sequence[Sentence]) -> None:
        """Keep the annotation of an archived text by an annotator of that version."""
        text = self._batch.texts.get(text_sha256) or self._text(text_sha256)
        packed = zlib.compress(exchange.sentences_dumps(sentences, text), 1)
        self._batch.annotations[text_sha256, version] = packed

    def renew(self, accession: Accession) -> None:
        """Make a source the newest of its location again, as the catalogue has it."""
        self._require(accession.sha256)
        self._batch.enter(accession, None)

    def remember(self, marks: Iterable[Mark], version: str) -> None:
        """Keep by what files are known again that readers of that version know."""
        self._batch.files |= {m.location: (m.sha256, m.mark, version) for m in marks}

    def keep_split(self, accession: Accession, version: str, answer: bytes) -> None:
        """Keep what readers of that version took a collection apart into (JSON)."""
        kept = (accession.sha256, version, zlib.compress(answer, 1))
        self._batch.splits[accession.location] = kept

    def keep_phrases(self, version: str, phrases: Mapping[str, tuple[Token, ...]]) -> None:
        """Keep the tokens of short texts by an annotator of that version."""
        for text, tokens in phrases.items():
            whole = Sentence(0, len(text), text, 1, tokens, ())
            self._batch.phrases[text, version] = exchange.sentences_dumps((whole,), text)

    def keep_computed(self, version: str, values: Mapping[str, bytes]) -> None:
        """Keep what a model or code of that version computed of texts, as bytes."""
        for text, vector in values.items():
            digest = sha256(text.encode()).hexdigest()
            self._batch.embeddings[digest, version] = zlib.compress(vector, 0)

    def quarantine(self, sha256: str, version: str, why: str, when: str) -> None:
        """Have a text not tried again by an annotator of that version; `when` is ISO 8601, UTC."""
        self._batch.set_aside[sha256, version] = (why, when)

    def release(self, sha256s: Iterable[str]) -> int:
        """Have texts tried again; how many were set aside."""
        wanted = sorted(set(sha256s))
        waiting = [key for key in self._batch.set_aside if key[0] in wanted]
        for key in waiting:
            del self._batch.set_aside[key]
        self._batch.released |= {*wanted}
        query = "SELECT count(*) FROM quarantine WHERE sha256 = ANY(%s)"
        there = self._server.one(query, (wanted,))
        return len(waiting) + (there[0] if there else 0)

    def commit(self) -> None:
        """Make all of it durable; only then may it be reported as added."""
        if not self._batch.is_empty():
            write(self._batch, self._server)
        self._batch = Batch()

    # --- What is there --------------------------------------------------------------------------

    def _is_whole(self, digest: str) -> bool:
        return self._store.get(digest) is not None

    def _has(self, digest: str) -> bool:
        if digest not in self._known and digest not in self._batch.snapshots:
            if self._server.one("SELECT 1 FROM snapshot WHERE sha256 = %s", (digest,)) is None:
                return False
            self._known.add(digest)
        return True

    def _require(self, digest: str) -> None:
        if not self._has(digest):
            raise KeyError(f"no bytes {digest} were added")

    def _text(self, digest: str) -> str:
        row = self._server.one("SELECT packed FROM text WHERE sha256 = %s", (digest,))
        if row is None:
            raise KeyError(f"no text {digest} is archived")
        return zlib.decompress(row[0]).decode()
