"""One query language: what SQLite's library finds, PostgreSQL's finds, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from postgres import fresh

from briefgen.library import Library, SqliteLibrary, understood
from briefgen.library.postgres import PostgresLibrary
from briefgen.library.postgres.query import asked_of
from briefgen.library.postgres.words import words_of
from briefgen.model import Problem

from .sample import add

#: More words than PostgreSQL keeps places of, with what is sought at the very end.
LONG = " ".join(f"word{n % 700}" for n in range(17_000)) + " the quay was closed at dawn"
#: One word more often than PostgreSQL keeps places of it.
OFTEN = "ebb flow " * 300 + "flow of the harbour"
TEXTS = {
    "late": ("Low water", "Ada Roe", "The tide was late in the harbour; pilots waited 3 hours."),
    "board": ("The harbour board", "", "The board asked pilots for tide tables. The café stayed."),
    "ferry": ("Crossings", "Bo Tide", "A ferry crosses at high water, visa-free, in Ångström's."),
    "long": ("Dawn", "", LONG),
    "often": ("Ebb", "", OFTEN),
    "vast": ("Vast", "", " ".join(f"x{n}" for n in range(75_000)) + " tide of the quay"),
    "strange": ("", "", "東京 naïve İstanbul ﬁsh o\u0301 ½ 3.5 a_b ς Σ x" + "y" * 600 + " q"),
}


@pytest.fixture(scope="module")
def both(
    postgres_server: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Library, Library]]:
    with fresh(postgres_server) as address:
        libraries = (
            SqliteLibrary(tmp_path_factory.mktemp("library")),
            PostgresLibrary(address),
        )
        for library in libraries:
            for place, (title, author, text) in TEXTS.items():
                add(library, text, place, title=title, author=author)
        yield libraries


def found(library: Library, query: str) -> dict[str, str]:
    hits = library.search(query, limit=100)
    assert not isinstance(hits, Problem), hits
    return {hit.card.location: hit.snippet for hit in hits}


QUERIES = [
    "tide", "tide pilots", "tide AND hours", "hours OR café", "tide NOT hours",
    "tide NOT title: low",
    '"tide tables"', '"tables tide"', '"tide was late"', "cross*", '"high wat" *', "visa-free",
    "NEAR(board tables, 5)", "NEAR(tables board, 5)", "NEAR(board stayed, 2)", "NEAR(tide)",
    'NEAR("the tide" late pilots, 3)', "title: harbour", "title: (low OR harbour)", "author: tide",
    "{title author}: tide", "- title: tide", "- {title author}: tide", "text: tide", "title: tide",
    "^the", "title: ^low", "^ tide", "low water", '"water ada"', '"low water ada"', '"roe the"',
    "tide + tables", "the + tide + was", "(late OR ferry) AND water", "late OR ferry AND water",
    "tide NOT (hours OR tables)", "a b OR c", "tide AND (pilots NOT (café OR hours))",
    '"quay was closed"', '"quay closed"', "NEAR(quay dawn, 4)", "NEAR(word699 quay, 60)",
    '"flow of the harbour"', '"ebb flow ebb"', '"flow ebb flow of"', "ebb NOT title: ebb",
    "quay NOT tide",
    "x74999", '"tide of the quay"', "vast AND x1", "x7499*", "tide NOT \"tide was\"",
    "東京", "naive", "NAÏVE", "istanbul", "ﬁsh", "fish", "ó", "½", "3.5", "a_b", '"a b"', "σ", "ς",
    "x" + "y" * 600, "x" + "y" * 500 + "*", "x" + "y" * 499, '""', '"" tide', 'tide "" pilots',
    'tide AND ""', 'tide OR ""', 'tide NOT ""', '"..." tide', "near late", '"NOT" OR late', "q",
    'title: "harbour board"', 'title: "board the"', "title: low author: roe", "title: roe",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_both_find_the_same(both: tuple[Library, Library], query: str) -> None:
    one, other = (found(library, query) for library in both)
    assert one == other


def test_every_text_is_found_by_some_query(both: tuple[Library, Library]) -> None:
    assert set().union(*(found(both[0], query) for query in QUERIES)) == set(TEXTS)


WORDS = st.sampled_from(
    ["tide", "harbour", "the", "pilots", "was", "water", "quay", "zebra", "hig*"]
)
PHRASES = WORDS | st.lists(
    st.sampled_from(["tide", "was", "late", "the", "harbour"]), min_size=1, max_size=3
).map(lambda words: f'"{" ".join(words)}"')
TREES = st.recursive(
    PHRASES,
    lambda inner: (
        st.tuples(inner, st.sampled_from([" AND ", " OR ", " NOT ", " "]), inner).map(
            lambda t: f"({t[0]}){t[1] if t[1] != ' ' else ' AND '}({t[2]})"
        )
        | st.tuples(st.sampled_from(["title", "author", "text"]), inner).map(
            lambda t: f"{t[0]}: ({t[1]})"
        )
        | st.tuples(PHRASES, PHRASES, st.integers(0, 6)).map(
            lambda t: f"NEAR({t[0]} {t[1]}, {t[2]})"
        )
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(query=TREES)
def test_both_find_the_same_whatever_is_asked(both: tuple[Library, Library], query: str) -> None:
    if not isinstance(understood(query), Problem):
        assert found(both[0], query) == found(both[1], query)


@pytest.mark.parametrize(
    ("query", "phrases", "words"),
    [
        ("tide", "('tide')", "('tide')"),
        ("tide pilots", "(('tide') & ('pilots'))", "(('tide') & ('pilots'))"),
        ('"tide was"', "('tide' <-> 'was')", "('tide' & 'was')"),
        ("tid*", "('tid':*)", "('tid':*)"),
        ("title: tide", "('tide':A)", "('tide')"),
        ("{author text}: tide*", "('tide':*BC)", "('tide':*)"),
        ("tide NOT late", "(('tide') & !('late'))", "(('tide') & !('late'))"),
        ('tide NOT "was late"', "('tide')", "('tide')"),
        ("NEAR(tide late, 3)", "(('tide') & ('late'))", "(('tide') & ('late'))"),
        ('tide ""', "('tide')", "('tide')"),
        ('tide AND ""', "", ""),
    ],
)
def test_query_in_the_words_of_postgresql(query: str, phrases: str, words: str) -> None:
    asked = asked_of(query)
    assert (asked.phrases, asked.words) == (phrases, words)


@pytest.mark.parametrize(
    ("fields", "vector", "long"),
    [
        (("", "", ""), "", False),
        (("Low", "Roe", "low tide"), "'low':1A,5C 'roe':3B 'tide':6C", False),
        (("", "", "x" * 501), f"'{'x' * 500}':5C", True),
    ],
)
def test_words_and_their_places(fields: tuple[str, str, str], vector: str, long: bool) -> None:
    (made,) = words_of([fields])
    assert made.vector is not None
    assert (sorted(made.vector.split()), made.long) == (sorted(vector.split()), long)
