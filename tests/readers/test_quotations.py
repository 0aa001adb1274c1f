"""Quotations that no marks tell: nobody's words become the author's, whatever the format."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import Dropped
from briefgen.readers import speech
from briefgen.readers.indented import unquoted
from briefgen.readers.pieces import Piece
from briefgen.readers.quotations import set_apart, with_quotations
from briefgen.viewpoints.transcripts import announced_paragraphs

from . import papers
from . import papers_by_hand as by_hand
from .reading import document, dropped, kept, paragraphs
from .word import doc, p

TITLE = "Who pays for the lights"
OPENING = "The board met in March and heard the pilots for two days in the old customs house."
SAID = "Harbour minister Ada Falk said:"
FIRST = "Pilots should be paid for the nights on which they wait in the roads."
SHORT = "They are not."
SECOND = "The port must also say who pays for the lights on the outer mole."
AFTER = (
    "Nobody had asked them before, and many had brought the tables of the past ten years with them."
)
LAST = "The fees have risen faster than the traffic since the treaty was signed, and towns noticed."
QUOTED = (FIRST, SHORT, SECOND)
EMPTY = "\n>\n"
HEAD = "From: Jane Roe <jane@tide.example>\nSubject: Who pays\nDate: Mon, 4 Mar 2030 10:00:00 +0000"

Format = Callable[[str, tuple[str, ...]], bytes]


def _markup(cue: str, quoted: tuple[str, ...]) -> str:
    quotation = "".join(f"<p>{text}</p>" for text in quoted)
    paragraphs = f"<p>{OPENING}</p><p>{cue}</p><blockquote>{quotation}</blockquote>"
    return f"{paragraphs}<p>{AFTER}</p><p>{LAST}</p>"


def _text(cue: str, quoted: tuple[str, ...], before: str, between: str = "\n\n") -> str:
    quotation = between.join(before + text for text in quoted)
    return f"{OPENING}\n\n{cue}\n\n{quotation}\n\n{AFTER}\n\n{LAST}\n"


def _markdown(cue: str, quoted: tuple[str, ...]) -> bytes:
    return f"# {TITLE}\n\n{_text(cue, quoted, '> ', EMPTY)}".encode()


def _markdown_apart(cue: str, quoted: tuple[str, ...]) -> bytes:
    return f"# {TITLE}\n\n{_text(cue, quoted, '> ')}".encode()


def _plain(cue: str, quoted: tuple[str, ...]) -> bytes:
    return f"{TITLE}\n\n{_text(cue, quoted, '    ')}".encode()


def _plain_marked(cue: str, quoted: tuple[str, ...]) -> bytes:
    return f"{TITLE}\n\n{_text(cue, quoted, '> ', EMPTY)}".encode()


def _page(cue: str, quoted: tuple[str, ...]) -> bytes:
    body = f"<article><h1>{TITLE}</h1>{_markup(cue, quoted)}</article>"
    return f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>".encode()


def _mail(cue: str, quoted: tuple[str, ...]) -> bytes:
    return f"{HEAD}\n\n{_text(cue, quoted, '    ')}".encode()


def _newsletter(cue: str, quoted: tuple[str, ...]) -> bytes:
    return f"{HEAD}\nContent-Type: text/html\n\n<body>{_markup(cue, quoted)}</body>".encode()


def _feed(cue: str, quoted: tuple[str, ...]) -> bytes:
    entry = f"<title>{TITLE}</title><description>{escape(_markup(cue, quoted))}</description>"
    channel = f"<channel><title>Tide</title><item>{entry}</item></channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'.encode()


FORMATS: tuple[Format, ...] = (
    _markdown, _markdown_apart, _plain, _plain_marked, _page, _mail, _newsletter, _feed,
)  # fmt: skip


@pytest.mark.parametrize("written", FORMATS)
def test_what_is_announced_is_one_paragraph_with_seams(written: Format) -> None:
    found = document(written(SAID, QUOTED))
    assert paragraphs(found) == [OPENING, SAID, " ".join(QUOTED), AFTER, LAST]
    seams = {found.text.index(text) - 1 for text in QUOTED[1:]}
    assert set(found.seams) == seams
    assert announced_paragraphs(found) == {3}


@pytest.mark.parametrize("written", [f for f in FORMATS if f not in {_plain, _mail}])
@pytest.mark.parametrize("cue", [LAST[:20] + "s rose again in the spring.", "There are two rules:"])
def test_what_nothing_announces_is_put_aside(written: Format, cue: str) -> None:
    found = document(written(cue, (FIRST, SECOND)))
    assert paragraphs(found)[-2:] == [AFTER, LAST]
    gone = {text: why for text, why in dropped(found).items() if text in QUOTED}
    assert gone == dict.fromkeys((FIRST, SECOND), "block quotation that nothing announces")


@pytest.mark.parametrize("written", [_plain, _mail])
def test_an_indent_alone_is_no_quotation(written: Format) -> None:
    found = document(written("There are two rules:", (FIRST, SECOND)))
    assert {FIRST, SECOND, AFTER} <= set(paragraphs(found))


@pytest.mark.parametrize("written", FORMATS)
def test_quotation_marks_say_enough(written: Format) -> None:
    found = document(written(OPENING.replace("March", "April"), (f"“{FIRST}”",)))
    assert f"“{FIRST}”" in paragraphs(found)


def test_a_quotation_with_a_list_in_it_is_put_aside() -> None:
    found = document(f"# {TITLE}\n\n{SAID}\n\n> {FIRST}\n>\n> - {SECOND}\n\n{AFTER}\n\n{LAST}\n")
    assert {dropped(found)[text] for text in (FIRST, SECOND)} == {"quotation set apart"}


@pytest.mark.parametrize("style", ["Zitat", "IntenseQuote", "BlockText"])
def test_word_says_it_by_a_style(style: str) -> None:
    named = (("IntenseQuote", "Intense Quote"), ("BlockText", "Block Text"))
    extra = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
        for id, name in named
    )
    quoted = [p(text, style) for text in QUOTED]
    found = doc(p(TITLE, "Titel"), p(OPENING), p(SAID), *quoted, p(AFTER), p(LAST), extra=extra)
    assert paragraphs(found) == [OPENING, SAID, " ".join(QUOTED), AFTER, LAST]
    assert announced_paragraphs(found) == {3}


@pytest.mark.parametrize(
    ("cue", "indent", "apart"),
    [(SAID, 720, True), (SAID, 100, False), ("There are two rules:", 720, False)],
)
def test_word_says_it_by_an_indent_below_what_announces_it(
    cue: str, indent: int, apart: bool
) -> None:
    quoted = [p(text, properties=f'<w:ind w:left="{indent}"/>') for text in (FIRST, SECOND)]
    found = doc(p(TITLE, "Titel"), p(OPENING), p(cue), *quoted, p(AFTER), p(LAST))
    assert (FIRST not in paragraphs(found)) is apart
    assert (f"{FIRST} {SECOND}" in paragraphs(found)) is apart


def test_a_whole_text_that_is_set_in_is_set_in_for_its_margins() -> None:
    whole = f"{TITLE}\n\n{SAID}\n\n    {FIRST}\n\n    {OPENING}\n\n    {AFTER}\n\n    {LAST}\n"
    assert paragraphs(document(whole))[1:] == [FIRST, OPENING, AFTER, LAST]


WRAPPED = """\
In her letter of March the harbour minister
wrote to the pilots:
   Pilots should be paid for the nights on
   which they wait in the roads.

   The port must also say who pays.
