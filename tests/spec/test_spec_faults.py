"""Faults that stop: the text beside what is said of it."""

from __future__ import annotations

import pytest

from briefgen.spec import SCHEMA

NEEDED = "title: T\nsources: [a.txt]\nissues: [{title: Quotas}]\n"
KEYS = (
    "title, standfirst, series, status, handling, audiences, language, sources, issues, glossary, "
    "summary, citations, formats, schedule, deliver"
)
FORMATS = SCHEMA["properties"]["formats"]["items"]["enum"]
DATE = "write it as 2017-07-05, 2017-07 or 2017"
SOURCE = "title: T\nissues: [{title: A}]\nsources: [%s]\n"
ISSUE = "title: T\nsources: [a]\nissues: [%s]\n"
REFERENCE = SOURCE % "{path: a, reference: {%s}}"

TEN = """\
titel: Fisheries
audiences: minister
language: french
sources:
  - path: a.txt
    url: https://example.org
  - path: b.txt
    reference: {author: Ada Okafor, issued: 2017-02-30}
issues:
  - id: a
    title: A
  - id: a
    title: ''
summary: {method: lexrnk, passages: 40}
formats: [odt]
"""


def test_ten_faults_are_ten_problems_in_the_order_of_their_lines(faults):
    """TEN above: each fault exactly once; a key misspelt is not a key missing too."""
    assert faults(TEN) == [
        f"s.yaml:{line}"
        for line in (
            f"1:1: there is no key 'titel' in the spec; did you mean title? the keys are: {KEYS}",
            "2:12: audiences is the text 'minister'; write it as a list: [minister]",
            "3:11: language is the text 'french'; "
            "write it in the form wanted, for example language: en",
            "5:5: source 1 has path and url at once; "
            "keep one of them, and write each as an item of its own: - path: …, - url: …",
            "8:25: author is the text 'Ada Okafor'; write it as a list: "
            "[{family: Okafor, given: Ada}], or [{literal: Ada Okafor}] for an organisation",
            f"8:45: issued is the text '2017-02-30', which is not in the calendar; {DATE}",
            "12:9: the id 'a' is that of an issue in line 10 already; "
            "give this one an id of its own: a-2",
            "13:12: title is an empty text; write text, for example title: Quotas",
            "14:19: there is no method 'lexrnk'; did you mean lexrank? "
            "the methods are: coverage, kl, lexrank",
            "14:37: passages is the number 40; "
            "write a whole number from 1 to 12, for example passages: 4",
            f"15:11: there is no format 'odt'; the formats are: {', '.join(FORMATS)}",
        )
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "title:\n" + NEEDED[9:],
            "1:1: title is empty; write text, for example title: Fisheries after the autumn summit",
        ),
        ("title: ' '\n" + NEEDED[9:], "1:8: title is an empty text; write text, for example"),
        (
            "title: 2017\n" + NEEDED[9:],
            "1:8: title is the number 2017; put it in quotes if it is a text: '2017'",
        ),
        ("title: true\n" + NEEDED[9:], "1:8: title is the switch true; put it in quotes"),
        (
            "title: [a, b]\n" + NEEDED[9:],
            "1:8: title is the list [a, b]; write text, for example title: Fisheries",
        ),
        (
            "title: {Peace: a plan}\n" + NEEDED[9:],
            "1:8: title is a group of keys ({Peace: a plan}); "
            "put a text with a colon in quotes: 'Peace: a plan'",
        ),
        (
            NEEDED[9:],
            "1:1: the spec has no title; add title, for example title: Fisheries after the",
        ),
        (
            NEEDED + "series:\n",
            "4:1: series is empty; write text, for example series: Marine policy desk, "
            "or leave it out",
        ),
        (
            NEEDED + "passages: 4\n",
            f"4:1: there is no key 'passages' in the spec; the keys are: {KEYS}; "
            "passages belongs in summary: check the spaces before it",
        ),
        (
            NEEDED + "terms: [a]\n",
            f"4:1: there is no key 'terms' in the spec; the keys are: {KEYS}; "
            "terms belongs in an issue: check the spaces before it",
        ),
        (
            NEEDED + "audiences: [ministr]\n",
            "4:13: there is no audience 'ministr'; did you mean minister? "
            "the audiences are: analyst, minister, public",
        ),
        (
            NEEDED + "audiences: minister, analyst\n",
            "4:12: audiences is the text 'minister, analyst'; "
            "write it as a list: [minister, analyst]",
        ),
        (NEEDED + "audiences: []\n", "4:12: audiences is an empty list; write one or more, for"),
        (
            NEEDED + "audiences: [public, public]\n",
            "4:21: the text 'public' stands twice in audiences; delete one of the two",
        ),
        (
            NEEDED + "summary: coverage\n",
            "4:10: summary is the text 'coverage'; write it as {method: coverage, passages: 4}",
        ),
        (
            NEEDED + "summary: {passages: four}\n",
            "4:21: passages is the text 'four'; write a whole number from 1 to 12, for example",
        ),
        (NEEDED + "summary: {passages: 2.5}\n", "4:21: passages is the number 2.5; write a whole"),
        (
            NEEDED + "citations: {locale: en_GB}\n",
            "4:21: locale is the text 'en_GB'; write it in the form wanted, for example "
            "locale: en-GB",
        ),
        (
            NEEDED + "schedule: {cron: 0 6 * * *, catch_up: last}\n",
            "4:39: catch_up is the text 'last'; did you mean latest? "
            "the choices are: latest, all, none",
        ),
        (
            NEEDED + "schedule: {cron: 0 6 * * MOONDAY}\n",
            "4:18: cron '0 6 * * MOONDAY' has 'MOONDAY' for the day of the week; "
            "write 0 to 7 or SUN to SAT (0 and 7 are Sunday)",
        ),
        (
            NEEDED + "schedule: {cron: 0 6 * * *, timezone: brussels}\n",
            "4:39: timezone 'brussels' is no time zone of the IANA database; "
            "did you mean Europe/Brussels? write Area/City",
        ),
        (
            NEEDED + "schedule: {cron: 0 6 * * *, max_age: 1y}\n",
            "4:38: max_age is the text '1y'; write it in the form wanted, for example "
            "max_age: '7d'",
        ),
        (NEEDED + "schedule: daily\n", "4:11: schedule is the text 'daily'; write it as {cron: "),
        (
            NEEDED + "deliver: [{}]\n",
            "4:11: delivery 1 has none of mail, feed, folder, command; add mail or feed or "
            "folder or command, for example {folder: public}",
        ),
        (NEEDED + "deliver: mail\n", "4:10: deliver is the text 'mail'; write it as a list: [{fo"),
        ("- a\n- b\n", "1:1: the spec is the list [a, b]; begin lines with title:, sources: and"),
        ("just words\n", "1:1: the spec is the text 'just words'; begin lines with title:"),
        ("# nothing\n", "1:1: the spec is empty; begin lines with title:, sources: and issues:"),
        ("---\n", "2:1: the spec is empty; begin lines with title:"),
    ],
)
def test_the_brief(faults, text, fault):
    """Keys at the top: one fault, one problem."""
    (found,) = faults(text)
    assert found.startswith(f"s.yaml:{fault}")


