"""What each stage makes of the small desk: who changes it raises the stage's version.

A stage's output may change without that where what goes into it has changed: what the stage before
it made, its libraries, the templates. `pytest tests/test_stages.py --renew-golden` writes the
hashes anew, but none whose version would have to be raised.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import tiny
from tiny import BuiltDesk

from briefgen.annotate import annotate
from briefgen.build import taken
from briefgen.desk import Desk
from briefgen.model import Document, Problem, Snapshot, exchange
from briefgen.readers import read
from briefgen.render import pdf_text
from briefgen.stages import VERSIONS

GOLDEN = Path(__file__).parent / "golden" / "stages.json"
#: For each stage its version, and hashes of what goes in and of what comes out.
Golden = Mapping[str, Mapping[str, Any]]


def digest(*parts: bytes | str) -> str:
    whole = sha256()
    for part in parts:
        whole.update(sha256(part.encode() if isinstance(part, str) else part).digest())
    return whole.hexdigest()


def fault(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> str:
    """Nothing, "renew" where a hash is not that of now, or "raise" where the version should be."""
    if old == new:
        return ""
    same = old is not None and (old["version"], old["given"]) == (new["version"], new["given"])
    return "raise" if same else "renew"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, ""),
        ({"made": "y"}, "raise"),
        ({"made": "y", "version": 2}, "renew"),
        ({"made": "y", "given": "b"}, "renew"),
        ({"given": "b"}, "renew"),
        ({"version": 2}, "renew"),
    ],
)
def test_when_a_version_has_to_be_raised(changed: dict[str, Any], told: str) -> None:
    old = {"version": 1, "given": "a", "made": "x"}
    assert fault(old, {**old, **changed}) == told


def test_a_stage_that_is_new_is_to_be_written() -> None:
    assert fault(None, {"version": 1, "given": "a", "made": "x"}) == "renew"


@pytest.fixture(scope="module")
def made(built_tiny: BuiltDesk) -> Golden:
    """What each stage makes of the small desk, and of what."""
    desk = Desk.of(built_tiny.spec)
    inputs = taken(desk.load(built_tiny.spec), desk)
    tools = {stage: repr(named) for stage, named in inputs.key.tools}
    # Its own version is no input of a stage; the package's counts for all by itself.
    documents = _documents()
    reading = "".join(exchange.dumps(document) for document in documents)
    sentences = [
        exchange.sentences_dumps(found, document.text)
        for document, found in zip(documents, annotate(documents), strict=True)
    ]
    record = (built_tiny.edition / "evidence.json").read_bytes()
    pages = [_page(file) for file in sorted(built_tiny.edition.glob("trams-*"))]
    into = {
        "reading": digest(*tiny.TEXTS.values()),
        "annotation": digest(reading),
        "evidence": digest(*sentences, tiny.SPEC),
        "layout": digest(record, repr(inputs.key.templates), inputs.key.style),
    }
    out = {
        "reading": digest(reading),
        "annotation": digest(*sentences),
        "evidence": digest(record),
        "layout": digest(*pages),
    }
    return {
        stage: {
            "version": version,
            "given": digest(into[stage], _without_version(tools[stage], stage)),
            "made": out[stage],
        }
        for stage, version in VERSIONS.items()
    }


def _without_version(tools: str, stage: str) -> str:
    return tools.replace(f"('stage {stage}', '{VERSIONS[stage]}')", "")


def _documents() -> list[Document]:
    found = [read(Snapshot.of(name, text.encode())) for name, text in tiny.TEXTS.items()]
    assert not [one for one in found if isinstance(one, Problem)]
    return [one for one in found if isinstance(one, Document)]


def _page(file: Path) -> bytes:
    """A page's HTML; of a PDF, whose lines a machine's libraries may break elsewhere, its words."""
    content = file.read_bytes()
    return "".join(pdf_text(content).split()).encode() if file.suffix == ".pdf" else content


@pytest.mark.parametrize("stage", VERSIONS)
def test_what_a_stage_makes(stage: str, made: Golden, request: pytest.FixtureRequest) -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.is_file() else {}
    told = fault(golden.get(stage), made[stage])
    assert told != "raise", (
        f"the stage {stage} makes something else: raise it in briefgen/stages.py"
    )
    if told and request.config.getoption("--renew-golden"):
        GOLDEN.parent.mkdir(exist_ok=True)
        text = json.dumps(dict(sorted({**golden, stage: made[stage]}.items())), indent=1)
        GOLDEN.write_text(f"{text}\n", encoding="utf-8")
        return
    assert not told, "run `pytest tests/test_stages.py --renew-golden`, and read the difference"
