"""Copies of one text are told from reports of one event, and the right one is quoted."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import document

from briefgen.copies import group, settle
from briefgen.model import Date, Document, Name, Reference

SOUNDS = "ba de fi go lu ma ne ri so tu va ke mi no pa ra si to".split()
VOCABULARY = [a + b + c for a in SOUNDS for b in SOUNDS[:8] for c in ("", "n", "st")]

Paragraphs = list[str]


def prose(seed: int, words: int, each: int = 50) -> Paragraphs:
    """Paragraphs of words of no language; another seed gives another text."""
    chance = random.Random(seed)
    chosen = [chance.choice(VOCABULARY) for _ in range(words)]
    return [" ".join(chosen[n : n + each]).capitalize() + "." for n in range(0, words, each)]


def printed(paragraphs: Sequence[str], publisher: str = "", issued: Date | None = None) -> Document:
    """A document; the publisher tells two of the same text apart."""
    return document(*paragraphs, reference=Reference(publisher=publisher, issued=issued))


def grouped(*texts: Sequence[str]) -> list[list[int]]:
    """The groups of these texts, as their places."""
    documents = [printed(text, str(place)) for place, text in enumerate(texts)]
    return [[documents.index(member) for member in members] for members in group(documents)]


STORY = prose(1, 600)


def edited(paragraphs: Sequence[str], every: int) -> Paragraphs:
    """Every so many words another word, as a sub-editor with strong views would."""
    words = iter(range(10**6))
    return [
        " ".join("altered" if next(words) % every == 1 else word for word in paragraph.split())
        for paragraph in paragraphs
    ]


@pytest.mark.parametrize(
    ("how", "copy"),
    [
        ("the same", STORY),
        ("with another lede", prose(2, 50) + STORY[1:]),
        ("with an agency's mark", [f"NORVALE (Delta Press) – {STORY[0]}", *STORY[1:]]),
        ("cut from the end to a third", STORY[:4]),
        ("cut to a teaser", STORY[:1]),
        ("cut, with another lede", prose(2, 40) + STORY[1:5]),
        ("a paragraph put in", STORY[:6] + prose(3, 70) + STORY[6:]),
        ("paragraphs in another order", STORY[::-1]),
        ("every tenth word altered", edited(STORY, 10)),
        ("every seventh word altered", edited(STORY, 7)),
        ("cut, edited, with another lede", prose(2, 40) + edited(STORY[1:8], 15)),
        ("in capitals and without commas", [p.upper().replace(",", "") for p in STORY]),
    ],
)
def test_is_a_copy(how: str, copy: Paragraphs) -> None:
    assert len(grouped(STORY, copy)) == 1, how


@pytest.mark.parametrize(
    ("how", "one", "other"),
    [
        ("two texts", STORY, prose(2, 600)),
        ("a long quotation in both", STORY, prose(2, 300) + STORY[5:9]),
        ("two fifths from one agency", STORY, prose(2, 360) + STORY[2:7]),
        ("half of a press release", STORY[:6], prose(2, 200) + STORY[:3]),
        ("one biography below both", prose(2, 400) + STORY[:2], prose(3, 400) + STORY[:2]),
        ("a speech given in full", STORY, prose(2, 400) + STORY),
        ("a speech with remarks between", STORY, [p for s in STORY for p in (s, *prose(9, 40))]),
        ("every third word altered", STORY, edited(STORY, 3)),
        ("half of a news item quoted", prose(2, 40) + STORY[:1], prose(3, 40) + STORY[:1]),
    ],
)  # fmt: skip
def test_is_no_copy(how: str, one: Paragraphs, other: Paragraphs) -> None:
    assert len(grouped(one, other)) == 2, how


def test_a_digest_joins_nothing() -> None:
    """It holds two texts in full, and is neither; nor does it make them copies of each other."""
    first, second = prose(4, 200), prose(5, 200)
    digest = first + second + prose(6, 50)
    assert grouped(first, digest, second) == [[0], [1], [2]]
    assert grouped(first, digest, second, second[:3], digest) == [[0], [1, 4], [2, 3]]


def test_headings_and_notes_are_no_part_of_the_comparison() -> None:
    one, other = printed(STORY, "A"), printed(prose(7, 400) + STORY[:4], "B")
    blocks = tuple(
        replace(block, kind="note" if block.number <= 8 else "paragraph") for block in other.blocks
    )
    assert len(group([one, other])) == 2
    assert len(group([one, replace(other, blocks=blocks)])) == 1


@pytest.mark.parametrize(
    ("one", "other", "groups"),
    [
        ("The line will be built.", "The line will be built!", 1),
        ("The line will be built.", "The line will now be built.", 2),
        ("Yes.", "Yes.", 1),
        ("—", "…", 1),  # no words, and so the same words
    ],
)
def test_short_texts_are_compared_by_equality(one: str, other: str, groups: int) -> None:
    assert len(grouped([one], [other])) == groups


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The U.S. and the E.U. agreed—at last—on co-operation.", "The US and the EU agreed – at "
         "last – on cooperation"),
        ("“Wir müssen die Straße bauen”, sagte sie.", "„WIR MÜSSEN DIE STRASSE BAUEN“, sagte sie."),
        ("हिन्दी में लिखा गया, और छपा।", "हिन्दी में लिखा गया और छपा"),
        ("Совет, наконец, решил: строить.", "совет наконец решил строить"),
        ("市议会周二决定，修建港口线。", "市议会周二决定修建港口线"),
    ],
)  # fmt: skip
def test_signs_and_case_do_not_count(one: str, other: str) -> None:
    assert len(grouped([one], [other])) == 1


def test_a_script_without_spaces_is_compared_by_character() -> None:
    """As one word a clause, the copy would have no three words in common."""
    chance = random.Random(8)
    clauses = ["".join(chr(chance.randrange(0x4E00, 0x5E00)) for _ in range(12)) for _ in range(30)]
    copy = [clause[:5] + "改" + clause[6:] for clause in clauses]
    other = [clause[::-1] for clause in clauses]
    assert len(grouped(["，".join(clauses)], ["，".join(copy)])) == 1
    assert len(grouped(["，".join(clauses)], ["，".join(other)])) == 2


# --- Who is quoted ----------------------------------------------------------------------------

FULL, NEARLY, CUT = STORY, [*STORY[:-1], " ".join(STORY[-1].split()[:25])], STORY[:6]
MARCH, APRIL = Date(2031, 3, 4), Date(2031, 4, 1)
DESK = (Name(literal="Bay Gazette Web Desk"),)
ADA, BO = (Name("Roe", "Ada"),), (Name("Lund", "Bo"),)


@pytest.mark.parametrize(
    ("why", "printings", "quoted"),
    [
        ("the fullest", [(CUT, MARCH), (FULL, APRIL)], 1),
        ("nearly as full and earlier", [(FULL, APRIL), (NEARLY, MARCH)], 1),
        ("nearly as full, not earlier", [(NEARLY, APRIL), (FULL, MARCH)], 1),
        ("nearly as full, of the same day", [(NEARLY, MARCH), (FULL, MARCH)], 1),
        ("nearly as full, of an unknown day", [(NEARLY, None), (FULL, MARCH)], 1),
        ("nearly as full, perhaps earlier", [(NEARLY, Date(2031)), (FULL, MARCH)], 1),
        ("nearly as full, of an earlier year", [(FULL, MARCH), (NEARLY, Date(2030))], 1),
        ("the first of equals", [(FULL, None), (FULL, None)], 0),
        ("the earliest of equals", [(FULL, APRIL), (FULL, MARCH), (CUT, Date(2029))], 1),
    ],
)
def test_who_is_quoted(
    why: str, printings: list[tuple[Paragraphs, Date | None]], quoted: int
) -> None:
    documents = [printed(text, str(n), day) for n, (text, day) in enumerate(printings)]
    (members,) = group(documents)
    assert members[0] is documents[quoted], why
    assert list(members[1:]) == [d for d in documents if d is not documents[quoted]]


NAMED, DATED = Reference("Trams", ADA), Reference("Trams", issued=MARCH)
WHOLE = Reference("Trams", ADA, "Delta Press", issued=APRIL)


@pytest.mark.parametrize(
    ("why", "printings", "quoted"),
    [
        ("who names an author, though it is not the fullest", [(FULL, DATED), (NEARLY, NAMED)], 1),
        ("who names a person, and not a desk", [(FULL, replace(WHOLE, author=DESK)),
                                                (NEARLY, WHOLE)], 1),
        ("who names a desk, where nobody names a person", [(FULL, DATED), (NEARLY, replace(
            DATED, author=DESK))], 1),
        ("who names an author and a date", [(FULL, NAMED), (FULL, DATED), (NEARLY, WHOLE)], 2),
        ("who is dated, where nobody names an author", [(FULL, Reference("Trams")),
                                                        (NEARLY, DATED)], 1),
        ("the fullest, where only a cut copy names an author", [(FULL, DATED), (CUT, WHOLE)], 0),
        ("the earlier of those that are known", [(FULL, WHOLE), (FULL, DATED),
                                                 (NEARLY, replace(WHOLE, issued=MARCH))], 2),
        ("the first of those that are known", [(FULL, DATED), (FULL, WHOLE), (FULL, WHOLE)], 1),
    ],
)  # fmt: skip
def test_who_says_more_of_itself_is_quoted(
    why: str, printings: list[tuple[Paragraphs, Reference]], quoted: int
) -> None:
    documents = [document(*text, reference=reference) for text, reference in printings]
    (members,) = group(documents)
    assert members[0] is documents[quoted], why


@pytest.mark.parametrize(
    ("why", "own", "copies", "settled", "taken"),
    [
        ("what it lacks", NAMED, [DATED, replace(DATED, publisher="Bay")],
         (ADA, MARCH, "Bay"), {"issued": "copy at 1.pdf", "publisher": "copy at 2.pdf"}),
        ("nothing that it has", WHOLE, [Reference("Trams", BO, "Bay", issued=Date(2031, 5))],
         (ADA, APRIL, "Delta Press"), {}),
        ("nothing that the copies do not agree on", Reference("Trams", ADA),
         [DATED, Reference("Trams", issued=Date(2031, 3, 5))], (ADA, None, ""), {}),
        ("what is not said, from nobody", NAMED, [Reference("Trams", ADA)], (ADA, None, ""), {}),
    ],
)  # fmt: skip
def test_what_a_copy_with_the_same_text_says_is_taken_over(
    why: str, own: Reference, copies: list[Reference], settled: tuple[object, ...],
    taken: dict[str, str],
) -> None:  # fmt: skip
    documents = [
        replace(document(*STORY, reference=reference), location=f"{place}.pdf")
        for place, reference in enumerate((own, *copies))
    ]
    (kept,), pairs = settle(documents)
    assert (kept.reference.author, kept.reference.issued, kept.reference.publisher) == settled, why
    assert kept.reference.origin == taken
    assert kept.also == tuple(copies), "as they were"
    assert [original for _, original in pairs] == [kept] * len(copies)


def test_what_a_copy_with_another_text_says_is_not_taken_over() -> None:
    (kept,), _ = settle([document(*FULL, reference=NAMED), document(*NEARLY, reference=DATED)])
    assert kept.reference == NAMED


def test_five_copies_are_one_document_with_four_references() -> None:
    texts = [STORY[:5], STORY, prose(2, 50) + STORY[1:], edited(STORY, 12), STORY[:9]]
    copies = [printed(text, f"Paper {n}") for n, text in enumerate(texts)]
    other = printed(prose(9, 300), "The Ledger")
    kept, pairs = settle([copies[0], other, *copies[1:]])
    assert [(d.id, [r.publisher for r in d.also]) for d in kept] == [
        (other.id, []),
        (copies[1].id, ["Paper 0", "Paper 2", "Paper 3", "Paper 4"]),
    ]
    assert kept[0] is other
    assert [copy for copy, _ in pairs] == [c for c in copies if c is not copies[1]]
    assert {original.id for _, original in pairs} == {copies[1].id}


# --- Promises ---------------------------------------------------------------------------------

POOL = [prose(n, 120) for n in range(3)]
CHANGES: list[Callable[[Paragraphs], Paragraphs]] = [
    lambda p: p,
    lambda p: p[:1],
    lambda p: p[::-1],
    lambda p: edited(p, 9),
    lambda p: p + prose(20, 90),
    lambda p: prose(21, 90) + p,
    lambda p: p + POOL[0],
    lambda p: ["Yes."],
]
TEXTS = st.builds(lambda text, change: change(text), st.sampled_from(POOL),
                  st.sampled_from(CHANGES))  # fmt: skip
DAYS = st.none() | st.builds(Date, st.integers(2030, 2031), st.integers(0, 2))


@given(st.lists(st.tuples(TEXTS, DAYS), max_size=7))
def test_every_document_is_in_one_group(given_: list[tuple[Paragraphs, Date | None]]) -> None:
    """And is kept, or told of with the one that is quoted for it."""
    documents = [printed(text, str(n), day) for n, (text, day) in enumerate(given_)]
    groups = group(documents)
    assert sorted(m.id for g in groups for m in g) == sorted(d.id for d in documents)
    assert [g[0] for g in groups] == [d for d in documents if d in [g[0] for g in groups]]
    kept, pairs = settle(documents)
    assert [d.id for d in kept] == [g[0].id for g in groups]
    assert [(c, o.id) for c, o in pairs] == [(m, g[0].id) for g in groups for m in g[1:]]
    assert sum(len(d.also) for d in kept) == len(pairs)


@given(st.lists(TEXTS, max_size=6), st.randoms(use_true_random=False))
def test_order_decides_only_between_equals(texts: list[Paragraphs], chance: random.Random) -> None:
    """With as many words nowhere else, the groups hold the same documents in any order."""
    unequal = {sum(len(p.split()) for p in text): text for text in texts}
    documents = [printed(text, str(n)) for n, text in enumerate(unequal.values())]
    shuffled = chance.sample(documents, len(documents))
    assert {frozenset(d.id for d in g) for g in group(documents)} == {
        frozenset(d.id for d in g) for g in group(shuffled)
    }
    assert {g[0].id for g in group(documents)} == {g[0].id for g in group(shuffled)}
