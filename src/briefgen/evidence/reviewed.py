"""The desk's word on what was found: sides and holders as it decided, its examples, its contrasts.

Pure: a decision changes what is said of a passage that was found, and never brings one in.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from briefgen.evidence.candidates import Found
from briefgen.evidence.holders import holder_id
from briefgen.evidence.views import DESK, apart, clear, is_decided, related, view_of
from briefgen.model import (
    Decision,
    Holder,
    Issue,
    Matter,
    Position,
    Review,
    Reviewed,
    matter,
    plain,
)
from briefgen.viewpoints import UNCLEAR, Lean, Opposition, oppositions, side


def with_examples(issues: Sequence[Issue], review: Review) -> tuple[Issue, ...]:
    """The issues, with the passages that the desk put on a position among its examples."""
    return tuple(
        replace(issue, positions=tuple(_taught(issue, p, review) for p in issue.positions))
        for issue in issues
    )


def _taught(issue: Issue, position: Position, review: Review) -> Position:
    texts = (
        d.text
        for d in review.decisions
        if (d.issue, d.position, d.stance) == (issue.id, position.id, "supports")
        and d.verdict != "reject"
        and not d.against
    )
    return replace(position, examples=tuple(dict.fromkeys((*position.examples, *texts))))


def decided(
    issues: Sequence[Issue], found: Sequence[Sequence[Found]], review: Review
) -> tuple[tuple[Found, ...], ...]:
    """What was found on each issue, with the sides and holders that the desk decided on.

    Whose words a passage is does not depend on the issue: a name that was put right holds in all.
    """
    if not review.decisions:
        return tuple(map(tuple, found))
    by_matter = {d.matter: d for d in review.decisions}
    names = {d.text: d.holder for d in review.decisions if d.holder}
    holders = _holders(found, names)
    authors = {
        f.passage.source: f.holder.id for on in found for f in on if f.passage.reported == "author"
    }
    return tuple(
        tuple(_held(_sided(issue, f, by_matter), holders, authors) for f in on_issue)
        for issue, on_issue in zip(issues, found, strict=True)
    )


def _sided(issue: Issue, found: Found, by_matter: Mapping[Matter, Decision]) -> Found:
    decision = by_matter.get(matter(issue.id, found.passage.text))
    if decision is None:
        return found
    no_side = replace(UNCLEAR, reasons=(DESK,))
    unclear = replace(found, standpoint=replace(found.standpoint, takes=0.0), lean=no_side)
    if decision.verdict == "reject" or decision.stance == "unclear":
        return unclear
    named = decision.position in [position.id for position in issue.positions]
    if not named:  # a side on the question itself, or a position that the spec no longer has
        return unclear if decision.position is None else found
    score = 0.0 if decision.stance == "conditional" else 1.0
    decided = Lean(decision.position, decision.stance, score, (DESK,))
    shares = tuple(float(side(issue, decided) == position.id) for position in issue.positions)
    standpoint = replace(found.standpoint, takes=score, shares=shares)
    return replace(found, standpoint=standpoint, lean=decided)


def _holders(found: Sequence[Sequence[Found]], names: Mapping[str, str]) -> dict[str, Holder]:
    """Who holds each text whose holder was put right: whoever has that name already, or a new one.

    Of what kind a new one is nobody has said: of that of the one in whose place it stands, save
    that who has a name is not unnamed.
    """
    known = {f.holder.id: f.holder for on_issue in found for f in on_issue}
    right: dict[str, Holder] = {}
    for one in (f for on_issue in found for f in on_issue):
        text = plain(one.passage.text)
        if text in names and text not in right:
            name = names[text]
            kind = "person" if one.holder.kind == "unnamed" else one.holder.kind
            new = Holder(holder_id(name), name, "", kind, author=False)
            right[text] = known.setdefault(new.id, new)
    return right


def _held(found: Found, holders: Mapping[str, Holder], authors: Mapping[str, str]) -> Found:
    """The passage in the mouth of its holder; what is not its author's own comes through them."""
    holder = holders.get(plain(found.passage.text))
    if holder is None:
        return found
    passage = replace(found.passage, holder=holder.id)
    if holder.id == authors.get(passage.source):
        passage = replace(passage, reported="author")
    elif passage.reported == "author":
        passage = replace(passage, reported="indirect")
    return replace(found, passage=passage, holder=holder)


def upheld(found: Sequence[Found]) -> list[Found]:
    """Passages that the desk put on a side: they stand in the evidence, whatever is printed."""
    return [f for f in found if is_decided(f)]


