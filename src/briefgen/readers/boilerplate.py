"""What is not the text of an article: named patterns, each with the reason that is reported.

Only general wording stands here, never a site's or a topic's. A pattern is matched against one
block (a line or paragraph, white space collapsed) and holds only up to `words` words, so that a
sentence of the article that happens to begin alike is not lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A block of at most `words` words that matches `pattern` is dropped for `reason`.

    `edge`: only before the first or after the last paragraph, or beside something dropped.
    """

    reason: str
    pattern: re.Pattern[str]
    words: int = 12
    edge: bool = False


def _rule(reason: str, pattern: str, words: int = 12, *, edge: bool = False) -> Rule:
    return Rule(reason, re.compile(pattern, re.IGNORECASE), words, edge)


# A whole block that is a label of navigation. English, German, French, Spanish.
_MENU = r"""(?:
  (?:skip|jump|go|back|zum|zur|zurück|aller|ir|saltar)\ (?:to|au|à|al|a|zum|zur|inhalt|hauptinhalt|top|haut|navigation|start)\b.*
  |(?:main|site|primary|top|global|secondary)?\ ?(?:menu|navigation|nav)|menü|inhalt|hauptmenü|hauptnavigation
  |metanavigation|weitere\ inhalte|suche|startseite|accueil|inicio|recherche(?:r)?|buscar|menú|sommaire|rubriques
  |(?:advanced\ )?search(?:\ \w+){0,2}|home(?:\ ?page)?|toggle\ \w+|open\ menu|close(?:\ menu)?|expand|collapse
  |(?:log|sign)[\ -]?(?:in|out|up)(?:\ /\ (?:register|sign\ up))?|register|my\ account|anmelden|abmelden|registrieren
  |(?:se\ )?connecter|connexion|mon\ compte|iniciar\ sesión|registrarse|mein\ konto
  |subscribe(?:\ now)?|subscriptions?|abonnieren|abonnement|s[’']abonner|suscr[ií]bete|suscribirse|donate(?:\ now)?|spenden
  |about(?:\ us)?|contact(?:\ us)?|über\ uns|kontakt|impressum|datenschutz|agb|à\ propos|mentions\ légales|contacto
  |privacy(?:\ policy)?|terms(?:\ (?:of\ (?:use|service)|and\ conditions|&\ conditions))?|accessibility|sitemap|site\ map
  |aviso\ legal|política\ de\ privacidad|politique\ de\ confidentialité|faqs?|help|feedback|rss(?:\ feed)?|newsletters?
  |choose\ (?:from\ )?(?:\d+\ )?languages?|select\ (?:a\ )?language|languages?|sprachen?|(?:current|print|digital|us|uk|international)\ (?:issue|edition)
  |(?:previous|next|prev|older|newer)(?:\ (?:article|post|story|page|entry))?(?:\ ?(?:[|/«»→←-]\ ?)?(?:previous|next|newer|older)(?:\ (?:article|post|story|page|entry))?)*
  |(?:vorheriger|nächster|voriger)\ (?:artikel|beitrag)|(?:article\ )?(?:précédent|suivant)|(?:artículo\ )?(?:anterior|siguiente)
  |print(?:\ (?:this|page|article|version))*|drucken|imprimer|imprimir|pdf|download(?:\ (?:pdf|as\ pdf))?|listen(?:\ to\ (?:this\ )?article)?
  |read\ (?:time|in\ app)|load(?:ing)?(?:\ more)?(?:\.\.\.|…)?|(?:show|see|view)\ (?:more|less|all)(?:\ \w+)?|more|back|top|save|bookmark
  |(?:latest|breaking|top|all)\ (?:news|stories|articles)|you\ are\ here:?.*|breadcrumbs?|home\ ?[>»›/].*|[^.]*\s[>»›]\s[^.]*\s[>»›]\s[^.]*
  |all\ topics|sections?|topics\ a-z|more\ languages|deutsch|english|français|español|русский|live(?:\ tv)?|advertise(?:\ with\ us)?|jobs|careers|shop
)[\s:.…>»|]*"""

_SHARE_PLACES = (
    r"(?:facebook|twitter|x|linked-?in|whats-?app|reddit|pinterest|e-?mail|telegram|google\+?|tumblr"
    r"|messenger|pocket|xing|vk|flipboard|threads|bluesky|mastodon|print|copy link|link|share|more|rss|instagram|youtube|sms)"
)

