"""The fixed words of a page, in the brief's language, and the record's sentences in it.

Words stand in `labels.yaml` (English) and `labels.<language>.yaml` of each folder of an audience,
from `base` to its own, so that the audience's own win. Their `sentences` say what the record tells
in English, with the same {names} in braces, in the page's language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from briefgen.errors import TemplateError
from briefgen.model import AudienceProfile, BriefSpec, Problem

#: The safe loader, in C where PyYAML was built with it: it reads every audience's labels.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: The language of `labels.yaml`, and of the sentences in the record.
_ENGLISH = "en"
_FILES = re.compile(r"labels\.([a-z]{2,3}(?:-[A-Z]{2})?)\.yaml")
_PLACE = re.compile(r"\{(\w+)\}")
#: What a sentence of the record holds that is such a sentence itself.
_NESTED = frozenset(("what", "reason", "holders"))


@dataclass(frozen=True, slots=True)
class Labels:
    """The words in one language, and the locale in which dates and numbers stand beside them."""

    language: str
    locale: str
    words: Mapping[str, Any]
    sentences: tuple[tuple[re.Pattern[str], str], ...]

    def told(self, text: str) -> str:
        """A sentence of the record in this language; in English where no label says it."""
        for pattern, said in self.sentences:
            if found := pattern.fullmatch(text):
                values = {
                    name: self.told(value) if name in _NESTED else value
                    for name, value in found.groupdict().items()
                }
                return _filled(said, values)
        return text


def load_labels(audience: AudienceProfile, spec: BriefSpec) -> Labels:
    """The words of an audience for a brief; those of its `audience.yaml` win over its labels.

    A language that no folder speaks is written in English. Raises `TemplateError` for a file
    that cannot be used.
    """
    folders = audience.folders
    language = _spoken(folders, spec.language)
    words: dict[str, Any] = {}
    for folder in reversed(folders):
        if label := _read(folder / "audience.yaml").get("label"):
            words["audience"] = label
        for file in (folder / "labels.yaml", *(folder / _name(n) for n in _names(language))):
            words = _merged(words, _read(file))
    words = _merged(words, audience.labels)
    sentences = words.pop("sentences", {})
    patterns = sorted(sentences.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    return Labels(
        language=language,
        locale=_locale(spec, language),
        words=words,
        sentences=tuple((_pattern(english), said) for english, said in patterns),
    )


def unspoken(audience: AudienceProfile, spec: BriefSpec) -> Problem | None:
    """What is wrong where an audience has no labels in the brief's language."""
    folders = audience.folders
    if _base(_spoken(folders, spec.language)) == _base(spec.language):
        return None
    there = sorted({_ENGLISH, *_languages(folders)})
    return Problem(
        spec.file.name,
        f"the page's words are English: there are no labels in {spec.language!r}",
        f"write one of {', '.join(there)}, or add {_name(_base(spec.language))} to a template",
    )


def _locale(spec: BriefSpec, language: str) -> str:
    """The brief's language; its country is that of the citations where they are in it too."""
    if _base(language) != _base(spec.language):
        return "en-GB"
    same = _base(spec.locale) == _base(spec.language)
    return spec.locale if same and "-" not in spec.language else spec.language


def _spoken(folders: Sequence[Path], language: str) -> str:
    """The nearest language that there are labels in: itself, that of no country, or English."""
    there = _languages(folders)
    return next((n for n in (language, _base(language)) if n in there), _ENGLISH)


def _languages(folders: Sequence[Path]) -> set[str]:
    files = (file for folder in folders for file in folder.glob("labels.*.yaml"))
    return {found[1] for file in files if (found := _FILES.fullmatch(file.name))}


def _names(language: str) -> tuple[str, ...]:
    """The languages whose words are read, each over those before: de, then de-AT."""
    return tuple(dict.fromkeys((_base(language), language)))


def _base(language: str) -> str:
    return language.partition("-")[0]


def _name(language: str) -> str:
    return f"labels.{language}.yaml"


def _merged(words: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Words with others over them; of a mapping (methods, sentences) each key by itself."""
    both = {
        key: words[key] | more[key] for key in words.keys() & more if _are_maps(words, more, key)
    }
    return {**words, **more, **both}


def _are_maps(words: Mapping[str, Any], more: Mapping[str, Any], key: str) -> bool:
    return isinstance(words[key], dict) and isinstance(more[key], dict)


def _filled(said: str, values: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), said)


def _pattern(english: str) -> re.Pattern[str]:
    """A sentence with {names} as what matches it, each name bound once."""
    parts = _PLACE.split(english)
    return re.compile(
        "".join(
            f"(?P<{part}>.+)" if place % 2 else re.escape(part) for place, part in enumerate(parts)
        ),
        re.DOTALL,
    )


def _read(file: Path) -> dict[str, Any]:
    """A file's keys and values; none where it is not there."""
    if not file.is_file():
        return {}
    try:
        values = yaml.load(file.read_text(encoding="utf-8"), _LOADER) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise TemplateError(f"{file}: {error}") from error
    if not isinstance(values, dict):
        raise TemplateError(f"{file}: expected keys and values")
    return values
