"""What feeds print around the text."""

from __future__ import annotations

import pytest

from briefgen.readers.feed_wording import (
    is_closing,
    is_cut,
    is_invitation,
    is_teaser,
    plain,
    site_name,
    uncut,
)

LONG = "The board met and spoke about the pier. " * 40


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Tide Table", "Tide Table"),
        ("Tide Table » Feed", "Tide Table"),
        ("Tide Table » Harbours » Feed", "Tide Table"),
        ("Tide Table RSS Feed", "Tide Table"),
        ("Tide Table - All Posts", "Tide Table"),
        ("Tide Table | Latest News", "Tide Table"),
        ("Tide Table: RSS", "Tide Table"),
        ("RSS: Tide Table", "Tide Table"),
        ("Latest news from Tide Table", "Tide Table"),
        ("The Harbour News", "The Harbour News"),
        ("The Evening Post", "The Evening Post"),
        ("Feed", ""),
        ("RSS Feed", ""),
        ("", ""),
    ],
)
def test_the_name_of_a_site(title: str, name: str) -> None:
    assert site_name(title) == name


@pytest.mark.parametrize(
    ("line", "closing"),
    [
        ("The post The pier appeared first on Tide Table.", True),
        ("This article was first published on Tide Table.", True),
        ("Der Beitrag Die Mole erschien zuerst auf Gezeiten.", True),
        ("L’article La jetée est apparu en premier sur Marées.", True),
        ("Filed under: Harbours Tagged: piers", True),
        ("The post was given to her brother, who first appeared on the board in May.", False),
        ("The article says nothing of the pier.", False),
        ("The post Who pays for the lights appeared first on Tidewater.", True),
        ("The post who appeared first on the pier was dismissed.", False),
        ("The post " + "x " * 5000, False),
    ],
)
def test_closing_lines(line: str, closing: bool) -> None:
    assert is_closing(line) is closing


@pytest.mark.parametrize(
    ("line", "invites"),
    [
        ("Continue reading →", True),
        ("Continue reading The pier and the board", True),
        ("Read more", True),
        ("[Read more…]", True),
        ("Read the full article here.", True),
        ("Weiterlesen", True),
        ("Readers wanted more of the pier.", False),
        ("More was said.", False),
    ],
)
def test_invitations(line: str, invites: bool) -> None:
    assert is_invitation(line) is invites


@pytest.mark.parametrize(
    ("content", "summary", "teaser"),
    [
        (LONG, "", False),
        (LONG, "The board met.", False),
        ("", LONG, False),
        ("", "", True),
        ("", "The board met and spoke about the pier.", True),
        ("The board met.", "The board met.", True),
        (LONG + "What it did not say is […]", "", True),
        (LONG + "What it did not say is...", "", True),
        (LONG + "Read more »", "", True),
        (LONG + "Continue reading The pier →", "", True),
    ],
)
def test_teasers(content: str, summary: str, teaser: bool) -> None:
    assert is_teaser(content, summary) is teaser


@pytest.mark.parametrize(
    ("text", "whole", "severed"),
    [
        ("It met. It would not […]", "It met.", "It would not […]"),
        ("It met. […]", "It met.", "[…]"),
        ("It met in the U.S. Senate and […]", "", "It met in the U.S. Senate and […]"),
        ("It heard Sen. Roe say […]", "", "It heard Sen. Roe say […]"),
        ("“It met.” Then it…", "“It met.”", "Then it…"),
        ("It met in 2017. Then it…", "It met in 2017.", "Then it…"),
    ],
)
def test_only_whole_sentences_stay(text: str, whole: str, severed: str) -> None:
    assert is_cut(text)
    assert uncut(text) == (whole, severed)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>two</p>", "One two"),
        ("a<br>b <i>c</i>d", "a b cd"),
        ("3 < 4 &amp; 5 > 4", "3 < 4 & 5 > 4"),
        ("a<!-- b -->c", "ac"),
    ],
)
def test_plain_text(markup: str, text: str) -> None:
    assert plain(markup) == text
