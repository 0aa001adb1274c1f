"""Editions on disk: written whole or not at all, locked, and verified from their PDFs.

editions/<slug>/<edition>/    one edition; <edition> is its date, then -2, -3 …
editions/<slug>/latest        a link to the one built last
"""

from __future__ import annotations

from briefgen.editions.lock import Key, lock_record, spec_key
from briefgen.editions.store import Edition, Shelf

__all__ = ["Edition", "Key", "Shelf", "lock_record", "spec_key"]
