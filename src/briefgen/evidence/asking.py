"""A spec's issues, ready to be looked for in texts, and asked of the library."""

from __future__ import annotations

from dataclasses import replace

from briefgen.evidence.sieve import library_query
from briefgen.evidence.terms import Topic, phrases, topics
from briefgen.execute import Executor
from briefgen.library import Library
from briefgen.model import BriefSpec
from briefgen.parsing import annotate_phrases


def topics_of(spec: BriefSpec, library: Library, runs: Executor | None = None) -> tuple[Topic, ...]:
    """The issues, ready to be looked for."""
    return topics(spec.issues, annotate_phrases(phrases(spec.issues), library, runs))


def with_queries(spec: BriefSpec, library: Library) -> BriefSpec:
    """The spec with each search of the library that names no words asking for the issues."""
    query = library_query(topics_of(spec, library))
    asking = [
        replace(s, search=replace(s.search, query=query, about="the issues' terms"))
        if s.search and not s.search.query
        else s
        for s in spec.sources
    ]
    return replace(spec, sources=tuple(asking))
