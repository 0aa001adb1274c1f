"""The scores by which readers of web pages are compared."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = str(Path(__file__).parents[2] / "benchmarks")


@pytest.fixture(autouse=True)
def _benchmarks() -> Iterator[None]:
    sys.path.insert(0, FOLDER)
    yield
    sys.path.remove(FOLDER)


@pytest.mark.parametrize(
    ("truth", "reading", "f1"),
    [
        ("one two three four five", "One two three four five", 0.5),
        ("one two three four five", "one two, three four: five", 1.0),
        ("one two three four five", "", 0.0),
        ("one two", "one two", 1.0),
        ("one two three four", "one two three four five", 2 / 3),
    ],
)
def test_text_is_scored_by_shingles_of_four_words(truth: str, reading: str, f1: float) -> None:
    from ingest_score import text_scores  # noqa: PLC0415

    assert text_scores([(truth, reading)])["text_f1"] == pytest.approx(f1)


@pytest.mark.parametrize(
    ("truth", "reading", "same"),
    [
        (("Jane Roe",), ("jane roe",), True),
        (("Jane Roe", "John Doe"), ("John Doe; Jane Roe",), True),
        (("Jane Roe and John Doe",), ("Jane Roe, John Doe",), True),
        (("Jane Roe, PhD",), ("By Jane Roe",), True),
        (("Jane Roe",), ("Jane Roe", "The Post"), False),
        (("Jane Roe",), (), False),
    ],
)
def test_authors_are_a_set_of_names(
    truth: tuple[str, ...], reading: tuple[str, ...], same: bool
) -> None:
    from ingest_score import same_authors  # noqa: PLC0415

    assert same_authors(truth, reading) is same


def test_titles_are_compared_by_words_and_dates_by_day() -> None:
    from ingest_score import same_day, same_title  # noqa: PLC0415

    assert same_title("Low tide: a warning", "LOW TIDE — a warning")
    assert not same_title("Low tide", "Low tide | The Post")
    assert same_day("2019-03-04", "2019-03-04T10:00:00Z")
    assert not same_day("2019-03-04", "")


def test_a_pages_kind_is_told_by_its_fields(tmp_path: Path) -> None:
    from ingest_pages import load_pages  # noqa: PLC0415

    zipped = "H4sIAAAAAAACA7MpsAMAu6FuPAMAAAA="
    file = tmp_path / "pages.jsonl"
    file.write_text(
        f'{{"article_body": "Text", "html_gz_b64": "{zipped}"}}\n'
        f'{{"title": "T", "author": ["Jane Roe"], "date": null, "html_gz_b64": "{zipped}"}}\n'
    )
    text, fields = load_pages(file)
    assert (text.text, text.title) == ("Text", None)
    assert (fields.text, fields.title, fields.author, fields.date) == (None, "T", ("Jane Roe",), "")
