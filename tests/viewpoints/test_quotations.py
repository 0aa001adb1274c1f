"""Quotation marks: paragraphs beside the stretches that stand in them."""

from __future__ import annotations

import pytest
from support import document

from briefgen.viewpoints.quotations import is_balanced, quotation_spans, quoted_share


@pytest.mark.parametrize(
    ("paragraphs", "quoted"),
    [
        (["“Fish are gone,” said Vogt. “All of them.”"], ["“Fish are gone,”", "“All of them.”"]),
        (['"Fish are gone," said Vogt.'], ['"Fish are gone,"']),
        (["''Fish are gone,'' said Vogt."], ["''Fish are gone,''"]),
        (["„Fish are gone,“ said Vogt.”"], ["„Fish are gone,“ said Vogt.”"]),
        (["«Fish are gone», said Vogt."], ["«Fish are gone»"]),
        (["‘The crew’s pay is low,’ said Vogt."], ["‘The crew’s pay is low,’"]),
        (["‘The workers’ pay is low,’ said Vogt."], ["‘The workers’ pay is low,’"]),
        (["'The crew's pay is low,' said Vogt."], ["'The crew's pay is low,'"]),
        (["‘Fish “are” gone,’ said Vogt."], ["‘Fish “are” gone,’"]),
        (["“Fish ‘are’ gone,” said Vogt."], ["“Fish ‘are’ gone,”"]),
        (["The ‘deal’ is off, the workers’ leaders said."], ["‘deal’"]),
        (["It isn’t the boats’ fault, nor the ’90s’."], []),
        (["'Tis the owners' claim, isn't it?"], []),
        (["Fish are gone.” He left."], ["Fish are gone.”"]),
        (["”Fish are gone.” He left."], ["”Fish are gone.”"]),
        (["“Fish are gone.", "“All of them.”"], ["“Fish are gone.", "“All of them.”"]),
        (["“Fish are gone.", "All of them."], ["“Fish are gone.", "All of them."]),
        (["“Fish are gone.", "All of them.” He left."], ["“Fish are gone.", "All of them.”"]),
        (["‘Fish are gone.", "‘All of them,’ he said."], ["‘Fish are gone.", "‘All of them,’"]),
    ],
)
def test_spans(paragraphs: list[str], quoted: list[str]) -> None:
    made = document(*paragraphs)
    assert [made.text[s.start : s.end] for s in quotation_spans(made)] == quoted


def test_one_quotation_over_paragraphs_is_one_run() -> None:
    spans = quotation_spans(document("“One.", "“Two.", "“Three.” He left.", "“Four.”"))
    assert [span.run for span in spans] == [1, 1, 1, 2]
    assert [span.open for span in spans] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "balanced"),
    [
        ("“Fish are gone,” said Vogt.", True),
        ("“Fish are gone.", False),
        ("Fish are gone.”", False),
        ('"Fish" are "gone', False),
        ("‘Fish are gone.", False),
        ("‘Fish are gone,’ said Vogt.", True),
        ("The boats’ owners aren’t here.", True),
        ("Fish (cod [and hake]) are gone.", True),
        ("Fish (cod are gone.", False),
        ("", True),
    ],
)
def test_balance(text: str, balanced: bool) -> None:
    assert is_balanced(text) is balanced


def test_share() -> None:
    spans = quotation_spans(document("“Fish”, he said."))
    assert quoted_share(0, 6, spans) == 1.0
    assert quoted_share(6, 16, spans) == 0.0
    assert quoted_share(0, 12, spans) == 0.5
