"""The files of an edition that a delivery takes, as the edition's lock names them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.deliver.setback import Setback
from briefgen.editions.corrections import withdrawal
from briefgen.editions.store import LOCK, RECORD, read_lock
from briefgen.model import Problem, Withdrawal


@dataclass(frozen=True, slots=True)
class Issued:
    """An edition on disk: its folder, and its lock, empty where there is none."""

    slug: str
    folder: Path
    lock: Mapping[str, Any]

    @classmethod
    def at(cls, folder: Path) -> Issued:
        """The edition in a folder `editions/<slug>/<edition>`."""
        return cls(folder.parent.name, folder, read_lock(folder) or {})

    @property
    def name(self) -> str:
        """The edition's name."""
        return self.folder.name

    @property
    def key(self) -> str:
        """What tells it from every other edition of any desk."""
        return f"{self.slug}/{self.name}/{self.lock.get('key', '')}"

    @property
    def outputs(self) -> Mapping[str, str]:
        """Its files, by name, with their SHA-256."""
        outputs = self.lock.get("outputs")
        return outputs if isinstance(outputs, dict) else {}

    @property
    def withdrawal(self) -> Withdrawal | None:
        """When and why it was withdrawn; None where it holds."""
        return withdrawal(self.folder)

    @property
    def record(self) -> dict[str, Any]:
        """Its public record; empty where it cannot be read."""
        try:
            record = json.loads((self.folder / RECORD).read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return record if isinstance(record, dict) else {}

    def documents(self, audiences: Iterable[str], formats: Iterable[str]) -> tuple[str, ...]:
        """The names of its briefs for these audiences, in these formats; of none, of all."""
        audiences, formats = tuple(audiences), tuple(formats)
        return tuple(
            name
            for name in sorted(self.outputs)
            if name.startswith(f"{self.slug}-")
            for audience, _, kind in [name.removeprefix(f"{self.slug}-").rpartition(".")]
            if audience in (audiences or (audience,)) and kind in (formats or (kind,))
        )

    def read(self, names: Iterable[str]) -> dict[str, bytes] | Setback:
        """The bytes of its files, as they were when it was made."""
        files = {}
        for name in names:
            file = self.folder / name
            try:
                content = file.read_bytes()
            except OSError as error:
                return _unsendable(file, f"cannot be read ({error.strerror})")
            if name in self.outputs and sha256(content).hexdigest() != self.outputs[name]:
                return _unsendable(file, "is not the file that the edition's lock names")
            files[name] = content
        return files

    def whole(self) -> tuple[str, ...]:
        """The names of all that it consists of."""
        return (*sorted(self.outputs), LOCK)


def _unsendable(file: Path, what: str) -> Setback:
    remedy = "build the edition again, then run briefgen deliver --retry"
    return Setback(Problem(str(file), what, remedy), lasting=True)
