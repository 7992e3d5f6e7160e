"""Consent in versions, and retention."""

STATEMENTS: tuple[str, ...] = ()
