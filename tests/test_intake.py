"""Accessions to documents: who is left out and why, who is quoted for whom, what a source is."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from briefgen import annotate, readers
from briefgen.errors import NotEnoughSources
from briefgen.execute import Serial
from briefgen.intake import read_all, reference_of, require_enough
from briefgen.library import Library, SqliteLibrary
from briefgen.model import (
    Accession,
    Date,
    Document,
    Name,
    Problem,
    Reference,
    Sentence,
    Snapshot,
    Token,
)
from briefgen.parsing import annotate_all, annotate_phrases
from briefgen.viewpoints import AUTHOR

ENGLISH = """By Mara Quill
11 February 2031

The harbour board met on Tuesday and spoke for two hours about the cost of the new pier. Nobody \
would say who had signed the first contract, though three of them had been there.

The ferry companies will pay for half of it, the board decided, and the town for the rest. A \
second vote on the pier is to be held before the end of the year, said its chair.
"""
FRENCH = """Par Mara Quill

Le conseil du port s'est réuni mardi et a parlé pendant deux heures du coût de la nouvelle jetée. \
Personne n'a voulu dire qui avait signé le premier contrat, alors que trois d'entre eux étaient là.

Les compagnies de bateaux en paieront la moitié, a décidé le conseil, et la ville paiera le reste. \
Un second vote sur la jetée aura lieu avant la fin de l'année, a dit sa présidente.
"""
OTHER = """By Jan Poe

The fishing villages of the north want no pier at all, and have said so to every ministry that \
would listen to them. Their boats lie in the bay, where the ferries would have to turn.
"""
ADDRESS = "https://quay.example/pier"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return SqliteLibrary(tmp_path / "library")


def archived(library: Library, text: str | bytes, location: str, **more: Any) -> Accession:
    """A source in the library, read by today's readers."""
    source = Snapshot.of(location, text.encode() if isinstance(text, str) else text)
    accession = Accession(location, source.sha256, **more)
    with library.writing() as writer:
        writer.add(source)
        writer.keep(source.sha256, readers.version(), readers.read(source))
        writer.enter(accession, added="2031-03-14T06:00:00Z")
    return accession


# --- Left out -----------------------------------------------------------------------------------


def test_another_language_is_archived_listed_and_left_out(library: Library) -> None:
    stated = {"title": "La jetée"}
    french = archived(library, FRENCH, "fr.txt", stated=stated)
    english = archived(library, ENGLISH, "en.txt")
    documents, (excluded,), problems = read_all([french, english], library, language="en")
    assert [document.location for document in documents] == ["en.txt"]
    what = "is written in another language (fr)"
    assert excluded.excluded == what
    assert (excluded.location, excluded.reference.title) == ("fr.txt", "La jetée")
    assert excluded.text_sha256 == library.cards("fr.txt")[0].text_sha256
    assert excluded.words > 50
    assert str(problems[0]) == (
        f"fr.txt: {what}; only sources in 'en' can be quoted; it stays in the library"
    )
    assert library.cards("fr.txt")[0].language == "fr"


