"""The way to a database: what is told of every fault, what is tried again, what is kept."""

from __future__ import annotations

import multiprocessing
import pickle
import sys
import threading
from collections.abc import Callable

import pytest

from briefgen.errors import ArchiveError
from briefgen.library.postgres import PostgresLibrary, find, layout
from briefgen.model import Accession, Document, Reference, Snapshot
from briefgen.postgres import Postgres, Transaction, has_password, is_address, printable


@pytest.fixture
def database(postgres_address: str) -> Postgres:
    made = Postgres(postgres_address)
    made.migrate("test", ["CREATE TABLE note (text text PRIMARY KEY)"])
    return made


def notes(database: Postgres) -> list[str]:
    return [text for (text,) in database.rows("SELECT text FROM note ORDER BY text")]


def cut(database: Postgres) -> None:
    """End all other connections to it."""
    Postgres(database.address).rows(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid != pg_backend_pid()"
    )


# --- Addresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://db/briefs", "postgresql://db/briefs"),
        ("postgresql://desk@db:5433/briefs", "postgresql://desk@db:5433/briefs"),
        ("postgresql://desk:secret@db/briefs", "postgresql://desk@db/briefs"),
        ("postgres://desk:se%40cret@db/briefs", "postgres://desk@db/briefs"),
        ("postgresql:///briefs?host=/run&password=secret", "postgresql:///briefs?host=%2Frun"),
        ("postgresql://db/briefs?sslpassword=secret", "postgresql://db/briefs"),
        ("POSTGRESQL://desk:secret@db/briefs", "postgresql://desk@db/briefs"),
        ("postgresql://desk:se?cret@db/briefs", "postgresql://desk@db/briefs"),
        ("postgresql://desk:se#cret@db/briefs", "postgresql://desk@db/briefs"),
        ("postgresql://desk:se/cret@db/briefs", "postgresql://desk@db/briefs"),
        ("postgresql://desk:se@cret@db/briefs", "postgresql://desk@db/briefs"),
        ("postgresql://desk:1/cret@db:1,db2:2/briefs", "postgresql://desk@db:1,db2:2/briefs"),
        ("postgresql://db:5432/briefs?user=a@b", "postgresql://db:5432/briefs?user=a%40b"),
    ],
)
def test_address_is_shown_without_its_password(address: str, shown: str) -> None:
    assert is_address(address)
    assert printable(address) == shown == printable(shown)
    assert "secret" not in shown
    assert has_password(address) == ("cret" in address)


@pytest.mark.parametrize("place", ["library", "/srv/a:b", "C:/library", "postgresql"])
def test_folder_is_no_address(place: str) -> None:
    assert not is_address(place)


# --- Faults -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("127.0.0.1", "nosuch.invalid"), "see that the server runs, and its name and port"),
        (("desk@", "nobody@"), "see the name and the password"),
        (("/t", "/nosuch"), "make it with `createdb`"),
        (("127.0.0.1", "[::1"), "is no address of a database"),
    ],
)
def test_wrong_address_is_told_at_once(
    postgres_address: str, change: tuple[str, str], told: str
) -> None:
    with pytest.raises(ArchiveError, match=told.replace("`", ".")):
        Postgres(postgres_address.replace(*change)).one("SELECT 1")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("SELECT nosuch", "no tables of this version"),
        ("SET default_transaction_read_only = on; CREATE TABLE a (b int)", "may only be read"),
        ("SET statement_timeout = 1; SELECT pg_sleep(1)", "took too long"),
        ("DO $$ BEGIN RAISE disk_full; END $$", "make room on the server's disk"),
        ("DO $$ BEGIN RAISE too_many_connections; END $$", "close what need not run"),
        ("DO $$ BEGIN RAISE lock_not_available; END $$", "another program holds"),
    ],
)
def test_fault_is_told_with_its_remedy(database: Postgres, statement: str, told: str) -> None:
    *before, last = statement.split("; ") if "DO" not in statement else [statement]
    with pytest.raises(ArchiveError, match=told) as caught, database.transaction() as tables:
        for part in before:
            tables.run(part)
        if before and "read_only" in before[0]:
            tables.run("SET TRANSACTION READ ONLY")
        tables.run(last)
    assert str(caught.value).startswith(f"{database.place}: ")
    database.close()


