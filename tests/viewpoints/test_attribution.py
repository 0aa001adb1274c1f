"""Who holds a sentence: paragraphs beside the holder of each of their sentences.

"author" is the writer, "unknown" somebody who can't be told, "mixed" more than one.
"""

from __future__ import annotations

import pytest
from support import attributed, holders

A, U, M = "author", "unknown", "mixed"
WEISS, OAKES, SANDS = "Anna Weiss", "Martin Oakes", "Helen Sands"


@pytest.mark.parametrize(
    ("paragraph", "holder", "reported", "cue"),
    [
        ("Anna Weiss said the cod quota would fall.", WEISS, "indirect", "said"),
        ("“The cod quota must fall,” said Anna Weiss.", WEISS, "direct", "said"),
        ("‘The cod quota must fall,’ said Anna Weiss.", WEISS, "direct", "said"),
        ("''The cod quota must fall,'' Anna Weiss said.", WEISS, "direct", "said"),
        ('"The quota," said Anna Weiss, "must fall by a third."', WEISS, "direct", "said"),
        ("“Will the cod quota ever fall?” asked Anna Weiss.", WEISS, "direct", "asked"),
        ("Anna Weiss responded: “The cod quota must fall.”", WEISS, "direct", "responded"),
        ("Anna Weiss said the quota was “far too high for this coast”.", WEISS, "direct", "said"),
        ("Anna Weiss said the quota was “absurd”.", WEISS, "indirect", "said"),
        ("According to Anna Weiss, the quota must fall.", WEISS, "indirect", "according to"),
        ("The quota must fall, according to Anna Weiss.", WEISS, "indirect", "according to"),
        ("In Anna Weiss’s view, the quota must fall.", WEISS, "indirect", "according to"),
        ("As Anna Weiss put it, the quota must fall.", WEISS, "indirect", "according to"),
        ("The cod quota, Anna Weiss said, must fall by a third.", WEISS, "indirect", "said"),
        ("Anna Weiss believes that the quota will fall.", WEISS, "indirect", "believes"),
        ("Anna Weiss fears that the boats will rot.", WEISS, "indirect", "fears"),
        ("Anna Weiss has long held that the quota would fail.", WEISS, "indirect", "held"),
        ("Anna Weiss is convinced that the quota will fail.", WEISS, "indirect", "convinced"),
        ("Anna Weiss is sure that the quota will fail.", WEISS, "indirect", "is"),
        ("Anna Weiss wants a lower quota.", WEISS, "indirect", "wants"),
        ("Anna Weiss rejects the quota.", WEISS, "indirect", "rejects"),
        ("Anna Weiss called the quota a disgrace.", WEISS, "indirect", "called"),
        ("Anna Weiss called for a lower quota.", WEISS, "indirect", "called"),
        ("Anna Weiss does not believe that the quota will fall.", WEISS, "indirect", "believe"),
        ("Anna Weiss denied that the quota had failed.", WEISS, "indirect", "denied"),
    ],
)
def test_cue(paragraph: str, holder: str, reported: str, cue: str) -> None:
    ((_, found),) = attributed(paragraph)
    assert found.speaker is not None
    assert (found.speaker.name, found.reported, found.cue) == (holder, reported, cue)
    assert not (found.unknown or found.mixed)


@pytest.mark.parametrize(
    "paragraph",
    [
        "The evidence shows that the quota is too high.",
        "The treaty says that boats must land their catch at home.",
        "This suggests that the quota has failed.",
        "Anna Weiss will say that the quota has to fall.",
        "Anna Weiss might argue that the quota has to fall.",
        "Anna Weiss did not say that the quota would fall.",
        "Did Anna Weiss say that the quota would fall?",
        "Nobody believes that the quota will work.",
        "No minister has said that the quota will work.",
        "Few fishermen believe that the quota will work.",
        "I think the quota has failed.",
        "In my view, the quota has failed.",
        "The “sustainable” quota is nothing of the kind.",
        "The quota failed because the minister said too little.",
        "Skippers who said so in May were laughed at.",
        "The council’s claim that the quota works is false.",
        "The ministry should say that the quota has failed.",
    ],
)
def test_authors_own(paragraph: str) -> None:
    assert holders(paragraph) == [A]


