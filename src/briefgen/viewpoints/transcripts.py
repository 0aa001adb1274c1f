"""Paragraphs that are somebody's words because of where they stand, and not the writer's.

In a transcript or an interview a paragraph opens with its speaker and a colon ("Q:", "WEISS:",
"Anna Weiss:"); an interview may also set the questions apart and label nothing. A paragraph that
the one before it announces ("The minister said:") and a part that somebody else signs are not the
author's either. Only a label says whose a paragraph is: all others are nobody's that can be told.
But who asks and answers as nobody in particular ("Q. What comes next?") explains: the answers of
such a text are its author's own.
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
#: Labels that name nobody, and words by which somebody speaks of himself or herself.
_GENERIC = re.compile(r"(?:q|a|question|answer)\Z", re.IGNORECASE)
_SPEAKS = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|us|[Mm]ine|[Oo]urs)\b")
#: Words of an answer, on average, from which it is rather written than spoken.
_WRITTEN = 30
_QUOTED = re.compile(r"“[^”]*(?:”|\Z)|\"[^\"]*(?:\"|\Z)")
#: What an introduction says of who is asked below it.
_ASKED = re.compile(
    r"\b(?:sp(?:oke|eaks?)|talk(?:ed|s)|sat down|chatted|interview(?:ed|s)?|caught up|asked"
    r"|answered|answers? (?:by|from)|replied|in conversation|explain(?:s|ed)|t(?:ells|old) us)\b",
    re.IGNORECASE,
)
_TRANSCRIBED = re.compile(r"\b(?:this|the) (?:interview|conversation|transcript)\b", re.IGNORECASE)
_ANNOUNCES = re.compile(
    r"""\b(?:sa(?:id|ys|ying)|add(?:s|ed|ing)|writes?|wrote|writing|stat(?:es|ed)|repl(?:ies|ied)
    |answer(?:s|ed)|continue[sd]|conclude[sd]|comment(?:s|ed)|explain(?:s|ed)|argue[sd]|warn(?:s|ed)
    |told|tells|reads?|responds?|responded|insist(?:s|ed)|declare[sd]|announce[sd]|ask(?:s|ed)
    |recommend(?:s|ed)|resolved?|note[sd]|remark(?:s|ed)|recall(?:s|ed)|put\ it|statement|letter
    |words|quote[sd]?)\b[^.!?:;]{0,80}[,—–]?:["”’)]*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
#: What ends above words of another outlet: its name in brackets behind a sentence, or a colon.
_CREDITS = re.compile(r"(?:\A|[.!?…][”\"’']?\s)\([A-Z][^()]{1,40}\)\Z|:\Z")
#: What opens the paragraph below them, and the most paragraphs that it can speak of.
_POINTS_BACK = re.compile(
    r"(?:[^\W\d_]+\W+){0,4}?(?:the|this|that)\s(?:above\s)?(?:article|report|story|piece|excerpt"
    r"|quot(?:e|ation))\b",
    re.IGNORECASE,
)
_PASTED = 3
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
    others = signed_parts(document) | frozenset(_pasted(document))
    told = _interview(document, labelled=bool(labelled)) | labelled
    answers = _explained(document, labelled)
    own = {number: voice for number, voice in told.items() if number not in answers}
    return {number: Voice("", starts[number]) for number in others} | own


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


def _pasted(document: Document) -> Iterator[int]:
    """The paragraphs from another outlet: below its name, above what calls them its article."""
    blocks = [block for block in document.blocks if block.kind != "note"]
    texts = [document.text[block.start : block.end] for block in blocks]
    for n, text in enumerate(texts):
        if not _CREDITS.search(text):
            continue
        below = range(n + 2, min(n + 2 + _PASTED, len(texts)))
        end = next((at for at in below if _POINTS_BACK.match(texts[at])), n)
        yield from (b.number for b in blocks[n + 1 : end] if b.kind == "paragraph")


def _explained(document: Document, labelled: Mapping[int, Voice]) -> frozenset[int]:
    """The paragraphs that answer the questions of a text in which nobody is asked: the author's.

    No label is a name, no question speaks to anybody, no answer is in the first person outside
    quotation marks, they are as long as writing is, and neither title nor introduction says that
    somebody is asked. What has its label in it can't be quoted as it stands.
    """
    blocks = [block for block in document.blocks if block.kind != "note"]
    asked = list(_questions(document.text, blocks))
    named = any(v.label and not _GENERIC.match(v.label) for v in labelled.values())
    if len(asked) < _QUESTIONS or named or _is_announced(document):
        return frozenset()
    texts = [document.text[block.start : block.end] for block in blocks]
    answers = [n for n in range(asked[0], len(blocks)) if n not in asked]
    if (
        any(_SPEAKS.search(_QUOTED.sub("", texts[n])) for n in answers)
        or any(_ADDRESSES.search(texts[n]) for n in asked)
        or any(_ASKED.search(text) for text in texts[: asked[0]])
        or _TRANSCRIBED.search(document.text)
        or sum(len(texts[n].split()) for n in answers) < _WRITTEN * len(asked)
    ):
        return frozenset()
    labels = {number for number, voice in labelled.items() if voice.label}
    numbers = {blocks[n].number for n in answers if blocks[n].kind == "paragraph"}
    return frozenset(numbers - labels)


def _questions(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """The places of the short blocks that end in a question, with a longer one after them."""
    for n, block in enumerate(blocks[:-1]):
        own, answer = text[block.start : block.end], blocks[n + 1]
        following = text[answer.start : answer.end]
        asks = own.endswith(("?", "?”", '?"', "?’")) and len(own.split()) <= _LONGEST
        longer = answer.kind == "paragraph" and len(following) > len(own)
        if asks and longer and not following.endswith("?"):
            yield n
