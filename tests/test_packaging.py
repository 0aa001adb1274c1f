"""What is installed, and how: the wheel, the locks, and the script that sets everything up."""

import os
import re
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from briefgen.doctor import LIBRARIES

ROOT = Path(__file__).parents[1]
REQUIREMENTS = ROOT / "requirements"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

# --- The wheel --------------------------------------------------------------------------------


def built(version: str, folder: Path) -> zipfile.ZipFile:
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=[version])
    return zipfile.ZipFile(wheel)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    return built("standard", tmp_path_factory.mktemp("wheel"))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("src/briefgen", "briefgen"),
        ("templates", "briefgen/templates"),
        ("briefs", "briefgen/sample"),
    ],
)
def test_wheel_holds_every_file(wheel, ours, theirs):
    """Templates and the sample desk are packaged though they lie outside of `src`."""
    files = [path for path in (ROOT / ours).rglob("*") if path.is_file()]
    expected = {
        f"{theirs}/{path.relative_to(ROOT / ours).as_posix()}": path.read_bytes()
        for path in files
        if path.suffix != ".pyc"
    }
    assert expected
    packaged = set(wheel.namelist())
    assert expected.keys() - packaged == set()
    assert all(wheel.read(name) == content for name, content in expected.items())


def test_wheel_holds_nothing_else(wheel):
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top.partition("-")[0] for top in tops} == {"briefgen"}


def test_wheel_has_licence_and_command(wheel):
    names = {name.partition(".dist-info/")[2]: name for name in wheel.namelist()}
    assert wheel.read(names["licenses/LICENSE"]).startswith(b"MIT License")
    assert b"briefgen = briefgen.cli:main" in wheel.read(names["entry_points.txt"])


def test_editable_install_leaves_no_copies(tmp_path):
    """A copy of a template beside an editable install would go stale unseen."""
    names = built("editable", tmp_path).namelist()
    assert [name for name in names if ".dist-info/" not in name] == ["_briefgen.pth"]


