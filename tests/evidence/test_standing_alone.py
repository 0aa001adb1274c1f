"""Invented sentences from many subjects, and what becomes of each: quoted, or why not."""

from __future__ import annotations

import pytest
from support import sentences

from briefgen.evidence.fitness import fitness, is_whole
from briefgen.evidence.standing import hangs, leans

#: Quotable as it stands; leaning on the sentence before; better with it; not quotable at all.
STANDS, LEANS, HANGS, UNFIT = "stands", "leans", "hangs", "unfit"

TABLE = {
    STANDS: [
        "Rents in the old town have risen by a third since the tram line was opened.",
        "The council should cap rents in the old town until new houses have been built.",
        "Wheat farmers on the southern plain lost half of their harvest to the drought.",
        "Hospitals that share a laboratory spend nine per cent less on each patient.",
        "It is unlikely that the reservoir will be full again before next spring.",
        "It would be a mistake to close the night school while fees are rising.",
        "Those who sell water by the lorry have no reason to mend the pipes.",
        "Some boats leave the harbour with nets that have been forbidden for years.",
        "One in five pupils leaves the valley’s schools without a certificate of any kind.",
        "Both Norvales are using the fair for an end that neither of them admits.",
        "“It is not the time to ease the pressure on the harbour board,” said Otto Brandt.",
        "Rust and rot must be fought early because those dangers cost the port millions.",
        "Both the port and the railway need money that the province does not have.",
        "This year the orchard growers will pay more for water than for wages.",
        "In her report to parliament, Minister Ada Lowell called the bridge unsafe.",
        "When farmers sell their water rights, they lose their orchards as well.",
        "If the ferry stops at night, it leaves nine villages without a doctor.",
        "So far the vaccine has reached only the towns along the coast road.",
        "“The ferry must run on Sundays as well,” said Otto Brandt of the island council.",
        "When she took office in March, Mayor Ines Calder promised a cheaper tram.",
        "According to the fisheries board, herring stocks have doubled within nine years.",
        "However hard the winter is, the gas stores of the republic will last until April.",
        "The government of Norvale has spent 41 million crowns on dikes that leak.",
        "A ban on wood stoves would clear the air of the valley within two winters.",
        "Teachers want smaller classes, but the ministry offers them larger screens.",
        "The plan to move the market would cost 300 stallholders their living.",
        "The president of the bank, Hanna Moe, expects prices to fall in the autumn.",
        "Instead of a new prison, the county needs forty more probation officers.",
        "Then Prime Minister Karl Voss signed the grain treaty in a railway carriage.",
        "As a result of the strike, 900 containers of fruit rotted on the quay.",
        "In the first nine months of the year the port lost a third of its cargo.",
        "In the second half of the century the port lost a third of its cargo.",
        "The lawsuit over the dikes accuses the harbour board of hiding reports.",
        "Asked if the ferry would stop, Anna Weiss said that it would sail on.",
        "Solar roofs pay for themselves in seven years, and wind farms in eleven.",
    ],
    LEANS: [
        "Both harbours are using the fair for an end that neither of them admits.",
        "It is not the boat that was seen on the river in the autumn.",
        "Rust must be fought early because those dangers cost the port millions.",
        "He will not sign the grain treaty before the harvest has been counted.",
        "This would leave the islands without a doctor for the whole winter.",
        "But then the river rose again and took the new bridge with it.",
        "The latter would cost the province twice as much as a new road.",
        "Such a step would make the dispute over the dam worse than it is.",
        "That is why the orchard growers have stopped planting apple trees.",
        "It has cost the province twice as much as the old road did.",
        "They have been waiting for a ruling of the court since the spring.",
        "However, the reservoir will not be full again before next spring.",
        "For example, the night school has lost a third of its teachers.",
        "As a result, the island has had no ferry on Sundays since May.",
        "The reason is that nobody has counted the seals since the war.",
        "Another is the price of diesel, which has doubled within a year.",
        "Its roof has been leaking since the hospital was opened in 1971.",
        "Their case rests on a map that the surveyors drew a century ago.",
        "In this case the court could only send the file back to the county.",
        "Others want the prison to be turned into a school for nurses.",
        "The same is true of the schools in the valley beyond the pass.",
        "Because of this, the vaccine has reached only the towns on the coast.",
        "Even so, the harvest on the southern plain was better than feared.",
        "Worse, the pipes that were laid last year have begun to leak.",
        "The mayor, however, refused to open the archive to the committee.",
        "Most have been waiting for a place in a nursing home since autumn.",
        "None has been mended since the flood went through the lower town.",
        "These pipes were laid by a firm that does not exist any more.",
        "Which is the best reason for keeping the ferry in public hands.",
        "To do so, the ministry would have to dismiss half of its inspectors.",
        "Since then the price of bread has doubled in the towns of the coast.",
        "Here the council has been more careful than the province was.",
        "Under such rules no fisherman could land a catch before midnight.",
        "Either way, the bridge will be closed for the whole of the summer.",
        "“They took our water and left us the bill,” the farmers like to say.",
        "The two have not spoken since the vote on the grain treaty.",
        "Growers who do so lose the right to water for the next two years.",
        "Until then the tram will stop at the foot of the hill at night.",
        "In fact, it has cost the province twice as much as the old road did.",
        "“You can’t say he never listens to fishermen,” said Anna Weiss.",
        "After years of drought, they have begun to sell their water rights.",
        "During her second term the mayor became aware of this, and rents fell.",
        "The treaty over the dam on the upper river is a good case in point.",
        "In the second case the court sent the file back to the county judge.",
        "In the latest attack the rebels burnt nine boats and the customs house.",
        "In the other case the court sent the file back to the county judge.",
        "In the second, the court sent the file back to the county judge.",
        "The second proposal would cost the province nine million crowns a year.",
        "The third is the price of diesel, which has doubled within a year.",
    ],
    HANGS: [
        "The youngest candidate wants the ferry to run on Sundays as well.",
        "Earlier, the harbour board had closed the quay for nine months.",
        "The announced strike would leave the coast without bread for a week.",
        "Elsewhere, the price of diesel has doubled within a single year.",
        "Moreover, the reservoir has been leaking since the earthquake.",
        "In addition, the night school has lost a third of its teachers.",
        "The bill would take nine hundred inspectors out of the harbours.",
        "The decision has cost the province twice what it had hoped to save.",
        "The former official now works for a firm that sells water meters.",
        "The first reason for the delay is the price of steel and cement.",
        "Second, the dam would drown eleven villages and a monastery.",
        "In the latest round of talks, the harbour unions got nothing at all.",
        "The second Harbour Act of 1904 made every skipper pay for the pilots.",
        "The lawsuit accuses the harbour board of hiding nine reports on dikes.",
        "The pledge would cost the province nine million crowns in every year.",
        "The candidates’ plans for the port would cost nine million crowns a year.",
        "The report says nothing of the children who drink the water.",
    ],
    UNFIT: [
        # Questions, and what is no sentence.
        "Will the council cap the rents in the old town before the winter?",
        "“Who will pay for the new dikes along the lower river?” asked Karl Moe.",
        "The reporters asked whether the old ferry would be scrapped this winter.",
        "The mayor was asked if the old ferry would be scrapped this winter.",
        "A new bridge over the river at the foot of the old town.",
        "Higher rents, fewer trams and a council without a single plan.",
        "Rents rose last year.",
        # Captions, headlines, by-lines, datelines, list items.
        "Mayor Ines Calder (L) opens the new tram line with her deputy on Monday.",
        "Farmers block the harbour road in Norvale last week. Photo: Otto Brandt.",
        "Children are pictured at a well that was dug in the dry season.",
        "Council Votes To Build Tram Line Through The Old Town After Long Night.",
        "Poll: Islanders want the ferry to run on Sundays and at night as well.",
        "Ferry Fares  The board has raised the fares for the third time this year.",
        "Who pays for dikes  The board has raised the fares for the third time.",
        "THE COUNCIL HAS VOTED TO BUILD THE TRAM LINE.",
        "By Ada Ferrand, who has covered the harbour for this paper since 2019.",
        "NORVALE, March 4 (Agency) – The council voted to build the tram line.",
        "(NNA) The council of Norvale voted to build the tram line on Monday.",
        "(Norvale News) The council of Norvale voted to build the tram line.",
        "• The council should cap rents until new houses have been built.",
        "2. The council should cap rents until new houses have been built.",
        "(b) the council should cap rents until new houses have been built.",
        "Mayor Ines Calder greets the first passengers in Norvale, Thursday, March 4, 2031.",
        "Have been waiting for a tram to the harbour since the spring of last year.",
        # Talk about the text.
        "As I argued above, the council should cap rents in the old town.",
        "This paper asks whether rents in the old town should be capped.",
        "In what follows, the rents of the old town are set beside those of the port.",
        "Rents have risen by a third since the tram was opened (see Figure 2).",
        "Table 3 shows how rents have risen since the tram line was opened.",
        "The next section looks at rents in the towns along the coast road.",
        "Let us now turn to the question of who has paid for the dikes.",
        "As noted earlier, the dikes have cost the province 41 million crowns.",
        "The views expressed here are those of the writer and not of the bank.",
        "This article was originally published in the Norvale Courier in May.",
        # Greetings, appeals, symbols and links.
        "Dear readers, the council has voted to build the tram line at last.",
        "Thank you for having me in Norvale, a town that I have loved for years.",
        "Subscribe to the Courier and read why the council has capped the rents.",
        "Follow us on the Courier’s page, where the council debates are shown.",
        "The tram line has been opened at last 🎉 and rents have gone up already.",
        "Rents have gone up since the tram was opened ► the council looks away.",
        "The council has put the whole plan on https://example.org for all to read.",
        # Lists that were cut.
        "On the one hand, the tram has made the old town dearer to live in.",
        "There are two reasons: first, the price of steel rose by a third.",
        "The dam has (1) drowned eleven villages and the road to the monastery.",
    ],
}  # fmt: skip


