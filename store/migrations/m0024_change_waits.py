"""What a change says to whoever reads another language, and which earlier one it puts right."""

STATEMENTS: tuple[str, ...] = (
    # Whoever reads a language that it is not written in is told once it is. What was told before went out in English.
    "ALTER TABLE change ADD COLUMN waits INTEGER NOT NULL DEFAULT 0",
    # The change that was wrong, where this one was written anew.
    "ALTER TABLE change ADD COLUMN corrects BIGINT",
)
