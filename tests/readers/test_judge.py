"""The rules for what is not the text, each with a line that goes and a line that stays."""

from __future__ import annotations

import pytest

from briefgen.readers.captions import has_credit, is_doubled
from briefgen.readers.pieces import Piece

from .reading import document, dropped, kept, paragraphs

BEFORE = "The ferry company has put off the repair of its engines for a third year, auditors said."
AFTER = "Six islands will have no certain link to the mainland when the winter storms begin."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Advertisement", "advertisement"),
        ("Story continues below advertisement", "advertisement"),
        ("Anzeige", "advertisement"),
        ("Watch video 01:41", "video link"),
        ("WATCH: How the pier was lost", "video link"),
        ("Read more: How the pier was lost", "read more"),
        ("Related: Why the crane will not turn", "read more"),
        ("Lesen Sie auch: Das Ende der Fähre", "read more"),
        ("À lire aussi : La fin du bac", "read more"),
        ("Share on Facebook", "share line"),
        ("Facebook Twitter LinkedIn Email", "share line"),
        ("Share this article", "share line"),
        ("Follow us on Twitter", "share line"),
        ("12 Comments", "menu"),
        ("Subscribe to our newsletter", "subscription plea"),
        ("Sign up for our weekly letter about boats and get it every Friday.", "subscription plea"),
        ("If you liked this article, tell your friends about it.", "subscription plea"),
        ("We use cookies to make this site work. By continuing you agree.", "cookie notice"),
        ("© 2019 The Harbour Post. All rights reserved.", "copyright line"),
        ("E-mail: [email protected]", "contact"),
        ("Tel.: +47 22 00 00 00", "contact"),
        ("ORCID 0000-0001-2345-6789", "contact"),
        ("Address: 1 Pier Road, Vestby 1540, Norway", "contact"),
        ("For further information, please contact the harbour office.", "contact"),
        ("Tags: ferries, islands", "tags"),
        ("#ferries #islands", "tags"),
        ("(Reporting by Jane Roe; Editing by John Doe)", "credits"),
        ("5 min read", "reading time"),
        ("Photograph: Ida Berg/AFP", "caption"),
        ("The old pier in 2016. Photo: Ida Berg", "caption"),
        ("The old pier in the last storm (Ida Berg/Getty Images)", "caption"),
        ("The old pier, left, and the new one, right, in Vestby", "caption"),
        ("Image caption The old pier in the winter of the great storm", "caption"),
        ("A ferry in VestbyA ferry in Vestby", "caption"),
        ("[Applause]", "stage direction"),
        ("Editor's note: An earlier version of this article had the wrong year.", "disclaimer"),
        ("The views expressed here are those of the author alone.", "disclaimer"),
    ],
)
def test_what_goes_and_why(line: str, reason: str) -> None:
    doc = document(f"Ferries face a third winter\n\n{BEFORE}\n\n{line}\n\n{AFTER}")
    assert paragraphs(doc) == [BEFORE, AFTER]
    assert reason in dropped(doc).values()


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on Facebook and Twitter after the storm had passed the islands.",
        "Advertisement is not what sank the ferry, whatever the company may say in public.",
        "Watch the tide and not the clock, says every pilot between here and the cape.",
        "Tags on the crates showed that they had been packed in the old warehouse by hand.",
        "Subscribe to that view and you will never build a bridge in this country again, he said.",
        "Video from the pier shows the moment at which the crane fell into the water at night.",
        "Comments like these do not help the islands, and the minister knows it very well.",
        "The news agency Reuters said that two piers were lost, and the council confirmed it.",
        "Cookies were served on the quay by the women of the rescue society, as every year.",
        "Contact with the outer islands was lost at noon and came back only after midnight.",
        "The company told Reuters that the engines would be ready before the next winter.",
        "Related costs, such as moorings, are not included in the figure that was published.",
        "Senator Paul Crane (R) said that the federal government would not pay for the pier.",
    ],
)
def test_sentences_that_begin_alike_stay(line: str) -> None:
    doc = document(f"Ferries face a third winter\n\n{BEFORE}\n\n{line}\n\n{AFTER}")
    assert paragraphs(doc) == [BEFORE, line, AFTER]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["Leave a Reply", "Name *", "Your email address will not be published."], "form"),
        (["Kommentar schreiben", "Name", "E-Mail"], "form"),
        (["Comments", "Pete says: you have never carried shopping up a hill in rain."], "comments"),
        (["ENDS", "The ministry was founded in 1921 and has forty staff in two towns."],
         "notes to editors"),
        (["Tags", "Ferries", "Islands", "Category", "The North"], "tags"),
        (["Related articles", "Why the crane fell", "Ten ways to tie a boat"], "read more"),
        (["Most read", "Why the crane fell", "Ten ways to tie a boat"], "read more"),
    ],
)  # fmt: skip
def test_what_follows_the_article(lines: list[str], reason: str) -> None:
    doc = document("\n\n".join(["Ferries face a third winter", BEFORE, AFTER, *lines]))
    assert paragraphs(doc) == [BEFORE, AFTER]
    assert set(dropped(doc).values()) - {"title"} == {reason}


