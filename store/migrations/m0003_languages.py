"""Languages. Kept free for that change."""

STATEMENTS: tuple[str, ...] = ()