@pytest.mark.parametrize(
    "paragraph",
    [
        "“The harbour has nothing left to sell,” it was claimed.",
        "It is feared that the quota will fail.",
        "The quota is said to have failed.",
        "The council was told that the quota had failed.",
        "They said the quota was too high.",
        "He said the quota was too high.",
        "It said the quota was too high.",
        "My mother said the quota was too high.",
        "Martin Oakes left the talks, saying that the rent cap was a fraud.",
        "Martin Oakes went on to say that the rent cap was a fraud.",
        "For Martin Oakes, the rent cap is a fraud.",
        "People like Oakes, she said.",
        "According to her, the rent cap is a fraud.",
        "“It is ours,” she shouted.",
        "Martin Oakes’s view is that the rent cap is a fraud.",
        "The rent cap is dead, which is what Martin Oakes says.",
        "Baek, Oakes and Sands all said the rent cap was a fraud.",
        "One poster said “the rent cap has failed us all again”.",
        # The parse takes the noun before the comma for the one who speaks.
        "To understand the real Helen Sands, Chief Justice Oakes said, one should visit the hall.",
    ],
)
def test_somebodys_but_nobody_can_tell_whose(paragraph: str) -> None:
    assert holders(paragraph) == [U]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # The quotation goes on behind its cue, and ends before the author speaks again.
        (
            ["“The cap works,” said Martin Oakes. “Nobody doubts it.” Rents rose."],
            [OAKES, OAKES, A],
        ),
        (
            ["‘The cap works,’ said Martin Oakes. ‘Nobody doubts it.’ Rents rose."],
            [OAKES, OAKES, A],
        ),
        (["“Why stop now?” Martin Oakes asked. “We are winning.” Rents rose."], [OAKES, OAKES, A]),
        # The cue comes after the last of several sentences.
        (["“The cap works. Nobody doubts it,” said Martin Oakes."], [OAKES, OAKES]),
        # Over paragraphs: a mark that is not closed is opened again.
        (
            ["“The cap works,” said Martin Oakes. “We saw it.", "“It will stay.”", "Rents rose."],
            [OAKES, OAKES, OAKES, A],
        ),
        (
            ['"The cap works.', '"It will stay," said Martin Oakes.', "Rents rose."],
            [OAKES, OAKES, A],
        ),
        # A quotation that is a paragraph is the last speaker's, unless it has another, a heading's
        # marks or one word only, or the writer spoke between.
        (["“The cap works,” said Martin Oakes.", "“It will stay.”", "“Yes.”"], [OAKES, OAKES, U]),
        (["“The cap works,” said Martin Oakes.", "‘It will stay’"], [OAKES, U]),
        (["“The cap works,” said Martin Oakes. It rained.", "“It will stay.”"], [OAKES, A, U]),
        (
            [
                "“It works,” said Martin Oakes.",
                "“It fails. It is bad.” “It must go,” said Helen Sands.",
            ],
            [OAKES, SANDS, SANDS, SANDS],
        ),
        # Two quotations with nothing between them are of one speaker.
        (["It rained. “The cap works.” “It will stay,” said Martin Oakes."], [A, OAKES, OAKES]),
        # A name behind a dash signs what stands before it, there or in the next paragraph.
        (
            ["“The cap works. It will stay.” — Martin Oakes, baker", "Martin Oakes bakes."],
            [OAKES, OAKES, A, A],
        ),
        (
            ["“The cap works.", "“It will stay.”", "― Martin Oakes", "Rents rose."],
            [OAKES, OAKES, A, A],
        ),
        (["“The cap works. It will stay.” — The Times", "Martin Oakes bakes."], [U, U, A, A]),
        # Not opened again, or closed without having been opened: rather nobody's.
        (["“The cap works.", "It will stay for years.” Rents rose."], [U, U, A]),
        (["“The cap works.", "It will stay for years."], [U, U]),
        (["The cap will stay for years.”"], [U]),
        # Another's words stand between.
        (
            ["“Rents are high,” said Martin Oakes. “Wages are low,” said Helen Sands."],
            [OAKES, SANDS],
        ),
        # A stray quotation, and a half-quoted sentence after a direct one.
        (["The port was empty. “We have nothing left to sell.” It rained."], [A, U, A]),
        (["“The cap works,” Martin Oakes said. The town should “stop moaning”."], [OAKES, U]),
        # A colon hands the word over, to the next paragraph too; without marks it is nobody's.
        (["Martin Oakes added:", "“The cap works.”"], [OAKES, OAKES]),
        (["Martin Oakes added:", "The cap works. It will stay.", "Rents rose."], [OAKES, U, U, A]),
        # Labels of a transcript or an interview.
        (["WEISS: The cap fails.", "OAKES: It works.", "WEISS: It fails.", "It does."], [U] * 4),
        (["Q: Will it stay?", "A: It will stay.", "Q: How long?", "A: Two years."], [U] * 4),
        (["Rule one: The net stays wet.", "Boats came in."], [A, A]),
    ],
)
def test_quotations_that_go_on(paragraphs: list[str], expected: list[str]) -> None:
    assert holders(*paragraphs) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Martin Oakes said the cap worked and warned that rents would rise.", OAKES),
        ("Martin Oakes said the cap worked, but he warned that rents would rise.", OAKES),
        ("Martin Oakes said the cap worked, but Helen Sands said it failed.", M),
        ("Martin Oakes said the cap worked, while Helen Sands insisted that it failed.", M),
        ("Rents kept rising, but Martin Oakes said that the cap would work.", M),
        ("Tenants argue that the cap works; landlords say it failed.", M),
        (
            "Martin Oakes said the cap, which Helen Sands called “the worst mistake in years”, "
            "would stay.",
            M,
        ),
    ],
)
def test_two_claims_in_one_sentence(paragraph: str, expected: str) -> None:
    assert holders(paragraph) == [expected]


