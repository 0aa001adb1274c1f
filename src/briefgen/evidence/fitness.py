"""Whether a passage can be quoted: it is whole prose, says something, and how well it suits.

Whether it stands without the sentence before it is told in `standing`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import prod

from briefgen.evidence.standing import MARKS, adds, hangs
from briefgen.evidence.unnamed import unnamed
from briefgen.model import Sentence
from briefgen.viewpoints import asks_whether, is_balanced, is_judgement

SHORTEST, LONGEST = 8, 95
#: Words beyond which a passage tires the reader, and below which it says little.
LONG, _SHORT = 55, 12

#: What a text says of itself, of where it stands, and to its reader.
_META = re.compile(
    r"""\b(?:as\ (?:I|we|already|was|has\ been|stated|argued|discussed|noted|shown|mentioned
    |seen)(?:\ (?:have|had|was|already|been))*\ (?:argued?|said|written|wrote|noted?|mentioned
    |shown|saw|seen|discussed|earlier|above|before|below|previously)|(?:argued|discussed|noted
    |described|mentioned|shown|seen|outlined|see|listed)\ (?:above|below|earlier\ in)
    |in\ what\ follows|(?:this|the\ present|my|our)\ (?:article|essay|paper|report|brief|post
    |blog|column|text|chapter|piece|memo|newsletter|podcast|study|section|commentary)|(?:see
    |also)\ (?:also|figure|fig\.|table|box|chart|chapter|section|annex|appendix|note|page|p\.)
    |(?:figure|fig\.|table|box|chart|annex|appendix|exhibit)\ (?:\d|[ivx]+\b|[A-D]\b)
    |the\ (?:next|previous|following|preceding|remaining|last|first|second|third)\ (?:section
    |chapter|part\ of\ th|page|paragraph)s?|the\ (?:remainder|rest)\ of\ (?:this
    |the)\ (?:article|paper|essay)|(?:let\ (?:me|us)|I\ (?:will|shall|want\ to
    |would\ like\ to))\ (?:now\ )?(?:argue|turn|return|begin|start|discuss|consider|look|examine
    |explain|say|conclude|add|turn|address|suggest)|we\ now\ turn|(?:I|we)\ (?:conclude|return
    |turn)\ (?:by|with|to|now)|this\ (?:story|article|post|page)\ (?:has|was|is)
    |originally\ (?:published|appeared)|first\ appeared|reprinted|views\ expressed|editor(?:’
    |')?s(?:’|')?\ note|contributed\ to\ th(?:is|e)\ (?:report|story|article)
    |all\ rights\ reserved|advertisement|click|subscribe\ (?:to|and|now|here|today)|newsletter
    |mailing\ list|read\ (?:more|on|the\ full)|sign\ up|follow\ (?:us|him|her|me|them)\ on
    |share\ this|tell\ us|let\ us\ know|join\ us|donate\ (?:now|today|to\ us)|write\ to\ us
    |what\ do\ you\ think|leave\ a\ comment|watch\ (?:the\ video|below|now)|listen\ (?:below
    |to\ the)|dear\ (?:reader|sir|madam|mr|ms|mrs|friend|colleague|editor)s?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_GREETING = re.compile(
    r"(?:hello|hi|good (?:morning|afternoon|evening|day)|welcome (?:to|back)|thanks?(?: you)?\b"
    r"|dear|ladies and gentlemen|greetings|happy (?:new|birthday)|congratulations|please|mr\.?"
    r" (?:speaker|president|chair\w*),)",
    re.IGNORECASE,
)
#: Captions, credits, by-lines, hours and links.
_NO_PROSE = re.compile(
    r"""[+−-]\d+(?:[.,]\d+)?%|\[\^\w+\]|\A\W*B[yY]\ (?:[A-Z][\w.’'-]+\ ){1,3}(?:[|,–—-]|and\ [A-Z])
    |\((?:[LRC]|(?i:left|right|cent(?:re|er)|pictured|file|front|back|top|bottom)
    |(?i:photo|image)[^)]*)\)|\b(?i:photo(?:graph)?|image|picture|video|illustration|graphic)s?
    (?:\s?:|\ (?:by\ [A-Z]|courtesy))|\b(?:Credit|Source|Caption|Correction|Updated?|Note|Editor)s?:
    |\b(?i:file\ photo|(?:is|are|was|were)\ pictured|pictured\ (?:here|above|left|right)
    |getty\ images|ap\ photo|staff\ photographer|shutterstock)|\b(?:AFP|REUTERS|EPA|AP)\s?/
    |[ÃÂ][\u0080-\u00bf]|â€|https?://|www\.\w|\w@\w+\.\w|(?<!\w)[@\#][A-Za-z]\w+|\.{4,}|_{3,}
    |\b(?:ET|GMT|EST|PST)\ \w{3,9}\ \d""",
    re.VERBOSE,
)
_ITEM = re.compile(r"[\"“(]?(?:[-*•–—▪◦●‣·►■]|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)])\s")
_DATELINE = re.compile(
    r"[A-Z][A-Z.’'-]{2,}[^.!?:;]{0,60}?(?:--|–|—|\s-)\s|[A-Z][^.!?:;()]{2,40}\([^()]{2,40}\)\s?[–—-]"
    r"|\((?:[A-Z]{2,6}|[A-Z]\w+ News|Reuters)\)\s"
)
#: What headlines open with that tell of what kind the text is.
_LABEL = re.compile(
    r"\W*(?:Analysis|Breaking|Comment|Exclusive|Explainer|Fact ?box|Live|Opinion|Poll|Report|Study"
    r"|Survey|Timeline|Updated?|Watch)s?:\s"
)
#: A few words without an end, a wide space, and the beginning of a sentence.
_RUN_IN = re.compile(r"\W*(\w[^.!?:;,]{2,60}?)(?:\s\s+|\t)(?=[“\"‘']?([A-Z]\w*))")
_BEGINNINGS = frozenset(
    "A After An As At For He If In It On She Since The There These They This We When With".split()
)
#: "Also" beside the verb that adds a sentence to another.
_ALSO = re.compile(r"\A\W*(?:\S+\s){1,6}also\b")
#: A day of a month, perhaps with its year, at a sentence's end.
_ENDS_WITH_DAY = re.compile(
    r"\b[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\.\Z|\b\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?\.\Z"
)
#: Verbs in the present tense that news has of a day, and captions have not.
_NEVER_SHOWN = frozenset(
    """be begin close elect end expire have hold open plan return run say start take think vote want
    will""".split()
)
_NOTE_MARK = re.compile(r"\[\d{1,3}\]")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: Categories of Unicode that no prose has: emoji, arrows and boxes.
_SYMBOLS = frozenset({"So", "Co", "Cn", "Sm"})
_SIGNS = frozenset("°©®™+=<>−×±~≈№℃")
#: A list that was cut: it opens one part, and another is missing.
_PARTS = (
    (re.compile(r"\bon the one hand\b", re.I), re.compile(r"\bother\b", re.I)),
    (
        re.compile(r"(?:\A|[:;.] )\W*first(?:ly)?,", re.I),
        re.compile(r"\bsecond(?:ly)?\b|\bthen\b", re.I),
    ),
    (re.compile(r"\bthe former\b(?! \w+ [A-Z])", re.I), re.compile(r"\blatter\b", re.I)),
    (re.compile(r"(?:\(1\)|\(a\)|\(i\))", re.I), re.compile(r"(?:\(2\)|\(b\)|\(ii\))", re.I)),
)
#: The mark with which a quotation goes on in another paragraph.
_ANEW = re.compile(r"(?<=\n)[“\"]")
_QUOTED = re.compile(r"“([^“”]*)”|\"([^\"]*)\"")
#: A full stop or its like, which three dots are not: what they end was cut.
_END = re.compile(r"(?:(?<!\.)\.|[!…])[\"”’') ]*\Z")
#: Share of the capitals from which a sentence is a headline.
_HEADLINE = 0.75
#: Tokens of a heading that is run into its sentence.
_HEADING = 9
#: Words from which a quoted stretch is a quotation of its own.
_CLAUSE = 6


def is_whole(text: str, sentences: Sequence[Sentence]) -> bool:
    """Whether a passage is complete prose.

    It has a bearable length, a final mark that is no question's, balanced quotation marks, a finite
    verb in each sentence; it is no caption, list item, headline, greeting or talk about the text.
    """
    if not SHORTEST <= len(text.split()) <= LONGEST or not is_closed(text):
        return False
    if not _END.search(text):
        return False
    if (
        _is_question(sentences[-1])
        or _META.search(text)
        or _NO_PROSE.search(text)
        or _has_symbols(text)
        or _is_cut(text)
    ):
        return False
    return all(_is_prose(sentence) for sentence in sentences)


def is_closed(text: str) -> bool:
    """Whether marks and brackets close; a quotation may open anew in each of its paragraphs."""
    return is_balanced(_ANEW.sub("", text))


@dataclass(frozen=True, slots=True)
class Fitness:
    """How well a whole passage suits to be quoted, 1 being neutral, and what makes it so."""

    score: float
    traits: tuple[str, ...] = ()


def fitness(
    text: str,
    sentences: Sequence[Sentence],
    known: Collection[str] = (),
    *,
    limited: bool = False,
) -> Fitness:
    """How well a whole passage suits to be quoted.

    `known`: lemmas of what the issue is about, of which the heading tells. `limited`: what follows
    it in its text turns against it.
    """
    traits = (*_traits(text, sentences, known), (0.7, "what follows limits it", limited))
    found = [(factor, trait) for factor, trait, applies in traits if applies]
    return Fitness(prod(factor for factor, _ in found), tuple(trait for _, trait in found))


def _traits(
    text: str, sentences: Sequence[Sentence], known: Collection[str]
) -> Iterator[tuple[float, str, bool]]:
    """Each trait of a passage with its factor, and whether it has it."""
    first, words, further = sentences[0], len(text.split()), len(sentences) - 1
    added = adds(first)
    yield 1.2, "it judges", any(is_judgement(s) for s in sentences)
    yield 0.75, "it only adds to what was said before", added
    yield 0.65, "it hangs on what was said before", hangs(first, known) and not added
    yield 0.9, "it names something as known", bool(unnamed(first.tokens, first, known))
    yield 0.9, "it says “also”", bool(_ALSO.search(first.text))
    yield 0.5, "it asks", any("?" in s.text for s in sentences)
    yield 0.6, "it bids the reader do something", any(_is_imperative(s) for s in sentences)
    yield 0.6, "it is pieced together of scraps", _is_patchwork(text)
    yield 0.5, "it has a heading in it", any(_is_headed(s) for s in sentences)
    yield 0.45, "it lacks a verb", not all(_has_verbal_root(s) for s in sentences)
    yield 0.9, "it has the mark of a note", bool(_NOTE_MARK.search(text))
    yield 0.85, "it is short", words < _SHORT
    yield max(0.4, 1 - (words - LONG) / 60), "it is long", words > LONG
    yield 0.9**further, f"{further + 1} sentences where one might do", further > 0


def _is_prose(sentence: Sentence) -> bool:
    """Whether a sentence is one: a finite verb, and no list item, headline, by-line or greeting."""
    text = sentence.text
    opening = text.lstrip(MARKS)
    return (
        _is_finite(sentence)
        and not _ITEM.match(text)
        and not _DATELINE.match(text)
        and not _LABEL.match(text)
        and not _is_run_in(text)
        and not _GREETING.match(opening)
        and not opening[:1].islower()
        and not _is_headline(sentence)
        and not _is_caption(sentence)
    )


def _is_finite(sentence: Sentence) -> bool:
    """Whether it has a finite verb, and does not begin with one ("Have waited for a year.").

    A root with a subject is finite, whatever its tag ("farmers lost half").
    """
    tokens = sentence.tokens
    words = [t for t in tokens if t.text[:1].isalnum()]
    roots = {n for n, t in enumerate(tokens) if t.head == n and t.tag == "VBN"}
    finite = any(t.tag in _FINITE or (t.dep == "nsubj" and t.head in roots) for t in tokens)
    subjects = any(t.dep.startswith(("nsubj", "csubj", "expl")) for t in tokens)
    return finite and (subjects or words[0].tag not in _FINITE)


def _is_caption(sentence: Sentence) -> bool:
    """Whether it tells in the present tense what was seen on a day ("… in Norvale, May 3.")."""
    root = next((t for n, t in enumerate(sentence.tokens) if t.head == n), None)
    shows = root is not None and root.tag in {"VBZ", "VBP"} and root.lemma not in _NEVER_SHOWN
    return shows and _ENDS_WITH_DAY.search(sentence.text) is not None


def _is_question(sentence: Sentence) -> bool:
    """Whether a sentence asks, be it in others' words ("She asked whether …")."""
    tokens = sentence.tokens
    return "?" in sentence.text or any(
        t.head == n and asks_whether(tokens, n) for n, t in enumerate(tokens)
    )


def _is_run_in(text: str) -> bool:
    """Whether a heading is stuck to a sentence by a wide space ("Fares  The board has …")."""
    found = _RUN_IN.match(text)
    if found is None:
        return False
    longer = [word for word in found[1].split() if len(word) > 3]
    titled = bool(longer) and all(word[0].isupper() for word in longer)
    return titled or (found[2] in _BEGINNINGS and len(found[1].split()) <= _HEADING)


def _is_headed(sentence: Sentence) -> bool:
    """Whether a heading and a colon stand before it ("Mayor to tenants: rents will rise.")."""
    first = sentence.tokens[:_HEADING]
    colon = next((n for n, t in enumerate(first) if t.text == ":"), None)
    return colon is not None and not any(t.pos in {"VERB", "AUX"} for t in first[:colon])


def _is_headline(sentence: Sentence) -> bool:
    """Whether nearly every longer word has a capital ("Council Votes To Build The Line.")."""
    words = [t.text for t in sentence.tokens if t.text.isalpha() and len(t.text) > 3][1:]
    capitals = sum(word[0].isupper() for word in words)
    shouted = sum(word.isupper() for word in words)
    return len(words) >= 4 and (capitals >= _HEADLINE * len(words) or 2 * shouted > len(words))


def _has_symbols(text: str) -> bool:
    return any(
        unicodedata.category(mark) in _SYMBOLS and mark not in _SIGNS
        for mark in text
        if not mark.isascii()
    ) or bool(re.search(r"[|>{}\\~^]|(?<!\w)[:;]-?[)(DP](?!\w)", text))


def _is_cut(text: str) -> bool:
    """Whether a list has its first part only ("First, …" without "second")."""
    for opening, other in _PARTS:
        found = opening.search(text)
        if found and not other.search(text, found.end()):
            return True
    return False


def _is_patchwork(text: str) -> bool:
    """Whether a passage is pieced together of scraps in quotation marks."""
    scraps = [a or b for a, b in _QUOTED.findall(text)]
    short = [s for s in scraps if len(s.split()) < _CLAUSE]
    quoted = sum(len(s.split()) for s in scraps)
    return len(short) >= 2 and len(short) == len(scraps) and 3 * quoted > len(text.split())


def _is_imperative(sentence: Sentence) -> bool:
    """Whether a sentence bids the reader do something ("Consider the herring")."""
    root = next((n for n, t in enumerate(sentence.tokens) if t.head == n), None)
    if root is None or sentence.tokens[root].tag != "VB":
        return False
    under = {t.dep for n, t in enumerate(sentence.tokens) if t.head == root and n != root}
    return not under & {"nsubj", "nsubjpass", "aux", "expl", "csubj"}


def _has_verbal_root(sentence: Sentence) -> bool:
    return any(t.pos in {"VERB", "AUX"} for n, t in enumerate(sentence.tokens) if t.head == n)
