"""What changed between two editions, as lines for a terminal and as a page of its own.

Here, unlike in a brief, words of the older edition stand too: it is a report for the desk.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from briefgen.editions.store import day_and_number
from briefgen.model import Changes, ContrastTold, PassageTold, SourceTold

_WIDTH = 78
_CHOSEN = {
    True: " (chosen anew: its source had these words before)",
    False: " (no longer chosen: its source still has these words)",
}
_NOTICES = {
    "retracted": "retracted by its publisher",
    "withdrawn": "withdrawn by its publisher",
    "corrected": "corrected by its publisher",
    "gone": "gone from its address",
}
_NOTHING = "Nothing changed: the two editions hold the same."
_STYLE = """
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif;
  color: #1a1f2b }
h1, h2 { font-family: Arial, sans-serif; line-height: 1.25 }
h1 { font-size: 1.5rem }
h2 { font-size: 1.05rem; color: #1d3f6b; margin: 1.8rem 0 .4rem }
ul { padding: 0 }
li { margin: .6rem 0; list-style: none }
.head { font: .875rem Arial, sans-serif; color: #4a5160 }
del, ins { display: block; text-decoration: none; padding: .1rem .6rem; border-left: 3px solid }
del { color: #4a5160 }
ins { border-color: #1d3f6b }
del::before { content: "− " }
ins::before { content: "+ " }
"""


@dataclass(frozen=True, slots=True)
class Item:
    """One change: a line on it, the words that are gone, and the words that are new."""

    head: str
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The changes of one kind."""

    title: str
    items: tuple[Item, ...]


def parts(changes: Changes) -> tuple[Part, ...]:
    """The changes by kind, the gravest first; kinds of which there is none are left out."""
    told: tuple[tuple[str, Iterable[Item]], ...] = (
        ("Notices of publishers", (_notice(n.source, n.kind) for n in changes.notices)),
        ("Notices lifted", (_notice(n.source, f"no longer {n.kind}") for n in changes.lifted)),
        ("Stances that moved", _moves(changes)),
        ("Figures that changed", _figures(changes)),
        ("New contrasts", (_contrast(c, new=True) for c in changes.contrasts)),
        ("Contrasts settled", (_contrast(c, new=False) for c in changes.settled)),
        ("New passages", (_passage(p, new=True) for p in changes.new)),
        ("Withdrawn passages", (_passage(p, new=False) for p in changes.withdrawn)),
        ("New sources", map(_source, changes.appeared)),
        ("Edited sources", _edits(changes)),
        ("Vanished sources", map(_source, changes.vanished)),
    )
    found = (Part(title, tuple(items)) for title, items in told)
    return tuple(part for part in found if part.items)


def as_lines(changes: Changes) -> Iterator[str]:
    """The changes as text, 78 columns wide."""
    yield f"From {changes.older} to {changes.newer}{_back(changes)}"
    if changes.are_none:
        yield _NOTHING
    for part in parts(changes):
        yield ""
        yield f"{part.title} ({len(part.items)})"
        for item in part.items:
            yield textwrap.fill(item.head, _WIDTH, initial_indent="  ", subsequent_indent="  ")
            for sign, texts in (("-", item.gone), ("+", item.new)):
                yield from (_filled(f"{sign} {text}") for text in texts)


def as_html(title: str, changes: Changes) -> str:
    """The changes as a page that needs no other file."""
    head = escape(f"{title}: {changes.older} – {changes.newer}{_back(changes)}")
    body = "".join(map(_section, parts(changes))) or f"<p>{_NOTHING}</p>\n"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{head}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{head}</h1>\n{body}</body>\n</html>\n"
    )


def goes_back(changes: Changes) -> bool:
    """Whether the edition that is taken for the older one is the newer one."""
    older, newer = day_and_number(changes.older), day_and_number(changes.newer)
    return older is not None and newer is not None and older > newer


def _back(changes: Changes) -> str:
    return ", back in time: what is new here stood in the earlier edition" * goes_back(changes)


def _section(part: Part) -> str:
    items = "".join(
        f'<li><span class="head">{escape(item.head)}</span>'
        f"{_marked('del', item.gone)}{_marked('ins', item.new)}</li>\n"
        for item in part.items
    )
    return f"<h2>{escape(part.title)} ({len(part.items)})</h2>\n<ul>\n{items}</ul>\n"


def _marked(tag: str, texts: Iterable[str]) -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)


def _filled(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="    ", subsequent_indent="      ")


def _notice(source: SourceTold, kind: str) -> Item:
    return Item(f"{source.title}: {_NOTICES.get(kind, kind)}")


def _moves(changes: Changes) -> Iterator[Item]:
    for move in changes.moved:
        sides = (f"{s.stance} “{s.position}”" for s in (move.earlier, move.later))
        head = f"{move.holder}, on {move.issue}: {' before, now '.join(sides)}"
        yield Item(head, (move.earlier.passage.text,), (move.later.passage.text,))


def _figures(changes: Changes) -> Iterator[Item]:
    for one in changes.numbers:
        figures = "; ".join(f"{was} before, now {now}" for was, now in one.figures)
        yield Item(f"{one.title}: {figures}", (one.earlier,), (one.later,))


def _contrast(pair: ContrastTold, *, new: bool) -> Item:
    texts = (pair.left.text, pair.right.text)
    head = f"{pair.left.holder} – {pair.right.holder}, on {pair.issue}"
    return Item(head, new=texts) if new else Item(head, gone=texts)


def _passage(told: PassageTold, *, new: bool) -> Item:
    chosen = _CHOSEN[new] if told.why == "choice" else ""
    head = f"{told.holder}, in {told.title} [{told.passage}]{chosen}"
    return Item(head, new=(told.text,)) if new else Item(head, gone=(told.text,))


def _source(told: SourceTold) -> Item:
    return Item(f"{told.title} ({told.location})")


def _edits(changes: Changes) -> Iterator[Item]:
    """Each edited source, its sentences before beside those after."""
    for one in changes.edited:
        place = f"{one.later.title} ({one.later.location})"
        if not one.told:
            yield Item(f"{place}: the library does not hold both texts to compare")
        for was, now in one.sentences:
            yield Item(f"{place}: reworded", (was,), (now,))
        if one.removed or one.added:
            yield Item(f"{place}: removed, added", one.removed, one.added)
