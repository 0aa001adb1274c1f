"""A transformer in ONNX form behind its tokenizer; one thread a text, which keeps sums in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from briefgen.embed.files import ModelFiles
from briefgen.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Given = TypeVar("_Given")
#: Texts that are put to a model side by side, each on a thread of its own.
_BESIDE = min(4, os.cpu_count() or 1)
#: onnxruntime's severity from which on it writes to standard error: what it raises is enough.
_FATAL = 4


class Transformer:
    """A text, or a pair of texts, to a model's first output; no more word pieces than `longest`."""

    def __init__(self, files: ModelFiles, longest: int) -> None:
        self._where = files.model
        try:
            from tokenizers import Tokenizer  # noqa: PLC0415

            self._tokenizer = Tokenizer.from_file(str(files.tokenizer))
            self._tokenizer.no_padding()
            self._tokenizer.enable_truncation(longest)
            self._session = _session(files)
        except Exception as error:  # neither library has a class of its own for what is broken
            raise ModelError(f"{self._where}: cannot be loaded ({error})") from error
        self._inputs = [told.name for told in self._session.get_inputs()]
        if unknown := set(self._inputs) - {"input_ids", "attention_mask", "token_type_ids"}:
            raise ModelError(
                f"{self._where}: asks for {', '.join(sorted(unknown))}; a model of the form of "
                "BERT is needed, with input_ids, attention_mask and token_type_ids at most"
            )

    def __call__(self, text: str, second: str | None = None) -> NDArray[np.float32]:
        """The first output for this text, or pair, without the batch's axis."""
        import numpy as np  # noqa: PLC0415

        read = self._tokenizer.encode(text, second)
        columns = {
            "input_ids": read.ids,
            "attention_mask": read.attention_mask,
            "token_type_ids": read.type_ids,
        }
        fed = {name: np.array([columns[name]], np.int64) for name in self._inputs}
        try:
            output = self._session.run(None, fed)[0][0]
        except Exception as error:
            raise ModelError(f"{self._where}: cannot be run ({error})") from error
        if not np.isfinite(output).all():
            raise ModelError(f"{self._where}: gives what is no number; it is damaged")
        return np.asarray(output, np.float32)


def side_by_side(
    row: Callable[[_Given], NDArray[np.float32]], given: Sequence[_Given]
) -> list[NDArray[np.float32]]:
    """What a model gives for each, in order."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    first = [row(one) for one in given[:1]]  # loads the model, before there are threads
    with ThreadPoolExecutor(_BESIDE) as pool:
        return [*first, *pool.map(row, given[1:])]


def _session(files: ModelFiles) -> Any:
    import onnxruntime  # noqa: PLC0415

    onnxruntime.set_default_logger_severity(_FATAL)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _FATAL
    providers = ["CPUExecutionProvider"]
    return onnxruntime.InferenceSession(str(files.model), options, providers=providers)
