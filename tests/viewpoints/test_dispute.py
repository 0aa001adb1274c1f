"""Disputes told in one sentence: the sentence beside the two parties, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import attributed, document

from briefgen.annotate import annotate
from briefgen.viewpoints import Disputed, attribute, disputes

#: Who claims, who denies and in what words, from which the promise's sentences are made.
CLAIMANTS = ("The union", "Anna Weiss", "Green groups")
DENIERS = ("the port authority", "Martin Oakes", "shipowners")
FRAMES = (
    "{one} said that the harbour was unsafe, a charge that {other} denied.",
    "{one} said that the harbour was unsafe.",
    "“{one} said that the harbour was unsafe, a charge that {other} denied,” said Ida Lund.",
    "Will {other} deny what {one} said of the harbour?",
    "{one} opposed the new harbour, while {other} supported it.",
)


def told(*paragraphs: str) -> list[Disputed]:
    made = document(*paragraphs)
    found = annotate([made])[0]
    return [dispute for _, dispute in disputes(made, found, attribute(made, found))]


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        # A claim, and beside it who denies it,
        ("Critics say the harbour is unsafe, a charge that the company denied.",
         ("Critics", "Company")),
        ("The union said the yard had hidden two accidents, an accusation which the company "
         "denies.", ("Union", "Company")),
        ("Anna Weiss alleged that the vote had been rigged, something that Oakes strongly "
         "disputed.", ("Anna Weiss", "Oakes")),
        ("The opposition accused the port authority of hiding the costs, which the authority "
         "denies.", ("Opposition", "Authority")),
        # by a pronoun that means who is accused.
        ("The opposition accused the mayor of bribery, which she denied.",
         ("Opposition", "Mayor")),
        # Another's claim, whichever way it is said to be another's,
        ("The ministry rejects the union's claim that the harbour is unsafe.",
         ("Union", "Ministry")),
        ("The minister has rejected accusations from the opposition that she misled the house.",
         ("Opposition", "Minister")),
        ("The claim by the union that the yard is unsafe is disputed by the company.",
         ("Union", "Company")),
        ("The ministry rejected calls from the unions for a higher wage.",
         ("Unions", "Ministry")),
        # or in spite of it.
        ("Despite the union's claim that the harbour is unsafe, the board insists that it is "
         "sound.", ("Union", "Board")),
        ("Contrary to the mayor's claims, engineers say the bridge is unsafe.",
         ("Mayor", "Engineers")),
        # Two reports: the one denies the other,
        ("Fishermen say the quota is too low, but the ministry denies it.",
         ("Fishermen", "Ministry")),
        ("Residents claim the dust makes them ill, though the company denies this.",
         ("Residents", "Company")),
        ("Residents blame the smelter for the dust, but the company denies responsibility.",
         ("Residents", "Company")),
        ("Ankara says the strait is closed, but Athens rejects the claim.", ("Ankara", "Athens")),
        ("Fishermen say the quota is too low, but the ministry disagrees.",
         ("Fishermen", "Ministry")),
        # or says that it is not so, by negation, by the opposite word, or in short;
        ("Norway says that the stock is recovering, while Iceland says that the stock is not "
         "recovering.", ("Norway", "Iceland")),
        ("The council argues that the toll is fair, while shopkeepers insist it is unfair.",
         ("Council", "Shopkeepers")),
        ("Fishermen say the quota will ruin them; the ministry says it will not.",
         ("Fishermen", "Ministry")),
        # they are for and against one thing;
        ("Shipowners oppose the quota, while environmental groups back it.",
         ("Environmental groups", "Shipowners")),
        # they are those who are for it and those who are against it.
        ("The toll's supporters say it would cut traffic; opponents claim it hurts shops.",
         ("Toll's supporters", "Opponents")),
        ("The ministry says the toll will cut traffic, but critics say it will hurt shops.",
         ("Ministry", "Critics")),
    ],
)  # fmt: skip
def test_tells_a_dispute(sentence: str, parties: tuple[str, str]) -> None:
    assert [dispute.parties for dispute in told(sentence)] == [parties]


@pytest.mark.parametrize(
    "sentence",
    [
        # Nobody else is said to claim it.
        "Weiss denied that she had eaten the fish.",
        "The company denied wrongdoing.",
        "Weiss dismissed the claim that the harbour is unsafe.",
        # It is one party's own change of mind, or both are of one mind,
        "Weiss said in spring that the quota was right, but she now rejects it.",
        "Weiss rejected her own earlier view that the tax was fair.",
        "The unions oppose the plan, and the employers reject it as well.",
        "Unions criticised the plan, while the opposition rejected it.",
        "The Weiss campaign denied a claim by Weiss that the vote was rigged.",
        "The union's leader denied a claim by the union that the vote was rigged.",
        "Britain says the border is safe, but the British government denies it.",
        "Residents say the dust is toxic, but a spokesman denies it.",
        # or they speak of different things.
        "The ministry says the toll will cut traffic, while engineers say the bridge is old.",
        "The ministry argues that it acted in time, while the union says it was never asked.",
        "The ministry denied visas to the crew, which the union criticised.",
        "The board rejected the offer of the bank.",
        "Residents say the dust is toxic, but the company denies hiding it.",
        "Norway says that the stock is safe, while Iceland says that the coast is not safe.",
        "The union says 300 jobs were lost, but the company says no jobs will be lost.",
        "Ministers support the plan for a toll, while residents oppose the plan for a tunnel.",
        # It is thinkable, denied, asked, over or long ago.
        "The union would reject the ministry's claim that the harbour is safe.",
        "Critics may say the yard is unsafe, a charge that the company would deny.",
        "If the ministry rejects the union's claim, the yard will close.",
        "The ministry does not dispute the union's claim.",
        "Does the ministry reject the union's claim?",
        "The ministry denied the union's claim until the report came out.",
        "The company initially denied the union's claim, but then paid.",
        "In 1887 the company denied the union's claim that the yard was unsafe.",
        # What is asked for and refused is no claim,
        "Weiss said that she had asked for a visa, which the embassy denied.",
        "The ministry rejected the fishermen's claim for damages.",
        "The bank rejected the farmers' insurance claims.",
        # nor do figures speak.
        "The survey contradicts the ministry's claim that the stock is recovering.",
        # A court decides; and "some" and "she" are nobody whom a reader knows.
        "A judge rejected the union's claim that the yard was unsafe.",
        "Some say the tax is fair, but others disagree.",
        "She rejected the union's claim.",
        # Somebody else tells it.
        "“The ministry rejects the union's claim,” said Anna Weiss.",
        "Anna Weiss said that the ministry rejected the union's claim.",
        "According to Weiss, critics say the yard is unsafe, but the company denies it.",
        "Weiss said critics say the yard is unsafe, a charge that the company denies.",
    ],
)
def test_tells_no_dispute(sentence: str) -> None:
    assert told(sentence) == []


def test_what_goes_on_in_somebodys_speech_is_not_the_sources() -> None:
    """A transcript's turn: the sentence has no marks and no cue, and is the speaker's."""
    turn = "WEISS: I am glad to be here. The ministry rejects the union's claim."
    assert told("LUND: Welcome, Anna Weiss.", turn, "LUND: Thank you.", turn) == []


@given(st.sampled_from(FRAMES), st.sampled_from(CLAIMANTS), st.sampled_from(DENIERS))
def test_parties_are_the_sentences_own_words(frame: str, one: str, other: str) -> None:
    """Verbatim, but for the article and a capital; two different ones, outside quotation marks."""
    text = frame.format(one=one, other=other)
    for sentence, _ in attributed(text):
        for dispute in told(sentence.text):
            first, second = (party.lower() for party in dispute.parties)
            assert first != second
            assert all(party in text.lower() and party for party in (first, second))
            assert "“" not in text and "?" not in text
