"""Salutations, closings and signatures: told apart from the text, and from menus."""

from __future__ import annotations

import pytest

from briefgen.readers.judge import judge
from briefgen.readers.pieces import Piece

from .reading import document, dropped, paragraphs

BODY = (
    "Harbour fees have risen faster than traffic since the treaty was signed, as all towns know.",
    "A fairer rule would let the boats below ten tons go free, and would ask more of the others.",
)


def _labels(*lines: str) -> list[str]:
    above = [Piece("Who pays for the lights", "title"), *(Piece(text) for text in BODY)]
    return judge([*above, *(Piece(line) for line in lines)])[3:]


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        (["Yours faithfully,", "Jane Roe", "Director, Norvale Institute", "Norvale"],
         ["closing", "signature", "signature", "signature"]),
        (["Jane Roe", "Director, Norvale Institute"], ["signature", "signature"]),
        (["Kind regards", "J. Roe"], ["closing", "signature"]),
        (["Thank you.", "Ada Falk", "Minister of Ports"],
         ["paragraph", "signature", "signature"]),
        (["A line that nothing follows"], ["line after the text"]),
        (["Jane Roe is a lecturer in maritime law at the University of Norvale."],
         ["author's biography"]),
        (["The pilots thanked her.", "And they went home."], ["paragraph", "paragraph"]),
    ],
)  # fmt: skip
def test_the_end_of_a_letter(lines: list[str], labels: list[str]) -> None:
    assert _labels(*lines) == labels


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Dear Minister,", "salutation"),
        ("Ladies and gentlemen,", "salutation"),
        ("Meine Damen und Herren,", "salutation"),
        ("Mr Speaker,", "salutation"),
        ("What the board knew", ""),
        ("Dear fuel is no reason to put off the dredging of the inner basin again.", ""),
    ],
)
def test_a_salutation_is_no_text(line: str, reason: str) -> None:
    text = "\n\n".join(["# Who pays for the lights", line, *BODY])
    assert dropped(document(text)).get(line, "") == reason


def test_a_letterhead_is_no_menu() -> None:
    head = "MINISTRY OF RIVERS AND PORTS"
    found = document("\n\n".join([head, "Who Pays for the Lights", "4 March 2031", *BODY]))
    assert dropped(found)[head] == "masthead"
    assert paragraphs(found) == list(BODY)


def test_what_a_page_shows_beside_its_article_is_named() -> None:
    markup = (
        "<html><body><nav>Ports</nav><article><h1>Who pays for the lights</h1>"
        "<p class=byline>By Jane Roe</p><time>4 March 2031</time>"
        + "".join(f"<p>{text}</p>" for text in BODY * 2)
        + "</article><div class=footer>© 2031 Tidewater</div></body></html>"
    )
    reasons = dropped(document(markup.replace(BODY[0], BODY[0].replace("all", "most"), 1)))
    assert reasons["By Jane Roe"] == "byline"
    assert reasons["4 March 2031"] == "date line"
    assert reasons["© 2031 Tidewater"] == "copyright line"
    assert reasons["Ports"] == "menu"
