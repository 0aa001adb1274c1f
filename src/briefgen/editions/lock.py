"""`edition.lock.json`: what a bit-identical rebuild needs, and the keys by which nothing changed.

Each stage's key is over all that it depends on, those of the stages before it included: bytes,
options, versions of the stage and its libraries, models. No code is hashed (see `stages`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import briefgen
from briefgen import annotate, embed
from briefgen.cite import style_file
from briefgen.editions.frozen import plain
from briefgen.installed import release
from briefgen.marks import sha256_of
from briefgen.model import Accession, AudienceProfile, BriefSpec, Problem, Review, Withdrawal
from briefgen.render import shipped_templates
from briefgen.review import review_file
from briefgen.stages import TOOLS, VERSIONS

SCHEMA = "briefgen.lock/1"
#: What a spec says of when a brief is made and to whom it goes, and the hash that covers that too.
_OF_THE_DESK: Mapping[str, Any] = {"schedule": None, "deliver": (), "sha256": ""}
#: What a spec says of the page alone: no evidence is found by it. The hash is that of all of it;
#: what an audience lacks is told among the problems, which are counted by themselves.
_ON_THE_PAGE: Mapping[str, Any] = {
    **dict.fromkeys(("title", "standfirst", "series", "status", "handling"), ""),
    **{"glossary": (), "style": "", "locale": "", **_OF_THE_DESK},
    **{"audiences": (), "formats": (), "formats_asked": False, "export": ()},
}
_STAGES = tuple(VERSIONS)
_SAID = tuple(field.name for field in fields(Accession))


@dataclass(frozen=True, slots=True)
class Key:
    """Everything that an edition's content depends on, by name, as versions and hashes.

    `asked`: what was asked for besides the spec's text, as JSON. `templates`: every file that an
    audience's pages are made of, by place: a desk's own begin with "templates/". `layouts`: the
    key of each audience's layout. `tools`: versions, by stage. `printed`: what the spec says
    but for when the brief is made and to whom it goes.
    """

    spec: str
    printed: str
    found_by: str
    asked: str
    review: str
    missing: str
    style: str
    sources: tuple[Accession, ...]
    templates: tuple[tuple[str, str], ...]
    layouts: tuple[tuple[str, str], ...]
    tools: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

    def of(self, stage: str) -> str:
        """The key of a stage, that of the stages before it in it."""
        before = _STAGES[: _STAGES.index(stage) + 1]
        tools = [(name, named) for name, named in self.tools if name in before]
        given: tuple[object, ...] = ([a.sha256 for a in self.sources],)
        if "evidence" in before:
            given = (self.found_by, self.review, self.missing, said_of(self.sources))
        if "layout" in before:
            given += (self.printed, self.asked, self.layouts)
        return _hash(given, tools)

    @property
    def sha256(self) -> str:
        """One hash over all of it."""
        return self.of("layout")

    @property
    def frame(self) -> str:
        """One hash over all of it but the sources."""
        asked = (self.printed, self.asked, self.review, self.layouts)
        return _hash(self.found_by, asked, self.tools)


def spec_key(
    spec: BriefSpec,
    accessions: Iterable[Accession],
    audiences: Sequence[AudienceProfile],
    review: Review,
    missing: Sequence[Problem] = (),
    until: date | None = None,
    digest: Callable[[Path], str] = sha256_of,
    aside: Mapping[str, str] | None = None,
) -> Key:
    """The key of a brief that is about to be built; imports none of the large libraries.

    `missing`: what was wrong with the sources as they came in. `until`: the day on which they are
    to stand, where that is not today. `digest` tells the SHA-256 of a model's file. `aside`: texts
    that are not parsed, and why, by their hashes.
    """
    amiss = [(problem.where, problem.what) for problem in missing]
    style = _digest(style_file(spec.style))
    roots = {a.name: _templates(a.folders) for a in audiences}
    layouts = ((a.name, _hash(roots[a.name], a.name, style)) for a in audiences)
    asked = {
        "audiences": spec.audiences,
        "formats": spec.formats,
        "formats_asked": spec.formats_asked,
        "until": until.isoformat() if until else None,
    }
    return Key(
        spec=spec.sha256,
        printed=_hash(replace(_placeless(spec), **_OF_THE_DESK, style="")),
        found_by=_hash(spec.slug, replace(found_by(_placeless(spec)), sources=()), until),
        asked=json.dumps(asked),
        review=_decided(review),
        missing=_hash(amiss + sorted((aside or {}).items())),
        style=style,
        sources=tuple(accessions),
        templates=tuple(sorted({one for found in roots.values() for one in found})),
        layouts=tuple(layouts),
        tools=tools(digest),
    )


def found_by(spec: BriefSpec) -> BriefSpec:
    """The spec without what it says of the page alone: two that are the same find the same."""
    return replace(spec, **_ON_THE_PAGE)


def _placeless(spec: BriefSpec) -> BriefSpec:
    """The spec wherever its file stands, and whatever lines its keys stand in."""
    return replace(
        spec,
        file=Path(),
        sources=tuple(replace(source, where="", folder=None) for source in spec.sources),
        issues=tuple(replace(issue, where="") for issue in spec.issues),
    )


def anywhere(spec: BriefSpec) -> BriefSpec:
    """The spec with places that name its file alone: a desk that moves makes the same brief."""

    def named(where: str) -> str:
        return where.replace(str(spec.file), spec.file.name, 1)

    return replace(
        spec,
        problems=tuple(replace(p, where=named(p.where)) for p in spec.problems),
        sources=tuple(replace(s, where=named(s.where)) for s in spec.sources),
        issues=tuple(replace(i, where=named(i.where)) for i in spec.issues),
    )


def lock_record(
    spec: BriefSpec,
    key: Key,
    outputs: Mapping[str, bytes],
    missing: Sequence[Problem] = (),
    fonts: Mapping[str, Any] | None = None,
    *,
    as_of: str,
    aside: Mapping[str, str] | None = None,
    updates: str = "",
    before: str = "",
    replaces: Withdrawal | None = None,
) -> dict[str, Any]:
    """The lock as plain values; `outputs` are the edition's other files.

    `missing`: what was wrong with the sources as they came in. `aside`: texts in quarantine, and
    why, by their hashes. `fonts`: see `editions.fonts`. `updates`: the edition before; `before`:
    its record's hash; `replaces`: how it was withdrawn.
    """
    own = spec.style.endswith(".csl")
    tools = {name: each for _, named in key.tools for name, each in named}
    return {
        "schema": SCHEMA,
        "key": key.sha256,
        "frame": key.frame,
        "stages": {stage: {"version": VERSIONS[stage], "key": key.of(stage)} for stage in _STAGES},
        "layouts": dict(key.layouts),
        "as_of": as_of,
        "updates": updates,
        "before": before,
        "replaces": asdict(replaces) if replaces else None,
        "spec": {"file": spec.file.name, "sha256": key.spec, **json.loads(key.asked)},
        "review": {"file": _digest_of(review_file(spec.file)), "decisions": key.review},
        "style": {"name": Path(spec.style).name if own else spec.style, "sha256": key.style},
        "sources": json.loads(said_of(key.sources)),
        "missing": plain(tuple(missing), tuple[Problem, ...]),
        "aside": dict(aside or {}),
        "templates": dict(key.templates),
        "fonts": dict(fonts or {}),
        "tools": tools,
        "outputs": {name: sha256(content).hexdigest() for name, content in outputs.items()},
    }


def said_of(sources: Sequence[Accession]) -> str:
    """Sources as JSON: where from, which bytes, what is said of them."""
    said = [{name: getattr(a, name) for name in _SAID} for a in sources]
    return json.dumps(said, ensure_ascii=False, default=str)


def desk_files(spec: BriefSpec, audiences: Sequence[AudienceProfile]) -> tuple[Path, ...]:
    """The desk's own files that an edition is made of, without its sources; all are there."""
    own = [spec.file, review_file(spec.file)]
    own += [Path(spec.style)] if spec.style.endswith(".csl") else []
    shipped = shipped_templates()
    folders = {f for a in audiences for f in a.folders if not f.is_relative_to(shipped)}
    own += [file for folder in sorted(folders) for file in _files(folder)]
    return tuple(file for file in own if file.is_file())


