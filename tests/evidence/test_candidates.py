"""Passages that could be printed: where they begin, whose they are, and that they are verbatim."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import AUTHOR, document, issue

from briefgen.annotate import annotate, annotate_phrases
from briefgen.evidence.candidates import Found, candidates
from briefgen.evidence.genre import genre_of
from briefgen.evidence.holders import Holders
from briefgen.evidence.matching import finder, matches
from briefgen.evidence.reading import Reading
from briefgen.evidence.terms import phrases, topics
from briefgen.model import Block, Document, Name, Reference
from briefgen.viewpoints import Standpoint, attribute

ISSUE = issue(
    question="Will the herring ban be lifted?",
    terms=["herring", "ban"],
    lift="lift the ban, reopen",
    keep="keep the ban",
)


#: How likely the sentences are on each side.
Shares = tuple[float, float]
NO_SIDE: Shares = (0.0, 0.0)


def read(made: Document) -> Reading:
    found = annotate([made])[0]
    topics_ = topics([ISSUE], annotate_phrases(phrases([ISSUE])))
    on = tuple(matches(s, topics_, (finder(topics_),)) for s in found)
    sides = ((0.5,) * len(found),)
    return Reading(made, found, attribute(made, found), on, sides, genre_of(made, found))


def find(*paragraphs: str, reference: Reference = AUTHOR, side: Shares = NO_SIDE) -> list[Found]:
    """The passages on the herring ban in a document of these paragraphs."""
    return find_in(document(*paragraphs, reference=reference), side)


def find_in(made: Document, side: Shares = NO_SIDE) -> list[Found]:
    """The passages of a document of which each sentence takes a side, to lift or to keep."""
    topic = topics([ISSUE], annotate_phrases(phrases([ISSUE])))[0]
    reading = read(made)
    speakers = [a.speaker for a in reading.attributions if a.speaker]
    told = {
        (made.id, n): Standpoint(sum(side), side, (0, 0)) for n in range(len(reading.sentences))
    }
    return list(candidates(topic, [reading], Holders([made], speakers), told))


WEISS = "“The ban on herring must stay for two more winters,” said Anna Weiss."


@pytest.mark.parametrize(
    ("paragraphs", "passages"),
    [
        (["The ministry must lift the ban on herring before the summer."],
         ["The ministry must lift the ban on herring before the summer."]),
        (["The boats in the harbour are old and nobody buys a new one."], []),
        # What leans on the sentence before is quoted with it,
        (["The ministry met on Monday for nine hours. It must lift the ban before the summer."],
         ["The ministry met on Monday for nine hours. "
          "It must lift the ban before the summer."]),
        (["The ministry met for hours. It heard nobody there. It must lift the ban this summer."],
         ["The ministry met for hours. It heard nobody there. It must lift the ban this summer."]),
        # but not with more than two, over a paragraph's end, or over to another holder.
        (["The ministry met. It heard us. It wrote to us. It must lift the ban this summer."], []),
        (["The ministry met on Monday for nine hours.", "It must lift the ban this summer."], []),
        ([f"{WEISS} But the ministry must lift the ban before the summer."], [WEISS]),
        # Nobody's words: a stray quotation, a half-quoted one, a report of somebody unknown.
        (["“The ban on herring must be lifted before the summer comes.”"], []),
        ([f"{WEISS} The ban on herring is a “bitter” and “costly” mistake."], [WEISS]),
        (["They said that the ban on herring must be lifted this summer."], []),
        # What the next sentence takes back, and the title once more, are not quoted.
        (["It may seem that the ban on herring has saved the fish. But the ban came too late."],
         ["It may seem that the ban on herring has saved the fish. But the ban came too late."]),
        (["The ban might have created the impression that all is well.", "Yet it is not so."], []),
        (["The ban might have created the impression that all is well.",
          "The boats were all in port. But the nets went on."], []),
        (["The ban might have created the impression that all is well. It has, and it is."],
         ["The ban might have created the impression that all is well."]),
        # A question and a fragment are not quoted.
        (["Will the ministry lift the ban on herring before the summer?"], []),
        (["A ban on herring in all the waters of the northern coast."], []),
    ],
)  # fmt: skip
def test_extent(paragraphs: list[str], passages: list[str]) -> None:
    assert [found.passage.text for found in find(*paragraphs)] == passages


@pytest.mark.parametrize(
    "title",
    [
        "The ministry must lift the ban on herring",
        "‘The ministry must lift the ban on herring!’",
        "The Ministry Must Lift The Ban On Herring.",
    ],
)
def test_the_title_is_not_quoted(title: str) -> None:
    reference = replace(AUTHOR, title=title)
    assert find("The ministry must lift the ban on herring.", reference=reference) == []


TO_LIFT, TO_KEEP = (0.9, 0.1), (0.1, 0.9)


@pytest.mark.parametrize(
    ("paragraph", "side", "holder", "reported", "position"),
    [
        (
            "The ministry must lift the ban on herring this summer.",
            TO_LIFT,
            "Petra Quill",
            "author",
            "lift",
        ),
        (WEISS, TO_KEEP, "Anna Weiss", "direct", "keep"),
        # Not sure enough, or no side at all.
        (WEISS, (0.4, 0.4), "Anna Weiss", "direct", None),
        (WEISS, NO_SIDE, "Anna Weiss", "direct", None),
        # A cue of the other side: "keep the ban".
        (
            "Anna Weiss said that the ministry should keep the ban on herring.",
            TO_LIFT,
            "Anna Weiss",
            "indirect",
            None,
        ),
    ],
)
def test_holder_and_side(
    paragraph: str, side: Shares, holder: str, reported: str, position: str | None
) -> None:
    (found,) = find(paragraph, side=side)
    assert (found.holder.name, found.passage.reported) == (holder, reported)
    assert found.passage.holder == found.holder.id
    assert found.lean.position == position


NEWS = Reference(author=(Name(literal="Coast Radio"),))


def test_report_takes_no_side_of_its_own() -> None:
    sentence = "The ministry must lift the ban on herring before the summer."
    assert [found.lean.position for found in find(sentence, side=TO_LIFT)] == ["lift"]
    news = find(sentence, reference=NEWS, side=TO_LIFT)
    assert [found.lean.position for found in news] == [None]


def test_unclear_holder_counts_for_less() -> None:
    named, unnamed, nobody = (
        find(f"{who} said that the ministry should keep the ban on herring.")[0]
        for who in ("Anna Weiss", "An official", "Critics")
    )
    assert nobody.candidate.prior < unnamed.candidate.prior < named.candidate.prior


def test_page_is_that_on_which_the_paragraph_begins() -> None:
    made = document(
        "The ministry must lift the ban on herring.", WEISS, "The ban on herring must go in May."
    )
    pages = (None, 7, 8)
    blocks = tuple(replace(b, page=page) for b, page in zip(made.blocks, pages, strict=True))
    found = find_in(replace(made, blocks=blocks))
    assert [(f.passage.paragraph, f.passage.page) for f in found] == [(1, None), (2, 7), (3, 8)]


LIFT = "The ministry must lift the ban on herring before the summer."


@pytest.mark.parametrize(
    ("at", "pages"),
    [
        (0, [(LIFT, 7), (WEISS, 7)]),
        (LIFT.index("herring"), [(LIFT, 7), (WEISS, 8)]),
        (len(LIFT) + 1, [(LIFT, 7), (WEISS, 8)]),
        (len(LIFT) + 5, [(LIFT, 7), (WEISS, 7)]),
    ],
    ids=["no break", "in the first", "before the second", "in the second"],
)
def test_page_over_a_page_break_is_that_of_the_passage(
    at: int, pages: list[tuple[str, int]]
) -> None:
    made = document(f"{LIFT} {WEISS}")
    blocks = tuple(replace(block, page=7) for block in made.blocks)
    found = find_in(replace(made, blocks=blocks, breaks=((at, 8),) if at else ()))
    assert [(f.passage.text, f.passage.page) for f in found] == pages


@pytest.mark.parametrize(
    ("offset", "page"), [(0, 1), (19, 1), (20, 2), (29, 2), (30, 3), (40, None), (49, None)]
)
def test_a_break_counts_within_its_block_only(offset: int, page: int | None) -> None:
    starts = ((0, 1), (30, 3), (35, None))
    blocks = tuple(Block(start, start + 3, "paragraph", 1, on) for start, on in starts)
    made = replace(document("x" * 50), blocks=blocks, breaks=((20, 2),))
    assert made.page_at(offset) == page


SENTENCES = (
    "The ministry must lift the ban on herring before the summer.",
    "It must keep the ban until the stocks have grown again.",
    "However, the herring will not come back without a longer ban.",
    "“The ban on herring must stay for two more winters,” said Anna Weiss.",
    "“The ban must go,” said Karl Moe. “No herring was ever saved by it.",
    "“The herring ban was the worst mistake of the last ten years.”",
    "She added that the herring would be gone within five years.",
    "The ban is “a bitter mistake” that no herring has noticed so far.",
    "According to Karl Moe, the ban on herring has cost ninety jobs.",
    "Some skippers 🐟 call the herring ban a “sábado” — naïve, they say, and dear.",
    "Will the ministry lift the ban on herring before the summer?",
    "Dr. Moe’s boats (all nine of them) lie idle because of the ban on herring.",
    "Prices rose in March.",
    "Rent is due.”",
)
PARAGRAPHS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)


def test_in_a_report_what_the_parties_say_is_worth_more_than_what_is_told() -> None:
    told, said = find(
        "The ban on herring was renewed by the ministry on Monday after nine hours.",
        "“The ban on herring ruins us in the third winter now,” said Anna Weiss.",
        reference=Reference("Talks", container_title="Norvale Post"),
    )
    assert said.candidate.prior > told.candidate.prior


def test_a_passage_that_the_next_sentence_limits_is_worth_less() -> None:
    ban = "The ministry must lift the ban on herring before the summer."
    limited, *_ = find(f"{ban} However, the boats are gone.")
    plain, *_ = find(f"{ban} The boats are still there.")
    assert limited.fitness.score < plain.fitness.score
    assert "what follows limits it" in limited.fitness.traits


OPENED = "Anna Weiss told the Norvale Post: “The ban on herring came too late for us."
FURTHER = "“It must stay until the last boat in the harbour is gone.”"


@pytest.mark.parametrize(
    ("paragraphs", "passages"),
    [
        # A quotation that goes on in the next paragraph is opened anew there, and closed once.
        ([OPENED, FURTHER], [f"{OPENED}\n\n{FURTHER}"]),
        ([OPENED.replace("“", '"'), FURTHER.replace("“", '"').replace("”", '"')],
         [f"{OPENED}\n\n{FURTHER}".replace("“", '"').replace("”", '"')]),
        # One that another says is not the end of the first, nor is what no mark opens.
        ([OPENED, "“It must stay until the last boat is gone,” said Karl Moe."], []),
        ([OPENED, "The ministry has not said when it will meet the fishers again."], []),
    ],
)  # fmt: skip
def test_a_quotation_of_two_paragraphs_is_quoted_whole(
    paragraphs: list[str], passages: list[str]
) -> None:
    assert [found.passage.text for found in find(*paragraphs)] == passages


@pytest.mark.parametrize(
    ("following", "stands"),
    [
        ("But has it asked the fishers who live by the ban?", False),
        ("This is totally bogus.", False),
        ("That's not true.", False),
        ("It is wrong, and all know it.", False),
        ("This is wrong of the boats to hope for.", True),
        ("Has it asked the fishers?", True),
        ("This is a heavy blow for the boats.", True),
    ],
)
def test_what_the_next_sentence_refutes_is_not_quoted_alone(
    following: str, *, stands: bool
) -> None:
    told = "The ministry says that the ban on herring protects every harbour."
    passages = [found.passage.text for found in find(f"{told} {following}")]
    assert (told in passages) == stands


def test_a_holders_own_words_are_quoted_though_the_source_refutes_them() -> None:
    assert [f.passage.text for f in find(f"{WEISS} This is nonsense.")] == [WEISS]


def test_what_surely_takes_a_side_is_on_the_issue_beside_what_is() -> None:
    said = "“We shall sail in the spring and nobody can stop us now,” said Karl Moe."
    gap = "Gulls nest on the roofs of the old town and nobody minds them much."
    near, far = (
        find(WEISS, said, side=(0.0, 0.9)),
        find(WEISS, gap, gap, gap, said, side=(0.0, 0.9)),
    )
    assert [f.matched for f in near if "spring" in f.passage.text] == [("it takes a side",)]
    assert [f.matched for f in far if "spring" in f.passage.text] == [()]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(paragraphs=st.lists(PARAGRAPHS, min_size=1, max_size=4))
def test_every_passage_is_verbatim_and_has_the_holder_of_its_sentences(
    paragraphs: list[str],
) -> None:
    made = document(*paragraphs)
    reading = read(made)
    speakers = [a.speaker for a in reading.attributions if a.speaker]
    holders = Holders([made], speakers)
    topic = topics([ISSUE], annotate_phrases(phrases([ISSUE])))[0]
    for found in candidates(topic, [reading], holders, {}):
        passage = found.passage
        assert made.text[passage.start : passage.end] == passage.text
        assert made.text[: passage.start].endswith(passage.prefix)
        assert made.text[passage.end :].startswith(passage.suffix)
        block = made.paragraphs[passage.paragraph - 1]
        assert block.start <= passage.start < block.end
        assert passage.end <= block.end or found.passage.reported == "direct"
        covered = [
            attribution
            for sentence, attribution in zip(reading.sentences, reading.attributions, strict=True)
            if passage.start <= sentence.start and sentence.end <= passage.end
        ]
        assert 1 <= len(covered) <= 3
        assert not any(attribution.unknown for attribution in covered)
        of = {a.speaker if a.speaker and not a.mixed else None for a in covered}
        assert len(of) == 1
        speaker = of.pop()
        expected = holders.speaker(speaker) if speaker else holders.author(made)
        assert found.holder == expected
        assert passage.holder == expected.id