@pytest.mark.parametrize(
    ("paragraphs", "last"),
    [
        # The last speaker, in the same paragraph or the one before.
        (["Anna Weiss said the quota must fall. She added that it was late."], WEISS),
        (["Anna Weiss said the quota must fall.", "“It is late,” she added."], WEISS),
        (["The mayor, Helen Sands, rejects the offer. She wants less."], SANDS),
        (["Anna Weiss said the quota must fall.", "It rained.", "She said it was late."], WEISS),
        (["Anna Weiss said no.", "It rained.", "It snowed.", "She said it was late."], U),
        # He is no she: told by the given name, by a title, or by what she was called before.
        (["Anna Weiss said the quota must fall. He added that it was late."], U),
        (["Mr Vogt said the quota must fall. She added that it was late."], U),
        (["Chris Vogt spoke. Vogt said no. He said it was late. She said no."], U),
        # Somebody else stands in between, or could as well be meant.
        (["Anna Weiss said no. Helen Sands left the room. She said it was late."], U),
        (["Anna Weiss said no. Martin Oakes left the room. She said it was late."], WEISS),
        (["Martin Oakes accused Peter Hall of delay. He said the cap was overdue."], U),
        (["Helen Sands accused Martin Oakes of delay. He said the cap was overdue."], U),
        (["Helen Sands said Martin Oakes had lied. He said the cap was overdue."], U),
        (["Helen Sands said Martin Oakes had lied. She said the cap was overdue."], SANDS),
        (["Anna Weiss said no. My mother said yes. She said it was late."], U),
        (["Anna Weiss said no. The council said yes. She said it was late."], WEISS),
        # She of whom the sentence before is, though she said nothing there.
        (["Anna Weiss came by boat. “The quota must fall,” she said."], WEISS),
        (["Anna Weiss came. Helen Sands came as well. “The quota must fall,” she said."], U),
        (["Anna Weiss came with Helen Sands. “The quota must fall,” she said."], U),
        (["Martin Oakes spoke to Helen Sands. She said it was late."], U),
        (["“Martin Oakes is wrong,” said Anna Weiss. “He lies,” she said."], WEISS),
    ],
)
def test_pronouns(paragraphs: list[str], last: str) -> None:
    assert holders(*paragraphs)[-1] == last


