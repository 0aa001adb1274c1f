"""Whole pages as people save them, invented for these tests: what is read, and what is dropped.

`pages/*.txt` are the inputs; each row says what must come out of one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen.model import Date, Document, Snapshot
from briefgen.readers import read
from briefgen.readers.pieces import pieces_of

from .reading import document, dropped, kept, paragraphs

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Page:
    name: str
    title: str
    authors: str
    publisher: str
    issued: Date | None
    role: str
    paragraphs: int
    headings: tuple[str, ...] = ()


ROWS = (
    Page("broadsheet", "Island ferries face a third winter without new engines, auditors warn",
         "Mara Lindqvist; Tom Okafor", "Harbour Post News", Date(2019, 3, 4), "", 6,
         ("Two ships in nine",)),
    Page("thinktank", "Why a carbon border levy will not start a trade war",
         "Helene Aubert", "Institute for Northern Waters", Date(2020, 11, 12),
         "Senior Research Fellow at the Institute for Northern Waters", 10,
         ("Key takeaways", "1. The levy copies a tax that already exists",
          "2. The partners have begun to copy it", "Conclusion")),
    Page("press", "Government opens consultation on dredging rules", "",
         "MINISTRY OF RIVERS AND PORTS", Date(2018, 5, 3), "", 8),
    Page("oped_wrapped", "THE CITY THAT FORGOT TO BUILD", "Rosalind Achterberg", "",
         Date(1998, 10, 14), "former city architect", 3),
    Page("german", "Die Bahn braucht Geduld und Geld", "Katrin Mühlbauer", "", Date(2021, 3, 17),
         "Redakteurin im Ressort Verkehr", 3, ("Was jetzt zu tun ist",)),
    Page("french", "Pourquoi la réforme de l’eau divise les maires", "Élodie Carpentier", "",
         Date(2020, 2, 6), "", 3),
    Page("blog", "Parking is a subsidy, and other things my neighbours hate to hear",
         "Jo Fennimore", "", Date(2015, 7, 9), "", 4),
    Page("transcript", "Transcript: Interview with the governor of the central bank", "", "",
         Date(2013, 9, 12), "", 5),
    Page("signed_end", "Grain, ships and nerves", "Ilse van der Meer; Bram Kok",
         "The Straits Quarterly", Date(2016, 6, 2), "", 3),
    Page("op_portal", "Lowering the voting age would change less than you think", "Oscar Ndiaye",
         "The Meridian", Date(2022, 6, 21), "", 3, ("A modest case",)),
    Page("public_broadcaster", "Dam dispute: Three countries, one river", "Ruth Abara",
         "Island Radio News", Date(2021, 6, 14), "Riverside correspondent, Port Azim", 6,
         ("What is the row about?",)),
    Page("two_authors", "Frozen Lines: What the Ceasefire in the Karst Does Not Say",
         "Tomas Vrba; Leila Haddad", "Endowment for Quiet Diplomacy", Date(2020, 10, 3), "", 5),
    Page("syndicated", "The Central Bank That Cried Wolf", "Hannah Okonkwo-Reid", "",
         Date(2019, 7, 9), "professor of economics at the Cape School of Public Affairs", 3),
    Page("magazine", "The Islands That Will Not Wait", "Sefa Tuilagi", "", Date(2023, 3, 3),
         "lawyer", 5),
    Page("speech", "Foreign Secretary's speech on the northern passage", "", "",
         Date(2019, 10, 8), "", 5),
    Page("wire", "UPDATE 2-Copper miners reach pay deal, strike called off", "Lucia Pardo", "",
         None, "", 4),
)  # fmt: skip


def read_page(name: str) -> Document:
    return document((PAGES / f"{name}.txt").read_bytes())


@pytest.mark.parametrize("page", ROWS, ids=lambda page: page.name)
def test_the_reference(page: Page) -> None:
    reference = read_page(page.name).reference
    assert reference.title == page.title
    assert "; ".join(map(str, reference.author)) == page.authors
    assert (reference.publisher, reference.issued, reference.role) == (
        page.publisher, page.issued, page.role,
    )  # fmt: skip
    assert set(reference.origin) == {
        field
        for field in ("title", "author", "publisher", "issued", "role", "url")
        if getattr(reference, field)
    }


@pytest.mark.parametrize("page", ROWS, ids=lambda page: page.name)
def test_the_text(page: Page) -> None:
    doc = read_page(page.name)
    assert len(paragraphs(doc)) == page.paragraphs
    assert set(page.headings) <= set(kept(doc, "heading"))
    assert doc.id == doc.text_sha256[:12]


@pytest.mark.parametrize("page", ROWS, ids=lambda page: page.name)
def test_nothing_is_lost_without_a_reason(page: Page) -> None:
    doc = read_page(page.name)
    assert all(piece.text and piece.reason for piece in doc.dropped)
    saved = (PAGES / f"{page.name}.txt").read_text(encoding="utf-8")
    seen = "".join(" ".join([doc.text, *dropped(doc)]).split())
    assert [p.text for p in pieces_of(saved) if "".join(p.text.split()) not in seen] == []


def test_every_page_has_its_row() -> None:
    assert {path.stem for path in PAGES.glob("*.txt")} == {page.name for page in ROWS}


def test_a_severed_paragraph_is_joined_over_an_advertisement() -> None:
    assert "in a workshop near the port, at a cost" in read_page("broadsheet").text


def test_a_word_broken_at_its_hyphen_is_whole() -> None:
    assert "the well-meaning are as quick" in read_page("oped_wrapped").text


HEAD = "The Toll Nobody Pays\n\n"
BODY = (
    "The canal has carried less every year since the new bridge was opened to lorries.\n\n"
    "Its keepers would rather raise the toll than count the boats that no longer come.\n\n"
)


@pytest.mark.parametrize(
    ("head", "tail", "author", "publisher"),
    [
        ("By Ilse Varga\nHarbour Gazette, 4 March 2031\n\n", "", "Ilse Varga", "Harbour Gazette"),
        (
            "Ilse Varga, canal historian\n4 March 2031\n\n",
            "Ilse Varga comments on rivers and those who own them.\n",
            "Ilse Varga",
            "",
        ),
        (
            "By Ilse Varga\n4 March 2031\nThe Hillcrest Review\n\n",
            "",
            "Ilse Varga",
            "The Hillcrest Review",
        ),
        (
            "*Published 4 March 2031 in Lock Monthly*\n\nBy Ilse Varga, chief executive\n\n",
            "",
            "Ilse Varga",
            "Lock Monthly",
        ),
        ("By Ilse Varga\n\n", "About the author: Ilse Varga keeps a lock.\n", "Ilse Varga", ""),
    ],
)
def test_lines_round_the_text_are_not_its_text(head, tail, author, publisher):
    """By-line, periodical and date above, biography below: what is kept is the two paragraphs."""
    content = (HEAD + head + BODY + tail).encode()
    document = read(Snapshot.of("a.txt", content))
    assert document.text == BODY.strip()
    assert (str(document.reference.author[0]), document.reference.publisher) == (author, publisher)
