"""The systems that are compared: Briefgen, the same readings under plain rules, and a baseline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attribution_articles import Article, Relation

from briefgen.model import Sentence
from briefgen.viewpoints.lexicon import ATTITUDE, BELIEF, CONVICTION, NAMING, OBJECTIVE, SPEECH
from briefgen.viewpoints.statements import Scored, Scorer, by_weights, scored
from briefgen.viewpoints.statements.candidates import Candidate, span_of_source
from briefgen.viewpoints.statements.layout import Layout
from briefgen.viewpoints.statements.scorer import fitted

System = Callable[[Article], tuple[Relation, ...]]

#: What verbs of a class take, the surest first; what is not named they do not.
_SAID = """quoted-before next-quoted clause-before clause parenthesis infinitive>clause as-clause
    around quoted-behind infinitive before object>rest""".split()
_THOUGHT = "clause clause-before infinitive as-clause".split()
_HELD = "clause object+as object prep".split()
_NAMED = "clause object+ object+as quoted-behind prep object".split()
#: Verbs of will, of finding and of showing that the closed lists of reporting verbs do not have.
_WILL = frozenset(
    "agree aim decline hop intend offer plan propose pledge promise refuse seek vow want".split()
)
_SHOWN = frozenset(
    "decide determine find indicate know learn note realize see show signal vote".split()
)
#: Verbs that bring what somebody speaks of or for, as their object.
_BROUGHT_UP = frozenset(
    """address announce attack back blast cite discuss mention offer oppose propose see seek show
    slam""".split()
)
_CLASSES = (
    (SPEECH, _SAID),
    (BELIEF | CONVICTION, _THOUGHT),
    (OBJECTIVE, ["object", "infinitive"]),
    (ATTITUDE, _HELD),
    (NAMING, _NAMED),
    (_WILL, ["infinitive"]),
    (_SHOWN, ["clause"]),
    (_BROUGHT_UP, ["object"]),
)
_WITHOUT_VERB = frozenset({"whole", "view"})


def briefgen(article: Article) -> tuple[Relation, ...]:
    """What the package finds, with its fitted weights."""
    return relations(article, by_weights(fitted()), fitted().threshold)


def rules(article: Article) -> tuple[Relation, ...]:
    """The package's readings, chosen by closed lists and the order of their sureness alone."""
    return relations(article, _by_rule, 0.1)


def baseline(article: Article) -> tuple[Relation, ...]:
    """Every verb with a subject and a clause as complement."""
    return tuple(each for sentence in article.sentences for each in _complements(sentence))


def relations(article: Article, scorer: Scorer, threshold: float) -> tuple[Relation, ...]:
    """What the package finds with another scorer and threshold."""
    layout = Layout(article.document, article.sentences)
    return tuple(_relation(layout, each) for each in scored(layout, scorer, threshold))


def _relation(layout: Layout, found: Scored) -> Relation:
    candidate = found.candidate
    token = layout.trees[candidate.sentence].tokens[candidate.cue]
    source, cue = span_of_source(layout, candidate), ((token.start, token.end),)
    return Relation((source,) if source else (), cue, candidate.content, found.score)


def _by_rule(layout: Layout, found: Sequence[Candidate]) -> Sequence[float]:
    return [_rule(layout, each) for each in found]


def _rule(layout: Layout, candidate: Candidate) -> float:
    """How sure a reading is by what its cue is and how its content hangs on it, 0 to 1."""
    token = layout.trees[candidate.sentence].tokens[candidate.cue]
    relation, lemma = candidate.relation, token.lemma
    if relation in _WITHOUT_VERB:
        return 0.9
    if layout.quotation_at(token.start) is not None or candidate.source.way == "none":
        return 0.0
    if token.pos == "NOUN":
        known = lemma in SPEECH | BELIEF | ATTITUDE | _WILL
        return 0.5 if known and relation == "noun>clause" else 0.0
    if token.pos == "ADJ":
        return 0.5 if lemma in CONVICTION and relation == "adjective>clause" else 0.0
    if relation == "quoted-before" and candidate.word not in {",", "?", "!", "—"}:
        return 0.0
    if relation == "quoted-behind" and candidate.word in {",", ":"} and lemma in SPEECH:
        return 0.95
    orders = [order for words, order in _CLASSES if lemma in words and relation in order]
    ranks = [order.index(relation) for order in orders]
    return 0.9 - 0.05 * min(ranks) if ranks else 0.0


def _complements(sentence: Sentence) -> Iterator[Relation]:
    """The relations of the baseline: the whole of what stands under subject and complement."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        under = {t.dep: n for n, t in enumerate(tokens) if t.head == place and n != place}
        if token.pos == "VERB" and {"nsubj", "ccomp"} <= under.keys():
            source, content = (_extent(sentence, under[dep]) for dep in ("nsubj", "ccomp"))
            yield Relation((source,), ((token.start, token.end),), (content,))


def _extent(sentence: Sentence, top: int) -> tuple[int, int]:
    """From the first to the last token that stands under one."""
    tokens = sentence.tokens
    below = {top}
    for _ in tokens:
        more = {n for n, t in enumerate(tokens) if t.head in below} - below
        if not more:
            break
        below |= more
    return tokens[min(below)].start, tokens[max(below)].end


SYSTEMS: dict[str, System] = {"briefgen": briefgen, "rules": rules, "baseline": baseline}
