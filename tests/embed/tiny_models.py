"""Models of a few numbers, written as ONNX files field by field, and their tokenizer.

The encoding is protocol buffers'; the numbers of the fields are those of `onnx.proto`.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

#: The vocabulary; a word's number is its row in a model's table.
WORDS = ("[UNK]", "[CLS]", "[SEP]", "harbour", "pier", "ferry", "seal", "late", "never")
_FLOAT, _INT64 = 1, 7
_IR_VERSION, _OPSET = 8, 13


def field(number: int, value: int | bytes | str) -> bytes:
    """A field: an integer as a varint, anything else with its length before it."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    content = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(content)) + content


def varint(value: int) -> bytes:
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + varint(rest) if rest else bytes([low])


def node(kind: str, inputs: Sequence[str], outputs: Sequence[str], **attributes: int) -> bytes:
    """A step of the graph; its attributes are integers, or lists of one under a name in -s."""
    made = b"".join(field(1, name) for name in inputs)
    made += b"".join(field(2, name) for name in outputs) + field(4, kind)
    for name, value in attributes.items():
        listed = name == "axes"
        told = field(8, value) + field(20, 7) if listed else field(3, value) + field(20, 2)
        made += field(5, field(1, name) + told)
    return made


def table(name: str, rows: Sequence[Sequence[float]]) -> bytes:
    """A matrix of 32-bit floats."""
    flat = [value for row in rows for value in row]
    shape = field(1, len(rows)) + field(1, len(rows[0]))
    return (
        shape + field(2, _FLOAT) + field(8, name) + field(9, struct.pack(f"<{len(flat)}f", *flat))
    )


def value(name: str, kind: int) -> bytes:
    """An input or output by its name and type, of two dimensions or as many as come."""
    return field(1, name) + field(2, field(1, field(1, kind) + _axes(kind)))


def _axes(kind: int) -> bytes:
    return field(2, field(1, field(2, "b")) + field(1, field(2, "s"))) if kind == _INT64 else b""


def model(nodes: Sequence[bytes], tables: Sequence[bytes], inputs: Sequence[str]) -> bytes:
    """A model whose output is called `output`."""
    graph = b"".join(field(1, made) for made in nodes) + field(2, "tiny")
    graph += b"".join(field(5, made) for made in tables)
    graph += b"".join(field(11, value(name, _INT64)) for name in inputs)
    graph += field(12, value("output", _FLOAT))
    return field(1, _IR_VERSION) + field(7, graph) + field(8, field(1, "") + field(2, _OPSET))


# --- Models -----------------------------------------------------------------------------------


def states(rows: Sequence[Sequence[float]], *, quantised: bool = False) -> bytes:
    """Each word to its row; `quantised` to 8 bits by the range of all that is in the batch."""
    looked_up = node("Gather", ["rows", "input_ids"], ["found" if quantised else "output"])
    rounding = [
        node("DynamicQuantizeLinear", ["found"], ["bytes", "scale", "zero"]),
        node("DequantizeLinear", ["bytes", "scale", "zero"], ["output"]),
    ]
    return model(
        [looked_up, *(rounding if quantised else [])], [table("rows", rows)], ["input_ids"]
    )


def judge(rows: Sequence[Sequence[float]], sides: Sequence[Sequence[float]]) -> bytes:
    """The mean over a pair's words of each one's row times that of the text it stands in."""
    steps = [
        node("Gather", ["rows", "input_ids"], ["words"]),
        node("Gather", ["sides", "token_type_ids"], ["weights"]),
        node("Mul", ["words", "weights"], ["weighed"]),
        node("ReduceMean", ["weighed"], ["output"], axes=1, keepdims=0),
    ]
    tables = [table("rows", rows), table("sides", sides)]
    return model(steps, tables, ["input_ids", "token_type_ids"])


def agrees(values: Sequence[float]) -> bytes:
    """Entailment, contradiction and neither, by words that speak for something or against it.

    Each word has a value, above 0 for and below 0 against; the logits are the product of both
    texts' means over all the pair's words, its opposite, and 0.
    """
    parts = [
        node("Gather", ["rows", "input_ids"], ["words"]),
        *(
            step
            for name in ("first", "second")
            for step in (
                node("Gather", [name, "token_type_ids"], [f"of {name}"]),
                node("Mul", ["words", f"of {name}"], [f"{name} words"]),
                node("ReduceMean", [f"{name} words"], [f"{name} mean"], axes=1, keepdims=0),
            )
        ),
        node("Mul", ["first mean", "second mean"], ["output"]),
    ]
    tables = [
        table("rows", [[value, value, 0.0] for value in values]),
        table("first", [[1.0, 1.0, 0.0], [0.0] * 3]),
        table("second", [[0.0] * 3, [1.0, -1.0, 0.0]]),
    ]
    return model(parts, tables, ["input_ids", "token_type_ids"])


def tokenizer(words: Sequence[str] = WORDS) -> str:
    """Words at spaces, [CLS] before a text and [SEP] after it, and after a second one."""
    special = {
        word: {"id": word, "ids": [words.index(word)], "tokens": [word]} for word in words[1:3]
    }
    opening = {"SpecialToken": {"id": "[CLS]", "type_id": 0}}
    parts = [
        [{"Sequence": {"id": name, "type_id": n}}, {"SpecialToken": {"id": "[SEP]", "type_id": n}}]
        for n, name in enumerate("AB")
    ]
    form = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": None,
        "pre_tokenizer": {"type": "WhitespaceSplit"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [opening, *parts[0]],
            "pair": [opening, *parts[0], *parts[1]],
            "special_tokens": special,
        },
        "decoder": None,
        "model": {
            "type": "WordLevel",
            "vocab": {word: number for number, word in enumerate(words)},
            "unk_token": "[UNK]",
        },
    }
    return json.dumps(form)


def nli(folder: Path, values: Mapping[str, float]) -> Path:
    """The folder of an NLI model to which these words speak for something or against it."""
    words = (*WORDS[:3], *values)
    content = agrees([values.get(word, 0.0) for word in words])
    return write(
        folder,
        content,
        '{"id2label": {"0": "ENTAILMENT", "1": "CONTRADICTION", "2": "NEUTRAL"}}',
        words,
    )


def write(
    folder: Path, content: bytes, config: str | None = None, words: Sequence[str] = WORDS
) -> Path:
    """A model's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(content)
    (folder / "tokenizer.json").write_text(tokenizer(words), encoding="utf-8")
    if config is not None:
        (folder / "config.json").write_text(config, encoding="utf-8")
    return folder
