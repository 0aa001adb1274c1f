"""Functions by their names, and exceptions in words, as one process tells another."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def named(name: str) -> Callable[..., Any]:
    """The function of a name like "package.module:function"."""
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


def said(error: Exception) -> str:
    """An exception in a line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
