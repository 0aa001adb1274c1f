"""Disputes told over two sentences: a claim and its rejoinder beside the two parties, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import document

from briefgen.annotate import annotate
from briefgen.viewpoints import Disputed, attribute, disputes

UNSAFE = "The union said that the yard was unsafe. "
BRIBES = "The opposition accused the mayor of bribery. "
LAW = "Critics say the law is unconstitutional. "

#: Who claims, who denies and in what words, from which the promise's sentences are made.
CLAIMANTS = ("The union", "Anna Weiss", "Green groups")
DENIERS = ("the port authority", "Martin Oakes", "shipowners")
CLAIMS = ("{} said that the harbour was unsafe.", "According to {}, the harbour is unsafe.")
REJOINDERS = (
    "But {} denied this.",
    "That claim is disputed by {}.",
    "Yet {} said that it was not true.",
    "In spring {} opened the harbour.",
    "“It is sound,” said {}.",
)


def told(*paragraphs: str) -> list[tuple[int, Disputed]]:
    """The disputes of a text, each behind how many sentences tell it."""
    made = document(*paragraphs)
    found = annotate([made])[0]
    return [(len(places), one) for places, one in disputes(made, found, attribute(made, found))]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # The claim as a whole is denied, by "this", or by a word for it,
        (UNSAFE + "The company denies this.", ("Union", "Company")),
        (UNSAFE + "But the company disputes that.", ("Union", "Company")),
        (UNSAFE + "The company denies it.", ("Union", "Company")),
        (UNSAFE + "The company rejects that claim.", ("Union", "Company")),
        (UNSAFE + "The company dismissed the allegation as nonsense.", ("Union", "Company")),
        (UNSAFE + "That claim is disputed by the company.", ("Union", "Company")),
        (UNSAFE + "However, the company rejected the union's claim.", ("Union", "Company")),
        (UNSAFE + "The company denied that the yard was unsafe.", ("Union", "Company")),
        ("Athens says Ankara shelled the strait. Ankara denies shelling the strait.",
         ("Athens", "Ankara")),
        ("According to the union, the yard will close. The company denies this.",
         ("Union", "Company")),
        # or is said to be false,
        (UNSAFE + "The company says that is not true.", ("Union", "Company")),
        (UNSAFE + "The company insists that the claim is unfounded.", ("Union", "Company")),
        (UNSAFE + "The company called the accusation baseless.", ("Union", "Company")),
        (UNSAFE + "The company described the claim as false.", ("Union", "Company")),
        (UNSAFE + "The company called that nonsense.", ("Union", "Company")),
        ("Critics say the adverts are misleading. The firm denies this.", ("Critics", "Firm")),
        # or the figure in it, or the fears,
        ("The minister said the scheme had helped 300 farms. Campaigners dispute the figure.",
         ("Minister", "Campaigners")),
        (UNSAFE + "The company dismissed those fears.", ("Union", "Company")),
        # or not to be somebody's view.
        (LAW + "Supporters disagree.", ("Critics", "Supporters")),
        (LAW + "Supporters do not agree.", ("Critics", "Supporters")),
        (LAW + "The council does not share that view.", ("Critics", "Council")),
        (LAW + "The council says otherwise.", ("Critics", "Council")),
        ("Green groups support the ban. Shipowners disagree.", ("Green groups", "Shipowners")),
        # Who is accused denies it, and by a pronoun only if that can't mean who accuses.
        (BRIBES + "The mayor denies wrongdoing.", ("Opposition", "Mayor")),
        (BRIBES + "She denied the charge.", ("Opposition", "Mayor")),
        ("The mayor was accused of bribery by the opposition. She denied it.",
         ("Opposition", "Mayor")),
        # Two reports are of opposite things,
        ("Norway says that the stock is recovering. Yet Iceland says the stock is not recovering.",
         ("Norway", "Iceland")),
        ("The union claims that the closure will cost 300 jobs. But the company says no jobs will "
         "be lost.", ("Union", "Company")),
        ("Ministers say the reform will save money. Opponents say it will cost more.",
         ("Ministers", "Opponents")),
        # and two stands are for and against one thing.
        ("Green groups support the ban. Shipowners oppose it.", ("Green groups", "Shipowners")),
        ("Shipowners oppose the herring ban. Green groups support the ban.",
         ("Green groups", "Shipowners")),
    ],
)  # fmt: skip
def test_tells_a_dispute(text: str, parties: tuple[str, str]) -> None:
    assert [(length, one.parties) for length, one in told(text)] == [(2, parties)]


@pytest.mark.parametrize(
    "text",
    [
        # One party denies something else,
        "The minister said the tax was fair. He denied that he had raised it.",
        UNSAFE + "The company denied that the bridge was unsafe.",
        UNSAFE + "The company rejected the claim that it had lied.",
        UNSAFE + "The company disagrees with the new law.",
        UNSAFE + "But the company says the bridge is not unsafe.",
        UNSAFE + "The company denies hiding the costs.",
        BRIBES + "The mayor denies the board a vote.",
        "The union said the figure was too high. The company disputes the figure.",
        "The union said that pay had fallen. The company disputed the figure.",
        "The union said the offer was too low. The company rejected it.",
        "The mayor said that the council had offered a rebate. Shopkeepers rejected that.",
        "The union said that the firm had paid the fine. The ministry contests it.",
        UNSAFE + "The company says it is not true that the bridge was unsafe.",
        UNSAFE + "The company says it is mistaken.",
        BRIBES + "The union denies wrongdoing.",
        "The union said that refugees needed visas. The ministry denies them.",
        "The union says jobs were lost in March. But the company says no jobs will be lost.",
        "Abortion opponents said the ruling was a warning. Supporters of abortion rights said the "
        "decision would bring out voters.",
        "Ministers support the plan for a toll. Residents oppose the plan for a tunnel.",
        "Ministers support the toll plan. Residents oppose the tunnel plan.",
        # or "that" may be what the first denies, or who denies it adds to another's denial,
        "The union said that the claim was wrong. The company denies this.",
        "The union said that there was no truth in the claim. The company denies this.",
        "The union disputed that the yard was safe. The company denies this.",
        UNSAFE + "The board also rejects that claim.",
        # or what either of two says.
        "The union said the yard was unsafe, but the mayor said it was sound. The company denies "
        "this.",
        "Weiss said that the union claims the yard is unsafe. The company denies this.",
        # It is not clear who it is, or the two may be one.
        UNSAFE + "He rejects that.",
        UNSAFE + "Some disagree.",
        UNSAFE + "A spokesman denied this.",
        UNSAFE + "The union's leader denies this.",
        BRIBES + "It denied the charge.",
        "Anna Weiss accused Martin Oakes of fraud. He denied it.",
        "Britain says the border is safe. The British government denies this.",
        "The ministry said that the border was safe. The minister denies this.",
        # It is decided, thinkable, denied, asked, over, or said by somebody.
        UNSAFE + "A court rejected that claim.",
        UNSAFE + "The company would deny this.",
        "The union may say that the yard is unsafe. The company denies this.",
        "The union did not say that the yard was unsafe. The company denies this.",
        UNSAFE + "The company did not deny this.",
        UNSAFE + "If the company denies this, the yard will close.",
        UNSAFE + "Does the company deny this?",
        UNSAFE + "In 1987 the company denied this.",
        UNSAFE + "The company denied this until the report came out.",
        "“The yard is unsafe,” said the union. The company denies this.",
        UNSAFE + "“The company denies this,” said Anna Weiss.",
    ],
)
def test_tells_no_dispute(text: str) -> None:
    assert told(text) == []


def test_stands_in_one_paragraph() -> None:
    assert told(UNSAFE.strip(), "The company denies this.") == []


def test_what_goes_on_in_somebodys_speech_is_not_the_sources() -> None:
    turn = f"WEISS: I am glad to be here. {UNSAFE}The company denies this."
    assert told("LUND: Welcome, Anna Weiss.", turn, "LUND: Thank you.", turn) == []


def test_what_one_sentence_tells_is_not_told_again_with_the_next() -> None:
    charge = "The union said that the yard was unsafe, a charge that the company denied. "
    assert [length for length, _ in told(charge + "The board rejects that claim.")] == [1]


@given(
    st.sampled_from(CLAIMS),
    st.sampled_from(CLAIMANTS),
    st.sampled_from(REJOINDERS),
    st.sampled_from(DENIERS),
)
def test_parties_are_the_texts_own_words(claim: str, one: str, reply: str, other: str) -> None:
    """Verbatim, but for the article and a capital; the first of the first sentence."""
    first, second = claim.format(one), reply.format(other)
    found = told(f"{first} {second}")
    assert bool(found) == (reply in REJOINDERS[:3])
    for length, dispute in found:
        claimant, denier = (party.lower() for party in dispute.parties)
        assert length == 2
        assert claimant in first.lower() and claimant in one.lower()
        assert denier in second.lower() and denier in other.lower()
