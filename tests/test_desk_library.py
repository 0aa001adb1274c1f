"""Which library a desk has: the option, the environment, its settings, or its own folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.cli import main
from briefgen.desk import LIBRARY, Desk
from briefgen.errors import SpecError

ADDRESS = "postgresql://desk@db.example.org/briefs"


@pytest.mark.parametrize(
    ("option", "environment", "setting", "found"),
    [
        (None, "", "", "HOME/library"),
        (None, "", "library: archive", "HOME/archive"),
        (None, "", "library: /srv/archive", "/srv/archive"),
        (None, "", f"library: {ADDRESS}", ADDRESS),
        (None, "elsewhere", f"library: {ADDRESS}", "elsewhere"),
        (None, ADDRESS, "library: archive", ADDRESS),
        (None, "postgresql://desk:secret@db/briefs", "", "postgresql://desk:secret@db/briefs"),
        (Path("named"), ADDRESS, "library: archive", "named"),
        (ADDRESS, "elsewhere", "", ADDRESS),
    ],
)
def test_library_of_a_desk(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    option: Path | str | None,
    environment: str,
    setting: str,
    found: str,
) -> None:
    monkeypatch.setenv(LIBRARY, environment)
    (tmp_path / "desk.yaml").write_text(setting, encoding="utf-8")
    place = Desk.at(tmp_path, option).library_place
    assert str(place) == found.replace("HOME", str(tmp_path.resolve()))
    assert isinstance(place, Path) == ("://" not in found)


@pytest.mark.parametrize("given", ["[a]", "''", "7", "postgresql://desk:secret@db/briefs"])
def test_setting_that_is_no_place_is_a_fault(tmp_path: Path, given: str) -> None:
    (tmp_path / "desk.yaml").write_text(f"library: {given}\n", encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        _ = Desk.at(tmp_path).library
    assert "secret" not in str(caught.value)


def test_password_in_an_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["sources", "list", "--library", "postgresql://desk:secret@db/briefs"])
    told = capsys.readouterr().err
    assert "the address holds a password" in told
    assert "secret" not in told


def test_a_desk_whose_library_is_copied_and_verified(
    quick_desk: Path,
    postgres_address: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The next build finds nothing changed, and `verify` every passage."""
    root = quick_desk.parents[1]
    monkeypatch.chdir(root)
    assert main(["library", "copy", "library", postgres_address]) == 0
    assert main(["library", "verify", "library", "--against", postgres_address]) == 0
    (root / "library").rename(root / "old")
    monkeypatch.setenv(LIBRARY, postgres_address)
    assert main(["build", str(quick_desk)]) == 0
    assert "unchanged since edition" in capsys.readouterr().out
    assert not (root / "library" / "library.sqlite3").exists()
    assert main(["sources", "search", "tram OR line OR council"]) == 0
    assert main(["library", "verify"]) == 0
    assert main(["library", "verify", "nowhere"]) == 1


def test_brief_is_the_same_whatever_keeps_its_library(
    quick_desk: Path, postgres_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The desk's sources are taken in anew, on PostgreSQL, and its next edition is the first."""
    root = quick_desk.parents[1]
    (made,) = (root / "editions" / quick_desk.stem).glob("[0-9]*")
    before = {file.name: file.read_bytes() for file in made.iterdir() if file.is_file()}
    for folder in ("editions", "library"):
        (root / folder).rename(root / f"old-{folder}")
    monkeypatch.setenv(LIBRARY, postgres_address)
    assert main(["build", str(quick_desk), "--as-of", made.name[:10]]) == 0
    (again,) = (root / "editions" / quick_desk.stem).glob("[0-9]*")
    assert {file.name: file.read_bytes() for file in again.iterdir() if file.is_file()} == before
