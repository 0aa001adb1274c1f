"""Audiences: which there are, what they build on, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.errors import TemplateError, UnknownName
from briefgen.render import audiences, load_profile, shipped_templates


def test_shipped_audiences_base_is_none() -> None:
    assert {"analyst", "minister"} <= set(audiences())
    assert "base" not in audiences()


def test_minister_and_analyst() -> None:
    minister, analyst = load_profile("minister"), load_profile("analyst")
    assert (minister.pages, minister.passages, minister.key_points) == (2, 2, 3)
    assert (analyst.pages, analyst.passages, analyst.key_points) == (0, 6, 5)
    assert (minister.notes, analyst.notes) == ("end", "foot")
    prefer = {name: load_profile(name).prefers for name in audiences()}
    assert prefer == {
        "minister": "salience",
        "legislator": "figures",
        "press": "salience",
        "analyst": "figures",
        "public": "plain",
    }
    assert minister.folders == (shipped_templates() / "minister", shipped_templates() / "base")


def test_unknown_audience_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean 'minister'"):
        load_profile("ministre")


def test_desk_wins_and_may_build_on_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    _write(tmp_path, "minister", "extends: minister\npages: 3\n")
    profile = load_profile("minister", [tmp_path])
    assert (profile.pages, profile.key_points) == (3, 3)
    assert profile.folders[0].parent == tmp_path
    assert len(profile.folders) == 3


def test_an_audience_that_extends_nothing_builds_on_base(tmp_path: Path) -> None:
    _write(tmp_path, "press", "label: For the press\n")
    assert load_profile("press", [tmp_path]).label == "For the press"
    assert "press" in audiences([tmp_path])


FAULTY = """\
label: ''
extends: nobody
colour: red
pages: two
passages: -1
prefers: figure
notes: side
contrasts: both
attribution: none
sections: [issues, {a: b}]
formats: [pdf, scroll]
labels: Ours
tokens: {accent: 'red; } body { display: none', page: huge, ink: [a]}
pages: 3
"""


def test_every_fault_is_told_at_once_with_its_line_and_what_would_be_valid(tmp_path: Path) -> None:
    """FAULTY above."""
    _write(tmp_path, "x", FAULTY)
    with pytest.raises(TemplateError) as caught:
        load_profile("x", [tmp_path])
    told = [
        line.removeprefix(f"{tmp_path}/x/audience.yaml:") for line in str(caught.value).split("\n")
    ]
    wanted = (
        (14, "the key 'pages' stands here a second time", "line 4"),
        (1, "label is ''", "expected a text"),
        (3, "unknown key 'colour'", "there are: label, extends, pages"),
        (4, "pages is 'two'", "expected a whole number from 0 to 99"),
        (5, "passages is -1", "expected a whole number from 0 to 99"),
        (6, "prefers is 'figure'", "expected salience or figures or plain"),
        (7, "notes is 'side'", "expected foot or end"),
        (8, "contrasts is 'both'", "expected side-by-side or stacked or none"),
        (9, "attribution is 'none'", "expected note or full"),
        (10, "sections is ['issues', {'a': 'b'}]", "expected a list of names"),
        (11, "formats is ['pdf', 'scroll']", "expected a list of pdf, html"),
        (12, "labels is 'Ours'", "expected keys and values below it"),
        (13, "the token accent is 'red; }", "expected one value of CSS"),
        (13, "the token page is 'huge'", "expected A4, Letter, or 210mm 297mm"),
        (13, "the token ink is ['a']", "expected one value of CSS"),
        (2, "extends 'nobody', which is not there", "there are: analyst, base"),
    )
    assert len(told) == len(wanted)
    for line, (number, what, remedy) in zip(told, wanted, strict=True):
        assert line.startswith(f"{number}:"), line
        assert what in line and remedy in line


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("extends: x\n", "extends 'x', which goes in a circle"),
        ("extends: ministr\n", "did you mean 'minister'"),
        ("colours: red\n", "unknown key 'colours'"),
        ("page: 2\n", r"unknown key 'page'; did you mean 'pages'\?"),
        ("pages: true\n", "pages is True"),
        ("- a\n", "expected keys and values"),
        ("label: [\n", r"audience\.yaml:\d+:\d+: "),
        (
            "sections: [issues, timelime]\n",
            r"no sections/timelime\.html\.j2; did you mean 'timeline'",
        ),
        ("tokens: {acent: red}\n", "no style sheet has a token 'acent'; did you mean 'accent'"),
        ("formats: []\n", "expected a list of pdf"),
        ("labels: {leftout: Gaps}\n", "no page prints a label 'leftout'; did you mean 'left_out'"),
        ("tokens: {accent: '7a1f1f'}\n", "the token accent is '7a1f1f'; expected a colour"),
        ("tokens: {ink: 12pt}\n", "the token ink is '12pt'; expected a colour"),
    ],
)
def test_faults_name_the_file_and_the_value(tmp_path: Path, yaml: str, message: str) -> None:
    _write(tmp_path, "x", yaml)
    with pytest.raises(TemplateError, match=message) as caught:
        load_profile("x", [tmp_path])
    assert str(tmp_path / "x" / "audience.yaml") in str(caught.value)


def test_faults_of_values_and_of_names_are_told_together(tmp_path: Path) -> None:
    _write(
        tmp_path, "x", "pasages: 2\nsections: [isues]\ntokens: {acent: red}\nlabels: {nots: N}\n"
    )
    with pytest.raises(TemplateError) as caught:
        load_profile("x", [tmp_path])
    found = [
        name in str(caught.value) for name in ("'passages'", "'issues'", "'accent'", "'notes'")
    ]
    assert found == [True] * 4
    assert len(str(caught.value).splitlines()) == 4


@pytest.mark.parametrize(
    "colour", ["red", "'#abc'", "'#7a1f1f'", "'#7a1f1fcc'", "rgb(1 2 3)", "'hsl(20deg, 50%, 40%)'"]
)
def test_every_way_to_name_a_colour(tmp_path: Path, colour: str) -> None:
    _write(tmp_path, "x", f"tokens: {{accent: {colour}}}\n")
    assert load_profile("x", [tmp_path]).tokens["accent"] == colour.strip("'")


def test_base_without_keys(tmp_path: Path) -> None:
    _write(tmp_path, "base", "label: Ours\n")
    _write(tmp_path, "press", "pages: 1\n")
    with pytest.raises(TemplateError) as caught:
        load_profile("press", [tmp_path])
    missing = [line.split(": ")[1].split()[0] for line in str(caught.value).splitlines()]
    assert missing == [
        "passages", "key_points", "prefers", "notes", "contrasts", "attribution", "sections"
    ]  # fmt: skip


def test_own_keys_win_and_those_of_what_it_builds_on_hold(tmp_path: Path) -> None:
    """Labels and tokens one by one, all else as a whole."""
    given = "extends: press\nformats: [html]\nlabels: {notes: Ours}\ntokens: {accent: red}\n"
    _write(tmp_path, "x", given)
    _write(tmp_path, "y", "extends: x\ntokens: {ink: '#000', page: A5 landscape}\n")
    profile = load_profile("y", [tmp_path])
    assert (profile.pages, profile.contrasts, profile.attribution) == (1, "stacked", "full")
    assert profile.formats == ("html",)
    assert profile.labels == {"notes": "Ours"}
    assert profile.tokens == {"accent": "red", "ink": "#000", "page": "A5 landscape"}


def test_shipped_audiences_have_the_pages_and_parts_of_their_readers() -> None:
    made = {name: load_profile(name) for name in audiences()}
    assert {name: one.pages for name, one in made.items() if one.pages} == {
        "minister": 2,
        "legislator": 2,
        "press": 1,
    }
    assert {name for name, one in made.items() if "matrix" in one.sections} == {"analyst"}
    assert {name for name, one in made.items() if "glossary" in one.sections} == {"public"}
    assert all("colophon" in one.sections for one in made.values())


def _write(root: Path, name: str, yaml: str) -> None:
    (root / name).mkdir()
    (root / name / "audience.yaml").write_text(yaml)
