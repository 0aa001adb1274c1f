"""A tree against the schema: every fault that stops, each at its own line and column.

The only importer of jsonschema: its errors leave as findings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from briefgen.spec.dates import is_date
from briefgen.spec.faults import Fault, Tree
from briefgen.spec.schema import with_names
from briefgen.spec.sentences import Finding, faults_of

if TYPE_CHECKING:
    from jsonschema import ValidationError


def schema_faults(tree: Tree, audiences: Collection[str], methods: Collection[str]) -> list[Fault]:
    """Return what the schema has against the tree, for a desk with these audiences and methods."""
    found = [
        finding
        for finding in _findings(tree.value, with_names(audiences, methods))
        if not tree.is_broken(finding.steps)
    ]
    # Of a value of the wrong kind nothing else needs to be said.
    wrong_kind = {finding.steps for finding in found if finding.keyword == "type"}
    return [
        fault
        for finding in found
        if finding.keyword == "type" or finding.steps not in wrong_kind
        for fault in faults_of(finding, tree)
    ]


def _findings(value: object, schema: dict[str, Any]) -> Iterator[Finding]:
    from jsonschema import Draft202012Validator, FormatChecker  # noqa: PLC0415 - costs 0.1 s
    from jsonschema.validators import extend  # noqa: PLC0415

    formats = FormatChecker(formats=())
    formats.checks("csl-date")(is_date)
    formats.checks("date")(is_date)
    dialect: Any = extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"uniqueItems": _unique_texts}
    )
    for error in dialect(schema, format_checker=formats).iter_errors(value):
        steps = tuple(error.absolute_path)
        yield Finding(str(error.validator), error.validator_value, error.instance, steps)


def _unique_texts(*given: Any) -> Iterator[ValidationError]:
    """Check `uniqueItems` for texts: in linear time, and with the item that stands twice."""
    from jsonschema import ValidationError  # noqa: PLC0415

    _validator, _wanted, items, _schema = given
    seen: set[str] = set()
    for number, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, str) and item in seen:
            yield ValidationError("stands twice", path=[number], instance=item)
        elif isinstance(item, str):
            seen.add(item)
