"""A spec without faults: what becomes of each key, and what is only advised."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from briefgen.errors import SpecError
from briefgen.model import (
    BriefSpec,
    Date,
    Event,
    Issue,
    LibrarySearch,
    Position,
    Schedule,
    SourceSpec,
    Term,
)
from briefgen.spec import load_schedule, load_spec

NEEDED = "title: T\nsources: [a.txt]\nissues: [{title: Quotas}]\n"

WHOLE = """\
title: >
  Fisheries after
  the autumn summit
standfirst: Two lines.
series: Marine desk
status: Draft for  comment
handling: Official – sensitive
glossary:
  - {term: TAC, meaning: The total  allowable catch}
audiences: [public]
language: en
sources:
  - sources/*.txt
  - path: sources/nets.html
    reference:
      author: [{family: Okafor, given: Ada}, {literal: The Quay}]
      issued: 2017-07-05
      accessed: 2017
      volume: 12
issues:
  - id: quotas
    title: Quotas
    question: Will they be cut?
    terms: [quota, total  allowable catch, quota]
    positions:
      - {id: cut, label: Cut, cues: [cut, reduce, no]}
      - {label: Keep them, cues: [keep, freeze, on], examples: [Leave  it be.]}
    events:
      - {date: 2016-12-14, title: The  summit}
      - {date: 2015, title: '2015'}
      - {date: '2016-03', title: The reset}
summary: {method: kl, passages: 6}
citations: {style: oscola, locale: en-US}
formats: [html, pdf]
"""


def test_every_key_arrives(load):
    """WHOLE above, to the last field."""
    spec = load(WHOLE)
    assert spec == BriefSpec(
        file=Path("s.yaml"),
        sha256=hashlib.sha256(WHOLE.encode()).hexdigest(),
        title="Fisheries after the autumn summit",
        standfirst="Two lines.",
        series="Marine desk",
        status="Draft for comment",
        handling="Official – sensitive",
        glossary=(Term("TAC", "The total allowable catch"),),
        audiences=("public",),
        sources=(
            SourceSpec("sources/*.txt", {}, "s.yaml:13:5"),
            SourceSpec(
                "sources/nets.html",
                {
                    "author": [{"family": "Okafor", "given": "Ada"}, {"literal": "The Quay"}],
                    "issued": {"date-parts": [[2017, 7, 5]]},
                    "accessed": {"date-parts": [[2017]]},
                    "volume": 12,
                },
                "s.yaml:14:5",
            ),
        ),
        issues=(
            Issue(
                id="quotas",
                title="Quotas",
                question="Will they be cut?",
                terms=("quota", "total allowable catch"),
                positions=(
                    Position("cut", "Cut", ("cut", "reduce", "no")),
                    Position("keep-them", "Keep them", ("keep", "freeze", "on"), ("Leave it be.",)),
                ),
                where="s.yaml:21:5",
                events=(
                    Event(Date(2016, 12, 14), "The summit"),
                    Event(Date(2015), "2015"),
                    Event(Date(2016, 3), "The reset"),
                ),
            ),
        ),
        method="kl",
        passages=6,
        style="oscola",
        locale="en-US",
        formats=("html", "pdf"),
    )


def test_only_three_keys_are_needed(load):
    """title, sources, issues: the rest are the model's defaults."""
    spec = load(NEEDED)
    assert spec == BriefSpec(
        file=Path("s.yaml"),
        sha256=spec.sha256,
        title="T",
        sources=(SourceSpec("a.txt", {}, "s.yaml:2:11"),),
        issues=(Issue("quotas", "Quotas", where="s.yaml:3:10"),),
    )


@pytest.mark.parametrize(
    ("written", "locale"),
    [
        ("", "en-GB"),
        ("language: en", "en-GB"),
        ("language: en-US", "en-US"),
        ("language: de-AT", "de-AT"),
        ("language: fr\ncitations: {style: apa}", "fr"),
        ("language: fr\ncitations: {locale: en-GB}", "en-GB"),
    ],
)
def test_citations_are_in_the_page_s_language_where_nothing_else_is_said(load, written, locale):
    assert load(f"{NEEDED}{written}\n").locale == locale


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("no", "no"),
        ("On", "On"),
        ("yes", "yes"),
        ("2017-07-05", "2017-07-05"),
        ("12:30:45", "12:30:45"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("=", "="),
        ("'true'", "true"),
        ("'2017'", "2017"),
        ('"a\\tb"', "a b"),
        ("9" * 30, "9" * 30),
        ("Cafe\N{COMBINING ACUTE ACCENT}", "Café"),
        ("|\n  a\n  b\n", "a b"),
    ],
)
def test_words_stay_words(load, written, title):
    """`title: no`, `title: 2017-07-05` … are texts."""
    assert load(NEEDED.replace("T", written, 1)).title == title


@pytest.mark.parametrize(
    ("issues", "ids"),
    [
        ("[{title: A reset?}]", ["a-reset"]),
        ("[{title: Élan vital}]", ["elan-vital"]),
        ("[{title: A}, {title: A}, {title: a!}]", ["a", "a-2", "a-3"]),
        ("[{title: A}, {title: B, id: a}]", ["a-2", "a"]),
        ("[{title: A}, {title: A, id: a-2}, {title: A}]", ["a", "a-2", "a-3"]),
        ("[{title: Санкции}, {title: 制裁}]", ["issue-1", "issue-2"]),
        ("[{title: " + "long " * 40 + "}]", [("long-" * 12)[:-1]]),
    ],
)
def test_ids_come_from_titles_and_are_unique(load, issues, ids):
    """An id is made where none is given, and never takes a given one."""
    spec = load(f"title: T\nsources: [a]\nissues: {issues}\n")
    assert [issue.id for issue in spec.issues] == ids


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("2017-07-05", [[2017, 7, 5]]),
        ("'2017-07'", [[2017, 7]]),
        ("2017", [[2017]]),
        ("'2017'", [[2017]]),
        ("{date-parts: [[2017, 7, 5]]}", [[2017, 7, 5]]),
        ("{date-parts: [[2017, 7], [2017, 9]]}", [[2017, 7], [2017, 9]]),
    ],
)
def test_dates_become_date_parts(load, written, parts):
    """`issued: 2017-07-05` and its kin."""
    text = NEEDED.replace("[a.txt]", f"[{{path: a, reference: {{issued: {written}}}}}]")
    assert load(text).sources[0].reference == {"issued": {"date-parts": parts}}


POSITIONS = "title: T\nsources: [a]\nissues: [{title: A, positions: [%s]}]\n"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (
            NEEDED + "schedule: {cron: 0 6 * * *}\ndeliver: [{folder: x}]\n",
            [],
        ),
        (NEEDED + "deliver: []\n", []),
        (
            POSITIONS % "{label: X}, {label: Y, cues: [a, A]}, {label: Z, cues: [b, c]}",
            [
                f"3:{column}: the position '{label}' has {count}; "
                "give it three or more words that passages with this view would use"
                for column, label, count in (
                    (33, "X", "no cues"),
                    (45, "Y", "one cue only"),
                    (71, "Z", "2 cues only"),
                )
            ],
        ),
        (
            POSITIONS % "{label: X, cues: [a, b, c]}, {label: Y, cues: [d, e, f, B]}",
            [
                "3:89: the cue 'B' is also one of the position 'X'; "
                "keep it where it tells the two positions apart"
            ],
        ),
        (
            POSITIONS % "{label: X, cues: [a, b, c], examples: [So be it]}, "
            "{label: Y, cues: [d, e, f], examples: [Let it go, so  be it]}",
            [
                "3:134: the example 'so  be it' is also one of the position 'X'; "
                "keep it where it tells the two positions apart"
            ],
        ),
    ],
)
def test_advice_does_not_stop(load, text, advice):
    """What is not read, not acted on, or unwise, is in `problems`, and the spec is there."""
    spec = load(text)
    assert [str(problem) for problem in spec.problems] == [f"s.yaml:{line}" for line in advice]


SAME = "1: the cue {1!r} says the same as {0!r} of the position 'X' ({2})"
HOLDS = "{}: the cue {!r} holds all the words of {!r} of the position {!r} ({})"


@pytest.mark.parametrize(
    ("left", "right", "advice"),
    [
        ("lift the ban", "a ban is lifted", "ban, lift"),
        ("cutting costs", "cuts cost", "cost, cut"),
        ("reach a deal", "deal", HOLDS.format(0, "reach a deal", "deal", "Y", "deal")),
        ("deal", "reach a deal", HOLDS.format(1, "reach a deal", "deal", "X", "deal")),
        ("trust them", "never trust them", None),
        ("never trust them", "do not trust them", "trust"),
        ("keep the quota", "cut the quota", None),
        ("Quotas", "the quota", "quota"),
        ("to be", "not to be", None),
        ("lift", "lift a b c d e f g", None),
    ],
)  # fmt: skip
def test_cues_that_overlap(load, left, right, advice):
    """A cue of X beside one of Y, on an issue about quotas; what is said, or what they share."""
    spec = load(
        "title: T\nsources: [a]\nissues:\n- title: A\n  terms: [quota]\n  positions:\n"
        f"  - {{label: X, cues: [xa, xb, {left}]}}\n  - {{label: Y, cues: [yd, ye, {right}]}}\n"
    )
    told = [f"{int(p.where.split(':')[1]) - 7}: {p.what}" for p in spec.problems]
    if advice and ":" not in advice:
        advice = SAME.format(left, right, advice)
    assert told == ([advice] if advice else [])


@pytest.mark.parametrize(
    ("labels", "advice"),
    [
        (("Cut it all", "All is cut"), "'All is cut' says the same as 'Cut it all'"),
        (("The quotas will be cut", "The quotas will not be cut"), None),
        (("Yes", "No"), None),
    ],
)  # fmt: skip
def test_labels_that_say_the_same(load, labels, advice):
    first, second = labels
    cues = "cues: [a%d, b%d, c%d]"
    spec = load(
        POSITIONS
        % f"{{label: {first}, {cues % (1, 1, 1)}}}, {{label: {second}, {cues % (2, 2, 2)}}}"
    )
    assert [p.what for p in spec.problems] == ([f"the position {advice}"] if advice else [])


def test_many_alike_cues_are_told_of_once_each(load):
    """Two thousand positions with one cue in two wordings: no fault for each pair of them."""
    cues = ", ".join(f"{{label: P{n}, cues: [{'a b' if n % 2 else 'b a'}]}}" for n in range(2000))
    spec = load(POSITIONS % cues)
    assert sum("says the same" in problem.what for problem in spec.problems) < 2000


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("notes.txt", {"path": "notes.txt"}),
        ("{url: ' https://x.org/a '}", {"url": "https://x.org/a"}),
        ("HTTPS://x.org/a", {"url": "HTTPS://x.org/a"}),
        ("{feed: 'http://x.org/f'}", {"feed": "http://x.org/f"}),
        ("{feed: 'http://x.org/f', since: 30d}", {"feed": "http://x.org/f", "since": 30}),
        ("{feed: 'http://x.org/f', since: 2w}", {"feed": "http://x.org/f", "since": 14}),
        ("{feed: 'http://x.org/f', since: 6m}", {"feed": "http://x.org/f", "since": 180}),
        ("{library: {query: cod}}", {"search": LibrarySearch("cod", "", 200)}),
        ("{library: {}}", {"search": LibrarySearch("", "", 200)}),
        (
            "{library: {query: cod OR eel, after: 2017-01-02, limit: 9}}",
            {"search": LibrarySearch("cod OR eel", "2017-01-02", 9)},
        ),
    ],
)
def test_each_kind_of_source(load, written, source):
    """What is written under `sources`, and the `SourceSpec` that it becomes."""
    found = load(NEEDED.replace("[a.txt]", f"[{written}]")).sources[0]
    assert found == SourceSpec(**source, where="s.yaml:2:11")


def test_file_is_named_as_given(tmp_path):
    """`where` starts with the path as the user wrote it; a byte order mark is no fault."""
    path = tmp_path / "ünder score.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + NEEDED.encode().replace(b"\n", b"\r\n"))
    spec = load_spec(path, audiences=["minister"], methods=["coverage"])
    assert (spec.file, spec.slug) == (path, "ünder score")
    assert spec.sources[0].where == f"{path}:2:11"


@pytest.mark.parametrize(
    ("written", "schedule"),
    [
        ("{cron: 0 6 * * *}", Schedule("0 6 * * *", "UTC", "latest", timedelta(days=7))),
        (
            "{cron: ' 0  6 * * mon-fri', timezone: Asia/Kolkata, catch_up: all, max_age: 36h}",
            Schedule("0 6 * * mon-fri", "Asia/Kolkata", "all", timedelta(hours=36)),
        ),
        ("{cron: 0 6 * * *, max_age: 2w}", Schedule("0 6 * * *", max_age=timedelta(days=14))),
    ],
)
def test_schedules(load, written, schedule):
    """As the spec has it, and as it is read alone."""
    assert load(f"{NEEDED}schedule: {written}\n").schedule == schedule
    assert load_schedule(Path("s.yaml")) == schedule


def test_a_spec_without_a_schedule(load):
    assert load(NEEDED).schedule is None
    assert load_schedule(Path("s.yaml")) is None


def test_a_schedule_is_read_though_the_rest_is_faulty(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text("titel: T\nschedule: {cron: 0 6 * * *}\n", encoding="utf-8")
    assert load_schedule(file) == Schedule("0 6 * * *")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("schedule: daily", "1:11: the schedule is not in the form wanted; run briefgen check"),
        ("schedule: {cron: 0 6 * * *, max_age: 9y}", "1:11: the schedule is not in the form"),
        ("schedule: {cron: 0 99 * * *}", "1:18: cron '0 99 * * *' has '99' for the hour; write 0"),
        ("schedule: {cron: 0 6 * *, timezone: UTC}", "1:18: cron '0 6 * *' has 4 fields"),
        ("schedule: [", "1:"),
    ],
)
def test_a_schedule_that_cannot_be_told(tmp_path, text, fault):
    file = tmp_path / "s.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        load_schedule(file)
    assert fault in str(caught.value)
