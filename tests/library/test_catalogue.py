"""The catalogue: each source and content once, the newest first, nothing forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from briefgen.library import Library, terms
from briefgen.model import Accession, Date, Name, Problem

from .sample import DAY, VERSION, add, alter, document, snapshot, spoil

LATER = "2031-03-20T06:00:00Z"


@dataclass(frozen=True)
class Validators:
    """As `fetch` has them."""

    etag: str = '"1"'
    last_modified: str = "Fri, 14 Mar 2031 06:00:00 GMT"
    address: str = "https://example.org/tides/"


def test_card(empty: Library) -> None:
    library = empty
    read = add(library, "The tide was late.", title="Tides", author="Ada Roe", issued=Date(2031, 3))
    (card,) = library.catalogue()
    assert (card.id, card.text_sha256, card.location) == (read.id, read.text_sha256, "a.txt")
    assert (card.reference.title, card.reference.author) == ("Tides", (Name("Roe", "Ada"),))
    assert (card.language, card.words, card.problem) == ("en", 4, None)
    (entry,) = card.accessions
    assert entry.accession == Accession("a.txt", read.snapshot_sha256)
    assert (entry.added, entry.size, entry.address) == (DAY, 18, "")


def test_accession_comes_back_with_all_that_is_said_of_it(empty: Library) -> None:
    library, source = empty, snapshot("x", "https://example.org/tides")
    told = {"title": "Tides", "issued": {"date-parts": [[2031, 3]]}}
    stated = {"publisher": "Board"}
    taken = Accession(source.location, source.sha256, stated, told, "feed", LATER)
    with library.writing() as writer:
        writer.add(source)
        writer.enter(taken, added=DAY, validators=Validators())
    (card,) = library.catalogue()
    assert card.accessions[0].accession == taken
    assert card.accessions[0].address == Validators.address


def test_source_that_changed_keeps_its_old_content(empty: Library) -> None:
    library = empty
    old = add(library, "The tide was late.")
    new = add(library, "The tide was early.")
    assert [card.id for card in library.catalogue()] == [old.id, new.id]
    assert [card.id for card in library.cards("a.txt")] == [new.id]
    add(library, "The tide was late.")
    assert [card.id for card in library.cards("a.txt")] == [old.id], "it changed back"
    assert [len(card.accessions) for card in library.catalogue()] == [1, 1]


def test_location_and_content_are_listed_once_with_the_first_day(empty: Library) -> None:
    library, source = empty, snapshot("x")
    with library.writing() as writer:
        writer.add(source)
        writer.enter(Accession("a.txt", source.sha256), added=DAY)
        writer.enter(Accession("a.txt", source.sha256, retrieved=LATER), added=LATER)
    ((entry,),) = [card.accessions for card in library.catalogue()]
    assert (entry.added, entry.accession.retrieved) == (DAY, LATER)


def test_sources_without_a_text_come_last(empty: Library) -> None:
    library, picture, unread = (
        empty,
        snapshot(b"\x89PNG", "b.png"),
        snapshot("x", "c"),
    )
    problem = Problem("b.png", "is a picture", "save its text")
    with library.writing() as writer:
        for source in (picture, unread):
            writer.add(source)
            writer.enter(Accession(source.location, source.sha256), added=DAY)
        writer.keep(picture.sha256, VERSION, problem)
    read = add(library, "The tide was late.")
    found = [(card.id, card.location, card.problem) for card in library.catalogue()]
    assert found == [
        (read.id, "a.txt", None),
        (picture.sha256[:12], "b.png", problem),
        (unread.sha256[:12], "c", None),
    ]


def test_text_of_an_earlier_reading_is_on_no_card(empty: Library) -> None:
    library, source = empty, snapshot("By Ada\n\nThe tide was late.")
    add(library, "By Ada\n\nThe tide was late.")
    with library.writing() as writer:
        writer.keep(source.sha256, "readers 2", document("The tide was late.", source))
    assert [card.text_sha256 for card in library.catalogue()] == [
        document("The tide was late.").text_sha256
    ]


def test_cards_by_the_beginning_of_a_hash(empty: Library) -> None:
    library = empty
    read = [add(library, f"Tide {n}.", f"{n}.html", content=b"<p>%d" % n) for n in range(40)]
    for made in read[:3]:
        assert [c.id for c in library.cards(made.id)] == [made.id]
        assert [c.id for c in library.cards(made.text_sha256.upper())] == [made.id]
        assert [c.id for c in library.cards(made.snapshot_sha256[:16])] == [made.id]
    head = read[1].id[0]
    wanted = [made.id for made in read if made.id[0] == head]
    others = [made.id for made in read if made.snapshot_sha256[0] == head]
    assert {card.id for card in library.cards(head)} == set(wanted), "the id that is shown first"
    assert set(others) - set(wanted), "else the test says nothing"
    assert library.cards("xyz") == library.cards("") == library.cards("%") == ()


def test_card_of_a_source_without_a_text_by_the_hash_of_its_bytes(empty: Library) -> None:
    library, unread = empty, snapshot("x", "c")
    with library.writing() as writer:
        writer.add(unread)
        writer.enter(Accession(unread.location, unread.sha256), added=DAY)
    assert [card.location for card in library.cards(unread.sha256[:8])] == ["c"]


def test_card_is_that_of_the_file_that_was_asked_for(empty: Library) -> None:
    """One text in three files, each with a reference of its own: by the id it is the newest."""
    library, text = empty, "The tide was late."
    files = {
        "a.txt": add(library, text, "a.txt", content=b" The tide", title="As text"),
        "b.html": add(library, text, "b.html", content=b"<p>The tide", title="As a page"),
        "c.pdf": add(library, text, "c.pdf", content=b"%PDF", title="On paper"),
    }
    for location, made in files.items():
        by_place, by_bytes = library.cards(location), library.cards(made.snapshot_sha256[:20])
        assert by_place == by_bytes
        (card,) = by_place
        assert (card.id, card.location, card.reference) == (made.id, location, made.reference)
        others = [other for other in ("c.pdf", "b.html", "a.txt") if other != location]
        assert [e.accession.location for e in card.accessions] == [location, *others]
    (card,) = library.cards(made.id)
    assert (card.location, card.reference.title) == ("c.pdf", "On paper")
    assert [e.accession.location for e in card.accessions] == ["c.pdf", "b.html", "a.txt"]
    assert list(library.catalogue()) == [card]


def test_card_of_a_place_begins_with_its_newest_content(empty: Library) -> None:
    library, text = empty, "The tide was late."
    add(library, text, "a.txt", content=b"The tide was late.", title="Old")
    add(library, text, "a.txt", content=b"The tide was late. ", title="New")
    last = add(library, text, "b.txt", content=b"The tide was late.\n", title="Elsewhere")
    (card,) = library.cards("a.txt")
    assert card.reference.title == "New"
    assert [entry.size for entry in card.accessions] == [19, 18, 19]
    assert card.accessions[-1].accession.sha256 == last.snapshot_sha256


def test_validators_are_those_of_the_newest_accession(empty: Library) -> None:
    library, place = empty, "https://example.org/tides"
    old, new = snapshot("old", place), snapshot("new", place)
    with library.writing() as writer:
        for source, etag in ((old, '"1"'), (new, '"2"')):
            writer.add(source)
            taken = Accession(place, source.sha256, retrieved=LATER)
            writer.enter(taken, added=DAY, validators=Validators(etag))
    held = library.validators(place)
    assert held is not None
    assert (held.sha256, held.retrieved, held.etag) == (new.sha256, LATER, '"2"')
    assert (held.last_modified, held.address) == (Validators.last_modified, Validators.address)
    assert library.validators("https://example.org/other") is None
    spoil(library, "new", None)
    assert library.validators(place) is None, "it has to be sent again"


def test_contents_of_places_the_newest_last(empty: Library) -> None:
    library = empty
    late, early = (add(library, f"The tide was {t}.", "a.txt") for t in ("late", "early"))
    other = add(library, "The tide was late.", "b.txt")
    one, two = late.snapshot_sha256, early.snapshot_sha256
    assert library.contents(["a.txt", "c.txt", "a.txt"]) == {"a.txt": (one, two)}
    with library.writing() as writer:
        writer.renew(Accession("a.txt", one))
    assert library.contents(["b.txt", "a.txt"]) == {
        "b.txt": (other.snapshot_sha256,),
        "a.txt": (two, one),
    }
    assert library.check() == ()


def test_figures(empty: Library) -> None:
    library = empty
    add(library, "The tide was late.", "a.txt")
    add(library, "The tide was late.", "b.txt")
    figures = library.figures()
    assert figures is not None
    assert (figures.sources, figures.texts) == (2, 1)
    assert figures.bytes > 0
    assert figures.free is None or figures.free > 0


def test_catalogue_that_is_read_while_it_grows_is_that_of_its_beginning(empty: Library) -> None:
    library = empty
    for number in range(3):
        add(library, f"Tide {number}.", f"{number}.txt")
    found = library.catalogue()
    seen = [next(found).location]
    add(library, "Tide 3.", "3.txt")
    assert [*seen, *(card.location for card in found)] == ["0.txt", "1.txt", "2.txt"]


def test_card_of_an_altered_reading_says_so(empty: Library) -> None:
    library = empty
    read = add(library, "The tide was late.")
    alter(library, "UPDATE reading SET rest = 'x'")
    (card,) = library.catalogue()
    assert (card.id, card.text_sha256) == (read.id, read.text_sha256)
    assert card.problem is not None
    assert str(card.problem).startswith("a.txt: was altered (")


# --- What is said of a source -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ({}, ""),
        ({"issued": {"date-parts": [[2031]]}}, "2031"),
        ({"issued": {"date-parts": [["2031", "3", 4]]}}, "2031-03-04"),
        ({"issued": {"date-parts": [[2031, 3], [2031, 4]]}}, "2031-03"),
        ({"issued": "2031-03-04T10:00:00Z"}, "2031-03-04"),
        ({"issued": {"raw": "2031-03"}}, "2031-03"),
        ({"issued": 2031}, "2031"),
        ({"issued": date(2031, 3, 4)}, "2031-03-04"),
        ({"issued": "in March"}, ""),
        ({"issued": {"date-parts": [[]]}}, ""),
        ({"issued": {"date-parts": 2031}}, ""),
        ({"issued": {"literal": None}}, ""),
        ({"issued": ["2031"]}, ""),
    ],
)
def test_date_of_issue(said: dict[str, Any], day: str) -> None:
    assert terms.issued(said) == day


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ({}, ""),
        ({"author": "Tide Board"}, "Tide Board"),
        ({"author": [{"family": "Roe", "given": "Ada"}]}, "Ada Roe"),
        ({"author": {"literal": "Tide Board"}}, "Tide Board"),
        (
            {"author": [{"family": "Doe", "given": "J.", "non-dropping-particle": "van"}, "X"]},
            "J. van Doe\nX",
        ),
        ({"author": 7}, "7"),
    ],
)
def test_authors(said: dict[str, Any], names: str) -> None:
    assert terms.author(said) == names


def test_dates_of_a_spec_are_kept_as_text() -> None:
    assert terms.load(terms.dump({"issued": date(2031, 3, 4)})) == {"issued": "2031-03-04"}
    assert terms.load(terms.dump({})) == {}
