"""Where an audience's templates run: Jinja2's immutable sandbox, closed further.

A template may look at texts, numbers, lists, mappings and the fields of our own values, and at
nothing else: no path can be followed to a file, and no function taken apart. What it does not know
is named, with what there is instead.
"""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache, partial
from pathlib import Path, PurePath
from types import CodeType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace, missing
from markupsafe import Markup

from briefgen.errors import TemplateError

#: What is no text on any page: a template of more bytes than this is refused unread.
_LARGEST = 200_000
#: Whose public attributes a template may use; those that change something are refused elsewhere.
_PLAIN = (str, int, float, tuple, list, Mapping, range)
_OF_JINJA = (
    LoopContext, Macro, TemplateModule, BlockReference, TemplateReference, Cycler, Joiner, Namespace
)  # fmt: skip
_OF_A_PATH = frozenset(("name", "stem", "suffix"))
#: What differs from one run to the next, and a text that says nothing.
_NO_FILTERS, _NO_GLOBALS = ("random",), ("lipsum",)
#: What most pages need beside what they name.
_SHARED = ("macros.html.j2",)
#: A whole number of more bits is none that a page prints, and may take for ever to compute.
_BITS = 10_000


def environment(folders: tuple[Path, ...]) -> Sandbox:
    """The environment in which the first folder wins, and "base/…" names one folder.

    A new one where a template came or went: Jinja looks whether a file has changed, and not whether
    another now stands in front of it.
    """
    return _sandbox(folders, frozenset(f for folder in folders for f in folder.rglob("*.j2")))


@lru_cache
def _sandbox(folders: tuple[Path, ...], _: frozenset[Path]) -> Sandbox:
    return Sandbox(folders)


def read_text(file: Path, folders: Iterable[Path]) -> str:
    """The text of a file of an audience's folders; a link that leads out of them is refused."""
    real = file.resolve()
    if not any(real.is_relative_to(folder.resolve()) for folder in folders):
        raise TemplateError(
            f"{file}: is a link that leads out of the audience's folder; put a copy there"
        )
    try:
        if file.stat().st_size > _LARGEST:
            raise TemplateError(f"{file}: has more than {_LARGEST:,} bytes; shorten it")
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise TemplateError(f"{file}: {error}; save it as UTF-8") from error
    except OSError as error:
        raise TemplateError(f"{file}: cannot be read ({error.strerror})") from error


def nearest_first(name: str, names: Iterable[str]) -> str:
    """The end of a sentence on an unknown name: the one that was meant, and all there are."""
    known = sorted(set(names))
    near = difflib.get_close_matches(name, known, n=3)
    meant = f"; did you mean {near[0]!r}?" if near else ""
    return f"{meant} (there are: {', '.join(dict.fromkeys([*near, *known])) or 'none'})"


class Folders(jinja2.BaseLoader):
    """Templates by their path in the first folder that has it, or behind a folder's own name."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its file, and whether that is as it was."""
        del environment
        for file in self._places(template):
            if file.is_file():
                unchanged = partial(_is_as_at, file, file.stat().st_mtime_ns)
                return read_text(file, self.folders), str(file), unchanged
        raise jinja2.TemplateNotFound(template)

    def list_templates(self) -> list[str]:
        """The names of all templates in the folders."""
        found = ((folder, f) for folder in self.folders for f in folder.rglob("*.j2"))
        return sorted({f.relative_to(folder).as_posix() for folder, f in found})

    def _places(self, name: str) -> Iterator[Path]:
        path = PurePath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
            raise SecurityError(f"{name!r} leads out of the audience's folder; put a copy there")
        yield from (folder / path for folder in self.folders)
        head, *rest = path.parts or ("",)
        yield from (folder.joinpath(*rest) for folder in self.folders if folder.name == head)


