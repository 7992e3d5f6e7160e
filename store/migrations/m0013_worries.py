"""Worries whole: where they came from, what was done, and what was learned."""

STATEMENTS: tuple[str, ...] = ()
