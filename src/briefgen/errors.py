"""Broken contracts, as a small tree; a fault in the user's data is a `Problem` value instead.

BriefgenError
├── SpecError            the spec cannot be used: every fault, each with file, line and column
├── NotEnoughSources     no source could be read, so there is nothing to brief on
├── UnknownName          a summariser, audience, style … that does not exist; lists those that do
├── ModelError           a model is missing, damaged or not the one that was pinned
├── CitationError        pandoc refused the style or the references
├── TemplateError        a template failed: file, line, variable
├── LayoutError          the PDF could not be laid out, or lost text on the way
├── ArchiveError         the library or an edition cannot be read or written
├── IsolationError       no process can be started in which sources are read or parsed
└── ExecutorError        the machines that should do the work don't answer, or are not as this one
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.model import Problem


class BriefgenError(Exception):
    """Anything that stops a build; its text is fit to be shown to a desk officer."""


class SpecError(BriefgenError):
    """A spec with faults: all of them, in the order of their lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[Any, ...]:  # else one is made of its text
        return type(self), (self.problems,)


class NotEnoughSources(BriefgenError):
    """Nothing to brief on: what was tried and why each source was left out."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        lines = ["no source could be read, and so nothing was built"]
        super().__init__("\n".join(lines + [str(problem) for problem in self.problems]))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problems,)


class UnknownName(BriefgenError):
    """A name that is not in a list of known ones; says the list and the nearest."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(kind, name, sorted(known))

    def __str__(self) -> str:
        kind, name, names = self.args
        nearest = difflib.get_close_matches(name, names, n=1)
        hint = f"; did you mean {nearest[0]!r}?" if nearest else ""
        return f"there is no {kind} {name!r}{hint} (there are: {', '.join(names)})"


class ModelError(BriefgenError):
    """The language model is missing or altered."""


class CitationError(BriefgenError):
    """Citations could not be made."""


class TemplateError(BriefgenError):
    """A template failed."""


class LayoutError(BriefgenError):
    """The PDF could not be made whole."""


class ArchiveError(BriefgenError):
    """The library or an edition is missing, locked or damaged."""


class IsolationError(BriefgenError):
    """Sources cannot be read in a process of their own, and are not read in this one."""


class ExecutorError(BriefgenError):
    """Work cannot be done where it was to be; what was done is kept."""
