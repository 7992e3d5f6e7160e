"""Own pictures. Kept free for that change."""

STATEMENTS: tuple[str, ...] = ()
