"""What can go wrong with the store. Every error has a stable code, and says where, what and how to mend it."""

from __future__ import annotations

from typing import ClassVar


class StoreError(Exception):
    """The store could not do what was asked.

    Attributes:
        code: Stable word for logs, pages and scripts.
        where: The database, file or table.
        what: What happened, in one sentence. Never a value from a row.
        mend: What to do about it.
    """

    code: ClassVar[str] = "store"

    def __init__(self, where: str, what: str, mend: str) -> None:
        super().__init__(where, what, mend)
        self.where, self.what, self.mend = where, what, mend

    def __str__(self) -> str:
        return f"{self.code}: {self.where}: {self.what} {self.mend}"


class NotSaved(StoreError):
    """Nothing of this turn can be relied on: the disk is full, the database is locked or gone. Trying again is safe."""

    code = "store-not-saved"


class NotRead(StoreError):
    """The database could not be read just now. Trying again is safe."""

    code = "store-not-read"


class Refused(StoreError):
    """A row breaks a rule of the schema: it is there already, or points at nothing."""

    code = "store-refused"


class BrokenStatement(StoreError):
    """A statement is wrong, or wrote where only reading is allowed. This is a bug in the program."""

    code = "store-broken-statement"


class UnknownRow(StoreError):
    """The row that was named is not there, or belongs to someone who was forgotten."""

    code = "store-unknown-row"


class NewerDatabase(StoreError):
    """The database was made by a newer release."""

    code = "store-newer-database"


class UnsafeSqlite(StoreError):
    """The SQLite library is older than the first one that is safe to use."""

    code = "store-unsafe-sqlite"


class WrongKey(StoreError):
    """The key file is missing, damaged or belongs to another database."""

    code = "store-wrong-key"


class InUse(StoreError):
    """Another program uses the database, and one of the two needs it for itself."""

    code = "store-in-use"


class Tampered(StoreError):
    """A sealed value does not open: it was changed, moved, or sealed with another key."""

    code = "store-tampered"


def unknown(table: str) -> UnknownRow:
    """The error for a row that is not there."""
    return UnknownRow(f"table {table}", "There is no such row.", "Check the id that was given.")
