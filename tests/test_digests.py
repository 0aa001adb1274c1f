"""Hashes that are kept by marks: what is believed, and what is read again."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.digests import Digests

#: When the files of these tests are given to have been changed, and a moment long after (ns).
OLD = 1_700_000_000_000_000_000
LATER = 4_000_000_000_000_000_000


def asked(file: Path, kept: Path, moment: int = LATER) -> str:
    with Digests(kept, moment) as digest:
        return digest(file)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    file = tmp_path / "model.bin"
    file.write_bytes(b"weights")
    os.utime(file, ns=(OLD, OLD))
    return file


def forged(kept: Path) -> str:
    """Put another hash in the place of each that is kept, so that one shows who believes it."""
    entries = json.loads(kept.read_text(encoding="utf-8"))
    kept.write_text(json.dumps({place: [mark, "f" * 64] for place, (mark, _) in entries.items()}))
    return "f" * 64


def test_a_file_as_it_was_is_not_read_again(model: Path, tmp_path: Path) -> None:
    kept = tmp_path / "library" / "models.json"
    assert asked(model, kept) == sha256(b"weights").hexdigest()
    assert asked(model, kept) == sha256(b"weights").hexdigest()
    lie = forged(kept)
    assert asked(model, kept) == lie


def _rewrite(model: Path) -> None:
    model.write_bytes(b"WEIGHTS")


def _rewrite_in_time(model: Path) -> None:
    model.write_bytes(b"WEIGHTS")
    os.utime(model, ns=(OLD, OLD))  # whoever sets this back still changes the entry


def _replace(model: Path) -> None:
    other = model.with_name("other")
    other.write_bytes(b"WEIGHTS")
    os.utime(other, ns=(OLD, OLD))
    other.replace(model)


@pytest.mark.parametrize("change", [_rewrite, _rewrite_in_time, _replace])
def test_a_changed_file_of_the_same_size_is_seen(
    model: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    kept = tmp_path / "models.json"
    asked(model, kept)
    change(model)
    assert asked(model, kept) == sha256(b"WEIGHTS").hexdigest()


def test_a_file_that_was_changed_just_now_is_not_known_by_its_mark(
    model: Path, tmp_path: Path
) -> None:
    """One more change within the clock's grain could leave the mark as it is."""
    kept, about = tmp_path / "models.json", model.stat()
    for seconds, known in ((0, False), (1, False), (3, True)):
        asked(model, kept, about.st_ctime_ns + seconds * 1_000_000_000)
        assert kept.exists() is known


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"a": 1}', '{"PLACE": ["x"]}', "\udc80"])
def test_what_is_damaged_is_as_good_as_not_there(model: Path, tmp_path: Path, damage: str) -> None:
    kept = tmp_path / "models.json"
    text = damage.replace("PLACE", str(model))
    kept.write_bytes(text.encode(errors="surrogateescape"))
    assert asked(model, kept) == sha256(b"weights").hexdigest()


def test_where_nothing_can_be_kept_it_is_read_again(model: Path, tmp_path: Path) -> None:
    (tmp_path / "library").write_text("a file where the folder should be")
    kept = tmp_path / "library" / "models.json"
    assert asked(model, kept) == asked(model, kept) == sha256(b"weights").hexdigest()


def test_models_that_are_no_longer_used_are_forgotten(model: Path, tmp_path: Path) -> None:
    kept, other = tmp_path / "models.json", tmp_path / "other.bin"
    other.write_bytes(b"other")
    asked(model, kept)
    asked(other, kept)
    assert list(json.loads(kept.read_text(encoding="utf-8"))) == [str(other)]
