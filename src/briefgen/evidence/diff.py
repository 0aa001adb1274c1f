"""Two public records of a brief to what changed; what moved, or ranks elsewhere, has not changed.

Records are plain values (`briefgen.evidence/1`); one that an earlier version wrote may lack keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from briefgen.evidence.edits import Edits, edits, frame, only_figures
from briefgen.evidence.same import Node, Plain, Voices, named, plain
from briefgen.evidence.stands import held_in, is_move, standing
from briefgen.model.changes import (
    Changes,
    ContrastTold,
    Edited,
    Moved,
    NoticeTold,
    NumberChange,
    PassageTold,
    Stood,
    Why,
)

#: An archived text by its SHA-256, or None where it is not there.
Texts = Callable[[str], str | None]
#: A passage that both records may hold: its voice, and its words.
_Key = tuple[Node, str]
#: A view, in whichever record: its holder's name, the position, the stance.
_View = tuple[str, str | None, str]


def no_texts(_: str) -> None:
    """No archive at hand: no sentence of an edited source is told."""


def diff(older: Plain, newer: Plain, texts: Texts = no_texts) -> Changes:
    """All that is news in `newer` for a reader of `older`; the other way round, it is mirrored."""
    both = _Both(older, newer, texts)
    numbers = list(_passages_with_figures(both))
    paired = tuple({n.passages[side] for n in numbers} for side in (0, 1))
    gone, new = (
        tuple(p for p in both.only(side) if p.passage not in paired[side]) for side in (0, 1)
    )
    edited = tuple(_edited(both))
    return Changes(
        older=older.get("edition", ""),
        newer=newer.get("edition", ""),
        new=new,
        withdrawn=gone,
        moved=tuple(_moved(both)),
        contrasts=tuple(_contrasts(both, 1)),
        settled=tuple(_contrasts(both, 0)),
        appeared=tuple(named(s) for was, now in both.voices.groups() if not was for s in now[:1]),
        vanished=tuple(named(s) for was, now in both.voices.groups() if not now for s in was[:1]),
        edited=edited,
        numbers=(*numbers, *_sentences_with_figures(edited, numbers)),
        notices=tuple(_notices(both, 1)),
        lifted=tuple(_notices(both, 0)),
    )


class _Both:
    """Two records, 0 the older and 1 the newer, and what is the same in them."""

    def __init__(self, older: Plain, newer: Plain, texts: Texts) -> None:
        self.records = (older, newer)
        self.texts = texts
        self.voices = Voices(older, newer)

    @cached_property
    def passages(self) -> tuple[dict[_Key, str], dict[_Key, str]]:
        """The ids of the passages of each record that a brief may print, by what they are."""
        first, second = ({self.key(side, p): p for p in _shown(self.records[side])}
                         for side in (0, 1))  # fmt: skip
        return first, second

    @cached_property
    def edits(self) -> Mapping[tuple[str, str], Edits | None]:
        """The edits of each source that was edited, by its ids; None without its texts."""
        pairs = {(a["id"], b["id"]): (a["text_sha256"], b["text_sha256"])
                 for a, b in self.voices.pairs()}  # fmt: skip
        found = {}
        for ids, hashes in pairs.items():
            if hashes[0] != hashes[1]:
                old, new = map(self.texts, hashes)
                found[ids] = None if old is None or new is None else edits(old, new)
        return found

    def key(self, side: int, passage: str) -> _Key:
        """What a passage is, wherever it stands."""
        record = self.records[side]["passages"][passage]
        return self.voices.of(side, record["source"]), " ".join(record["text"].split())

    def only(self, side: int) -> Iterator[PassageTold]:
        """The passages that the other record does not hold."""
        for key, passage in self.passages[side].items():
            if key not in self.passages[1 - side]:
                yield self.told(side, passage)

    def told(self, side: int, passage: str) -> PassageTold:
        """A passage as a record holds it, and why the other one does not."""
        record = self.records[side]
        value = record["passages"][passage]
        source = self.voices.sources[side][value["source"]]
        missing = self.key(side, passage) not in self.passages[1 - side]
        return PassageTold(
            passage=passage,
            text=value["text"],
            holder=record["holders"][value["holder"]]["name"],
            source=value["source"],
            title=named(source).title,
            issues=tuple(i["id"] for i in record["issues"] if passage in held_in(i)),
            why=self._why(side, passage) if missing else "",
        )

    def _why(self, side: int, passage: str) -> Why:
        """Why the other record does not hold a passage, as far as texts are at hand."""
        voice, text = self.key(side, passage)
        others = [s for s in self.voices.sources[1 - side].values()
                  if not s["excluded"] and self.voices.of(1 - side, s["id"]) == voice]  # fmt: skip
        if not others:
            return "source"
        own = self.records[side]["passages"][passage]["source"]
        own_text = self.voices.sources[side][own]["text_sha256"]
        if any(s["text_sha256"] == own_text for s in others):
            return "choice"
        there = (self.texts(s["text_sha256"]) for s in others if s["text_sha256"])
        return "choice" if any(t and text in " ".join(t.split()) for t in there) else "text"


def _shown(record: Plain) -> list[str]:
    """The passages that a brief may print: all but those that the desk is only asked about."""
    asked = {p for i in record["issues"] for pair in i.get("proposed", ())
             for p in (pair["left_passage"], pair["right_passage"])}  # fmt: skip
    held = {p for issue in record["issues"] for p in held_in(issue)}
    return [p for p in record["passages"] if p in held or p not in asked]


# --- Figures ------------------------------------------------------------------------------------


def _passages_with_figures(both: _Both) -> Iterator[NumberChange]:
    """Passages of one source and holder that only one record holds, alike but for figures."""
    found: dict[tuple[Node, str, str], tuple[list[PassageTold], list[PassageTold]]]
    found = defaultdict(lambda: ([], []))
    for side in (0, 1):
        for told in both.only(side):
            if bare := frame(told.text):
                key = both.voices.of(side, told.source), plain(told.holder), bare
                found[key][side].append(told)
    for sides in found.values():
        was, now = (sorted(some, key=lambda t: _start(both, n, t)) for n, some in enumerate(sides))
        for old, new in zip(was, now, strict=False):
            if figures := only_figures(old.text, new.text):  # else they differ in capitals
                yield NumberChange(
                    title=new.title,
                    sources=(old.source, new.source),
                    earlier=old.text,
                    later=new.text,
                    figures=figures,
                    passages=(old.passage, new.passage),
                    holder=new.holder,
                )


def _start(both: _Both, side: int, told: PassageTold) -> tuple[int, str]:
    return both.records[side]["passages"][told.passage]["start"], told.text


def _sentences_with_figures(
    edited: Iterable[Edited], told: Sequence[NumberChange]
) -> Iterator[NumberChange]:
    """Sentences of edited sources that are alike but for figures, and in no passage told of."""
    for source in edited:
        sources = source.earlier.source, source.later.source
        within = [n for n in told if n.sources == sources]
        for old, new in source.sentences:
            figures = only_figures(old, new)
            if figures and not any(old in n.earlier and new in n.later for n in within):
                yield NumberChange(source.later.title, sources, old, new, figures)


# --- Sources ------------------------------------------------------------------------------------


def _edited(both: _Both) -> Iterator[Edited]:
    for was, now in both.voices.pairs():
        if (was["id"], now["id"]) not in both.edits:
            continue
        made = both.edits[was["id"], now["id"]]
        if made is None:
            yield Edited(named(was), named(now), told=False)
        elif made.reworded or made.removed or made.added:  # else its sentences only moved
            yield Edited(named(was), named(now), made.reworded, made.removed, made.added)


def _notices(both: _Both, side: int) -> Iterator[NoticeTold]:
    """The notices on a record's sources that stand on none of the same voice in the other."""
    there = {(both.voices.of(1 - side, s["id"]), s.get("notice"))
             for s in both.voices.sources[1 - side].values()}  # fmt: skip
    for source in both.voices.sources[side].values():
        kind = source.get("notice")
        if kind and (both.voices.of(side, source["id"]), kind) not in there:
            yield NoticeTold(named(source), kind)


