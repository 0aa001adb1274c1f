"""Whether a sentence stands alone, or leans on the one before it.

It leans where it opens with a pronoun or a connective, or points back ("such a step", "that is
why"): then it is quoted with what it leans on, or not at all. It hangs where it adds to what went
before, or speaks of a thing as known that it does not name ("the bill"): then it is the better for
the sentence before, and bearable without.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from briefgen.evidence.unnamed import TIMES, is_vague_of, lacks_antecedent, unnamed
from briefgen.model import Sentence, Token, place_of
from briefgen.viewpoints.lexicon import REPORTING

_PRONOUNS = frozenset(
    """he she they this that these those his her hers its their theirs him them such neither
    either here one ones none most some many few several all each half ours""".split()
)
#: Of these, those that only lean where no noun of theirs follows ("some say", "some boats stay").
_QUANTITIES = frozenset("one none most some many few several all each half either neither".split())
#: Openings that answer or contradict what went before: without it they are torn from their sense.
_BOUND = re.compile(
    r"""(?:and|but|or|so(?!\ (?:far|long\ as|many|much|few))|yet|nor|then(?!\ [A-Z-])|thus|hence|too
    |still|instead(?!\ of\ (?!th(?:is|at|ese|ose)\b))|however(?!\ (?:much|many|hard|long|often
    |\w+ly))|therefore|nevertheless|nonetheless|otherwise|likewise|similarly|rather(?!\ than)
    |consequently|accordingly|again|conversely|equally|worse|better\ still|all\ the\ same
    |all\ this|all\ that|even\ (?:so|then|th(?:is|at|ese|ose|ey)|he|she|it)|after\ all
    |that\ said|not\ so|as\ if|for\ (?:example|instance|one|(?:this|that|these|those|such
    |the\ same|one)\b)|in\ (?:turn|contrast|short|sum|particular|other\ words|doing\ so|this
    |that|these|those|such|response|return|reply|protest|the\ same|either\ case|both\ cases
    |consequence|conclusion)|at\ (?:the\ same\ time|that|this)|by\ (?:contrast|then|this|that
    |doing\ so|the\ same)|on\ (?:the\ (?:contrary|other\ hand|whole)|this|that|these|those)
    |on\ top\ of\ (?:this|that|all)|as\ (?:a\ (?:result|consequence)(?!\ of)|such|always)
    |to\ (?:this|that|these|those|do\ (?:so|this|that))|coupled\ with\ this|of\ (?:this|that
    |these|those)|(?:because|instead|despite|as\ part|on\ top|in\ spite|in\ light|in\ view
    |as\ a\ result)\ of\ (?:this|that|these|those)|despite\ (?:this|that|these)
    |more\ (?:than\ (?:this|that)|importantly)|the\ (?:former(?!\ [a-z]+\ [A-Z])|latter|same
    |other|others|two|three|above|last|following|reason|result|answer|question|problem|point
    |upshot|trouble|difference|exception|alternative)\ (?:is|was|are|were|will|would|may|can|has
    |have|had|say|says|said|do|did|does|must|should|seem|seems|\w+ed)|the\ (?:latter|other
    |others|above|following|same)|another|others?|both\ of\ (?:them|these)|(?:un)?til\ (?:then
    |now)|with(?:out)?\ (?:this|that|these)|under\ (?:this|that|these|such)|since\ (?:then|that)
    |from\ (?:this|that|then)|after\ (?:this|that|these|which)|before\ (?:this|that)
    |through\ (?:this|that)|beyond\ (?:this|that)|against\ (?:this|that)|either\ way|no\ less
    |no\ wonder|small\ wonder|far\ from\ it|why\ not|which)\b""",
    re.IGNORECASE | re.VERBOSE,
)
#: Openings that only add to what went before: better with it, and bearable without.
_ADDING = re.compile(
    r"""(?:also|moreover|furthermore|besides|meanwhile|indeed|finally|lastly|once\ again|of\ course
    |in\ (?:addition|fact|any\ (?:case|event)|reality|truth)|at\ the\ very\ least|to\ be\ sure
    |additionally|(?:first(?:ly|\ of\ all)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?
    |fifth(?:ly)?|next|true)(?=,)|more\ broadly|more\ generally|above\ all|notably
    |to\ begin\ with|the\ (?:first|second|third|fourth|final)|a\ (?:second|third|fourth|further
    |similar)|on\ the\ one\ hand|elsewhere|(?:earlier|later|already)(?=,)
    |afterwards?|admittedly|granted|nowadays|that\ is)\b""",
    re.IGNORECASE | re.VERBOSE,
)
#: Connectives set off by commas inside the sentence ("the mayor, however, refused").
_INNER = re.compile(
    r""",\ (?:however|though|therefore|nevertheless|nonetheless|instead|by\ contrast|in\ turn
    |on\ the\ other\ hand|on\ the\ contrary|for\ (?:example|instance|one|his\ part|her\ part
    |their\ part)|too|then|as\ well)(?:,|[.!]\W*\Z)""",
    re.IGNORECASE | re.VERBOSE,
)
#: What always points back, and what does unless a clause stands before it in the sentence.
_SAID = re.compile(
    r"\b(?:case in point|afore(?:mentioned|said)|above-mentioned|the same(?: [\w-]+){1,2}[.,;]"
    r"|as (?:mentioned|noted|described|discussed))(?!\w)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;]| (?:if|when|that|and|or|to) ")
_POINTING = re.compile(
    r"""\b(?:do(?:es|ing)?\ (?:so|this|that|the\ same)
    |did\ (?:so|that)|such\ an?\ \w+|(?:is|are|was|were)\ (?:not\ )?so[.,;])(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
MARKS = "“”\"‘’'«»([ *•–—-"
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
_PERSONAL = frozenset({"he", "she", "his", "her", "him"})
_SEEMING = frozenset({"seem", "appear", "remain", "follow"})
#: What "it" is said to be that stands for a clause ("it would be a mistake to …").
_JUDGED = frozenset("duty error folly mistake pity shame time wonder".split())


def leans(sentence: Sentence, *, held: bool = False) -> bool:
    """Whether a sentence can't be understood without the one before it.

    `held`: its holder is known and printed beside it, so that "he said" at its end is no riddle.
    """
    text = sentence.text.lstrip(MARKS)
    words = [t for t in sentence.tokens if t.text[:1].isalnum()]
    if not words or _BOUND.match(text) or _INNER.search(text) or _points(text):
        return True
    return (
        _opens_with_pronoun(sentence.tokens, words)
        or lacks_antecedent(sentence)
        or _has_stray_subject(sentence)
        or _has_stray_object(sentence.tokens)
        or _points_back(sentence.tokens)
        or _has_stray_pronoun(sentence.tokens, held=held)
    )


def hangs(sentence: Sentence, known: Collection[str] = ()) -> bool:
    """Whether a sentence adds to the one before it, or opens with "the plan", not saying which.

    `known`: lemmas of what the issue is about, of which the heading tells.
    """
    bare = unnamed(sentence.tokens[:_OPENING], sentence, known)
    return adds(sentence) or bool(bare) or is_vague_of(sentence)


#: Tokens in which a subject is looked for that opens its sentence.
_OPENING = 6


def adds(sentence: Sentence) -> bool:
    """Whether a sentence opens as an addition to the one before it ("Moreover, …")."""
    return bool(_ADDING.match(sentence.text.lstrip(MARKS)))


def _points(text: str) -> bool:
    """Whether a phrase points back before anything stands that it could point to."""
    found = _POINTING.search(text)
    return bool(_SAID.search(text) or (found and not _CLAUSE.search(text, 0, found.start())))


def _opens_with_pronoun(tokens: Sequence[Token], words: Sequence[Token]) -> bool:
    first = words[0].text.lower()
    following = words[1] if len(words) > 1 else words[0]
    if first == "it":
        return not _is_impersonal(tokens, place_of(tokens, words[0]))
    if first == "both":
        pair = any(t.text.lower() == "and" and t.head == words[0].head for t in tokens)
        named = tokens[words[0].head].pos == "PROPN"
        return not pair and not named and words[0].dep not in {"preconj", "cc:preconj"}
    if first in _QUANTITIES:
        named = following.text.lower() in {"in", "of", "who"}
        return words[0].dep not in _BEFORE_NOUNS and not named
    if first in {"that", "those"} and (words[0].dep == "mark" or following.text.lower() in _SUCH):
        return False
    if words[0].dep == "det" and first in _DEMONSTRATIVES:
        return tokens[words[0].head].lemma not in TIMES
    return first in _PRONOUNS


_BEFORE_NOUNS = frozenset("det amod nummod predet quantmod advmod compound".split())
#: What names those whom "those" stands for.
_SUCH = frozenset("who whose with in on of from that at without".split())


def _has_stray_subject(sentence: Sentence) -> bool:
    """Whether a clause's subject is "it", "they" or "this" before there is a noun to stand for."""
    tokens, connective = sentence.tokens, _ADDING.match(sentence.text.lstrip(MARKS))
    skipped = sentence.start + (connective.end() if connective else 0)
    named: set[str] = set()
    for index, token in enumerate(tokens):
        if token.start >= skipped and token.pos in {"NOUN", "PROPN"} and token.lemma not in TIMES:
            named |= {"it", "they"} if token.pos == "PROPN" else {_STANDING_FOR[token.tag == "NNS"]}
        subject = token.dep in {"nsubj", "nsubjpass"} and token.tag != "WDT"
        if subject and token.text.lower() in _SUBJECTS:
            told = any(t.head == index and t.dep in {"relcl", "prep", "acl"} for t in tokens)
            impersonal = token.lemma == "it" and _is_impersonal(tokens, index)
            return not (told or impersonal) and _referent(token) not in named
    return False


def _referent(pronoun: Token) -> str:
    """Which pronoun would stand for what this one stands for."""
    return "they" if pronoun.text.lower() in {"they", "these", "those", "both", "neither"} else "it"


#: The pronoun for one thing and for several.
_STANDING_FOR = ("it", "they")


def _has_stray_object(tokens: Sequence[Token]) -> bool:
    """Whether "this" stands for what was said, and no clause before it says anything."""
    for index, token in enumerate(tokens):
        if token.text.lower() == "this" and token.dep in {"dobj", "pobj"}:
            named = any(t.head == index and t.dep in {"relcl", "acl"} for t in tokens)
            clauses = sum(t.dep in {"nsubj", "nsubjpass"} for t in tokens[:index])
            return clauses < 2 and not named
    return False


#: Pronouns that stand for what was named, as subjects.
_SUBJECTS = frozenset("it they this that these those neither both".split())


def _points_back(tokens: Sequence[Token]) -> bool:
    """Whether "that scale" or "these issues" stands before anything of the name."""
    for index, token in enumerate(tokens):
        if token.text.lower() not in _DEMONSTRATIVES or token.dep != "det":
            continue
        noun = tokens[token.head]
        earlier = {t.lemma for t in tokens[:index]}
        told = noun.lemma in earlier or noun.lemma in TIMES
        if not told and not _sums_up(tokens, index):
            return True
    return False


def _sums_up(tokens: Sequence[Token], index: int) -> bool:
    """Whether "those risks" opens a clause behind two things that are named ("rust and rot")."""
    noun = tokens[tokens[index].head]
    several = tokens[index].text.lower() in {"these", "those"} and noun.tag == "NNS"
    clause = noun.dep in {"nsubj", "nsubjpass"} and index > 0 and tokens[index - 1].dep == "mark"
    pairs = (t for t in tokens[:index] if t.dep == "conj" and t.pos in {"NOUN", "PROPN"})
    return several and clause and any(tokens[t.head].pos in {"NOUN", "PROPN"} for t in pairs)


def _has_stray_pronoun(tokens: Sequence[Token], *, held: bool) -> bool:
    """Whether a personal pronoun stands where no name has yet been given, nor follows at once."""
    for index, token in enumerate(tokens):
        if token.pos == "PROPN":
            return False
        if token.text.lower() in _PERSONAL and token.pos in {"PRON", "DET"}:
            if held and index and tokens[token.head].lemma in REPORTING:
                continue
            names = (t for t in tokens[index:] if t.pos == "PROPN" and t.dep.startswith("nsubj"))
            spoken = _is_spoken(tokens, token)
            return not any(_is_spoken(tokens, name) == spoken for name in names)
    return False


def _is_spoken(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a token stands inside quotation marks: nobody speaks of himself as "he"."""
    marks = [t.text for t in tokens if t.start < token.start]
    opened = marks.count("“") - marks.count("”")
    return opened > 0 or sum(marks.count(mark) for mark in ('"', "``", "''")) % 2 == 1


def _is_impersonal(tokens: Sequence[Token], index: int) -> bool:
    """Whether an opening "it" stands for a clause that follows ("it is likely that …")."""
    verb = tokens[index].head
    children = {t.dep for n, t in enumerate(tokens) if t.head == verb and n != verb}
    clause = bool(children & {"ccomp", "xcomp", "advcl", "csubj"})
    if tokens[verb].lemma in _SEEMING:
        return clause
    judged = {"acomp"} | {t.dep for t in tokens if t.head == verb and t.lemma in _JUDGED}
    deep = any(
        tokens[t.head].dep in judged
        and (t.dep in {"ccomp", "xcomp", "acl"} or (t.dep == "relcl" and _is_infinitive(tokens, n)))
        for n, t in enumerate(tokens)
    )
    return bool(children & judged) and (clause or deep)


def _is_infinitive(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].tag == "VB" and any(t.tag == "TO" and t.head == index for t in tokens)
