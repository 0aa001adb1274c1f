"""The schema: sound, described to the last key, documented to the last key, and quick."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from briefgen.model import BriefSpec, LibrarySearch
from briefgen.spec import SCHEMA, load_spec, schema_text
from briefgen.spec.schema import keys
from briefgen.spec.sentences import SENTENCES

DOCS = (Path(__file__).parents[2] / "docs" / "spec.md").read_text(encoding="utf-8")
KEYS = list(keys())


def dotted(steps):
    return ".".join(str(step) for step in steps)


def test_schema_is_a_schema():
    """Of draft 2020-12, and what is printed is what is used."""
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(schema_text()) == SCHEMA


@pytest.mark.parametrize(("steps", "said"), KEYS, ids=[dotted(steps) for steps, _ in KEYS])
def test_every_key_is_described_and_documented(steps, said):
    """A description, an example that is valid, and a row in docs/spec.md."""
    assert said["description"].endswith(".")
    example = said["examples"][0]
    Draft202012Validator({**said, "$defs": SCHEMA["$defs"]}).validate(example)
    assert re.search(rf"^\| `{steps[-1]}` \|", DOCS, re.MULTILINE) or f"`{steps[-1]}` a" in DOCS


def test_every_keyword_has_a_sentence():
    """No keyword of the schema can fail without plain words for it."""

    def keywords(schema):
        for keyword, value in schema.items():
            yield keyword
            branches = value.values() if keyword in ("properties", "$defs") else [value]
            for branch in branches if keyword not in ("examples", "default") else ():
                if isinstance(branch, dict) and keyword not in ("dependentRequired",):
                    yield from keywords(branch)

    silent = {"$schema", "$ref", "$defs", "title", "description", "default", "examples"}
    applied = {"properties", "items", "if", "then"}
    assert set(keywords(SCHEMA)) - silent - applied == set(SENTENCES)


def test_defaults_are_the_models():
    """What the schema says of a key that is left out is what the model does."""
    names = {"summary.method": "method", "summary.passages": "passages"}
    names |= {
        "citations.style": "style",
        "citations.locale": "locale",
        "citations.export": "export",
    }
    names |= {"sources.0.library.limit": "limit"}
    fields = (*dataclasses.fields(BriefSpec), *dataclasses.fields(LibrarySearch))
    model = {field.name: field.default for field in fields}
    for steps, said in KEYS:
        if "default" in said and steps[0] not in ("schedule", "deliver"):
            default = model[names.get(dotted(steps), dotted(steps))]
            assert (list(default) if isinstance(default, tuple) else default) == said["default"]


def test_the_example_in_the_docs_is_a_spec_without_problems(tmp_path):
    """The first YAML block of docs/spec.md."""
    path = tmp_path / "fisheries.yaml"
    path.write_text(re.search(r"```yaml\n(.*?)```", DOCS, re.DOTALL)[1], encoding="utf-8")
    spec = load_spec(path, audiences=["minister", "analyst"], methods=["coverage"])
    assert (spec.slug, len(spec.sources), len(spec.issues)) == ("fisheries", 2, 2)
    assert spec.issues[1].id == "access-to-waters"
    assert [p.what for p in spec.problems] == []


def test_import_is_light():
    """`import briefgen.spec` imports nothing slow and nothing above it."""
    code = "import sys, briefgen.spec; print(*(m for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"jsonschema", "jinja2", "spacy", "numpy", "lxml"}
    ours = {name.split(".")[1] for name in loaded if name.startswith("briefgen.")}
    assert ours == {"errors", "model", "spec"}