RULES: tuple[Rule, ...] = (
    Rule("menu", re.compile(_MENU, re.IGNORECASE | re.VERBOSE), 12),
    _rule("share line", rf"(?:(?:share|tweet|teilen|partager|compartir|pin it|like)\b\W*)?(?:{_SHARE_PLACES}\W+)*{_SHARE_PLACES}\W*", 14),
    _rule("share line", r"(?:share|send|tweet|e-?mail|post|teilen|partage[rz]|compart(?:e|ir))\b(?: (?:this|on|via|with|by|to|auf|über|sur|en|cet|el|la|diesen?|article|story|post|page|artikel|artículo|friend|a|the))+\b.{0,60}", 9),
    _rule("share line", r"(?:share|shares|tweet|tweets|teilen|partager|compartir|likes?)[\s:]*\d*[\s:.]*", 3),
    _rule("share line", r"\d[\d.,]*k?\s+(?:shares?|likes?|views?|retweets?|claps?|reads?|comments?|kommentare|commentaires|comentarios)\b\W*", 6),
    _rule("share line", r"(?:follow|like|find|join) (?:us|me|him|her|them|@?[\w. ]{2,30})\s(?:on|at)\s.{2,80}", 16),
    _rule("share line", r"(?:(?:folgen sie|suivez|síg[ua]enos).{2,60})", 12),
    _rule("advertisement", r"(?:-\s*)?(?:advertisements?|advertising|anzeige|werbung|publicité|publicidad|sponsored(?: content)?|promoted(?: content)?|article continues (?:below|after).*|story continues (?:below|after).*|(?:continue|keep) reading (?:below|the main story)?.*|scroll (?:down )?(?:to|for) .*)(?:\s*-)?\W*", 10),
    _rule("video link", r"(?:watch|play|see)(?: the| this| now| live)*:?\s*(?:video|clip|film)?s?\W*(?:\d{1,2}:\d\d(?::\d\d)?)?\W*", 6),
    _rule("video link", r"(?:watch (?:video|now|live)|video|audio|podcast|listen|play)\b.{0,60}?\(?\d{1,2}:\d\d(?::\d\d)?\)?(?: min(?:\.|utes)?)?\W*", 12),
    _rule("video link", r"(?:video|media) (?:caption|player|unavailable|not supported).*|media playback is .*|your browser does not support .*", 25),
    _rule("video link", r"(?:watch(?: (?:more|now|the video|this))?|video|in pictures|gallery|listen):\s+.{3,120}", 18),
    _rule("read more", r"(?:read|see|learn|find out|click|view|discover)\s+(?:more|also|next|here|on|the full \w+|full \w+)\b\s*(?:[:|>»→…-].*|here.*|about .{2,80}|at .{2,80}|)\W*", 25),
    _rule("read more", r"(?:related|also read|read also|also on \w+|more on this(?: story)?|more from|don[’']t miss|must[ -]read|recommended|editor[’']s picks?|in case you missed it|mehr (?:zum thema|dazu)|lesen sie (?:auch|mehr)|siehe auch|lire aussi|à lire aussi|lee también|leer más|weiterlesen|voir aussi|más información)\s*(?:[:|>»→-].*)", 30),
    _rule("read more", r"(?:this (?:article|story) (?:is|was|has been) (?:also )?(?:available|translated|cross-?posted)|(?:download|read|view) (?:the )?(?:full )?(?:report|paper|brief|publication|pdf|transcript)).{0,160}", 25),
    _rule("subscription plea", r"(?:please\s+)?(?:subscribe|sign up|sign-up|register now|join (?:our|the|\d[\d,.]*)|get (?:our|the (?:latest|best|morning|daily|weekly)|unlimited|full access|the newsletter|more .{0,30}(?:inbox|e-?mail))|receive (?:our|the)|support (?:our|us\b|independent|quality|the \w+ by)|become an? (?:\w+ )?(?:member|subscriber|supporter|patron)|donate (?:to|today|now)|make a (?:donation|contribution)|start your (?:free )?trial|try (?:it|us) free|already (?:a )?(?:subscriber|member|have an account)|don[’']t miss (?:a|an|our|out)|never miss|stay (?:informed|up to date|in the know|connected)|enter your e-?mail|sie möchten|jetzt (?:abonnieren|anmelden|registrieren|testen|spenden)|abonnieren sie|melden sie sich|newsletter|abonnez-vous|inscrivez-vous|recevez|recib[ae]|suscríb[ae](?:se|te))\b.{0,400}", 60),
    _rule("subscription plea", r"(?:if you (?:like|liked|enjoy|enjoyed|found|value|appreciate)(?:d)? (?:this|what|our|reading|the)\b|since you[’']re here|as you[’']re (?:here|reading)|before you go|thank(?:s| you) for (?:reading|subscribing|signing|visiting)|we (?:hope you enjoyed|need your (?:support|help)|rely on)|you have \d+ (?:free )?articles|you[’']ve (?:reached|read) .{0,30}(?:articles?|limit)|this (?:article|story|content) is (?:for|available (?:only )?to|only for|reserved for) .{0,30}(?:subscribers|members)|unlock (?:this|the|full)|to (?:continue|keep) reading)\b.{0,400}", 70),
    _rule("subscription plea", r"(?:(?:do you |would you like to )?want (?:to (?:know|read|learn|hear|stay|get|receive|see)|more)|like what you(?:[’']re reading|[’']ve read)?|enjoy(?:ing|ed) (?:this|what|our)|interested in)\b[^?!.]*[?!]", 18, edge=True),
    _rule("cookie notice", r"(?:(?:we|this (?:web)?site|our (?:web)?sites?|diese (?:web)?seite|wir|ce site|nous|este sitio|utilizamos)\b.{0,80}\bcookies?\b.*|(?:by (?:continuing|using|clicking|browsing|closing)|wenn sie .{0,40}nutzen)\b.{0,120}(?:cookies?|privacy|terms|agree|consent).*|(?:accept|allow|reject|manage|cookie)s?\b (?:all )?(?:cookies?|settings|preferences|policy|notice|consent).{0,80}|(?:we|our partners).{0,60}(?:value|respect|care about) your privacy.*|alle akzeptieren|accept all|reject all|tout accepter|aceptar todo)", 90),
    _rule("copyright line", r"(?:\W*(?:©|\(c\)|copyright\b|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|some rights reserved)).{0,240}", 45),
    _rule("copyright line", r".{0,160}\b(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|creative commons|cc[ -]by(?:[ -]\w\w)*)\b.{0,100}", 45),
    _rule("copyright line", r"(?:this (?:material|content|article|work) (?:may not be|is licen[cs]ed|is published under)|(?:re)?published with permission|reprinted with permission|reproduction (?:is )?(?:prohibited|without)|powered by \w+|designed by|website by).{0,200}", 50),
    _rule("disclaimer", r"(?:(?:disclaimer|editor[’']?s note|note from the editors?|correction|clarification)\s*[:—–-]\s.{10,}|the (?:views|opinions) (?:expressed|stated|presented)\b.{10,}|(?:the )?(?:views|opinions) expressed (?:in|by|here)\b.{10,}|.{0,100}\b(?:views|opinions) (?:expressed|stated)\b.{0,120}\b(?:author|their own|his own|her own|do not necessarily|alone)\b.*)", 90),
    _rule("contact", r"(?:e-?mail|mail|tel(?:ephone|efon|\.)?|phone|fax|mobile|t|f|e|address|adresse|anschrift|dirección|postal address|website|web|homepage|twitter|skype|courriel|correo)\s*[.:]+\s*\S.{0,140}", 24),
    _rule("contact", r"(?:orcid|scopus|researcher\s?id|spin(?:-code)?|web of science|google scholar|isni|doi|issn|isbn|udc|jel)\b\W*(?:id|author\s?id|code|classification|profile)?\W*(?:https?:\S+|[\d.:/Xx-]+\S*|[A-Z]\d[\d,\s A-Z]*)\W*", 10),
    _rule("contact", r"(?:\W*(?:\[email\W+protected\]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w{2,30}|https?://\S+|www\.\S+)\W*)+", 8),
    _rule("contact", r"\+?\(?\d[\d\s()/.-]{7,20}\d", 6),
    _rule("contact", r"(?:for (?:further|more|additional) (?:information|details|enquiries|inquiries)|(?:press|media) (?:contacts?|enquiries|inquiries|office|queries)|for (?:press|media|interview)\b.{0,30}(?:enquiries|inquiries|requests|queries)|contacts? (?:us|the (?:author|press office|newsroom))|kontakt|pressekontakt|contact (?:presse|médias)|rückfragen|write to (?:us|the (?:author|editor)))\b.{0,300}", 50),
    _rule("form", r"(?:your e-?mail address will not be published|required fields are marked|notify me (?:of|when)|save my name|(?:name|e-?mail|website|comment|message|subject)\s*\*|e-?mail address\W*|(?:post|submit|add|send)(?: a| your)? (?:comment|reply)|submit|send|reply|cancel reply|(?:you must|please) (?:be )?(?:log(?:ged)? ?in|sign(?:ed)? in|register).*|ihre e-mail-adresse wird nicht.*|votre adresse .{0,20}ne sera pas publiée.*|tu dirección de correo.*|i[’']m not a robot|captcha).{0,200}", 40),
    _rule("tags", r"(?:tags?|tagged(?: (?:with|as|in))?|topics?|themen|schlagw(?:ort|orte|örter)|stichworte|mots[- ]clés|etiquetas|palabras clave|keywords?|key words|categor(?:y|ies)|kategorien?|catégories?|categorías?|filed (?:under|in)|posted in|labels?|regions?|countries|programmes?|issues?|explore|more on|see more on|listed under|abgelegt unter|publié dans)\s*[:|]\s*.{0,400}", 60),
    _rule("tags", r"(?:#[\w-]+\W*)+", 20),
    _rule("byline", r"\(?(?:(?:additional )?reporting|edited|editing|writing|written|compiled|translated|translation|photos?|graphics?|produced) by [^.]{3,120}\.?\)?", 30),
    _rule("reading time", r"(?:\W*(?:estimated |approx(?:\.|imate) )?(?:reading time|read time|time to read|lesezeit|temps de lecture|tiempo de lectura)\W*)?\d+\W*(?:min(?:ute)?s?|minuten|minutos)\.?\s*(?:read|lesezeit|de lecture|de lectura)?\W*", 8),
    _rule("date line", r"(?:\d+|an?|one|two|three|five|last)\s+(?:min(?:ute)?|hour|hr|day|week|month|year)s?\s+ago\W*|(?:vor \d+ \w+|il y a \d+ \w+|hace \d+ \w+|yesterday|today|just now)\W*", 5),
    _rule("error page", r"(?:please )?(?:enable|turn on|activate) (?:javascript|js|cookies)\b.*|(?:javascript|cookies) (?:is|are|must be|needs to be|has to be) (?:disabled|enabled|required|turned).*|you need to enable .*|(?:error )?40[34]\b.{0,60}|(?:page|seite|article|file) (?:not found|nicht gefunden|introuvable|no encontrada).*|access (?:denied|forbidden).*|checking your browser .*|(?:sorry|oops)[,!.].{0,40}(?:page|find|exist).*", 40),
)