# --- Views --------------------------------------------------------------------------------------


def _issues(both: _Both) -> Iterator[tuple[Plain, Plain]]:
    """The issues of both records, by id."""
    there = {issue["id"]: issue for issue in both.records[1]["issues"]}
    for issue in both.records[0]["issues"]:
        if issue["id"] in there:
            yield issue, there[issue["id"]]


def _moved(both: _Both) -> Iterator[Moved]:
    """Who surely stands elsewhere, by words that are not in both editions' sources."""
    for issues in _issues(both):
        was, now = (standing(issues[side], both.records[side]["holders"]) for side in (0, 1))
        for who in [holder for holder in was if holder in now]:
            if is_move(was[who], now[who]):
                earlier, later = (
                    _stood(both, side, stands[who]) for side, stands in enumerate((was, now))
                )
                if {earlier.passage.why, later.passage.why} & {"source", "text"}:
                    yield Moved(issues[1]["id"], later.passage.holder, earlier, later)


def _stood(both: _Both, side: int, view: tuple[str, str, tuple[str, ...]]) -> Stood:
    """Where a holder stands, by the first passage that says it anew, or the first."""
    position, stance, passages = view
    told = [both.told(side, passage) for passage in passages]
    fresh = [one for one in told if one.why in {"source", "text"}]
    return Stood(position, stance, (fresh or told)[0])


def _contrasts(both: _Both, side: int) -> Iterator[ContrastTold]:
    """The contrasts of a record that the other does not hold: by holders and sides, not words.

    Where the other holds both views, and sets one of them against somebody else, it is only another
    pair that ranked first.
    """
    record, other = both.records[side], both.records[1 - side]
    there = {issue["id"]: issue for issue in other["issues"]}
    for issue in record["issues"]:
        views = set(_views(other, there[issue["id"]])) if issue["id"] in there else set()
        held = [key for key, _ in _opposed(other, there[issue["id"]])] if views else []
        for key, pair in _opposed(record, issue):
            if key in held or (key <= views and any(key & one for one in held)):
                continue
            left, right = (both.told(side, pair[f"{s}_passage"]) for s in ("left", "right"))
            yield ContrastTold(issue["id"], left, right)


def _opposed(record: Plain, issue: Plain) -> Iterator[tuple[frozenset[_View], Plain]]:
    """An issue's contrasts, each with the two views that it sets against each other."""
    of = dict(zip((v["id"] for v in issue["viewpoints"]), _views(record, issue), strict=True))
    for pair in issue["contrasts"]:
        yield frozenset((of[pair["left"]], of[pair["right"]])), pair


def _views(record: Plain, issue: Plain) -> Iterator[_View]:
    for view in issue["viewpoints"]:
        holder = plain(record["holders"][view["holder"]]["name"])
        yield holder, view["position"], view["stance"]
