"""Why a source was not fetched, as an exception that passes through httpx and ends in `Web.get`."""

from __future__ import annotations

from briefgen.model import Gone, Problem

SAVE = "save the page in the desk's folder and name the file instead of the address"
LATER = f"try again later, or {SAVE}"
CHECK = "check the address in a browser"


class Refused(Exception):
    """A fault that ends the visit: what, as a phrase whose subject is the address, and remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy

    def behind(self, address: str) -> Refused:
        """The same fault, met after a redirect to `address`."""
        return type(self)(f"leads to {clipped(address)}, which {self.what}", self.remedy)

    def problem(self, location: str) -> Problem:
        """The fault as a value."""
        return Problem(location, self.what, self.remedy)


class Removed(Refused):
    """The server's word that there is nothing any more (410)."""

    def problem(self, location: str) -> Problem:
        """The fault as a value of its own kind."""
        return Gone(location, self.what, self.remedy)


class Interrupted(Refused):
    """A fault that may pass: a connection that failed or broke off."""


def clipped(address: str) -> str:
    """An address short enough for a message, in one line."""
    text = "".join(sign if sign.isprintable() else "?" for sign in address)
    return text if len(text) <= 100 else f"{text[:99]}…"


def size(count: float) -> str:
    """Bytes in words, as "50 MB"."""
    return f"{count / 1e6:g} MB" if count >= 1e6 else f"{count / 1e3:g} kB"


def duration(seconds: float) -> str:
    """Seconds in words, as "45 s", "12 min" or "2 h"."""
    if seconds < 120:
        return f"{seconds:.3g} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.0f} h"
