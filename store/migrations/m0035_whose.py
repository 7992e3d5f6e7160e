"""Whose a record was: so that it can become somebody else's, and each of both finds only what is theirs."""

STATEMENTS: tuple[str, ...] = (
    # Whose the record was when it was changed, with whose key `yes` is sealed; null where it was about no one person.
    "ALTER TABLE record_change ADD COLUMN person_id BIGINT REFERENCES person (id)",
    """UPDATE record_change SET person_id = (SELECT record.person_id FROM record
        WHERE record.id = record_change.record_id)""",
    "CREATE INDEX record_change_by_person ON record_change (person_id)",
    # `ended` 1: made while it was about somebody else (`was_of`), or about no one person. No yes allows it again.
    "ALTER TABLE record_use ADD COLUMN ended INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE record_use ADD COLUMN was_of BIGINT REFERENCES person (id)",
)
