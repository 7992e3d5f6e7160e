"""Languages: in which one something was said, or agreed to. Until now it was always English."""

STATEMENTS = tuple(
    f"ALTER TABLE {table} ADD COLUMN language TEXT NOT NULL DEFAULT 'en'"
    for table in ("answer", "comment", "consent", "worry")
)
