"""Locations to bytes: files of the desk, and addresses, politely and safely.

The only user of the network. `files` finds the desk's own; `web` asks addresses, and is not loaded
by a command that asks none.
"""

from briefgen.fetch.exchange import Fetched, Validators
from briefgen.fetch.files import (
    DeskFile,
    attached_file,
    expand,
    find_files,
    location_of,
    missing,
    read_file,
)
from briefgen.fetch.guard import Allowance
from briefgen.fetch.manners import Manners

__all__ = [
    "Allowance",
    "DeskFile",
    "Fetched",
    "Manners",
    "Validators",
    "attached_file",
    "expand",
    "find_files",
    "location_of",
    "missing",
    "read_file",
]