def test_text_that_is_too_short_to_tell_its_language_is_kept(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefgen.readers.language.detect", lambda _: "")
    accession = archived(library, FRENCH, "fr.txt")
    documents, excluded, _ = read_all([accession], library, language="en")
    assert (len(documents), excluded) == (1, ())


def test_unreadable_source_is_listed_by_what_is_said_of_it(library: Library) -> None:
    """Else by the last part of its name."""
    named = archived(library, b"\x00", "s/a.txt", stated={"title": "Of piers"})
    told = archived(library, b"\x00", ADDRESS, told={"title": "Told"}, told_by="feed")
    plain = archived(library, b"\x00", "s/b.txt")
    documents, excluded, problems = read_all([named, told, plain], library, language="en")
    assert documents == ()
    assert [source.reference.title for source in excluded] == ["Of piers", "Told", "b.txt"]
    assert {source.excluded for source in excluded} == {"is a binary file and not text"}
    assert [problem.where for problem in problems] == ["s/a.txt", ADDRESS, "s/b.txt"]
    with pytest.raises(NotEnoughSources, match="nothing was built"):
        require_enough(documents, problems)


def test_source_that_is_catalogued_and_not_there(library: Library) -> None:
    _, (excluded,), (problem,) = read_all([Accession("a.txt", "0" * 64)], library, language="en")
    assert excluded.excluded == problem.what
    assert problem.remedy == "run `briefgen doctor`, and add it again"


# --- Copies -------------------------------------------------------------------------------------


def test_copies_are_one_voice(library: Library) -> None:
    """The same bytes elsewhere, the same text under another head, and the text lightly edited."""
    edited = ENGLISH.replace("two hours", "three hours").replace("11 Feb", "13 Feb")
    accessions = [
        archived(library, ENGLISH, "a.txt", stated={"publisher": "Quay Weekly"}),
        archived(library, ENGLISH, "b.txt", stated={"publisher": "Bay Daily"}),
        archived(library, edited, "c.txt", stated={"publisher": "Pier Post"}),
        archived(library, OTHER, "d.txt"),
    ]
    documents, excluded, problems = read_all(accessions, library, language="en")
    first, other = documents
    assert (first.location, other.location) == ("a.txt", "d.txt")
    assert [reference.publisher for reference in first.also] == ["Bay Daily", "Pier Post"]
    assert other.also == ()
    assert [(source.location, source.excluded) for source in excluded] == [
        ("b.txt", "holds the same text as a.txt"),
        ("c.txt", "holds a copy of a.txt"),
    ]
    assert all(not source.used and source.words == first.words for source in excluded)
    assert [str(problem) for problem in problems] == [
        f"{source.location}: {source.excluded}; "
        "the two count as one voice; nothing needs to be done"
        for source in excluded
    ]


def test_weak_sources_are_told_of(library: Library) -> None:
    anonymous = OTHER.partition("\n\n")[2]
    accession = archived(library, anonymous, "a.txt")
    _, _, problems = read_all([accession], library, language="en")
    assert [problem.what for problem in problems] == [
        "names no author",
        "is the only source, and so there is no view to set against its own",
    ]


# --- References ---------------------------------------------------------------------------------

READ = Reference("Read", (Name("Quill", "Mara"),), issued=Date(2031), origin={"title": "heading"})
BARE = Reference()
TOLD = {"title": "Told", "author": [{"family": "Roe"}], "publisher": "Bay", "type": "report"}


@pytest.mark.parametrize(
    ("read", "told_by", "stated", "title", "by"),
    [
        (READ, "", {"title": "Stated"}, "Stated", "spec"),
        (READ, "bibliography", {"title": "Stated"}, "Stated", "spec"),
        (READ, "feed", {"title": "Stated"}, "Stated", "spec"),
        (READ, "bibliography", {}, "Told", "bibliography"),
        (READ, "feed", {}, "Read", "heading"),
        (READ, "", {}, "Read", "heading"),
        (BARE, "bibliography", {}, "Told", "bibliography"),
        (BARE, "feed", {}, "Told", "feed"),
        (BARE, "feed", {"publisher": "Quay"}, "Told", "feed"),
        (BARE, "", {}, "", None),
    ],
)
def test_who_is_believed(
    read: Reference, told_by: Any, stated: Mapping[str, Any], title: str, by: str | None
) -> None:
    """The spec before a bibliography, that before what was read, that before a feed."""
    told = TOLD if told_by else {}
    found = reference_of(read, Accession("a.txt", "0" * 64, stated, told, told_by))
    assert (found.title, found.origin.get("title")) == (title, by)
    if told_by == "feed":
        assert found.author == (read.author or (Name("Roe"),))
    if told_by:
        assert found.publisher == stated.get("publisher", "Bay")
    assert found.issued == read.issued


ARCHIVED = "https://web.archive.org/web/20310214/https://quay.example/pier?page=2"


@pytest.mark.parametrize(
    ("location", "read", "told", "stated", "url"),
    [
        (ADDRESS, "", "", "", ADDRESS),
        (ADDRESS, "https://quay.example/own", "", "", "https://quay.example/own"),
        (ADDRESS, "", "https://quay.example/told", "", "https://quay.example/told"),
        (ADDRESS, "", "https://quay.example/told", "https://x.example/", "https://x.example/"),
        (ARCHIVED, "", "", "", "https://quay.example/pier?page=2"),
        ("https://archive.today/2031/http://quay.example/pier", "", "", "",
         "http://quay.example/pier"),
        ("https://quay-example.cdn.ampproject.org/c/s/quay.example/pier", "", "", "", ADDRESS),
        ("https://web.archive.org/about/", "", "", "", "https://web.archive.org/about/"),
        (ARCHIVED, "", "", ARCHIVED, ARCHIVED),
        ("s/pier.txt", "", "", "", ""),
        ("HTTPS://quay.example/pier", "", "", "", "HTTPS://quay.example/pier"),
    ],
)  # fmt: skip
def test_address_of_a_source_is_that_of_the_original(
    location: str, read: str, told: str, stated: str, url: str
) -> None:
    """Not the archive's or the cache's that the source was fetched from."""
    accession = Accession(
        location,
        "0" * 64,
        {"URL": stated} if stated else {},
        {"URL": told} if told else {},
        "feed" if told else "",
    )
    assert reference_of(Reference(url=read), accession).url == url


def test_document_carries_its_own_place_and_time(library: Library) -> None:
    """Though another source with the same bytes was read."""
    archived(library, ENGLISH, "a.txt")
    page = archived(library, ENGLISH, ADDRESS, retrieved="2031-03-14T06:00:00Z")
    (found,), _, _ = read_all([page], library, language="en")
    assert isinstance(found, Document)
    assert (found.location, found.retrieved) == (ADDRESS, "2031-03-14T06:00:00Z")
    assert (found.reference.url, found.reference.origin["url"]) == (ADDRESS, "address")


def test_problem_is_of_the_place_that_was_named(library: Library) -> None:
    archived(library, b"\x00", "a.txt")
    again = archived(library, b"\x00", "b.txt")
    _, _, (problem,) = read_all([again], library, language="en")
    assert isinstance(problem, Problem)
    assert problem.where == "b.txt"


# --- Annotation ---------------------------------------------------------------------------------


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The places of the documents that have been parsed, in order; a sentence for each."""
    places: list[str] = []

    def annotate(documents: Sequence[Document]) -> tuple[tuple[Sentence, ...], ...]:
        places.extend(d.text.rpartition("Of ")[2].rstrip(".") for d in documents)
        firsts = ((d.paragraphs[0].start, d.paragraphs[0].end) for d in documents)
        texts = ((a, b, d.text[a:b]) for d, (a, b) in zip(documents, firsts, strict=True))
        return tuple((Sentence(*span, 1, (), ()),) for span in texts)

    monkeypatch.setattr("briefgen.annotate.annotate", annotate)
    for module in ("attributed", "parsing"):  # these sentences have no words
        monkeypatch.setattr(f"briefgen.{module}.attribute", lambda _, s: (AUTHOR,) * len(s))
    return places


def sentences(library: Library, documents: Sequence[Document], *places: str) -> Any:
    """What `annotate_all` finds in documents about these places."""
    return annotate_all(documents, library, about(*places)).sentences


def read(library: Library, *places: str) -> tuple[Document, ...]:
    """A document of each place, with a text of its own."""
    accessions = [archived(library, f"{OTHER.strip()} Of {place}.", place) for place in places]
    found = (library.reading(accession.sha256, readers.version()) for accession in accessions)
    return tuple(document for document in found if isinstance(document, Document))


def about(*places: str) -> Callable[[str], bool]:
    """Whether a text of `read` is that of one of these places."""
    return lambda text: any(f"Of {place}." in text for place in places)


def test_only_what_can_hold_a_passage_is_parsed(library: Library, parsed: list[str]) -> None:
    documents = read(library, "a.txt", "b.txt", "c.txt")
    found = sentences(library, documents, "a.txt", "c.txt")
    assert parsed == ["a.txt", "c.txt"]
    assert [len(sentences) for sentences in found] == [1, 0, 1]


def test_what_was_parsed_for_other_issues_is_not_parsed_again(
    library: Library, parsed: list[str]
) -> None:
    """And what only those needed is not used, though it is there: the library decides nothing."""
    documents = read(library, "a.txt", "b.txt", "c.txt")
    first = sentences(library, documents, "a.txt", "b.txt")
    parsed.clear()
    then = sentences(library, documents, "b.txt", "c.txt")
    assert parsed == ["c.txt"]
    assert [len(sentences) for sentences in then] == [0, 1, 1]
    assert then[1] == first[1]


def test_annotation_in_an_older_form_is_made_anew(library: Library, parsed: list[str]) -> None:
    documents = read(library, "a.txt")
    found = sentences(library, documents, "a.txt")
    with closing(sqlite3.connect(library.file)) as database, database:
        database.execute("UPDATE annotation SET sentences = ?", (zlib.compress(b"{}"),))
    assert sentences(library, documents, "a.txt") == found
    assert sentences(library, documents, "a.txt") == found
    assert parsed == ["a.txt", "a.txt"]


def test_stopped_build_keeps_what_was_parsed(
    library: Library, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lot by lot, and between two of them others may write."""
    monkeypatch.setattr("briefgen.parsing._TOGETHER", 1)
    documents = read(library, "a.txt", "b.txt", "c.txt")
    plain = annotate.annotate

    def stopped(lot: Sequence[Document]) -> tuple[tuple[Sentence, ...], ...]:
        with library.writing(wait=0):
            pass
        if "Of b.txt" in lot[0].text:
            raise KeyboardInterrupt
        return plain(lot)

    monkeypatch.setattr("briefgen.annotate.annotate", stopped)
    with pytest.raises(KeyboardInterrupt):
        annotate_all(documents, library, lambda _: True)
    monkeypatch.setattr("briefgen.annotate.annotate", plain)
    assert all(annotate_all(documents, library, lambda _: True).sentences)
    assert parsed == ["a.txt", "b.txt", "c.txt"]


def test_a_phrase_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, plain = SqliteLibrary(tmp_path), annotate.annotate_phrases
    asked: list[tuple[str, ...]] = []

    def noted(phrases: Sequence[str]) -> tuple[tuple[Token, ...], ...]:
        asked.append(tuple(phrases))
        return plain(phrases)

    monkeypatch.setattr(annotate, "annotate_phrases", noted)
    first = annotate_phrases(["old quay", "seals", "old quay"], library)
    assert annotate_phrases(["seals", "new piers", ""], library)[0] == first[1]
    assert first == plain(["old quay", "seals", "old quay"])
    assert asked == [("old quay", "seals"), ("new piers", "")]


def test_phrases_are_the_same_from_an_executor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    phrases = ["the old quay", "North Korea’s ban", "", " two  spaces ", "line\nend", "seals"]
    monkeypatch.setattr("briefgen.annotate.is_loaded", lambda: False)
    plain = annotate.annotate_phrases(phrases)
    assert annotate_phrases(phrases, SqliteLibrary(tmp_path), Serial()) == plain
