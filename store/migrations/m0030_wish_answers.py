"""What staff answer to a wish before anything has changed: that they are on it, or not now, and why."""

STATEMENTS: tuple[str, ...] = (
    # `body` is sealed with the key of whoever wished. Nobody is told before `tell_after`; `channel` is '' while only
    # their own page tells them.
    """CREATE TABLE wish_answer (
        id {id}, wish_id BIGINT NOT NULL REFERENCES wish (id), person_id BIGINT NOT NULL REFERENCES person (id),
        kind TEXT NOT NULL, language TEXT NOT NULL, body {blob} NOT NULL, at TEXT NOT NULL, member_id BIGINT NOT NULL,
        tell_after TEXT NOT NULL, channel TEXT NOT NULL DEFAULT '', sent_at TEXT, seen_at TEXT)""",
    "CREATE INDEX wish_answer_by_person ON wish_answer (person_id)",
    "CREATE INDEX wish_answer_by_wish ON wish_answer (wish_id)",
)
