"""PDF: others' words in a paper, ornaments, notes and page numbers at the foot."""

from __future__ import annotations

import pytest

from briefgen.model import Document, Name

from . import papers
from . import papers_by_hand as by_hand
from .reading import document, dropped, kept, paragraphs

OWN, PART, LATER, LAST = papers.paragraphs(4, start=6, length=2)


def _stacked(*blocks: tuple[float, float, str]) -> list[by_hand.Placed]:
    """Blocks of (size, left, text) one below the other, with space between them."""
    placed: list[by_hand.Placed] = []
    top = 800.0
    for size, left, text in blocks:
        lines = by_hand.set_in_lines(text, left, top, 530 - left, size)
        placed += lines
        top = lines[-1][1] - 2.5 * size - 8
    return placed


def _why(doc: Document, text: str) -> str:
    """The reason for which what begins as `text` was dropped, "" if it wasn't."""
    return next((why for gone, why in dropped(doc).items() if gone[:40] == text[:40]), "")


def _paper(*parts: tuple[float, str], by: str = "By Ada Ferrand") -> Document:
    blocks = [(20.0, "Who pays for deep water?"), (10.0, by), *parts]
    page = _stacked(*((size, 60, text) for size, text in blocks if text))
    return document(by_hand.set_by_hand([page]))


@pytest.mark.parametrize(
    ("heading", "is_another"),
    [
        ("Note of dissent by Mr Otto Lindgren", True),
        ("Dissenting opinion of the minority, by Otto Lindgren", True),
        ("Annex B: Notes on tides by Dr Otto Lindgren", True),
        ("4 Comment by the Norvale Institute", True),
        ("Statement from the Minister of Ports", True),
        ("Minority report by Ada Ferrand and Otto Lindgren", True),
        ("Geleitwort von Otto Lindgren", True),
        ("Foreword: Otto Lindgren, director", True),
        ("Note of dissent by Ada Ferrand", False),
        ("Foreword by the authors", False),
        ("Appendix A: Dues by port", False),
        ("Annex 2: Fees by Year and Port", False),
        ("Damage done by floods", False),
        ("Foreword", False),
    ],
)
def test_a_part_that_another_signs_is_dropped_up_to_the_next_heading(
    heading: str, is_another: bool
) -> None:
    doc = _paper((14, "Findings"), (10, OWN), (14, heading), (10, PART), (12, "In detail"),
                 (10, LATER), (14, "Next steps"), (10, LAST))  # fmt: skip
    assert paragraphs(doc) == ([OWN, LAST] if is_another else [OWN, PART, LATER, LAST])
    assert _why(doc, PART) == ("signed by another" if is_another else "")


@pytest.mark.parametrize(
    ("heading", "opens", "closes", "is_another"),
    [
        ("Foreword", "", "Otto Lindgren, director", True),
        ("Preface", "By Otto Lindgren", "", True),
        ("Preface", "By Ada Ferrand", "", False),
        ("Foreword", "", "Ada Ferrand", False),
        ("Who owns the quays", "By Otto Lindgren", "", True),
        ("Who owns the quays", "By Ada Ferrand", "", False),
    ],
)
def test_who_signs_may_stand_below_the_heading_or_the_part(
    heading: str, opens: str, closes: str, is_another: bool
) -> None:
    signed = [(10.0, line) for line in (opens, PART, closes) if line]
    doc = _paper((14, "Findings"), (10, OWN), (14, heading), *signed, (14, "Next steps"),
                 (10, LAST))  # fmt: skip
    assert (PART in paragraphs(doc)) is not is_another
    assert [text for text in paragraphs(doc) if text in (OWN, LAST)] == [OWN, LAST]


@pytest.mark.parametrize("title", ["Statement by Otto Lindgren", "Comment by Otto Lindgren"])
def test_the_title_and_the_by_line_sign_the_whole(title: str) -> None:
    page = _stacked((20, 60, title), (10, 60, OWN), (14, 60, "Next steps"), (10, 60, LAST))
    assert paragraphs(document(by_hand.set_by_hand([page]))) == [OWN, LAST]
    assert paragraphs(_paper((10, OWN), (10, LAST), by=title)) == [OWN, LAST]


CHAPTER = " ".join(papers.sentences(12, start=40))


