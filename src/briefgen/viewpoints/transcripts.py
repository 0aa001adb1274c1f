"""Paragraphs that are somebody's words because of where they stand, and not the writer's.

In a transcript or an interview a paragraph opens with its speaker and a colon ("Q:", "WEISS:",
"Anna Weiss:"); an interview may also set the questions apart and label nothing. A paragraph that
the one before it announces ("The minister said:") and a part that somebody else signs are not the
author's either. Only a label says whose a paragraph is: all others are nobody's that can be told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.model import Block, Document
from briefgen.viewpoints.signed import signed_parts

#: Labels from which a document is a transcript, and times that one of them must recur.
_LEAST, _AGAIN = 3, 2
_NAME = re.compile(
    r"[“\"]?(?:RT\s)?(@\w+|(?:[^\W\d_][\w.’'-]*\s){0,3}[^\W\d_][\w.’'-]*)\s?:(?:\s|\Z)"
)
#: What the name of an account in a social network opens with.
_HANDLE = "@"
#: Questions from which a text is an interview, and words of the longest.
_QUESTIONS, _LONGEST = 3, 60
_INTERVIEW = re.compile(
    r"\b(?:interview|conversation|discussion|questions) (?:with|for|to)\b|\bin conversation\b"
    r"|\bq ?(?:&|and) ?a\b|\A\W*interview\b",
    re.IGNORECASE,
)
#: A heading that asks is an interviewer's if it speaks to somebody: explainers ask as well.
_ADDRESSES = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_ANNOUNCES = re.compile(
    r"""\b(?:sa(?:id|ys|ying)|add(?:s|ed|ing)|writes?|wrote|writing|stat(?:es|ed)|repl(?:ies|ied)
    |answer(?:s|ed)|continue[sd]|conclude[sd]|comment(?:s|ed)|explain(?:s|ed)|argue[sd]|warn(?:s|ed)
    |told|tells|reads?|responds?|responded|insist(?:s|ed)|declare[sd]|announce[sd]|ask(?:s|ed)
    |recommend(?:s|ed)|resolved?|note[sd]|remark(?:s|ed)|recall(?:s|ed)|put\ it|statement|letter
    |words|quote[sd]?)\b[^.!?:;]{0,80}[,—–]?:["”’)]*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
#: The end of a paragraph in which it can announce the next, in code points.
_TAIL = 120


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose a paragraph is: the `label` before it, empty where there is none to tell.

    `end` is the offset at which the label ends, and the paragraph's start where none is in it.
    """

    label: str
    end: int


def voices(document: Document) -> Mapping[int, Voice]:
    """The paragraphs, by number, that are somebody's and not the writer's."""
    labelled = _labelled(document)
    starts = {block.number: block.start for block in document.paragraphs}
    signed = {number: Voice("", starts[number]) for number in signed_parts(document)}
    return signed | _interview(document, labelled=bool(labelled)) | labelled


def announced_paragraphs(document: Document) -> frozenset[int]:
    """The numbers of the paragraphs that what stands before them announces as somebody's words."""
    text = document.text
    found: set[int] = set()
    before = ""
    for block in document.blocks:
        own = text[block.start : block.end]
        if block.kind == "paragraph":
            goes_on = before.endswith((";", ",")) and block.number - 1 in found
            if goes_on or (before.endswith(_COLONS) and _ANNOUNCES.search(before[-_TAIL:])):
                found.add(block.number)
        before = own if block.kind != "note" else before
    return frozenset(found)


_COLONS = (":", ':"', ":”", ":’", ":)")


def _labelled(document: Document) -> dict[int, Voice]:
    """The paragraphs from a transcript's first label on; a label may be a line of its own."""
    found: dict[int, Voice] = {}
    labels: list[str] = []
    pending = ""
    for block in document.blocks:
        own = document.text[block.start : block.end]
        match = _NAME.match(own)
        label = match[1] if match and _is_label(match[1]) else ""
        if block.kind != "paragraph":
            pending = label if label and match and match.end() == len(own) else ""
            labels += [pending] if pending else []
            continue
        labels += [label] if label else []
        if label and match:
            found[block.number] = Voice(label, block.start + match.end())
        elif pending or labels:
            found[block.number] = Voice(pending, block.start)
        pending = ""
    counts = Counter(labels)
    posts = sum(1 for label in labels if label.startswith(_HANDLE))
    enough = counts.total() >= _LEAST and max(counts.values()) >= _AGAIN
    # An author does not label what is his or her own, but in an interview.
    names = [str(name).casefold() for name in document.reference.author]
    signed = {form for name in names for form in (name, *name.split())}
    asked = any(label.casefold() in signed for label in labels)
    return (
        found if enough or posts >= _AGAIN or asked or (labels and _is_announced(document)) else {}
    )


def _is_label(name: str) -> bool:
    """Whether each word of a name has a capital, or it is the name of an account."""
    return name.startswith(_HANDLE) or all(word[:1].isupper() for word in name.split())


def _is_announced(document: Document) -> bool:
    """Whether the title says that the text is an interview."""
    return _INTERVIEW.search(document.reference.title) is not None


def _interview(document: Document, *, labelled: bool) -> dict[int, Voice]:
    """The paragraphs of an interview from its first question on, if it is one."""
    blocks = [block for block in document.blocks if block.kind != "note"]
    asked = list(_questions(document.text, blocks))
    if not asked:
        return {}
    spoken = sum(blocks[n].kind == "paragraph" for n in asked)
    texts = [document.text[blocks[n].start : blocks[n].end] for n in asked]
    addressed = sum(1 for text in texts if _ADDRESSES.search(text))
    series = len(asked) >= _QUESTIONS and (spoken >= _QUESTIONS or addressed >= _AGAIN)
    if not (series or labelled or _is_announced(document)):
        return {}
    after = blocks[asked[0] :]
    return {b.number: Voice("", b.start) for b in after if b.kind == "paragraph"}


def _questions(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """The places of the short blocks that end in a question, with a longer one after them."""
    for n, block in enumerate(blocks[:-1]):
        own, answer = text[block.start : block.end], blocks[n + 1]
        following = text[answer.start : answer.end]
        asks = own.endswith(("?", "?”", '?"', "?’")) and len(own.split()) <= _LONGEST
        longer = answer.kind == "paragraph" and len(following) > len(own)
        if asks and longer and not following.endswith("?"):
            yield n
