"""The spine. Read `build_edition` first: it tells the whole story."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from time import time_ns
from typing import TYPE_CHECKING

from briefgen.acquisition import Past, Place, Watch, gather
from briefgen.desk import Desk
from briefgen.digests import Digests
from briefgen.editions import Edition, Key, Shelf, spec_key
from briefgen.editions.corrections import warning
from briefgen.editions.files import edition_files, layouts, record_of
from briefgen.editions.inputs import Inputs, still_told
from briefgen.editions.lock import anywhere, desk_files
from briefgen.editions.locked import archive_files
from briefgen.editions.past import published, told_of
from briefgen.editions.seen import known_as, remember, same_again
from briefgen.editions.since import Before, numbered
from briefgen.embedded import embedding, entailment
from briefgen.execute import executor
from briefgen.library import Library
from briefgen.model import READ, Accession, AudienceProfile, BriefSpec, Document, Problem
from briefgen.render import load_profile
from briefgen.review import load_review, review_file

if TYPE_CHECKING:
    from briefgen.evidence.terms import Topic
    from briefgen.execute import Executor
    from briefgen.model import Evidence, Review, SourceRecord
    from briefgen.parsing import Parsed

#: Told what is being done, for a terminal or a log.
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the edition, every problem on the way, and what could not be had."""

    edition: Edition
    problems: tuple[Problem, ...]
    failing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Readings:
    """What an edition is found in: the documents, the sources left out, the problems so far.

    `aside`: texts that are not parsed, and why, by their hashes; None: those in quarantine now.
    """

    documents: tuple[Document, ...]
    excluded: tuple[SourceRecord, ...]
    problems: tuple[Problem, ...]
    aside: Mapping[str, str] | None = None


def build_edition(
    spec: BriefSpec,
    desk: Desk,
    *,
    as_of: date | None = None,
    progress: Progress = lambda _: None,
    watch: Watch = iter,
    jobs: int = 1,
) -> Built:
    """Build one edition of a brief: gather, read, find the evidence, lay out, then write.

    `as_of` None means today; on a day that is past, the sources are as they stood then, and no
    address is asked. Sources are archived first, while `watch` sees them come in; of the
    edition nothing is written unless all of it could be made, and where nothing has changed since
    the newest one, or nothing that it says, that is returned. Audiences are laid out by at most
    `jobs` processes.
    """
    inputs = taken(spec, desk, as_of=as_of, watch=watch)
    if built := unchanged(inputs, desk, as_of=as_of):
        return built
    with executor(desk.executor) as runs:
        return made(inputs, desk, runs, as_of=as_of, progress=progress, jobs=jobs)


def unchanged(inputs: Inputs, desk: Desk, *, as_of: date | None = None) -> Built | None:
    """The newest edition, where nothing has changed since it was made."""
    shelf = Shelf(desk.editions, inputs.spec.slug)
    day, asked = shelf.day(as_of), as_of is not None
    edition = shelf.unchanged(known_as(shelf, inputs.key.sha256, day), day, asked=asked)
    if edition is None:
        return None
    told = (*still_told(edition, inputs), *warning(edition.folder))
    return Built(edition, told, inputs.failing)


def made(
    inputs: Inputs,
    desk: Desk,
    runs: Executor,
    *,
    as_of: date | None = None,
    progress: Progress = lambda _: None,
    jobs: int = 1,
) -> Built:
    """The edition made of its inputs; the newest one where it would say the same."""
    from briefgen.editions.kept import KeptEvidence  # noqa: PLC0415 - not for what is unchanged

    spec, key, shelf = inputs.spec, inputs.key, Shelf(desk.editions, inputs.spec.slug)
    done = partial(Built, failing=inputs.failing)
    day, asked = shelf.day(as_of), as_of is not None
    kept = KeptEvidence(desk.library, spec.slug)
    found = kept.recall(key, inputs.told, spec)
    if found is None:
        progress(f"reading the sources ({len(inputs.accessions)})")
        readings = read(inputs.accessions, inputs.told, desk.library, inputs.until)
        readings = replace(readings, aside=inputs.aside)
    most = min(jobs, len(inputs.audiences))
    with shelf.writing(), layouts(most, runs) as compositors:
        if found is None:
            progress(f"finding the evidence in the documents ({len(readings.documents)})")
            found = find_edition(spec, readings, inputs.review, desk, day, progress, runs)
            inputs = _keyed(inputs, found, desk)
            key = inputs.key
            kept.keep(key, inputs.told, found)
        found = numbered(found, shelf, day, desk.library)
        text, record = desk.library.text, record_of(found)
        if edition := same_again(shelf, key.frame, record, day, text, asked=asked):
            remember(shelf, edition, key.sha256)
            return done(edition, (*found.problems, *warning(edition.folder)))
        progress(f"laying out the briefs ({len(inputs.audiences)})")
        before = Before.of(shelf.folder, found.updates)
        files = edition_files(found, inputs, compositors, before)
        archive_files(desk.library, desk_files(spec, inputs.audiences), before.record)
        return done(shelf.add(found.edition, files), found.problems)


# --- The stages, which a preview takes one by one ---------------------------------------------


def ready(spec: BriefSpec, desk: Desk) -> BriefSpec:
    """The spec as it is built: its places name its file alone, its searches their words."""
    spec = anywhere(spec)
    if all(source.search is None or source.search.query for source in spec.sources):
        return spec
    from briefgen.evidence.asking import with_queries  # noqa: PLC0415

    return with_queries(spec, desk.library)


