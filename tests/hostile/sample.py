"""What every hostile file is: a name, its bytes when they are wanted, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

#: Stands in a file that no source may reach; in no result may it be found.
CANARY = "the canary in the mine of Norvale sings at 04:17"
SENTENCE = "The harbour board of Norvale will rebuild the western quay before the winter begins."
GOOD = (
    "The quay at Norvale\n\nBy Ada Quill\nNorvale Post, 4 March 2031\n\n"
    + "\n\n".join(f"{SENTENCE} The fishermen said in week {n} that it is late." for n in range(4))
    + "\n"
)


@dataclass(frozen=True)
class Hostile:
    """A file that means harm.

    `what` must stand in its `Problem`; "" means that a document may come of it as well. `large`:
    it takes seconds or hundreds of megabytes.
    """

    name: str
    make: Callable[[], bytes]
    what: str = ""
    large: bool = False
