"""The access log as a chain."""

STATEMENTS: tuple[str, ...] = ()
