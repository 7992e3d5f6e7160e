"""Tables for ladders: to be filled by the one who builds it."""

STATEMENTS: tuple[str, ...] = ()
