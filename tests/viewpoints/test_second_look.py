"""A second look: what rules leave to nobody, beside who is found to hold it, or is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import attributed, document, holders

from briefgen.annotate import annotate
from briefgen.viewpoints import attribute
from briefgen.viewpoints.attribution import cues
from briefgen.viewpoints.quotations import insides, quotation_spans
from briefgen.viewpoints.speakers import Speakers
from briefgen.viewpoints.spread import spread

A, U, M = "author", "unknown", "mixed"
WEISS, OAKES, SANDS = "Anna Weiss", "Martin Oakes", "Helen Sands"


def by_rules(*paragraphs: str) -> list[bool]:
    """Which sentences of these paragraphs rules alone leave to nobody."""
    made = document(*paragraphs)
    (found,) = annotate([made])
    spans = quotation_spans(made)
    within, speakers = insides(found, spans), Speakers(found, spans)
    given = spread(made, found, within, cues(made, found, spans, within, speakers))
    return [each.unknown for each in given]


def test_what_rules_leave_is_found() -> None:
    said = (
        "Anna Weiss spoke out, arguing that the quota would ruin the coast and small towns on it."
    )
    assert by_rules(said) == [True]
    ((_, found),) = attributed(said)
    assert found.speaker is not None
    assert found.speaker.name == WEISS
    assert (found.reported, found.cue) == ("indirect", "arguing")


@pytest.mark.parametrize(
    "sentence",
    [
        # What rules refuse for a reason stays nobody's.
        "Anna Weiss asked whether the ferry would be scrapped this winter.",
        "“Anna Weiss said that the ferry would be scrapped this winter.”",
        "It is said that the ferry would be scrapped this winter.",
        "Some former colleagues argue that the ferry must be scrapped.",
        "My grandmother argues that the ferry must be scrapped.",
    ],
)
def test_what_rules_refuse_stays_nobodys(sentence: str) -> None:
    assert holders(sentence) == [U]


def test_nothing_is_changed_that_rules_tell() -> None:
    told = ["Anna Weiss said the quota must fall. “It is late,” she added.", "It rained."]
    assert by_rules(*told) == [False, False, False]
    assert holders(*told) == [WEISS, WEISS, A]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("“The cap must go!” Helen Sands demanded. It rained.", [SANDS, U, A]),
        ("“Why not now?” Helen Sands, who chairs the board, demanded.", [SANDS, U]),
        ("“The cap is dead,” said Helen Sands, who chairs the board.", [SANDS]),
        ("“The cap is dead,” Helen Sands, a baker who chairs the board, told the press.", [SANDS]),
        ("“The cap is dead,” scoffed the baker Helen Sands.", [SANDS]),
        ("Said Helen Sands: “The cap is dead.”", [SANDS]),
        # No name beside the quotation, or no verb of saying.
        ("“The cap is dead,” the walls of Helen Sands announced.", [U]),
        ("“The Long Cap” Helen Sands sang.", [A]),
    ],
)
def test_the_order_of_words_beside_a_quotation(paragraph: str, expected: list[str]) -> None:
    assert holders(paragraph) == expected


@pytest.mark.parametrize(
    ("paragraphs", "last"),
    [
        # Only one has been named in full before the bare name, or one by far the most.
        (["Helen Sands came. Sands said no.", "Later Peter Sands came.", "It rained."], A),
        (["Helen Sands came.", "Sands said the cap must go."], SANDS),
        (["Helen Sands came. Peter Sands came. Sands said no."], U),
        (["Helen Sands came. Peter Sands came. Mrs. Sands said no."], SANDS),
        (
            ["Helen Sands came.", "Ms. Sands spoke. Ms. Sands left. She wept.", "Peter Sands came.",
             "It rained. It snowed. It blew. It froze.", "Sands said the cap must go."],
            SANDS,
        ),
        (["Sands said the cap must go.", "Helen Sands met Peter Sands."], A),
    ],
)  # fmt: skip
def test_namesakes(paragraphs: list[str], last: str) -> None:
    assert holders(*paragraphs)[-1] == last


QUOTES = "“It works. Helen Sands said so.", "Rents fell.", "“It stays. Martin Oakes left."


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # Marks that nothing closes, over a whole article: nobody's.
        (QUOTES, [U] * 5),
        (["The cap works.” It rained.” It snowed.", "“It stays” he “said."], [U, A, A, U]),
        # A text in capitals.
        (["THE CAP MUST GO, SAID HELEN SANDS. RENTS ARE TOO HIGH."], ["HELEN SANDS", A]),
        # A transcript, with marks before its labels too.
        (["Q: Will it stay?", "A: It will.", "Q: How long?", "A: Two years. It must."], [U] * 5),
        (
            ['"OAKES: It works. It stays.', '"SANDS: It fails. It must go.', '"OAKES: No.',
             "Martin Oakes met Helen Sands."],
            [U, OAKES, U, SANDS, U, U],
        ),
        # A list of posts is nobody's that can be told, and not the writer's.
        (["@oakes: It works.", "@sands: It is a fraud! #cap", "RT @oakes: It works."], [U] * 4),
        # A release that quotes the one who signs it.
        (["“Our nets are the best,” said Petra Quill. “We grow.”"], ["Petra Quill"] * 2),
        # Two people of one last name.
        (["Helen Sands met Peter Sands. Sands said no. “It failed,” he said."], [A, U, U]),
        # A single sentence, and less.
        (["Helen Sands said no."], [SANDS]),
        (["“”"], [U]),
        (["“"], [U]),
    ],
)  # fmt: skip
def test_bad_input(paragraphs: list[str], expected: list[str]) -> None:
    assert holders(*paragraphs) == expected


def test_no_sentences() -> None:
    assert attribute(document(), ()) == ()


WORDS = st.sampled_from(
    """Weiss said says the cap “ ” ‘ ’ " ' , . ? ! : — ( ) according to he she it @weiss: WEISS:
    Anna Helen Sands demanded “No.” rejected by and that""".split()
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=20).map(" ".join), min_size=1, max_size=4))
def test_whatever_the_text(paragraphs: list[str]) -> None:
    """An attribution for each sentence, nobody where it is unknown, the same each time."""
    found = attributed(*paragraphs)
    assert all(each.speaker is None for _, each in found if each.unknown)
    assert [each for _, each in attributed(*paragraphs)] == [each for _, each in found]
