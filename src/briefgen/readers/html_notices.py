"""What stands on pages that are no article: wordings, by what the page is then.

Each is the wording of a notice to the reader ("Subscribe to continue reading"), which no sentence
about paywalls, cookies or errors has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stub:
    """What a page is that is no article, and how to come by the article."""

    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A wording that makes a page with at most `words` words of text a stub."""

    stub: Stub
    words: int
    pattern: re.Pattern[str]


_SUBSCRIBED = "open it with a subscription and save that page, or name another source"
_BY_HAND = "open it in a browser, pass what it asks, and save the page that comes then"
PAYWALL = Stub("is the stub before a paywall and not the whole article", _SUBSCRIBED)
LOGIN = Stub("asks to log in and holds no article", "log in, and save the page that comes then")
COOKIES = Stub("is a cookie notice and not an article", _BY_HAND)
CHECK = Stub("is a check for robots and not an article", _BY_HAND)
SCRIPT = Stub("is empty without JavaScript", "open it in a browser and save the page as shown")
MISSING = Stub(
    "is an error page (not found) and not an article",
    "open it in a browser, or look up where it is now",
)
DENIED = Stub("is an error page (access denied) and not an article", _BY_HAND)
FAILED = Stub("is an error page (the server failed) and not an article", "fetch it again later")
REGION = Stub("is not available in the region it was fetched from", "name another source of it")
PARKED = Stub("is a parked domain and not an article", "look up where the publisher is now")
INDEX = Stub("is a list of headlines and not an article", "name the articles it lists, or its feed")

STUB_WORDS = 250  # of text before a paywall; what is longer is worth quoting
_FEW = 120  # of text, where a notice stands in the text itself


def _notice(stub: Stub, words: int, *wordings: str) -> Notice:
    return Notice(stub, words, re.compile("|".join(wordings), re.IGNORECASE))


_JOIN = (
    r"\b(?:please |now )?(?:subscri(?:be|ption)|sign (?:up|in)|register|log ?in|pay"
    r"|become a (?:member|subscriber))\b"
)
_NEAR = r"[^.!?]{0,60}"
_THIS = (
    r"(?:this|the (?:full|whole|complete|entire|rest of (?:this|the))) "
    r"(?:article|story|content|page|text|report|analysis|post)"
)
_YOU = r"you(?:[’']re| are)"

