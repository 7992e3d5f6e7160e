"""Backups and what keeps the program going."""

STATEMENTS: tuple[str, ...] = ()