def verdict(text: str) -> str:
    """What becomes of a passage."""
    parsed = sentences(text)
    if not is_whole(text, parsed):
        return UNFIT
    if leans(parsed[0]):
        return LEANS
    return HANGS if hangs(parsed[0]) else STANDS


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [pytest.param(s, kind, id=s[:40]) for kind, group in TABLE.items() for s in group],
)
def test_verdict(sentence: str, expected: str) -> None:
    assert verdict(sentence) == expected


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        # Definite descriptions, bidding, scraps of quotation, run-in headings, answered questions.
        ("A bill on water would take nine hundred inspectors out of the harbours.",
         "The bill would take nine hundred inspectors out of the river harbours."),
        ("People should remember the harbours that have lost all their inspectors.",
         "Remember the harbours that have lost all their inspectors in these years."),
        ("The mayor called the plan a gift to the owners and a burden on tenants.",
         "The mayor called the plan a “gift to owners” and a “burden on tenants”."),
        ("The mayor told tenants in Norvale that rents will rise in the spring.",
         "Mayor to tenants in Norvale: rents of all flats will rise in the spring."),
        ("Rents in the old town will rise. The mayor of Norvale has said so herself.",
         "Will rents in the old town rise? The mayor of Norvale has said so herself."),
        ("The mayor of Norvale has closed the quay for all of the coming winter.",
         "The mayor of Norvale has also closed the quay for the coming winter."),
    ],
)  # fmt: skip
def test_what_yields(better: str, worse: str) -> None:
    assert fitness(better, sentences(better)).score > fitness(worse, sentences(worse)).score


def test_what_the_heading_names_does_not_lower() -> None:
    """Under an issue on a bill, "the bill" is known."""
    passage = "The bill would take nine hundred inspectors out of the river harbours."
    parsed = sentences(passage)
    assert hangs(parsed[0])
    assert not hangs(parsed[0], {"bill"})
    assert fitness(passage, parsed, {"bill"}).score > fitness(passage, parsed).score