def contrasts(
    issue: Issue, found: Sequence[Found], review: Review, key: Sequence[Found] = ()
) -> tuple[Opposition, ...]:
    """The contrasts that the desk accepted, then the surest ones that it has not rejected.

    No passage stands in two of them, and none is a part of one of the `key` passages.
    """
    pairs = (d for d in review.decisions if d.against and d.issue == issue.id)
    accepted: list[Opposition] = []
    for pair in _accepted(issue, (d for d in pairs if d.verdict == "accept"), found):
        if {pair.left.passage, pair.right.passage}.isdisjoint(_passages(accepted)):
            accepted.append(pair)
    used, met = _passages(accepted), {_holders_of(pair) for pair in accepted}
    sided, barred = opposable(issue, found, review, key)
    others = {f.passage.id for f in sided}
    barred |= {frozenset((one, other)) for one in used for other in others}
    more = oppositions(issue, [view_of(f) for f in sided], barred, related(sided))
    return (*accepted, *(pair for pair in more if _holders_of(pair) not in met))


def _passages(pairs: Iterable[Opposition]) -> set[str]:
    return {view.passage for pair in pairs for view in (pair.left, pair.right)}


def _holders_of(pair: Opposition) -> frozenset[Hashable]:
    return frozenset((pair.left.holder, pair.right.holder))


def opposable(
    issue: Issue, found: Sequence[Found], review: Review, key: Sequence[Found]
) -> tuple[list[Found], frozenset[frozenset[str]]]:
    """The passages that take a side, and the pairs of them that the desk has rejected.

    None is a part of another, nor of one of the `key` passages, nor speaks against what the desk
    said of its holder's others.
    """
    told = {(f.holder.id, side(issue, f.lean)) for f in found if is_decided(f)}
    known = {holder for holder, _ in told}
    held = [
        f
        for f in found
        if f.lean.position
        and (f.holder.id not in known or (f.holder.id, side(issue, f.lean)) in told)
    ]
    sided = apart(clear(held, key))
    rejected = {
        d.matter
        for d in review.decisions
        if d.against and d.issue == issue.id and d.verdict == "reject"
    }
    barred = frozenset(
        frozenset((one.passage.id, other.passage.id))
        for one, other in (combinations(sided, 2) if rejected else ())
        if matter(issue.id, one.passage.text, other.passage.text) in rejected
    )
    return sided, barred


def _accepted(
    issue: Issue, pairs: Iterable[Decision], found: Sequence[Found]
) -> Iterator[Opposition]:
    """Pairs whose passages were both found, with different holders and on different sides."""
    of: dict[str, list[Found]] = {}
    for one in found:
        of.setdefault(plain(one.passage.text), []).append(one)
    order = [position.id for position in issue.positions]
    for decision in pairs:
        lefts, rights = of.get(decision.text, []), of.get(decision.against or "", [])
        both = (
            sorted((a, b), key=lambda f: _place(order, issue, f))
            for a in lefts
            for b in rights
            if a.holder.id != b.holder.id
            and len({side(issue, a.lean), side(issue, b.lean)} - {None}) == 2
        )
        for left, right in both:
            yield Opposition(view_of(left), view_of(right), 1.0, (DESK,))
            break


def _place(order: Sequence[str], issue: Issue, found: Found) -> int:
    held = side(issue, found.lean)
    return order.index(held) if held in order else len(order)


def tally(
    issues: Sequence[Issue], found: Sequence[Sequence[Found]], review: Review
) -> tuple[Reviewed, int]:
    """How many passages and contrasts the desk decided on; how many passages are gone.

    What is on an issue that the spec no longer has is neither.
    """
    there = {
        (issue.id, plain(f.passage.text))
        for issue, on_issue in zip(issues, found, strict=True)
        for f in on_issue
    }
    known = {issue.id for issue in issues}
    of = [d for d in review.decisions if d.issue in known]
    named = {(d.issue, text) for d in of for text in (d.text, d.against) if text}
    held = [d for d in of if {(d.issue, t) for t in (d.text, d.against) if t} <= there]
    counts = [(d.verdict, bool(d.against)) for d in held]
    reviewed = Reviewed(
        accepted=counts.count(("accept", False)),
        rejected=counts.count(("reject", False)),
        moved=counts.count(("move", False)),
        named=sum(bool(d.holder) for d in held),
        contrasts_accepted=counts.count(("accept", True)),
        contrasts_rejected=counts.count(("reject", True)),
    )
    return reviewed, len(named - there)
