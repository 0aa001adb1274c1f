"""Whose words a text is: what others sign goes, and what nobody can be credited with is refused."""

from __future__ import annotations

import pytest

from briefgen.model import Document

from .reading import document, dropped, kept, paragraphs, problem
from .word import doc
from .word import p as w

LATE = "The ferry has been late for eleven days now, and nobody on the quay will say who pays."
TUG = "The tug that towed it home belongs to a cousin of the harbour master, who has said nothing."
DOUBLE = "Tolls on the bridge should be doubled, because the steel will not wait for the council."
SCRAP = "Tolls on the bridge should be scrapped, because the shops live on those who cross it."


def page(body: str, author: str = "Ida Berg", head: str = "", line: str = "") -> str:
    return (
        f'<html><head><title>Bridge tolls: what now?</title>{head}<meta property="og:site_name" '
        f'content="The Tideway"><meta name="author" content="{author}"></head><body><main>'
        f"<article><h1>Bridge tolls: what now?</h1>{line}{body}</article></main></body></html>"
    )


def p(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def by(text: str, tag: str = "p") -> str:
    return f'<{tag} class="byline">{text}</{tag}>'


def authors(doc: Document) -> list[str]:
    return [str(name) for name in doc.reference.author]


@pytest.mark.parametrize(
    ("stated", "line", "below", "speaks"),
    [
        ("Max Orr", "By Tove Lind, as told to Max Orr", "", ["Tove Lind"]),
        ("Max Orr", "By Tove Lind", "Translated from the Danish by Max Orr", ["Tove Lind"]),
        ("Tove Lind, Max Orr", "By Tove Lind, as told to Max Orr", "", ["Tove Lind"]),
        ("Max Orr", "By Tove Lind", "", ["Tove Lind"]),  # who is shown, and not who uploaded it
        ("Max Orr", "By Tove Lind", "Max Orr is the editor of the harbour pages.", ["Max Orr"]),
        ("Max Orr", "By Max Orr and Tove Lind", "", ["Max Orr"]),
        ("Max Orr", "By Max Orr", "Translated from the Danish by Max Orr", ["Max Orr"]),
        ("Tideway Web Desk", "", "", []),
        ("Tideway Web Desk", "By Tove Lind", "", ["Tove Lind"]),
    ],
)
def test_who_speaks_is_the_author(stated: str, line: str, below: str, speaks: list[str]) -> None:
    found = document(page(p(LATE, TUG, DOUBLE, *([below] if below else [])), stated, line=by(line)))
    assert authors(found) == speaks


def test_a_guest_is_the_author() -> None:
    guest = "This is a guest post by Tove Lind, a welder in Aberwick."
    assert authors(document(page(p(guest, LATE, TUG, DOUBLE), ""))) == ["Tove Lind"]


@pytest.mark.parametrize(
    ("body", "gone", "stays"),
    [
        # a live blog's entries
        (f"<h2>10.15 The bridge</h2>{by('By Nils Arden')}{p(DOUBLE)}<h2>09.10 The bank</h2>"
         f"{by('Carla Munk, trade editor')}{p(SCRAP)}", [DOUBLE, SCRAP], []),
        (f"<h2>10.15 The bridge</h2>{by('By Nils Arden')}{p(DOUBLE)}<h2>09.10 The bank</h2>"
         f"{p(SCRAP)}", [DOUBLE], [SCRAP]),
        # signed below: a flat page doesn't say which of the two is
        (f"<h2>10.15 The bridge</h2>{p(DOUBLE)}{by('Nils Arden')}<h2>09.10 The bank</h2>{p(SCRAP)}",
         [DOUBLE, SCRAP], []),
        (f"<section><h2>10.15</h2>{p(DOUBLE)}{by('Nils Arden')}</section><section><h2>09.10</h2>"
         f"{p(SCRAP)}</section>", [DOUBLE], [SCRAP]),
        # a box
        (f"<div><h3>Viewpoint</h3>{by('Nils Arden, engineer')}{p(DOUBLE)}</div>{p(SCRAP)}",
         [DOUBLE], [SCRAP]),
        # the author's own, a picture's, a quotation's
        (f"<h2>10.15 The bridge</h2>{by('By Ida Berg')}{p(DOUBLE)}", [], [DOUBLE]),
        (f'<h2>The bridge</h2><p class="photo-author">Nils Arden</p>{p(DOUBLE)}', [], [DOUBLE]),
        (f'<h2>The bridge</h2><blockquote><p>{LATE}</p><cite class="author">Nils Arden</cite>'
         f"</blockquote>{p(DOUBLE)}", [], [DOUBLE]),
    ],
)  # fmt: skip
def test_what_another_signs_is_not_the_authors(
    body: str, gone: list[str], stays: list[str]
) -> None:
    found = document(page(p(LATE, TUG) + body, line=by("By Ida Berg")))
    assert [text for text, why in dropped(found).items() if why == "signed by another"
            and text in (DOUBLE, SCRAP)] == gone  # fmt: skip
    assert [text for text in paragraphs(found) if text in (DOUBLE, SCRAP)] == stays
    assert authors(found) == ["Ida Berg"]


ASKED = "We asked two people who cross the bridge every day, and both had made up their minds."


@pytest.mark.parametrize(
    ("intro", "first", "second", "text", "stays"),
    [
        (ASKED, "Nils Arden", "Carla Munk", DOUBLE, False),
        (LATE, "Nils Arden", "Carla Munk", DOUBLE, True),  # nothing says that these are persons
        (ASKED, "Nils Arden", "Carla Munk", f"Arden is a welder. {DOUBLE}", True),  # portraits
        (ASKED, "Nils Arden", "Ida Berg", DOUBLE, True),  # the author is the other one
        (ASKED, "Nils Arden", "How tolls are set in other ports", DOUBLE, True),
    ],
)
def test_under_headings_that_are_names_others_speak(
    intro: str, first: str, second: str, text: str, stays: bool
) -> None:
    body = f"{p(TUG, intro)}<h2>{first}</h2>{p(text)}<h2>{second}</h2>{p(SCRAP)}"
    found = document(page(body, line=by("By Ida Berg")))
    assert ([text, SCRAP] == paragraphs(found)[-2:]) is stays
    assert intro in paragraphs(found)


def test_an_office_below_each_name_says_so_too() -> None:
    parts = (("Nils Arden", "Engineer", DOUBLE), ("Carla Munk", "Shopkeeper", SCRAP))
    body = "".join(f"<h3>{name}</h3><h4>{office}</h4>{p(t)}" for name, office, t in parts)
    assert paragraphs(document(page(p(LATE, TUG) + body))) == [LATE, TUG]


def test_the_terms_of_a_list_head_what_is_said_under_them() -> None:
    body = (
        f"{p(LATE, TUG)}<dl><dt>Nils Arden, engineer</dt><dd>{DOUBLE}</dd>"
        f"<dt>Carla Munk, shopkeeper</dt><dd>{SCRAP}</dd></dl>"
    )
    found = document(page(body))
    assert kept(found, "heading") == ["Nils Arden, engineer", "Carla Munk, shopkeeper"]


PAID = "is paid content"
NOT_OURS = (
    "This article was produced by the Bridge Owners’ League. The Tideway newsroom was not involved."
)


@pytest.mark.parametrize(
    ("html", "paid"),
    [
        (page(p("PAID CONTENT", LATE, TUG, DOUBLE)), True),
        (page(p(LATE, TUG, DOUBLE), line="<div>Advertisement feature</div>"), True),
        (page(p(LATE, TUG, DOUBLE), line="<div>Partner content | Provided by Bridge Co</div>"),
         True),
        (page(p(LATE, TUG, DOUBLE), line="<div>Sponsored by the Bridge Owners’ League</div>"),
         True),
        (page(p(LATE, TUG, DOUBLE, NOT_OURS)), True),
        (page(p(LATE, TUG, DOUBLE), head='<meta property="article:section" content="Paid Post">'),
         True),
        (page(p(LATE, TUG, DOUBLE), head='<script type="application/ld+json">{"@type":'
              '"AdvertiserContentArticle","headline":"Bridge tolls: what now?"}</script>'), True),
        (page(p(LATE, TUG, "Advertisement", DOUBLE)), False),
        (page(p(LATE, TUG, DOUBLE), line="<div>Sponsored by Senator Tove Lind</div>"), False),
        (page(p(LATE, TUG, f"{DOUBLE} It was an advertisement feature that said so first.")),
         False),
        (page(p(LATE, TUG, DOUBLE) + "<h3>Sponsored content</h3><p>Ten best boats</p>"), False),
        (page(p(LATE, TUG, DOUBLE), line="<nav><ul><li>News</li><li>Partner content</li></ul></nav>"
              ), False),
    ],
)  # fmt: skip
def test_paid_content_is_refused(html: str, paid: bool) -> None:
    if paid:
        assert PAID in problem(html).what
    else:
        assert paragraphs(document(html))[:2] == [LATE, TUG]


def test_paid_content_is_refused_as_plain_text() -> None:
    text = "\n\n".join(("Bridge tolls: what now?", "Advertorial by Bridge Co", LATE, TUG, DOUBLE))
    assert PAID in problem(text).what


def export(*marks: str) -> str:
    texts = ((mark, "Bridge tolls: what now?", "BYLINE: Tove Lind", LATE, TUG) for mark in marks)
    return "\n\n".join(line for lines in texts for line in lines)


def test_an_export_of_several_documents_is_refused() -> None:
    found = problem(export("1 of 3 DOCUMENTS", "2 of 3 DOCUMENTS", "3 of 3 DOCUMENTS"))
    assert found.what == "is an export that holds 3 documents"
    ends = f"Bridge tolls: what now?\n\n{LATE}\n\nEnd of Document\n\nTug home\n\n{TUG}"
    assert "2 documents" in problem(f"{ends}\n\nEnd of Document").what


def test_an_export_of_one_document_is_read() -> None:
    found = document(export("1 of 1 DOCUMENT"))
    assert (found.reference.title, authors(found)) == ("Bridge tolls: what now?", ["Tove Lind"])
    assert paragraphs(found) == [LATE, TUG]


@pytest.mark.parametrize("mark", ["", "\n\n## What they say"])
def test_what_stands_behind_a_mark_of_quotation_is_never_the_authors(mark: str) -> None:
    """However much of the text it is: nobody sets a text's margins with that mark."""
    quoted = "\n\n".join(f"> {text}" for text in (DOUBLE, SCRAP, TUG))
    found = document(f"by Rolf Adler\n\n{LATE}{mark}\n\n{quoted}\n\nThat is what comes by post.")
    assert paragraphs(found) == [LATE, "That is what comes by post."]


def test_what_a_second_author_of_a_word_file_signs_is_not_the_firsts() -> None:
    found = doc(
        w("Bridge tolls: what now?", "Titel"), w("Ida Berg", "Autor"), w(LATE), w(TUG),
        w("Nils Arden", "Autor"), w(DOUBLE), w("The bank", "berschrift1"), w(SCRAP),
    )  # fmt: skip
    assert authors(found) == ["Ida Berg"]
    assert dropped(found)[DOUBLE] == "signed by another"
    assert paragraphs(found) == [LATE, TUG, SCRAP]
