"""Locations to bytes: files of the desk, and addresses, politely and safely.

The only user of the network. `files` finds the desk's own; `web` asks addresses.
"""

from briefgen.fetch.exchange import Fetched, Validators
from briefgen.fetch.files import attached_file, expand, find_files, location_of, missing
from briefgen.fetch.guard import Allowance
from briefgen.fetch.manners import Manners
from briefgen.fetch.web import Web

__all__ = [
    "Allowance",
    "Fetched",
    "Manners",
    "Validators",
    "Web",
    "attached_file",
    "expand",
    "find_files",
    "location_of",
    "missing",
]
