"""Words that tell pictures, offices, organisations and names, in every reader's rules.

General words only: no topic's, and no publisher's but the agencies that sell pictures.
"""

from __future__ import annotations

import re

# Who takes and sells pictures; a line that ends in one of these is a picture's, not the article's.
_AGENCY = (
    r"(?:getty(?: images)?|AFP|AP(?: photo(?:/\w+)?| images)?|reuters"
    r"|EPA(?:-EFE)?|EFE|dpa|ANSA|AAP|PA(?: wire| images| media)?"
    r"|shutterstock|i-?stock(?:photo)?|alamy(?: stock photo| live news)?"
    r"|bloomberg|xinhua|TASS|sputnik|kyodo|yonhap|anadolu(?: agency)?"
    r"|AA|picture[ -]?alliance|imago(?:[ -]images)?|flickr|wikimedia(?: commons)?"
    r"|wikipedia|commons|unsplash|pexels|pixabay"
    r"|keystone|ullstein bild|corbis|zuma(?: press)?|SIPA(?: press| usa)?"
    r"|abaca(?:press)?|nurphoto|magnum(?: photos)?|rex(?: features)?"
    r"|depositphotos|adobe ?stock|fotolia|creative commons|CC[ -]BY[\w. -]*|stock photo)"
)
# Words that are a credit only behind a slash: "A. Roe/Pool".
_SOURCE = r"(?:handout|pool|file(?: photo)?|archive|archiv|public domain)"
_PERSONISH = r"(?:[^\W\d_]\.\s?)*[^\W\d_][\w.’'-]*(?:\s+(?:[^\W\d_]\.|[^\W\d_][\w.’'-]*)){0,4}"
CREDIT_END = re.compile(
    rf"(?:^|[\s(/©|.,:–—-])(?:(?:{_PERSONISH}\s?/\s?|(?:via"
    rf"|by|von)\s)?{_AGENCY}(?:\s*[/,|&]\s*[^\W\d_][\w.’' -]{{1,40}}"
    rf"|\s(?:via\s)?{_AGENCY}){{0,4}}|{_PERSONISH}\s?/\s?{_SOURCE})\s*[)\]]?$",
    re.IGNORECASE,
)
# One of these stands in all that it matches.
CREDIT_WORDS = frozenset(
    """
    getty afp ap reuters epa efe dpa ansa aap pa shutterstock istock istockphoto stock stockphoto
    alamy bloomberg xinhua tass sputnik kyodo yonhap anadolu aa picture picturealliance imago
    flickr wikimedia wikipedia commons unsplash pexels pixabay keystone ullstein corbis zuma sipa
    abaca abacapress nurphoto magnum rex depositphotos adobe adobestock fotolia creative cc
    handout pool file archive archiv public
    """.split()
)
# What opens the caption of a picture that one of these sells, and nothing else but news of it.
CREDIT_OPENS = re.compile(
    r"(?:(?:AFP|AP|EPA|Reuters|Bloomberg)\s?/\s?)?"
    r"(?:getty images|shutterstock|alamy|i-?stock(?:photo)?|AP photo|AP images)"
    r"(?:\s?/\s?\w+)?(?:\s[–—|-])?\s(?-i:(?=[A-Z]))",
    re.IGNORECASE,
)
CREDIT_LABEL = re.compile(
    r"(?:^|[\s(.])(?:photo(?:graph(?:er|y)?|s| credit| courtesy)?|pictures?"
    r"|image(?: credit| source| copyright)?s?|credits?"
    r"|foto(?:s|graf)?|bild(?:er|quelle|nachweis)?|quelle|crédits?(?: photo)?"
    r"|illustration|graphic|grafik|imagen|crédito|video|cartoon|chart"
    r"|source)"
    r"(?:\s+by\s|\s*(?::\s|©|\(c\)|/\s?[A-Z]))\s*[^.]{2,90}[.)\]]*$|\((?:photo"
    r"|picture|image|foto|bild|photograph|AP)\b[^()]{0,90}\)\.?$|©\s?[^.]{2,60}$",
    re.IGNORECASE,
)
# One of these, or "©", stands in all that it matches.
CREDIT_LABEL_WORDS = frozenset(
    """
    ap photo photograph photographer photography photos picture pictures image images credit credits
    foto fotos fotograf bild bilder bildquelle bildnachweis quelle crédit crédits illustration
    graphic grafik imagen crédito video cartoon chart source
    """.split()
)
CAPTION_LABEL = re.compile(
    r"(?:image|photo|picture|video|media|figure|fig\.|chart|map|graphic"
    r"|table|bildunterschrift|légende|pie de foto|file photo|archive photo"
    r"|in this (?:\w+\W+){0,4}(?:file |handout )?(?:photo|picture|image)"
    r"|a (?:file|handout) (?:photo|picture))\b\s*(?:caption|taken|\d+)?\s*[:.,]?.*",
    re.IGNORECASE,
)
# Words that point into a picture, in small letters.
CAPTION_CUE = re.compile(
    r"\((?:l|r|c|(?:(?:far|top|bottom|second|third)[- ](?:from )?)?(?:left"
    r"|right|centre|center)|li\.|re\.|links|rechts|à gauche|à droite|izq\."
    r"|der\.|top|bottom|pictured(?: \w+)?|file|above|below)\)"
    r"|\b(?:pictured|file photo|symbol photo|symbolbild|archivbild|from left"
    r"|left to right|stock image|screenshot)\b"
    r"|,\s(?:left|right|centre|center|pictured|seen here|links|rechts),?\s"
)