# A block that begins what follows the article for good: everything from here on goes.
END = (
    ("form", re.compile(r"(?:leave (?:a|your) (?:reply|comment|response)|(?:post|write|add|submit|make) (?:a|your) (?:comment|reply)|join the (?:conversation|discussion)|schreiben? sie einen kommentar|(?:einen )?kommentar (?:schreiben|verfassen|hinterlassen)|(?:laisser|ajouter|écrire|poster) un commentaire|(?:deja|dejar|escribe|añadir) (?:una?|tu) (?:respuesta|comentario)|antwort hinterlassen)\b.{0,40}", re.IGNORECASE)),
    ("comments", re.compile(r"(?:\(?\d+\)?\s*)?(?:(?:reader |user |view |show |all |hide )*(?:comments?|responses?|replies|kommentare|leserkommentare|commentaires|comentarios)(?: \(?\d+\)?| on .{3,200}| closed| are closed\.?| section)?|comments are closed.*|what do you think\?|discussion \(\d+\)|\d+ (?:thoughts|replies|comments|responses) (?:on|to) .*)\W*", re.IGNORECASE)),
    ("notes to editors", re.compile(r"(?:#\s?#\s?#|\W*-\s?30\s?-\W*|-?\s*ends?\s*-?|\*\s*\*\s*\* ends|note(?:s)? (?:to|for) (?:the )?(?:editors?|journalists))\W*", re.IGNORECASE)),
)  # fmt: skip

