"""Languages: kept free for them."""

STATEMENTS: tuple[str, ...] = ()
