"""Reports within what somebody says: the view that they give is not the outer speaker's.

"The chairman said that the minister had told him that …" holds the minister's view, as far as it
holds anybody's, and so does "one of them answered that …" in a quotation. Whoever tells of it may
be of the opposite view.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefgen.model import Token
from briefgen.viewpoints.clauses import Clause, is_quoted, is_writers, own_subject
from briefgen.viewpoints.lexicon import ATTITUDE, DUTY, HEARSAY, OBJECTIVE, REPORTING
from briefgen.viewpoints.quotations import QuotationSpan

#: Joints over which a clause is still what the sentence says, and not a part of it.
_JOINTS = frozenset({"conj", "parataxis"})
_PRONOUNS = frozenset({"he", "she", "they"})
#: What "he denied that he had …" is about, and no view that he holds now.
_SAYING = frozenset({"claim", "say", "tell", "write"})
#: What can be said, thought or asked for: a clause, or an infinitive.
_SAID = frozenset({"ccomp", "xcomp"})
#: Those who vote, and what they do.
_VOTERS = frozenset(
    """% cent delegate elector investor lawmaker majority member minority owner percent shareholder
    stockholder voter""".split()
)
_VOTING = frozenset("approve back defeat endorse oppose reject support vote".split())
_MARKS = frozenset({"“", "”", '"', "«", "»", "''", "``"})


def reports_another(
    tokens: Sequence[Token],
    clause: Clause | None,
    inside: Sequence[QuotationSpan],
    pronouns: Collection[str],
) -> bool:
    """Whether what `clause` reports is in turn a report of somebody else's words or views.

    Without a clause the sentence goes on with what was reported before it. `pronouns` are those
    that can mean the speaker.
    """
    cue = clause.index if clause else None
    for index, token in enumerate(tokens):
        if cue not in {None, index} and _is_vote(tokens, index) and _is_under(tokens, index, cue):
            return True
        if index == cue or not _is_content(tokens, index, cue):
            continue
        if _is_hearsay(tokens, index):
            return True
        if token.lemma not in REPORTING or not _reports(tokens, index, whole=clause is None):
            continue
        subject = own_subject(tokens, index)
        if subject is None or (clause is not None and subject is clause.subject):
            continue
        said = clause is not None and not is_quoted(subject, inside)
        own = pronouns if said and not _is_rivalled(tokens, clause, subject) else ()
        if _is_another(tokens, index, subject, own):
            return True
    return _accords(tokens, clause)


def is_told_of_another(tokens: Sequence[Token], index: int, *, reported: bool) -> bool:
    """Whether a token stands in what somebody else than the holder is said to say, think or want.

    `reported`: the sentence reports its holder's words, so that its main verb is the report.
    """
    quoted = any(t.text in _MARKS for t in tokens)
    may = {"it"} if quoted or not reported else {"it", *_PRONOUNS}
    for _ in range(len(tokens)):
        token = tokens[index]
        main = token.head == index or token.dep in _JOINTS
        if token.lemma in REPORTING and token.pos == "VERB" and not (reported and main):
            subject = own_subject(tokens, index)
            own = () if token.lemma in _SAYING else may
            if subject is not None and _is_another(tokens, index, subject, own):
                return True
        if token.head == index:
            return False
        index = token.head
    return False


def _is_content(tokens: Sequence[Token], index: int, cue: int | None) -> bool:
    """Whether a verb is, or is joined to, what the sentence or its cue mainly says."""
    while index != cue and tokens[index].head != index:
        head = tokens[index].head
        within = tokens[index].dep == "ccomp" and (head == cue or tokens[head].lemma in REPORTING)
        if tokens[index].dep not in _JOINTS and not within:
            return False
        index = head
    return True


def _reports(tokens: Sequence[Token], index: int, *, whole: bool) -> bool:
    """Whether a verb has what it reports; `whole`: an object of its attitude is enough."""
    children = {t.dep for n, t in enumerate(tokens) if t.head == index and n != index}
    objects = whole and tokens[index].lemma in ATTITUDE | OBJECTIVE
    return bool(children & (_SAID | ({"dobj"} if objects else set()))) or (
        tokens[index].dep == "parataxis"
    )


def _is_hearsay(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb is a passive report ("we were told that …", "it is said that …")."""
    children = {t.dep for n, t in enumerate(tokens) if t.head == index and n != index}
    return tokens[index].lemma in HEARSAY and "auxpass" in children and bool(children & _SAID)


def _is_vote(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb tells how others have voted ("a third of the investors rejected …")."""
    subject = own_subject(tokens, index)
    past = tokens[index].tag in {"VBD", "VBN"}
    if subject is None or not past or tokens[index].lemma not in _VOTING:
        return False
    of = [n for n, t in enumerate(tokens) if t.lemma == "of" and tokens[t.head] is subject]
    voters = {subject.lemma, *(t.lemma for t in tokens if t.dep == "pobj" and t.head in of)}
    return not voters.isdisjoint(_VOTERS)


def _is_under(tokens: Sequence[Token], index: int, cue: int | None) -> bool:
    """Whether a verb stands in the clause that a cue reports, however deep ("said it showed …")."""
    while index != cue and tokens[index].head != index:
        if tokens[index].dep not in _JOINTS | {"ccomp"}:
            return False
        index = tokens[index].head
    return index == cue


def _is_another(
    tokens: Sequence[Token], index: int, subject: Token, pronouns: Collection[str]
) -> bool:
    """Whether a verb's subject is somebody, and neither the speaker nor everybody."""
    word = subject.text.lower()
    if word in pronouns or word in {"it", "this", "that", "these", "those", "there"}:
        return False
    if any(t.head == index and t.dep == "aux" and t.lemma in DUTY for t in tokens):
        return False  # "ministers should admit that …" is what the speaker asks of them
    return not is_writers(Clause(tokens[index], subject, index), tokens)


def _is_rivalled(tokens: Sequence[Token], clause: Clause | None, pronoun: Token) -> bool:
    """Whether a person is named in what is said before a pronoun, which may mean that person."""
    verb = clause.verb.start if clause else 0
    after = verb if verb < pronoun.start else 0
    own = clause.subject if clause else None
    return any(
        t.entity == "PERSON" and t is not own and after < t.start < pronoun.start for t in tokens
    )


def _accords(tokens: Sequence[Token], clause: Clause | None) -> bool:
    """Whether a report is itself "according to" somebody."""
    if clause is None:
        return False
    for index, token in enumerate(tokens[:-2]):
        if token.lemma == "accord" and tokens[index + 1].lemma == "to":
            source = next((t for t in tokens[index + 2 :] if t.dep == "pobj"), tokens[index + 2])
            mine = source.text.lower() in {"me", "us", "him", "her", "them"}
            if not mine and not is_writers(Clause(clause.verb, source, 0), tokens):
                return True
    return False
