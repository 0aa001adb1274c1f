"""Sentence embeddings and sentence pairs by ONNX models; the only importer of onnxruntime.

Optional: `embedder()` is None where no model is installed, and everything works without. Both
libraries are imported when the first text is put to a model, never before. Texts are put to it one
by one: a model with dynamic quantisation gives a text other figures in other company.
"""

from briefgen.embed.files import VARIABLE
from briefgen.embed.pairs import CrossEncoder
from briefgen.embed.sentences import Embed, Embedder, embedder

__all__ = ["VARIABLE", "CrossEncoder", "Embed", "Embedder", "embedder"]
