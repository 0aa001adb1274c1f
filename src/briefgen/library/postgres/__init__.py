"""The library on PostgreSQL: many writers at once, and one database for many desks' machines.

Texts, readings, catalogue and index are rows; the sources' bytes are rows too, or objects in a
folder or a store (`stores`). What is written is gathered by its writer and goes to the server in
one short transaction (`commit`).
"""

from briefgen.library.postgres.library import PostgresLibrary, library_at
from briefgen.library.postgres.moving import MovingRows

__all__ = ["MovingRows", "PostgresLibrary", "library_at"]