def _decided(review: Review) -> str:
    """One hash over what was decided; by whom, when and with what note changes no brief."""
    decisions = [replace(d, date="", by="", note="") for d in review.decisions]
    return _hash(decisions) if decisions else ""


def tools(
    digest: Callable[[Path], str] = sha256_of,
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The versions of each stage, its libraries and its models."""
    return tuple((stage, tuple(sorted(_tools(stage, digest).items()))) for stage in _STAGES)


def _tools(stage: str, digest: Callable[[Path], str]) -> dict[str, str]:
    """What a stage does its work with, by name, as versions; the environment names the models."""
    found = {name: release(name) or "none" for name in TOOLS[stage]}
    if stage == "reading":
        found["briefgen"] = briefgen.__version__
    elif stage == "annotation":
        model = annotate.model_name()
        found["model"] = f"{model}@{annotate.model_sha256(model, digest)}"
    elif stage == "evidence":
        found["embeddings"] = _named(embed.embedder(digest))
        found["cross-encoder"] = _named(embed.cross_encoder(digest))
        found["numbers"] = _numbers()
    return found | {f"stage {stage}": str(VERSIONS[stage])}


def _named(model: embed.Embedder | embed.CrossEncoder | None) -> str:
    return f"{model.name}@{model.weights}" if model else "none"


@cache
def _numbers() -> str:
    """The hash of the numbers that are shipped beside the code: weights of regressions."""
    files = sorted(Path(briefgen.__file__).parent.glob("*/data/*.json"))
    return _hash([_digest(file) for file in files])[:16]


def _templates(folders: Sequence[Path]) -> list[tuple[str, str]]:
    """The files of an audience's folders: place and hash, in the order in which they are asked."""
    return [(_place(file), _digest(file)) for folder in folders for file in _files(folder)]


def _files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*")) if file.is_file()]


def _place(file: Path) -> str:
    """A template's place: under the shipped templates, or in the desk, wherever that stands."""
    shipped = shipped_templates()
    if file.is_relative_to(shipped):
        return file.relative_to(shipped).as_posix()
    parts = file.parts
    if "templates" not in parts:
        return file.name
    last = len(parts) - 1 - parts[::-1].index("templates")
    return "/".join(parts[last:])


def _digest_of(file: Path) -> str | None:
    return _digest(file) if file.is_file() else None


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def _hash(*values: object) -> str:
    return sha256(repr(values).encode(errors="surrogatepass")).hexdigest()
