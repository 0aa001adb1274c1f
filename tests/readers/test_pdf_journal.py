"""PDF: the line that names an article's journal, and the page of a site that was printed."""

from __future__ import annotations

import pytest

from briefgen.model import Date, Name
from briefgen.readers.pdf.journal import Journal, journal_line, publisher_in

from . import papers
from . import papers_by_hand as by_hand
from .reading import document, dropped, paragraphs

HARBOUR = "Harbour Studies"
JOURNAL = "Journal of Tides and Tolls"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"{HARBOUR} 12(3), 2031, 45–67",
         Journal(HARBOUR, "12", "3", "45-67", Date(2031))),
        (f"{JOURNAL}, Vol. 8, No. 2 (2031), pp. 101–119",
         Journal(JOURNAL, "8", "2", "101-119", Date(2031))),
        (f"{JOURNAL}, Volume 8, Issue 2, May 2031, pages 101-119",
         Journal(JOURNAL, "8", "2", "101-119", Date(2031, 5))),
        (f"{JOURNAL} (2031) 8:101–119", Journal(JOURNAL, "8", "", "101-119", Date(2031))),
        (f"{JOURNAL} 2031; 8(2): 101–119", Journal(JOURNAL, "8", "2", "101-119", Date(2031))),
        (f"{JOURNAL} 8 (2031) 101–119", Journal(JOURNAL, "8", "", "101-119", Date(2031))),
        (f"{JOURNAL} 8 (2)", Journal(JOURNAL, "8", "2")),
        (f"{JOURNAL}, Vol. 8, No. 1/2, Spring 2031", Journal(JOURNAL, "8", "1/2", "", Date(2031))),
        (f"{HARBOUR} 12(3), 2031, 45–67. https://doi.org/10.1234/hs.9",
         Journal(HARBOUR, "12", "3", "45-67", Date(2031))),
        ("Zeitschrift für Hafenrecht, Bd. 4, Heft 1, 2031, S. 7–19",
         Journal("Zeitschrift für Hafenrecht", "4", "1", "7-19", Date(2031))),
        # Other lines of a first page
        ("Norvale Institute, 4 March 2031", None),
        ("Policy Paper 7/2031", None),
        ("Policy Paper No. 7, March 2031", None),
        ("Norvale Institute 3(2)", None),
        ("Ada Ferrand, Otto Lindgren and Bola Okoro 2031", None),
        ("Traffic rose by 12 (3) in 2031 and 45–67 ships came", None),
        ("3 Harbour Studies 12(3), 2031, 45–67", None),
        ("Page 3 of 12", None),
        ("Dues fell between 2020–2031", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_journals_line(line: str, said: Journal | None) -> None:
    assert journal_line(line) == said


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("© 2031 The authors. Published by Quay University Press. All rights reserved",
         "Quay University Press"),
        ("First published by Quay Press, Norvale", "Quay Press"),
        ("It was published by the board in 2031.", ""),
        ("Published 4 March 2031", ""),
    ],
)  # fmt: skip
def test_the_publisher(line: str, publisher: str) -> None:
    assert publisher_in(line) == publisher


LINE = "Journal of Tides and Tolls 8(2), 2031, 101–119"


def _article(head: str, foot: str = "") -> bytes:
    texts = papers.paragraphs(3)
    first = [
        (60.0, 800.0, 8.0, head),
        (60.0, 740.0, 20.0, "Who pays for deep water?"),
        (60.0, 710.0, 10.0, "Ada Ferrand"),
        *by_hand.set_in_lines(texts[0], 60, 660, 460),
        *([(60.0, 40.0, 7.0, foot)] if foot else []),
    ]
    later = [by_hand.set_in_lines(text, 60, 700, 460) for text in texts[1:]]
    return by_hand.set_by_hand([first, *later])


def test_an_article_has_its_journal_and_the_line_is_no_text() -> None:
    doc = document(_article(LINE, "Published by Quay Press."))
    found = doc.reference
    assert (found.type, found.container_title, found.issued) == (
        "article-journal", JOURNAL, Date(2031),
    )  # fmt: skip
    assert (found.publisher, found.author) == ("Quay Press", (Name("Ferrand", "Ada"),))
    assert found.extra == {"volume": "8", "issue": "2", "page": "101-119"}
    assert dropped(doc)[LINE] == "journal's line"
    assert paragraphs(doc) == papers.paragraphs(3)


def test_a_journal_that_is_only_cited_is_not_the_papers_own() -> None:
    text = papers.paragraphs(1)[0]
    page = [
        (60.0, 740.0, 20.0, "Who pays for deep water?"),
        *by_hand.set_in_lines(text, 60, 700, 460),
        (60.0, 500.0, 10.0, LINE),
        *by_hand.set_in_lines(papers.paragraphs(2)[1], 60, 480, 460),
    ]
    found = document(by_hand.set_by_hand([page])).reference
    assert (found.type, found.container_title, dict(found.extra)) == ("report", "", {})


SITE = "https://news.norvale.example/2031/deep-water"
PAGE_STYLE = """@page {{ size: A4; margin: 14mm 12mm;
  @top-left {{ content: "{when}"; font-size: 8pt }}
  @top-right {{ content: "{head}"; font-size: 8pt }}
  @bottom-left {{ content: "{address}"; font-size: 8pt }}
  @bottom-center {{ content: none }}
  @bottom-right {{ content: counter(page) "/" counter(pages); font-size: 8pt }} }}
body {{ font: 12pt/1.4 serif }} .by {{ font-size: 9pt; margin: 0; text-indent: 0 }}"""


def _browsers(count: int, address: str = SITE, when: str = "3/9/31, 9:14 AM") -> bytes:
    head = "Who pays for deep water? | Norvale Courier"
    body = "".join(f"<p>{text}</p>" for text in papers.paragraphs(count))
    return papers.printed(
        "<h1>Who pays for deep water?</h1><p class=by><b>Ada Ferrand</b> Ports correspondent<br>"
        f"Tue 4 Mar 2031 11.40 GMT</p>{body}",
        style=PAGE_STYLE.format(head=head, address=address, when=when),
        title=head,
    )


@pytest.mark.parametrize("count", [3, 14], ids=["one page", "several"])
def test_a_page_that_a_browser_printed_is_described_by_its_edges(count: int) -> None:
    doc = document(_browsers(count))
    found = doc.reference
    assert (found.title, found.url, found.publisher, found.type) == (
        "Who pays for deep water?", SITE, "Norvale Courier", "webpage",
    )  # fmt: skip
    assert (found.author, found.issued) == ((Name("Ferrand", "Ada"),), Date(2031, 3, 4))
    assert paragraphs(doc) == papers.paragraphs(count)


@pytest.mark.parametrize(
    ("address", "url"),
    [(f"{SITE[:30]}…", ""), ("file:///home/ada/page.html", ""), ("about deep water", "")],
    ids=["cut short", "a file", "none"],
)
def test_what_is_no_whole_address_is_no_address(address: str, url: str) -> None:
    assert document(_browsers(3, address)).reference.url == url