class _Compiler(CodeGenerator):
    """Leaves every expression to the run: no template computes anything before it is bounded."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Any, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def visit_ScopedEvalContextModifier(self, node: Any, frame: Any) -> None:  # noqa: N802
        """Refuse what would turn escaping off; `autoescape true` changes nothing."""
        if not all(isinstance(k.value, nodes.Const) and k.value.value for k in node.options):
            self.fail("autoescape stays on; write markup into the template itself", node.lineno)
        super().visit_ScopedEvalContextModifier(node, frame)


class _Compiled(jinja2.BytecodeCache):
    """What was compiled in this process: audiences share most of their templates."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a file as it is."""
        bucket.code = self._made.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        assert bucket.code is not None
        self._made[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class Missing(jinja2.StrictUndefined):
    """A name that is not there: of a value, it says which ones that has."""

    @property
    def _undefined_message(self) -> str:
        said, value = super()._undefined_message, self._undefined_obj
        if value is missing or self._undefined_hint:
            return said
        return f"{_article(value)} has no attribute {self._undefined_name!r}" + nearest_first(
            str(self._undefined_name), names_of(value)
        )


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox over the folders of one audience."""

    code_generator_class = _Compiler
    intercepted_binops = frozenset(("**", "*"))

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__(
            loader=Folders(folders),
            autoescape=True,
            undefined=Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            optimized=False,
            finalize=printable,
            bytecode_cache=_COMPILED,
        )
        self.folders = folders
        for name in _NO_FILTERS:
            del self.filters[name]
        self.filters["safe"] = without_markup
        for name in _NO_GLOBALS:
            del self.globals[name]

    def compile_ahead(self, names: Iterable[str]) -> None:
        """Compile templates before a process is forked, which else compiles them each time.

        What is wrong with one is told where it is used.
        """
        for name in [*names, *_SHARED]:
            with contextlib.suppress(jinja2.TemplateError, TemplateError):
                self.get_template(name)

    def pieces(self, name: str, values: Mapping[str, Any]) -> Generator[str]:
        """What a template prints, piece by piece."""
        yield from self.get_template(name).generate(values)

    def compile(self, source: Any, name: Any = None, filename: Any = None, *how: Any) -> Any:
        """The code of a template; raises `TemplateError` where Python cannot compile it."""
        try:
            return super().compile(source, name, filename, *how)
        except (SyntaxError, RecursionError, MemoryError) as error:
            what = error.msg if isinstance(error, SyntaxError) else "too many brackets in brackets"
            raise TemplateError(
                f"{filename}: cannot be compiled ({what}); nest its loops and brackets less deeply"
            ) from error

    def place(self, file: Path, line: int) -> str:
        """The place ("file:line") in a template of a line of the Python made of it; else empty."""
        made = self.cache.values() if self.cache is not None else ()
        found = (t.get_corresponding_lineno(line) for t in made if t.filename == str(file))
        return next((f"{file}:{number}" for number in found), "")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may use it: fields of our values, and what plain values have."""
        if attr in _attributes(obj.__class__):
            return True
        plain = isinstance(obj, _PLAIN + _OF_JINJA)
        return plain and super().is_safe_attribute(obj, attr, value)

    def unsafe_undefined(self, obj: Any, attribute: str) -> jinja2.Undefined:
        """What is there and not for templates, with what is."""
        there = f"; there are: {', '.join(names)}" if (names := names_of(obj)) else ""
        hint = f"access to attribute {attribute!r} of {_article(obj)} is unsafe{there}"
        return self.undefined(hint, obj=obj, name=attribute, exc=SecurityError)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Whole numbers only as large as a page might print."""
        if isinstance(left, int) and isinstance(right, int):
            size = left.bit_length() * (max(right, 1) if operator == "**" else 1)
            if size + (right.bit_length() if operator == "*" else 0) > _BITS:
                raise SecurityError(f"{operator} would make too large a number")
        return super().call_binop(context, operator, left, right)


def printable(value: Any) -> Any:
    """What a template prints, if it is a text or a number; of all else it says what that has."""
    if isinstance(value, str | int | float | jinja2.Undefined) or value is None:
        return value
    if is_dataclass(value) and type(value).__str__ is not object.__str__:
        return str(value)
    there = f"; print one of {', '.join(names)}" if (names := names_of(value)) else ""
    raise SecurityError(f"{_article(value)} is no text{there}")


def without_markup(value: Any) -> Any:
    """A text that needs no escaping, such as a colour, as it stands; all else is yet escaped."""
    text = str(value)
    return value if "<" in text or "&" in text else Markup(text)


def names_of(value: Any) -> tuple[str, ...]:
    """The attributes that a template may use of a value of ours, the keys of a mapping."""
    if isinstance(value, Mapping):
        return tuple(map(str, value))
    if isinstance(value, LoopContext):
        return tuple(name for name in dir(value) if not name.startswith("_"))
    return tuple(sorted(_attributes(value.__class__)))


@lru_cache
def _attributes(kind: type) -> frozenset[str]:
    """The fields and properties of a dataclass; of a path its name; of all else nothing."""
    if issubclass(kind, PurePath):
        return _OF_A_PATH
    if not is_dataclass(kind):
        return frozenset()
    properties = (n for c in kind.__mro__ for n, v in vars(c).items() if isinstance(v, property))
    return frozenset(n for n in (*(f.name for f in fields(kind)), *properties) if n[0] != "_")


def _article(value: Any) -> str:
    """What a value is: "a Quotation", "an Evidence"."""
    kind = type(value).__name__
    return f"{'an' if kind[0] in 'AEIOUaeiou' else 'a'} {kind}"


def _is_as_at(file: Path, changed: int) -> bool:
    try:
        return file.stat().st_mtime_ns == changed
    except OSError:
        return False