def test_a_related_link_in_the_midst_takes_no_paragraphs_with_it() -> None:
    text = [BEFORE, "RELATED", "Why the crane fell", AFTER, BEFORE.replace("third", "fifth")]
    doc = document("\n\n".join(["Ferries face a third winter", *text]))
    assert paragraphs(doc) == [text[0], text[3], text[4]]


def test_a_severed_paragraph_is_whole_again() -> None:
    """A picture's caption stands between the halves."""
    first = "So far the minister seems to think that the board can mend the pier alone, but"
    second = "when the bill comes he will change his mind. That is a matter of weeks."
    blocks = ["A pier too far", BEFORE, first, "The pier. Photo: Ida Berg/AFP", second, AFTER]
    doc = document("\n\n".join(blocks))
    assert paragraphs(doc) == [BEFORE, f"{first} {second}", AFTER]


def test_headings_lists_and_pull_quotes() -> None:
    doc = document(
        f"""A pier too far

{BEFORE}

“no certain link to the mainland”

What the board may do

The board has three ways to go on:

- mend the old pier;
- build a new one;
- do nothing at all.

{AFTER}

A line that nothing follows
"""
    )
    assert kept(doc, "heading") == ["What the board may do"]
    assert "mend the old pier;" in paragraphs(doc)
    reasons = dropped(doc)
    assert reasons["“no certain link to the mainland”"] == "pull quote"
    assert reasons["A line that nothing follows"] == "line after the text"


def test_numbered_notes_are_kept_apart() -> None:
    doc = document(
        f"""A pier too far

{BEFORE} [1]

{AFTER} [2]

1. The figure is the board's own. See the report of 2016, page 4.

2. Interview with the harbour master, June 2017.
"""
    )
    assert paragraphs(doc) == [f"{BEFORE} [1]", f"{AFTER} [2]"]
    assert [note[:13] for note in kept(doc, "note")] == ["1. The figure", "2. Interview "]
    assert [block.number for block in doc.blocks] == [1, 2, 0, 0]


def test_a_numbered_list_without_markers_is_text() -> None:
    items = [
        "1. The board should mend the old pier before the autumn storms come back.",
        "2. The ministry should pay for it, and it should do so without delay.",
    ]
    doc = document("\n\n".join(["A pier too far", BEFORE, *items]))
    assert [text[:9] for text in paragraphs(doc)] == ["The ferry", "The board", "The minis"]


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("Getty Images", True),
        ("Boats (Getty Images/AFP/N. Nilsen)", True),
        ("Boats at night. REUTERS/Ida Berg", True),
        ("Boats. (AP Photo/Ida Berg, File)", True),
        ("Credit: Ida Berg", True),
        ("(Photo by Ida Berg via Getty Images)", True),
        ("Symbolbild: Boote. Foto: dpa", True),
        ("The agency had told Reuters.", False),
        ("They met in the archive", False),
    ],
)
def test_credits(text: str, credit: bool) -> None:
    assert has_credit(Piece(text)) is credit


def test_doubled_lines() -> None:
    assert is_doubled("Storm in VestbyStorm in Vestby")
    assert is_doubled("Storm in Vestby Storm in Vestby")
    assert not is_doubled("Storm in Vestby, storm in Northport")
