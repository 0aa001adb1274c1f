"""Search: FTS5's queries, each text once, and a clear word where a query is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from postgres import fresh

from briefgen.library import Library, SqliteLibrary
from briefgen.library.postgres import PostgresLibrary
from briefgen.model import Accession, Date, Problem

from .sample import DAY, VERSION, add, document, snapshot

TEXTS = {
    "late": "The tide was late in the harbour, and the pilots waited for three hours.",
    "board": "The board asked the pilots for tide tables. The café stayed open.",
    "ferry": "A ferry crosses the strait at high water, visa-free, in Ångström's boats.",
}


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def library(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    if request.param == "sqlite":
        yield _filled(SqliteLibrary(tmp_path_factory.mktemp("library")))
        return
    with fresh(request.getfixturevalue("postgres_server")) as address:
        yield _filled(PostgresLibrary(address))


def _filled(made: Library) -> Library:
    add(made, TEXTS["late"], "late", title="Low water", author="Ada Roe", issued=Date(2031, 3, 4))
    add(made, TEXTS["board"], "board", title="The harbour board", issued=Date(2031))
    add(made, TEXTS["ferry"], "ferry", stated={"title": "Crossings", "issued": "2029-12-31"})
    return made


def found(library: Library, query: str, **options: object) -> list[str]:
    hits = library.search(query, **options)  # type: ignore[arg-type]
    assert not isinstance(hits, Problem), hits
    return [hit.card.location for hit in hits]


@pytest.mark.parametrize(
    ("query", "locations"),
    [
        ("tide", {"late", "board"}),
        ("TIDE", {"late", "board"}),
        ("tide pilots", {"late", "board"}),
        ("tide AND hours", {"late"}),
        ("hours OR café", {"late", "board"}),
        ("tide NOT hours", {"board"}),
        ('"tide tables"', {"board"}),
        ('"tables tide"', set()),
        ("cross*", {"ferry"}),
        ("cross", set()),
        ("NEAR(board tables, 5)", {"board"}),
        ("NEAR(board open, 2)", set()),
        ("cafe", {"board"}),
        ("angstrom", {"ferry"}),
        ('"visa-free"', {"ferry"}),
        ("(late OR ferry) AND water", {"late", "ferry"}),
        ("roe", {"late"}),
        ("author: roe", {"late"}),
        ("title: harbour", {"board"}),
        ("crossings", {"ferry"}),
        ("nothing", set()),
        # A word with marks in it is a phrase, wherever a word may stand.
        ("visa-free", {"ferry"}),
        ("free-visa", set()),
        ("visa-fr*", {"ferry"}),
        ("Ångström's", {"ferry"}),
        ("tide-tables OR visa-free", {"board", "ferry"}),
        ("tide NOT tide-tables", {"late"}),
        ("title:low-water", {"late"}),
        ("NEAR(visa-free boats, 5)", {"ferry"}),
        ("NEAR (board tables)", {"board"}),
        ("open.", {"board"}),
        ("10:30 OR tide-tables", {"board"}),
        ("https://tide.example/late OR tide-tables", {"board"}),
        ("rent-cap: OR tide-tables", {"board"}),
        ("“tide tables”", {"board"}),
        ("“tables tide”", set()),
        ("near late", set()),
        ('"NEAR" OR late', {"late"}),
        ("title: harbour AND tide-tables", {"board"}),
        ('""', set()),
    ],
)
def test_query(library: Library, query: str, locations: set[str]) -> None:
    assert set(found(library, query)) == locations


@pytest.mark.parametrize(
    "query",
    [
        "", " \n", '"tide', "tide AND", "(tide", "NEAR(tide", "tide -late", "tide, late",
        "place : tide", "*", "AND", "tide\udc80", "tide & late", "NEAR(visa-free boats",
    ],
)  # fmt: skip
def test_query_that_is_none(library: Library, query: str) -> None:
    problem = library.search(query)
    assert isinstance(problem, Problem)
    assert problem.where == f"the search {query!r}"
    assert "double quotes" in problem.remedy
    assert not re.search("fts|sql|column|syntax|token|string", problem.what, re.IGNORECASE)


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("", "is empty"),
        ('tide "late', "can't be understood: a quotation mark has no other half"),
        ("(tide OR", "can't be understood: a bracket has no other half"),
        ("tide AND", "can't be understood"),
        ("place: tide", "can't be understood: there is no field 'place'"),
        ("place : tide", "can't be understood: there is no field 'place'"),
        ("title:tide publisher:late", "can't be understood: there is no field 'publisher'"),
        ("tide NEAR late", "has NEAR without the words in brackets after it"),
        ("NEAR", "has NEAR without the words in brackets after it"),
        ("(tide NEAR)", "has NEAR without the words in brackets after it"),
    ],
)
def test_query_that_is_none_is_told_in_plain_words(library: Library, query: str, what: str) -> None:
    problem = library.search(query)
    assert isinstance(problem, Problem)
    assert problem.what == what


def test_query_is_judged_where_there_is_no_library(tmp_path: Path) -> None:
    assert isinstance(SqliteLibrary(tmp_path / "none").search('"tide'), Problem)


@pytest.mark.parametrize(
    ("after", "locations"),
    [
        ("", {"late", "board", "ferry"}),
        (None, {"late", "board", "ferry"}),
        ("2031-03-04", {"late", "board"}),  # "2031" may be later, for all that is known
        ("2031-03-05", {"board"}),
        ("2029-12-31", {"late", "board", "ferry"}),
        ("2030", {"late", "board"}),
        ("2032-01-01", set()),
    ],
)
def test_after(library: Library, after: str | None, locations: set[str]) -> None:
    assert set(found(library, "the OR a", after=after)) == locations


def test_source_without_a_date_is_after_no_day(empty: Library) -> None:
    library = empty
    add(library, "The tide was late.")
    assert found(library, "tide") == ["a.txt"]
    assert found(library, "tide", after="1900-01-01") == []


def test_of_equally_good_texts_the_first_to_come_is_first(empty: Library) -> None:
    """Each time the same, also where the limit parts them."""
    library = empty
    for number in range(9, 0, -1):
        add(library, f"The tide came {number}.", str(number))
    assert found(library, "tide") == [str(number) for number in range(9, 0, -1)]
    assert found(library, "tide", limit=4) == ["9", "8", "7", "6"]
    assert found(library, "7 OR tide", limit=3) == ["7", "9", "8"]


def test_limit_and_order(library: Library) -> None:
    assert found(library, "harbour") == ["board", "late"], "in the title of the first"
    assert found(library, "harbour", limit=1) == ["board"]


def test_snippet_shows_the_words(library: Library) -> None:
    hits = library.search("tables")
    assert not isinstance(hits, Problem)
    assert [hit.snippet for hit in hits] == [TEXTS["board"].replace("tables", "[tables]")]


def test_text_is_found_once_by_every_title_that_it_has(empty: Library) -> None:
    library = empty
    text = "The tide was late."
    add(library, text, "a.txt", title="Low water")
    add(library, text, "b.html", content=b"<p>The tide was late.", title="A drought of tides")
    add(library, text, "a.txt", stated={"title": "Ebb"}, title="Low water")
    for query in ("water", "drought", "ebb", "tide"):
        hits = library.search(query)
        assert not isinstance(hits, Problem)
        assert [len(hit.card.accessions) for hit in hits] == [2]
    assert library.check() == ()


@pytest.mark.parametrize("entered_first", [True, False])
@pytest.mark.parametrize("committed", [True, False])
def test_what_a_bibliography_says_is_found(
    empty: Library, entered_first: bool, committed: bool
) -> None:
    library, source = empty, snapshot("The tide was late.")
    told = {"title": "Ebb", "author": [{"family": "Roe", "given": "Ada"}]}
    taken = Accession("a.txt", source.sha256, told=told, told_by="bibliography")
    with library.writing() as writer:
        writer.add(source)
        steps = [
            lambda: writer.enter(taken, added=DAY),
            lambda: writer.keep(source.sha256, VERSION, document("The tide was late.", source)),
        ]
        for step in steps if entered_first else reversed(steps):
            step()
            if committed:
                writer.commit()
    for query in ("ebb", "author: ada", "late"):
        assert found(library, query) == ["a.txt"]
    assert library.check() == ()


def test_text_of_an_earlier_reading_is_not_found(empty: Library) -> None:
    library, source = empty, snapshot("Advertisement. The tide was late.")
    add(library, "Advertisement. The tide was late.")
    with library.writing() as writer:
        writer.keep(source.sha256, "readers 2", document("The tide was late.", source))
    assert found(library, "advertisement") == []
    assert found(library, "tide") == ["a.txt"]


@settings(deadline=None)  # it waits for the disk
@given(
    st.lists(
        st.text(st.characters(codec="latin-1", categories=["L", "Nd", "P", "Z"]), max_size=30)
        | st.text(st.characters(min_codepoint=0x390, max_codepoint=0x44F, categories=["L"])),
        min_size=1,
        max_size=5,
        unique=True,
    )
)
def test_each_text_is_found_by_each_word_of_it(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    library = SqliteLibrary(tmp_path_factory.mktemp("library"))
    with library.writing() as writer:
        for text in texts:
            source = snapshot(text, f"of {text!r}")
            writer.add(source)
            writer.enter(Accession(source.location, source.sha256), added=DAY)
            writer.keep(source.sha256, VERSION, document(text, source))
    for text in texts:
        for word in re.findall(r"[^\W_]+", text):
            assert f"of {text!r}" in found(library, f'"{word}"')
