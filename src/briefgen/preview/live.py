"""The loop that looks at the files and does again what they have changed, the HTML first."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event, Thread

from briefgen.errors import BriefgenError
from briefgen.model import AudienceProfile, Evidence
from briefgen.preview.board import Board
from briefgen.preview.layouts import Job, LaidOut, Layouts
from briefgen.preview.rehearsal import Rehearsal, Stamps

#: Seconds between two looks at the files.
_PAUSE = 0.2
_LAYING_OUT = "laying out"


@dataclass(frozen=True, slots=True)
class _Basis:
    """What a view was made from: the how manyeth evidence, and the templates as they were."""

    found: int
    forms: Stamps


class Live:
    """Keeps the views of the audiences that are shown true to the files.

    The evidence is kept in memory: a change of a template only renders, one of the spec finds anew
    in the readings and annotations that the library keeps.
    """

    def __init__(self, rehearsal: Rehearsal, board: Board, audience: str) -> None:
        self._rehearsal, self._board, self._first = rehearsal, board, audience
        self._layouts = Layouts(self._done, self._failed)
        self._thread = Thread(target=self._run, name="live", daemon=True)
        self._closed = Event()
        self._words: Stamps | None = None
        self._evidence: Evidence | None = None
        self._found = 0
        self._loaded = False
        self._record = b""
        self._made: dict[str, _Basis] = {}
        self._asked: dict[str, Job] = {}
        self._rooms: dict[str, int] = {}

    def start(self) -> None:
        """Begin to look."""
        self._layouts.start()
        self._thread.start()

    def close(self) -> None:
        """Look no more; of what is under way only a layout is waited for, and that not for ever."""
        self._closed.set()
        self._board.asked.set()
        self._layouts.close()

    def _run(self) -> None:
        while not self._closed.is_set():
            self._look()
            self._board.asked.wait(_PAUSE)
            self._board.asked.clear()

    def _look(self) -> None:
        """Do again what has changed; what is written meanwhile is seen at the next look."""
        words, forms = self._rehearsal.words(), self._rehearsal.forms()
        if words != self._words:
            self._words = words
            self._find()
        if self._evidence is None:
            return
        basis = _Basis(self._found, forms)
        for audience in dict.fromkeys([self._board.named(""), *self._board.shown]):
            if self._made.get(audience) != basis:
                self._made[audience] = basis
                self._render(audience, self._evidence)

    def _find(self) -> None:
        """The evidence anew; where there are faults, the last stays and they are told."""
        from briefgen.evidence.record import to_json  # noqa: PLC0415

        try:
            evidence = self._rehearsal.find()
        except Exception as error:  # whatever it is, it is shown, and may be mended
            self._board.tell(faults=self._told(error))
            return
        self._evidence, self._record = evidence, to_json(evidence)
        self._found += 1
        names = dict.fromkeys(filter(None, (self._first, *evidence.spec.audiences)))
        self._board.tell(labels=[(name, self._rehearsal.label(name)) for name in names])

    def _render(self, audience: str, evidence: Evidence) -> None:
        """An audience's HTML now, and its PDF as soon as it is laid out."""
        try:
            profile = self._rehearsal.profile(audience)
            html = self._draft(profile, evidence)
        except Exception as error:  # whatever a template does, it is shown
            self._layouts.drop(audience)
            self._asked.pop(audience, None)
            self._board.put(audience, faults=self._told(error), unlaid=(), doing="")
            return
        job = Job(profile, evidence, self._record, html)
        shown = {"html": html} if html else {}
        if html and job == self._asked.get(audience):
            self._board.put(audience, faults=())
            return
        self._asked[audience] = job
        self._board.put(audience, **shown, faults=(), unlaid=(), doing=_LAYING_OUT)
        self._layouts.ask(job)

    def _draft(self, profile: AudienceProfile, evidence: Evidence) -> bytes:
        """The HTML; none where the first layout has to say what there is room for."""
        from briefgen.render.layout import composed, draft  # noqa: PLC0415

        room = self._rooms.get(profile.name) if profile.pages else None
        if profile.pages and room is None:
            return b""
        brief = composed(evidence, profile, self._record, room)
        return draft(brief, room, paper=False).html.encode()

    def _done(self, job: Job, laid_out: LaidOut) -> None:
        if laid_out.room is not None:
            self._rooms[job.audience.name] = laid_out.room
        self._board.put(
            job.audience.name,
            html=laid_out.html,
            pdf=laid_out.pdf,
            pages=laid_out.pages,
            seconds=laid_out.seconds,
            doing="",
            unlaid=(),
        )
        if not self._loaded:  # now, when nobody waits for it, so that a new term need not
            self._loaded = True
            self._rehearsal.load_models()

    def _failed(self, job: Job, error: Exception) -> None:
        self._board.put(job.audience.name, unlaid=self._told(error), doing="")

    def _told(self, error: Exception) -> tuple[str, ...]:
        """A fault line by line; what nobody foresaw says its kind too."""
        known = isinstance(error, BriefgenError)
        text = str(error) if known else f"{type(error).__name__}: {error}"
        return tuple(self._rehearsal.shortened(line) for line in text.splitlines())
