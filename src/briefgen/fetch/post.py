"""Something sent to an address that the desk itself names: one POST request, not repeated here."""

from __future__ import annotations

import time
from dataclasses import replace

from briefgen.model import Problem

from .manners import Manners
from .pace import Deadline
from .place import place_of, without_credentials
from .refusal import Refused


def post(address: str, content: bytes, kind: str, manners: Manners | None = None) -> int | Problem:
    """The status of the answer, or why there was none; `kind` is the content's media type.

    The desk has named the address, and so it may be on its own network. Redirects are not followed.
    """
    from .network import Network  # noqa: PLC0415

    manners = manners or Manners()
    try:
        place = place_of(address)
        host = f"[{place.host}]" if ":" in place.host else place.host
        manners = replace(manners, allowed=(*manners.allowed, f"{host}:{place.port}"))
        deadline = Deadline(manners.seconds, time.monotonic)
        deadline.start()
        network = Network(manners, deadline)
        try:
            return network.post(place, content, kind)
        finally:
            network.close()
    except Refused as refused:
        return refused.problem(without_credentials(address))
