"""Limits and security."""

STATEMENTS: tuple[str, ...] = ()
