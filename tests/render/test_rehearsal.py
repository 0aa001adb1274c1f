"""What `check` finds in templates without a source: whatever a build might print is tried."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import canal
import pytest
import tiny

from briefgen.cli import main
from briefgen.errors import TemplateError
from briefgen.render import audiences, load_profile
from briefgen.render.environment import Folders, environment
from briefgen.render.rehearsal import rehearse

Captured = pytest.CaptureFixture[str]
PRINTED = re.compile(r"\{\{.*?\}\}")
#: What depends on the audience or the brief's language, or on there being very many sources.
NOT_TRIED = {"{{ name }}", "{{ value | safe }}", "{{ tokens.page | safe }}", "{{ foreign }}"}
VERY_MANY = ("left_out_more", "sources_more", "assessment_more")


def test_every_place_that_prints_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the templates of all shipped audiences together."""
    tried: set[tuple[str, int]] = set()
    places: dict[tuple[str, int], str] = {}
    read = Folders.get_source

    def marked(self: Folders, env: object, name: str) -> tuple[str, str, object]:
        text, file, unchanged = read(self, env, name)  # type: ignore[arg-type]
        places.update({(file, m.start()): m[0] for m in PRINTED.finditer(text)})
        said = PRINTED.sub(lambda m: f"{m[0]}{{{{ tried('{file}', {m.start()}) }}}}", text)
        return said, file, unchanged

    def tell(file: str, place: int) -> str:
        tried.add((file, place))
        return ""

    monkeypatch.setattr(Folders, "get_source", marked)
    for name in audiences():
        profile = load_profile(name)
        own = environment(profile.folders)
        own.cache.clear()
        monkeypatch.setitem(own.globals, "tried", tell)
        rehearse(canal.evidence().spec, profile)
        own.cache.clear()
    assert len(places) > 150
    left = {text for place, text in places.items() if place not in tried}
    assert {text for text in left if not any(label in text for label in VERY_MANY)} == NOT_TRIED


@pytest.mark.parametrize("language", ["de", "fr", "es", "it"])
@pytest.mark.parametrize("audience", ["minister", "public"])
def test_shipped_audiences_pass_in_every_language(audience: str, language: str) -> None:
    spec = replace(canal.evidence().spec, language=language)
    rehearse(spec, load_profile(audience))


def test_a_spec_of_one_bare_issue_is_rehearsed_too() -> None:
    spec = canal.evidence(standfirst="", series="", handling="", title="T").spec
    rehearse(replace(spec, issues=spec.issues[:1]), load_profile("analyst"))


@pytest.mark.parametrize(
    "part",
    [
        "{% for i in brief.issues %}{% for c in i.contrasts %}{{ c.x }}{% endfor %}{% endfor %}",
        "{% for i in brief.issues %}{% for c in i.changes if c.two_holders %}{{ c.x }}{% endfor %}"
        "{% endfor %}",
        "{% for q in brief.key_points if q.reported == 'indirect' %}{{ q.x }}{% endfor %}",
        "{% for m in brief.matrices %}{{ m.rows }}{% endfor %}",
        "{% for e in brief.timeline if e.holders %}{{ e.x }}{% endfor %}",
        "{% if in_text %}{{ x }}{% endif %}",
        "{% if not brief.key_points %}{{ x }}{% endif %}",
        "{% if evidence.updates %}{{ x }}{% endif %}",
        "{% if figures.copies %}{{ x }}{% endif %}",
        "{% include 'sections/x.html.j2' %}",
    ],
)
def test_fault_in_a_branch_is_found(tmp_path: Path, part: str) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    (folder / "audience.yaml").write_text("label: X\n")
    extended = "{% extends 'base/brief.html.j2' %}\n{% block body %}" + part + "{% endblock %}"
    (folder / "brief.html.j2").write_text(extended)
    with pytest.raises(TemplateError, match=r"x/brief\.html\.j2:2: .*\(there are: "):
        rehearse(canal.evidence().spec, load_profile("x", [tmp_path]))


def test_check_tells_the_faults_of_all_audiences_and_reads_no_source(
    tmp_path: Path, capsys: Captured
) -> None:
    """One in a section, one in a macro that both have, one in a style sheet."""
    spec = tiny.make(tmp_path, tiny.QUICK.replace("[analyst]", "[one, two, three, analyst]"))
    for name in ("one", "two", "three"):
        (tmp_path / "templates" / name / "sections").mkdir(parents=True)
        (tmp_path / "templates" / name / "audience.yaml").write_text("extends: analyst\n")
    folders = {name: tmp_path / "templates" / name for name in ("one", "two", "three")}
    (folders["one"] / "sections/colophon.html.j2").write_text("\n{{ brief.isues }}")
    (folders["two"] / "sections/matrix.html.j2").write_text("{{ lables.matrix }}")
    (folders["three"] / "audience.yaml").write_text("extends: two\n")
    (folders["three"] / "brief.css").write_text("@import 'x.css';")
    assert main(["check", str(spec)]) == 2
    shown = capsys.readouterr()
    told = shown.err.splitlines()
    assert shown.out == "" and len(told) == 3
    assert told[0].startswith(f"{folders['one']}/sections/colophon.html.j2:2: a Brief has no")
    assert told[1].startswith(f"{folders['two']}/sections/matrix.html.j2:1: 'lables' is undefined")
    assert told[2].startswith(f"{folders['three']}/brief.css: “@import 'x.css'")
    assert not (tmp_path / "library").exists() and not (tmp_path / "editions").exists()
    (folders["three"] / "brief.css").unlink()
    assert main(["check", str(spec)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2  # that of `two`, once
    for file in tmp_path.glob("templates/*/sections/*"):
        file.unlink()
    assert main(["check", str(spec)]) == 0
