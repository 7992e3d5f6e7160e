"""Backups and what keeps the program going."""

STATEMENTS: tuple[str, ...] = (
    # What was done to keep the data safe (backup, drill, restore), when, and what came of it: `code` is '' where it
    # went well. `note` is a sentence for staff, never about a person.
    """CREATE TABLE keeping_run (
        id {id}, did TEXT NOT NULL, at TEXT NOT NULL, code TEXT NOT NULL DEFAULT '', file TEXT NOT NULL DEFAULT '',
        size_bytes BIGINT NOT NULL DEFAULT 0, took_ms BIGINT NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX keeping_run_by_kind ON keeping_run (did, id)",
)
