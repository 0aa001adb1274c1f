"""The language of a text, told also where it is short: no other one passes for English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.readers.language import detect

LONG = (
    "The ferry to Ostmark must not be closed. Its crew has carried the post, the doctor and the "
    "children of both shores for sixty years, and there is no bridge within a day's walk. Those "
    "who call it a burden have never stood on the pier in March."
)
NAMES = "Cllr Bryn Agnew (Ostmark, Ind); Cllr Una Farrow (Norvale, Lab); Dr Pål Hegge, PhD (NVE). "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (LONG, "en"),
        (NAMES * 2 + "They agreed that the ferry should be kept and the fare raised.", "en"),
        ("The ferry must not be closed.", "en"),
        ("Keep the trams.", ""),  # too short
        ("", ""),
        ("Fares up. Mayor quits. Harbour staff strike again, union says. Office shut Monday.", ""),
        ("Los puertos pequeños necesitan un muelle nuevo, y lo necesitan ya.", "es"),
        ("Il faut fermer la mine avant l’hiver.", "fr"),
        ("La miniera va chiusa ora, perché chi ci lavora non dorme più.", "it"),
        ("De brug moet dicht, en wel voor de winter.", "nl"),
        ("A mina deve fechar antes do inverno, porque a água corre para o lago.", "pt"),
        ("Die Brücke muss gesperrt werden, und zwar vor dem Winter.", "de"),
        ("Kopalnia powinna zostać zamknięta przed zimą, ponieważ woda spływa do jeziora i zabija "
         "ryby.", "pl"),
        ("Kaivos on suljettava ennen talvea, sillä sen vesi virtaa järveen ja kalat kuolevat "
         "siihen joka kevät.", "fi"),
        ("Шахту следует закрыть до зимы, потому что вода течёт в озеро.", "ru"),
        ("矿山应在冬季之前关闭，因为水流入湖中。", "zh"),
    ],
)  # fmt: skip
def test_the_language_is_told(text: str, language: str) -> None:
    assert detect(text) == language


def test_of_two_languages_none_is_told() -> None:
    english = "The bridge should be closed before the winter, and the ferry must be kept for them."
    french = "Le pont doit être fermé avant la fin de l’année, et il faut garder le bac pour eux."
    assert detect(f"{english} {french}") == ""


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert detect(text).replace("-", "").isalnum() or detect(text) == ""