EVENTS = """\
title: T
sources: [a]
issues:
  - title: A
    events:
      - {date: 2009-02-30, title: The reset}
      - {date: 2009, title: ''}
      - {date: 2010, title: The reset}
      - {date: '2010', title: the  Reset}
      - {date: soon, title: X, note: y}
      - {title: X}
      - {date: 2009}
      - {date: {date-parts: [[2009]]}, title: Y}
      - The reset
      - {date: , title: }
      - {date: 12, title: 7}
      - {date: 2010-06, title: The reset}
  - title: B
    events: {date: 2010, title: The reset}
  - title: C
    events: [{date: 2010, title: The reset}]
"""


def test_events(faults):
    """EVENTS above: everything at once, each at its place; two issues may name one event."""
    example = "{date: '2016-12-14', title: The autumn summit}"
    text = "write text, for example title: The autumn summit"
    assert faults(EVENTS) == [
        f"s.yaml:{line}"
        for line in (
            f"6:16: date is the text '2009-02-30', which is not in the calendar; {DATE}",
            f"7:29: title is an empty text; {text}",
            "9:9: the event 'the  Reset' of this date is in line 8 already; delete one of the two",
            f"10:16: date is the text 'soon'; {DATE}",
            "10:32: there is no key 'note' in event 5; the keys are: date, title",
            "11:9: event 6 has no date; add date, for example date: '2016-12-14'",
            "12:9: event 7 has no title; add title, for example title: The autumn summit",
            f"13:16: date is a group of keys ({{date-parts: [[2009]]}}); {DATE}",
            f"14:9: event 9 is the text 'The reset'; write it as {example}",
            f"15:10: date is empty; {DATE}",
            f"15:18: title is empty; {text}",
            f"16:16: date is the number 12; {DATE}",
            "16:27: title is the number 7; put it in quotes if it is a text: '7'",
            "19:13: events is a group of keys ({date: 2010, title: The reset}); write it as a "
            f"list, with - before each item, for example events: [{example}]",
        )
    ]


