"""What a lead writes to somebody about what happened next, after they told a worry."""

STATEMENTS: tuple[str, ...] = (
    # `words` is sealed with the worry's key. `channel` is '' while only their own page has it, `telegram` once a
    # message that one waits was put in the outbox. `ended_at` is when whoever wrote it took it back.
    """CREATE TABLE worry_message (
        id {id}, worry_id BIGINT NOT NULL REFERENCES worry (id), person_id BIGINT NOT NULL REFERENCES person (id),
        words {blob} NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, channel TEXT NOT NULL DEFAULT '',
        sent_at TEXT, opened_at TEXT, away_at TEXT, ended_at TEXT)""",
    "CREATE INDEX worry_message_by_worry ON worry_message (worry_id)",
    "CREATE INDEX worry_message_by_person ON worry_message (person_id)",
)
