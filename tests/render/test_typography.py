"""Marks, dates, lists, numbers and nouns."""

from __future__ import annotations

import pytest

from briefgen.render.typography import counted, folio, form, listed, long_date, marks, number


@pytest.mark.parametrize(
    ("text", "locale", "pair"),
    [
        ("plain", "en-GB", ("‘", "’")),
        ("plain", "en-US", ("“", "”")),
        ("with ‘single’ marks", "en-GB", ("“", "”")),
        ("“So it is,” they say.", "en-US", ("‘", "’")),
        ("“So it is,” they say.", "de", ("„", "“")),
        ("“So it is,” they say of ‘it’.", "en-US", ("“", "”")),
        ("“So he said ‘no’ to it.”", "en-GB", ("‘", "’")),
        ('"So he said ‘no’ to it."', "en-GB", ("‘", "’")),
        ("''So he said ‘no’ to it,'' they say.", "en-GB", ("‘", "’")),
        ("“So he said,” and ‘no’", "en-GB", ("“", "”")),
        ("“So he said ‘no’ and went on", "en-GB", ("‘", "’")),
        ("''So it is,'' they say.", "en-GB", ("‘", "’")),
        ("klar", "de-DE", ("„", "“")),
        ("clair", "fr-FR", ("«\u202f", "\u202f»")),
        ("?", "xx", ("“", "”")),
    ],
)
def test_marks(text: str, locale: str, pair: tuple[str, str]) -> None:
    assert marks(text, locale) == pair


@pytest.mark.parametrize(
    ("text", "locale", "spoken"),
    [
        ("2017-07-05", "en-GB", "5_July 2017"),
        ("2017-07-05", "en-US", "July_5, 2017"),
        ("2017-07-05-2", "en-GB", "5_July 2017 (2)"),
        ("2017-7", "en-GB", "July 2017"),
        ("2017", "en-GB", "2017"),
        ("2017-13-01", "en-GB", "2017-13-01"),
        ("2017-02-30", "en-GB", "2017-02-30"),
        ("in spring", "en-GB", "in spring"),
        ("2017-07-05", "de-AT", "5._Juli 2017"),
        ("2017-07-01", "fr", "1er_juillet 2017"),
        ("2017-07-11-2", "fr-FR", "11_juillet 2017 (2)"),
        ("2017-07-05", "es", "5_de_julio de 2017"),
        ("2017-07", "es", "julio de 2017"),
        ("2017-07-05", "xx", "5_July 2017"),
    ],
)
def test_long_date(text: str, locale: str, spoken: str) -> None:
    """At "_" no line ends."""
    assert long_date(text, locale) == spoken.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("value", "locale", "said"),
    [
        (1, "en-GB", "1 source"),
        (0, "en-GB", "0 sources"),
        (1200, "en-GB", "1,200 sources"),
        (1200, "de", "1.200 sources"),
        (0, "fr", "0 source"),
        (2_000_000, "fr", "2\u202f000\u202f000 sources"),
        (1200, "xx", "1,200 sources"),
    ],
)
def test_counted(value: int, locale: str, said: str) -> None:
    assert counted(value, ("source", "sources"), locale) == said


@pytest.mark.parametrize(("value", "noun"), [(1, "plik"), (3, "pliki"), (5, "plików")])
def test_form_of_a_language_that_has_more_than_two(value: int, noun: str) -> None:
    assert form(value, ("plik", "pliki", "plików"), "pl") == noun


@pytest.mark.parametrize(
    ("names", "locale", "said"),
    [
        ((), "en-GB", ""),
        (("A",), "de", "A"),
        (("A", "B"), "de", "A und B"),
        (("A", "B", "C"), "en-GB", "A, B and C"),
        (("A", "B", "C"), "en-US", "A, B, and C"),
        (("A", "B", "C"), "fr", "A, B et C"),
        (("A", "B", "C"), "xx", "A, B and C"),
    ],
)
def test_listed(names: tuple[str, ...], locale: str, said: str) -> None:
    assert listed(names, locale) == said


def test_number() -> None:
    assert [number(12345, locale) for locale in ("en-GB", "de", "es")] == [
        "12,345", "12.345", "12.345"]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "css"),
    [
        ("page {page} of {pages}", '"page " counter(page) " of " counter(pages)'),
        ("{page}/{pages}", 'counter(page) "\\00002f" counter(pages)'),
        ('"</style>', '"\\000022\\00003c\\00002fstyle\\00003e"'),
    ],
)
def test_folio_is_the_content_of_a_margin_box(label: str, css: str) -> None:
    assert folio(label) == css
