"""Sentence embeddings and sentence pairs by ONNX models; the only importer of onnxruntime.

Optional: `embedder()` is None where no model is installed, `cross_encoder()` where a desk names
none, and everything works without. Both libraries are imported when the first text is put to a
model, never before. Texts are put to it one by one: a model with dynamic quantisation gives a text
other figures in other company.
"""

from briefgen.embed.files import CROSS_ENCODER, VARIABLE
from briefgen.embed.pairs import CrossEncoder, Entail, cross_encoder
from briefgen.embed.sentences import Embed, Embedder, embedder

__all__ = [
    "CROSS_ENCODER",
    "VARIABLE",
    "CrossEncoder",
    "Embed",
    "Embedder",
    "Entail",
    "cross_encoder",
    "embedder",
]