# A heading over links to other pages; what is listed under it goes until full paragraphs resume.
LISTED = (
    ("tags", re.compile(r"(?:tags?|topics?|themen|schlagwörter|stichworte|mots[- ]clés|etiquetas|keywords?|categor(?:y|ies)|kategorien?|catégories?|categorías?|filed under|related topics|regions?|programs?|programmes?)\W*", re.IGNORECASE)),
    ("read more", re.compile(r"(?:(?:related|recommended|popular|similar|latest|recent|trending|featured|further|other|more)\s+(?:(?:content|articles?|stories|posts?|news|reading|links?|publications?|research|topics?|coverage|videos?|reports?|commentary|analysis|events?|insights?|pages|from .{2,50}|on (?:this|the) .{2,40}|in .{2,40}|like this|by .{2,40})\s?)+|(?:most|top) (?:read|viewed|popular|shared|commented|stories)|you (?:may|might) (?:also )?(?:like|be interested in|enjoy)|read (?:more|next|this next|also)|see also|more|related|trending(?: now)?|what to read next|up next|editor[’']?s[’']? picks?|don[’']t miss|from (?:around )?the web|around the web|mehr zum thema|meistgelesen|weitere (?:artikel|beiträge|themen)|(?:das könnte|auch) .{0,20}interessieren|verwandte (?:artikel|beiträge|themen)|siehe auch|à lire aussi|(?:sur le même|dans le même) (?:sujet|thème)|articles (?:liés|similaires|associés)|les plus lus|(?:artículos|noticias) relacionad[oa]s|lo más leído|te puede interesar|in this (?:series|section)|links?|external links)\W*", re.IGNORECASE)),
)  # fmt: skip