# One of these stands in all that it matches.
CAPTION_CUE_WORDS = frozenset(
    """
    l r c left right centre center li re links rechts gauche droite izq der top bottom pictured
    file above below symbol symbolbild archivbild stock screenshot seen
    """.split()
)

# What people do in pictures, told in the present tense.
CAPTION_VERB = re.compile(
    r"\b(?:shakes?|arrives?|attends?|speaks?|poses?|walks?|stands?|waits?|looks?|holds?|leaves?"
    r"|greets?|gestures?|listens?|addresses|sits?|waves?|meets?|rides?|carry|carries|watch(?:es)?"
    r"|queue|line up|gather|seen|during an?)\b"
)

# What people who sign articles are; and what the places where they are are called.
ROLE = re.compile(
    r"\b(?:(?:vice|deputy|assistant|associate|co|ex|former|senior|junior"
    r"|chief|managing|executive|acting|visiting|adjunct|research|non-?resident)[ -])*"
    r"(?:lecturers?|professors?|fellows?|researchers?|directors?|heads?"
    r"|chair(?:man|woman|person)?|president|editors?|columnists?|correspondents?"
    r"|reporters?"
    r"|journalists?|analysts?|economists?|authors?|advis[eo]rs?|counsel(?:lor)?"
    r"|ministers?|ambassadors?|diplomats?|scholars?|students?|candidate"
    r"|experts?|specialists?"
    r"|consultants?|co-?founders?|founders?|writers?|contributors?|historians?"
    r"|scientists?|senators?|congress(?:man|woman)|lawyers?|barristers?"
    r"|activists?|commissioners?|secretary"
    r"|coordinators?|managers?|officers?|associates?|intern|blogger|novelist"
    r"|chief executives?|ceo|spokes(?:man|woman|person)"
    r"|philosophers?|sociologists?|bureau chief|commentators?|dean|rector"
    r"|principal|partner|leader|member|governor|mayor|chancellor|teacher"
    r"|staff"
    r"|(?:wissenschaftliche[rn]? )?mitarbeiter(?:in)?|redakteur(?:in)?"
    r"|korrespondent(?:in)?|professorin|direktor(?:in)?|chercheu(?:r|se)"
    r"|professeure?|directeur|directrice|journaliste|profesora?|directora?"
    r"|investigadora?|periodista)\b",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"\b(?:university|universit[äàéy]t?e?|universidad|college|school|institute?"
    r"|institut|instituto|council|cent(?:re|er)|foundation|stiftung|fondation"
    r"|fundación|academy|association"
    r"|ministry|department|society|endowment|fund|bank|agency|committee"
    r"|commission|union|party|think[ -]tank|programme|program|project"
    r"|network|initiative|group|forum|house|board|team|desk|staff|office"
    r"|press|newspaper|times|post|journal|review|magazine|news|newsroom"
    r"|media|wire|editorial|editors|redaktion|rédaction|redacción|reuters"
    r"|authority|federation|alliance|parliament|government|corporation"
    r"|company|inc|ltd|llc|gmbh|ngo|trust|laboratory|observatory|secretariat"
    r"|treasury|bureau|club|service|radio|television|tv)\b",
    re.IGNORECASE,
)

