"""Word classes that attribution and stance rest on: closed lists of general English.

Reporting verbs follow the usual classes of reporting grammar (Quirk et al. 1985, 16.31): of
speech, of attitude towards an object, and of belief or will.
"""

from __future__ import annotations

SPEECH = frozenset(
    """acknowledge add admit advise affirm allege announce answer argue ask assert assure caution
    claim comment complain concede conclude confess confirm contend continue counter cry declare
    deny dispute emphasise emphasize estimate explain forecast insist joke lament maintain
    mention mutter note object observe plead pledge point predict proclaim promise propose
    protest quip reaffirm reassure recall recommend reiterate remark remind repeat reply
    report respond reveal say shout snap state stress suggest swear tell testify threaten
    tout tweet underline underscore urge vow warn whisper write""".split()
)
ATTITUDE = frozenset(
    """accuse applaud back blame commend condemn criticise criticize decry defend demand
    denounce deny deplore describe disagree dismiss dispute endorse favor favour oppose
    praise protest question rebuff rebuke refute reject resent ridicule slam support urge
    voice welcome""".split()
)
#: Verbs of open dispute.
DISPUTE = frozenset(
    """accuse attack blame blast challenge complain condemn contradict counter criticise criticize
    decry denounce deny deride disagree dismiss dispute doubt fault fight mock object oppose protest
    question rebuff rebuke rebut refuse refute reject resist ridicule scold slam warn
    worry""".split()
)
#: Verbs of endorsement and of demand.
ENDORSEMENT = frozenset(
    """advocate agree applaud approve back call champion commend defend demand embrace endorse favor
    favour hail insist justify pledge praise promise promote push recommend support urge vow want
    welcome""".split()
)
BELIEF = frozenset(
    """agree assume believe consider doubt expect fear feel hold hope imagine intend prefer
    regard suspect think want wish wonder worry""".split()
)
REPORTING = SPEECH | ATTITUDE | BELIEF
#: Verbs of belief with an object ("wants a ban"), and those that give a thing a name.
OBJECTIVE = frozenset("want prefer expect fear doubt regard".split())
NAMING = frozenset("call label brand dub".split())
#: Verbs with which a sentence gives somebody's words or view.
CUES = REPORTING | NAMING
#: What somebody is who is of a view ("is convinced that …").
CONVICTION = frozenset("adamant afraid certain confident convinced hopeful sure".split())
#: Verbs whose passive gives a view without its source ("it is said that …").
HEARSAY = frozenset(
    "allege argue assert believe claim fear report rumour say suspect tell think".split()
)

#: Auxiliaries that turn a report into the writer's own forecast or conjecture ("X will say").
UNREAL = frozenset({"will", "would", "may", "might", "could", "should", "shall", "must", "can"})

