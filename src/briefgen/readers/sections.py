"""Headings of what is not the article, so that what stands under them goes too."""

from __future__ import annotations

from briefgen.readers.wordings import rule, wordings

# fmt: off
# A block that begins what follows the article for good: everything from here on goes.
END = wordings(
    rule("form",
        r"(?:leave (?:a|your) (?:reply|comment|response)|(?:post|write|add"
        r"|submit|make) (?:a|your) (?:comment|reply)|join the (?:conversation"
        r"|discussion)|schreiben? sie einen kommentar|(?:einen )?kommentar (?:schreiben"
        r"|verfassen|hinterlassen)|(?:laisser|ajouter|écrire|poster) un commentaire"
        r"|(?:deja|dejar|escribe|añadir) (?:una?|tu) (?:respuesta|comentario)"
        r"|antwort hinterlassen)\b.{0,40}", 150),
    rule("comments",
        r"(?:\(?\d+\)?\s*)?(?:(?:reader |user |view |show |all |hide )*(?:comments?"
        r"|responses?|replies|kommentare|leserkommentare|commentaires|comentarios)(?: \(?\d+\)?"
        r"| on .{3,200}| closed| are closed\.?| section)?|comments are closed.*"
        r"|what do you think\?|discussion \(\d+\)|\d+ (?:thoughts|replies"
        r"|comments|responses) (?:on|to) .*)\W*", 150),
    rule("notes to editors",
        r"(?:#\s?#\s?#|\W*-\s?30\s?-\W*|-?\s*ends?\s*-?|\*\s*\*\s*\* ends"
        r"|note(?:s)? (?:to|for) (?:the )?(?:editors?|journalists)|(?:(?:cautionary|safe harbou?r) "
        r"(?:note|notice|statement)s?\b.{0,60}|forward[- ]looking statements?))\W*", 150),
)

# A heading over links to other pages; what is listed under it goes until full paragraphs resume.
LISTED = wordings(
    rule("tags",
        r"(?:tags?|topics?|themen|schlagwörter|stichworte|mots[- ]clés|etiquetas"
        r"|keywords?|categor(?:y|ies)|kategorien?|catégories?|categorías?"
        r"|filed under|related topics|regions?|programs?|programmes?)\W*", 9),
    rule("read more",
        r"(?:(?:related|recommended|popular|similar|latest|recent|trending"
        r"|featured|further|other|more)\s+(?:(?:content|articles?|stories"
        r"|posts?|news|reading|links?|publications?|research|topics?|coverage"
        r"|videos?|reports?|commentary|analysis|events?|insights?|pages|from .{2,50}"
        r"|on (?:this|the) .{2,40}|in .{2,40}|like this|by .{2,40})\s?)+|(?:most"
        r"|top) (?:read|viewed|popular|shared|commented|stories)|you (?:may"
        r"|might) (?:also )?(?:like|be interested in|enjoy)|featured"
        r"|top stories|features|in this article|read (?:more|next"
        r"|this next|also)|see also|more|related|trending(?: now)?|what to read next"
        r"|up next|editor[’']?s[’']? picks?|don[’']t miss|from (?:around )?the web"
        r"|around the web|mehr zum thema|meistgelesen|weitere (?:artikel|beiträge"
        r"|themen)|(?:das könnte|auch) .{0,20}interessieren|verwandte (?:artikel"
        r"|beiträge|themen)|siehe auch|à lire aussi|(?:sur le même|dans le même) (?:sujet"
        r"|thème)|articles (?:liés|similaires|associés)|les plus lus|(?:artículos"
        r"|noticias) relacionad[oa]s|lo más leído|te puede interesar|in this (?:series"
        r"|section)|links?|external links)\W*", 9),
)
# fmt: on