# What newspapers, magazines and agencies call themselves.
PERIODICAL = re.compile(
    r"\b(?:gazette|herald|tribune|chronicle|daily|weekly|monthly|times|post|journal|review|magazine|news"
    r"|wire|courier|observer|telegraph|examiner|standard|mail|bulletin|quarterly|monitor|globe"
    r"|star|sun|ledger|record|register|voice|dispatch|argus|advertiser|zeitung|tageblatt|kurier|anzeiger|rundschau|monde|figaro|diario|periódico)\b",
    re.IGNORECASE,
)

# An organisation and nothing else: fit to head a page as its publisher.
STRONG_ORGANISATION = re.compile(
    r"\b(?:university|universit[äàéy]t?e?|universidad|institute|institut"
    r"|instituto|council|cent(?:re|er)|foundation|stiftung|fondation|fundación"
    r"|academy|association|ministry|department"
    r"|endowment|agency|committee|commission|alliance|federation|parliament"
    r"|secretariat|observatory|programme|initiative|central bank|society)\b",
    re.IGNORECASE,
)
PRESS_RELEASE = re.compile(
    r"(?:press|media|news) (?:release|statement|notice)|pressemitteilung"
    r"|communiqué(?: de presse)?|(?:comunicado|nota) de prensa|for immediate release",
    re.IGNORECASE,
)

# Capitalised words that open or make up headings, menus and places, and are no one's name.
NOT_A_NAME = frozenset(
    """
    the a an this that these those our your my his her its their we you he she they it what why
    how when where who which is are was will can could should would may might must do does did
    not no yes and or but for from in on at by with without about after before over under
    between against into out up down off to of as news world politics business opinion analysis
    commentary comment sport sports culture economy europe asia africa america americas
    international national local home science technology tech health environment climate
    education travel life style lifestyle arts books film music video audio podcast podcasts
    photo photos gallery live latest breaking top most popular read more all new special report
    reports feature features interview editorial editorials letters column columns blog blogs
    current edition issue archive search menu navigation content skip main page site map contact
    us privacy policy terms conditions cookie cookies subscribe share print email comments reply
    leave related previous next article articles post posts story stories topics tags category
    categories press release releases statement foreign affairs security defence defense trade
    sanctions war peace policy research publications events people staff team board middle east
    north south west central united states kingdom nations european union russia china india
    germany france britain england scotland wales ireland spain italy poland ukraine turkey
    japan korea iran iraq syria israel canada mexico brazil australia new york london paris
    berlin moscow brussels washington dc d.c los angeles san francisco hong kong delhi kuala
    lumpur buenos aires tel aviv addis ababa cape town abu dhabi city hague summit conference
    meeting agreement treaty future relations crisis updated published posted last modified date
    time today yesterday written words minutes min introduction background conclusion
    conclusions summary overview recommendations key findings points notes references
    bibliography acknowledgements appendix annex part chapter section der die das ein eine und
    oder nicht le les une des du et el los las una por para inhalt suche weitere inhalte
    startseite
    """.split()
)
