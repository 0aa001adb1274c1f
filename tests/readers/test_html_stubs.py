"""Pages that are no article are refused by name; articles about such things are read."""

from __future__ import annotations

import pytest

from .reading import document, paragraphs, problem
from .test_html import BODY

P = "".join(f"<p>{text}</p>" for text in BODY)
SHORT = f"<p>{BODY[0]}</p><p>{BODY[1]}</p>"
PAID = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Corridor stays open",'
    ' "isAccessibleForFree": "False"}</script>'
)


def page(body: str, title: str = "Corridor stays open", head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>"
        f'<nav><a href="/">Home</a> <a href="/s">Subscribe</a> <a href="/l">Log in</a></nav>'
        f"<main><h1>{title}</h1>{body}</main></body></html>"
    )


@pytest.mark.parametrize(
    ("html", "what"),
    [
        (page(SHORT + "<div>Subscribe to continue reading</div>"), "paywall"),
        (page(SHORT + "<div><b>To keep reading, please log in</b> or register.</div>"), "paywall"),
        (page(SHORT + "<p>This article is for subscribers only.</p>"), "paywall"),
        (page(SHORT + "<div>You’ve reached your limit of free articles this month.</div>")
         .replace("limit of free", "three free"), "paywall"),
        (page(SHORT + "<div>Jetzt weiterlesen mit dem Abo</div>"), "paywall"),
        (page(SHORT + "<div>La suite est réservée aux abonnés</div>"), "paywall"),
        (page(SHORT, head=PAID), "paywall"),
        (page("<p>Please sign in to view this page.</p>", "Members"), "log in"),
        (page("<p>You must be logged in to access the archive.</p>", "Archive"), "log in"),
        (page("<p>We use cookies to improve your visit and to measure our reach.</p>"
              "<button>Accept all cookies</button>", "Before you continue"), "cookie notice"),
        (page("<p>The page you were looking for doesn't exist or has been moved.</p>",
              "Oops! Page not found"), "not found"),
        (page("<p>Try the search, or go to our home page.</p>", "404 | The Harbour Post"),
         "not found"),
        (page("<p>You don't have permission to access this resource.</p>", "403 Forbidden"),
         "access denied"),
        (page("<p>The server could not answer in time.</p>", "502 Bad Gateway"), "server failed"),
        (page("<p>Verify you are human by completing the action below.</p>", "Just a moment..."),
         "check for robots"),
        (page("<p>Our systems have detected unusual traffic from your network.</p>", "Sorry"),
         "check for robots"),
        ("<html><head><title>Post</title></head><body><noscript>You need to enable JavaScript to "
         "run this app.</noscript><div id=root></div></body></html>", "JavaScript"),
        (page("<p>This content is not available in your region.</p>", "Unavailable"), "region"),
        (page("<p>The domain harbourpost.example is for sale. Buy this domain.</p>",
              "harbourpost.example"), "parked domain"),
    ],
)  # fmt: skip
def test_stubs_are_named_and_refused(html: str, what: str) -> None:
    found = problem(html)
    assert what in found.what
    assert found.remedy


CARD = (
    '<div class="card"><h3><a href="/{n}">{title} number {n} drifts out with the tide</a></h3>'
    "<p>{text} That was the news from berth {n} on a long and windy morning at the quay.</p></div>"
)


def cards(count: int) -> str:
    titles = ("Boat", "Pilot", "Crane", "Ferry", "Gull", "Buoy")
    return "".join(
        CARD.format(n=n, title=titles[n % 6], text=BODY[n % 3].split(",")[0] + ".")
        for n in range(count)
    )


def test_a_front_page_is_a_list_of_headlines() -> None:
    assert "list of headlines" in problem(page(cards(14), "News")).what


def test_a_front_of_few_headlines_with_one_line_below_each_is_a_list() -> None:
    lines = ("Pilots say that they will stay in port.", "The bill is with the assembly.")
    listed = "".join(
        f'<div><a href="/n/{n}"><h3>Boat number {n} drifts out with the tide</h3></a>'
        f"<p>{lines[n % 2]} Number {n} had waited since the morning tide.</p><i>{n}h ago</i></div>"
        for n in range(6)
    )
    assert "list of headlines" in problem(page(listed, "Harbour")).what


def test_headings_that_link_to_themselves_are_no_headlines() -> None:
    parts = "".join(
        f'<h2><a href="#part{n}">Part {n} of the story</a></h2><p>{text}</p>'
        for n, text in enumerate(BODY * 2)
    )
    assert paragraphs(document(page(f"<article>{parts}</article>")))[:3] == BODY


def test_headlines_after_an_article_do_not_make_it_a_list() -> None:
    doc = document(page(f"<article>{P}</article><section>{cards(9)}</section>"))
    assert paragraphs(doc)[:3] == BODY


LONG = "".join(
    f"<p>{text}</p>"
    for text in (
        "Readers who are asked to subscribe to continue reading leave in nine cases of ten, a "
        "study of forty newspapers found, and most of them never come back to the page.",
        "The notice “Subscribe to continue reading” was shown to half of the visitors in March.",
        "Error pages fare better: a 404 with a search box keeps a third of those who see it, and "
        "the words “page not found” worry nobody who has used the web for a year or two.",
        "Cookies are another matter. We use cookies, says the banner, and everybody presses the "
        "nearest button; the regulators in four capitals want to see that changed by the spring.",
        "Access denied is what visitors from abroad read on many an American site, and some sites "
        "say that they are not available in your region, which readers find hard to believe.",
    )
)


@pytest.mark.parametrize(
    ("html", "opening"),
    [
        (page(LONG, "Why paywalls turn readers away"), "Readers who are asked"),
        (page(P, "404 days at sea: a captain's story"), BODY[0][:20]),
        (page(P + "<div>We use cookies to improve your visit. Accept all cookies</div>"),
         BODY[0][:20]),
        (page(P + '<div class="comments">You must be logged in to post a comment.</div>'),
         BODY[0][:20]),
        (page(P + "<noscript>Please enable JavaScript to see the comments.</noscript>"),
         BODY[0][:20]),
        (page(P + "<footer>Subscribe to our newsletter. Already a subscriber? Log in</footer>"),
         BODY[0][:20]),
        (page(P * 4 + "<div>Subscribe to continue reading</div>"), BODY[0][:20]),
        (page("".join(f"<p>{text} And {n} more came.</p>" for n in range(4) for text in BODY),
              head=PAID), BODY[0][:20]),
    ],
)  # fmt: skip
def test_articles_that_speak_of_such_things_are_read(html: str, opening: str) -> None:
    assert paragraphs(document(html))[0].startswith(opening)