def test_wheel_asks_for_what_an_extra_needs_only_where_it_is_wanted(wheel):
    """What runs embeddings has no wheels for some machines, and a cluster is for few."""
    (metadata,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    lines = wheel.read(metadata).decode().splitlines()
    asked = [line.removeprefix("Requires-Dist: ") for line in lines if "Requires-Dist" in line]
    plain = names(line for line in asked if "; extra ==" not in line)
    assert plain == names(PROJECT["dependencies"])
    extras = PROJECT["optional-dependencies"]
    assert extras.keys() == {"embeddings", "cluster", "postgres", "s3"}
    for name, needed in extras.items():
        assert f"Provides-Extra: {name}" in lines
        optional = [line for line in asked if line.endswith(f"; extra == '{name}'")]
        assert names(optional) == names(needed) and not names(needed) & plain


# --- The locks --------------------------------------------------------------------------------

PIN = re.compile(
    r"^([\w.-]+)==([^\s;]+)(?: ; ([^\\]+?))?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.M
)
LOCKS = ("build", "runtime", "cluster", "dev", "benchmarks")
#: The extras of those that are made from pyproject.toml.
EXTRAS = {"runtime": ("embeddings",), "cluster": ("embeddings", "cluster", "postgres")}


def pins(lock: str) -> set[tuple[str, str, str]]:
    """Give (name, version, marker) of each pin that has a hash."""
    text = (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8")
    return {(match[1], match[2], match[3]) for match in PIN.finditer(text)}


def names(requirements: list[str]) -> set[str]:
    found = (re.match(r"[\w.-]+", line) for line in requirements)
    return {re.sub(r"[-_.]+", "-", match[0]).lower() for match in found if match}


def wanted(lock: str) -> set[str]:
    if lock in EXTRAS:
        optional = PROJECT["optional-dependencies"]
        return names([*PROJECT["dependencies"], *(n for e in EXTRAS[lock] for n in optional[e])])
    lines = (REQUIREMENTS / f"{lock}.in").read_text(encoding="utf-8").splitlines()
    return names([line for line in lines if not line.startswith(("#", "-"))])


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_all_that_is_asked_for(lock):
    """Otherwise: `make locks`."""
    assert wanted(lock) - {name for name, _, _ in pins(lock)} == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_is_hashed_and_names_no_place(lock):
    text = (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8")
    assert len(pins(lock)) == len(re.findall(r"(?m)^[\w.-]+==", text)) > 0
    assert "make locks" in text.partition("==")[0]
    assert re.findall(r"(?m)^-|://|@ |/(?:home|root|tmp|work)/", text) == []


def test_locks_agree():
    """All are installed into one environment, so a package has the same version in each."""
    runtime = {pin[:2] for pin in pins("runtime")}
    shared = {name for name, _ in runtime}
    for lock in ("build", "cluster", "dev", "benchmarks"):
        assert {pin[:2] for pin in pins(lock) if pin[0] in shared} - runtime == set()


# --- The set-up -------------------------------------------------------------------------------

PYTHON = """#!/bin/bash
# Stands for python3: writes down what pip was asked, and fails when a file says so.
case "$*" in
  *version_info*) cat "$STAGE/version" ;;
  *ensurepip*) [[ ! -e $STAGE/no-ensurepip ]] ;;
  "- "*) cat "$STAGE/missing" ;;
  "--version") echo Python ;;
  "-m venv"*)
    mkdir -p "${@: -1}/bin"
    cp "$0" "${@: -1}/bin/python"
    echo "#!${@: -1}/bin/python" >"${@: -1}/bin/pip"
    echo venv >>"$STAGE/log" ;;
  *sys.prefix*) dirname "$(dirname "$0")" ;;
  "-m pip"*)
    echo "pip ${@: -1}" >>"$STAGE/log"
    [[ ! -e $STAGE/broken ]] ;;
esac
"""
APT_GET = """#!/bin/bash
echo "apt-get ${@: -1}" >>"$STAGE/log"
: >"$STAGE/missing"
"""
NEW = ["venv", "pip requirements/build.txt", "pip requirements/runtime.txt", "pip ."]


class Stage:
    """A folder that looks like this project, on a machine that is played by a few scripts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "tree with a space"
        shutil.copytree(ROOT / "scripts", self.folder / "scripts")
        shutil.copytree(REQUIREMENTS, self.folder / "requirements")
        (self.folder / "src/briefgen").mkdir(parents=True)
        for name in ("pyproject.toml", "src/briefgen/__init__.py"):
            shutil.copy(ROOT / name, self.folder / name)
        self.stage, self.bin = folder / "stage", folder / "bin"
        self.stage.mkdir()
        self.bin.mkdir()
        self.play("python3", PYTHON)
        self.play("apt-get", APT_GET)
        self.play("id", "#!/bin/bash\necho 0\n")
        self.play("sudo", "#!/bin/bash\nexit 1\n")
        self.set("version", "3.12 True\n")
        self.set("missing", "")

    def play(self, command: str, script: str) -> None:
        (self.bin / command).write_text(script, encoding="utf-8")
        (self.bin / command).chmod(0o755)

    def set(self, name: str, text: str) -> None:
        (self.stage / name).write_text(text, encoding="utf-8")

    def edit(self, name: str) -> None:
        with (self.folder / name).open("a", encoding="utf-8") as file:
            file.write("# changed\n")

    def run(self, *arguments: str) -> tuple[int, list[str], list[str]]:
        """Give the exit status, what was done, and what was said."""
        self.set("log", "")
        environment = {"PATH": f"{self.bin}:{os.environ['PATH']}", "STAGE": str(self.stage)}
        done = subprocess.run(
            ["bash", "scripts/setup.sh", *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        log = (self.stage / "log").read_text(encoding="utf-8").splitlines()
        return done.returncode, log, (done.stdout + done.stderr).splitlines()


@pytest.fixture
def stage(tmp_path) -> Stage:
    return Stage(tmp_path)


def test_nothing_is_done_twice(stage):
    assert stage.run("runtime")[:2] == (0, NEW)
    assert stage.run("runtime") == (0, [], [])
    assert stage.run("dev")[:2] == (0, ["pip requirements/dev.txt"])
    assert stage.run("dev") == (0, [], [])
    assert stage.run("runtime") == (0, [], [])


@pytest.mark.parametrize(
    ("changed", "done"),
    [
        (
            "requirements/runtime.txt",
            ["pip requirements/build.txt", "pip requirements/runtime.txt"],
        ),
        ("requirements/dev.txt", ["pip requirements/dev.txt"]),
        ("pyproject.toml", ["pip ."]),
        ("src/briefgen/__init__.py", ["pip ."]),
    ],
)
def test_a_change_repeats_its_own_step_only(stage, changed, done):
    stage.run("dev")
    stage.edit(changed)
    assert stage.run("dev")[:2] == (0, done)
    assert stage.run("dev") == (0, [], [])


def test_an_interrupted_step_is_taken_up_again(stage):
    stage.set("broken", "")
    status, log, said = stage.run("runtime")
    assert (status, log) == (1, NEW[:2])
    assert "stopped at 'runtime'" in said[-1]
    (stage.stage / "broken").unlink()
    assert stage.run("runtime")[:2] == (0, NEW[1:])


def test_a_moved_tree_gets_a_new_environment(stage, tmp_path):
    """The commands in `.venv/bin` name their interpreter by its place."""
    stage.run("runtime")
    stage.folder = stage.folder.rename(tmp_path / "moved")
    assert stage.run("runtime")[:2] == (0, NEW)


def test_system_packages_are_installed_by_root(stage):
    stage.set("missing", "libharfbuzz-subset.so.0\n")
    assert stage.run("runtime")[:2] == (0, ["apt-get libharfbuzz-subset0", *NEW])


@pytest.mark.parametrize(
    ("stood", "said"),
    [
        (
            {"version": "3.9 False"},
            "briefgen: Python 3.11 or newer is needed and python3 is 3.9; "
            "name another: make brief PYTHON=python3.12",
        ),
        (
            {"missing": "libpangoft2-1.0.so.0\n", "no-ensurepip": "", "user": ""},
            "briefgen: python3-venv libpangoft2-1.0-0 must be installed first; type, as root: "
            "apt-get update && apt-get install -y --no-install-recommends "
            "python3-venv libpangoft2-1.0-0",
        ),
    ],
)
def test_what_stops_it_is_one_clear_line(stage, stood, said):
    for name, text in stood.items():
        stage.set(name, text)
    if "user" in stood:
        stage.play("id", "#!/bin/bash\necho 1000\n")
    assert stage.run("runtime") == (1, [], [said])


def test_doctor_asks_for_the_same_libraries():
    script = (ROOT / "scripts/setup.sh").read_text(encoding="utf-8")
    assert dict(re.findall(r"\[(lib\S+\.so\.0)\]=(\S+)", script)) == LIBRARIES


def test_usage(stage):
    assert stage.run("all") == (1, [], ["briefgen: usage: setup.sh runtime|dev, not 'all'"])
