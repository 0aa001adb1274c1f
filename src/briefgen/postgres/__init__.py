"""PostgreSQL databases by their addresses; the only importer of psycopg.

Queries have `%s` where a value goes (`%%` for a per cent sign); tables stand in the schema
`briefgen`. A read whose connection was cut is asked again; a transaction that was cut has written
nothing, and says so. Every fault is an `ArchiveError` that names the address without its password.
"""

from briefgen.postgres.address import has_password, is_address, printable
from briefgen.postgres.database import Postgres, Transaction

__all__ = ["Postgres", "Transaction", "has_password", "is_address", "printable"]
