"""Stances, changes and agreements on the page: each said as what it is, with every note."""

from __future__ import annotations

from dataclasses import replace

import canal
import pytest

from briefgen.model import AgreementView, Brief, ChangeView, Quotation
from briefgen.render.html import render_html
from briefgen.render.wholeness import runs


def brief(audience: str) -> Brief:
    """A canal brief whose first issue has quotations of a stance, a change and an agreement."""
    made = canal.brief(audience)
    number = len(made.citations)
    old, new, echo = (
        Quotation(f"q{n}", text, "Ada Lund", "", "author", number + n)
        for n, text in enumerate(("Build locks.", "Build none.", "No locks."))
    )
    changed = ChangeView(
        old, new, "Locks", "No locks", "2029-05", "2031-03-02", ("“none” asserted",)
    )
    echo = replace(echo, holder="Max Roe")
    agreed = AgreementView("No locks", (new, echo), (echo,))
    first, *rest = made.issues
    quoted = tuple(replace(q, stance="Locks") for q in first.quotations)
    section = replace(
        first, quotations=quoted, contrasts=(), changes=(changed,), agreements=(agreed,)
    )
    cited = (*made.citations, *made.citations[:3])
    record, spare = made.evidence, made.evidence.passages["p0"]
    passages = {**record.passages, **{q.passage: spare for q in (old, new, echo)}}
    return replace(
        made,
        issues=(section, *rest),
        citations=cited,
        evidence=replace(record, passages=passages),
    )


def page(audience: str) -> str:
    made = brief(audience)
    return render_html(made, canal.citations(made))


@pytest.mark.parametrize("audience", ["minister", "analyst", "public"])
def test_a_change_and_an_agreement_are_called_so_in_this_order(audience: str) -> None:
    said = iter(runs(page(audience)))
    order = ["Change of view", "Earlier, May 2029", "Locks", "Build locks.",
             "Later, 2 March 2031", "No locks", "Build none.",
             "For “No locks”, together:", "Ada Lund", "Max Roe", "No locks."]  # fmt: skip
    assert all(any(run.strip(" :") == one.strip(" :") for run in said) for one in order)
    made = page(audience)
    section = made[made.index('class="change"') :]
    section = section[: section.index("</section>")]
    assert "<table" not in section and "contrast" not in section


def over(made: Brief, **of: object) -> Brief:
    """A brief whose change lies on both sides of an event."""
    first, *rest = made.issues
    changed = replace(first.changes[0], event="The <great> flood", event_date="2030-06-09", **of)
    return replace(made, issues=(replace(first, changes=(changed,)), *rest))


@pytest.mark.parametrize("audience", ["minister", "analyst", "public"])
@pytest.mark.parametrize(
    ("two_holders", "head"),
    [(True, "Before and after:"), (False, "Change of view, before and after:")],
)
def test_what_an_event_parts_is_told_with_its_name_and_dates(
    audience: str, two_holders: bool, head: str
) -> None:
    made = over(brief(audience), two_holders=two_holders)
    html = render_html(made, canal.citations(made))
    said = iter(runs(html))
    order = [head, "The <great> flood (9 June 2030)", "Before, May 2029", "Locks", "Ada Lund",
             "Build locks.", "After, 2 March 2031", "No locks", "Ada Lund",
             "Build none."]  # fmt: skip
    assert all(any(run.strip(" :") == one.strip(" :") for run in said) for one in order)
    section = html[html.index('class="change"') :]
    section = section[: section.index("</section>")]
    assert section.count("before and after") == (not two_holders)
    barred = ("<table", "contrast", "<great>", "Earlier", "Later")
    assert [word for word in barred if word in section] == []


@pytest.mark.parametrize(("audience", "told"), [("minister", False), ("analyst", True)])
def test_stances_and_reasons_are_for_those_who_have_the_pages(audience: str, told: bool) -> None:
    made = page(audience)
    assert ("Matched to the answer “Locks”" in made) == told
    assert ("Grounds: “none” asserted." in made) == told


def test_a_voice_that_is_quoted_before_has_the_same_note() -> None:
    made = page("analyst")
    number = len(canal.brief("analyst").citations) + 2
    assert made.count(f'data-number="{number}"') == 1
    line = made[made.index("For “") :]
    assert f'<a class="call" href="#note-{number}">{number}</a>' in line[: line.index("</p>")]
    assert made.count('data-passage="q1"') == 1
