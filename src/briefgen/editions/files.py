"""All that stands in an edition's folder: the briefs, the bibliography, the record, the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.editions.fonts import fonts_of
from briefgen.editions.inputs import Inputs
from briefgen.editions.lock import lock_record
from briefgen.editions.since import Before
from briefgen.editions.store import LOCK, RECORD
from briefgen.model import AudienceProfile, BriefSpec

if TYPE_CHECKING:
    from briefgen.execute import Executor
    from briefgen.model import Evidence
    from briefgen.render.compositors import Compositors


def layouts(most: int, runs: Executor | None = None) -> Compositors:
    """The processes that lay out, at most so many; or an executor's workers elsewhere."""
    from briefgen.render.compositors import Compositors  # noqa: PLC0415

    return Compositors(most, runs)


def edition_files(
    evidence: Evidence, inputs: Inputs, compositors: Compositors, before: Before
) -> dict[str, bytes]:
    """Every file of the edition, by name: the briefs, the bibliography, the record, the lock."""
    from briefgen.cite import cited_as, export  # noqa: PLC0415
    from briefgen.evidence.record import dump  # noqa: PLC0415
    from briefgen.render.compositors import Job  # noqa: PLC0415

    spec, record, audiences = evidence.spec, record_of(evidence), inputs.audiences
    jobs = [Job(audience, _formats(spec, audience)) for audience in audiences]
    laid_out = compositors.lay_out(evidence, jobs, record)
    files = {
        f"{spec.slug}-{audience.name}.{name}": content
        for audience, made in zip(audiences, laid_out, strict=True)
        for name, content in made.items()
    }
    files |= export([cited_as(s) for s in evidence.sources if s.used], spec.export)
    files[RECORD] = record
    pdfs = (content for name, content in files.items() if name.endswith(".pdf"))
    about = (inputs.key, files, inputs.missing, fonts_of(pdfs))
    lock = lock_record(
        spec,
        *about,
        as_of=evidence.as_of,
        aside=inputs.aside,
        updates=evidence.updates,
        before=before.sha256,
        replaces=before.replaces,
    )
    return {**files, LOCK: dump(lock)}


def record_of(evidence: Evidence) -> bytes:
    """The public record of an edition."""
    from briefgen.evidence.record import to_json  # noqa: PLC0415

    return to_json(evidence)


def _formats(spec: BriefSpec, audience: AudienceProfile) -> tuple[str, ...]:
    """The formats that an audience gets: those asked for by name, its own, or the spec's."""
    return spec.formats if spec.formats_asked else audience.formats or spec.formats
