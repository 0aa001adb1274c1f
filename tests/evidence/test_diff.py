"""What changed between two records: nothing that only moved, and the same seen from either side."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import evidence

from briefgen.evidence.content import content_of
from briefgen.evidence.diff import diff
from briefgen.evidence.record import to_json
from briefgen.model import Changes

Record = dict[str, Any]
TEXTS = {
    "t0": "The line costs 40 million crowns. Nobody rides it.\nThe docks wait for the tram.",
    "t1": "The docks wait for the tram.\nThe line costs 43 million crowns. Nobody rides it.",
}


def public(made: Any) -> Record:
    """The record as it is read back, with a text of its own for each source."""
    record: Record = json.loads(to_json(made))
    for source in record["sources"]:
        source["text_sha256"] = f"text of {source['id']}"
    return record


def turned(changes: Changes) -> Changes:
    """The changes seen from the other side."""
    return replace(
        changes,
        older=changes.newer,
        newer=changes.older,
        new=changes.withdrawn,
        withdrawn=changes.new,
        moved=tuple(replace(m, earlier=m.later, later=m.earlier) for m in changes.moved),
        contrasts=changes.settled,
        settled=changes.contrasts,
        appeared=changes.vanished,
        vanished=changes.appeared,
        edited=tuple(
            replace(e, earlier=e.later, later=e.earlier, removed=e.added, added=e.removed,
                    sentences=tuple((b, a) for a, b in e.sentences))
            for e in changes.edited
        ),
        numbers=tuple(
            replace(n, sources=n.sources[::-1], earlier=n.later, later=n.earlier,
                    passages=n.passages[::-1], figures=tuple((b, a) for a, b in n.figures))
            for n in changes.numbers
        ),
        notices=changes.lifted,
        lifted=changes.notices,
    )  # fmt: skip


def unordered(changes: Changes) -> Record:
    """The changes as sets: in which order they are told depends on the records."""
    return {
        name: value if isinstance(value, str) else {str(one).replace("_", "") for one in value}
        for name in changes.__dataclass_fields__
        for value in [getattr(changes, name)]
    }


def renumbered(record: Record, seed: int) -> Record:
    """The same record with other ids, offsets, paragraphs and ranks."""
    rng = random.Random(seed)
    views = [v["id"] for issue in record["issues"] for v in issue["viewpoints"]]
    sources = [source["id"] for source in record["sources"]]
    ids = {id: f"n{n}" for n, id in enumerate(
        [*sources, *record["passages"], *record["holders"], *views])}  # fmt: skip

    def again(value: Any) -> Any:
        if isinstance(value, dict):
            items = [(ids.get(k, k), again(v)) for k, v in value.items()]
            rng.shuffle(items)
            return dict(items)
        if isinstance(value, list):
            return [again(one) for one in value]
        return ids.get(value, value) if isinstance(value, str) else value

    made: Record = again(record)
    rng.shuffle(made["sources"])
    rng.shuffle(made["issues"])
    for issue in made["issues"]:
        for name in ("key_passages", "viewpoints", "contrasts"):
            rng.shuffle(issue[name])
    for passage in made["passages"].values():
        passage.update(start=passage["start"] + 7, end=passage["end"] + 7, paragraph=99, page=4)
    for source in made["sources"]:
        source["sha256"] = "other bytes"
    return made


@settings(max_examples=40)
@given(evidence())
def test_nothing_changed_from_an_edition_to_itself(made: Any) -> None:
    assert diff(public(made), public(made)).are_none


@settings(max_examples=40)
@given(evidence(), st.integers(0, 99))
def test_what_only_moved_is_no_news(made: Any, seed: int) -> None:
    assert diff(public(made), renumbered(public(made), seed)).are_none


@settings(max_examples=40)
@given(evidence(), evidence())
def test_the_other_way_round_is_the_mirror(one: Any, other: Any) -> None:
    a, b = public(one), public(other)
    b["edition"] = "2031-03-21"
    for record, text in ((a, "t0"), (b, "t1")):
        record["sources"][0]["text_sha256"] = text
    forth, back = diff(a, b, TEXTS.get), diff(b, a, TEXTS.get)
    assert unordered(turned(forth)) == unordered(back)
    assert forth.edited and forth.numbers  # of the first source's text, whatever else


@settings(max_examples=40)
@given(evidence())
def test_content_leaves_aside_bytes_days_and_problems_and_nothing_else(made: Any) -> None:
    record, other = public(made), public(made)
    other["problems"].append({"where": "x", "what": "y", "remedy": "z"})
    other.update(edition="2031-03-15", as_of="2031-03-15", updates="2031-03-14")
    other["sources"][0].update(sha256="f", retrieved="2031-03-15T00:00:00Z")
    other["sources"][0]["reference"]["accessed"] = {"date-parts": [[2031, 3, 15]]}
    assert content_of(record) == content_of(other)
    for change in (
        lambda r: r["sources"][0]["reference"].update(title="Another"),
        lambda r: r.update(title="Another"),
    ):
        different = public(made)
        change(different)
        assert content_of(record) != content_of(different)


# --- Small records, and what is said of them ---------------------------------------------------


def source(id: str = "s0", **fields: Any) -> Record:
    reference = {"title": f"Title {id}", "author": [{"family": "Ferrand", "given": "Ada"}]}
    return {"id": id, "reference": reference, "location": f"{id}.txt", "sha256": id,
            "text_sha256": id, "excluded": None, "copy_of": None, **fields}  # fmt: skip


def passage(text: str, source: str = "s0", holder: str = "h0") -> Record:
    return {"text": text, "source": source, "start": 0, "holder": holder}


def view(id: str, position: str | None, *passages: str, **fields: Any) -> Record:
    return {"id": id, "holder": "h0", "position": position, "stance": "supports",
            "passages": list(passages), "sure": True, **fields}  # fmt: skip


def record(
    sources: list[Record] | None = None, passages: Record | None = None, **issue: Any
) -> Record:
    """A record of an earlier version: without the keys that came later."""
    return {
        "edition": "2031-03-14",
        "sources": [source()] if sources is None else sources,
        "passages": passages or {},
        "holders": {
            "h0": {"name": "Ada Ferrand", "role": "", "kind": "person", "author": True},
            "h1": {"name": "Otto Lindgren", "role": "", "kind": "person", "author": False},
            "h2": {"name": "officials", "role": "", "kind": "group", "author": False},
        },
        "issues": [{"id": "line", "title": "The line", "key_passages": list(passages or {}),
                    "viewpoints": [], "contrasts": [], **issue}],
    }  # fmt: skip


URL = {"title": "T", "URL": "https://www.norvale.example/a/"}
SAME = {"title": "t", "URL": "http://norvale.example/a"}
OTHER = {"title": "Quite another", "author": [{"family": "Okoro"}]}
DATED = {**source()["reference"], "issued": {"date-parts": [[2031, 3, 4]]}}
LATER = {**source()["reference"], "issued": {"date-parts": [[2031, 3, 11]]}}


@pytest.mark.parametrize(
    ("older", "newer", "appeared", "vanished", "edited"),
    [
        ([source()], [source("s9", location="s0.txt")], 0, 0, 1),
        ([source()], [source("s9", location="s0.txt", text_sha256="s0")], 0, 0, 0),
        ([source(reference=URL)], [source("s9", reference=SAME)], 0, 0, 1),
        ([source()], [source("s9", reference=source()["reference"])], 0, 0, 1),
        ([source(reference=DATED)], [source("s9", reference=LATER)], 1, 1, 0),
        ([source()], [source("s9", location="s0.txt", reference=OTHER)], 1, 1, 0),
        ([source()], [source(), source("s9")], 1, 0, 0),
        ([source()], [source(), source("s9", excluded="a copy", copy_of="s0")], 0, 0, 0),
        ([source()], [source("s9"), source(excluded="a copy", copy_of="s9")], 0, 0, 0),
        ([source()], [source(excluded="is an error page")], 0, 1, 0),
        ([source(), source("s1")], [source("s1"), source()], 0, 0, 0),
    ],
    ids=["same place", "same text", "same address", "same title and author", "another week",
         "another article there", "a new one", "a copy is no new voice", "the copy is quoted now",
         "an error page now", "another order"],
)  # fmt: skip
def test_which_sources_are_new_edited_or_gone(
    older: list[Record], newer: list[Record], appeared: int, vanished: int, edited: int
) -> None:
    found = diff(record(older), record(newer))
    assert (len(found.appeared), len(found.vanished), len(found.edited)) == (
        appeared, vanished, edited)  # fmt: skip


def test_a_passage_that_a_copy_prints_is_none_anew() -> None:
    older = record([source()], {"p0": passage("The docks wait.")})
    copy = source(excluded="a copy", copy_of="s9")
    newer = record([source("s9"), copy], {"p9": passage("The docks  wait.", "s9")})
    assert diff(older, newer).are_none


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("s1", "s0", "source"),
        ("t0", "t1", "text"),
        ("t1", "t1", "choice"),
        ("t0", "t0", "choice"),
    ],
)
def test_why_a_passage_is_new(before: str, after: str, why: str) -> None:
    """Its source is; its words are; or its source had them, and they were only not chosen."""
    text = "The line costs 43 million crowns." if why != "choice" else "Nobody rides it."
    was = source("s1") if why == "source" else source(text_sha256=before)
    now = source(text_sha256=after)
    found = diff(record([was]), record([now], {"p0": passage(text)}), TEXTS.get)
    assert [p.why for p in found.new] == [why]


@pytest.mark.parametrize(
    ("before", "after", "figures"),
    [
        ("It costs 40 million crowns.", "It costs 43 million crowns.", (("40", "43"),)),
        ("It costs 1,200.50 crowns.", "It costs 1,350 crowns.", (("1,200.50", "1,350"),)),
        ("Two of nine boats sank there.", "Three of nine boats sank there.", (("Two", "Three"),)),
        ("It costs 40 million crowns.", "It saves 43 million crowns.", ()),
        ("In 2017.", "In 2018.", ()),
        ("The # of trams costs 5 crowns.", "The 4 of trams costs 5 crowns.", ()),
        ("two of nine boats sank there.", "Two of nine boats sank there.", ()),
    ],
)
def test_numbers_that_changed(before: str, after: str, figures: tuple[Any, ...]) -> None:
    """Told once: neither as a new passage nor as a withdrawn one."""
    older = record([source(text_sha256="a")], {"p0": passage(before)})
    newer = record([source(text_sha256="b")], {"p1": passage(after)})
    found = diff(older, newer)
    assert tuple(n.figures for n in found.numbers) == ((figures,) if figures else ())
    assert (len(found.new), len(found.withdrawn)) == ((0, 0) if figures else (1, 1))
    newer["passages"]["p1"]["holder"] = "h1"
    assert diff(older, newer).numbers == ()


def test_sentences_that_changed() -> None:
    found = diff(record([source(text_sha256="t0")]), record([source(text_sha256="t1")]), TEXTS.get)
    (edited,) = found.edited
    assert edited.sentences == (
        ("The line costs 40 million crowns.", "The line costs 43 million crowns."),
    )
    assert edited.removed == edited.added == ()  # what moved to another line is no edit
    assert [n.figures for n in found.numbers] == [(("40", "43"),)]
    (untold,) = diff(record([source(text_sha256="t0")]), record([source(text_sha256="x")])).edited
    assert not untold.told


SAID = {"p0": passage("Build it now."), "p1": passage("Do not build it.", "s1")}
BUILD, REJECT = view("v0", "build", "p0"), view("v1", "reject", "p1")
CHANGE = {"holder": "h0", "earlier": "v0", "later": "v1", "earlier_passage": "p0",
          "later_passage": "p1"}  # fmt: skip
UNSURE = {"viewpoints": [{**BUILD, "sure": False}, {**REJECT, "sure": False}]}


@pytest.mark.parametrize(
    ("later", "moved"),
    [
        ({"viewpoints": [REJECT]}, ("build", "reject")),
        ({"viewpoints": [view("v1", "build", "p1", stance="opposes")]}, ("build", "build")),
        ({"viewpoints": [view("v1", "build", "p1", stance="conditional")]}, ("build", "build")),
        ({**UNSURE, "changes": [CHANGE]}, ("build", "reject")),
        ({"viewpoints": [{**REJECT, "sure": False}]}, None),
        ({"viewpoints": [view("v1", "reject", "p1", stance="opposes")]}, None),
        ({"viewpoints": [view("v1", "reject", "p1", holder="h1")]}, None),
        ({"viewpoints": [BUILD, REJECT]}, None),
        ({"viewpoints": [REJECT], "mixed": ["h0"]}, None),
        ({"viewpoints": [view("v1", "build", "p1")]}, None),
        ({"viewpoints": [view("v1", "reject", "p0")]}, None),
    ],
    ids=["another side", "against it", "on a condition", "changed, the source says", "not sure",
         "rejects the other", "somebody else", "on both", "mixed", "the same again",
         "the same words, weighed anew"],
)  # fmt: skip
def test_whose_stance_moved(later: Record, moved: tuple[str, str] | None) -> None:
    both = [source(), source("s1")]
    found = diff(record([source()], {"p0": SAID["p0"]}, viewpoints=[BUILD]),
                 record(both, SAID, **later)).moved  # fmt: skip
    assert [(m.earlier.position, m.later.position) for m in found] == ([moved] if moved else [])


def test_who_is_not_known_by_name_never_moves() -> None:
    for holder in ("h2", "h1"):
        views = [{**v, "holder": holder} for v in (BUILD, REJECT)]
        older = record([source()], {"p0": SAID["p0"]}, viewpoints=views[:1])
        newer = record([source(), source("s1")], SAID, viewpoints=views[1:])
        assert len(diff(older, newer).moved) == (holder == "h1")


THIRD = {**SAID, "p2": passage("Nor would I.", "s1", "h1")}
LEFT, RIGHT, MORE = BUILD, view("v1", "reject", "p1", holder="h1"), view("v2", "wait", "p2")


def opposed(left: Record, right: Record) -> Record:
    return {"left": left["id"], "right": right["id"], "left_passage": left["passages"][0],
            "right_passage": right["passages"][0]}  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "new", "settled"),
    [
        ([], [opposed(LEFT, RIGHT)], 1, 0),
        ([opposed(LEFT, RIGHT)], [], 0, 1),
        ([opposed(LEFT, RIGHT)], [{**opposed(LEFT, RIGHT), "left_passage": "p2"}], 0, 0),
        ([opposed(LEFT, RIGHT)], [opposed(MORE, RIGHT)], 0, 0),
    ],
    ids=["new", "settled", "by other words", "another pair of the same views"],
)
def test_which_contrasts_are_new(
    before: list[Record], after: list[Record], new: int, settled: int
) -> None:
    sources, views = [source(), source("s1")], [LEFT, RIGHT, MORE]
    found = diff(record(sources, THIRD, viewpoints=views, contrasts=before),
                 record(sources, THIRD, viewpoints=views, contrasts=after))  # fmt: skip
    assert (len(found.contrasts), len(found.settled)) == (new, settled)


@pytest.mark.parametrize(
    ("was", "now", "notices", "lifted"),
    [(None, "corrected", 1, 0), ("corrected", None, 0, 1), ("gone", "gone", 0, 0)],
)
def test_notices_of_publishers(was: Any, now: Any, notices: int, lifted: int) -> None:
    found = diff(record([source(notice=was)]), record([source("s9", location="s0.txt",
                 text_sha256="s0", notice=now)]))  # fmt: skip
    assert (len(found.notices), len(found.lifted)) == (notices, lifted)


def test_sentences_of_a_text_that_is_all_new_are_not_compared_one_by_one() -> None:
    """Very many sentences that all differ: none is paired, each is told."""
    texts = {"a": "\n".join(f"Alpha {n} beta gamma delta." for n in range(1500)),
             "b": "\n".join(f"Alpha {n} beta gamma epsilon." for n in range(1500))}  # fmt: skip
    (found,) = diff(record([source(text_sha256="a")]), record([source(text_sha256="b")]),
                    texts.get).edited  # fmt: skip
    assert (len(found.sentences), len(found.removed), len(found.added)) == (0, 1500, 1500)