def taken(
    spec: BriefSpec,
    desk: Desk,
    *,
    as_of: date | None = None,
    watch: Watch = iter,
    offline: bool = False,
) -> Inputs:
    """All that an edition is made of; `offline`: addresses are as the archive has them."""
    spec = ready(spec, desk)
    until = as_of if as_of and as_of < date.today() else None
    accessions, missing = taken_in(spec, desk, watch, offline=offline, until=until)
    review, outdated = load_review(review_file(spec.file), spec.issues)
    audiences = tuple(load_profile(name, desk.templates) for name in spec.audiences)
    failing = tuple(dict.fromkeys(problem.where for problem in missing))
    about = (spec, accessions, (*outdated, *missing), review, audiences)
    aside = _aside(accessions, desk)
    return Inputs(*about, key_of(*about, until, aside, desk), until, failing, aside)


def key_of(
    spec: BriefSpec,
    accessions: tuple[Accession, ...],
    missing: tuple[Problem, ...],
    review: Review,
    audiences: tuple[AudienceProfile, ...],
    until: date | None,
    aside: Mapping[str, str],
    desk: Desk,
) -> Key:
    """The key of what is about to be built, without the texts that are set `aside`."""
    with Digests(desk.root / "library" / "models.json", time_ns()) as digest:
        return spec_key(spec, accessions, audiences, review, missing, until, digest, aside)


def _aside(accessions: tuple[Accession, ...], desk: Desk) -> dict[str, str]:
    if not desk.library.quarantine():  # as nearly always: nothing is loaded for it
        return {}
    from briefgen.parsing import set_aside  # noqa: PLC0415

    return set_aside(accessions, desk.library)


def taken_in(
    spec: BriefSpec,
    desk: Desk,
    watch: Watch = iter,
    *,
    offline: bool = False,
    until: date | None = None,
) -> tuple[tuple[Accession, ...], tuple[Problem, ...]]:
    """The spec's sources, archived, and what could not be had; `watch` sees them come in."""
    place = Place(desk.home, desk.library, desk.settings, datetime.now(UTC), offline, until)
    return gather(spec.sources, spec.file.parent, place, watch)


def read(
    accessions: Sequence[Accession],
    told: Sequence[Problem],
    library: Library,
    until: date | None = None,
) -> Readings:
    """The documents, of a past day where one is given; and all that is wrong, `told` among it.

    Raises `NotEnoughSources` where there is none.
    """
    from briefgen.intake import read_all, require_enough  # noqa: PLC0415

    documents, excluded, unread = read_all(accessions, library, language=READ)
    if until:
        documents, later = published(documents, Past(library, until), until)
        excluded, unread = (*excluded, *later), (*unread, *told_of(later, until))
    require_enough(documents, (*told, *unread))
    return Readings(documents, excluded, (*told, *unread))


def find_edition(
    spec: BriefSpec,
    readings: Readings,
    review: Review,
    desk: Desk,
    day: str,
    progress: Progress = lambda _: None,
    runs: Executor | None = None,
) -> Evidence:
    """The evidence of the edition that would be the next on `day`, an ISO date; writes no edition.

    Of the documents only what can hold a passage is parsed. What the desk put on a position is an
    example of it for all that is not decided yet. Raises `NotEnoughSources` where no document
    could be parsed.
    """
    # A command that finds nothing changed loads none of what makes an edition.
    from briefgen.evidence import find_evidence  # noqa: PLC0415
    from briefgen.evidence.asking import topics_of  # noqa: PLC0415
    from briefgen.evidence.notices import noticed, warnings  # noqa: PLC0415
    from briefgen.evidence.reviewed import with_examples  # noqa: PLC0415
    from briefgen.viewpoints import Scorer  # noqa: PLC0415

    shelf, library = Shelf(desk.editions, spec.slug), desk.library
    spec = replace(spec, issues=with_examples(spec.issues, review))
    with nullcontext(runs) if runs else executor(desk.executor) as runs_on:
        topics = topics_of(spec, library, runs_on)
        parsed, readings = _parsed(readings, topics, library, runs_on, progress)
    evidence = find_evidence(
        spec,
        topics,
        parsed.documents,
        parsed.sentences,
        parsed.attributions,
        readings.excluded,
        readings.problems,
        edition=shelf.next_name(day),
        as_of=day,
        scorer=Scorer.shipped(embedding(library), entailment(library)),
        review=review,
    )
    sources = noticed(evidence.sources, readings.documents, evidence.problems)
    problems = (*evidence.problems, *warnings(sources))
    evidence = replace(evidence, sources=sources, problems=problems)
    return numbered(evidence, shelf, day, library)


def _parsed(
    readings: Readings, topics: Sequence[Topic], library: Library, runs: Executor, say: Progress
) -> tuple[Parsed, Readings]:
    """The documents that can hold a passage, parsed; the readings, with what was set aside told."""
    from briefgen.evidence.sieve import may_hold  # noqa: PLC0415
    from briefgen.intake import left_out, require_enough  # noqa: PLC0415
    from briefgen.parsing import annotate_all  # noqa: PLC0415

    can = partial(may_hold, topics=topics)
    parsed = annotate_all(readings.documents, library, can, runs, say, readings.aside)
    excluded = (*readings.excluded, *(left_out(d, p.what) for d, p in parsed.set_aside))
    problems = (*readings.problems, *(problem for _, problem in parsed.set_aside))
    require_enough(parsed.documents, problems)
    return parsed, replace(readings, excluded=excluded, problems=problems)


def _keyed(inputs: Inputs, found: Evidence, desk: Desk) -> Inputs:
    """The inputs with the key that holds after something was set aside, as far as it was here."""
    i, left = inputs, {source.text_sha256 for source in found.sources if source.excluded}
    now = _aside(i.accessions, desk)
    aside = {**i.aside, **{text: why for text, why in now.items() if text in left}}
    about = (i.spec, i.accessions, i.missing, i.review, i.audiences, i.until)
    return replace(i, key=key_of(*about, aside, desk), aside=aside)
