"""Things that a sentence speaks of as known: "the plan", "the lawsuit", "the second case".

Where the sentence does not say which, only what stands before it can.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefgen.model import Sentence, Token, place_of

#: Nouns for times, of which the reader knows which.
TIMES = frozenset(
    """century day decade election evening fall generation hour minute moment month morning night
    past point quarter season spring summer time today week weekend winter year autumn""".split()
)
#: Nouns for what was said or done before, or somebody spoken of (shell nouns, after Schmid 2000).
_KNOWN = frozenset(
    """accord agreement amount announcement approach argument article attack ban bill boy case
    ceremony claim clause clip comment company condition conflict confrontation consequence
    controversy couple course criticism deal debate decision demand difference difficulty
    document effect effort email endorsement episode event evidence fact figure finding firm
    fund girl goal group idea impact incident initiative interview issue law letter list lot man
    matter measure meeting message method move name news number offer official order outcome
    package pact pair panel paper part party plan point policy position possibility problem
    program programme project proposal question raid rally reason reform relationship remark
    report request resolution response result ruling scandal scenario scheme sentence situation
    speech spokesman spokesperson spokeswoman statement step story strategy study suggestion
    survey suspect talk target task team text thing timeline topic trend trial two view visit
    vote warning woman word""".split()
)
#: Nouns for what happened, of which a reader asks which ("the lawsuit", "the pledge").
_EVENTS = frozenset(
    """accident acquisition appeal arrest assault assassination blast blaze bombing boycott breach
    clash collapse complaint crackdown crash demonstration disaster discovery dispute eviction
    execution explosion fire hearing hijacking indictment injunction inquiry investigation killing
    lawsuit layoff march massacre merger motion murder negotiation petition pledge probe promise
    protest rejection resignation revelation riot seizure sentencing settlement shooting standoff
    suit summit takeover veto verdict walkout withdrawal""".split()
)
#: People spoken of by what they are; an adjective does not say who ("the youngest candidate").
_PEOPLE = frozenset(
    """actor author billionaire boy businessman candidate couple congressman frontrunner girl
    lawmaker lawyer man newcomer nominee official politician senator singer star suspect victim
    woman""".split()
)
#: What names a noun: with one of these under it, it is known without the sentence before.
_NAMING = frozenset("prep relcl acl poss compound nmod appos nummod advcl amod ccomp".split())


def unnamed(
    tokens: Sequence[Token], sentence: Sentence, known: Collection[str] = ()
) -> tuple[Token, ...]:
    """The nouns among `tokens` spoken of as known, and not named ("the former official")."""
    return tuple(
        token for token in tokens if token.lemma not in known and _is_bare(sentence.tokens, token)
    )


def repeats_noun(sentence: Sentence, before: Sentence | None) -> bool:
    """Whether a sentence opens with "the plan" after one that spoke of a plan."""
    words = [t for t in sentence.tokens if t.text[:1].isalnum()]
    if before is None or len(words) < 3 or words[0].text != "The":
        return False
    bare = words[1].pos == "NOUN" and words[2].pos in {"VERB", "AUX", "ADV", "PART"}
    return bare and any(t.lemma == words[1].lemma for t in before.tokens)


def lacks_antecedent(sentence: Sentence) -> bool:
    """Whether a sentence opens with one thing of a row that it does not name ("in the second …").

    A time, a name or what says which of them it is ("the second dam on the river") names it.
    """
    place = _opening_ordinal(sentence)
    if place is None:
        return False
    tokens = sentence.tokens
    ordinal, noun = (
        tokens[place],
        tokens[place if tokens[place].dep != "amod" else tokens[place].head],
    )
    return not (
        noun.pos == "PROPN"
        or noun.lemma in TIMES | _ROWS
        or _naming(tokens, place_of(tokens, noun))
    ) and (noun is not ordinal or noun.dep in _ELLIPTIC)


def is_vague_of(sentence: Sentence) -> bool:
    """Whether it opens with one of a row that nothing tells ("the latest round of talks")."""
    place = _opening_ordinal(sentence)
    if place is None or sentence.tokens[place].dep != "amod":
        return False
    tokens, noun = sentence.tokens, sentence.tokens[place].head
    naming = _naming(tokens, noun)
    if tokens[noun].lemma in TIMES | _ROWS or len(naming) != 1 or tokens[naming[0]].text != "of":
        return False
    objects = [n for n, t in enumerate(tokens) if t.head == naming[0] and t.dep == "pobj"]
    told = any(t.head in objects for t in tokens)
    return not told and all(tokens[n].pos == "NOUN" for n in objects)


def _opening_ordinal(sentence: Sentence) -> int | None:
    """The place of "second" in an opening "The second …" or "In the second …"."""
    tokens = sentence.tokens
    words = [n for n, t in enumerate(tokens) if t.text[:1].isalnum()][:3]
    said = [tokens[n].text.lower() for n in words]
    if said[:1] == ["the"] and len(said) > 1 and said[1] in _LATER:
        return words[1]
    led = len(said) == 3 and said[0] in _LEADING and said[1] == "the"
    return words[2] if led and said[2] in _LATER | {"first", "latest", "other"} else None


def _naming(tokens: Sequence[Token], noun: int) -> list[int]:
    """The places of what says which thing a noun means; a number or an adjective does not."""
    telling = _NAMING - {"amod", "nummod"}
    return [n for n, t in enumerate(tokens) if t.head == noun and n != noun and t.dep in telling]


_LATER = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
_LEADING = frozenset("at by during for in on under with".split())
#: Where an ordinal stands for its noun ("The second is the price of steel").
_ELLIPTIC = frozenset({"nsubj", "nsubjpass", "pobj"})
#: Nouns that an ordinal names ("the second half", "in the first place").
_ROWS = frozenset("amendment floor half hand instance lady person place world".split())


def _is_bare(tokens: Sequence[Token], noun: Token) -> bool:
    """Whether a noun has a definite article and nothing that names it, nor was named before."""
    if noun.pos != "NOUN":
        return False
    index = place_of(tokens, noun)
    under = [t for n, t in enumerate(tokens) if t.head == index and n != index]
    if not any(t.text.lower() == "the" for t in under):
        return False
    spoken_of = noun.lemma in _KNOWN | _EVENTS | _PEOPLE or any(
        t.text.lower() in _SPOKEN_OF for t in under
    )
    telling = _NAMING - {"amod"} if noun.lemma in _PEOPLE else _NAMING
    naming = [t for t in under if t.dep in telling and t.text.lower() not in _OLD]
    earlier = any(t.lemma == noun.lemma for t in tokens[:index])
    return spoken_of and not naming and not earlier


#: Participles that point to where a thing was spoken of, and adjectives that name nothing either.
_SPOKEN_OF = frozenset("announced described mentioned planned proposed said".split())
_OLD = _SPOKEN_OF | frozenset(
    "current entire existing former latest new old previous recent resulting same whole".split()
)
