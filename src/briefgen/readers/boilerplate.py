"""What is not the text of an article: named patterns, each with the reason that is reported.

Only general wording stands here, never a site's or a topic's. A pattern is matched against one
block (a line or paragraph, white space collapsed, in small letters) and holds only up to `words`
words, so that a sentence of the article that happens to begin alike is not lost.
"""

from __future__ import annotations

from briefgen.readers.wordings import rule, wordings

# A whole block that is a label of navigation. English, German, French, Spanish.
_MENU = r"""(?x:(?:
  (?:skip|jump|go|back|zum|zur|zurück|aller|ir|saltar)\ (?:to|au|à|al|a|zum|zur|inhalt
  |hauptinhalt|top|haut|navigation|start)\b.*
  |(?:main|site|primary|top|global|secondary)?\ ?(?:menu|navigation|nav)|menü|inhalt|hauptmenü
  |hauptnavigation
  |metanavigation|weitere\ inhalte|suche|startseite|accueil|inicio|recherche(?:r)?|buscar|menú
  |sommaire|rubriques
  |(?:advanced\ )?search(?:\ \w+){0,2}|home(?:\ ?page)?|toggle\ \w+|open\ menu|close(?:\ menu)?
  |expand|collapse
  |(?:log|sign)[\ -]?(?:in|out|up)(?:\ /\ (?:register|sign\ up))?|register|my\ account|anmelden
  |abmelden|registrieren
  |(?:se\ )?connecter|connexion|mon\ compte|iniciar\ sesión|registrarse|mein\ konto
  |subscribe(?:\ now)?|subscriptions?|abonnieren|abonnement|s[’']abonner|suscr[ií]bete
  |suscribirse|donate(?:\ now)?|spenden
  |about(?:\ us)?|contact(?:\ us)?|über\ uns|kontakt|impressum|datenschutz|agb|à\ propos
  |mentions\ légales|contacto
  |privacy(?:\ policy)?|terms(?:\ (?:of\ (?:use|service)|and\ conditions|&\ conditions))?
  |accessibility|sitemap|site\ map
  |aviso\ legal|política\ de\ privacidad|politique\ de\ confidentialité|faqs?|help|feedback
  |rss(?:\ feed)?|newsletters?
  |choose\ (?:from\ )?(?:\d+\ )?languages?|select\ (?:a\ )?language|languages?|sprachen?
  |(?:current|print|digital|us|uk|international)\ (?:issue|edition)
  |(?:previous|next|prev|older|newer)(?:\ (?:article|post|story|page
  |entry))?(?:\ ?(?:[|/«»→←-]\ ?)?(?:previous|next|newer|older)(?:\ (?:article|post|story|page
  |entry))?)*
  |(?:vorheriger|nächster|voriger)\ (?:artikel|beitrag)|(?:article\ )?(?:précédent|suivant)
  |(?:artículo\ )?(?:anterior|siguiente)
  |print(?:\ (?:this|page|article|version))*|drucken|imprimer|imprimir|pdf|download(?:\ (?:pdf
  |as\ pdf))?|listen(?:\ to\ (?:this\ )?article)?
  |read\ (?:time|in\ app)|load(?:ing)?(?:\ more)?(?:\.\.\.|…)?|(?:show|see|view)\ (?:more|less
  |all)(?:\ \w+)?|more|back|top|save|bookmark
  |(?:latest|breaking|top|all)\ (?:news|stories|articles)|you\ are\ here:?.*|breadcrumbs?
  |home\ ?[>»›/].*|[^.]*\s[>»›]\s[^.]*\s[>»›]\s[^.]*
  |all\ topics|sections?|topics\ a-z|more\ languages|deutsch|english|français|español
  |live(?:\ tv)?|advertise(?:\ with\ us)?|jobs|careers|shop
)[\s:.…>»|]*)"""

_SHARE_PLACES = (
    r"(?:facebook|twitter|x|linked-?in|whats-?app|reddit|pinterest|e-?mail"
    r"|telegram|google\+?|tumblr"
    r"|messenger|pocket|xing|vk|flipboard|threads|bluesky|mastodon|print"
    r"|copy link|link|share|more|rss|instagram|youtube|sms)"
)

