"""Documents and problems as JSON, annotations as bytes: between processes, and in the archive.

Exact both ways, as long as texts are Unicode (no half surrogate pairs) and mappings hold JSON's
types. What comes in is checked, so that a broken sender cannot pass on a wrong type: that raises
ValueError.
"""

from briefgen.model.exchange.annotations import sentences_dumps, sentences_loads
from briefgen.model.exchange.collection import split_loads
from briefgen.model.exchange.reading import Reading, iso, reference_loads
from briefgen.model.exchange.result import Result, dumps, loads, problem_dumps, problem_loads

__all__ = [
    "Reading",
    "Result",
    "dumps",
    "iso",
    "loads",
    "problem_dumps",
    "problem_loads",
    "reference_loads",
    "sentences_dumps",
    "sentences_loads",
    "split_loads",
]