NOTICES = (
    _notice(
        LOGIN,
        _FEW,
        r"\byou (?:must|need to|have to) (?:be )?(?:log(?:ged)? ?in|sign(?:ed)? ?in)\b[^.!?]{0,20}"
        r"\b(?:to|before) (?:continu|read|view|access|see|proceed)",
        r"\bplease (?:log|sign) ?in\b[^.!?]{0,20}\bto (?:continue|read|view|access|see|proceed)",
        r"^(?:log ?in|sign ?in) (?:to continue|required|to your account)\b",
        r"\bbitte (?:melden sie sich an|loggen sie sich ein)",
    ),
    _notice(
        PAYWALL,
        STUB_WORDS,
        rf"{_JOIN}{_NEAR}\bto (?:continue|keep) reading\b",
        rf"\bto (?:continue|keep) reading\b{_NEAR}(?:{_JOIN}|\b(?:account|trial|free)\b)",
        rf"{_JOIN}{_NEAR}\bto (?:read|unlock|access|view|see) {_THIS}",
        rf"\bto (?:read|unlock|access|view|see) {_THIS}{_NEAR}{_JOIN}",
        rf"{_THIS} is (?:only |exclusively |reserved |available |exclusive )*(?:for|to) "
        r"(?:our |paying |premium |digital |registered )*(?:subscribers|members)",
        r"\byou(?:[’']ve| have) (?:reached|used|read)\b[^.!?]{0,40}\bfree (?:articles?|stories)",
        r"^(?:subscribers?|members?|premium)[- ]only(?: (?:article|content|story))?\W*$",
        r"\bunlock (?:this|the full) (?:article|story)",
        r"\b(?:weiterlesen|lesen sie weiter)\b[^.!?]{0,40}\b(?:abo|premium|registrier)",
        r"\b(?:artikel|text|beitrag) (?:ist )?nur für (?:abonnent|mitglieder)",
        r"\bjetzt (?:abonnieren|testen) und weiterlesen",
        r"\bréservée?s? (?:aux|à nos) abonnés",
        rf"\bpour lire la suite\b{_NEAR}\babonn",
        r"\b(?:contenido|artículo) (?:exclusivo )?(?:solo )?para (?:suscriptores|socios)",
        r"\bsuscr[íi]bete para (?:seguir leyendo|continuar)",
    ),
    _notice(
        CHECK,
        _FEW,
        rf"\b(?:verify|confirm|prove|check(?:ing)?) (?:that |if )?{_YOU} (?:a )?"
        r"(?:human|not a (?:ro)?bot)",
        r"\bverifying you are human\b|^are you a (?:robot|human)\b",
        r"^(?:please wait while we (?:are )?)?checking your browser\b|^just a moment\W*$",
        r"\b(?:complete|solve) the (?:security check|captcha)",
        r"\bunusual (?:traffic|activity) from your\b|^press (?:and|&) hold\b",
        r"\benable javascript and cookies to continue\b|\bddos protection by\b",
        r"^attention required\b",
    ),
    _notice(
        REGION,
        _FEW,
        r"\b(?:not|un|isn[’']?t) ?(?:currently )?available (?:in|from|to) (?:your|the|readers in) "
        r"(?:region|country|location|european|eu\b)",
        r"\bunavailable (?:for legal reasons|in your (?:region|country))\b",
        r"\bunavailable in most european countries",
    ),
    _notice(
        DENIED,
        _FEW,
        r"^(?:error )?(?:403\W*)?(?:access (?:is )?denied|forbidden)\W*(?:$|[|–—-])",
        r"\byou (?:don[’']t|do not) have permission to (?:access|view)\b",
        r"\baccess to this (?:page|site|resource) (?:has been|is) (?:denied|blocked)",
        r"^(?:sorry, )?you have been blocked\b",
    ),
    _notice(
        MISSING,
        _FEW,
        r"^(?:(?:http )?(?:error|fehler|erreur)\W*)?404\W*(?:error|not found|page|$|[|–—-])",
        r"^(?:\W*(?:oops|sorry|uh[- ]oh)\W{1,4})?(?:the |this |that )?page "
        r"(?:you (?:requested|(?:are|were) looking for) )?(?:was|is|could|ca|can|does)? ?"
        r"(?:not|n[’']t) (?:be )?(?:found|exist|available)\b",
        r"^(?:it )?(?:looks|seems) like nothing was found\b",
        r"^(?:page|file|article|content|document) not found\b",
        rf"\b(?:page|article|content) (?:{_YOU}|you were) looking for\b{_NEAR}"
        r"\b(?:exist|found|moved|removed|available|longer)",
        r"\bseite (?:wurde |konnte )?nicht gefunden|^page (?:introuvable|non trouvée)",
        r"^página no encontrada",
    ),
    _notice(
        FAILED,
        _FEW,
        r"^(?:error )?5(?:0[0234]|2\d)\b[^.!?]{0,40}$",
        r"^(?:internal server error|bad gateway|service (?:temporarily )?unavailable"
        r"|gateway time-?out)\b",
        r"^(?:this|the|our) (?:site|server) is (?:temporarily |currently )?"
        r"(?:unavailable|down|under maintenance|unable to)\b",
    ),
    _notice(
        PARKED,
        _FEW,
        r"\bdomain(?: name)?\b[^!?]{0,40}\b(?:is|may be) (?:for sale|parked|expired"
        r"|available for purchase)",
        r"\bbuy this domain\b",
    ),
    _notice(
        SCRIPT,
        _FEW,
        r"\b(?:enable|turn on|activate|requires?|need) (?:to (?:enable|have) )?java ?script\b",
        r"\bjava ?script (?:is|seems to be|has been) (?:currently )?"
        r"(?:disabled|required|not enabled|turned off)",
        r"\bbitte (?:aktivieren sie )?java ?script",
    ),
    _notice(
        COOKIES,
        _FEW,
        r"\b(?:we|this (?:web)?site|our (?:web)?site|wir|diese (?:web)?seite|nous|ce site)\b"
        rf"{_NEAR}\b(?:uses?|stores?|verwende[nt]|nutz(?:en|t)|utilis\w+)\b{_NEAR}\bcookies\b",
        r"\b(?:accept|reject|allow|manage) (?:all )?cookies\b",
        r"^before you continue\b",
    ),
)
