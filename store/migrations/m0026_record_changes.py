"""What was changed in a record, by whom and when: so that a mistake can be put right and nobody wonders."""

STATEMENTS: tuple[str, ...] = (
    # `parts` names what was changed, such as `title, words`: never a word of it. `yes` is the one that ended because
    # the words that it was given for were changed, sealed with the person's key; null where none ended.
    """CREATE TABLE record_change (
        id {id}, record_id BIGINT NOT NULL REFERENCES record (id), at TEXT NOT NULL,
        made_by BIGINT REFERENCES staff_member (id), parts TEXT NOT NULL, yes {blob})""",
    "CREATE INDEX record_change_by_record ON record_change (record_id)",
)