# Who takes and sells pictures; a line that ends in one of these is a picture's, not the article's.
_AGENCY = (
    r"(?:getty(?: images)?|AFP|AP(?: photo(?:/\w+)?| images)?|reuters|EPA(?:-EFE)?|EFE|dpa|ANSA|AAP|PA(?: wire| images| media)?"
    r"|shutterstock|i-?stock(?:photo)?|alamy(?: stock photo| live news)?|bloomberg|xinhua|TASS|sputnik|kyodo|yonhap|anadolu(?: agency)?"
    r"|AA|picture[ -]?alliance|imago(?:[ -]images)?|flickr|wikimedia(?: commons)?|wikipedia|commons|unsplash|pexels|pixabay"
    r"|keystone|ullstein bild|corbis|zuma(?: press)?|SIPA(?: press| usa)?|abaca(?:press)?|nurphoto|magnum(?: photos)?|rex(?: features)?"
    r"|depositphotos|adobe ?stock|fotolia|creative commons|CC[ -]BY[\w. -]*|public domain|handout|pool|file(?: photo)?|archive|stock photo)"
)
_PERSONISH = r"(?:[^\W\d_]\.\s?)*[^\W\d_][\w.’'-]*(?:\s+(?:[^\W\d_]\.|[^\W\d_][\w.’'-]*)){0,4}"
CREDIT_END = re.compile(
    rf"(?:^|[\s(/©|.,:–—-])(?:{_PERSONISH}\s?/\s?|(?:via|by|von)\s)?{_AGENCY}(?:\s*[/,|&]\s*[^\W\d_][\w.’' -]{{1,40}}|\s(?:via\s)?{_AGENCY}){{0,4}}\s*[)\]]?$",
    re.IGNORECASE,
)
CREDIT_LABEL = re.compile(
    r"(?:^|[\s(.])(?:photo(?:graph(?:er|y)?|s| credit| courtesy)?|pictures?|image(?: credit| source| copyright)?s?|credits?"
    r"|foto(?:s|graf)?|bild(?:er|quelle|nachweis)?|quelle|crédits?(?: photo)?|illustration|graphic|grafik|imagen|crédito|video|cartoon|chart|source)"
    r"\s*(?:by\s|:\s|©|\(c\)|/\s?[A-Z])\s*[^.]{2,90}[.)\]]*$|\((?:photo|picture|image|foto|bild|photograph|AP)\b[^()]{0,90}\)\.?$|©\s?[^.]{2,60}$",
    re.IGNORECASE,
)
CAPTION_LABEL = re.compile(
    r"(?:image|photo|picture|video|media|figure|fig\.|chart|map|graphic|table|bildunterschrift|légende|pie de foto|file photo|archive photo|in this (?:\w+\W+){0,4}(?:file |handout )?(?:photo|picture|image)|a (?:file|handout) (?:photo|picture))\b\s*(?:caption|taken|\d+)?\s*[:.,]?.*",
    re.IGNORECASE,
)
# Words that point into a picture.
CAPTION_CUE = re.compile(
    r"\((?:L|R|C|left|right|centre|center|li\.|re\.|links|rechts|à gauche|à droite|izq\.|der\.|second from (?:left|right)|top|bottom|pictured|file|above|below)(?:[- ]\w+)?\)"
    r"|\b(?:pictured|file photo|symbol photo|symbolbild|archivbild|from left|left to right|stock image|screenshot)\b"
    r"|,\s(?:left|right|centre|center|pictured|seen here|links|rechts),?\s",
    re.IGNORECASE,
)

