"""How the web is asked: limits, pauses, and the intranet that a desk allows."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen import __version__

#: The product token by which robots.txt calls Briefgen (RFC 9309, 2.2.1).
TOKEN = "briefgen"


@dataclass(frozen=True, slots=True)
class Manners:
    """Limits in bytes and seconds, and what Briefgen says of itself.

    `largest` counts decompressed bytes. `seconds` is for one source with its redirects, retries
    and robots.txt, without the pauses between requests. `stall` is for connecting and between two
    bytes, `pause` between two requests to one host; a longer one that robots.txt asks for is kept
    up to `longest_pause`. `user_agent` says who the desk is and how to reach it. `allowed` names
    hosts, addresses and networks that are not public ("wiki.intra", "10.1.0.0/16",
    "127.0.0.1:8080").
    """

    largest: int = 50_000_000
    seconds: float = 60
    stall: float = 20
    redirects: int = 5
    retries: int = 3
    pause: float = 1
    longest_pause: float = 10
    user_agent: str = ""
    allowed: tuple[str, ...] = ()

    @property
    def agent(self) -> str:
        """The `User-Agent` field: always Briefgen, and as a comment whoever lets it ask."""
        plain = self.user_agent.encode("ascii", "replace").decode()
        comment = "".join(sign for sign in plain if sign.isprintable() and sign not in "()\\")
        agent = f"{TOKEN}/{__version__}"
        return f"{agent} ({comment.strip()})" if comment.strip() else agent
