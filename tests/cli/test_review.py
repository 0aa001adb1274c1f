"""`briefgen review`: what is typed, what is shown, what is written, and how it ends."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.cli import main
from briefgen.model import Issue, Position, Review
from briefgen.review import load_review, review_file

Reviewed = Callable[..., tuple[int, str, str]]
LINE = Issue("line", "Line", positions=(Position("build", ""), Position("reject", "")))


@pytest.fixture
def review(
    quick_desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Reviewed:
    """Type these lines at `briefgen review`, in a desk with one edition."""
    monkeypatch.chdir(quick_desk.parents[1])

    def ran(typed: str, *options: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        try:
            status = main(["review", "briefs/trams.yaml", "--by", "mara", *options])
        except SystemExit as end:  # argparse's
            status = int(str(end.code))
        out, err = capsys.readouterr()
        return status, out, err

    return ran


def kept(spec: Path) -> Review:
    return load_review(review_file(spec), (LINE, Issue("fares", "")))[0]


def test_all_of_it(review: Reviewed, quick_desk: Path) -> None:
    """Skipping through: every proposal is shown once, and nothing is written."""
    status, out, err = review("s\n" * 50)
    assert (status, err) == (0, "")
    total = int(out.split(" proposals to decide")[0].split()[-1])
    assert out.count(" to go] ") == total > 2
    assert out.count("skipped") == total
    assert out.count("— The harbour line —") == 1
    assert "  1  Build the line\n  2  Reject the line\n" in out
    assert out.endswith("Nothing was decided.\n")
    assert not review_file(quick_desk).exists()


def views_first(review: Reviewed) -> str:
    """The answers that lead to the first view: contrasts are skipped."""
    _, out, _ = review("s\n" * 50)
    return "s\n" * out.count("] A contrast:")


def test_decisions_are_written_and_the_next_time_goes_on(
    review: Reviewed, quick_desk: Path
) -> None:
    skips = views_first(review)
    status, out, err = review(f"{skips}a\nnonsense\nh Dee Orr\nr\nm\nu\nq\n")
    assert (status, err) == (0, "")
    assert "“nonsense” is no answer here; ? lists them" in out
    assert re.search(r"– Dee Orr, ((quoted|reported) )?in “", out)
    assert "2 decided, kept in briefs/trams.review.yaml; " in out
    assert "briefgen build briefs/trams.yaml" in out
    first, second = kept(quick_desk).decisions
    assert (first.verdict, first.holder, first.by) == ("accept", None, "mara")
    assert (second.verdict, second.holder) == ("reject", "Dee Orr")
    before = review_file(quick_desk).read_bytes()
    status, out, _ = review(f"{skips}?\n")
    assert "2 decided before" in out
    assert out.count("h NAME") == 1
    assert review_file(quick_desk).read_bytes() == before
    _, out, _ = review("", "--again")
    assert "decided before" not in out


def test_what_does_not_fit_is_said(review: Reviewed, quick_desk: Path) -> None:
    """Any typing at all: it is answered, and nothing but decisions is written."""
    status, out, err = review("\n\x00\x1b\n9\nh\nu\nm m m\n" + "x" * 10_000 + "\n")
    assert (status, err) == (0, "")
    assert "nothing to undo here" in out
    assert "\x1b" not in out
    assert not review_file(quick_desk).exists()


def test_a_spoilt_file_is_told_and_left_alone(review: Reviewed, quick_desk: Path) -> None:
    file = review_file(quick_desk)
    file.write_text("decisions: {}\n")
    status, out, err = review("a\n")
    assert (status, out) == (2, "")
    assert err.startswith("briefgen: briefs/trams.review.yaml:1:12: decisions is ")
    assert file.read_text() == "decisions: {}\n"


def test_what_cannot_be_written_is_said(
    review: Reviewed, quick_desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    status, _, err = review("a\nq\n")
    assert status == 1
    assert "No space left on device" in err
    assert "the next step writes all of it" in err


def test_without_an_edition(
    tiny_desk: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    spec = tiny_desk()
    assert main(["review", str(spec)]) == 1
    assert (
        f"trams has no edition to review; first: briefgen build {spec}" in capsys.readouterr().err
    )


def test_killed_in_the_middle(review: Reviewed, quick_desk: Path) -> None:
    """A process that is killed at its next question has written the three decisions before."""
    answers = f"{views_first(review)}r\na\nr\n"
    file = review_file(quick_desk)
    command = "import sys; from briefgen.cli import main; sys.exit(main(sys.argv[1:]))"
    process = subprocess.Popen(
        [sys.executable, "-c", command, "review", str(quick_desk)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdin
    try:
        process.stdin.write(answers.encode())
        process.stdin.flush()
        end = time.monotonic() + 60
        while not (file.exists() and len(kept(quick_desk).decisions) == 3):
            assert process.poll() is None, "it ended of itself"
            assert time.monotonic() < end, "three decisions were not written"
            time.sleep(0.05)
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert [d.verdict for d in kept(quick_desk).decisions] == ["reject", "accept", "reject"]