# What people who sign articles are; and what the places where they are are called.
ROLE = re.compile(
    r"\b(?:(?:vice|deputy|assistant|associate|co|ex|former|senior|junior|chief|managing|executive|acting|visiting|adjunct|research|non-?resident)[ -])*"
    r"(?:lecturers?|professors?|fellows?|researchers?|directors?|heads?|chair(?:man|woman|person)?|president|editors?|columnists?|correspondents?|reporters?"
    r"|journalists?|analysts?|economists?|authors?|advis[eo]rs?|counsel(?:lor)?|ministers?|ambassadors?|diplomats?|scholars?|students?|candidate|experts?|specialists?"
    r"|consultants?|co-?founders?|founders?|writers?|contributors?|historians?|scientists?|senators?|congress(?:man|woman)|lawyers?|barristers?|activists?|commissioners?|secretary"
    r"|coordinators?|managers?|officers?|associates?|intern|blogger|novelist|philosophers?|sociologists?|bureau chief|commentators?|dean|rector|principal|partner|leader|member|governor|mayor|chancellor|teacher|staff"
    r"|(?:wissenschaftliche[rn]? )?mitarbeiter(?:in)?|redakteur(?:in)?|korrespondent(?:in)?|professorin|direktor(?:in)?|chercheu(?:r|se)|professeure?|directeur|directrice|journaliste|profesora?|directora?|investigadora?|periodista)\b",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"\b(?:university|universit[äàéy]t?e?|universidad|college|school|institute?|institut|instituto|council|cent(?:re|er)|foundation|stiftung|fondation|fundación|academy|association"
    r"|ministry|department|society|endowment|fund|bank|agency|committee|commission|union|party|think[ -]tank|programme|program|project|network|initiative|group|forum|house|board|team|desk|staff|office"
    r"|press|newspaper|times|post|journal|review|magazine|news|newsroom|media|wire|editorial|editors|redaktion|rédaction|redacción|reuters|authority|federation|alliance|parliament|government|corporation|company|inc|ltd|llc|gmbh|ngo|trust|laboratory|observatory|secretariat|treasury|bureau|club|service|radio|television|tv)\b",
    re.IGNORECASE,
)

# Capitalised words that open or make up headings, menus and places, and are no one's name.
NOT_A_NAME = frozenset(
    """
    the a an this that these those our your my his her its their we you he she they it what why how when where who which is are was will can could should
    would may might must do does did not no yes and or but for from in on at by with without about after before over under between against into out up down off to of as
    news world politics business opinion analysis commentary comment sport sports culture economy europe asia africa america americas international national local home
    science technology tech health environment climate education travel life style lifestyle arts books film music video audio podcast podcasts photo photos gallery
    live latest breaking top most popular read more all new special report reports feature features interview editorial editorials letters column columns blog blogs
    current edition issue archive search menu navigation content skip main page site map contact us privacy policy terms conditions cookie cookies subscribe
    share print email comments reply leave related previous next article articles post posts story stories topics tags category categories press release releases statement
    foreign affairs security defence defense trade sanctions war peace policy research publications events people staff team board middle east north south west central
    united states kingdom nations european union russia china india germany france britain england scotland wales ireland spain italy poland ukraine turkey japan korea
    iran iraq syria israel canada mexico brazil australia new york london paris berlin moscow brussels washington dc d.c los angeles san francisco hong kong delhi
    kuala lumpur buenos aires tel aviv addis ababa cape town abu dhabi city hague summit conference meeting agreement treaty future relations crisis
    updated published posted last modified date time today yesterday written words minutes min introduction background conclusion conclusions summary overview
    recommendations key findings points notes references bibliography acknowledgements appendix annex part chapter section
    der die das ein eine und oder nicht le les une des du et el los las una por para inhalt suche weitere inhalte startseite
    """.split()
)
