"""The archive as it stood on a day, and sources taken from it without the network."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from briefgen.acquisition import Past, Place, gather
from briefgen.library import Library, SqliteLibrary
from briefgen.model import (
    Accession,
    DeskSettings,
    LibrarySearch,
    Problem,
    Snapshot,
    SourceSpec,
)
from briefgen.readers import read, version

PAGE, FILE = "https://example.org/eels", "briefs/sources/eels.txt"
OLD = "Eels and their weirs\n\nThe weir on the lower river keeps the eels from the sea.\n"
NEW = OLD.replace("keeps", "no longer keeps")
NOW = datetime(2031, 3, 14, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """An address fetched in 2019 and in 2021, and a file that was given in 2020."""
    made = SqliteLibrary(tmp_path / "library")
    entries = [
        (PAGE, OLD, "2019-05-02T10:00:00Z", "2019-05-02T10:00:00Z"),
        (FILE, OLD + "\n", None, "2020-01-01T00:00:00Z"),
        (PAGE, NEW, "2021-06-03T23:30:00Z", "2021-06-03T23:30:00Z"),
    ]
    with made.writing() as writer:
        for place, text, retrieved, added in entries:
            snapshot = Snapshot.of(place, text.encode())
            writer.add(snapshot)
            writer.enter(Accession(place, snapshot.sha256, retrieved=retrieved), added=added)
            writer.keep(snapshot.sha256, version(), read(snapshot))
    return made


def sha(text: str) -> str:
    return Snapshot.of("", text.encode()).sha256


@pytest.mark.parametrize(
    ("place", "day", "content"),
    [
        (PAGE, date(2019, 5, 1), None),
        (PAGE, date(2019, 5, 2), OLD),
        (PAGE, date(2021, 6, 2), OLD),
        (PAGE, date(2021, 6, 3), NEW),
        (FILE, date(2019, 12, 31), None),
        (FILE, date(2020, 1, 1), OLD + "\n"),
        ("https://example.org/unknown", date(2030, 1, 1), None),
    ],
)
def test_what_a_place_held_on_a_day(
    library: Library, place: str, day: date, content: str | None
) -> None:
    held = Past(library, day).validators(place)
    assert (held.sha256 if held else None) == (sha(content) if content else None)


def gathered(library: Library, source: SourceSpec, day: date | None) -> list[tuple[str, str]]:
    place = Place(library.folder.parent, library, DeskSettings(), NOW, offline=True, day=day)
    found, _ = gather([source], library.folder.parent, place)
    return [(one.location, one.sha256) for one in found]


@pytest.mark.parametrize(
    ("day", "content"),
    [(None, NEW), (date(2020, 2, 2), OLD), (date(2018, 1, 1), None)],
)
def test_an_address_is_taken_from_the_archive(
    library: Library, day: date | None, content: str | None
) -> None:
    wanted = [(PAGE, sha(content))] if content else []
    assert gathered(library, SourceSpec(url=PAGE), day) == wanted


def test_an_address_that_is_not_there_is_said(library: Library) -> None:
    place = Place(library.folder.parent, library, DeskSettings(), NOW, offline=True)
    found, told = gather([SourceSpec(url="https://example.org/x")], library.folder, place)
    assert (found, [type(one) for one in told]) == ((), [Problem])
    assert "was not asked" in told[0].what


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2021, 6, 3), {(PAGE, sha(NEW)), (FILE, sha(OLD + "\n"))}),
        (date(2021, 6, 2), {(FILE, sha(OLD + "\n"))}),
        (date(2019, 6, 2), {(PAGE, sha(OLD))}),
    ],
)
def test_a_search_finds_what_was_there(
    library: Library, day: date, wanted: set[tuple[str, str]]
) -> None:
    source = SourceSpec(search=LibrarySearch("weir"))
    assert set(gathered(library, source, day)) == wanted