GLOSSARY = (
    NEEDED
    + """\
glossary:
  - {term: TAC, meaning: The total allowable catch}
  - {term: tac, meaning: Something else}
  - {term: '', meaning: Nothing}
  - {term: MSY}
  - Quota
  - {term: Net, meaning: A net, page: 3}
"""
)


def test_glossary(faults):
    """GLOSSARY above: everything at once, each at its place."""
    assert faults(GLOSSARY) == [
        f"s.yaml:{line}"
        for line in (
            "6:12: the term 'tac' is explained in line 5 already; delete one of the two",
            "7:12: term is an empty text; write text, for example term: TAC",
            "8:5: entry 4 has no meaning; add meaning, for example "
            "meaning: 'The total allowable catch: how much may be fished in a year'",
            "9:5: entry 5 is the text 'Quota'; write it as {term: Quota}",
            "10:33: there is no key 'page' in entry 6; the keys are: term, meaning",
        )
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (SOURCE % "", "3:10: sources is an empty list; write one or more, for example sources: ["),
        (
            "title: T\nissues: [{title: A}]\nsources: a.txt\n",
            "3:10: sources is the text 'a.txt'; write it as a list: [a.txt]",
        ),
        (
            "title: T\nissues: [{title: A}]\nsources:\n  path: a.txt\n",
            "4:3: sources is a group of keys ({path: a.txt}); "
            "write it as a list, with - before each item, for example sources: ['sources/*.txt']",
        ),
        (
            SOURCE % "{}",
            "3:11: source 1 has none of path, url, feed, library; "
            "add path or url or feed or library, for example {path: 'sources/*.txt'}",
        ),
        (SOURCE % "a, 3", "3:14: source 2 is the number 3; put it in quotes if it is a text: '3'"),
        (SOURCE % "''", "3:11: source 1 is an empty text; write text, for example"),
        (
            SOURCE % "{file: a}",
            "3:12: there is no key 'file' in source 1; the keys are: path, url, feed, since, "
            "library, reference",
        ),
        (
            SOURCE % "{path: a, since: 3d}",
            "3:21: since stands without feed; delete since; it goes with feed only",
        ),
        (
            SOURCE % "{url: example.org}",
            "3:17: url is the text 'example.org'; write it in the form wanted, for example "
            "url: 'https://example.org/article'",
        ),
        (SOURCE % "{library: {query: ' '}}", "3:29: query "),
        (SOURCE % "{library: {query: a, after: 2017-13-01}}", "3:39: after is the text '2017-13"),
        (
            SOURCE % "{library: {query: a, limit: 0}}",
            "3:39: limit is the number 0; write a whole number from 1 up, for example limit: 200",
        ),
        (REFERENCE % "issued: 05.07.2017", f"3:41: issued is the text '05.07.2017'; {DATE}"),
        (REFERENCE % "issued: [2017]", f"3:41: issued is the list [2017]; {DATE}"),
        (REFERENCE % "issued: 17", f"3:41: issued is the number 17; {DATE}"),
        (REFERENCE % "issued: true", f"3:41: issued is the switch true; {DATE}"),
        (REFERENCE % "issued: {}", "3:41: issued has no date-parts; add date-parts, for example"),
        (
            REFERENCE % "issued: {date-parts: [[2017, 13]]}",
            "3:41: issued is a group of keys ({date-parts: [[2017, 13]]}), "
            f"which is not in the calendar; {DATE}",
        ),
        (
            REFERENCE % "issued: {date-parts: [2017]}",
            f"3:55: item 1 of date-parts is the number 2017; {DATE}",
        ),
        (
            REFERENCE % "issued: {date-parts: [[1], [2], [3]]}",
            "3:54: date-parts is the list ",
        ),
        (
            REFERENCE % "author: [Ada Okafor]",
            "3:42: author 1 is the text 'Ada Okafor'; write it as {family: Okafor, given: Ada}, "
            "or {literal: Ada Okafor} for an organisation",
        ),
        (
            REFERENCE % "author: [{given: Ada}]",
            "3:42: author 1 has none of family, literal; add family or literal, for example "
            "{family: Okafor, given: Ada}",
        ),
        (REFERENCE % "author: [{name: Ada}]", "3:43: there is no key 'name' in author 1; "),
        (
            REFERENCE % "url: x",
            "3:33: the reference has 'url', which CSL does not know; "
            "write URL; CSL tells capitals apart",
        ),
        (REFERENCE % "container_title: x", "3:33: the reference has 'container_title', which CSL"),
        (REFERENCE % "type: webpages", "3:39: there is no CSL type 'webpages'; did you mean web"),
    ],
)
def test_sources(faults, text, fault):
    """Sources and references: one fault, one problem."""
    (found,) = faults(text)
    assert found.startswith(f"s.yaml:{fault}")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (ISSUE % "Quotas", "3:10: issue 1 is the text 'Quotas'; write it as {title: Quotas}"),
        (
            "title: T\nsources: [a]\nissues: Quotas\n",
            "3:9: issues is the text 'Quotas'; write it as a list: [{title: Quotas}]",
        ),
        (ISSUE % "{question: Who?}", "3:10: issue 1 has no title; add title, for example title: "),
        (
            ISSUE % "{title: A, id: My Issue}",
            "3:25: id is the text 'My Issue'; "
            "use small letters a to z, digits and hyphens: my-issue",
        ),
        (
            ISSUE % "{title: A, terms: quota}",
            "3:28: terms is the text 'quota'; write it as a list: [quota]",
        ),
        (
            ISSUE % "{title: A, terms: [5]}",
            "3:29: term 1 is the number 5; put it in quotes if it is a text: '5'",
        ),
        (ISSUE % "{title: A, terms: ['']}", "3:29: term 1 is an empty text; write text, or leave"),
        (
            ISSUE % "{title: A, positions: [{label: B}]}",
            "3:32: positions is the list [{label: B}]; write two or more, for example",
        ),
        (
            ISSUE % "{title: A, positions: [Cut, {label: Keep}]}",
            "3:33: position 1 is the text 'Cut'; write it as {label: Cut}",
        ),
        (
            ISSUE % "{title: A, positions: [{lable: B}, {label: C}]}",
            "3:34: there is no key 'lable' in position 1; did you mean label? "
            "the keys are: id, label, cues",
        ),
        (
            ISSUE % "{title: A, positions: [{label: B, id: x}, {label: C, id: x}]}",
            "3:67: the id 'x' is that of a position of the issue in line 3 already; "
            "give this one an id of its own: x-2",
        ),
    ],
)
def test_issues(faults, text, fault):
    """Issues and positions: one fault, one problem."""
    (found,) = faults(text)
    assert found.startswith(f"s.yaml:{fault}")


def test_long_values_are_cut(faults):
    """A title of 10,000 words in the wrong place does not fill the screen."""
    (found,) = faults(NEEDED + "summary: " + "word " * 10_000)
    assert len(found) < 250