# fmt: off
RULES = wordings(
    rule("menu", _MENU, 12),
    rule("share line",
        rf"(?:(?:share|tweet|teilen|partager|compartir|pin it"
        rf"|like)\b\W*)?(?:{_SHARE_PLACES}\d*\W+)*{_SHARE_PLACES}\d*\W*", 14),
    rule("share line", r"(?:share|send|tweet|e-?mail|post|teilen|partage[rz]|compart(?:e"
        r"|ir))\b(?: (?:this|on|via|with|by|to|auf|über|sur|en|cet|el|la|diesen?"
        r"|article|story|post|page|artikel|artículo|friend|a|the))+\b.{0,60}", 9),
    rule("share line",
        r"(?:share|shares|tweet|tweets|teilen|partager|compartir|likes?)[\s:]*\d*[\s:.]*", 3),
    rule("share line", r"\d[\d.,]*k?\s+(?:shares?|likes?|views?|retweets?|claps?|reads?|comments?"
        r"|kommentare|commentaires|comentarios)\b\W*", 6),
    rule("share line", r"(?:follow|like|find|join) (?:us|me|him|her|them|@?[\w. ]{2,30})\s(?:on"
        r"|at)\s.{2,80}", 16),
    rule("share line", r"(?:(?:folgen sie|suivez|síg[ua]enos).{2,60})", 12),
    rule("advertisement", r"(?:-\s*)?(?:advertisements?|advertising|anzeige|werbung|publicité"
        r"|publicidad|sponsored(?: content)?|promoted(?: content)?|article continues (?:below"
        r"|after).*|story continues (?:below|after).*|(?:continue|keep) reading (?:below"
        r"|the main story)?.*|scroll (?:down )?(?:to|for) .*)(?:\s*-)?\W*", 10),
    rule("video link", r"(?:watch|play|see)(?: the| this| now| live)*:?\s*(?:video"
        r"|clip|film)?s?\W*(?:\d{1,2}:\d\d(?::\d\d)?)?\W*", 6),
    rule("video link", r"(?:watch (?:video|now|live)|video|audio|podcast"
        r"|listen|play)\b.{0,60}?\(?\d{1,2}:\d\d(?::\d\d)?\)?(?: min(?:\."
        r"|utes)?)?\W*", 12),
    rule("video link",
        r"(?:video|media) (?:caption|player|unavailable|not supported).*|media playback is .*"
        r"|your browser does not support .*", 25),
    rule("video link", r"(?:watch(?: (?:more|now|the video|this))?|video|in pictures|gallery"
        r"|listen):\s+.{3,120}", 18),
    rule("read more", r"(?:read|see|learn|find out|click|view|discover)\s+(?:more|also|next"
        r"|here|on|the full \w+|full \w+)\b\s*(?:[:|>»→…-].*|here.*|about .{2,80}"
        r"|at .{2,80}|)\W*", 25),
    rule("read more", r"(?:related|also read|read also|also on \w+|more on this(?: story)?"
        r"|more from|don[’']t miss|must[ -]read|recommended|editor[’']s picks?"
        r"|in case you missed it|mehr (?:zum thema|dazu)|lesen sie (?:auch"
        r"|mehr)|siehe auch|lire aussi|à lire aussi|lee también|leer más|weiterlesen"
        r"|voir aussi|más información)\s*(?:[:|>»→-].*)", 30),
    rule("read more", r"(?:this (?:article|story) (?:is|was|has been) (?:also )?(?:available"
        r"|translated|cross-?posted)|(?:download|read|view) (?:the )?(?:full )?(?:report"
        r"|paper|brief|publication|pdf|transcript)).{0,160}", 25),
    rule("subscription plea",
        r"(?:please\s+)?(?:subscribe (?:now|today|here|to (?:our|the|this|my|us|get|receive"
        r"|read|unlock|continue|\w+[’']s))|sign up|sign-up|register now|join (?:our"
        r"|the|\d[\d,.]*)|get (?:our|the (?:latest|best|morning|daily|weekly)"
        r"|unlimited|full access|the newsletter|more .{0,30}(?:inbox|e-?mail))"
        r"|receive (?:our|the)|support (?:our|us\b|independent|quality|the \w+ by)"
        r"|become an? (?:\w+ )?(?:member|subscriber|supporter|patron)|donate (?:to"
        r"|today|now)|make a (?:donation|contribution)|start your (?:free )?trial"
        r"|try (?:it|us) free|already (?:a )?(?:subscriber|member|have an account)"
        r"|don[’']t miss (?:a|an|our|out)|never miss|stay (?:informed|up to date"
        r"|in the know|connected)|enter your e-?mail|sie möchten|jetzt (?:abonnieren"
        r"|anmelden|registrieren|testen|spenden)|abonnieren sie|melden sie sich"
        r"|newsletter|abonnez-vous|inscrivez-vous|recevez|recib[ae]|suscríb[ae](?:se"
        r"|te))\b.{0,400}", 60),
    rule("subscription plea",
        r"(?:if you (?:like|liked|enjoy|enjoyed|found|value|appreciate)(?:d)? (?:this"
        r"|what|our|reading|the)\b|since you[’']re here|as you[’']re (?:here"
        r"|reading)|before you go|thank(?:s| you) for (?:reading|subscribing"
        r"|signing|visiting)|we (?:hope you enjoyed|need your (?:support|help)"
        r"|rely on)|you have \d+ (?:free )?articles"
        r"|you[’']ve (?:reached|read) .{0,30}(?:articles?"
        r"|limit)|this (?:article|story|content) is (?:for|available (?:only )?to"
        r"|only for|reserved for) .{0,30}(?:subscribers|members)|unlock (?:this"
        r"|the|full)|to (?:continue|keep) reading)\b.{0,400}", 70),
    rule("subscription plea", r"(?:(?:do you |would you like to )?want (?:to (?:know|read|learn"
        r"|hear|stay|get|receive|see)|more)|like what you(?:[’']re reading"
        r"|[’']ve read)?|enjoy(?:ing|ed) (?:this|what|our)"
        r"|interested in)\b[^?!.]*[?!]", 18, edge=True),
    rule("cookie notice", r"(?:(?:we|this (?:web)?site|our (?:web)?sites?|diese (?:web)?seite"
        r"|wir|ce site|nous|este sitio|utilizamos)\b.{0,80}\bcookies?\b.*"
        r"|(?:by (?:continuing|using|clicking|browsing|closing)"
        r"|wenn sie .{0,40}nutzen)\b.{0,120}(?:cookies?"
        r"|privacy|terms|agree|consent).*|(?:accept|allow"
        r"|reject|manage|cookie)s?\b (?:all )?(?:cookies?"
        r"|settings|preferences|policy|notice|consent).{0,80}|(?:we|our partners).{0,60}(?:value"
        r"|respect|care about) your privacy.*|alle akzeptieren|accept all"
        r"|reject all|tout accepter|aceptar todo)", 90),
    rule("copyright line",
        r"(?:\W*(?:©|\(c\)|copyright\b|all rights reserved|alle rechte vorbehalten"
        r"|tous droits réservés|todos los derechos reservados"
        r"|some rights reserved)).{0,240}", 45),
    rule("copyright line",
        r".{0,160}\b(?:all rights reserved|alle rechte vorbehalten|tous droits réservés"
        r"|todos los derechos reservados|creative commons|cc[ -]by(?:[ -]\w\w)*)\b.{0,100}", 45,
        cues="reserved vorbehalten réservés reservados commons cc"),
    rule("copyright line",
        r"(?:this (?:material|content|article|work) (?:may not be|is licen[cs]ed"
        r"|is published under)|(?:re)?published with permission|reprinted with permission"
        r"|reproduction (?:is )?(?:prohibited|without)|powered by \w+|designed by"
        r"|website by).{0,200}", 50),
    rule("disclaimer", r"(?:(?:disclaimer|editor[’']?s note|note from the editors?"
        r"|correction|clarification)\s*[:—–-]\s.{10,}|the (?:views"
        r"|opinions) (?:expressed|stated|presented)\b.{10,}"
        r"|(?:the )?(?:views|opinions) expressed (?:in|by"
        r"|here)\b.{10,})", 90),
    rule("disclaimer", r".{0,100}\b(?:views|opinions) (?:expressed"
        r"|stated)\b.{0,120}\b(?:author|their own|his own"
        r"|her own|do not necessarily|alone)\b.*", 90, cues="views opinions"),
    rule("contact", r"(?:e-?mail|mail|tel(?:ephone|efon|\.)?|phone|fax|mobile|t|f|e|address"
        r"|adresse|anschrift|dirección|postal address|website|web|homepage"
        r"|twitter|skype|courriel|correo)\s*[.:]+\s*\S.{0,140}", 24),
    rule("contact", r"(?:orcid|scopus|researcher\s?id|spin(?:-code)?|web of science|google scholar"
        r"|isni|doi|issn|isbn|udc|jel)\b\W*(?:id|author\s?id|code|classification"
        r"|profile)?\W*(?:https?:\S+|[\d.:/x-]+\S*|[a-z]\d[\d,\s a-z]*)\W*", 10),
    rule("contact", r"\W*(?:(?>\[email\W+protected\]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w{2,30}"
        r"|https?://\S+|www\.\S+)\W*)+", 8),
    rule("contact", r"\+?\(?\d[\d\s()/.-]{7,20}\d", 6),
    rule("contact", r"(?:for (?:further|more|additional) (?:information|details|enquiries"
        r"|inquiries)|(?:press|media) (?:contacts?|enquiries|inquiries|office"
        r"|queries)|for (?:press|media|interview)\b.{0,30}(?:enquiries|inquiries"
        r"|requests|queries)|contacts? (?:us|the (?:author|press office|newsroom))"
        r"|kontakt|pressekontakt|contact (?:presse|médias)|rückfragen|write to (?:us"
        r"|the (?:author|editor)))\b.{0,300}", 50),
    rule("form", r"(?:(?:your )?e-?mail address will not be p\w+|required fields \w+ marked"
        r"|notify me (?:of|when)|save my name|(?:name|e-?mail|website|comment"
        r"|message|subject)\s*\*|e-?mail address\W*|(?:post|submit|add|send)(?: a"
        r"| your)? (?:comment|reply)|submit|send|reply|cancel reply|(?:you must"
        r"|please) (?:be )?(?:log(?:ged)? ?in|sign(?:ed)? in"
        r"|register).*|ihre e-mail-adresse wird nicht.*"
        r"|votre adresse .{0,20}ne sera pas publiée.*|tu dirección de correo.*"
        r"|i[’']m not a robot|captcha).{0,200}", 40),
    rule("tags", r"(?:tags?|tagged(?: (?:with|as|in))?|topics?|themen|schlagw(?:ort"
        r"|orte|örter)|stichworte|mots[- ]clés|etiquetas|palabras clave|keywords?"
        r"|key words|categor(?:y|ies)|kategorien?|catégories?|categorías?"
        r"|filed (?:under|in)|posted in|labels?|regions?|countries|programmes?"
        r"|issues?|explore|more on|see more on|listed under|abgelegt unter"
        r"|publié dans)\s*[:|]\s*.{0,400}", 60),
    rule("tags", r"(?:#[\w-]++[^\w#]*+)+", 20),
    rule("subscription plea",
        r".*\b(?:favour to ask|(?:support|fund|back)s? (?:our|us|independent) ?(?:journalism"
        r"|reporting|work|writers)?|our (?:readers|journalism|newsletters?"
        r"|independent \w+)|your (?:support|inbox|contribution)|reader[- ](?:funded"
        r"|supported)|contributions? from (?:our )?readers|paywall)\b.*", 90, edge=True,
        cues="favour support supports fund funds back backs readers journalism newsletter"
        " newsletters independent inbox contribution funded supported paywall"),
    rule("subscription plea", r"subscribe to .{0,60}\b(?:newsletters?|channel|podcast|list|updates"
        r"|briefings?|e-?mails?|magazine|feed)\b.*", 40),
    rule("subscription plea", r".*\bjoin (?:a|our|the) (?:growing )?community\b.*", 40, edge=True,
        cues="community"),
    rule("share line", r"(?:you can )?share (?:this|it|the) (?:story|article|post|page|with)\b.*"
        r"|(?:like|liked|love|loved|enjoyed) (?:this|what you)\b.{0,30}\?.*", 14),
    rule("disclaimer", r".*\b(?:does not work for, consult"
        r"|ha(?:s|ve) no (?:relevant )?affiliations"
        r"|declares? no (?:conflicts?|competing)|does not take institutional positions"
        r"|provides? funding as|views (?:represented|reflected|contained) (?:here|in))\b.*", 90,
        cues="consult affiliations conflict conflicts competing institutional funding views"),
    rule("disclaimer", r"our standards:.*|(?:disclosure|ethics) statement", 12),
    rule("stage direction", r"[\[(](?:applause|laughter|laughs|crosstalk|inaudible|music|cheers"
        r"|beifall|rires|applaudissements|aplausos|begin video|end video|break"
        r"|video clip)\b[^\])]*[\])]\.?", 8),
    rule("page number", r"\W*(?:page|seite|página) \d{1,4}(?: (?:of|von|sur|de) \d{1,4})?\W*"),
    rule("notice", r"\W*(?:for (?:immediate |general )?release\b.{0,40}|check against delivery"
        r"|embargoed (?:until|till|for)\b.{0,60}"
        r"|(?:strictly )?(?:private and |in )?confiden(?:tial|ce)|not for (?:publication"
        r"|circulation|distribution)|advance copy|seul le prononcé fait foi"
        r"|es gilt das gesprochene wort)\W*"),
    rule("mail header", r"(?:from|to|cc|bcc|subject|sent|reply-to|message-id"
        r"|x-[\w-]+|content-[\w-]+|mime-version|received"
        r"|return-path|betreff|von|an|gesendet|objet|re)\s?:\s.*", 40, edge=True),
    rule("credits", r"\(?(?:(?:additional )?reporting|edited|editing|writing|compiled"
        r"|translated(?: from (?:the )?\w+)?|translation|photos?|graphics?"
        r"|produced) by [^.]{3,120}\.?\)?", 30),
    rule("database line", r"\d{1,4} of \d{1,4} documents?|end of document|load-date: .*"
        r"|length: \d+ words|(?:publication|journal)-(?:type|code): .*|section: .{0,40}pg\. .*",
        12),
    rule("print notice", r"(?:a version of )?this (?:article|piece|essay|column|story|op-ed) "
        r"(?:(?:appears|appeared|ran|was published) (?:also )?(?:in print|on page|in the print)"
        r"|(?:also )?appears in)\b.*", 45),
    rule("letters to the editor", r".{2,40} (?:is|are) committed to publishing\b.{0,60}"
        r"\b(?:letters|opinions|views|voices)\b.*|(?:send|submit|write) (?:us )?(?:a )?letters? "
        r"to the editor\b.*|we(?:[’']d| would) (?:like|love) to hear (?:what you think|from you)"
        r"\b.*", 60, cues="letter letters opinions views voices hear"),
    rule("disclaimer", r"\W*(?:only|except for|apart from) the headline\b.{0,200}"
        r"\b(?:syndicated|news ?feed|wire|agency)\b.{0,60}", 60,
        cues="syndicated news newsfeed feed wire agency"),
    rule("reading time", r"(?:\W*(?:estimated |approx(?:\.|imate) )?(?:reading time|read time"
        r"|time to read|lesezeit|temps de lecture|tiempo de lectura)\W*)?\d+\W*(?:min(?:ute)?s?"
        r"|minuten|minutos)\.?\s*(?:read|lesezeit|de lecture|de lectura)?\W*", 8),
    rule("date line", r"(?:\d+|an?|one|two|three|five|last)\s+(?:min(?:ute)?|hour|hr|day"
        r"|week|month|year)s?\s+ago\W*|(?:vor \d+ \w+|il y a \d+ \w+|hace \d+ \w+"
        r"|yesterday|today|just now)\W*", 5),
    rule("error page", r"(?:please )?(?:enable|turn on|activate) (?:javascript|js|cookies)\b.*"
        r"|(?:javascript|cookies) (?:is|are|must be|needs to be|has to be) (?:disabled"
        r"|enabled|required|turned).*|you need to enable .*|(?:error )?40[34]\b.{0,60}"
        r"|(?:page|seite|article|file) (?:not found|nicht gefunden|introuvable"
        r"|no encontrada).*|access (?:denied|forbidden).*|checking your browser .*"
        r"|(?:sorry|oops)[,!.].{0,40}(?:page|find|exist).*", 40),
)
# fmt: on