The board has not replied.
"""


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        (WRAPPED, ["Pilots should be paid for the nights on which they wait in the roads. The "
                   "port must also say who pays."]),
        (WRAPPED.replace("   ", " "), []),
        (WRAPPED.replace("her letter", "the spring").replace("wrote", "turned"), []),
        (f"{SAID}\n\n\tNo.\n\nYes.", ["No."]),
        (f"    {SAID}\n\n    No.\n\n    Yes.", []),
        ("> No.\n>\n> Never.\nYes.", ["No. Never."]),
        ("a > b and b < c", []),
    ],
)  # fmt: skip
def test_quotations_in_plain_text(text: str, quotations: list[str]) -> None:
    plain, found = unquoted(text)
    assert [*found] == ["".join(quotation.split()) for quotation in quotations]
    assert not re.search("^ *>", plain, re.MULTILINE)


@given(st.lists(st.sampled_from(["", SAID, FIRST, "    " + SECOND, "> " + SHORT, "  a:"])))
def test_marks_and_lines_are_all_that_goes(lines: list[str]) -> None:
    plain, _ = unquoted("\n".join(lines))
    assert plain.split() == " ".join(lines).replace("> ", "").split()


@given(
    st.lists(st.tuples(st.sampled_from([SAID, FIRST, SHORT, SECOND, "Yes:"]), st.booleans())),
)
def test_no_word_is_lost(told: list[tuple[str, bool]]) -> None:
    pieces = [Piece(text, "text") for text, _ in told]
    found = with_quotations(pieces, [quoted for _, quoted in told])
    assert " ".join(entry.text for entry in found) == " ".join(text for text, _ in told)
    assert all(isinstance(entry, Piece | Dropped) for entry in found)


def test_a_short_line_belongs_to_the_quotation_that_it_stands_in() -> None:
    quotation = "".join(" ".join(QUOTED).split())
    pieces = [Piece(text, "text") for text in (SHORT, OPENING, *QUOTED)]
    assert set_apart(pieces, [quotation]) == [False, False, True, True, True]
    assert set_apart([], [quotation]) == []


@given(st.text("ab", max_size=60), st.integers(0, 40), st.text("ab", min_size=20, max_size=30))
def test_a_piece_is_found_wherever_it_stands(text: str, start: int, other: str) -> None:
    piece = (text[start:] + "a" * 20)[:24]
    found = set_apart([Piece(piece), Piece(other)], ["b" * 30, f"{text[:start]}{piece}b"])
    assert found == [True, other in "b" * 30 or other in f"{text[:start]}{piece}b"]


CUES = [
    "The minister said:", "Ada Falk told the inquiry:", "He wrote in a letter to the board:",
    "The pilots replied:", "Falk says:", "The law states:", "It reads:", "She added:",
    "“We know,” Ada Falk explained:", "The board met. Its chair warned:",
]  # fmt: skip
NO_CUES = [
    "Member states:", "Reader comments:", "Frequently asked questions:", "Editor’s notes:",
    "There are two rules:", "The minister said.", "Said:", "He said so. The rules are these:",
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "cue"), [*((line, True) for line in CUES), *((line, False) for line in NO_CUES)]
)
def test_a_cue_is_a_line_that_says_that_somebody_speaks(line: str, cue: bool) -> None:
    assert speech.is_speech_cue(line) is cue


@pytest.mark.parametrize("word", speech.KNOWN)
def test_attribution_knows_what_is_joined(word: str) -> None:
    """A quotation becomes a paragraph only below a word from which attribution takes it so."""
    line = f"The minister {word} to the pilots in the spring of that year:"
    assert speech.announces_speech(line)
    assert announced_paragraphs(document(f"{OPENING}\n\n{line}\n\n{FIRST}\n\n{AFTER}\n")) == {3}


@pytest.mark.parametrize("line", CUES)
@pytest.mark.parametrize("title", [f"# {TITLE}\n\n", f"{TITLE}\n\n", ""])
def test_a_cue_right_below_the_title_is_kept(line: str, title: str) -> None:
    found = document(f"{title}{line}\n\n{FIRST}\n\n{OPENING}\n\n{AFTER}\n")
    assert paragraphs(found) == [line, FIRST, OPENING, AFTER]
    assert found.reference.title == (TITLE if title else "")
    assert announced_paragraphs(found) == {2}


@pytest.mark.parametrize("heading", ["h3", "p"])
def test_so_is_one_above_a_block_quotation(heading: str) -> None:
    cue = f"<{heading}>The minister said:</{heading}>"
    markup = _page("", (FIRST, SECOND)).decode().replace(f"<p>{OPENING}</p><p></p>", cue)
    found = document(markup)
    assert found.text.startswith(f"The minister said:\n\n{FIRST} {SECOND}")
    assert announced_paragraphs(found) == {1 + (heading == "p")}


def _lines(text: str, left: float, top: float, width: float) -> list[by_hand.Placed]:
    return by_hand.set_in_lines(text, left, top, width)


OWN, PART, MORE, LATER = papers.paragraphs(4, start=40, length=2)


def test_a_quotation_in_a_paper_goes_on_over_the_page() -> None:
    first = [*_lines(OWN, 60, 760, 460), *_lines(SAID, 60, 660, 460), *_lines(PART, 100, 630, 420)]
    second = [*_lines(MORE, 100, 760, 420), *_lines(LATER, 60, 640, 460)]
    found = document(by_hand.set_by_hand([first, second]))
    assert paragraphs(found) == [OWN, SAID, LATER]
    reasons = [piece.reason for piece in found.dropped if piece.text[:20] in PART + MORE]
    assert reasons == ["quotation set apart"] * 2


def test_the_next_column_of_a_paper_is_no_quotation() -> None:
    left = [*_lines(OWN, 50, 760, 230), *_lines(SAID, 50, 560, 230)]
    right = [*_lines(PART, 320, 760, 230), *_lines(MORE, 320, 560, 230)]
    found = document(by_hand.set_by_hand([[*left, *right]]))
    assert {PART, MORE} <= set(paragraphs(found))
    assert kept(found, "note") == []