def test_one_sentence_and_none() -> None:
    assert holders("Fish.") == [A]
    assert attributed() == []


ASIDE = "Anna Weiss has been the pilot here since the bridge was built. Martin Oakes met her."


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # A label's person is the speaker; the sentence with the label in it is not quoted.
        (
            [ASIDE, "Martin Oakes: Will it stay? It must not.", "Anna Weiss: It will. It must.",
             "Oakes: Why should it? It is old.", "AW: Everybody needs it. I need it.",
             "Martin Oakes: Thank you."],
            [A, A, U, OAKES, U, WEISS, U, OAKES, U, WEISS, U],
        ),
        # What follows without a label may be anybody's, as may what is quoted within a turn.
        (
            [ASIDE, "Weiss: It will stay. It must.", "It is late.",
             "Oakes: No. Helen Sands said it fails.", "Weiss: Yes."],
            [A, A, U, WEISS, U, U, U, U],
        ),
        # Nobody is called so.
        (["Q: Will it stay?", "A: Yes. It will stay.", "Q: How long?", "A: Two years."], [U] * 5),
        # An interviewer who signed the text and labels her own words.
        (
            ["Anna Weiss met us by the sea.", "Petra Quill: Is it? It works.", "It is a fraud."],
            [A, U, "Petra Quill", U],
        ),
        # Questions that are set apart, with longer answers.
        (
            ["The mayor met us by the sea.", "Does the cap work?", "It works. We saw it work.",
             "Will it stay for good?", "It will stay until the rents have come down.",
             "And then what?", "Then we will see what the landlords do."],
            [A] + [U] * 7,
        ),
        # Two of them are rhetoric.
        (
            ["Does the cap work?", "It works. We have seen it work.", "Will it stay?",
             "It will stay until the rents have come down."],
            [A] * 5,
        ),
    ],
)  # fmt: skip
def test_transcripts_and_interviews(paragraphs: list[str], expected: list[str]) -> None:
    assert holders(*paragraphs) == expected


@pytest.mark.parametrize(
    ("before", "holder"),
    [
        ("The minister of the day said:", U),
        ("The letter to the council reads as follows:", U),
        ("Anna Weiss, the pilot of the day, then wrote to us:", U),
        ("The rest of it is simple:", A),
        ("The minister has said too much.", A),
    ],
)
def test_what_is_announced_as_said_is_never_the_authors(before: str, holder: str) -> None:
    assert holders(before, "The cap should stay for good.")[-1] == holder
    assert holders(before, "The cap works.", "Rents rose.")[-1] == A


@pytest.mark.parametrize(
    ("opening", "fit"),
    [
        ("LISBON, March 12 (Norda) - Rents rose.", False),
        ("LISBON — Rents rose.", False),
        ("NEW HARBOUR, Maine, Sept. 3 (Norda) – Rents rose.", False),
        ("Lisbon (Norda) – Rents rose in all of the towns by the sea.", False),
        ("Rents rose - and they rose fast.", True),
        ("The NHB (the board) said so.", True),
    ],
)
def test_a_dateline_is_in_no_quotation(opening: str, fit: bool) -> None:
    found = [
        attribution.mixed for _, attribution in attributed("It rained.", opening, "Snow fell.")
    ]
    assert not found[0] and not found[-1]
    assert any(found) is not fit
    assert all(found[1:-1]) is not fit
