"""Audiences side by side in processes: the same bytes, the same errors, nothing left behind."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import canal
import pytest

from briefgen.cite import style_file
from briefgen.errors import ExecutorError, LayoutError, TemplateError, UnknownName
from briefgen.execute import Function, Outcome, Serial, executor, work
from briefgen.model import Problem
from briefgen.render import load_profile, shipped_templates
from briefgen.render.compositors import Compositors, Job
from briefgen.render.profiles import at_home

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


class Elsewhere(Serial):
    """Workers that are no other machine's, and may lose what they are asked."""

    elsewhere = True

    def __init__(self, lost: str = "") -> None:
        self._lost = lost

    def map(self, function: Function, jobs: Iterable[work.Job]) -> Iterator[Outcome]:
        for outcome in reversed(list(super().map(function, jobs))):
            lost = Problem(outcome.key, self._lost, "look there")
            yield replace(outcome, result=lost) if self._lost else outcome


def test_workers_elsewhere_make_the_same_bytes() -> None:
    """In the order asked for, whichever is done first."""
    asked = jobs("minister", "press")
    with Compositors(1) as here, Compositors(2, Elsewhere()) as there:
        assert there._process is None
        alone = here.lay_out(canal.evidence(), asked, RECORD)
        assert there.lay_out(canal.evidence(), asked, RECORD) == alone


@pytest.mark.slow
def test_a_cluster_makes_the_same_bytes() -> None:
    pytest.importorskip("distributed")
    asked = jobs("minister", "press")
    with executor("dask:2") as runs, Compositors(1) as here, Compositors(2, runs) as there:
        alone = here.lay_out(canal.evidence(), asked, RECORD)
        assert there.lay_out(canal.evidence(), asked, RECORD) == alone


def test_templates_stand_elsewhere_on_a_worker(tmp_path: Path) -> None:
    """Those that are shipped are found where it has them; a desk's own must be there."""
    shipped = load_profile("press")
    sent = replace(shipped, folders=(tmp_path / "lib" / "press", tmp_path / "lib" / "base"))
    folders = tuple(shipped_templates() / name for name in ("press", "base"))
    assert at_home(sent, tmp_path / "lib").folders == folders
    with pytest.raises(ExecutorError, match=r"worker .*own/press: the desk's folder is not there"):
        at_home(replace(shipped, folders=(tmp_path / "own" / "press",)), shipped_templates())


def test_a_layout_that_ends_its_worker_is_told() -> None:
    with (
        Compositors(1, Elsewhere("died of it")) as there,
        pytest.raises(LayoutError, match=r"^press died of it; look there$"),
    ):
        there.lay_out(canal.evidence(), jobs("press"), RECORD)


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