@pytest.mark.parametrize(
    ("heading", "text", "reason"),
    [
        ("Acknowledgements", "We thank the pilots of Norvale and two reviewers.",
         "acknowledgements"),
        ("Acknowledgments and funding", "We thank the pilots of Norvale.", "acknowledgements"),
        ("Disclosure statement", "Nobody paid the authors for this.", "conflict of interest"),
        ("7. Conflicts of interest", "None of the authors owns a ship.", "conflict of interest"),
        ("Funding", "This work was supported by the Quay Trust under grant 7.", "funding"),
        ("Data availability statement", "The dues are in the harbour's yearbook.",
         "statement on data"),
        ("Funding", "The board should pay for the canal from its dues alone.", ""),
        ("Acknowledgements", CHAPTER, ""),
        ("Thanks to the pilots, the harbour is safe", "It wasn't so when the treaty was made.", ""),
        ("", "No potential conflict of interest was reported by the authors.",
         "conflict of interest"),
        ("", "Acknowledgements: We thank the pilots of Norvale for their time.",
         "acknowledgements"),
        ("", "No conflict of interest rules bind the board, which should adopt some now. "
         "The pilots have asked for them since the treaty was made, and nobody has told them why "
         "there are none, though every other harbour of the coast has had them for many years.",
         ""),
    ],
)  # fmt: skip
def test_what_an_article_says_of_itself_is_dropped(heading: str, text: str, reason: str) -> None:
    headed = [(14.0, heading)] if heading else []
    doc = _paper((14, "Findings"), (10, OWN), *headed, (10, text), (14, "Next steps"), (10, LAST))
    assert _why(doc, text) == reason
    assert (text in paragraphs(doc)) is (not reason)
    assert {OWN, LAST} <= set(paragraphs(doc))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Department of Tides, Norvale University, Norvale", "affiliation"),
        ("a Norvale University, School of Ports, Norvale", "affiliation"),
        ("*Corresponding author. Email: ada@norvale.example. Received 3 May 2031", "affiliation"),
        ("Received 3 May 2031; accepted 4 June 2031", "affiliation"),
        ("School fees rose in Norvale, and nobody asked the board of the harbour why.", ""),
    ],
)
def test_affiliations_below_the_title(line: str, reason: str) -> None:
    doc = _paper((10, line), (14, "Findings"), (10, OWN))
    assert _why(doc, line) == reason
    assert doc.reference.author == (Name("Ferrand", "Ada"),)


SAID = "The pilots were heard in March. Their chair, Otto Lindgren, said:"


@pytest.mark.parametrize(
    ("lead", "left", "kept_too"),
    [
        (SAID, 100, False),
        (SAID, 60, True),  # nothing shows where his words end
        ("The committee recommends that three things be done:", 100, True),
        ("The pilots were heard in March, and said so.", 100, True),
    ],
)
def test_what_is_set_in_below_somebody_said_is_no_text_of_the_authors(
    lead: str, left: float, kept_too: bool
) -> None:
    page = _stacked((20, 60, "Who pays for deep water?"), (10, 60, OWN), (10, 60, lead),
                    (10, left, PART), (10, 60, LAST))  # fmt: skip
    doc = document(by_hand.set_by_hand([page]))
    assert (PART in paragraphs(doc)) is kept_too
    assert _why(doc, PART) == ("" if kept_too else "quotation set apart")
    assert LAST in paragraphs(doc)


ITEM = "The board should lower the dues before the winter."


@pytest.mark.parametrize(
    ("signs", "item"),
    [
        ([(50, 640, 10, "u")], True),  # at the line's start: a bullet
        ([(60 + 6 * len(ITEM) + 4, 640, 10, "u")], False),  # behind it: nobody can tell
        ([(20, 640, 30, "A")], False),  # a large one may be the first letter
        ([(60 - 6, 640, 10, "A")], False),  # so may one that touches the word
        ([(50, 640, 10, "ab")], False),
    ],
    ids=["bullet", "behind", "large", "touching", "two"],
)
def test_of_a_line_with_an_ornament_for_a_bullet_only_that_goes(
    signs: list[by_hand.Placed], item: bool
) -> None:
    page = [*_stacked((20, 60, "Who pays?"), (10, 60, OWN)), (60, 640, 10, ITEM),
            *by_hand.set_in_lines(LAST, 60, 600, 460)]  # fmt: skip
    doc = document(by_hand.set_by_hand([page], signs=signs))
    assert paragraphs(doc) == ([OWN, ITEM, LAST] if item else [OWN, LAST])
    reasons = {reason for text, reason in dropped(doc).items() if ITEM in text}
    assert reasons == (set() if item else {"letters that map to nothing"})


@pytest.mark.parametrize("gap", [12, 30], ids=["close", "apart"])
@pytest.mark.parametrize("number", ["Page {} of 4", "{}/4", "– {} –", "{}"])
def test_notes_above_a_page_number_in_the_size_of_the_text(gap: float, number: str) -> None:
    texts = papers.paragraphs(4, start=20)
    laws = ("harbour law", "toll office", "canal treaty", "yearbook of the pilots")
    notes = [f"{n + 1}Dues are those of the {law}." for n, law in enumerate(laws)]
    pages = [
        [
            *by_hand.set_in_lines(text, 60, 760, 460),
            *([(60, 60 + gap, 8, note)] if n != 1 else []),
            (60, 60, 10, number.format(n + 1)),
        ]
        for n, (text, note) in enumerate(zip(texts, notes, strict=True))
    ]
    doc = document(by_hand.set_by_hand(pages))
    assert paragraphs(doc) == texts
    assert kept(doc, "heading") == []
    shown = [f"{note[0]} {note[1:]}" for n, note in enumerate(notes) if n != 1]
    assert kept(doc, "note") == shown
    assert [block.page for block in doc.blocks if block.kind == "note"] == [1, 3, 4]


@pytest.mark.parametrize(
    ("line", "formula"),
    [
        ("y = a + b x + c z (1)", True),
        ("D = max(S, T) - f (S) (2)", True),
        ("The law says that dues = costs, and no more than that.", False),
        ("The board raised the dues in the spring of 2031 (2)", False),
        ("Dues = 4 crowns", False),
    ],
)
def test_a_formula_is_no_text(line: str, formula: bool) -> None:
    doc = _paper((10, OWN), (10, line), (10, LAST))
    assert (_why(doc, line) == "formula") is formula
    assert {OWN, LAST} <= set(paragraphs(doc))