def test_rights_that_are_missing_are_named(database: Postgres) -> None:
    database.rows("DROP ROLE IF EXISTS guest")
    database.rows("CREATE ROLE guest LOGIN")
    guest = Postgres(database.address.replace("desk@", "guest:secret@"))
    with pytest.raises(ArchiveError, match="GRANT CREATE ON DATABASE") as caught:
        guest.migrate("library", ["SELECT 1"])
    assert "secret" not in str(caught.value)
    guest.close()


def test_without_psycopg_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, postgres_address: str
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ArchiveError, match=r"pip install 'briefgen\[postgres\]'"):
        Postgres(postgres_address).one("SELECT 1")


def test_answer_that_never_comes_is_given_up(
    database: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("briefgen.postgres.database._LOST", 0.2)
        patched.setattr("briefgen.postgres.watch._LOOK", 0.05)
        with pytest.raises(ArchiveError), database.transaction() as tables:
            tables.run("SELECT pg_sleep(60)")


# --- Connections that are cut -------------------------------------------------------------------


def test_read_is_asked_again(database: Postgres) -> None:
    assert notes(database) == []
    cut(database)
    assert notes(database) == []


def test_transaction_that_is_cut_has_written_nothing(database: Postgres) -> None:
    with pytest.raises(ArchiveError), database.transaction() as tables:
        tables.run("INSERT INTO note VALUES ('a')")
        cut(database)
        tables.run("INSERT INTO note VALUES ('b')")
    assert notes(database) == []


def test_transaction_begins_on_a_connection_that_holds(database: Postgres) -> None:
    cut(database)
    with database.transaction() as tables:
        tables.run("INSERT INTO note VALUES ('a')")
        assert notes(database) == [], "others do not see it yet"
    assert notes(database) == ["a"]


def test_commit_that_is_cut_says_that_nobody_knows(database: Postgres) -> None:
    with pytest.raises(ArchiveError, match="nobody knows"), database.transaction() as tables:
        tables.run("INSERT INTO note VALUES ('a')")
        cut(database)


def test_writers_that_wait_for_each_other_both_write(database: Postgres) -> None:
    """The server undoes one of two that hold what the other wants; that one begins anew."""
    meet = threading.Barrier(2, timeout=20)

    def write(first: str, last: str) -> None:
        tries: list[int] = []

        def both(tables: Transaction) -> None:
            tables.run("INSERT INTO note VALUES (%s) ON CONFLICT DO NOTHING", (first,))
            if not tries:
                meet.wait()
            tries.append(1)
            tables.run("INSERT INTO note VALUES (%s) ON CONFLICT DO NOTHING", (last,))

        database.written(both)

    threads = [threading.Thread(target=write, args=pair) for pair in (("a", "b"), ("b", "a"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert notes(database) == ["a", "b"]


# --- Layouts ------------------------------------------------------------------------------------


def test_layouts_follow_each_other_and_later_ones_are_refused(database: Postgres) -> None:
    steps = ["CREATE TABLE one (a int)", "ALTER TABLE one ADD b int; CREATE TABLE two (c int)"]
    database.migrate("part", steps[:1])
    database.migrate("part", steps)
    database.migrate("part", steps)
    assert database.layout("part", 2) == 2
    assert database.rows("SELECT a, b, c FROM one, two") == []
    with pytest.raises(ArchiveError, match=r"of layout 2, .* knows 1; update briefgen"):
        database.migrate("part", steps[:1])


def test_layout_is_made_wholly_or_not(database: Postgres) -> None:
    with pytest.raises(ArchiveError):
        database.migrate("part", ["CREATE TABLE one (a int)", "CREATE nonsense"])
    assert database.layout("part", 2) == 0
    database.migrate("part", ["CREATE TABLE one (a int)"])


# --- Many writers -------------------------------------------------------------------------------

TEXTS = [f"Tide {number} was late in the harbour." for number in range(30)]


def fill(address: str, texts: list[str]) -> None:
    """Archive these texts, in batches of seven."""
    with PostgresLibrary(address).writing() as writer:
        for number, text in enumerate(texts):
            source = Snapshot.of(f"of {text}", text.encode())
            about = (Reference("Tides"), source.sha256, source.location)
            read = Document(source.sha256[:12], text, source.sha256, (), (), *about)
            writer.add(source)
            writer.enter(Accession(source.location, source.sha256), added="2031-03-14T06:00:00Z")
            writer.keep(source.sha256, "1", read)
            if number % 7 == 6:
                writer.commit()


def test_many_write_the_same_at_once(postgres_address: str) -> None:
    """Threads and processes, each in an order of its own; the library is not there yet."""
    orders: list[Callable[[list[str]], list[str]]] = [sorted, lambda t: sorted(t)[::-1], list]
    spawn = multiprocessing.get_context("spawn")
    workers = [threading.Thread(target=fill, args=(postgres_address, o(TEXTS))) for o in orders]
    workers.append(spawn.Process(target=fill, args=(postgres_address, TEXTS)))  # type: ignore[arg-type]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert workers[-1].exitcode == 0  # type: ignore[attr-defined]
    library = PostgresLibrary(postgres_address)
    figures = library.figures()
    assert figures is not None
    assert (figures.sources, figures.texts) == (len(TEXTS), len(TEXTS))
    hits = library.search("tide", limit=100)
    assert isinstance(hits, tuple)
    assert len(hits) == len(list(library.catalogue())) == len(TEXTS)
    assert library.check() == ()


def test_library_goes_to_another_process_by_its_address(postgres_address: str) -> None:
    fill(postgres_address, TEXTS[:1])
    moved = pickle.loads(pickle.dumps(PostgresLibrary(postgres_address)))
    assert len(list(moved.catalogue())) == 1
    assert pickle.loads(pickle.dumps(moved)) is moved, "with the connections that are open"


def test_text_that_is_set_aside_may_be_released(postgres_address: str) -> None:
    library = PostgresLibrary(postgres_address)
    one, other = "1" * 64, "2" * 64
    assert library.quarantined([one], "model 1") == {}
    with library.writing() as writer:
        writer.quarantine(one, "model 1", "took too long", "2031-03-14T06:00:00Z")
        writer.quarantine(other, "model 1", "used up the memory", "2031-03-14T06:00:00Z")
    assert library.quarantined([one, other], "model 2") == {}
    assert library.quarantined([one], "model 1") == {one: "took too long"}
    with library.writing() as writer:
        assert writer.release([one, "3" * 64]) == 1
        writer.quarantine(one, "model 2", "took too long", "2031-03-15T06:00:00Z")
    assert library.quarantined([one, other], "model 1") == {other: "used up the memory"}
    assert library.quarantined([one], "model 2") == {one: "took too long"}


def test_search_goes_by_indexes_before_there_are_statistics(postgres_address: str) -> None:
    """Else the newest reading is looked for among all, for each text: a search in a minute."""
    server = PostgresLibrary(postgres_address).server
    server.migrate(layout.PART, layout.STEPS)
    with server.transaction() as tables:
        for statement in FILLED:
            tables.run(statement)
    with server.still() as tables:
        tables.rows(find._BY_INDEX)
        asked = {"texts": [7, 8, 9], "after": ""}
        plan = "\n".join(line for (line,) in tables.rows(f"EXPLAIN {find._CURRENT}", asked))
        assert [text for (text,) in tables.rows(find._CURRENT, asked)] == [7, 8, 9]
    assert "using reading_newest" in plan
    assert "Seq Scan" not in plan


#: A thousand short texts, each of a source of its own.
FILLED = [
    f"INSERT INTO {rows} FROM generate_series(1, 1000) AS n"
    for rows in (
        "snapshot (sha256, size) SELECT n::text, 1",
        "text (sha256, title, author, packed) SELECT n::text, '', '', ''",
        "reading (snapshot, version, text, issued, language, words, rest)"
        " SELECT n, 'one', n, '', '', 1, ''",
        "accession (place, location, snapshot, added, etag, last_modified, address, stated, told,"
        " told_by, title, author, issued)"
        " SELECT n::text, '', n, '', '', '', '', '', '', '', '', '', ''",
    )
]
