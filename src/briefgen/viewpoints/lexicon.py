"""Word classes that attribution and stance rest on: closed lists of general English.

Reporting verbs follow the usual classes of reporting grammar (Quirk et al. 1985, 16.31): of
speech, of attitude towards an object, and of belief or will.
"""

from __future__ import annotations

SPEECH = frozenset(
    """acknowledge add admit advise affirm announce argue ask assert assure caution claim
    comment complain concede conclude confess confirm contend counter declare deny dispute
    emphasise emphasize estimate explain forecast insist joke lament maintain mention note
    object observe plead pledge point predict proclaim promise propose protest reaffirm
    reassure recall recommend reiterate remark remind repeat reply report respond reveal
    say state stress suggest swear tell testify threaten tout tweet underline underscore
    urge vow warn write""".split()
)
ATTITUDE = frozenset(
    """accuse applaud back blame commend condemn criticise criticize decry defend demand
    denounce deny deplore describe disagree dismiss dispute endorse favor favour oppose
    praise protest question rebuff rebuke refute reject resent ridicule slam support urge
    voice welcome""".split()
)
BELIEF = frozenset(
    """agree assume believe consider doubt expect fear feel hope imagine intend prefer
    regard suspect think want wish wonder worry""".split()
)
REPORTING = SPEECH | ATTITUDE | BELIEF

#: Auxiliaries that turn a report into the writer's own forecast or conjecture ("X will say").
UNREAL = frozenset({"will", "would", "may", "might", "could", "should", "shall", "must", "can"})

#: Heads of noun phrases that can speak, beside names of persons and organisations.
SPEAKERS = frozenset(
    """academic activist administration adviser advisor advocate agency aide alliance ally
    ambassador analyst army assembly association author authority bank body business
    cabinet campaign campaigner candidate chairman chairwoman chancellor chief citizen
    coalition column columnist commander commentator commission commissioner committee
    community company congress congressman congresswoman consumer council counterpart
    country court critic delegate delegation democrat department deputy diplomat director
    economist editor elite embassy envoy establishment executive expert farmer federation
    firm foundation government governor group head historian house industry insider
    institute institution investor journalist judge kremlin lawmaker lawyer leader
    leadership lecturer legislator manager mayor member minister ministry negotiator
    newspaper observer office officer official operator opponent opposition organisation
    organization owner panel paper parent parliament party people physician player
    policymaker politician pollster premier president prime producer professor prosecutor
    rebel regime regulator report reporter representative republican researcher resident
    scholar scientist secretary senate senator side source speaker spokesman spokesperson
    spokeswoman staff staffer state strategist student study supporter survey teacher team
    trader tribunal union veteran villager voice voter watchdog witness worker writer""".split()
)
#: Pronouns and quantifiers that stand for people nobody names.
UNNAMED = frozenset("many some others most several few both all everyone nobody none".split())
PRONOUNS = frozenset({"he", "she", "they", "who"})
TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. sir lord lady prof prof. president senator sen. rep.".split()
)

NEGATORS = frozenset("not n't n’t never no neither nor hardly scarcely barely without".split())
#: Predicates that turn their complement round ("fails to …", "it is unlikely that …").
REVERSERS = frozenset(
    """abandon against avoid ban block cease deny dismiss doubt exclude fail hesitate
    illusion impossible lack mistake mistaken naive object oppose preclude premature
    prevent refuse refute reject resist stop unable unlikely unrealistic unwilling unwise
    wrong""".split()
)
CONDITIONS = frozenset({"if", "unless", "provided", "whether", "should"})
#: Words that show a judgement, an obligation or a forecast rather than a bare fact.
MODALS = frozenset("should must will would wo ca can could may might shall need ought".split())
EVALUATION = frozenset(
    """advantage appropriate bad benefit best better certain clear cost critical crucial
    dangerous desirable difficult doubtful effective essential evident expect fail failure
    fair false futile good hard harmful hope illusion imperative important impossible
    inevitable interest key likely mistake naive necessary need obvious pointless possible
    premature price prospect realistic reckless reward right risk sensible serious
    significant strong success unacceptable unfair unlikely unnecessary unrealistic unwise
    urgent useful useless vital weak wise worse worst worth wrong""".split()
)
