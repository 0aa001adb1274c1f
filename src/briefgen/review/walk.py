"""The way through the proposals: one after the other, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.model import Decision, Matter, Review, Verdict
from briefgen.review.kept import with_decisions
from briefgen.review.proposals import Proposal, Shown


@dataclass(frozen=True, slots=True)
class _Step:
    """Where a step began and what was decided until then."""

    place: int
    review: Review
    decides: bool


class Walk:
    """One walk through the proposals that nothing was decided on, or `again` through all.

    `by` and `date` (ISO 8601) go into each decision.
    """

    def __init__(
        self,
        proposals: Sequence[Proposal],
        review: Review,
        *,
        by: str = "",
        date: str = "",
        again: bool = False,
    ) -> None:
        self.review = review
        self._by, self._date = by, date
        decided = {} if again else {d.matter: d for d in review.decisions}
        self._proposals = [p for p in proposals if p.matter not in decided]
        self._place = 0
        self._steps: list[_Step] = []
        self._holder = ""

    @property
    def current(self) -> Proposal | None:
        """The proposal that is to be decided on, None at the end; its holder as put right."""
        if self._place >= len(self._proposals):
            return None
        found = self._proposals[self._place]
        if not self._holder:
            return found
        return replace(found, passages=(replace(found.passages[0], holder=self._holder, role=""),))

    @property
    def left(self) -> int:
        """How many proposals are still to come, with this one."""
        settled = self._settled()
        return sum(p.matter not in settled for p in self._proposals[self._place :])

    @property
    def decided(self) -> int:
        """How many proposals were decided on in this walk."""
        return sum(step.decides for step in self._steps)

    def name(self, holder: str) -> None:
        """Put right whose view the current proposal is; the decision on it keeps the name."""
        self._holder = holder

    def decide(self, verdict: Verdict, position: str | None = None) -> None:
        """Decide on the current proposal, and go on to the next one."""
        proposal = self._proposals[self._place]
        if proposal.is_contrast:
            made = self._on_contrast(proposal, verdict)
        else:
            made = [self._on_view(proposal, proposal.passages[0], verdict, position)]
        before = self.review
        self.review = with_decisions(before, made)
        self._go(before, decides=True)

    def skip(self) -> None:
        """Go on to the next proposal."""
        self._go(self.review, decides=False)

    def undo(self) -> bool:
        """Go back by one step, and take back what was decided in it; False at the beginning."""
        if not self._steps:
            return False
        step = self._steps.pop()
        self._place, self.review, self._holder = step.place, step.review, ""
        return True

    def _go(self, before: Review, *, decides: bool) -> None:
        """To the next proposal that this walk has not settled on the way."""
        self._steps.append(_Step(self._place, before, decides))
        self._place, self._holder = self._place + 1, ""
        settled = self._settled()
        while (proposal := self.current) and proposal.matter in settled:
            self._place += 1

    def _settled(self) -> set[Matter]:
        """What was decided on in this walk."""
        first = self._steps[0].review.decisions if self._steps else self.review.decisions
        return {d.matter for d in self.review.decisions if d not in first}

    def _on_view(
        self, proposal: Proposal, shown: Shown, verdict: Verdict, position: str | None = None
    ) -> Decision:
        """A view is accepted on the side that it is on, and moved to a position to support it."""
        moved = position is not None
        return Decision(
            issue=proposal.issue.id,
            text=shown.text,
            verdict=verdict,
            position=position if moved else shown.position,
            stance="supports" if moved else shown.stance,
            holder=self._holder or None,
            date=self._date,
            by=self._by,
        )

    def _on_contrast(self, proposal: Proposal, verdict: Verdict) -> list[Decision]:
        """The pair; who accepts it accepts both sides, where nothing was decided on them yet."""
        left, right = proposal.passages
        pair = Decision(
            issue=proposal.issue.id,
            text=left.text,
            verdict=verdict,
            stance="unclear",
            against=right.text,
            date=self._date,
            by=self._by,
        )
        views = [self._on_view(proposal, shown, verdict) for shown in proposal.passages]
        known = {decision.matter for decision in self.review.decisions}
        return [pair, *(v for v in views if verdict == "accept" and v.matter not in known)]
