"""Invented articles for a large library: grammar-built news and opinion, varied and seeded.

Each article has a main topic and one or two others by the way; topics are drawn by Zipf's law, as
in a newspaper's archive. Names and places are made of syllables, so that there are thousands of
them; people are introduced with their office and called by their last name afterwards, and about
every third sentence reports what one of them says.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

#: Topics: what it is about, what is done to it, what it is made of, and who cares for it.
_OBJECTS = (
    "harbour tunnel ferry tram bridge canal railway airport quota subsidy tariff levy pension rent "
    "wage tax licence school hospital clinic library prison court mine forest river reservoir dam "
    "fishery orchard vineyard dairy mill foundry shipyard refinery turbine grid pipeline battery "
    "border visa treaty ceasefire embargo patrol base vaccine pesticide fertiliser drought flood"
).split()
_ASPECTS = "law reform fund plan deal ban board safety budget strike charter inquiry".split()
_ACTORS = (
    "minister senator mayor commissioner professor economist engineer farmer fisherman nurse "
    "teacher lawyer judge envoy general spokeswoman historian director chairman inspector"
).split()
_BODIES = "council union committee agency ministry association institute company port court".split()
_SAYS = "said argued warned insisted told explained added believed claimed admitted".split()
_DOES = (
    "approved rejected delayed reviewed extended shortened financed questioned supported opposed "
    "suspended revived expanded weakened defended abandoned"
).split()
_WILL = "cut raise end keep lift tighten build close sell repair replace inspect fund ban".split()
_WHAT = (
    "cost price share number quality future purpose length shape owner value condition risk use "
    "history reputation promise burden benefit result delay surplus shortage permit contract map "
    "survey forecast loan rate rule limit date office crew harvest market supply demand wall road "
    "roof engine cable pump gate tower cellar street valley coast island village suburb province"
).split()
_HOW = (
    "long short local national public private modest severe recent early late costly cheap narrow "
    "broad quiet bitter careful hasty northern southern eastern western rural urban coastal old "
    "new common rare steady sudden secret open foreign joint annual final second third"
).split()
_WHEN = (
    "last spring|this summer|in March|on Monday|before the election|after the storm|for ten years|"
    "within a month|at the end of the year|since 2019|by next autumn|over the weekend"
).split("|")
_WHERE = "in the north|along the coast|across the province|near the border|in the capital".split(
    "|"
)
_LINKS = "because while although since if unless when after before until".split()
_HEADS = (
    "ab al bar bel cor dar el fen gar hal im jor kel lom mar nor or pel quin ros sel tor ul"
).split()
_MIDDLES = "a e i o u an en in on ar er or al el il".split()
_TAILS = (
    "dan den dor fax ford gren holm kov land lin mond nard quist ric sen ski stad ton vik worth"
).split()
_GIVEN = (
    "Ada Bruno Clara Dario Elin Femi Greta Hugo Ines Jonas Karin Lev Mara Nils Olga Piet"
).split()
_WOMEN = frozenset("Ada Clara Elin Greta Ines Karin Mara Olga".split())

#: The first issue's terms, the second's …: a topic's own words, the commonest topic first.
TOPICS = tuple(f"{o} {_ASPECTS[n % 12]}" for n, o in enumerate(_OBJECTS * 2))
_ZIPF = tuple(accumulate(1 / rank for rank in range(1, len(TOPICS) + 1)))


_T = TypeVar("_T")


@dataclass(frozen=True)
class Person:
    """Somebody who is quoted."""

    given: str
    family: str
    office: str

    @property
    def pronoun(self) -> str:
        """He or she."""
        return "She" if self.given in _WOMEN else "He"


def articles(numbers: Iterable[int], seed: int = 1) -> Iterator[tuple[str, str]]:
    """The articles of these numbers as (name, text): a title, a by-line and date, paragraphs."""
    for number in numbers:
        yield f"{number:06d}.txt", _Writer(random.Random(seed * 1_000_003 + number)).article()


class _Writer:
    """One article's choices: its people, its places, its topics."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.topics = chance.choices(TOPICS, cum_weights=_ZIPF, k=chance.choice((1, 2, 2, 3)))
        self.people = [self._person() for _ in range(chance.randint(2, 4))]
        self.places = [self._name() for _ in range(3)]

    def article(self) -> str:
        """Its text, 300 to 900 words."""
        day = f"{self.chance.randint(1, 28)} {self._of(_MONTHS)} {self.chance.randint(2015, 2030)}"
        title = f"{self.topics[0].title()} in {self.places[0]}: {self._of(_HOW)} {self._of(_WHAT)}"
        author = f"{self._of(_GIVEN)} {self._name()}"
        paragraphs: list[str] = [self._introduction(person) for person in self.people[:2]]
        words, wanted = 60, self.chance.randint(300, 900)
        while words < wanted:
            paragraph = " ".join(self._sentence() for _ in range(self.chance.randint(2, 5)))
            paragraphs.append(paragraph)
            words += paragraph.count(" ") + 1
        return "\n\n".join([title, f"By {author}\n{day}", *paragraphs, ""])

    # --- Sentences ------------------------------------------------------------------------------

    def _introduction(self, person: Person) -> str:
        return (
            f"{person.given} {person.family}, {self._of(_HOW)} {person.office} of the "
            f"{self.places[0]} {self._of(_BODIES)}, {self._of(_SAYS)} {self._of(_WHEN)} that the "
            f"{self._topic()} would {self._of(_WILL)} {self._thing()}. {self._sentence()}"
        )

    def _sentence(self) -> str:
        made = self._of(_FORMS)(self)
        return made[0].upper() + made[1:]

    def _plain(self) -> str:
        return f"{self._clause()} {self._of(_WHEN)}."

    def _linked(self) -> str:
        return f"{self._clause()} {self._of(_LINKS)} {self._clause()}."

    def _located(self) -> str:
        return f"{self._of(_WHERE)}, {self._clause()}, and {self._clause()}."

    def _counted(self) -> str:
        number = self.chance.randint(3, 980)
        return f"{self._thing()} of {self.places[1]} is {number} million euros, {self._clause()}."

    def _reported(self) -> str:
        said = f"{self._of(self.people).family} {self._of(_SAYS[:3])} that {self._clause()}"
        return f"{said} and that {self._wish()}."

    def _spoken(self) -> str:
        wish = self._wish()
        return f"“{wish[0].upper()}{wish[1:]},” {self._of(self.people).family} said."

    def _pronoun(self) -> str:
        person = self._of(self.people)
        return f"{person.pronoun} {self._of(_SAYS[:3])} that {self._wish()} {self._of(_WHEN)}."

    def _according(self) -> str:
        return f"according to the {self._of(_BODIES)} of {self.places[2]}, {self._clause()}."

    # --- Parts ----------------------------------------------------------------------------------

    def _clause(self) -> str:
        return f"{self._agent()} {self._of(_DOES)} {self._thing()}"

    def _wish(self) -> str:
        aim = f"the {self._of(_BODIES)} should {self._of(_WILL)} {self._thing()}"
        return f"{aim}, not {self._of(_WILL)} {self._thing()}"

    def _agent(self) -> str:
        office = f"the {self._of(_HOW)} {self._of(_ACTORS)} from {self._of(self.places)}"
        body = f"the {self._of(_BODIES)} in {self._of(self.places)}"
        return self._of((office, body, f"the {self._topic()}"))

    def _thing(self) -> str:
        plain = f"the {self._of(_HOW)} {self._of(_WHAT)}"
        return self._of((plain, plain, f"{plain} of the {self._topic()}", f"the {self._topic()}"))

    def _topic(self) -> str:
        """The main topic, often another of the article's, or a part of one."""
        topic = self._of((self.topics[0], self._of(self.topics)))
        return self._of((topic, topic.split()[0], self._of(_WHAT)))

    def _person(self) -> Person:
        return Person(self._of(_GIVEN), self._name(), self._of(_ACTORS))

    def _name(self) -> str:
        return f"{self._of(_HEADS)}{self._of(_MIDDLES)}{self._of(_TAILS)}".capitalize()

    def _of(self, some: Sequence[_T]) -> _T:
        return some[int(self.chance.random() * len(some))]


_MONTHS = "January February March April May June July August September October November".split()
_FORMS: tuple[Callable[[_Writer], str], ...] = (
    _Writer._plain,
    _Writer._plain,
    _Writer._linked,
    _Writer._linked,
    _Writer._located,
    _Writer._counted,
    _Writer._reported,
    _Writer._spoken,
    _Writer._pronoun,
    _Writer._according,
)
