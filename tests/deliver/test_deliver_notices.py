"""Which notices follow from which runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.deliver import notices
from briefgen.model import Notify, Problem, Run

ENDINGS = {"b": "built", "u": "unchanged", "f": "failed", "m": "missed", "s": "skipped"}
RULES = Notify(failing_source=2, silence=3)


def runs(marks: str, slug: str = "trams") -> list[Run]:
    """A run a day, by letters; a capital had a source that could not be had."""
    return [
        Run(slug, f"2031-03-{day:02d}", ENDINGS[mark.lower()], (Problem("s", "is broken", "mend"),),
            ("a.txt",) if mark.isupper() else ())
        for day, mark in enumerate(marks, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("marks", "keys"),
    [
        ("", []),
        ("bub", []),
        ("bf", ["failed/trams/2031-03-02"]),
        ("bff", ["failed/trams/2031-03-02"]),
        ("bfff", ["failed/trams/2031-03-02", "silent/trams/2031-03-02"]),
        ("bffbf", ["failed/trams/2031-03-05"]),
        ("bfb", []),
        ("bm", ["missed/trams/2031-03-02"]),
        ("bmm", ["missed/trams/2031-03-02"]),
        ("bmmm", ["missed/trams/2031-03-02", "silent/trams/2031-03-02"]),
        ("bfm", ["failed/trams/2031-03-02", "missed/trams/2031-03-03"]),
        ("bfs", ["failed/trams/2031-03-02"]),
        ("bfsf", ["failed/trams/2031-03-02"]),
        ("sss", []),
        ("bB", []),
        ("bBB", ["source/trams/2031-03-02/a.txt"]),
        ("bBBU", ["source/trams/2031-03-02/a.txt"]),
        ("bBbB", []),
        ("BBb", []),
        ("BmB", ["source/trams/2031-03-01/a.txt"]),
    ],
)
def test_what_follows(marks: str, keys: list[str]) -> None:
    assert [notice.key for notice in notices(runs(marks), RULES)] == keys


@pytest.mark.parametrize(
    ("marks", "window", "keys"),
    [
        ("bfff", 3, []),  # it began before the first that is known, and was told then
        ("bfff", 4, ["failed/trams/2031-03-02", "silent/trams/2031-03-02"]),
        ("fff", 4, ["failed/trams/2031-03-01", "silent/trams/2031-03-01"]),
        ("bBBB", 3, []),
        ("mfff", 4, []),  # of the runs that were begun, the first known failed already
    ],
)
def test_what_goes_on_for_longer_than_is_known_is_not_told_again(
    marks: str, window: int, keys: list[str]
) -> None:
    told = notices(runs(marks)[-window:], RULES, window)
    assert [notice.key for notice in told] == keys


def test_what_a_notice_says() -> None:
    (notice,) = notices(runs("bf"), RULES)
    assert (notice.slug, notice.title) == ("trams", "trams: the brief could not be built")
    assert notice.lines == ("s: is broken; mend",)


@given(st.lists(st.tuples(st.sampled_from("bufmsBF"), st.sampled_from("xyz")), max_size=30))
def test_briefs_do_not_disturb_each_other_and_faults_that_go_on_keep_their_name(given_runs):
    """In any order; and one more run of the same kind makes no notice of the same kind."""
    by_slug = {slug: runs("".join(m for m, s in given_runs if s == slug), slug) for slug in "xyz"}
    together = notices([run for slug in "zxy" for run in by_slug[slug]], RULES)
    apart = [notice for slug in "xyz" for notice in notices(by_slug[slug], RULES)]
    assert list(together) == apart
    for slug in "xyz":
        marks = "".join(m for m, s in given_runs if s == slug)
        if marks and marks[-1] == "f":
            more = {n.key for n in notices(runs(marks + "f", slug), RULES)}
            kinds = {key.partition("/")[0] for key in more}
            kept = {n.key for n in notices(by_slug[slug], RULES)}
            assert {k for k in kept if k.partition("/")[0] in kinds - {"source"}} <= more
