"""What counts as a publisher's notice on its own article, and what an article only tells."""

from __future__ import annotations

import pytest

from briefgen.evidence.notices import notice_in, noticed, warnings
from briefgen.model import Advice, Gone, Problem, Reference, Snapshot, SourceRecord
from briefgen.readers import read

TOLD = [
    ("This article has been retracted.", "retracted"),
    ("This paper was retracted on 4 March 2031 at the authors’ request.", "retracted"),
    ("Retraction: The figures in this article could not be reproduced.", "retracted"),
    ("Retraction notice (4 March 2031): the data were invented.", "retracted"),
    ("Editor’s note: This report has been retracted by the institute.", "retracted"),
    ("This story has been withdrawn, as it did not meet our standards.", "withdrawn"),
    ("This post has since been taken down.", "withdrawn"),
    ("This article was removed by the editors.", "withdrawn"),
    ("WITHDRAWN: the statement below was issued in error.", "withdrawn"),
    ("Correction: The tram costs 41 million crowns, not 14 million.", "corrected"),
    ("Correction, 4 March 2031: The mayor is Otto Lindgren.", "corrected"),
    ("CORRECTION (4 March): The mayor is Otto Lindgren.", "corrected"),
    ("Erratum: Table 2 gave the wrong year.", "corrected"),
    ("This article was corrected on 5 March to give the right fare.", "corrected"),
    ("This story was amended to correct the name of the mayor.", "corrected"),
    ("An earlier version of this article misstated the cost of the tram.", "corrected"),
    ("Note: a previous version of this report incorrectly named the mayor.", "corrected"),
]
REFUSED = [
    "The ministry has withdrawn its report on the docks.",
    "The paper was retracted last year by another journal, the council heard.",
    "“This article has been retracted,” said the mayor.",
    "This report was withdrawn by the minister in May after the protests.",
    "This product has been withdrawn from the market.",
    "This article was withdrawn from sale in two towns.",
    "The correction: nobody had seen it coming, and markets fell by a tenth.",
    "A market correction is due, and this paper has said so for years.",
    "This article was updated with the mayor’s words.",
    "An earlier version of this article appeared in the Norvale Courier.",
    "The council corrected the minutes of its meeting.",
    "Clarification: the tram is green.",
    "Corrections are sent to the desk.",
    "This article has been retracted " + "and more " * 80,
]


@pytest.mark.parametrize(("text", "kind"), TOLD)
def test_a_notice_is_told_at_an_end_and_where_it_stands_apart(text: str, kind: str) -> None:
    assert notice_in("", (), (text,)) == kind
    if "report" not in text or "Editor" in text or "Note" in text:
        assert notice_in("", ("The docks wait.", text), ()) == kind


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_notice(text: str) -> None:
    assert notice_in("", (text,), ()) is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("RETRACTED: The case for the tram", "retracted"),
        ("[Withdrawn] The case for the tram", "withdrawn"),
        ("Retracted article: The case for the tram", "retracted"),
        ("Withdrawn troops return to the docks", None),
        ("The tram, retracted", None),
    ],
)
def test_titles(title: str, kind: str | None) -> None:
    assert notice_in(title, (), ()) == kind


def test_the_gravest_notice_counts() -> None:
    both = ("Correction: The mayor is Otto Lindgren.", "This article has been retracted.")
    assert notice_in("", both, ()) == "retracted"


BODY = "".join(
    f"On day {n} the council met in house {n * 7} to hear of tram {n}, and rose without a vote.\n\n"
    for n in range(2, 10)
)


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        (f"This article has been retracted.\n\n{BODY}", "retracted"),
        (f"{BODY}Correction: The tram costs 41 million crowns, not 14.\n", "corrected"),
        (BODY.replace("On day 6", "This article has been retracted.\n\nOn day 6"), ""),
        (BODY, ""),
    ],
    ids=["at the head", "at the end", "in the middle", "none"],
)
def test_where_in_a_source_a_notice_stands(text: str, notice: str) -> None:
    """A source that can't be had any more, and of which the library has a copy, is gone."""
    document = read(Snapshot.of("a.txt", text.encode()))
    assert not isinstance(document, Problem)
    record = _record(document.id)
    (found,) = noticed([record], [document], [])
    assert found.notice == notice
    told = list(warnings([found]))
    assert [isinstance(one, Advice) for one in told] == ([notice == "corrected"] if notice else [])
    gone = Gone("a.txt", "the copy of 2031-03-04 is used", "look")
    said = Problem("a.txt", "answered 410 Gone; the copy of 2031-03-04 is used", "look")
    assert noticed([record], [document], [said])[0].notice == notice  # its kind tells, no words
    (found,) = noticed([record], [document], [gone])
    assert found.notice == (notice or "gone")
    assert noticed([record], [], [gone]) == (record,)  # it was not read


def _record(id: str) -> SourceRecord:
    return SourceRecord(id, Reference("A"), "a.txt", None, "0", "0", 9, True, None)
