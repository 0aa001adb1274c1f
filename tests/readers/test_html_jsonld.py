"""JSON-LD as pages write it: which object is the article, and what is broken but readable."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.readers.jsonld import article_of, is_article, nodes_of, page_of, plain

OWN = "a.example/tide"


@pytest.mark.parametrize(
    ("script", "headline"),
    [
        ('{"@type": "NewsArticle", "headline": "Tide"}', "Tide"),
        ('[{"@type": "WebSite"}, {"@type": "Article", "headline": "Tide"}]', "Tide"),
        ('{"@graph": [{"@type": "BlogPosting", "headline": "Tide"}]}', "Tide"),
        ('{"@type": ["Article", "Thing"], "headline": "Tide"}', "Tide"),
        ('{"@type": "https://schema.org/Report", "name": "Tide"}', "Tide"),
        ('{"@type": "NewsArticle", "headline": "Tide",}', "Tide"),
        ('{"@type": "NewsArticle", // the type\n "headline": "Tide" /* it */}', "Tide"),
        ('{"@type": "NewsArticle", "url": "http://b.example/x,]", "headline": "Tide",}', "Tide"),
        ('<!-- {"@type": "NewsArticle", "headline": "Tide"} -->', "Tide"),
        ('//<![CDATA[\n{"@type": "NewsArticle", "headline": "Tide"}\n//]]>', "Tide"),
        ('{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Tide&quot;}',
         "Tide"),
        ('{"@type": "NewsArticle", "headline": "Low\ttide\nat noon"}', "Low tide at noon"),
        ('{"@type": "WebSite"} {"@type": "NewsArticle", "headline": "Tide"};', "Tide"),
        ('{"@type": "NewsArticle", "headline": "Tide"} } } trailing', "Tide"),
        ('{"@type": "NewsArticle", "headline": "Ti', ""),
        ('{"@type": "JobPosting", "name": "Pilot"}', ""),
        ("[" * 100000, ""),
        ("/* " * 100000, ""),
        ("", ""),
    ],
)  # fmt: skip
def test_scripts(script: str, headline: str) -> None:
    node = article_of(nodes_of([script]), [], [OWN])
    assert (plain(node.get("headline")) or plain(node.get("name"))) == headline


ARTICLES: list[dict[str, Any]] = [
    {"@type": "NewsArticle", "headline": "Other", "url": "https://a.example/other"},
    {"@type": "NewsArticle", "headline": "Tide", "url": "https://www.a.example/tide/"},
    {"@type": "NewsArticle", "headline": "Third", "mainEntityOfPage": {"@id": "https://a.example/3"}},
]  # fmt: skip


@pytest.mark.parametrize(
    ("titles", "urls", "headline"),
    [
        ([], [OWN], "Tide"),
        (["third"], [], "Third"),
        (["third"], [OWN], "Tide"),
        ([], ["a.example/3"], "Third"),
        (["another page"], [], None),  # three articles, and none is the page
    ],
)
def test_the_article_is_the_one_that_the_page_is(
    titles: list[str], urls: list[str], headline: str | None
) -> None:
    assert article_of(ARTICLES, titles, urls).get("headline") == headline


def test_references_by_id_are_followed() -> None:
    graph = """{"@graph": [
      {"@type": "Article", "@id": "#a", "headline": "Tide", "author": {"@id": "#p"},
       "publisher": [{"@id": "#o"}]},
      {"@type": "Person", "@id": "#p", "name": "Jane Roe"},
      {"@type": "Organization", "@id": "#o", "name": "The Harbour Post"}]}"""
    node = article_of(nodes_of([graph]), [], [])
    assert node["author"]["name"] == "Jane Roe"
    assert plain(node["publisher"]) == "The Harbour Post"


def test_objects_that_name_each_other_end() -> None:
    nodes = nodes_of(['[{"@id": "#a", "b": {"@id": "#b"}}, {"@id": "#b", "a": {"@id": "#a"}}]'])
    assert len(nodes) < 10


def test_a_page_of_its_own_stands_in_for_the_article() -> None:
    nodes = nodes_of(['{"@type": "WebPage", "url": "https://a.example/tide", "name": "Tide"}'])
    assert page_of(nodes, [OWN])["name"] == "Tide"
    assert not is_article(nodes[0])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("<b>Low</b> tide &amp; wind", "Low tide & wind"),
        (["Tide", "Ebb"], "Tide"),
        ({"@value": "Tide"}, "Tide"),
        ({"name": "Tide"}, "Tide"),
        ({"name": {"name": "Tide"}}, ""),
        (7, ""),
        (None, ""),
    ],
)
def test_values_as_a_line(value: Any, text: str) -> None:
    assert plain(value) == text
