"""The contrasts benchmark's systems on an invented issue, and how its files are read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

FOLDER = str(Path(__file__).parents[2] / "benchmarks")
RECORD = {
    "id": "ferry",
    "articles": [
        {
            "publisher": "The Wharf Post",
            "date": "2031-05-04",
            "author": "By Ida Vale and Max Roe, The Wharf Post",
            "title": "Ferry row",
            "text": "The ferry row goes on.\nMayor Ada Pine said the ferry is a lifeline.",
        },
        {
            "publisher": "",
            "date": "",
            "author": "",
            "title": "",
            "text": "“The ferry is a waste of money,” said Ben Oak.\n\nIt runs each day at nine.",
        },
    ],
    "issue": {
        "title": "The ferry",
        "question": "Should the ferry stay?",
        "terms": ["ferry"],
        "positions": [
            {"id": "stay", "label": "It should stay.", "cues": ["is a lifeline"]},
            {"id": "go", "label": "It should go.", "cues": ["waste of money"]},
        ],
    },
    "none": False,
    "a": [{"article": 0, "text": "the ferry is a lifeline", "holder": "Ada Pine; the mayor"}],
    "b": [{"article": 1, "text": "a waste of money", "holder": "Ben Oak"}],
    "unsure": [{"article": 1, "text": "It runs each day", "side": "a"}],
}


@pytest.fixture(autouse=True, scope="module")
def _benchmarks() -> Iterator[None]:
    sys.path.insert(0, FOLDER)
    yield
    sys.path.remove(FOLDER)


@pytest.fixture(scope="module")
def item(tmp_path_factory: pytest.TempPathFactory, _benchmarks: None) -> Any:
    from contrasts_items import read  # noqa: PLC0415

    file = tmp_path_factory.mktemp("items") / "dev.jsonl"
    file.write_text(json.dumps(RECORD) + "\n\n", encoding="utf-8")
    (found,) = read(file, None)
    return found


def test_an_item_is_read_with_its_references_and_labels(item: Any) -> None:
    first, second = item.case.documents
    assert [str(name) for name in first.reference.author] == ["Ida Vale", "Max Roe"]
    assert first.reference.issued.parts == [2031, 5, 4]
    assert second.reference.author == ()
    assert [(g.document, g.side, g.holders) for g in (*item.gold, *item.unsure)] == [
        (0, "a", ("Ada Pine", "the mayor")),
        (1, "b", ("Ben Oak",)),
        (1, "a", ()),
    ]
    assert [s.paragraph for s in item.case.sentences[1]] == [1, 2]


def test_parses_that_are_kept_are_the_same_and_made_once(
    item: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import contrasts_parse  # noqa: PLC0415

    documents = item.case.documents
    assert contrasts_parse.parsed(documents, tmp_path) == item.case.sentences
    monkeypatch.setattr(contrasts_parse, "annotate", lambda fresh: [()] * len(fresh))
    assert contrasts_parse.parsed(documents, tmp_path) == item.case.sentences
    assert contrasts_parse.parsed(documents, None) != item.case.sentences


def test_cues_find_the_pair(item: Any) -> None:
    from contrasts_baselines import cues  # noqa: PLC0415
    from contrasts_score import verdict  # noqa: PLC0415

    (pair,) = cues()(item.case).pairs
    assert (pair.left.side, pair.right.side, pair.printed) == ("a", "b", True)
    assert verdict(item, pair) == "right"


def test_sentiment_sets_like_sentences_of_opposite_mood_apart(
    item: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import contrasts_baselines  # noqa: PLC0415

    def valence(text: str) -> float:
        return 0.5 if "lifeline" in text else -0.5 if "waste" in text else 0.0

    monkeypatch.setattr(contrasts_baselines, "valence", valence)
    (pair,) = contrasts_baselines.tfidf_vader()(item.case).pairs
    assert {pair.left.holder, pair.right.holder} == {"Ada Pine", "Ben Oak"}
    assert pair.left.side is None


def test_chance_is_seeded_and_never_sets_one_against_himself(item: Any) -> None:
    from contrasts_baselines import chance  # noqa: PLC0415

    one, other = chance(), chance()
    drawn = [one(item.case) for _ in range(20)]
    assert drawn == [other(item.case) for _ in range(20)]
    pairs = [pair for answer in drawn for pair in answer.pairs]
    assert pairs
    assert all(pair.left.mouth != pair.right.mouth for pair in pairs)


def test_scores_of_sides_rank_pairs_of_different_holders_once(item: Any) -> None:
    import numpy as np  # noqa: PLC0415
    from contrasts_baselines import of_sides, said  # noqa: PLC0415

    candidates = said(item.case)
    ones = np.ones(len(candidates))
    answer = of_sides(candidates, ones, ones)
    places = [(v.document, v.start) for p in answer.pairs for v in (p.left, p.right)]
    assert len(places) == len(set(places)) == 2 * len(answer.pairs) > 0
    assert [view.side for view in answer.views] == [None] * len(candidates)
    assert of_sides(candidates, ones, -ones).pairs == ()
    assert of_sides([], np.zeros(0), np.zeros(0)).pairs == ()


@pytest.mark.parametrize("name", ["positions", "question", "no-embeddings"])
def test_briefgens_views_are_those_of_its_evidence_and_of_its_ranking(name: str, item: Any) -> None:
    from contrasts_briefgen import systems  # noqa: PLC0415

    answer = systems(5)[name].make()(item.case)
    assert answer.views
    known = {"Ada Pine", "Ben Oak", "The Wharf Post", "Ida Vale and Max Roe", ""}
    assert {view.holder for view in answer.views} <= known
    assert any(view.printed for view in answer.views)
    for view in answer.views:
        text = item.case.documents[view.document].text[view.start : view.end]
        assert text.strip() == text != ""
    assert {pair.printed for pair in answer.pairs} <= {True, False}
    order = [pair.printed for pair in answer.pairs]
    assert order == sorted(order, reverse=True)


def test_what_is_fitted_is_fitted_to_the_other_files(item: Any) -> None:
    from contrasts import measure  # noqa: PLC0415
    from contrasts_systems import Answer, Entry, Unavailable  # noqa: PLC0415

    folds = [tuple(replace(item, id=name) for name in names) for names in ("ab", "c", "de")]
    seen: list[str] = []

    def fit(items: Any) -> Any:
        seen.append("".join(one.id for one in items))
        return lambda case: Answer()

    def missing() -> Any:
        raise Unavailable("not here")

    rows, unavailable = measure({"new": Entry(missing, fit), "old": Entry(missing)}, folds, "x ")
    assert seen == ["cde", "abde", "abc"]
    assert [(row.system, len(row.tallies)) for row in rows] == [("x new", 5)]
    assert unavailable == {"old": "not here"}


def test_a_reviewed_system_is_asked_again_with_the_decisions(item: Any) -> None:
    from contrasts import measure  # noqa: PLC0415
    from contrasts_baselines import cues  # noqa: PLC0415
    from contrasts_systems import Entry  # noqa: PLC0415

    asked: list[int] = []

    def make() -> Any:
        system = cues()

        def counting(case: Any) -> Any:
            asked.append(len(case.review.decisions))
            return system(case)

        return counting

    measure({"reviewed-2": Entry(make, reviewed=2)}, [(item,)], "")
    assert asked == [0, 2]


def test_folds_hold_every_item_once_and_keep_an_article_in_one(item: Any) -> None:
    from contrasts_folds import folds  # noqa: PLC0415

    def about(name: str, *texts: str) -> Any:
        documents = tuple(replace(item.case.documents[0], text=text) for text in texts)
        return replace(item, id=name, case=replace(item.case, documents=documents))

    items = [
        about("a", "1"),
        about("b", "2"),
        about("c", "1", "3"),
        about("d", "4"),
        about("e", "3"),
    ]
    dealt = [tuple(one.id for one in fold) for fold in folds(items, 2)]
    assert dealt == [("a", "c", "e"), ("b", "d")]
    assert [len(fold) for fold in folds(items, 9)] == [3, 1, 1]
