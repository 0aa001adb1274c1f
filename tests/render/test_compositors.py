"""Audiences side by side in processes: the same bytes, the same errors, nothing left behind."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import canal
import pytest

from briefgen.cite import style_file
from briefgen.errors import LayoutError, TemplateError, UnknownName
from briefgen.render import load_profile
from briefgen.render.compositors import Compositors, Job

RECORD = b"{}"


def jobs(*names: str, templates: Path | None = None) -> list[Job]:
    folders = (templates,) if templates else ()
    return [Job(load_profile(name, folders), ("html", "pdf")) for name in names]


@pytest.mark.parametrize("names", [("minister", "press"), ("press", "minister")])
def test_processes_make_the_same_bytes_in_the_order_asked_for(names: tuple[str, ...]) -> None:
    asked = jobs(*names)
    with Compositors(1) as one, Compositors(2) as two:
        alone = one.lay_out(canal.evidence(), asked, RECORD)
        assert two.lay_out(canal.evidence(), asked, RECORD) == alone
    bodies = [f'<body class="{name} '.encode() for name in names]
    assert all(body in made["html"] for made, body in zip(alone, bodies, strict=True))
    assert all(made["pdf"].startswith(b"%PDF-") for made in alone)


def test_a_template_that_fails_in_a_process_fails_here_with_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(load_profile("minister").folders[0], folder)
    (folder / "audience.yaml").write_text("label: Broken\nextends: minister\n")
    (folder / "brief.html.j2").write_text("<p>\n{{ breif }}</p>")
    asked = jobs("press", "broken", templates=tmp_path)
    with Compositors(2) as processes, pytest.raises(TemplateError, match=r"html\.j2:2: 'breif'"):
        processes.lay_out(canal.evidence(), asked, RECORD)


def test_a_process_that_dies_is_told_of() -> None:
    with Compositors(2) as processes:
        assert processes._process
        processes._process.kill()
        with pytest.raises(LayoutError, match=r"died \(exit -9\).*--jobs 1"):
            processes.lay_out(canal.evidence(), jobs("press", "minister"), RECORD)


def test_nothing_runs_on_where_nothing_was_laid_out() -> None:
    with Compositors(2) as processes:
        started = processes._process
        assert started and started.poll() is None
    assert started.poll() is not None


def test_the_error_of_an_unknown_name_comes_whole_from_a_process() -> None:
    with pytest.raises(UnknownName) as told:
        style_file("chicago-note-bibliografy")
    assert str(pickle.loads(pickle.dumps(told.value))) == str(told.value)
