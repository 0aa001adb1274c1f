"""Whether a library on PostgreSQL is whole, and how large it is."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from hashlib import sha256

from briefgen.library.postgres.stores import Store
from briefgen.library.upkeep import Figures
from briefgen.model import Problem
from briefgen.postgres import Postgres

_RESTORE = "restore it from a copy, or add its source again"
_FIGURES = """
SELECT (SELECT count(*) FROM accession), (SELECT count(*) FROM text),
    (SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class AS c
        WHERE c.relnamespace = 'briefgen'::regnamespace AND c.relkind = 'r'),
    current_setting('server_version')
"""
_WORDLESS = "SELECT sha256 FROM text WHERE NOT EXISTS (SELECT 1 FROM search WHERE text = text.id)"


def figures(server: Postgres) -> Figures:
    """The library's figures; nobody here knows how much room its disk has."""
    row = server.one(_FIGURES)
    sources, texts, size, version = row or (0, 0, 0, "")
    return Figures(sources, texts, size, None, f"PostgreSQL {version.split()[0]}")


def faults(server: Postgres, store: Store) -> Iterator[Problem]:
    """Everything that is wrong with it; reads every byte of it."""
    where = server.place
    with server.still() as tables:
        for digest, packed in tables.stream("SELECT sha256, packed FROM text ORDER BY id"):
            if not _fits(digest, packed):
                yield Problem(where, f"holds an altered text ({digest[:12]})", _RESTORE)
        for (digest,) in tables.stream(_WORDLESS):
            yield Problem(where, f"has a text that is not in its index ({digest[:12]})", _RESTORE)
        for (digest,) in tables.stream("SELECT sha256 FROM snapshot ORDER BY id"):
            if store.get(digest) is None:
                what = "missing" if store.absent([digest]) else "missing or damaged"
                yield Problem(where, f"the bytes of {digest[:12]} are {what}", _RESTORE)


def _fits(digest: str, packed: bytes) -> bool:
    try:
        return sha256(zlib.decompress(packed)).hexdigest() == digest
    except zlib.error:
        return False
