"""How each source is used, as far as the evidence tells; nothing of whether it can be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from briefgen.compose.printers import publisher
from briefgen.model import Evidence, SourceUse


def assessed(evidence: Evidence, printed: Collection[str]) -> tuple[SourceUse, ...]:
    """The sources that were read, in their order, and how a brief of these passages uses them."""
    read = [source for source in evidence.sources if not source.excluded]
    held = Counter(passage.source for passage in evidence.passages.values())
    own = Counter(p.source for p in evidence.passages.values() if p.reported == "author")
    quoted = Counter(evidence.passages[passage].source for passage in printed)
    names = {source.id: publisher(source.reference).casefold() for source in read}
    alike = Counter(name for name in names.values() if name)
    return tuple(
        SourceUse(
            source=id,
            printed=quoted[id],
            held=held[id],
            share=quoted[id] / max(1, len(printed)),
            own=own[id],
            others=held[id] - own[id],
            same_publisher=alike[name] - 1 if name else 0,
        )
        for id, name in names.items()
    )