#: Heads of noun phrases that can speak, beside names of persons and organisations.
SPEAKERS = frozenset(
    """academic activist administration adviser advisor advocate agency aide alliance ally
    ambassador analyst army assembly association attorney author authority bank board body
    bureau business cabinet campaign campaigner candidate captain chairman chairwoman
    chamber chancellor charity chief church citizen city coalition column columnist
    commander commentator commission commissioner committee community company congress
    congressman congresswoman consumer cooperative council councillor counterpart country
    court critic delegate delegation democrat department deputy diplomat director doctor
    driver economist editor elite embassy engineer envoy establishment executive expert
    farmer federation firm fisherman foundation fund government governor group head
    historian hospital house industry insider institute institution investor journalist
    judge kremlin landlord lawmaker lawyer leader leadership lecturer legislator manager
    mayor member minister ministry mother movement nation negotiator neighbour newspaper
    nurse observer office officer official operator opponent opposition organisation
    organization owner panel paper parent parliament party people physician player
    policymaker politician pollster premier president press prime producer professor
    prosecutor rebel regime regulator relative report reporter representative republican
    researcher resident scholar school scientist secretary senate senator service shipper
    side skipper society source speaker spokesman spokesperson spokeswoman staff staffer
    state strategist student study supporter survey teacher team tenant town trader
    tribunal trust trustee union university veteran villager voice voter watchdog witness
    worker writer""".split()
)
#: Other nouns for people: who they are is not told by a role, and yet they hold views.
PERSONS = frozenset(
    """ancestor artist aunt bishop boss boy brother celebrity chap child clergy client clerk cleric
    clinic colleague comrade cook couple cousin critic crowd cynic daughter descendant dissident
    elder electorate enemy enthusiast environmentalist everyman expert family father fellow folk
    friend gang generation girl grandfather grandmother guard guest guide heir hero host husband
    individual intellectual kid lad layman lobby majority male mechanic midwife migrant minority
    monk mother mum neighbor nun passer-by pastor patient peasant peer pensioner pilot pioneer poet
    priest public pupil purist rabbi reader realist refugee rival saint sceptic scientist skeptic
    sister soldier son spouse thief tourist tribe uncle user victim visitor wife youth""".split()
)
#: Those of them who are told only by whose they are ("a colleague of the minister").
RELATIVES = frozenset(
    """aunt boss brother client colleague comrade cousin daughter father fellow friend grandfather
    grandmother husband mother mum neighbor partner peer relative rival sister son spouse uncle
    wife""".split()
)
#: Those of them that are bodies and not people.
BODIES = frozenset(
    """administration agency alliance army assembly association authority bank board body
    bureau business cabinet campaign chamber charity church city coalition commission
    committee community company congress cooperative council country court delegation
    department elite embassy establishment federation firm foundation fund government
    group hospital house industry institute institution kremlin leadership ministry
    movement nation newspaper office operator opposition organisation organization panel
    paper parliament party people press regime regulator report school senate service side
    society staff state study survey team town tribunal trust union university watchdog""".split()
)
#: Nouns that stand as a person's role beside the name.
ROLE_NOUNS = SPEAKERS | frozenset(
    "fellow founder partner general colonel king queen prince pope chair mp".split()
)
#: Given names that tell "he" from "she", the commonest of them; one that is both is in neither.
FEMALE = frozenset(
    """abigail aisha alice alison amanda amy ana angela anita ann anna anne annette ashley audrey
    barbara beatrice beth betty brenda bridget carla carmen caroline catherine charlotte cheryl
    christina christine cindy claire clara cynthia debbie deborah debra denise diana diane donna
    doris dorothy edith elaine eleanor elena elisabeth elizabeth ellen emily emma erica erin esther
    eva evelyn fatima fiona frances gina gloria grace gretchen hannah heather helen helena hillary
    holly ingrid irene isabel jacqueline jane janet janice jennifer jenny jessica jill joan joanna
    joyce judith judy julia karen kate katherine kathleen kathryn kathy katie kirsten kristen laura
    lauren leila linda lisa loretta lori louise lucy lydia margaret maria marie marilyn martha mary
    maya megan melanie melissa michelle miriam monica nadia nancy natalia nicola nicole nina nora
    olga olivia pam pamela patricia paula peggy penny phyllis priya rachel rebecca renee rhonda
    rita roberta rosa rose ruth sally samantha sandra sara sarah sharon sheila shirley sofia sonia
    sophia sophie stephanie susan suzanne svetlana sylvia tamara tara teresa theresa tina ursula
    valerie vanessa vera veronica vicki victoria wendy yvonne zoe""".split()
)
MALE = frozenset(
    """aaron abdul adam adrian ahmed alan albert alexander andrew andy anthony antonio arthur barack
    barry ben benjamin bernard bernie bill bob bobby boris brad brandon brendan brian bruce bryan
    carl carlos chad charles charlie christopher colin dan daniel danny darren dave david dennis
    derek dmitry dominic donald doug douglas duncan ed eddie edward edwin emmanuel eric erik ernest
    ethan eugene evan fernando francisco frank fred frederick gabriel gary gavin geoffrey george
    gerald gerard gordon graham greg gregory hans harold harry harvey hassan henry herbert howard
    hugh ian igor isaac ivan jack jacob jake james jason jeb jeff jeffrey jeremy jerome jerry jim
    jimmy joe joel johan john johnny jon jonathan jorge jose joseph josh joshua josé juan justin
    karl keith ken kenneth kevin klaus kurt kyle larry lawrence leonard lucas luis luke malcolm
    manuel marc marco marcus mario mark martin matt matthew maurice michael miguel mike mikhail
    mitch mohamed mohammed muhammad nathan neil nicholas nick nigel norman oliver omar oscar
    patrick paul pedro peter phil philip pierre rahul rajesh ralph randy raymond richard rick
    robert roger roland ron ronald rupert samuel sean sergei seth simon stephen steve steven stuart
    ted theodore thomas tim timothy todd tom tony travis trevor vince vincent vladimir walter
    william yusuf zachary""".split()
)
#: Quantifiers that stand for people nobody names.
UNNAMED = frozenset("many some others most several both all".split())
#: Subjects of whom all or none is said: a claim of the writer's own, as is what "we" think.
GENERIC = frozenset(
    """i we you one nobody no-one none everyone everybody anyone anybody few who whoever what which
    whatever""".split()
)
#: Verbs that facts, too, are the subject of ("the figures suggest …"), and nouns for such.
EVIDENTIAL = frozenset(
    """confirm contradict emphasise emphasize explain mean point predict recall reflect
    remind report respond reveal show stress suggest tell underline underscore""".split()
)
INANIMATE = frozenset(
    """accident account act agreement analysis answer antecedent argument article assumption
    barometer behavior behaviour bill border boundary camera career case center centre chapter
    character chart charter clause code color colour common component computer constitution
    content contract convention corner count cover current danger data deal decision deterrent
    dinner directive disaster disorder document draft email endeavour error estimate event
    evidence example experience explanation extent fact factor figure filter finding folder
    forecast graph history horror hunger idea incident increase index indicator labor labour law
    ledger lesson letter line list logic map market matter measure memory meter mirror model
    monitor motor newsletter number offer order outcome pact paper parameter patent pattern plan
    pointer policy poll poster power precedent principle printer problem program programme
    projection proposal provision quarter radar reality reason record register regulation
    research restaurant result review river rule rumor rumour sample satellite section sector
    sensor server sign statement statistic statute story summer table tender terror text theory
    thermometer tower transfer treaty trend tumor tumour variant vector video water weather
    winter wording year""".split()
)
PRONOUNS = frozenset({"he", "she", "they", "who"})
TITLES = frozenset(
    """baroness capt. cardinal chancellor col. congressman congresswoman dr dr. gen. general gov.
    governor judge justice lady lord lt. maj. mr mr. mrs mrs. ms ms. pope president prof prof.
    rep. representative rev. sen. senator sgt. sir""".split()
)

