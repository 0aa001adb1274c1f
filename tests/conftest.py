"""What tests share: small desks, and whole briefs that are built once for all of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import tiny
from postgres import postgres_address, postgres_server  # noqa: F401 - fixtures
from tiny import BuiltDesk, build

from briefgen import embed
from briefgen.build import Built
from briefgen.execute import EXECUTOR
from briefgen.postgres import Postgres

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write the golden files anew")


def pytest_configure() -> None:
    """No embeddings, no cross-encoder and no processes, but in tests that ask for them."""
    os.environ[EXECUTOR] = "serial"
    os.environ[embed.VARIABLE] = os.environ[embed.CROSS_ENCODER] = "none"


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The five real articles, which are no part of the repository."""
    folder = ROOT.parent / "shared" / "seeds"
    if not any(folder.glob("*.txt")):
        reason = "the real articles (../shared/seeds beside the repository) are not here"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def common_database(postgres_server: str) -> str:  # noqa: F811
    """The address of one database for tests whose desks are fresh, and so keep apart in it."""
    databases = Postgres(f"{postgres_server}/postgres")
    databases.rows("CREATE DATABASE common")
    databases.close()
    return f"{postgres_server}/common"


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands lay out in the tests' own process, which has WeasyPrint loaded already."""
    monkeypatch.setattr("briefgen.cli.building.processors", lambda: 1)


@pytest.fixture
def default_embeddings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence embeddings of the model that is installed with Briefgen."""
    monkeypatch.delenv(embed.VARIABLE, raising=False)


@pytest.fixture
def tiny_desk(tmp_path: Path) -> Callable[..., Path]:
    """Make a small desk in a fresh folder and return its spec; see `tiny.make`."""

    def _made(spec: str = tiny.QUICK, texts: dict[str, str] | None = None) -> Path:
        return tiny.make(tmp_path / "desk", spec, texts)

    return _made


@pytest.fixture(scope="session")
def built_tiny(tmp_path_factory: pytest.TempPathFactory) -> BuiltDesk:
    """The small desk, built for both audiences in both formats. Copy it before you alter it."""
    root = tmp_path_factory.mktemp("tiny")
    spec = tiny.make(root)
    return BuiltDesk(root, spec, build(spec))


@pytest.fixture(scope="session")
def _quick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spec = tiny.make(tmp_path_factory.mktemp("quick"), tiny.QUICK)
    build(spec)
    return spec


@pytest.fixture
def quick_desk(_quick: Path, tmp_path: Path) -> Path:
    """The spec of a small desk with one edition, for one audience and without a PDF; alter it."""
    root = tmp_path / "quick"
    shutil.copytree(_quick.parents[1], root, symlinks=True)
    return root / "briefs" / _quick.name


@pytest.fixture
def copied_tiny(built_tiny: BuiltDesk, tmp_path: Path) -> BuiltDesk:
    """A copy of the built small desk, to be altered."""
    root = tmp_path / "copy"
    shutil.copytree(built_tiny.root, root, symlinks=True)
    moved = root / built_tiny.edition.relative_to(built_tiny.root)
    edition = type(built_tiny.built.edition)(moved.name, moved, new=True)
    return BuiltDesk(root, root / "briefs" / "trams.yaml", Built(edition, ()))


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> BuiltDesk:
    """The sample desk that comes with Briefgen, built whole and with embeddings."""
    return _whole(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def built_seeds(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltDesk:
    """The sample's issues over the five real articles, with embeddings."""
    return _whole(tmp_path_factory.mktemp("seeds"), f"{seeds}/*.txt")


def _whole(root: Path, *sources: str) -> BuiltDesk:
    shutil.copytree(ROOT / "briefs", root / "briefs")
    spec = root / "briefs" / "us-russia-2017.yaml"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(embed.VARIABLE, raising=False)
        return BuiltDesk(root, spec, build(spec, *sources))
