"""News outlets, which carry what others did or said and hold nothing by that."""

from __future__ import annotations

import pytest
from support import annotate, document, holders, verdict

from briefgen.model import Reference
from briefgen.viewpoints import attribute
from briefgen.viewpoints.outlets import is_outlet


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("The Coast Post", True),
        ("Coast Radio", True),
        ("Times", True),
        ("Reuters", True),
        ("The Hill", True),
        ("Harbour Letters", True),  # the publisher of the document itself
        ("Harbour Board", False),
        ("Hill", True),
        ("Hill Farm", False),
        ("Treasury", False),
        ("", False),
    ],
)
def test_names(name: str, outlet: bool) -> None:
    assert is_outlet(name, ["The Harbour Letters", ""]) is outlet


@pytest.mark.parametrize(
    ("said", "holder"),
    [
        ("Forty boats had broken the quota, The New York Times reported.", "unknown"),
        ("The four “gaps” she named are “the winter, the night and the fog,” The Hill reported.",
         "unknown"),
        ("Reuters reported that the quota had fallen.", "unknown"),
        ("The Coast Post wrote that the boats had come home.", "unknown"),
        ("Forty boats broke the quota, according to The Wall Street Journal.", "unknown"),
        # Its own view, and bodies that report what they have found themselves.
        ("The Coast Post wrote that the quota was a mistake.", "Coast Post"),
        ("The Coast Post wrote that the quota should fall.", "Coast Post"),
        ("The Federal Reserve reported that prices had fallen.", "Federal Reserve"),
        ("Anna Weiss wrote that the boats had come home.", "Anna Weiss"),
        # A capital in mid-sentence is the name's own.
        ("The quota is a mistake, The Coast Post said.", "The Coast Post"),
        ("The quota is a mistake, the Coast Board said.", "Coast Board"),
    ],
)  # fmt: skip
def test_channel(said: str, holder: str) -> None:
    assert holders(said) == [holder]


@pytest.mark.parametrize(
    ("publisher", "holder"), [("Harbour Letters", "unknown"), ("", "Harbour Letters")]
)
def test_the_documents_own_publisher(publisher: str, holder: str) -> None:
    said = "Harbour Letters reported that the boats had come home."
    made = document(said, reference=Reference(publisher=publisher))
    (found,) = attribute(made, annotate([made])[0])
    assert verdict(found) == holder
