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
    assert (minister.pages, minister.passages, minister.key_points) == (2, 1, 3)
    assert (analyst.pages, analyst.passages, analyst.key_points) == (0, 6, 5)
    assert (minister.notes, analyst.notes) == ("end", "foot")
    prefer = {name: load_profile(name).prefers for name in audiences()}
    assert prefer == {"minister": "salience", "analyst": "figures", "public": "plain"}
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


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("extends: nobody\n", "extends 'nobody'"),
        ("extends: x\n", "extends 'x', which is not there or goes in a circle"),
        ("colour: red\n", "unknown key 'colour' .*there are: label"),
        ("pages: two\n", "pages is 'two', expected int"),
        ("pages: true\n", "pages is True"),
        ("notes: side\n", "expected foot or end"),
        ("prefers: figure\n", "expected salience or figures or plain"),
        ("- a\n", "expected keys and values"),
        ("label: [\n", "audience.yaml"),
    ],
)
def test_faults_name_the_file_and_the_value(tmp_path: Path, yaml: str, message: str) -> None:
    _write(tmp_path, "x", yaml)
    with pytest.raises(TemplateError, match=message):
        load_profile("x", [tmp_path])


def test_base_without_a_key(tmp_path: Path) -> None:
    _write(tmp_path, "base", "label: Ours\n")
    _write(tmp_path, "press", "pages: 1\n")
    with pytest.raises(TemplateError, match=r"press/audience\.yaml: passages, .* missing"):
        load_profile("press", [tmp_path])


def _write(root: Path, name: str, yaml: str) -> None:
    (root / name).mkdir()
    (root / name / "audience.yaml").write_text(yaml)
