"""TeX's way of writing letters and marks, as Unicode; the only importer of latexcodec."""

from __future__ import annotations

import re

from briefgen.readers.decode import normalise

# Commands that latexcodec leaves as they are.
_NAMED = {
    "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”",
    "textendash": "–", "textemdash": "—", "textless": "<", "textgreater": ">", "textbar": "|",
    "textasciitilde": "~", "textunderscore": "_", "textdegree": "°", "texteuro": "€", "euro": "€",
    "ldots": "…", "dots": "…", "textellipsis": "…", "slash": "/", "LaTeX": "LaTeX", "TeX": "TeX",
    "guillemotleft": "«", "guillemotright": "»", "quotedblbase": "„", "quotesinglbase": "‚",
    "textsterling": "£", "pounds": "£", "i": "i",
}  # fmt: skip
_NAME = re.compile(rf"\\({'|'.join(_NAMED)})(?![A-Za-z])\s*(?:\{{\}})?")
# A dotless i under an accent is an i.
_DOTLESS = re.compile(r"(\\['\"`^~=.uvHckr])\s*(?:\{\s*\\([ij])\s*\}|\\([ij])(?![A-Za-z]))")
_SPACES = re.compile(r"\\[ ,;:!/-]|(?<!\\)~")
_HREF = re.compile(r"\\href\s*\{[^{}]*\}")
_COMMAND = re.compile(r"\\[A-Za-z]+\*?\s*")
_ESCAPE = re.compile(r"\\([_%&#$~{}])")
_TAG = re.compile(r"</?(?:i|b|sc|sub|sup|span|em|strong)\b[^<>]*>", re.IGNORECASE)


def plain_text(tex: str) -> str:
    """One line of Unicode text (NFC), without commands, braces and the markup of CSL-JSON."""
    text = tex
    if "\\" in text:
        text = _HREF.sub("", text)
        text = _DOTLESS.sub(lambda m: f"{m[1]}{{{m[2] or m[3]}}}", text)
        text = _NAME.sub(lambda m: _NAMED[m[1]], text)
    text = _SPACES.sub(lambda m: "" if m[0] in {"\\-", "\\/", "\\!"} else " ", text)
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    if "\\" in text:
        text = _COMMAND.sub("", _decoded(text))
    return one_line(text.replace("{", "").replace("}", ""))


def one_line(text: str) -> str:
    """A line of text (NFC) that can be written as UTF-8, without the markup of CSL-JSON."""
    clean = normalise(_TAG.sub("", text)).encode("utf-8", "replace").decode()
    return " ".join(clean.split())


def address(tex: str) -> str:
    r"""A web address or identifier as it is meant: TeX escapes only ``_ % & # $ ~`` in it."""
    inner = re.fullmatch(r"\s*\\url\s*\{(.*)\}\s*", tex, re.DOTALL)
    text = _ESCAPE.sub(r"\1", (inner[1] if inner else tex).replace("\\textasciitilde", "~"))
    return one_line(text.replace("{", "").replace("}", ""))


def _decoded(text: str) -> str:
    import codecs  # noqa: PLC0415

    import latexcodec  # noqa: F401, PLC0415  (registers the codec)

    try:
        return str(codecs.decode(text, "ulatex"))  # type: ignore[call-overload]
    except ValueError:  # a lone backslash at the end, say
        return text
