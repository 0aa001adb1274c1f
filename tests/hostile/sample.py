"""What every hostile file is: a name, its bytes when they are wanted, and what must come of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

#: A file that the hostile ones name, and what stands in it: in no result may that be found.
CANARY_FILE = Path(tempfile.gettempdir()) / f"briefgen-canary-{os.getpid()}.txt"
CANARY = "the canary in the mine of Norvale sings at 04:17"
SENTENCE = "The harbour board of Norvale will rebuild the western quay before the winter begins."
PARAGRAPHS = (
    f"{SENTENCE} The fishermen said that this is a year too late for the herring.",
    "The mayor of Norvale wants to pay for the new quay from the ferry dues of three years.",
    "The ferry company answered that its passengers would then walk over the bridge instead.",
    "A crane has stood on the old quay since the spring, and nobody could say who had sent it.",
)
GOOD = "The quay at Norvale\n\nBy Ada Quill\nNorvale Post, 4 March 2031\n\n" + "\n\n".join(
    PARAGRAPHS
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
