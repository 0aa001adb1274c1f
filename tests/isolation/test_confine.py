"""What a confined process may do and what it may not, each tried in a fresh one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CANARY = "sings at 04:17"
PROGRAM = """
import sys
sys.path[:] = {path!r}
import ctypes, os, socket, sqlite3, subprocess, tempfile
import briefgen
from briefgen.isolation.confine import Limits, confine
file = {file!r}
confine(Limits(megabytes=500))
try:
    found = {tried}
except (OSError, MemoryError) as error:
    found = type(error).__name__
print(found)
"""

PYTHON = [
    ("open('/etc/hostname').read()", "PermissionError"),
    ("open(file).read()", "PermissionError"),
    ("open(file.encode()).read()", "PermissionError"),
    ("open(os.path.relpath(file, '/')).read()", "PermissionError"),
    ("__import__('io').FileIO(__import__('pathlib').Path(file)).read()", "PermissionError"),
    ("os.open(file, os.O_RDONLY)", "PermissionError"),
    ("open('/usr/share/zoneinfo/../../..' + file).read()", "PermissionError"),
    ("open('/proc/self/root' + file).read()", "PermissionError"),
    ("open('/proc/self/environ').read()", "PermissionError"),
    ("open('/dev/zero', 'rb').read(1)", "PermissionError"),
    ("open(file, 'w')", "PermissionError"),
    ("open(briefgen.__file__, 'a')", "PermissionError"),
    ("tempfile.TemporaryFile()", "PermissionError"),
    ("os.listdir(os.path.dirname(file))", "PermissionError"),
    ("list(os.scandir('.'))", "PermissionError"),
    ("os.chdir(os.path.dirname(file))", "PermissionError"),
    ("os.remove(file)", "PermissionError"),
    ("os.rename(file, file + '2')", "PermissionError"),
    ("os.mkdir(file + '2')", "PermissionError"),
    ("os.symlink(file, file + '2')", "PermissionError"),
    ("os.kill(os.getppid(), 0)", "PermissionError"),
    ("os.fork()", "PermissionError"),
    ("os.system('true')", "PermissionError"),
    ("subprocess.run(['true'])", "PermissionError"),
    ("socket.socket()", "PermissionError"),
    ("socket.socketpair()", "PermissionError"),
    ("socket.getaddrinfo('localhost', 80)", "PermissionError"),
    ("sqlite3.connect(file)", "PermissionError"),
    ("len(bytearray(600_000_000))", "MemoryError"),
    ("len(open(briefgen.__file__).read()) > 0", "True"),
    ("'__init__.py' in os.listdir(os.path.dirname(briefgen.__file__))", "True"),
    ("len(bytearray(50_000_000))", "50000000"),
    ("os.path.isfile(file)", "True"),
    ("str(__import__('zoneinfo').ZoneInfo('UTC'))", "UTC"),
    ("__import__('colorsys').__name__", "colorsys"),
]
# Through C, past the audit hook, where the kernel has Landlock.
NATIVE = [
    ("ctypes.CDLL(None).open(file.encode(), 0)", "-1"),
    ("ctypes.CDLL(None).open(b'/etc/hostname', 0)", "-1"),
    ("ctypes.CDLL(None).creat(file.encode() + b'2', 0o600)", "-1"),
    ("ctypes.CDLL(None).unlink(file.encode())", "-1"),
    ("ctypes.CDLL(None).system(b'true') != 0", "True"),
    ("ctypes.CDLL(None).open(briefgen.__file__.encode(), 0) > 0", "True"),
]


def said(tried: str, file: Path) -> str:
    """What a confined process says of it; it has 20 seconds."""
    file.write_text(CANARY)
    program = PROGRAM.format(path=sys.path, file=str(file), tried=tried)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=False
    )
    assert CANARY not in done.stdout
    assert file.read_text() == CANARY
    assert [*file.parent.iterdir()] == [file]
    return done.stdout.strip() or done.stderr


@pytest.mark.parametrize(("tried", "outcome"), PYTHON)
def test_what_python_code_may_do(tmp_path: Path, tried: str, outcome: str) -> None:
    assert said(tried, tmp_path / "canary.txt") == outcome


@pytest.mark.parametrize(("tried", "outcome"), NATIVE)
def test_what_native_code_may_do(tmp_path: Path, tried: str, outcome: str) -> None:
    if not _has_landlock():
        pytest.skip("this kernel has no Landlock")
    assert said(tried, tmp_path / "canary.txt") == outcome


def _has_landlock() -> bool:
    program = "from briefgen.isolation.landlock import seal; print(seal(['/']))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout == "True\n"
