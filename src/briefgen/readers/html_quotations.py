"""The block quotations of a page."""

from __future__ import annotations

from typing import Any

from briefgen.readers.shape import squeezed


def block_quotations(tree: Any) -> tuple[str, ...]:
    """The texts of a page's outermost block quotations, without white space."""
    found = tree.xpath("//blockquote[not(ancestor::blockquote)]")
    return tuple(squeezed("".join(element.itertext())) for element in found)
