"""A notice as JSON, sent to the address that the desk names."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from briefgen.deliver.setback import Setback
from briefgen.model import Problem

#: Answers after which the same request may be taken later (RFC 9110, RFC 6585).
_PASSING = frozenset({408, 425, 429})


def tell(url: str, notice: Mapping[str, Any], begun: Callable[[], None]) -> Setback | None:
    """Post the notice; any answer of the 200s takes it."""
    from briefgen.fetch.post import post  # noqa: PLC0415

    content = json.dumps(notice, ensure_ascii=False).encode()
    begun()
    answer = post(url, content, "application/json; charset=utf-8")
    if isinstance(answer, Problem):
        return Setback(Problem("webhook", f"was not told: {url} {answer.what}", answer.remedy))
    if 200 <= answer < 300:
        return None
    lasting = 300 <= answer < 500 and answer not in _PASSING
    remedy = "correct notify in desk.yaml" if lasting else "it is tried again by itself"
    return Setback(Problem("webhook", f"{url} answered {answer}", remedy), lasting=lasting)
