"""How a kind of work is done in processes of its own, and how it is spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from briefgen.model import Problem


class Asked(Protocol):
    """What is asked of a process: a function ("module:name"), the task's name, its bytes.

    The function takes the key and the bytes, and returns bytes. A key names the task in messages:
    a place, or a hash.
    """

    @property
    def function(self) -> str: ...  # noqa: D102
    @property
    def key(self) -> str: ...  # noqa: D102
    @property
    def payload(self) -> bytes: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Manner:
    """What a process does before its limits hold, what it is said to do, how patient one is.

    `prepare`: a function without arguments ("module:name"), which loads what the work needs.
    `too_large`: gives the answer to a key for which there was not enough memory ("module:name").
    `patient`: whatever a process died of or hung at is tried once more, alone in a fresh one, and
    answers come as there are any, and not in order. `ahead`: how many tasks a process may have.
    `worth`: bytes to be done, for each process, that are worth starting one more; a cluster does a
    fourth of that as one task. `free`: the work
    is our own and not that of others' bytes: it may write, ask and start what it likes, and of the
    limits that of the wall clock alone holds.
    """

    prepare: str
    verb: str = "read"
    participle: str = "read"
    gerund: str = "reading"
    remedy: str = "save its text as plain text (UTF-8) and name that file"
    too_large: str = ""
    patient: bool = False
    ahead: int = 256
    worth: int = 0
    free: bool = False

    def failed(self, key: str, why: str) -> Problem:
        """What is said where the function itself raised an exception."""
        return Problem(key, f"could not be {self.participle}: {why}", self.remedy)

    def too_much(self, key: str) -> Problem:
        """What is said where there was not enough memory."""
        return Problem(key, "needs more memory than one source may use", self.remedy)


#: Sources are read in order; one that dies in a fresh process need not be tried again.
READING = Manner("briefgen.readers.asked:prepare", too_large="briefgen.readers.asked:too_large")
