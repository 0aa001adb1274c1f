"""Quoted phrases by which two passages are known for one remark."""

from __future__ import annotations

import pytest

from briefgen.evidence.remarks import remark


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("“The boats will be back by noon,” she said.", 'He heard: "boats will be back".', True),
        ("“The boats will be BACK,” she said.", "''the boats will be back'', said Lee.", True),
        ("“The quota, the fleet and", "“the quota the fleet and the fog”", True),
        ("The boats will be back by noon.", "“The boats will be back by noon.”", False),
        ("“The boats will”", "“The boats will”", False),
        ("“The boats” will be “back by noon”", "“The boats will be back by noon”", False),
        ("", "", False),
    ],
)
def test_shared(one: str, other: str, shared: bool) -> None:
    assert remark(one).isdisjoint(remark(other)) is not shared
