"""The forms in which an English word can stand in a text, found without parsing the text."""

from __future__ import annotations

from functools import cache

_VOWELS = "aeiou"
#: A base form and those of its forms that no rule gives, a line each.
_IRREGULAR = """
arise arose arisen
be is are was were been being am
bear bore borne born
beat beaten
become became
begin began begun
bend bent
bind bound
bite bit bitten
bleed bled
blow blew blown
break broke broken
breed bred
bring brought
build built
burn burnt
buy bought
catch caught
child children
choose chose chosen
come came
crisis crises
deal dealt
die dying
dig dug
do did done does
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
flee fled
fly flew flown
foot feet
forbid forbade forbidden
forget forgot forgotten
freeze froze frozen
get got gotten
give gave given
go went gone goes
goose geese
grow grew grown
hang hung
have has had having
hear heard
hide hid hidden
hold held
keep kept
know knew known
lay laid
lead led
learn learnt
leave left
lend lent
lie lay lain lying
light lit
lose lost
make made
man men
mean meant
meet met
mouse mice
pay paid
person people
ride rode ridden
ring rang rung
rise rose risen
run ran
say said
see saw seen
seek sought
sell sold
send sent
shake shook shaken
shoot shot
show shown
shrink shrank shrunk
sing sang sung
sink sank sunk
sit sat
sleep slept
speak spoke spoken
speed sped
spend spent
spring sprang sprung
stand stood
steal stole stolen
stick stuck
strike struck stricken
strive strove striven
swear swore sworn
sweep swept
swim swam swum
swing swung
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
tie tying
tooth teeth
tread trod trodden
understand understood
wake woke woken
wear wore worn
weave wove woven
weep wept
win won
wind wound
write wrote written
"""
_FORMS = {line.split()[0]: line.split()[1:] for line in _IRREGULAR.strip().split("\n")}
#: What a base form may end with, and what its forms have instead.
_ENDINGS = {
    "": "s es ed d ing ings er est r st",
    "e": "ing ings",
    "y": "ies ied ier iest",
    "f": "ves",
    "fe": "ves",
    "is": "es",
    "us": "i",
    "on": "a",
    "um": "a",
    "man": "men",
}


@cache
def inflected(stem: str) -> frozenset[str]:
    """The lower-case forms of a word or of its stem, and some that no dictionary has.

    More than there are do no harm: the parse decides whether a form belongs to the word.
    """
    found = {stem}
    for end, others in _ENDINGS.items():
        if stem.endswith(end):
            found.update(stem[: len(stem) - len(end)] + other for other in others.split())
    if stem[-1:].isalpha() and stem[-1] not in _VOWELS:
        found.update(stem + stem[-1] + end for end in ("ed", "ing", "er", "est"))
    for base, forms in _FORMS.items():
        if stem == base or (stem.endswith(base) and len(base) > 2):
            found.update(stem[: len(stem) - len(base)] + form for form in forms)
    return frozenset(found)