NEGATORS = frozenset("not n't n’t never no neither nor hardly scarcely barely without".split())
#: Predicates that turn their complement round ("fails to …", "it is unlikely that …").
REVERSERS = frozenset(
    """abandon against avoid ban block cease deny dismiss doubt exclude fail hesitate
    illusion impossible lack mistake mistaken naive object oppose preclude premature
    prevent refuse refute reject resist stop unable unlikely unrealistic unwilling unwise
    wrong""".split()
)
#: Verbs that deny what they are about ("questioned the idea that …"); nouns of the form do not.
DENIALS = frozenset("contradict dispute question rebut".split())
#: Nouns whose clause says what they hold ("the idea that …", "a call to …").
NOTIONS = frozenset(
    """accusation allegation argument assertion assumption belief call charge claim conclusion
    contention demand idea notion plan proposal suggestion theory view""".split()
)
#: Auxiliaries that demand what they govern, and predicates that speak well of their subject.
DUTY = frozenset({"should", "must", "ought"})
UPHOLDING = frozenset(
    """beneficial benefit best better continue crucial deserve effective essential feasible good
    help important improve justified necessary need overdue possible protect realistic reasonable
    remain right save sensible stay strengthen succeed vital welcome wise work worthwhile""".split()
)
#: Determiners that a cue may hang on ("every child", "only the poor").
QUANTIFIERS = frozenset("all both each enough every few fewer less more most only too".split())
#: Judgements of what will come or can be, which do not say what should.
FORECASTS = frozenset(
    """anticipate certain clear doubtful evident expect feasible impossible inevitable likely
    obvious possible premature prospect realistic unlikely unrealistic""".split()
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
